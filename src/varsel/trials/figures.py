"""The figures of an evaluation: shares with intervals, ready to print, to plot or to store as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from varsel.trials.evaluate import JUDGED, Evaluation, Plant
from varsel.trials.intervals import Share, median
from varsel.trials.match import RAISED

#: Alerts per 10,000 people that somebody has time for.
BUDGETS = (1, 2, 5, 10, 20, 50)
#: From how many visible traces a network is one that can be asked for.
ENOUGH = 3
#: Visible traces above this are one group.
MANY = 6


def figures(e: Evaluation) -> dict[str, Any]:
    """Everything an evaluation says, as JSON.

    >>> from varsel.trials.evaluate import evaluate
    >>> from varsel.trials.example import example
    >>> figures(evaluate(*example()))["recall"]["all"]["hits"]
    1
    """
    return {
        "societies": list(e.societies),
        "people": e.people,
        "recall": _recall(e.plants),
        "levels": _levels(e),
        "alerts": _alerts(e),
        "lookalikes": {
            name: {"near": k.near, "noted": k.noted, **Share(k.raised, k.units).as_json(),
                   "false": k.false}
            for name, k in e.kinds.items()
        },
        "lookalikes_all": Share(
            sum(k.raised for k in e.kinds.values()), sum(k.units for k in e.kinds.values())
        ).as_json(),
        "roles": _roles(e.plants),
        "early": _early(e.plants),
        "indicators": _indicators(e),
        "false_touching": dict(Counter(e.false_touching).most_common()),
        "not_evaluable": dict(e.not_evaluable),
        "strangers": sum(p.strangers for p in e.plants),
        "missed": [_missed(p) for p in e.plants if not p.found and p.visible >= ENOUGH],
    }  # fmt: skip


def share(plants: Iterable[Plant], so: Callable[[Plant], bool] = lambda p: p.found) -> Share:
    """Of some planted networks, those that are so."""
    chosen = tuple(plants)
    return Share(sum(map(so, chosen)), len(chosen))


def by(plants: Iterable[Plant], key: Callable[[Plant], Any]) -> dict[str, list[Plant]]:
    """Planted networks in groups, in the order of the groups."""
    groups: dict[Any, list[Plant]] = {}
    for plant in plants:
        groups.setdefault(key(plant), []).append(plant)
    return {str(k): groups[k] for k in sorted(groups)}


def visible_group(plant: Plant) -> str:
    """How many traces this data holder can see, the many together."""
    return f"{MANY}+" if plant.visible >= MANY else str(plant.visible)


def _recall(plants: tuple[Plant, ...]) -> dict[str, Any]:
    enough = [p for p in plants if p.visible >= ENOUGH]
    return {
        "all": share(plants).as_json(),
        "enough_traces": share(enough).as_json(),
        "seen_at_all": share(p for p in plants if p.visible).as_json(),
        "nothing_visible": sum(not p.visible for p in plants),
        "by_visible": _groups(plants, visible_group),
        "by_bundle": _groups(plants, lambda p: p.bundle),
        "by_bundle_enough_traces": _groups(enough, lambda p: p.bundle),
        "by_care": _groups(plants, lambda p: p.care),
        "at_budget": {str(b): _within(plants, b).as_json() for b in BUDGETS},
        "at_budget_enough_traces": {str(b): _within(enough, b).as_json() for b in BUDGETS},
    }


def _groups(plants: Iterable[Plant], key: Callable[[Plant], Any]) -> dict[str, Any]:
    return {k: share(group).as_json() for k, group in by(plants, key).items()}


def _within(plants: Iterable[Plant], budget: int) -> Share:
    """Networks that somebody finds who looks at the first `budget` alerts per 10,000 people."""
    return share(plants, lambda p: p.rank is not None and p.rank <= budget)


def _levels(e: Evaluation) -> dict[str, int]:
    found = Counter(p.level for p in e.plants)
    return {level: found[level] for level in ("Priority", "Review", "Note", "none")} | {
        "safeguard": sum(p.safeguard for p in e.plants)
    }


def _alerts(e: Evaluation) -> dict[str, Any]:
    raised, false = (
        sum(n[level] for level in RAISED) for n in (Counter(e.alerts), Counter(e.false))
    )
    return {
        "by_level": dict(e.alerts),
        "raised": raised,
        "false": false,
        "raised_per_10000": round(raised / e.people * 10_000, 3),
        "false_per_10000": round(false / e.people * 10_000, 3),
        "true_share": Share(raised - false, raised).as_json(),
    }


def _roles(plants: Iterable[Plant]) -> dict[str, Any]:
    """Members of raised alerts whose true role is known: leading hypothesis right, wrong, unclear."""
    found: Counter[str] = Counter()
    for plant in plants:
        found.update(plant.roles)
    total = sum(found.values())
    right = sum(found[f"{r}/{r}"] for r in JUDGED)
    unclear = sum(found[f"{r}/unclear"] for r in JUDGED)
    return {
        "counts": dict(sorted(found.items())),
        "right": Share(right, total).as_json(),
        "wrong": Share(total - right - unclear, total).as_json(),
        "unclear": Share(unclear, total).as_json(),
    }


def _early(plants: Iterable[Plant]) -> dict[str, Any]:
    """Days from the start of a scheme to the first day at Review, among those found."""
    found = [p for p in plants if p.days_to_review is not None]
    days = [float(p.days_to_review or 0) for p in found]
    return {
        "found": len(found),
        "median_days": median(days),
        "median_part": median(
            [min(1.0, (p.days_to_review or 0) / p.days) for p in found if p.days]
        ),
        "within_30": Share(sum(d <= 30 for d in days), len(days)).as_json(),  # noqa: PLR2004
        "within_90": Share(sum(d <= 90 for d in days), len(days)).as_json(),  # noqa: PLR2004
    }


def _indicators(e: Evaluation) -> dict[str, Any]:
    units = sum(k.units for k in e.kinds.values())
    return {
        name: {
            "societies": f.evaluated,
            "plants": Share(f.plants, len(e.plants)).as_json(),
            "lookalikes": Share(f.lookalikes, units).as_json(),
            "flags_per_10000": round(f.flags / e.people * 10_000, 3),
            "elsewhere_per_10000": round(f.elsewhere / e.people * 10_000, 3),
            "holds_up": f.holds_up,
            "holds_false": f.holds_false,
        }
        for name, f in e.indicators.items()
    }


def _missed(plant: Plant) -> Mapping[str, Any]:
    """A network with enough traces that no alert above Note finds: where to look next."""
    return {
        "id": plant.id,
        "bundle": plant.bundle,
        "care": plant.care,
        "visible": plant.visible,
        "level": plant.level,
        "indicators": list(plant.indicators),
    }

"""A result against its truth: one record per planted network, counts for everything else.

Records and counts add up, so that several societies can be judged as one (see `merged`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from varsel.escalation.history import Step
from varsel.escalation.model import LEVELS
from varsel.escalation.roles import BELONGINGS, PEOPLE
from varsel.reporting.result import Result
from varsel.trials.match import RAISED, Matched, matched, of_nodes, steps_of
from varsel.trials.truth import Truly, Truth

#: Roles that a hypothesis can be right or wrong about.
JUDGED = ("exploited", "controller")
NONE = "none"


@dataclass(frozen=True)
class Plant:
    """What became of one planted network.

    level: of the highest alert that finds it, or none. rank: that alert's place in the queue, per
    10,000 people. days_to_review: from the start of the scheme, or of the data where that is later, to
    the screening that first raised it; None where the result has no history. days: of the scheme.
    roles: (true role, leading hypothesis) -> members. lowers: indicators without which the level
    would fall below Review. strangers: people in its raised alerts that are no members.
    """

    id: str
    bundle: str
    care: str
    exploited: int
    seen: float | None
    planted: int
    visible: int
    level: str
    alerts: int
    rank: float | None
    safeguard: bool
    days_to_review: int | None
    days: int
    roles: Mapping[str, int]
    indicators: tuple[str, ...]
    lowers: tuple[str, ...]
    strangers: int

    @property
    def found(self) -> bool:
        """Whether an alert above Note finds it."""
        return self.level in RAISED


@dataclass(frozen=True)
class Kind:
    """One kind of look-alike: its units, and how many of them an alert of some level touches.

    raised: units in an alert above Note; false: in one that finds no planted network.
    """

    near: str
    units: int = 0
    raised: int = 0
    false: int = 0
    noted: int = 0


@dataclass(frozen=True)
class Fired:
    """How often one indicator fires, and what hangs on it.

    plants, lookalikes: networks with at least one of its flags. flags: all its flags; elsewhere: those
    that name no member of any network. holds_up: planted networks that would fall below Review
    without it; holds_false: false alerts that would.
    """

    evaluated: int = 0
    flags: int = 0
    elsewhere: int = 0
    plants: int = 0
    lookalikes: int = 0
    holds_up: int = 0
    holds_false: int = 0


@dataclass(frozen=True)
class Evaluation:
    """Everything counted. societies: what was judged; people: in all of them."""

    societies: tuple[Mapping[str, Any], ...]
    people: int
    plants: tuple[Plant, ...]
    kinds: Mapping[str, Kind]
    indicators: Mapping[str, Fired]
    alerts: Mapping[str, int]
    false: Mapping[str, int]
    false_touching: Mapping[str, int]
    not_evaluable: Mapping[str, int] = field(default_factory=dict)


def evaluate(result: Result, truth: Truth) -> Evaluation:
    """Judge one result.

    >>> from varsel.trials.example import example
    >>> found = evaluate(*example())
    >>> [(p.bundle, p.level) for p in found.plants], found.alerts["Review"]
    ([('restaurant', 'Review')], 1)
    """
    found = matched(result, truth)
    tables = frozenset(n for n, t in result.run["tables"].items() if t["loaded"])
    by_plant: dict[str, list[Matched]] = {n.id: [] for n in truth.plants}
    for match in found:
        for plant in match.found:
            by_plant[plant].append(match)
    named = _flagged(result, truth)
    start = dt.date.fromisoformat(truth.society["first_day"])
    dated = len({s.day for s in steps_of(result)}) > 1
    plants = [
        _plant(n, by_plant[n.id], tables, truth.people, start if dated else None, named[n.id])
        for n in truth.plants
    ]
    wrong = [m for m in found if m.false]
    return Evaluation(
        societies=({**truth.society, "tables": sorted(tables), "as_of": result.run["as_of"]},),
        people=truth.people,
        plants=tuple(plants),
        kinds=_kinds(found, truth),
        indicators=_fired(result, truth, plants, wrong, named),
        alerts=Counter(m.best.level for m in found),
        false=Counter(m.best.level for m in wrong),
        false_touching=_touching(wrong, truth),
        not_evaluable={c.indicator: 1 for c in result.coverage if not c.variants},
    )


def merged(evaluations: Iterable[Evaluation]) -> Evaluation:
    """Several societies judged as one."""
    every = tuple(evaluations)
    indicators = sorted({i for e in every for i in e.indicators}, key=_order)
    return Evaluation(
        societies=tuple(s for e in every for s in e.societies),
        people=sum(e.people for e in every),
        plants=tuple(p for e in every for p in e.plants),
        kinds=_added(every, "kinds", Kind, sorted({k for e in every for k in e.kinds})),
        indicators=_added(every, "indicators", Fired, indicators),
        alerts=sum((Counter(e.alerts) for e in every), Counter()),
        false=sum((Counter(e.false) for e in every), Counter()),
        false_touching=sum((Counter(e.false_touching) for e in every), Counter()),
        not_evaluable=sum((Counter(e.not_evaluable) for e in every), Counter()),
    )


def _order(indicator: str) -> tuple[str, int]:
    return indicator[0], int(indicator[1:])


def _added(
    every: Sequence[Evaluation], name: str, made: Any, keys: Iterable[str]
) -> dict[str, Any]:
    """Counts of one sort added up over societies; texts are taken from the first that has them."""
    found = {}
    for key in keys:
        parts = [vars(getattr(e, name)[key]) for e in every if key in getattr(e, name)]
        found[key] = made(
            **{
                n: v if isinstance(v, str) else sum(p[n] for p in parts)
                for n, v in parts[0].items()
            }
        )
    return found


def _flagged(result: Result, truth: Truth) -> dict[str, set[str]]:
    """Network -> indicators with a flag that names one of its members."""
    nodes = of_nodes(truth.networks)
    found: dict[str, set[str]] = {n.id: set() for n in truth.networks}
    for flag in result.flags:
        for node in flag.nodes:
            for network in nodes.get(node, ()):
                found[network].add(flag.indicator)
    return found


def _plant(
    truly: Truly,
    found: Sequence[Matched],
    tables: frozenset[str],
    people: int,
    start: dt.date | None,
    fired: set[str],
) -> Plant:
    """start: first day of the data; None where the result says nothing of days before the last."""
    best = min(
        ((-max(LEVELS.index(s.level) for s in m.found[truly.id]), m.rank) for m in found),
        default=None,
    )
    steps = [s for m in found for s in m.found[truly.id]]
    raised = [s for s in steps if s.level in RAISED]
    tops = [_top(m.found[truly.id]) for m in found if any(s in raised for s in m.found[truly.id])]
    began = max(truly.started_on, start) if truly.started_on and start else start
    ended = truly.ended_on
    inside = {n.id for n in truly.members if n.kind == "party"}
    return Plant(
        id=truly.id,
        bundle=truly.bundle,
        care=truly.care,
        exploited=truly.exploited,
        seen=truly.seen,
        planted=len(truly.traces),
        visible=len(truly.visible(tables)),
        level=LEVELS[-best[0]] if best else NONE,
        alerts=len(tops),
        rank=round(best[1] / people * 10_000, 4) if best else None,
        safeguard=any(s.safeguard for s in steps),
        days_to_review=_days(began, min(s.day for s in raised)) if raised and began else None,
        days=_days(began, ended) if ended and began else 0,
        roles=_roles(truly, tops),
        indicators=tuple(sorted(fired, key=_order)),
        lowers=tuple(sorted(_without(tops), key=_order)),
        strangers=len({p for s in raised for c in s.counting for p in c.parties} - inside),
    )


def _top(steps: Sequence[Step]) -> Step:
    """The most urgent standing, the earliest of equals."""
    return min(steps, key=lambda s: (s.urgency, s.day))


def _days(since: dt.date, until: dt.date) -> int:
    return max(0, (until - since).days)


def _without(raised: Iterable[Step]) -> set[str]:
    """Indicators without which every raised alert of a network would fall to Note."""
    sets = [{i for i, level in s.lowers if level not in RAISED} for s in raised]
    return set.intersection(*sets) if sets else set()


def _roles(truly: Truly, raised: Iterable[Step]) -> dict[str, int]:
    """How the leading hypotheses of a network's raised alerts stand to its members' roles.

    People and what belongs to one person are judged. An ad has two people behind it, who placed it
    and who is shown in it: truth tells the one and flags speak of the other.
    """
    found: Counter[str] = Counter()
    for one in raised:
        for member in one.members:
            known = [n for n in member.nodes if n.kind in {*PEOPLE, *BELONGINGS}]
            true = {truly.members[n] for n in known if n in truly.members}
            if len(true) == 1 and (role := true.pop()) in JUDGED:
                found[f"{role}/{member.leading}"] += 1
    return dict(sorted(found.items()))


def _kinds(found: Sequence[Matched], truth: Truth) -> dict[str, Kind]:
    """Units of each kind of look-alike, and how many an alert touches."""
    raised = {i for m in found for i in m.touched}
    false = {i for m in found if m.false for i in m.touched}
    noted = {i for m in found for i in m.noted}
    kinds: dict[str, list[Truly]] = {}
    for network in truth.lookalikes:
        kinds.setdefault(network.bundle, []).append(network)
    return {
        name: Kind(
            near=units[0].near,
            units=len(units),
            raised=sum(n.id in raised for n in units),
            false=sum(n.id in false for n in units),
            noted=sum(n.id in noted for n in units),
        )
        for name, units in sorted(kinds.items())
    }


def _fired(
    result: Result,
    truth: Truth,
    plants: Sequence[Plant],
    wrong: Sequence[Matched],
    named: Mapping[str, set[str]],
) -> dict[str, Fired]:
    known = of_nodes(truth.networks)
    flags, elsewhere = Counter[str](), Counter[str]()
    for flag in result.flags:
        flags[flag.indicator] += 1
        elsewhere[flag.indicator] += not any(n in known for n in flag.nodes)
    of_plants = Counter(i for n in truth.plants for i in named[n.id])
    of_lookalikes = Counter(i for n in truth.lookalikes for i in named[n.id])
    up = Counter(i for p in plants if p.found for i in p.lowers)
    down = Counter(i for m in wrong for i in _without([m.best]))
    return {
        c.indicator: Fired(
            evaluated=1 if c.variants else 0,
            flags=flags[c.indicator],
            elsewhere=elsewhere[c.indicator],
            plants=of_plants[c.indicator],
            lookalikes=of_lookalikes[c.indicator],
            holds_up=up[c.indicator],
            holds_false=down[c.indicator],
        )
        for c in result.coverage
    }


def _touching(wrong: Sequence[Matched], truth: Truth) -> Counter[str]:
    """What false alerts are about: kinds of look-alike, or nobody who was told of."""
    kind = {n.id: n.bundle for n in truth.lookalikes}
    found: Counter[str] = Counter()
    for match in wrong:
        found.update({kind[i] for i in match.touched} or {"ordinary"})
    return found

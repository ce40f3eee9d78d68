"""docs/evidence.md from the stored figures and from what was written by hand about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: Alerts per 10,000 people that a data holder is taken to have hands for.
BUDGET = 5
#: Goals of the issue that asked for the benchmark: name, figure, comparison, goal.
GOALS = (
    (
        "planted networks with at least 3 visible traces found at Review or above",
        "recall",
        ">=",
        0.90,
    ),
    (
        f"the same in the first {BUDGET} alerts per 10,000 people, where look-alikes are as many as they should be",
        "budget",
        ">=",
        0.90,
    ),
    ("alerts at Review or above per 10,000 people", "alerts", "<=", BUDGET),
    ("worst kind of look-alike in such an alert", "lookalike", "<=", 0.01),
    ("leading role hypothesis right", "roles", ">=", 0.85),
)


def page(found: Mapping[str, Any], written: Mapping[str, Any]) -> str:
    """The page. found: figures per view; written: explanations, changes and shortfalls by hand."""
    whole = found["views"]["whole"]
    parts = [
        _opening(found, whole, written),
        _goals(whole),
        _recall(whole),
        _lookalikes(whole),
        _roles_and_time(whole),
        _indicators(whole),
        _views(found["views"]),
        _thinned(found),
        _audit(found["audit"], written["audit"]),
        _listed("What falls short, and why", written["shortfalls"]),
        _changes(written["changes"]),
        _listed("What these figures cannot show", written["limits"]),
    ]
    return "\n\n".join(parts) + "\n"


def share(s: Mapping[str, Any]) -> str:
    """A share in per cent with its interval and counts.

    >>> share({"share": 0.5, "low": 0.237, "high": 0.763, "hits": 5, "of": 10})
    '50.0 % (23.7–76.3; 5 of 10)'
    """
    if s["share"] is None:
        return "– (0 of 0)"
    part, low, high = (100 * s[k] for k in ("share", "low", "high"))
    return f"{part:.1f} % ({low:.1f}–{high:.1f}; {s['hits']:,} of {s['of']:,})"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(str(c) for c in row)} |" for row in rows]
    return "\n".join(lines)


def _opening(found: Mapping[str, Any], whole: Mapping[str, Any], written: Mapping[str, Any]) -> str:
    societies = whole["societies"]
    first = societies[0]
    seeds = ", ".join(str(s["seed"]) for s in societies)
    sizes = " or ".join(f"{n:,}" for n in sorted({s["people_asked"] for s in societies}))
    return f"""# Evidence

{written["opening"].strip()}

Made by `python -m bench.evidence` on {found["made_on"]}: {len(societies)} societies (seeds {seeds}) of about
{sizes} people each, {first["days"]} days, {sum(s["entries"] for s in societies):,} entries, \
{whole["recall"]["all"]["of"]} planted networks and {whole["lookalikes_all"]["of"]:,} look-alikes, from simulator
version {first["simulator"]} (`{first["sha256"][:16]}`); catalogue `{found["catalogue"][:16]}`. Brackets hold 95 % intervals and
counts. The seeds were not looked at while the catalogue was worked on."""


def _goals(whole: Mapping[str, Any]) -> str:
    kinds = whole["lookalikes"]
    worst = max(kinds, key=lambda k: (kinds[k]["share"] or 0, k))
    values = {
        "recall": (
            whole["recall"]["enough_traces"]["share"],
            share(whole["recall"]["enough_traces"]),
        ),
        "budget": (
            whole["recall"]["at_budget_enough_traces"][str(BUDGET)]["share"],
            share(whole["recall"]["at_budget_enough_traces"][str(BUDGET)]),
        ),
        "alerts": (
            whole["alerts"]["raised_per_10000"],
            f"{whole['alerts']['raised_per_10000']:.2f}",
        ),
        "lookalike": (kinds[worst]["share"], f"{worst}: {share(kinds[worst])}"),
        "roles": (whole["roles"]["right"]["share"], share(whole["roles"]["right"])),
    }
    rows = []
    for what, key, compare, goal in GOALS:
        value, text = values[key]
        met = value is not None and (value >= goal if compare == ">=" else value <= goal)
        aim = f"{goal:.0%}" if goal < 1 else f"{goal}"
        rows.append(
            (
                what,
                f"{'at least' if compare == '>=' else 'at most'} {aim}",
                text,
                "yes" if met else "**no**",
            )
        )
    return "## Goals\n\n" + table(("what", "goal", "measured", "met"), rows)


def _recall(whole: Mapping[str, Any]) -> str:
    recall, alerts, levels = whole["recall"], whole["alerts"], whole["levels"]
    lines = [
        "## Networks found",
        (
            f"Of all planted networks {share(recall['all'])} are found at Review or above; "
            f"{recall['nothing_visible']} leave no trace that this data holder can see and cannot be found. "
            f"Highest level reached: Priority {levels['Priority']}, Review {levels['Review']}, Note {levels['Note']}, "
            f"no alert {levels['none']}. {levels['safeguard']} went to a person at once."
        ),
        (
            f"There are {alerts['raised']:,} alerts at Review or above, {alerts['raised_per_10000']:.2f} per 10,000 people, of which "
            f"{alerts['false']:,} ({alerts['false_per_10000']:.2f} per 10,000) find no planted network. "
            f"{whole['strangers']:,} people who belong to no planted network stand in alerts that find one."
        ),
        _found("visible traces", recall["by_visible"]),
        _two("bundle", recall["by_bundle"], recall["by_bundle_enough_traces"]),
        _found("how careful the organiser is", recall["by_care"]),
        "Looking only at the first alerts of the queue, whatever their level:",
        _two("alerts per 10,000 people", recall["at_budget"], recall["at_budget_enough_traces"]),
    ]
    return "\n\n".join(lines)


def _found(head: str, groups: Mapping[str, Any]) -> str:
    return table((head, "found at Review or above"), [(k, share(v)) for k, v in groups.items()])


def _two(head: str, every: Mapping[str, Any], enough: Mapping[str, Any]) -> str:
    rows = [(k, share(v), share(enough[k]) if k in enough else "–") for k, v in every.items()]
    return table((head, "of all", "of those with at least 3 visible traces"), rows)


def _lookalikes(whole: Mapping[str, Any]) -> str:
    kinds = sorted(whole["lookalikes"].items(), key=lambda k: (-(k[1]["share"] or 0), k[0]))
    rows = [(k, v["near"], f"{v['of']:,}", share(v), v["false"], v["noted"]) for k, v in kinds]
    heads = (
        "look-alike",
        "near",
        "units",
        "in an alert at Review or above",
        "of which false",
        "in a Note",
    )
    touching = ", ".join(f"{k} {n}" for k, n in whole["false_touching"].items()) or "nothing"
    return (
        f"## Look-alikes disturbed\n\nOf all look-alikes {share(whole['lookalikes_all'])} stand in an alert at Review or above. "
        f'False alerts touch: {touching} ("ordinary" is whoever belongs to no look-alike).\n\n{table(heads, rows)}'
    )


def _roles_and_time(whole: Mapping[str, Any]) -> str:
    roles, early = whole["roles"], whole["early"]
    counts = table(("true role / leading hypothesis", "members"), roles["counts"].items())
    part = early["median_part"]
    return (
        f"## Roles and time\n\nLeading hypothesis right {share(roles['right'])}, wrong {share(roles['wrong'])}, left unclear "
        f"{share(roles['unclear'])}.\n\n{counts}\n\nOf {early['found']} networks found, the first Review stood after "
        f"{early['median_days']} days in the middle ({'–' if part is None else f'{100 * part:.0f} %'} of the scheme's time in the data), "
        f"within 30 days in {share(early['within_30'])}, within 90 in {share(early['within_90'])}."
    )


def _indicators(whole: Mapping[str, Any]) -> str:
    rows = [
        (name, share(f["plants"]), share(f["lookalikes"]), f["flags_per_10000"], f["elsewhere_per_10000"],
         f["holds_up"], f["holds_false"])
        for name, f in whole["indicators"].items()
    ]  # fmt: skip
    heads = ("indicator", "fires on plants", "on look-alikes", "flags per 10,000", "of which on nobody told of",
             "networks it holds at Review", "false alerts it holds there")  # fmt: skip
    return "## Indicators\n\n" + table(heads, rows)


def _views(views: Mapping[str, Any]) -> str:
    rows = []
    for name, f in views.items():
        kinds = f["lookalikes"]
        worst = max(kinds, key=lambda k: (kinds[k]["share"] or 0, k))
        rows.append(
            (name, ", ".join(f["societies"][0]["tables"]) if name not in {"whole", "thinned"} else "all",
             share(f["recall"]["all"]), share(f["recall"]["enough_traces"]), f["alerts"]["raised_per_10000"],
             f["alerts"]["false_per_10000"], f"{worst}: {share(kinds[worst])}", share(f["roles"]["right"]),
             len(f["not_evaluable"]))
        )  # fmt: skip
    heads = ("data holder", "tables", "found of all", "of those with 3 traces visible to it", "alerts per 10,000",
             "false per 10,000", "worst look-alike", "role right", "indicators not evaluable")  # fmt: skip
    return "## What one holder alone can see\n\n" + table(heads, rows)


def _thinned(found: Mapping[str, Any]) -> str:
    thin = found["plan"]["thinned"]
    lost = found["lost"]["thinned"]
    text = (
        ", ".join(f"{i} ({'; '.join(why)})" for i, why in lost)
        or "nothing: every variant could still be evaluated"
    )
    return (
        f"## With rows and fields missing\n\nView `thinned` above lost {thin['rows']:.0%} of its rows and {thin['fields']:.0%} of its "
        f"optional fields at random. Nothing crashed. What coverage says could not be evaluated: {text}."
    )


def _audit(rows: Sequence[Mapping[str, Any]], why: Mapping[str, Any]) -> str:
    shown, explained = [], []
    for row in rows:
        ratio = (
            "reference"
            if row["group"] == row["reference"]
            else ("–" if row["ratio"] is None else f"{row['ratio']:.2f}")
        )
        interval = (
            "" if row["ratio_low"] is None else f"{row['ratio_low']:.2f}–{row['ratio_high']:.2f}"
        )
        shown.append((row["attribute"], row["group"], row["rate"], f"{row['of']:,}", row["per_10000"], ratio,
                      interval if row["group"] != row["reference"] else "", "asked" if row["inquiry"] else ""))  # fmt: skip
        if row["inquiry"]:
            explained.append(_why(row, why))
    heads = (
        "attribute",
        "group",
        "rate",
        "people",
        "per 10,000",
        "ratio",
        "95 % interval",
        "outside 0.8–1.25",
    )
    return "## Disparity among people who were not planted\n\n" + "\n\n".join(
        [table(heads, shown), *explained]
    )


def _why(row: Mapping[str, Any], why: Mapping[str, Any]) -> str:
    """The flags behind a ratio outside the band, and what people say of it; unexplained is an error."""
    key = f"{row['attribute']}/{row['group']}"
    if key not in why:
        raise KeyError(f'bench/evidence/written.toml explains no [audit."{key}"]')
    causes = table(
        ("flag", "people of the group", "per 10,000", "per 10,000 of the reference"),
        [
            (c["indicator"], c["people"], c["per_10000"], c["reference_per_10000"])
            for c in row["causes"][:8]
        ],
    )
    return f"### {key}, {row['rate']}\n\n{why[key].strip()}\n\n{causes}"


def _changes(changes: Sequence[Mapping[str, str]]) -> str:
    rows = [(c["what"], c["why"], c["effect"]) for c in changes]
    return (
        "## What the benchmark changed\n\nMeasured on the tuning seeds, before and after.\n\n"
        + table(("change", "because", "effect"), rows)
    )


def _listed(head: str, texts: Sequence[str]) -> str:
    return f"## {head}\n\n" + "\n".join(f"- {t}" for t in texts)

"""Differences between groups: ratios to the largest group, what lies outside the band, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting.markup import Html, join, tag
from varsel.reporting.phrases import both, capital, joined
from varsel.trials.audit import BAND
from varsel.trials.blocks import columns, para, section, small, table
from varsel.trials.plots import Mark, ratios
from varsel.trials.values import NOTHING, between, count, hits, rate, ratio
from varsel.trials.words import attribute, group, say

#: The rates in the order of the page: what people would look at comes first.
RATES = ("reviewed", "alerted")
#: Indicators named as causes of one difference; the rest are counted.
CAUSES = 4

Row = Mapping[str, Any]


def audit_section(rows: Sequence[Row] | None) -> Html:
    """The whole section, or that groups were not compared."""
    if not rows:
        return section("audit", para("audit", "none"))
    asked, of = inquiries(rows)
    parts = [
        para("audit", "intro"),
        para("audit", "band", **edges()),
        tag("p", say("audit", "inquiries", n=count(asked), of=count(of), **edges()), class_="lead"),
        small("audit", "limit"),
        small("audit", "legend", **edges()),
    ]
    parts += [
        _attribute(name, rows_of(rows, name), f"plot-audit-{place}")
        for place, name in enumerate(attributes(rows), 1)
    ]
    return section("audit", *parts)


def edges() -> dict[str, Text]:
    """The ends of the band, as they stand in sentences."""
    return {"low": ratio(BAND[0]), "high": ratio(BAND[1])}


def inquiries(rows: Sequence[Row]) -> tuple[int, int]:
    """Ratios outside the band, and all ratios."""
    compared = [r for r in rows if r["group"] != r["reference"]]
    return sum(r["inquiry"] for r in compared), len(compared)


def attributes(rows: Sequence[Row]) -> list[str]:
    """The attributes in their order."""
    return sorted({r["attribute"] for r in rows})


def rows_of(rows: Sequence[Row], name: str) -> list[Row]:
    """The rows of an attribute: group by group, the largest first, and within it rate by rate."""
    return sorted(
        (r for r in rows if r["attribute"] == name),
        key=lambda r: (-r["of"], r["group"], RATES.index(r["rate"])),
    )


def causes(row: Row) -> Text:
    """The indicators that add most to a difference, with both groups' people per 10,000."""
    found = [c for c in row["causes"] if c["per_10000"] != c["reference_per_10000"]]
    named = [
        say("number", "cause", indicator=c["indicator"], own=rate(c["per_10000"]),
            other=rate(c["reference_per_10000"]))
        for c in found[:CAUSES]
    ]  # fmt: skip
    if len(found) > CAUSES:
        named.append(say("number", "more", n=count(len(found) - CAUSES)))
    return joined(named) if named else NOTHING


def _attribute(name: str, rows: Sequence[Row], plot: str) -> Html:
    largest = rows[0]["reference"]
    base = next(r for r in rows if r["group"] == largest)
    told = {"group": group(name, largest), "people": count(base["of"])}
    parts = [tag("h3", capital(attribute(name))), para("audit", "reference", **told)]
    others = [r for r in rows if r["group"] != largest]
    title = say("audit", "plot", attribute=capital(attribute(name)), group=group(name, largest))
    if others:
        parts.append(ratios(plot, title, [_mark(name, r) for r in others]))
    else:
        parts.append(para("audit", "alone"))
    heads = columns("group", "rate", "concerned", "per_10000", "ratio", "interval")
    heads += [say("column", "outside", **edges()), say("column", "causes")]
    parts.append(table(heads, [_row(name, r) for r in rows], title, "numbers second audit"))
    return join(parts)


def _mark(name: str, row: Row) -> Mark:
    named, rated = group(name, row["group"]), say("rate", row["rate"])
    words = both(lambda lang: f"{named(lang)}, {rated(lang)}")
    hollow = row["rate"] != RATES[0]
    return Mark(words, row["ratio"], row["ratio_low"], row["ratio_high"], hollow)


def _row(name: str, row: Row) -> list[Text]:
    first = [group(name, row["group"]), say("rate", row["rate"]), hits(row), rate(row["per_10000"])]
    if row["group"] == row["reference"]:
        return [*first, ratio(1) if row["hits"] else NOTHING, NOTHING, NOTHING, NOTHING]
    asked = say("number", "yes" if row["inquiry"] else "no")
    spread = between(row["ratio_low"], row["ratio_high"])
    return [*first, ratio(row["ratio"]), spread, asked, causes(row)]

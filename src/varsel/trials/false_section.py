"""Who is disturbed without cause: lawful lives, the worst first, and what false alerts touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting.markup import Html, join
from varsel.trials.blocks import columns, fold, head, para, section, small, table
from varsel.trials.plots import Bar, bars
from varsel.trials.recall_section import strongest
from varsel.trials.values import count, interval, percent, rate, told
from varsel.trials.words import kind, say

#: What a false alert touches where it touches no look-alike, as an evaluation writes it.
ORDINARY = "ordinary"


def false_section(figures: Mapping[str, Any]) -> Html:
    """The whole section."""
    alerts = figures["alerts"]
    numbers = {
        "raised": count(alerts["raised"]),
        "false": count(alerts["false"]),
        "per": rate(alerts["false_per_10000"]),
    }
    return section(
        "false",
        para("false", "intro", **numbers),
        small("false", "true_share", share=told(alerts["true_share"])),
        head("lookalikes"),
        _kinds(figures["lookalikes"]),
        head("touching"),
        _touching(figures["false_touching"]),
    )


def touched(name: str) -> Text:
    """The reader's word for what a false alert touches."""
    return say("false", "ordinary") if name == ORDINARY else kind(name)


def most(counts: Mapping[str, int], names: Iterable[str] | None = None) -> list[str]:
    """Names by count, the largest first; among equals in the order of `names`, else by name."""
    return sorted(names or sorted(counts), key=lambda k: -counts[k])


def _kinds(kinds: Mapping[str, Mapping[str, Any]]) -> Html:
    if not kinds:
        return para("false", "no_kinds")
    order = strongest(kinds)
    title = say("false", "plot_lookalikes")
    plot = bars("plot-lookalikes", title, [Bar(kind(k), kinds[k]) for k in order])
    rows = [
        (kind(k), kind(v["near"]), count(v["of"]), count(v["hits"]), percent(v["share"]),
         interval(v), count(v["false"]), count(v["noted"]))
        for k, v in ((k, kinds[k]) for k in order)
    ]  # fmt: skip
    heads = columns("kind", "near", "units", "disturbed", "share", "interval", "false", "noted")
    same = table(heads, rows, title, "numbers second")
    return join([small("false", "lookalikes"), plot, fold(say("page", "as_table"), same)])


def _touching(counts: Mapping[str, int]) -> Html:
    if not counts:
        return para("false", "none")
    rows = [(touched(k), count(counts[k])) for k in most(counts)]
    found = table(columns("kind", "alerts"), rows, say("head", "touching"), "data")
    return join([small("false", "touching"), found])

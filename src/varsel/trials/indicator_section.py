"""Each indicator by itself: how often it gives flags, about whom, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting.markup import Html, items
from varsel.reporting.phrases import both
from varsel.trials.blocks import columns, para, section, table
from varsel.trials.values import count, hits, percent, rate
from varsel.trials.words import in_order, indicator, say

COLUMNS = ("indicator", "plants", "lookalikes", "flags", "elsewhere", "holds_up", "holds_false")


def indicator_section(figures: Mapping[str, Any]) -> Html:
    """The whole section."""
    found = figures["indicators"]
    rows = [_row(name, found[name]) for name in in_order(found)]
    told = [say("indicators", k) for k in ("plants", "flags", "holds_up", "limit")]
    return section(
        "indicators",
        para("indicators", "intro"),
        items(told, class_="small"),
        table(columns(*COLUMNS), rows, say("head", "indicators"), "numbers"),
    )


def _row(name: str, fired: Mapping[str, Any]) -> list[Text]:
    return [
        indicator(name),
        part(fired["plants"]),
        part(fired["lookalikes"]),
        rate(fired["flags_per_10000"]),
        rate(fired["elsewhere_per_10000"]),
        count(fired["holds_up"]),
        count(fired["holds_false"]),
    ]


def part(share: Mapping[str, Any]) -> Text:
    """How many of how many, and per cent, without the interval.

    >>> part({"hits": 3, "of": 12, "share": 0.25}).en
    '3 of 12 (25%)'
    """
    if not share["of"]:
        return percent(None)
    return both(lambda lang: f"{hits(share)(lang)} ({percent(share['share'])(lang)})")

"""Roles, how early, what was missed, and what could not be evaluated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting.markup import Html
from varsel.trials import values
from varsel.trials.blocks import columns, fold, para, section, small, table
from varsel.trials.false_section import most
from varsel.trials.figures import ENOUGH
from varsel.trials.plots import Bar, bars
from varsel.trials.values import count, days, hits, percent
from varsel.trials.words import TRIALS, in_order, indicator, kind, level, say

#: A hypothesis against the truth, in the order of the plot.
AGAINST = ("right", "wrong", "unclear")


def roles(found: Mapping[str, Any]) -> Html:
    """Leading hypotheses against true roles."""
    title = say("roles", "plot")
    rows = [Bar(say("roles", k), found[k]) for k in AGAINST]
    parts = [para("roles", "intro"), small("roles", "limit")]
    parts.append(bars("plot-roles", title, rows, full=True))
    if found["counts"]:
        pairs = [
            (*(TRIALS.known("role", r) for r in pair.split("/")), count(number))
            for pair, number in sorted(found["counts"].items())
        ]
        heads = columns("role", "hypothesis", "members")
        parts.append(table(heads, pairs, title, "pairs"))
    return section("roles", *parts)


def early_rows(found: Mapping[str, Any]) -> list[tuple[Text, Text]]:
    """How early, as names and values; nothing where no network was found."""
    if not found["found"]:
        return []
    return [
        (say("early", "found"), count(found["found"])),
        (say("early", "median_days"), days(found["median_days"])),
        (say("early", "median_part"), percent(found["median_part"])),
        (say("early", "within_30"), values.told(found["within_30"])),
        (say("early", "within_90"), values.told(found["within_90"])),
    ]


def early(found: Mapping[str, Any]) -> Html:
    """How early the networks that were found reach Review."""
    rows = early_rows(found)
    if not rows:
        return section("early", para("early", "none"))
    heads = columns("figure", "value")
    shown = table(heads, rows, say("head", "early"), "pairs")
    return section("early", para("early", "intro"), shown, small("early", "limit"))


def missed(figures: Mapping[str, Any]) -> Html:
    """Networks that could have been found and were not, and which indicators fired there."""
    rows, of = figures["missed"], figures["recall"]["enough_traces"]["of"]
    if not rows:
        return section("missed", para("missed", "none", n=str(ENOUGH)))
    told = {"missed": count(len(rows)), "of": count(of)}
    parts = [para("missed", "intro", n=str(ENOUGH), **told)]
    counts = fired(rows)
    if counts:
        shown = [
            (indicator(i), hits({"hits": counts[i], "of": len(rows)}))
            for i in most(counts, in_order(counts))
        ]
        heads = columns("indicator", "missed")
        parts += [para("missed", "fired"), table(heads, shown, say("missed", "fired"), "data")]
    silent = sum(not r["indicators"] for r in rows)
    if silent:
        parts.append(para("missed", "silent", n=count(silent)))
    parts += [
        small("missed", "limit"),
        fold(say("missed", "list", n=count(len(rows))), _each(rows)),
    ]
    return section("missed", *parts)


def fired(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, int]:
    """Indicator -> how many missed networks it gave flags about."""
    return Counter(i for r in rows for i in r["indicators"])


def _each(rows: Sequence[Mapping[str, Any]]) -> Html:
    shown = [
        (r["id"], kind(r["bundle"]), TRIALS.known("care", r["care"]), count(r["visible"]),
         level(r["level"]), ", ".join(in_order(r["indicators"])) or say("missed", "no_flags"))
        for r in sorted(rows, key=lambda r: (-r["visible"], r["bundle"], r["id"]))
    ]  # fmt: skip
    heads = columns("network", "kind", "care", "visible", "level", "fired")
    return table(heads, shown, say("head", "missed"), "lists")


def coverage(figures: Mapping[str, Any]) -> Html:
    """Indicators that could not be evaluated, and in how many societies."""
    found, of = figures["not_evaluable"], len(figures["societies"])
    if not found:
        return section("coverage", para("coverage", "none"))
    rows = [(indicator(i), hits({"hits": found[i], "of": of})) for i in in_order(found)]
    shown = table(columns("indicator", "societies"), rows, say("head", "coverage"), "data")
    return section("coverage", para("coverage", "intro"), shown)

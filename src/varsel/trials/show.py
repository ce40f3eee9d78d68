"""An evaluation, an audit and a tried change in the terminal: the page's content in brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting.phrases import both, capital, joined, same
from varsel.trials.about_section import hashes, value
from varsel.trials.audit_section import attributes, causes, edges, inquiries, rows_of
from varsel.trials.blocks import columns
from varsel.trials.detail_sections import AGAINST, early_rows, fired
from varsel.trials.false_section import most, touched
from varsel.trials.figures import ENOUGH
from varsel.trials.recall_section import careful, numbered, strongest, weakest
from varsel.trials.show_change import try_lines
from varsel.trials.summary import limits, summary
from varsel.trials.terminal import Lines, Teller
from varsel.trials.values import NOTHING, between, count, hits, percent, rate, ratio, told
from varsel.trials.words import TRIALS, attribute, group, in_order, kind, say

__all__ = ["audit_lines", "lines", "try_lines"]

#: Kinds of lawful lives, and of what false alerts touch, that are named; the page has all.
KINDS = 15
Shares = Mapping[str, Mapping[str, Any]]


def lines(figures: Mapping[str, Any], lang: str) -> Lines:
    """What `varsel evaluate` prints: figures(...) as tables and sentences of at most 100 columns."""
    t = Teller(lang)
    number, people = len(figures["societies"]), count(figures["people"])
    t.head(say("page", "lead_one" if number == 1 else "lead", n=count(number), people=people))
    t.table(
        columns("figure", "value", "basis"),
        [[(f.name, f.value, f.basis) for f in summary(figures)]],
    )
    if figures["recall"]["all"]["of"]:
        _recall(t, figures["recall"])
    _false(t, figures)
    _indicators(t, figures["indicators"])
    _roles(t, figures["roles"])
    _early(t, figures["early"])
    _missed(t, figures)
    _coverage(t, figures)
    _societies(t, figures["societies"])
    t.head(say("head", "limits"))
    for limit in limits(figures):
        t.note(limit)
    t.space()
    return t.lines


def _recall(t: Teller, recall: Mapping[str, Any]) -> None:
    every, enough = recall["at_budget"], recall["at_budget_enough_traces"]
    bundles, some = recall["by_bundle"], recall["by_bundle_enough_traces"]
    visible, care = recall["by_visible"], recall["by_care"]
    steps = [_named(say("recall", "axis_visible"), k) for k in numbered(visible)]
    budgets = [_named(say("recall", "axis_budget"), k) for k in numbered(every)]
    t.head(say("head", "recall"))
    t.table(
        [same(""), say("recall", "all"), say("recall", "enough", n=str(ENOUGH))],
        [
            zip(steps, map(told, numbered(visible).values()), [NOTHING] * len(steps), strict=True),
            [(kind(k), told(bundles[k]), _maybe(some, k)) for k in weakest(bundles)],
            [(_care(k), told(care[k]), NOTHING) for k in careful(care)],
            [
                (name, told(every[k]), _maybe(enough, k))
                for name, k in zip(budgets, numbered(every), strict=True)
            ],
        ],
    )


def _named(axis: Text, step: str) -> Text:
    return both(lambda lang: f"{axis(lang)}: {step}")


def _care(name: str) -> Text:
    return both(lambda lang: f"{say('column', 'care')(lang)}: {TRIALS.known('care', name)(lang)}")


def _maybe(shares: Shares, name: str) -> Text:
    return told(shares[name]) if name in shares else NOTHING


def _false(t: Teller, figures: Mapping[str, Any]) -> None:
    kinds, touching = figures["lookalikes"], figures["false_touching"]
    t.head(say("head", "false"))
    share = told(figures["alerts"]["true_share"])
    t.note(say("false", "true_share", share=share))
    if kinds:
        order = strongest(kinds)
        rows = [
            (kind(k), told(kinds[k]), count(kinds[k]["false"]), count(kinds[k]["noted"]))
            for k in order[:KINDS]
        ]
        t.table(columns("kind", "disturbed", "false", "noted"), [rows])
        _more(t, len(order) - KINDS)
    else:
        t.line(say("false", "no_kinds"))
    t.head(say("head", "touching"))
    if not touching:
        t.line(say("false", "none"))
        return
    order = most(touching)
    t.table(columns("kind", "alerts"), [[(touched(k), count(touching[k])) for k in order[:KINDS]]])
    _more(t, len(order) - KINDS)


def _more(t: Teller, left: int) -> None:
    if left > 0:
        t.note(say("number", "more", n=count(left)))


def _indicators(t: Teller, found: Mapping[str, Any]) -> None:
    t.head(say("head", "indicators"))
    rows = [
        (k, _some(found[k]["plants"]), _some(found[k]["lookalikes"]),
         rate(found[k]["flags_per_10000"]), rate(found[k]["elsewhere_per_10000"]),
         count(found[k]["holds_up"]), count(found[k]["holds_false"]))
        for k in in_order(found)
    ]  # fmt: skip
    heads = columns("id", "plants", "lookalikes", "flags", "elsewhere", "holds_up", "holds_false")
    t.table(heads, [rows])
    for key in ("flags", "holds_up"):
        t.note(say("indicators", key))


def _some(share: Mapping[str, Any]) -> Text:
    number, part = count(share["hits"]), percent(share["share"])
    return both(lambda lang: f"{number(lang)} ({part(lang)})")


def _roles(t: Teller, found: Mapping[str, Any]) -> None:
    t.head(say("head", "roles"))
    heads = columns("hypothesis", "members")
    t.table(heads, [[(say("roles", k), told(found[k])) for k in AGAINST]])


def _early(t: Teller, found: Mapping[str, Any]) -> None:
    t.head(say("head", "early"))
    rows = early_rows(found)
    if not rows:
        t.line(say("early", "none"))
        return
    t.table(columns("figure", "value"), [rows])
    t.note(say("early", "limit"))


def _missed(t: Teller, figures: Mapping[str, Any]) -> None:
    rows, of = figures["missed"], figures["recall"]["enough_traces"]["of"]
    t.head(say("head", "missed"))
    if not rows:
        t.line(say("missed", "none", n=str(ENOUGH)))
        return
    t.line(say("missed", "intro", n=str(ENOUGH), missed=count(len(rows)), of=count(of)))
    counts = fired(rows)
    if counts:
        t.line(say("missed", "fired"))
        t.line(joined([_named(same(i), str(counts[i])) for i in most(counts, in_order(counts))]))
    silent = sum(not r["indicators"] for r in rows)
    if silent:
        t.line(say("missed", "silent", n=count(silent)))


def _coverage(t: Teller, figures: Mapping[str, Any]) -> None:
    found, of = figures["not_evaluable"], len(figures["societies"])
    t.head(say("head", "coverage"))
    if not found:
        t.line(say("coverage", "none"))
        return
    t.note(say("coverage", "intro"))
    t.line(joined([_evaluated(i, found[i], of) for i in in_order(found)]))


def _evaluated(indicator: str, number: int, of: int) -> Text:
    some = hits({"hits": number, "of": of})
    return both(lambda lang: f"{indicator} ({some(lang)})")


def _societies(t: Teller, found: Sequence[Mapping[str, Any]]) -> None:
    t.head(say("head", "societies"))
    heads = ("simulator", "seed", "people", "first_day", "last_day", "entries")
    t.table(columns(*heads), [[[value(s, k) for k in heads] for s in found]])
    for told_ in hashes(found):
        t.note(told_)


def audit_lines(rows: Sequence[Mapping[str, Any]], lang: str) -> Lines:
    """What `varsel audit` prints: audit_figures(...) as one table in parts, an attribute each."""
    t = Teller(lang)
    t.head(say("head", "audit"))
    if not rows:
        t.line(say("audit", "none"))
        return t.lines
    asked, of = inquiries(rows)
    t.line(say("audit", "inquiries", n=count(asked), of=count(of), **edges()))
    for name in attributes(rows):
        _attribute(t, name, rows_of(rows, name))
    t.space()
    for key in ("band", "limit"):
        t.note(say("audit", key, **edges()))
    return t.lines


def _attribute(t: Teller, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    t.head(capital(attribute(name)))
    heads = [*columns("group", "rate", "concerned", "ratio"), say("column", "outside", **edges())]
    t.table(heads, [[_group(name, row) for row in rows]], words=2)
    for row in rows:
        if row["inquiry"]:
            t.note(_caused(name, row))


def _group(name: str, row: Mapping[str, Any]) -> list[Text]:
    first = [group(name, row["group"]), say("rate", row["rate"]), hits(row)]
    if row["group"] == row["reference"]:
        return [*first, NOTHING, NOTHING]
    spread, middle = between(row["ratio_low"], row["ratio_high"]), ratio(row["ratio"])
    asked = say("number", "yes" if row["inquiry"] else "no")
    return [*first, both(lambda lang: f"{middle(lang)} ({spread(lang)})"), asked]


def _caused(name: str, row: Mapping[str, Any]) -> Text:
    """Which indicators add most to one difference."""
    named, rated, why = group(name, row["group"]), say("rate", row["rate"]), causes(row)
    return both(lambda lang: f"{named(lang)}, {rated(lang)}: {why(lang)}")

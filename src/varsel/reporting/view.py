"""One alert in words, in both languages: what report.html and `varsel explain` both say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from varsel.catalogue.model import Indicator, Text
from varsel.detection.flags import Flag, Node
from varsel.escalation.model import LEVELS, Alert, Counted, JudgedLink, Member
from varsel.escalation.roles import PEOPLE
from varsel.reporting import figures
from varsel.reporting.phrases import both, capital, joined, known, same, say, word
from varsel.reporting.pseudonyms import Pseudonyms
from varsel.reporting.result import Result

#: Titles named in one sentence; the rest are counted.
TITLES = 5
#: What stands in a judged link's detail after the node it is about, by reason.
DETAIL = {
    "generic": re.compile(r"generic:(\d+) neighbours, limit (\d+)"),
    "many": re.compile(r"has (\d+) links of this kind, limit (\d+)"),
    "marked": re.compile(r"marked:(.+)"),
}
OR = {"da": " eller ", "en": " or "}


@dataclass(frozen=True)
class Teller:
    """Tells about the alerts of one result."""

    result: Result
    pseudonyms: Pseudonyms

    def title(self, indicator: str) -> Text:
        """The indicator's title, or its id where the catalogue lacks it."""
        known_as = self.result.catalogue.get(indicator)
        return known_as.title if known_as else same(indicator)

    def named(self, indicator: str) -> Text:
        """Id and title."""
        if indicator not in self.result.catalogue:
            return same(indicator)
        return both(lambda lang: f"{indicator} {self.title(indicator)(lang)}")

    def titles(self, alert: Alert, most: int = TITLES) -> Text:
        """Ids and titles of the alert's indicators, `most` of them; those that count come first."""
        ids = list(dict.fromkeys(
            [c.flag.indicator for c in alert.counted if not c.why]
            + [c.flag.indicator for c in alert.counted]
        ))  # fmt: skip
        found = [self.named(i) for i in ids[:most]]
        if len(ids) > most:
            found.append(say("page", "more", n=str(len(ids) - most)))
        return joined(found, "; ")

    def centre(self, alert: Alert) -> Text:
        """The node around which the alert's flags count together."""
        return self.pseudonyms.label(alert.centre or alert.flags[0].subject)

    def rule(self, alert: Alert) -> Text:
        """The level and the rule that gave it."""
        level = alert.held_from or alert.level
        rule = say("alert", "rule_is", level=known("level", level), rule=known("rule", alert.rule))
        if not alert.held_from:
            return rule
        return joined([rule, say("alert", "held", level=known("level", level))], " ")

    def positive(self, alert: Alert) -> Text:
        """The positive dimensions in a sentence."""
        if not alert.positive:
            return say("alert", "no_positive")
        found = joined([known("dimension", d) for d in alert.positive])
        return say("alert", "positive", list=found)

    def summary(self, alert: Alert) -> Text:
        """Two sentences: what was seen, and whom it touches."""
        ids = {f.indicator for f in alert.flags}
        seen = say(
            "alert",
            "seen" if len(ids) > 1 else "seen_one",
            when=say(
                "span",
                "on" if alert.first_day == alert.last_day else "from_to",
                first=figures.day(alert.first_day),
                last=figures.day(alert.last_day),
            ),
            n=str(len(ids)),
            centre=self.centre(alert),
            titles=self.titles(alert),
        )
        groups = len(alert.members)
        nodes = say("alert", "groups" if groups != 1 else "groups_one", n=str(groups))
        counting = sum(1 for c in alert.counted if not c.why)
        involved = say(
            "alert", "involved", nodes=nodes, counting=str(counting), flags=str(len(alert.flags))
        )
        return joined([seen, involved], " ")

    def weight(self, counted: Counted) -> Text:
        """How a flag counts, or why it does not."""
        code, _, other = counted.why.partition(":")
        if code:
            return say("why", code, other=other)
        held, before = counted.strength or counted.flag.strength, counted.flag.strength
        key = "counts" if held == before else "counts_faded"
        return say("why", key, strength=known("strength", held), before=known("strength", before))

    def nodes(self, nodes: Iterable[Node]) -> Text:
        """Labels of nodes."""
        return self.pseudonyms.labels(nodes)

    def members(self, alert: Alert) -> list[Member]:
        """The members; things about which no flag suggests anything come last, in one row."""
        silent = [m for m in alert.members if _silent(m)]
        found = [m for m in alert.members if m not in silent]
        things = tuple(n for m in silent for n in m.nodes)
        return [*found, Member(things, "unclear", (), ())] if things else found

    def member(self, member: Member) -> tuple[Text, Text, Text, Text]:
        """Who, the leading hypothesis, and the flags for each reading."""
        none = say("role", "nothing")
        return (
            self.nodes(member.nodes),
            known("role", member.leading),
            same(", ".join(member.for_exploited)) if member.for_exploited else none,
            same(", ".join(member.for_controller)) if member.for_controller else none,
        )

    def lowers(self, alert: Alert) -> list[Text]:
        """What would lower the level, one sentence each."""
        if alert.level == LEVELS[0]:
            return [say("alert", "lowers_note")]
        if not alert.lowers:
            return [say("alert", "lowers_none")]
        return [
            say("alert", "lowers_to", indicator=self.named(i), level=known("level", level))
            for i, level in alert.lowers
        ]

    def link(self, judged: JudgedLink) -> tuple[Text, Text, Text, Text, Text]:
        """Both ends, the way, the period, and what was decided about it and why."""
        link = judged.link
        return (
            self.pseudonyms.label(link.a),
            self.pseudonyms.label(link.b),
            known("link", link.kind),
            span(link.since, link.until),
            decision(judged, self.pseudonyms),
        )

    def against(self, alert: Alert) -> list[tuple[Flag, Text]]:
        """Flags that do not count, and why not."""
        return [(c.flag, self.weight(c)) for c in alert.counted if c.why]

    def indicators(self, alert: Alert) -> list[Indicator]:
        """The alert's indicators as far as the catalogue knows them, those that count first."""
        ids = [c.flag.indicator for c in alert.counted if not c.why]
        ids += [c.flag.indicator for c in alert.counted]
        return [self.result.catalogue[i] for i in dict.fromkeys(ids) if i in self.result.catalogue]

    def unknown(self) -> list[tuple[Text, Text]]:
        """Indicators that were not evaluated in full, by dimension, for an alert's section."""
        found: dict[str, list[Text]] = {}
        for row in self.result.coverage:
            if row.status == "ran":
                continue
            indicator = self.result.catalogue.get(row.indicator)
            dimension = indicator.dimension if indicator else "other"
            found.setdefault(dimension, []).append(
                joined([self.named(row.indicator), known("coverage", row.status)], ": ")
            )
        return [(capital(known("dimension", d)), joined(t, "; ")) for d, t in sorted(found.items())]


def _silent(member: Member) -> bool:
    told = member.for_exploited or member.for_controller
    return not told and not any(n.kind in PEOPLE for n in member.nodes)


def decision(judged: JudgedLink, names: Pseudonyms) -> Text:
    """Why a link was kept or cut, without the ids that stand in the result's own words."""
    reason = judged.reason
    if reason not in DETAIL:
        return known("link_reason", reason)
    ends = [n for n in (judged.link.a, judged.link.b) if judged.detail.startswith(str(n))]
    # One end's id may begin like the other's: the longer one is meant.
    node = max(ends, key=lambda n: len(n.id), default=judged.link.a)
    found = DETAIL[reason].search(judged.detail.removeprefix(str(node))) if ends else None
    label = names.label(node) if ends else names.labels((judged.link.a, judged.link.b))
    if found is None:
        return say("link_reason", reason, node=label)
    if reason == "marked":
        return say("link_reason", "marked_as", node=label, mark=found[1].replace("_", " "))
    number, limit = (figures.number(n) for n in found.groups())
    return say("link_reason", f"{reason}_of", node=label, number=number, limit=limit)


def span(since: dt.date | None, until: dt.date | None) -> Text:
    """A period, either end of which may be open."""
    if since and since == until:
        return figures.day(since)
    if since and until:
        return say("span", "both", since=figures.day(since), until=figures.day(until))
    if since:
        return say("span", "since", since=figures.day(since))
    return say("span", "until", until=figures.day(until)) if until else say("span", "open")


def lacking(text: str, indicator: Indicator | None = None) -> Text:
    """A coverage row's reason in both languages, with the variant's label where it is known.

    >>> lacking("card: needs table entry or needs account.alias").en
    'card: lacks the table entries or alias in accounts'
    """
    if text.startswith("switched off"):
        return say("coverage", "switched_off")
    variant, _, rest = text.rpartition(": ")
    ways = [
        joined([_absent(name) for name in way.removeprefix("needs ").split(", ")])
        for way in rest.split(" or ")
    ]
    lack = say("coverage", "needs", what=both(lambda lang: OR[lang].join(w(lang) for w in ways)))
    found = indicator.variants.get(variant) if indicator else None
    label = found.label if found else same(variant)
    return joined([label, lack], ": ") if variant else lack


def _absent(name: str) -> Text:
    if name.startswith("table "):
        return say("coverage", "table", table=word("table", name.removeprefix("table ")))
    table, _, column = name.partition(".")
    return say("coverage", "column", column=word("column", column), table=word("table", table))

"""A flag in an alert's section: measured values, evidence rows, what the indicator does not see."""

from __future__ import annotations

from varsel.catalogue.model import Text
from varsel.escalation.model import Alert, Counted
from varsel.reporting import flagview
from varsel.reporting.markup import Html, anchor, items, join, table, tag
from varsel.reporting.phrases import capital, joined, known, same, say
from varsel.reporting.view import Teller


def flag_sections(teller: Teller, alert: Alert) -> Html:
    """Every flag of an alert; those that do not count are folded, with the reason on the fold."""
    told: set[str] = set()
    found = []
    for counted in sorted(alert.counted, key=lambda c: bool(c.why)):
        indicator = counted.flag.indicator
        found.append(_flag(teller, counted, first=indicator not in told))
        told.add(indicator)
    return join(found)


def _flag(teller: Teller, counted: Counted, *, first: bool) -> Html:
    """One flag; what is said of its indicator stands only at the `first` of them."""
    flag = counted.flag
    indicator = teller.result.catalogue.get(flag.indicator) if first else None
    facts = [
        (say("flag", "standing"), capital(teller.weight(counted))),
        (say("flag", "variant"), flagview.variant(teller, flag)),
        (say("flag", "about"), teller.pseudonyms.label(flag.subject)),
        (say("flag", "period"), flagview.period(flag)),
        (say("flag", "dimension"), known("dimension", flag.dimension)),
    ]
    named = [joined([who, role], ": ") for who, role in flagview.named(teller, flag)]
    title = tag("h5", teller.named(flag.indicator), " ", tag("code", flag.id))
    parts = [
        tag("p", indicator.description) if indicator else Html(""),
        tag("dl", *(join([tag("dt", k), tag("dd", v)]) for k, v in facts)),
        tag("p", say("flag", "third_party")) if flag.third_party else Html(""),
        _named(named),
        _measures(teller, counted),
        _evidence(teller, counted),
    ]
    if indicator:
        gaps = tag("strong", say("flag", "gaps"))
        parts.append(tag("p", gaps, ": ", indicator.known_gaps, class_="small"))
    if not counted.why:
        return tag("article", title, *parts, class_="flag", id=anchor(flag.id))
    fold = tag("summary", title, tag("span", capital(teller.weight(counted)), class_="small"))
    return tag("details", fold, *parts, class_="flag pale", id=anchor(flag.id))


def _named(named: list[Text]) -> Html:
    if not named:
        return Html("")
    return join([tag("h6", say("flag", "names")), items(named, class_="small")])


def _measures(teller: Teller, counted: Counted) -> Html:
    lines = flagview.measures(teller, counted.flag)
    if not lines:
        return tag("p", say("flag", "no_measures"))
    rows = [(m.label, m.value, m.threshold, _mark(m.reached)) for m in lines]
    heads = [say("flag", k) for k in ("measured", "value", "threshold")]
    return table([*heads, same("")], rows, say("flag", "measured"), class_="measures")


def _mark(reached: bool | None) -> Html:
    if reached is None:
        return Html("")
    return tag("span", say("flag", "met" if reached else "not_met"), class_="mark")


def _evidence(teller: Teller, counted: Counted) -> Html:
    tables, more = flagview.evidence(teller, counted.flag)
    title = tag("h6", say("flag", "evidence"), f" ({len(counted.flag.evidence)})")
    if not tables:
        return join([title, tag("p", say("flag", "no_evidence"))])
    found = []
    for t in tables:
        found.append(tag("p", t.name, class_="source"))
        found.append(table(t.heads, t.rows, t.name, class_="evidence"))
    if more:
        found.append(tag("p", say("flag", "more_rows", n=str(more)), class_="small"))
    return join([title, *found])

"""An alert's section of the page: what was seen, how to act safely, and everything behind it."""

from __future__ import annotations

from varsel.escalation.model import Alert
from varsel.reporting.flag_section import flag_sections
from varsel.reporting.markup import Html, anchor, head, items, join, table, tag
from varsel.reporting.network_svg import network
from varsel.reporting.phrases import capital, joined, known, phrases, say
from varsel.reporting.timeline_svg import timeline
from varsel.reporting.view import Teller


def alert_section(teller: Teller, alert: Alert) -> Html:
    """The whole section of an alert above Note."""
    title = tag(
        "h3", badges(alert), " ", teller.centre(alert), " ", tag("code", alert.id), class_="title"
    )
    return tag(
        "section", title, body(teller, alert), class_=f"alert {alert.level}", id=anchor(alert.id)
    )


def badges(alert: Alert) -> Html:
    """The level as a word, and above it Safeguard now."""
    found = [tag("span", known("level", "now"), class_="badge now")] if alert.safeguard else []
    found.append(tag("span", known("level", alert.level), class_=f"badge {alert.level}"))
    return join(found, " ")


def body(teller: Teller, alert: Alert) -> Html:
    """All but the title."""
    return join(
        [
            _top(teller, alert),
            _before(alert),
            head(4, "alert", "network"),
            network(teller, alert),
            head(4, "alert", "timeline"),
            timeline(teller, alert),
            _members(teller, alert),
            head(4, "alert", "flags"),
            flag_sections(teller, alert),
            head(4, "alert", "lowers"),
            items(teller.lowers(alert)),
            _against(teller, alert),
            _innocent(teller, alert),
            _unknown(teller),
            _onwards(teller, alert),
            _links(teller, alert, kept=True),
        ]
    )


def _top(teller: Teller, alert: Alert) -> Html:
    stands = joined([known("status", alert.status), known("standing", alert.standing)], "; ")
    return join(
        [
            tag("p", teller.summary(alert), class_="lead"),
            tag("p", teller.rule(alert), " ", teller.positive(alert)),
            tag("p", say("alert", "find"), ": ", stands, ".", class_="small"),
        ]
    )


def _before(alert: Alert) -> Html:
    reasons = [
        tag("p", tag("strong", known("safeguard", r)), " ", known("safeguard_do", r))
        for r in alert.safeguard
    ]
    kind = "before now" if reasons else "before"
    rules = items(phrases()["before"].values())
    return tag("aside", head(4, "alert", "before"), *reasons, rules, class_=kind)


def _members(teller: Teller, alert: Alert) -> Html:
    if not alert.members:
        return join([head(4, "alert", "members"), tag("p", say("alert", "no_members"))])
    heads = [say("alert", "member")]
    heads += [say("role", k) for k in ("hypothesis", "for_exploited", "for_controller")]
    rows = [
        (*teller.member(m)[:2], _grounds(m.for_exploited), _grounds(m.for_controller))
        for m in teller.members(alert)
    ]
    return join(
        [
            head(4, "alert", "members"),
            tag("p", say("alert", "members_text")),
            table(heads, rows, say("alert", "members"), class_="members"),
        ]
    )


def _grounds(flags: tuple[str, ...]) -> Html:
    """The flags for one reading, each a link to where it stands."""
    if not flags:
        return tag("span", say("role", "nothing"))
    return join([tag("a", f, href=f"#{anchor(f)}") for f in flags], ", ")


def _against(teller: Teller, alert: Alert) -> Html:
    uncounted = [
        join([tag("code", f.id), " ", teller.title(f.indicator), ": ", why])
        for f, why in teller.against(alert)
    ]
    cut = any(not j.kept for j in alert.links)
    parts = [head(4, "alert", "against")]
    if uncounted:
        parts += [head(5, "alert", "not_counted"), items(uncounted)]
    if cut:
        parts.append(_links(teller, alert, kept=False))
    if not uncounted and not cut:
        parts.append(tag("p", say("alert", "nothing_against")))
    return join(parts)


def _innocent(teller: Teller, alert: Alert) -> Html:
    found = []
    for indicator in teller.indicators(alert):
        for innocent in sorted(indicator.innocent, key=lambda i: i.excluded):
            note = join([" (", say("alert", "set_aside"), ")"]) if innocent.excluded else Html("")
            box = Html('<input type="checkbox" autocomplete="off"> ')
            text = tag("span", tag("b", indicator.id), " ", innocent.text, note)
            found.append(tag("label", box, text))
    return join(
        [
            head(5, "alert", "innocent"),
            tag("p", say("alert", "innocent_text"), class_="small"),
            items(found, class_="ticks") if found else tag("p", say("alert", "none_given")),
        ]
    )


def _unknown(teller: Teller) -> Html:
    found = [join([tag("b", d), ": ", t]) for d, t in teller.unknown()]
    title = head(4, "alert", "unknown")
    if not found:
        return join([title, tag("p", say("alert", "unknown_none"))])
    return join([title, tag("p", say("alert", "unknown_text")), items(found, class_="small")])


def _onwards(teller: Teller, alert: Alert) -> Html:
    parts = []
    for key, field in (("questions", "questions"), ("steps", "next_steps")):
        told = [
            join([tag("b", i.id), " ", text])
            for i in teller.indicators(alert)
            for text in getattr(i, field)
        ]
        parts.append(head(4, "alert", key))
        parts.append(items(told) if told else tag("p", say("alert", "none_given")))
    return join(parts)


def _links(teller: Teller, alert: Alert, *, kept: bool) -> Html:
    key = "kept" if kept else "cut"
    level = 4 if kept else 5
    rows = [teller.link(j) for j in alert.links if j.kept == kept]
    if not rows:
        return join([head(level, "alert", key), tag("p", say("alert", "no_links"))])
    heads = [say("alert", k) for k in ("from", "to", "way", "period", "reason")]
    cells = [(a, b, way, span, capital(why)) for a, b, way, span, why in rows]
    return join(
        [
            head(level, "alert", key),
            table([*map(capital, heads)], cells, say("alert", key), class_="links"),
        ]
    )

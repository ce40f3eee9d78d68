"""The headline of a screening: at most ten lines for the terminal."""

from __future__ import annotations

from varsel.catalogue.model import Text
from varsel.escalation.model import LEVELS, Alert
from varsel.reporting import figures
from varsel.reporting.phrases import joined, known, say
from varsel.reporting.pseudonyms import pseudonyms
from varsel.reporting.result import Result
from varsel.reporting.view import Teller

#: Alerts named one by one.
TOP = 4
#: Indicators named of each.
TITLES = 3


def headline(result: Result, lang: str) -> list[str]:
    """At most ten lines: alerts by level, the top alerts with why, what was not evaluable."""
    teller = Teller(result, pseudonyms(result, names=False))
    by_level = counts(result)
    lines = [
        say(
            "headline",
            "levels",
            day=figures.day(result.as_of),
            **{k: f"{known('level', k)(lang)} {n}" for k, n in by_level.items()},
        )(lang)
    ]
    lines += [_line(teller, alert, lang) for alert in result.alerts[:TOP]]
    if len(result.alerts) > TOP:
        more = figures.number(len(result.alerts) - TOP)
        lines.append(say("headline", "more", n=more)(lang))
    if not result.alerts:
        lines.append(nothing(result)(lang))
    missing = [
        (key, [c.indicator for c in result.coverage if c.status == key])
        for key in ("not_evaluable", "partly", "off")
    ]
    lines += [say("headline", k, list=", ".join(ids))(lang) for k, ids in missing if ids]
    if result.rejected.num_rows:
        lines.append(say("headline", "rejected", n=figures.number(result.rejected.num_rows))(lang))
    return lines


def counts(result: Result) -> dict[str, int]:
    """Alerts by level, the most urgent first. "now" counts across levels: it is none."""
    found = {"now": sum(bool(a.safeguard) for a in result.alerts)}
    return found | {k: sum(a.level == k for a in result.alerts) for k in reversed(LEVELS)}


def nothing(result: Result) -> Text:
    """What an empty result means, which depends on what could be evaluated."""
    states = [c.status for c in result.coverage]
    ran, partly = states.count("ran"), states.count("partly")
    if not ran and not partly:
        return say("page", "none_evaluated")
    clearance = say(
        "page",
        "none_clearance",
        ran=str(ran),
        all=str(len(states)),
        partly=str(partly),
        not_evaluable=str(len(states) - ran - partly),
    )
    return joined([say("page", "none"), clearance], " ")


def _line(teller: Teller, alert: Alert, lang: str) -> str:
    level = known("level", alert.level)
    if alert.safeguard:
        level = joined([known("level", "now"), level])
    return say(
        "headline",
        "alert",
        id=alert.id,
        level=level,
        centre=teller.centre(alert),
        titles=teller.titles(alert, TITLES),
    )(lang)

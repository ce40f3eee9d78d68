"""An alert's timeline as a drawing: a lane per indicator, a bar per flag, a mark per evidence day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from varsel.catalogue.model import Text
from varsel.escalation.model import Alert, Counted
from varsel.reporting import figures
from varsel.reporting.markup import Html, aria, join, tag
from varsel.reporting.phrases import LANGUAGES, both, say
from varsel.reporting.view import Teller

Place = Callable[[dt.date], int]
#: Drawing units: where the lanes' names end, the width of the time axis, the height of a lane.
NAMES, AXIS, LANE = 300, 570, 30
TOP, BOTTOM, RIGHT = 6, 34, 60
#: Letters of a title that fit before the axis.
LETTERS = 40
#: The narrowest room for a date below the axis.
APART = 80
#: Rows older than this before the first flag are not drawn: they would squeeze the rest.
EARLIER_DAYS = 183
SHORT = {
    "da": "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


def timeline(teller: Teller, alert: Alert) -> Html:
    """The drawing and how to read it."""
    rows = {c.flag.id: _days(teller, c) for c in alert.counted}
    edge = alert.first_day - dt.timedelta(days=EARLIER_DAYS)
    every = {d for days in rows.values() for d in days}
    first = min([alert.first_day, *(d for d in every if d >= edge)])
    last = max([alert.last_day, *every])
    span = max((last - first).days, 1)

    def x(day: dt.date) -> int:
        return NAMES + round(AXIS * (day - first).days / span)

    lanes: dict[str, list[Counted]] = {}
    for counted in alert.counted:
        lanes.setdefault(counted.flag.indicator, []).append(counted)
    parts = [_axis(first, last, TOP + LANE * len(lanes), x)]
    for place, (indicator, held) in enumerate(sorted(lanes.items(), key=_first)):
        y = TOP + LANE * place
        parts.append(_name(teller, indicator, y))
        parts += [_bar(c, y, x) for c in held]
        days = sorted({x(d) for c in held for d in rows[c.flag.id] if d >= first})
        parts += [_line(d, y + 20, d, y + 26, "day") for d in days]
    width, height = NAMES + AXIS + RIGHT, TOP + LANE * len(lanes) + BOTTOM
    drawing = tag(
        "svg",
        *parts,
        viewBox=f"0 0 {width} {height}",
        width=str(width),
        height=str(height),
        role="img",
        aria_label=aria(say("alert", "timeline_label")),
        class_="timeline",
    )
    told = [tag("p", say("alert", "timeline_text"), class_="small")]
    if min(every, default=first) < first:
        earlier = say("alert", "timeline_earlier", day=figures.day(first))
        told.append(tag("p", earlier, class_="small"))
    return join([tag("div", drawing, class_="wide"), *told])


def _days(teller: Teller, counted: Counted) -> set[dt.date]:
    """Days of the flag's rows; rows without one, or from after the flag, have no place here."""
    shown = (teller.result.evidence.get((e.table, e.row_id)) for e in counted.flag.evidence)
    return {s.day for s in shown if s and s.day and s.day <= counted.flag.last_day}


def _first(lane: tuple[str, list[Counted]]) -> tuple[dt.date, str]:
    return min(c.flag.first_day for c in lane[1]), lane[0]


def _name(teller: Teller, indicator: str, y: int) -> Html:
    title = teller.named(indicator)
    return join(
        tag("text", _cut(title(lang)), x=str(NAMES - 10), y=str(y + 17), lang=lang, class_="name")
        for lang in LANGUAGES
    )


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip() + "…"


def _bar(counted: Counted, y: int, x: Place) -> Html:
    left, right = x(counted.flag.first_day), x(counted.flag.last_day)
    kind = "pale" if counted.why else f"strength-{counted.strength}"
    return tag(
        "rect", x=str(left - 3), y=str(y + 5), width=str(right - left + 6), height="13", rx="3",
        class_=f"bar {kind}",
    )  # fmt: skip


def _line(x1: int, y1: int, x2: int, y2: int, kind: str) -> Html:
    return tag("line", x1=str(x1), y1=str(y1), x2=str(x2), y2=str(y2), class_=kind)


def _axis(first: dt.date, last: dt.date, y: int, x: Place) -> Html:
    """The first and the last day in words, and between them as many months as there is room for."""
    ends = [first] if first == last else [first, last]
    if len(ends) > 1 and x(last) - x(first) < APART:
        ends = [first]
    months = [m for m in _months(first, last) if x(first) + APART <= x(m) <= x(last) - APART]
    fit = max(1, (x(last) - x(first)) // APART)
    months = months[:: -(-len(months) // fit) or 1]
    ticks = [_tick(d, figures.day(d), y, x) for d in ends]
    ticks += [_tick(m, _month(m), y, x) for m in months]
    return join([_line(NAMES, y, NAMES + AXIS, y, "axis"), *ticks])


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    number = (last.year - first.year) * 12 + last.month - first.month
    return [
        dt.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(number + 1)
    ]


def _tick(at: dt.date, name: Text, y: int, x: Place) -> Html:
    here = x(at)
    texts = [
        tag("text", name(k), x=str(here), y=str(y + 20), lang=k, class_="tick") for k in LANGUAGES
    ]
    return join([_line(here, y, here, y + 5, "axis"), *texts])


def _month(at: dt.date) -> Text:
    return both(lambda lang: f"{SHORT[lang].split()[at.month - 1]} {at.year}")

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
NAMES, AXIS, LANE = 250, 620, 26
TOP, BOTTOM = 8, 34
#: Letters of a title that fit before the axis.
LETTERS = 34
#: At most this many dates below the axis.
TICKS = 7
#: With no more months than this inside, the first and the last day are named instead.
FEW = 2
SHORT = {
    "da": "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


def timeline(teller: Teller, alert: Alert) -> Html:
    """The drawing and how to read it."""
    first, last = alert.first_day, alert.last_day
    span = max((last - first).days, 1)

    def x(day: dt.date) -> int:
        """Where a day stands; evidence from before the first day stands at its edge."""
        return NAMES + round(AXIS * min(max((day - first).days, 0), span) / span)

    lanes: dict[str, list[Counted]] = {}
    for counted in alert.counted:
        lanes.setdefault(counted.flag.indicator, []).append(counted)
    parts = [_axis(first, last, TOP + LANE * len(lanes), x)]
    for place, (indicator, held) in enumerate(sorted(lanes.items(), key=_first)):
        y = TOP + LANE * place
        parts.append(_name(teller, indicator, y))
        parts += [_bar(teller, c, y, x) for c in held]
    height = TOP + LANE * len(lanes) + BOTTOM
    drawing = tag(
        "svg",
        *parts,
        viewBox=f"0 0 {NAMES + AXIS + 40} {height}",
        width=str(NAMES + AXIS + 40),
        height=str(height),
        role="img",
        aria_label=aria(say("alert", "timeline_label")),
        class_="timeline",
    )
    text = tag("p", say("alert", "timeline_text"), class_="small")
    return join([tag("div", drawing, class_="wide"), text])


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


def _bar(teller: Teller, counted: Counted, y: int, x: Place) -> Html:
    flag = counted.flag
    left, right = x(flag.first_day), x(flag.last_day)
    kind = "pale" if counted.why else f"strength-{counted.strength}"
    bar = tag(
        "rect", x=str(left - 3), y=str(y + 6), width=str(right - left + 6), height="14", rx="3",
        class_=f"bar {kind}",
    )  # fmt: skip
    found = {e: teller.result.evidence.get((e.table, e.row_id)) for e in flag.evidence}
    days = {s.day for s in found.values() if s and s.day}
    # Rows from outside the period (a register, a first payment) have no place on the bar.
    inside = sorted({x(d) for d in days if flag.first_day <= d <= flag.last_day})
    marks = [tag("line", x1=str(m), x2=str(m), y1=str(y + 8), y2=str(y + 18)) for m in inside]
    return join([bar, *marks])


def _axis(first: dt.date, last: dt.date, y: int, x: Place) -> Html:
    line = tag("line", x1=str(NAMES), x2=str(NAMES + AXIS), y1=str(y), y2=str(y), class_="axis")
    months = [m for m in _months(first, last) if first <= m <= last]
    step = -(-len(months) // TICKS) or 1
    ticks = months[::step] if len(months) > FEW else list(dict.fromkeys([first, last]))
    return join([line, *(_tick(t, y, x, exact=len(months) <= FEW) for t in ticks)])


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    number = (last.year - first.year) * 12 + last.month - first.month
    return [
        dt.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(number + 1)
    ]


def _tick(at: dt.date, y: int, x: Place, *, exact: bool) -> Html:
    here = str(x(at))
    month = figures.day(at) if exact else _month(at)
    mark = tag("line", x1=here, x2=here, y1=str(y), y2=str(y + 5), class_="axis")
    texts = [tag("text", month(k), x=here, y=str(y + 20), lang=k, class_="tick") for k in LANGUAGES]
    return join([mark, *texts])


def _month(at: dt.date) -> Text:
    return both(lambda lang: f"{SHORT[lang].split()[at.month - 1]} {at.year}")

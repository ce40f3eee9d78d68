"""Plots of an evaluation as SVG: shares, ratios, and what is found against what there is to find.

No script and no outside resource; colours come from the page's style, coordinates are whole numbers,
and every value that is drawn also stands as text. Whiskers are 95 % intervals.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting.markup import Html, join
from varsel.reporting.phrases import both, joined, same
from varsel.trials.audit import BAND
from varsel.trials.drawing import arrow, box, dot, frame, label, line, post, room, text, whisker
from varsel.trials.values import between, hits, percent, ratio, told
from varsel.trials.words import say

#: Drawing units: the width of an axis, the room for values behind it, a row.
AXIS, VALUES, ROW = 320, 226, 26
TOP, BOTTOM = 10, 34
#: Rows of bars in one drawing.
MOST = 20
#: Where an axis of shares may end; it is divided in five.
ENDS = (0.05, 0.1, 0.25, 0.5, 1.0)
FIFTHS = 5
#: Where an axis of ratios may end, and the values named on it. It begins at one over its end.
RATIOS: Mapping[int, tuple[float, ...]] = {
    4: (0.25, 0.5, 1, 2, 4),
    10: (0.1, 0.2, 0.5, 1, 2, 5, 10),
    50: (0.02, 0.1, 0.5, 1, 2, 10, 50),
}
#: A plot of steps: where its axis begins, its height and width, and a line of values below it.
LEFT, HEIGHT, WIDTH, LINE = 176, 220, 620, 17


@dataclass(frozen=True)
class Bar:
    """A share and what it is a share of. part: a smaller bar that belongs to the one above."""

    label: Text
    share: Mapping[str, Any]
    part: bool = False


@dataclass(frozen=True)
class Mark:
    """A ratio with its interval. hollow: the second of two rates, drawn as a ring."""

    label: Text
    ratio: float | None
    low: float | None
    high: float | None
    hollow: bool = False


@dataclass(frozen=True)
class Series:
    """Shares in the order of the axis, by the name of the step."""

    name: Text
    points: Mapping[str, Mapping[str, Any]]


def bars(name: str, title: Text, rows: Sequence[Bar], *, full: bool = False) -> Html:
    """Shares as horizontal bars with whiskers, each with its value, interval and number.

    name: the plot's id. full: the axis goes to 100 %, however small the shares are, so that plots
    can be compared; otherwise it ends where the widest whisker fits. Many rows are drawn in several
    pieces on one scale, so that each fits on a sheet of paper.
    """
    held = [r.share for r in rows if r.share["of"]]
    end = 1.0 if full else next(e for e in ENDS if all(s["high"] <= e for s in held))
    pieces = _pieces(rows)
    if len(pieces) == 1:
        return _bars(name, title, rows, end)
    parts, done = [], 0
    for number, piece in enumerate(pieces, 1):
        span = same(f"{done + 1}–{done + len(piece)}")
        parts.append(_bars(f"{name}-{number}", joined([title, span], " "), piece, end))
        done += len(piece)
    return join(parts)


def _pieces(rows: Sequence[Bar]) -> list[list[Bar]]:
    """Rows in pieces; a part stays with the bar it belongs to."""
    pieces: list[list[Bar]] = [[]]
    for row in rows:
        if len(pieces[-1]) >= MOST and not row.part:
            pieces.append([])
        pieces[-1].append(row)
    return pieces


def _bars(name: str, title: Text, rows: Sequence[Bar], end: float) -> Html:
    below = TOP + ROW * len(rows)
    names = room(r.label for r in rows)

    def x(share: float) -> int:
        return names + round(AXIS * share / end)

    parts = []
    for fifth in range(FIFTHS + 1):
        at = end * fifth / FIFTHS
        parts.append(line(x(at), TOP, x(at), below, "grid"))
        parts.append(text(percent(round(at, 4)), x(at), below + 18, "tick"))
    for place, row in enumerate(rows):
        parts.append(_bar(row, TOP + ROW * place + ROW // 2, x, names + AXIS))
    parts.append(line(names, TOP, names, below, "axis"))
    size = (names + AXIS + VALUES, below + BOTTOM)
    return frame(name, title, [_said(r.label, told(r.share)) for r in rows], size, parts)


def _bar(row: Bar, y: int, x: Callable[[float], int], end: int) -> Html:
    share = row.share
    half = 4 if row.part else 8
    kind = " part" if row.part else ""
    parts = [label(row.label, x(0) - 10, y + 4, f"name{kind}")]
    if share["of"]:
        width = x(share["share"]) - x(0)
        parts.append(box(x(0), y - half, width, 2 * half, f"share{kind}"))
        parts.append(whisker(x(share["low"]), x(share["high"]), y))
    parts.append(text(told(share), end + 14, y + 4, f"value{kind}"))
    return join(parts)


def ratios(name: str, title: Text, rows: Sequence[Mark]) -> Html:
    """Ratios on a logarithmic axis with their whiskers; the band of 0.8 to 1.25 is shaded.

    What lies beyond the axis ends in an arrow. A ratio to nothing has no point, only its interval.
    """
    ends = [v for r in rows for v in (r.ratio, r.low, r.high) if v]
    end = next((e for e in RATIOS if all(1 / e <= v <= e for v in ends)), max(RATIOS))
    below = TOP + ROW * len(rows)
    names = room(r.label for r in rows)

    def x(value: float) -> int:
        part = (math.log(value) / math.log(end) + 1) / 2 if value else 0.0
        return names + round(AXIS * min(1.0, max(0.0, part)))

    low, high = (x(edge) for edge in BAND)
    parts = [box(low, TOP, high - low, below - TOP, "band")]
    for tick in RATIOS[end]:
        parts.append(line(x(tick), TOP, x(tick), below, "axis" if tick == 1 else "grid"))
        parts.append(text(ratio(tick), x(tick), below + 18, "tick"))
    for place, row in enumerate(rows):
        parts.append(_mark(row, TOP + ROW * place + ROW // 2, x, end))
    size = (names + AXIS + VALUES, below + BOTTOM)
    return frame(name, title, [_said(r.label, _value(r)) for r in rows], size, parts)


def _mark(row: Mark, y: int, x: Callable[[float], int], end: float) -> Html:
    left, right = x(1 / end), x(end)
    parts = [label(row.label, left - 10, y + 4, "name")]
    if row.low is not None and row.high is not None:
        parts.append(whisker(x(row.low), x(row.high), y))
        if row.low < 1 / end:
            parts.append(arrow(left, y, -1, "whisker"))
        if row.high > end:
            parts.append(arrow(right, y, 1, "whisker"))
    if row.ratio is not None:
        parts.append(dot(x(row.ratio), y, "point hollow" if row.hollow else "point"))
    parts.append(text(_value(row), right + 18, y + 4, "value"))
    return join(parts)


def _value(row: Mark) -> Text:
    """A ratio and its interval in words."""
    if row.low is None:
        return say("number", "nothing")
    middle, spread = ratio(row.ratio), between(row.low, row.high)
    return both(lambda lang: f"{middle(lang)} ({spread(lang)})")


def steps(
    name: str, title: Text, axis: Text, series: Sequence[Series], *, joined: bool = False
) -> Html:
    """Shares against steps: a point and an upright whisker each, and the values in lines below.

    joined: the steps are about the same networks, so that a line may lead from one to the next.
    """
    at = list(dict.fromkeys(step for s in series for step in s.points))
    wide = WIDTH // max(1, len(at))
    below = TOP + HEIGHT

    def y(share: float) -> int:
        return below - round(HEIGHT * share)

    parts = []
    for fifth in range(FIFTHS + 1):
        level = y(fifth / FIFTHS)
        parts.append(line(LEFT, level, LEFT + WIDTH, level, "grid"))
        parts.append(text(percent(fifth / FIFTHS), LEFT - 10, level + 4, "tick side"))
    for place, one in enumerate(series):
        # Two points of one step stand side by side, so that both whiskers can be seen.
        aside = round((place - (len(series) - 1) / 2) * 14)
        where = {s: LEFT + wide * n + wide // 2 + aside for n, s in enumerate(at)}
        parts.append(_series(one, where, y, place, joined=joined))
    parts.append(line(LEFT, below, LEFT + WIDTH, below, "axis"))
    middle = {s: LEFT + wide * n + wide // 2 for n, s in enumerate(at)}
    parts += [text(same(s), middle[s], below + LINE, "step") for s in at]
    parts.append(text(axis, LEFT - 10, below + LINE, "name part"))
    for place, one in enumerate(series):
        parts.append(_values(one, middle, below + LINE + 10 + (2 * LINE + 8) * place, place))
    size = (LEFT + WIDTH + 20, below + LINE + 16 + (2 * LINE + 8) * len(series))
    words = [_step(one, axis, s) for one in series for s in one.points]
    return frame(name, title, words, size, parts)


def _series(
    one: Series, where: Mapping[str, int], y: Callable[[float], int], place: int, *, joined: bool
) -> Html:
    held = [(where[s], p) for s, p in one.points.items() if p["of"]]
    kind = " hollow" if place else ""
    parts = []
    if joined:
        parts += [
            line(a, y(p["share"]), b, y(q["share"]), f"course{kind}")
            for (a, p), (b, q) in pairwise(held)
        ]
    parts += [post(at, y(p["low"]), y(p["high"])) for at, p in held]
    parts += [dot(at, y(p["share"]), f"point{kind}") for at, p in held]
    return join(parts)


def _values(one: Series, middle: Mapping[str, int], top: int, place: int) -> Html:
    """A series' name with its mark, and below the steps its shares and numbers."""
    kind = " hollow" if place else ""
    parts = [
        dot(LEFT - 16, top + LINE - 4, f"point{kind}"),
        label(one.name, LEFT - 28, top + LINE, "name"),
    ]
    for step, share in one.points.items():
        parts.append(text(percent(share["share"]), middle[step], top + LINE, "step"))
        parts.append(text(hits(share), middle[step], top + 2 * LINE, "tick"))
    return join(parts)


def _step(one: Series, axis: Text, step: str) -> Text:
    share = one.points[step]
    return both(lambda lang: f"{one.name(lang)}, {axis(lang)} {step}: {told(share)(lang)}")


def _said(name: Text, value: Text) -> Text:
    return both(lambda lang: f"{name(lang)}: {value(lang)}")

"""What every plot is drawn with: a frame that can be read aloud, lines, boxes and texts in whole units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from varsel.catalogue.model import Text
from varsel.reporting.markup import Html, aria, join, tag
from varsel.reporting.phrases import LANGUAGES

#: Letters of a label that fit before an axis.
LETTERS = 40
#: Drawing units: twice the width of a letter, and the space beside a label.
WIDE, MARGIN = 13, 24


def frame(
    name: str, title: Text, told: Sequence[Text], size: tuple[int, int], parts: Sequence[Html]
) -> Html:
    """A plot in a box that scrolls sideways. What it shows is told in words too, value by value.

    name: an id that no other plot of the page has.
    """
    width, height = size
    words = [aria(t) for t in told]
    drawing = tag(
        "svg",
        tag("title", aria(title), id=f"{name}-title"),
        tag("desc", ". ".join(words), id=f"{name}-text"),
        *parts,
        viewBox=f"0 0 {width} {height}",
        width=str(width),
        height=str(height),
        role="img",
        aria_labelledby=f"{name}-title {name}-text",
        class_="plot",
    )
    return tag("div", drawing, class_="wide", tabindex="0", role="region", aria_label=aria(title))


def room(labels: Iterable[Text]) -> int:
    """The room that labels need before an axis, in whichever language is the longer."""
    longest = max((len(t) for words in labels for t in (words.da, words.en)), default=0)
    return MARGIN + WIDE * min(longest, LETTERS) // 2


def text(words: Text, x: int, y: int, kind: str) -> Html:
    """A text, once where both languages say the same."""
    at = {"x": str(x), "y": str(y), "class_": kind}
    if words.da == words.en:
        return tag("text", words.da, **at)
    return join(tag("text", words(k), lang=k, **at) for k in LANGUAGES)


def label(words: Text, x: int, y: int, kind: str) -> Html:
    """A text that is cut where it would run out of the plot; whole, it stands in the plot's words."""
    return text(Text(_cut(words.da), _cut(words.en)), x, y, kind)


def line(x1: int, y1: int, x2: int, y2: int, kind: str) -> Html:
    """A straight line."""
    return tag("line", x1=str(x1), y1=str(y1), x2=str(x2), y2=str(y2), class_=kind)


def box(x: int, y: int, width: int, height: int, kind: str) -> Html:
    """A rectangle."""
    at = {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}
    return tag("rect", class_=kind, **at)


def dot(x: int, y: int, kind: str) -> Html:
    """A point that stands for a value."""
    return tag("circle", cx=str(x), cy=str(y), r="5", class_=kind)


def arrow(x: int, y: int, way: int, kind: str) -> Html:
    """A tip that says: it goes on beyond the axis. way: -1 to the left, 1 to the right."""
    return tag("polygon", points=f"{x},{y - 5} {x + 8 * way},{y} {x},{y + 5}", class_=kind)


def whisker(x1: int, x2: int, y: int) -> Html:
    """A level interval with its two ends."""
    ends = (line(x, y - 4, x, y + 4, "whisker end") for x in (x1, x2))
    return join([line(x1, y, x2, y, "whisker"), *ends])


def post(x: int, y1: int, y2: int) -> Html:
    """An upright interval with its two ends."""
    ends = (line(x - 4, y, x + 4, y, "whisker end") for y in (y1, y2))
    return join([line(x, y1, x, y2, "whisker"), *ends])


def _cut(words: str) -> str:
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip() + "…"

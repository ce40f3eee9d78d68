"""What the sections of the trials' page are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from varsel.catalogue.model import Text
from varsel.reporting import markup
from varsel.reporting.markup import Html, tag
from varsel.trials.words import say

Cell = Text | str


def section(name: str, *parts: Cell) -> Html:
    """A part of the page under its heading, which the contents lead to."""
    return tag("section", tag("h2", say("head", name)), *parts, id=name)


def head(name: str) -> Html:
    """A heading within a section."""
    return tag("h3", say("head", name))


def para(of: str, key: str, /, **filled: Cell) -> Html:
    """A sentence."""
    return tag("p", say(of, key, **filled))


def small(of: str, key: str, /, **filled: Cell) -> Html:
    """A sentence about what a figure means, or cannot show."""
    return tag("p", say(of, key, **filled), class_="small")


def columns(*keys: str) -> list[Text]:
    """Heads of a table."""
    return [say("column", k) for k in keys]


def table(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]], label: Text, kind: str) -> Html:
    """A table whose columns after the first are numbers (numbers) or lists (lists)."""
    return markup.table(heads, rows, label, class_=kind)


def fold(summary: Text, content: Html) -> Html:
    """Something that is unfolded by whoever wants it; on paper it is open."""
    return tag("details", tag("summary", summary), content, class_="fold")

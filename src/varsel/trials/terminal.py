"""Headings, sentences and tables for the terminal: plain where they are piped, and never markup."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from varsel.catalogue.model import Text
from varsel.reporting.phrases import of

Cell = Text | str
Lines = list[RenderableType]
#: Letters of a sentence's line, and of a line of a table's head.
WIDTH, NARROW = 100, 13
#: The least room for a column of words.
LEAST = 16
#: A space at which no line breaks.
FIXED = "\u00a0"


class Teller:
    """Tells in one language. What it tells is collected in `lines`, in order."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.lines: Lines = []

    def head(self, words: Cell) -> None:
        """A heading, with an empty line before it unless it is the first."""
        if self.lines:
            self.space()
        self._wrapped(words, "bold")

    def space(self) -> None:
        """An empty line."""
        self.lines.append(Line(""))

    def line(self, words: Cell) -> None:
        """A sentence."""
        self._wrapped(words)

    def note(self, words: Cell) -> None:
        """A sentence about what a figure means or cannot show."""
        self._wrapped(words, "dim", "  ")

    def table(
        self, heads: Sequence[Cell], parts: Iterable[Iterable[Sequence[Cell]]], words: int = 1
    ) -> None:
        """A table in parts that are set apart.

        words: how many columns from the left hold words, which may break into lines; the others hold
        numbers and never do.
        """
        rows = [[[self._told(c) for c in row] for row in part] for part in parts]
        found = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="")
        for place, name in enumerate(heads):
            cells = [row[place] for part in rows for row in part]
            text = place < words
            found.add_column(
                Line(self._head(name)),
                justify="left" if text else "right",
                min_width=min(LEAST, max(map(len, cells), default=0)) if text else None,
                no_wrap=not text,
                overflow="fold",
            )
        for part in rows:
            for row in part:
                found.add_row(*map(Line, row))
            found.add_section()
        self.lines.append(found)

    def _head(self, name: Cell) -> str:
        return textwrap.fill(self._told(name), NARROW, break_long_words=False)

    def _told(self, words: Cell) -> str:
        return plain(of(words, self.lang))

    def _wrapped(self, words: Cell, style: str = "", before: str = "") -> None:
        lines = textwrap.wrap(
            self._told(words), WIDTH, initial_indent=before, subsequent_indent=before,
            break_on_hyphens=False,
        )  # fmt: skip
        self.lines += [Line(line, style=style) for line in lines]


def plain(words: str) -> str:
    r"""Text without signs that would steer a terminal.

    >>> plain("a\x1b[31mb")
    'a?[31mb'
    """
    return "".join(c if c.isprintable() or c == FIXED else "?" for c in words)

"""CSV as banks and offices write it: delimiter, encoding and broken lines dealt with.

Row 1 is the first record after the header. A record with line breaks inside quotes is one row, at
its first line; blank lines are no rows. If a quote that never closes would swallow lines, only its
first line is rejected and reading goes on with the next.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from varsel.adapters.columnmap import ColumnMap
from varsel.adapters.encoding import Encoding, encoding_of, is_whole
from varsel.adapters.source import ROWS, Chunk
from varsel.canonical.conform import Reject
from varsel.canonical.values import shape
from varsel.errors import InputRefusedError

_DELIMITERS = ";,\t|"
_SAMPLE = 50
#: A record over more lines than this is taken for a quote that was never closed.
_LINES = 200


class CsvReader:
    """An opened CSV file; see adapters/source.py for what a reader gives."""

    def __init__(self, path: Path, column_map: ColumnMap | None = None, *, name: str = "") -> None:
        self.path, self.name = path, name or path.name
        given = column_map.encoding if column_map else None
        self.encoding = Encoding(given, damaged=True) if given else encoding_of(path)
        self.delimiter, self._skip = self._sniff(column_map.delimiter if column_map else None)
        self.names: tuple[str, ...] | None = self._header()
        self.decimal: str | None = None
        self.assumed = "," if self.delimiter == ";" else "."

    def notes(self) -> list[str]:
        """Nothing beyond what the rejected rows say."""
        return []

    def chunks(self, wanted: frozenset[str] | None = None) -> Iterator[Chunk]:
        """The rows in order, as columns of text."""
        try:
            yield from self._chunks(wanted)
        except UnicodeError as error:
            raise self._refused(f"it cannot be read as {self.encoding.name}") from error

    def _chunks(self, wanted: frozenset[str] | None) -> Iterator[Chunk]:
        names = self.names or ()
        places = [(i, n) for i, n in enumerate(names) if n and (wanted is None or n in wanted)]
        good: list[list[str]] = []
        rows: list[int] = []
        rejects: list[Reject] = []
        for row, record, why in self._records(len(names)):
            if why:
                rejects.append(Reject(row, "", shape(record[0] if record else ""), why))
            else:
                good.append(record)
                rows.append(row)
            if len(good) + len(rejects) >= ROWS:
                yield _chunk(good, rows, rejects, places)
                good, rows, rejects = [], [], []
        if good or rejects:
            yield _chunk(good, rows, rejects, places)

    def _records(self, width: int) -> Iterator[tuple[int, list[str], str]]:
        """Row number, fields, and why the row cannot be used ('' if it can)."""
        with self._open() as handle:
            lines = _Lines(handle)
            for _ in range(self._skip):
                next(lines, None)
            reader = self._reader(lines)
            next(reader, None)
            row = 0
            while True:
                lines.taken.clear()
                why = ""
                try:
                    record = next(reader)
                except StopIteration:
                    return
                except (csv.Error, _TooLongError):
                    record, why = self._single(lines)
                    reader = self._reader(lines)
                else:
                    if not record:
                        continue
                    if len(lines.taken) > 1 and len(record) != width:
                        record, why = self._single(lines)
                        reader = self._reader(lines)
                row += 1
                if len(record) > width and not any(record[width:]):
                    record = record[:width]
                if why:
                    pass
                elif len(record) != width:
                    why = f"the line has {len(record)} fields, the header has {width}"
                elif self.encoding.damaged and not is_whole("".join(record)):
                    why = f"the line is not valid {self.encoding.name}"
                yield row, record, why

    def _single(self, lines: _Lines) -> tuple[list[str], str]:
        """The first line of a failed record alone, read leniently; the others go back."""
        first, *others = lines.taken
        lines.back.extendleft(reversed(others))
        if first.count('"') % 2:
            return [first], "the line has a quote that does not close"
        try:
            return next(csv.reader([first], delimiter=self.delimiter), [""]), ""
        except csv.Error:
            return [first], "the line is too long"

    def _reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self.delimiter, strict=True)

    def _open(self) -> TextIO:
        errors = "surrogateescape" if self.encoding.damaged else "strict"
        return self.path.open(encoding=self.encoding.name, errors=errors, newline="")

    def _sniff(self, given: str | None) -> tuple[str, int]:
        """The delimiter, and how many lines stand before the header."""
        try:
            with self._open() as handle:
                lines = [line for _, line in zip(range(_SAMPLE), handle, strict=False)]
        except (UnicodeError, OSError) as error:
            raise self._refused(f"it cannot be read as {self.encoding.name}") from error
        if not any(line.strip() for line in lines):
            raise self._refused("it is empty and has no header line")
        blank = next(i for i, line in enumerate(lines) if line.strip())
        first = lines[blank].strip()
        if first[:4].casefold() == "sep=" and len(first) == 5:  # noqa: PLR2004
            return given or first[4], blank + 1
        return given or max(_DELIMITERS, key=lambda d: _fit(lines[blank:], d)), blank

    def _header(self) -> tuple[str, ...]:
        with self._open() as handle:
            lines = iter(handle)
            for _ in range(self._skip):
                next(lines, None)
            try:
                return tuple(name.strip() for name in next(self._reader(lines), []))
            except csv.Error as error:
                raise self._refused("its header line has a quote that does not close") from error

    def _refused(self, why: str) -> InputRefusedError:
        return InputRefusedError(
            "A CSV file cannot be read.",
            where=self.name,
            why=why,
            do="export the file anew with a header line, or name its encoding in a column map",
        )


class _TooLongError(Exception):
    """A record that runs over too many lines."""


class _Lines(Iterator[str]):
    """Lines that remember which of them the current record took, and can be put back."""

    def __init__(self, handle: Iterator[str]) -> None:
        self.handle = handle
        self.back: deque[str] = deque()
        self.taken: list[str] = []

    def __next__(self) -> str:
        if len(self.taken) >= _LINES:
            raise _TooLongError
        line = self.back.popleft() if self.back else next(self.handle)
        self.taken.append(line)
        return line


def _fit(lines: list[str], delimiter: str) -> tuple[float, int]:
    """How well a delimiter explains the first lines: share that agree with the header, width."""
    try:
        widths = [len(r) for r in csv.reader(lines, delimiter=delimiter) if r]
    except csv.Error:
        return 0, 0
    if widths[0] == 1:
        return 0, 1
    return sum(w == widths[0] for w in widths) / len(widths), widths[0]


def _chunk(
    good: list[list[str]], rows: list[int], rejects: list[Reject], places: list[tuple[int, str]]
) -> Chunk:
    turned = list(zip(*good, strict=True)) if good else []
    columns = {n: pa.array(turned[i] if turned else [], pa.string()) for i, n in places}
    return Chunk(columns, pa.array(rows, pa.int64()), rejects)

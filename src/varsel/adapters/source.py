"""What every reader gives: chunks of columns under the source's own names, with row numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from varsel.adapters.columnmap import ColumnMap
from varsel.canonical.conform import Reject

#: Rows in one chunk: large enough for column work, small enough to stay within a few megabytes.
ROWS = 65_536


@dataclass(frozen=True)
class Source:
    """One file that gives rows of one table. `name` is its path inside the data folder."""

    table: str
    path: Path
    name: str
    format: str
    map: ColumnMap | None = None


@dataclass(frozen=True)
class Chunk:
    """Some rows of a source: those that could be split into columns, and those that could not."""

    columns: dict[str, pa.Array]
    rows: pa.Array
    rejects: list[Reject] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows of the source that this chunk accounts for."""
        return len(self.rows) + len(self.rejects)


class Reader(Protocol):
    """An opened source."""

    #: The column names, or None where only reading the rows shows them (JSONL).
    names: tuple[str, ...] | None
    #: Decimal sign of all numbers where the format fixes it.
    decimal: str | None
    #: Decimal sign of a column that does not show its own.
    assumed: str

    def chunks(self, wanted: frozenset[str] | None) -> Iterator[Chunk]:
        """The rows; with `wanted`, only these columns need be there."""
        ...

    def notes(self) -> list[str]:
        """What a person should know about the file, after it was read."""
        ...

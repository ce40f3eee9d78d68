"""A data folder made into tables of the contract: what is there, what loads, what is rejected.

It is usable on its own (`varsel check`): it judges rows one by one and joins nothing.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa

from varsel.adapters.camt import CamtReader
from varsel.adapters.columnmap import read_map
from varsel.adapters.csv_file import CsvReader
from varsel.adapters.discover import discover
from varsel.adapters.ids import Booked
from varsel.adapters.jsonl_file import JsonlReader
from varsel.adapters.mt940 import Mt940Reader
from varsel.adapters.parquet_file import ParquetReader
from varsel.adapters.source import Reader, Source
from varsel.adapters.staging import REJECTED, Rejections, Stage, stage
from varsel.canonical.barred import refuse_barred
from varsel.canonical.contract import Table, contract
from varsel.errors import UsageError

__all__ = ["REJECTED", "Loaded", "LoadedTable", "load"]

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class LoadedTable:
    """One table as it was loaded.

    `parts` are Parquet files to be read together by column name; where `direct`, all of them are
    the data holder's own files, otherwise staged ones have `source_file` and `source_row`.
    """

    name: str
    parts: tuple[Path, ...]
    direct: bool
    rows_read: int
    rows_rejected: int
    #: Columns with a value in at least one loaded row.
    present: frozenset[str]

    @property
    def rows_loaded(self) -> int:
        """Rows read less rows rejected."""
        return self.rows_read - self.rows_rejected


@dataclass(frozen=True)
class Loaded:
    """Everything a load gives: tables, rejected rows, input fingerprints (SHA-256) and notes."""

    tables: dict[str, LoadedTable]
    rejected: pa.Table
    fingerprints: dict[str, str]
    notes: tuple[str, ...]


def load(
    folder: Path,
    work: Path,
    *,
    column_map: Path | None = None,
    zone: str = "Europe/Copenhagen",
    progress: Progress | None = None,
) -> Loaded:
    """Read a data folder; what is not canonical Parquet is staged under `work`.

    Rows read = rows loaded + rows rejected. `progress` hears a file's name and its rows so far.
    Raises InputRefusedError for barred columns, unreadable files and missing required columns.
    """
    maps = read_map(column_map) if column_map else ()
    sources, notes = discover(folder, work, maps, column_map)
    loading = _Loading(work, _zone(zone), progress or _quiet, notes)
    try:
        for source in sources:
            loading.judge(source)
        tables = {
            name: loading.table(table, [s for s in sources if s.table == name])
            for name, table in contract().canonical.items()
            if any(s.table == name for s in sources)
        }
    except BaseException:
        for source in sources:
            shutil.rmtree(work / source.table, ignore_errors=True)
        raise
    prints = {s.name: _fingerprint(s.path) for s in sources}
    if column_map:
        prints[f"map:{column_map.name}"] = _fingerprint(column_map)
    return Loaded(
        tables, loading.rejected.table(), dict(sorted(prints.items())), tuple(sorted(loading.notes))
    )


@dataclass
class _Loading:
    """One load under way."""

    work: Path
    zone: ZoneInfo
    progress: Progress
    notes: list[str]
    rejected: Rejections = field(default_factory=Rejections)
    #: Ids of booked entries, so that a reversal finds its original in an earlier statement.
    booked: Booked = field(default_factory=Booked)

    def judge(self, source: Source) -> None:
        """Refuse barred columns in every file before any row of any table is read."""
        if source.format in {"csv", "parquet"}:
            reader = self.open(source)
            names = reader.all_names() if isinstance(reader, ParquetReader) else reader.names
            refuse_barred(names or (), table=source.table, where=source.name)

    def table(self, table: Table, sources: list[Source]) -> LoadedTable:
        """All sources of one table, staged or left where they are."""
        shutil.rmtree(self.work / table.name, ignore_errors=True)
        into = Stage(table, self.work / table.name)
        direct: list[Path] = []
        present: set[str] = set()
        read = bad = 0
        for source in sources:
            reader = self.open(source)
            if isinstance(reader, ParquetReader) and source.map is None:
                columns = reader.direct(table)
                if columns is not None:
                    direct.append(source.path)
                    present |= columns
                    read += reader.rows
                    self._note_extra(source, reader, table)
                    self.progress(source.name, reader.rows)
                    continue
            rows, out, notes = stage(
                source,
                reader,
                into,
                zone=self.zone,
                rejected=self.rejected,
                progress=lambda n, name=source.name: self.progress(name, n),  # type: ignore[misc]
            )
            read, bad = read + rows, bad + out
            self.notes += notes
        whole = len(direct) == len(sources)
        if not whole:
            into.finish()
        return LoadedTable(
            name=table.name,
            parts=(*direct, *into.parts),
            direct=whole,
            rows_read=read,
            rows_rejected=bad,
            present=frozenset(present | into.present),
        )

    def open(self, source: Source) -> Reader:
        """The reader for the source's format."""
        if source.format == "parquet":
            return ParquetReader(source.path, name=source.name)
        if source.format == "jsonl":
            return JsonlReader(source.path, source.map, table=source.table, name=source.name)
        if source.format == "camt":
            return CamtReader(source.path, name=source.name, booked=self.booked)
        if source.format == "mt940":
            return Mt940Reader(source.path, name=source.name, booked=self.booked)
        return CsvReader(source.path, source.map, name=source.name)

    def _note_extra(self, source: Source, reader: ParquetReader, table: Table) -> None:
        rest = sorted(set(reader.names or ()) - set(table.columns))
        if rest:
            left = ", ".join(rest)
            self.notes.append(f"{source.name}: columns left out, not in the contract: {left}")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(
            "The time zone is unknown.",
            where=name,
            why="it is not a name of the tz database",
            do="write for example Europe/Copenhagen",
        ) from error


def _fingerprint(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _quiet(name: str, rows: int) -> None:
    """No progress is shown."""

"""Rows on their way in: columns bound to the contract, conformed, and written as Parquet parts.

What does not conform is collected with file, row, column, shape and reason; no value is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from varsel.adapters.columnmap import ColumnMap
from varsel.adapters.source import Chunk, Reader, Source
from varsel.canonical.conform import Conformer, Reject
from varsel.canonical.contract import Table
from varsel.errors import InputRefusedError

#: Rows after which a new part is begun.
PART_ROWS = 1 << 20
#: Rows that are written together: small batches would make files slow to read.
GROUP_ROWS = 1 << 15

REJECTED = pa.schema(
    [
        ("table", pa.string()),
        ("file", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("shape", pa.string()),
        ("reason", pa.string()),
    ]
)
_LINEAGE = [pa.field("source_file", pa.string()), pa.field("source_row", pa.int64())]


@dataclass
class Rejections:
    """The rejected rows of a load, one line a row."""

    batches: list[pa.RecordBatch] = field(default_factory=list)

    def add(self, source: Source, rejects: Iterable[Reject]) -> None:
        """Keep the lines of some rejected rows."""
        lines = [
            {
                "table": source.table,
                "file": source.name,
                "row": r.row,
                "column": r.column,
                "shape": r.shape,
                "reason": r.reason,
            }
            for r in rejects
        ]
        if lines:
            self.batches.append(pa.RecordBatch.from_pylist(lines, schema=REJECTED))

    def table(self) -> pa.Table:
        """All lines, in order of table, file and row."""
        keys = [(k, "ascending") for k in ("table", "file", "row", "reason")]
        return pa.Table.from_batches(self.batches, REJECTED).sort_by(keys)


@dataclass
class Binding:
    """Which column of a source is which column of the contract."""

    table: Table
    source: Source
    seen: dict[str, None] = field(default_factory=dict)

    @property
    def map(self) -> ColumnMap:
        """The source's column map, empty if it has none."""
        return self.source.map or ColumnMap(self.table.name)

    def bind(self, names: Iterable[str]) -> dict[str, str]:
        """Canonical name -> the source's name, for the columns that are there."""
        names = list(names)
        self.seen |= dict.fromkeys(n for n in names if n)
        taken = {n.casefold() for n in self.map.columns.values()}
        out: dict[str, str] = {}
        for canonical, given in self.map.columns.items():
            self._take(out, canonical, [n for n in names if n == given] or _like(names, given))
        for canonical in self.table.columns:
            if canonical in out or canonical in self.map.constants or canonical in self.map.columns:
                continue
            same = [n for n in _like(names, canonical) if n.casefold() not in taken]
            self._take(out, canonical, same)
        return out

    def _take(self, out: dict[str, str], canonical: str, found: list[str]) -> None:
        if len(found) > 1:
            raise self._refused(
                f"the column '{found[0]}' stands there {len(found)} times", "keep one of them"
            )
        if found:
            out[canonical] = found[0]

    def check(self) -> str | None:
        """Refuse a source without a required column; name the columns that are left out."""
        bound = self.bind(list(self.seen))
        have = {*bound, *self.map.constants}
        if self.map.direction_from_sign:
            have.add("direction")
        columns = ", ".join(sorted(self.seen)) or "none"
        for canonical, given in self.map.columns.items():
            if canonical not in bound:
                raise self._refused(
                    f"the column map takes '{canonical}' from '{given}', which is not there",
                    f"correct the map; the file has the columns {columns}",
                )
        missing = [c.name for c in self.table.columns.values() if c.required and c.name not in have]
        if missing:
            raise self._refused(
                f"required columns are missing: {', '.join(missing)}",
                f"name them in a column map, as in [{self.table.name}] columns = "
                f'{{ {missing[0]} = "name in the file" }}; the file has the columns {columns}',
            )
        rest = sorted(set(self.seen) - set(bound.values()))
        if rest:
            return f"{self.source.name}: columns left out, not in the contract: {', '.join(rest)}"
        return None

    def _refused(self, why: str, do: str) -> InputRefusedError:
        return InputRefusedError(
            f"The table '{self.table.name}' was refused.", where=self.source.name, why=why, do=do
        )


def _like(names: list[str], wanted: str) -> list[str]:
    return [n for n in names if n.strip().casefold() == wanted.strip().casefold()]


@dataclass
class Stage:
    """The parts of one table under `folder`, all with one schema when done."""

    table: Table
    folder: Path
    parts: list[Path] = field(default_factory=list)
    #: Columns that some source has, and those with a value in some loaded row.
    columns: set[str] = field(default_factory=set)
    present: set[str] = field(default_factory=set)
    rows: int = 0
    _writer: pq.ParquetWriter | None = None
    _written: int = 0
    _waiting: list[pa.RecordBatch] = field(default_factory=list)

    def add(self, batch: pa.RecordBatch, rows: pa.Array, file: str) -> None:
        """Write some rows with where they came from."""
        self.present |= {
            n for n, a in zip(batch.schema.names, batch, strict=True) if a.null_count < len(a)
        }
        lineage = [pa.repeat(pa.scalar(file), len(rows)), rows]
        arrays = [*batch.columns, *lineage]
        schema = pa.schema([*batch.schema, *_LINEAGE])
        batch = pa.RecordBatch.from_arrays(arrays, schema=schema)
        if self._writer and (self._written >= PART_ROWS or self._writer.schema != schema):
            self.close()
        if self._writer is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.parts.append(self.folder / f"{len(self.parts):04}.parquet")
            self._writer = pq.ParquetWriter(self.parts[-1], schema, compression="zstd")
            self._written = 0
        self._waiting.append(batch)
        self._written += len(rows)
        self.rows += len(rows)
        if sum(len(b) for b in self._waiting) >= GROUP_ROWS:
            self._flush()

    def close(self) -> None:
        """End the part that is being written."""
        if self._writer:
            self._flush()
            self._writer.close()
            self._writer = None

    def _flush(self) -> None:
        if self._writer and self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting))
        self._waiting.clear()

    def finish(self) -> None:
        """Give all parts the same columns: those that any source of the table has."""
        self.close()
        have = [set(pq.read_schema(p).names) for p in self.parts]
        names = self.columns.union(*have)
        fields = [f for f in self.table.schema if f.name in names]
        schema = pa.schema([*fields, *_LINEAGE])
        if not self.parts:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.parts.append(self.folder / "0000.parquet")
            pq.write_table(schema.empty_table(), self.parts[0])
            return
        for path, old in zip(self.parts, have, strict=True):
            if old != set(schema.names):
                _widen(path, schema)


def _widen(path: Path, schema: pa.Schema) -> None:
    new = path.with_suffix(".new")
    with pq.ParquetFile(path) as old, pq.ParquetWriter(new, schema, compression="zstd") as writer:
        for batch in old.iter_batches():
            arrays = [
                batch.column(f.name)
                if f.name in batch.schema.names
                else pa.nulls(len(batch), f.type)
                for f in schema
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
    new.replace(path)


def stage(
    source: Source,
    reader: Reader,
    into: Stage,
    *,
    zone: ZoneInfo,
    rejected: Rejections,
    progress: Callable[[int], None],
) -> tuple[int, int, list[str]]:
    """Read one source into the table's parts: rows read, rows rejected, notes."""
    binding = Binding(into.table, source)
    note = None
    wanted = frozenset({*binding.map.columns.values(), *into.table.columns})
    if reader.names is not None:
        bound = binding.bind(reader.names)
        note, wanted = binding.check(), frozenset(bound.values())
        into.columns |= {*bound, *binding.map.constants}
    conformer = _conformer(binding, reader, zone)
    read, bad, before = 0, 0, into.rows
    for chunk in reader.chunks(wanted):
        columns = _columns(binding.bind(chunk.columns), binding.map.constants, chunk)
        batch, rows, rejects = conformer.batch(columns, chunk.rows)
        rejected.add(source, [*chunk.rejects, *rejects])
        if len(rows):
            into.add(batch, rows, source.name)
        read += chunk.read
        bad += len(chunk.rejects) + len(rejects)
        progress(read)
    if reader.names is None and binding.seen:
        note = binding.check()
    into.close()
    if read != into.rows - before + bad:
        loaded = into.rows - before
        raise AssertionError(f"{source.name}: read {read}, loaded {loaded}, rejected {bad}")
    return read, bad, [*([note] if note else []), *reader.notes()]


def _conformer(binding: Binding, reader: Reader, zone: ZoneInfo) -> Conformer:
    given = binding.map
    return Conformer(
        binding.table,
        zone,
        decimal=given.decimal or reader.decimal,
        assumed=reader.assumed,
        date_format=given.date_format,
        codes=given.values,
        sign_is_direction=given.direction_from_sign,
        written_as=given.columns,
    )


def _columns(
    bound: Mapping[str, str], constants: Mapping[str, str], chunk: Chunk
) -> dict[str, pa.Array]:
    columns = {name: chunk.columns[given] for name, given in bound.items()}
    for name, value in constants.items():
        columns[name] = pa.repeat(pa.scalar(value, pa.string()), len(chunk.rows))
    return columns

"""Parquet: read in batches, or left where it is when it already is what the contract says.

The check of a file that is left in place reads the footer's statistics first and only those
columns that the statistics do not settle.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from varsel.adapters.source import ROWS, Chunk
from varsel.canonical.contract import Column, Table
from varsel.errors import InputRefusedError

_PERIOD = r"^\d{4}-(0[1-9]|1[0-2])$"
_BLANK = r"^\s*$"


class ParquetReader:
    """An opened Parquet file; a file that cannot be read whole is refused."""

    def __init__(self, path: Path, *, name: str = "") -> None:
        self.path, self.name = path, name or path.name
        try:
            self.file = pq.ParquetFile(path)
        except (pa.ArrowException, OSError) as error:
            raise self._refused(error) from error
        self.schema: pa.Schema = self.file.schema_arrow
        self.names: tuple[str, ...] | None = tuple(self.schema.names)
        self.decimal: str | None = None
        self.assumed = "."

    @property
    def rows(self) -> int:
        """Rows in the file, from its footer."""
        return int(self.file.metadata.num_rows)

    def notes(self) -> list[str]:
        """Nothing beyond what the rejected rows say."""
        return []

    def all_names(self) -> list[str]:
        """Every column name at every depth, for the barred columns."""
        return [n for field in self.schema for n in _depths(field)]

    def chunks(self, wanted: frozenset[str] | None = None) -> Iterator[Chunk]:
        """The rows in order, as columns of their own types."""
        names = [n for n in self.names or () if wanted is None or n in wanted]
        done = 0
        for batch in self._batches(names):
            rows = pa.array(range(done + 1, done + 1 + batch.num_rows), pa.int64())
            done += batch.num_rows
            yield Chunk(dict(zip(batch.schema.names, batch.columns, strict=True)), rows)

    def direct(self, table: Table) -> frozenset[str] | None:
        """The columns with a value if the file can be used as it is, or None if it cannot."""
        columns = [table.columns[n] for n in self.names or () if n in table.columns]
        missing = [c for c in table.columns.values() if c.required and c not in columns]
        if missing or len(set(self.names or ())) != len(self.names or ()):
            return None
        if not all(_same(self.schema.field(c.name).type, c.arrow) for c in columns):
            return None
        present, open_questions = set(), []
        for column in columns:
            settled = self._settled(column)
            if settled is False:
                return None
            if settled is None:
                open_questions.append(column)
            elif self._filled(column.name):
                present.add(column.name)
        for batch in self._batches([c.name for c in open_questions]):
            for column in open_questions:
                array = batch.column(column.name)
                if not _fits(column, array):
                    return None
                if array.null_count < len(array):
                    present.add(column.name)
        return frozenset(present)

    def _filled(self, name: str) -> bool:
        return any(s.null_count < n for s, n in self._statistics(name))

    def _settled(self, column: Column) -> bool | None:
        """What the footer says about a column: fits, does not fit, or (None) does not tell."""
        if column.values or column.type == "period":
            return None
        needs_edge = column.type in {"amount", "id", "text", "code"}
        for stats, size in self._statistics(column.name):
            if stats is None or not stats.has_null_count:
                return None
            if column.required and stats.null_count:
                return False
            if needs_edge and stats.null_count < size:
                if not stats.has_min_max:
                    return None
                # a blank text sorts before every visible sign
                if column.type == "amount" and stats.min < 0:
                    return False
                if column.type != "amount" and not stats.min[:1] > " ":
                    return None
        return True

    def _statistics(self, name: str) -> list[tuple[pq.Statistics, int]]:
        meta = self.file.metadata
        at = [meta.schema.column(i).path for i in range(meta.num_columns)].index(name)
        chunks = [meta.row_group(g).column(at) for g in range(meta.num_row_groups)]
        return [(c.statistics, c.num_values) for c in chunks]

    def _batches(self, names: list[str]) -> Iterator[pa.RecordBatch]:
        if not names:
            return
        try:
            yield from self.file.iter_batches(ROWS, columns=names)
        except (pa.ArrowException, OSError) as error:
            raise self._refused(error) from error

    def _refused(self, error: Exception) -> InputRefusedError:
        # Arrow's message can hold bytes of the file, so only its kind is told
        return InputRefusedError(
            "A Parquet file cannot be read.",
            where=self.name,
            why=f"it is not whole, or it is not Parquet ({type(error).__name__})",
            do="copy or export the file anew; nothing was screened, because an unreadable file "
            "is not the same as nothing found",
        )


def _depths(field: pa.Field) -> list[str]:
    kind = field.type
    inner = [kind.field(i) for i in range(kind.num_fields)] if pa.types.is_nested(kind) else []
    return [field.name, *(n for f in inner for n in _depths(f))]


def _same(given: pa.DataType, wanted: pa.DataType) -> bool:
    """Equal, or another in-memory layout of what Parquet stores as the same text."""
    if pa.types.is_dictionary(given):
        given = given.value_type
    if pa.types.is_large_string(given) or pa.types.is_string_view(given):
        given = pa.string()
    return bool(given == wanted)


def _fits(column: Column, array: pa.Array) -> bool:
    if column.required and array.null_count:
        return False
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if column.type == "amount":
        return not pc.any(pc.less(array, pa.scalar(0, array.type))).as_py()
    if column.values:
        return bool(
            pc.all(pc.is_in(array.drop_null(), pa.array(column.values))).as_py() is not False
        )
    if column.type == "period":
        return pc.all(pc.match_substring_regex(array, _PERIOD)).as_py() is not False
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        return not pc.any(pc.match_substring_regex(array, _BLANK)).as_py()
    return True

"""DuckDB as the embedded engine: one process, spilling to a work folder. Knows no table by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

#: Memory DuckDB may take before it spills; the rest of the process needs about 1 GiB beside it.
MEMORY_LIMIT = "6GB"


class DuckEngine:
    """Holds tables of one run and evaluates expressions over them.

    >>> engine = DuckEngine()
    >>> t = engine.from_arrow("numbers", pa.table({"n": [1, 2]}))
    >>> engine.arrow(t.agg(total=t.n.sum())).to_pylist()
    [{'total': 3}]
    """

    name = "duckdb"

    def __init__(self, work: Path | None = None, threads: int | None = None) -> None:
        path = ":memory:" if work is None else str(work / "run.duckdb")
        self._con = ibis.duckdb.connect(path)
        self._set("preserve_insertion_order", "false")
        self._set("enable_progress_bar", "false")
        if work is not None:
            self._set("memory_limit", f"'{MEMORY_LIMIT}'")
            self._set("temp_directory", f"'{work / 'spill'}'")
        if threads is not None:
            self._set("threads", str(threads))

    def _set(self, name: str, value: str) -> None:
        self._con.raw_sql(f"SET {name} = {value}")

    def from_parquet(self, name: str, parts: Sequence[Path]) -> ir.Table:
        """Make the Parquet files at `parts` one table; columns missing in some parts are null."""
        # union_by_name so that parts with fewer columns fit the others.
        return self._con.read_parquet(
            [str(p) for p in parts], table_name=f"file_{name}", union_by_name=True
        )

    def located(self, name: str, parts: Sequence[Path]) -> ir.Table:
        """Like from_parquet, with source_file and source_row (from 1) for each row."""
        found = self._con.read_parquet(
            [str(p) for p in parts],
            table_name=f"located_{name}",
            union_by_name=True,
            filename=True,
            file_row_number=True,
        )
        return found.mutate(source_file=found.filename, source_row=found.file_row_number + 1).drop(
            "filename", "file_row_number"
        )

    def from_arrow(self, name: str, table: pa.Table) -> ir.Table:
        """Make an Arrow table a table of the engine."""
        # Not create_table(table): with current sqlglot, Ibis 12 writes a broken DROP VIEW after it.
        self._con.con.register("incoming", table)
        self._con.raw_sql(f'CREATE OR REPLACE TABLE "given_{name}" AS SELECT * FROM incoming')
        self._con.con.unregister("incoming")
        return self._con.table(f"given_{name}")

    def keep(self, name: str, expr: ir.Table) -> ir.Table:
        """Evaluate `expr` once and keep its rows under `name` for the rest of the run."""
        return self._con.create_table(f"kept_{name}", expr)

    def view(self, name: str, expr: ir.Table) -> ir.Table:
        """Give `expr` a name; it is evaluated wherever the name is read."""
        return self._con.create_view(f"view_{name}", expr)

    def forget(self, name: str) -> None:
        """Let go of rows kept under `name`."""
        self._con.raw_sql(f'DROP TABLE IF EXISTS "kept_{name}"')

    def arrow(self, expr: ir.Table) -> pa.Table:
        """Evaluate `expr` and return all its rows."""
        return self._con.to_pyarrow(expr)

    def close(self) -> None:
        """Let go of the database."""
        self._con.disconnect()

"""What every engine offers. Detectors never see it; the runner does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa


class Engine(Protocol):
    """Tables in, expressions evaluated, rows out."""

    name: str

    def from_parquet(self, name: str, parts: Sequence[Path]) -> ir.Table:
        """Make Parquet files one table."""
        ...

    def located(self, name: str, parts: Sequence[Path]) -> ir.Table:
        """Make Parquet files one table that says where each row stands."""
        ...

    def from_arrow(self, name: str, table: pa.Table) -> ir.Table:
        """Make an Arrow table a table of the engine."""
        ...

    def keep(self, name: str, expr: ir.Table) -> ir.Table:
        """Evaluate once, keep the rows."""
        ...

    def view(self, name: str, expr: ir.Table) -> ir.Table:
        """Give an expression a name."""
        ...

    def forget(self, name: str) -> None:
        """Let go of kept rows."""
        ...

    def arrow(self, expr: ir.Table) -> pa.Table:
        """Evaluate and return all rows."""
        ...

    def close(self) -> None:
        """Let go of what the engine holds."""
        ...

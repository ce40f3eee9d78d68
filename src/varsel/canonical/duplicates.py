"""Rows that stand twice. One is kept, whichever file came first; the others are named and rejected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from varsel.canonical.contract import Table


def may_repeat(table: ir.Table, key: Sequence[str]) -> ir.Table:
    """One row: rows, and different keys by hash. Equal numbers prove that no key stands twice.

    Hashes may collide and make `keys` too small, never too large: only then the costly search runs.
    """
    return table.agg(rows=table.count(), keys=_joined(table, key).hash().nunique())


def split(table: ir.Table, spec: Table) -> tuple[ir.Table, ir.Table]:
    """(rows to keep, rows that repeat a key). The choice depends on content, never on position."""
    where = [c for c in ("source_file", "source_row") if c in table.columns]
    content = [c for c in spec.columns if c in table.columns]
    order = [table[c].cast("string") for c in content] + [table[c] for c in where]
    ranked = table.mutate(
        _nth=ibis.row_number().over(group_by=_joined(table, spec.key), order_by=order)
    )
    kept = ranked.filter(ranked._nth == 0).drop("_nth")  # noqa: SLF001  # an Ibis column
    return kept, ranked.filter(ranked._nth > 0).select(*where)  # noqa: SLF001


def _joined(table: ir.Table, key: Sequence[str]) -> ir.StringColumn:
    """The key as one text; a missing part is a part like any other, a missing version is 1.

    A column that no row has tells no two rows apart and is left out.
    """
    default = {"version": "1"}
    parts = [
        table[c].cast("string").fill_null(default.get(c, "")) for c in key if c in table.columns
    ]
    return reduce(lambda one, other: one + "\x1f" + other, parts)

"""The tables of one run as detectors see them: every table and column of the contract, always.

A missing table is an empty one, a missing column is null; what that means for an indicator is
decided by the coverage, not here. Derived tables are made on first use and kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from varsel.backends.engine import Engine
from varsel.canonical.contract import Table, contract
from varsel.canonical.current import as_known_on, normal_alias
from varsel.canonical.derived import BUILDERS, TEXT_BUILDERS

#: Columns whose phone numbers are written one way before anything joins on them.
ALIAS_COLUMNS = {
    "entry": "counterparty_alias",
    "account": "alias",
    "phone_link": "phone",
    "login": "phone",
}


class Tables:
    """Attribute access to every table: `t.entry`, `t.payment`, `t.mcc_group`.

    `given` holds loaded tables as the engine's tables, `reference` small Arrow tables that detectors
    join by name. `as_of` hides every row that was not known by the end of that day.
    """

    def __init__(
        self,
        engine: Engine,
        given: Mapping[str, ir.Table],
        reference: Mapping[str, pa.Table],
        as_of: dt.date,
        present: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._engine = engine
        self._given = dict(given)
        self._reference = dict(reference)
        self._as_of = as_of
        self._present = present
        self._made: dict[str, ir.Table] = {}
        self._once: list[str] = []

    def __getattr__(self, name: str) -> ir.Table:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def has(self, table: str, column: str) -> bool:
        """Whether the data bring this column with at least one value."""
        if self._present is None:
            return table in self._given and column in self._given[table].columns
        return column in self._present.get(table, frozenset())

    def once(self, expr: ir.Table) -> ir.Table:
        """`expr`, with its rows evaluated here and now. Changes nothing but the cost.

        For what a detector uses several times, once it is pruned: an engine evaluates a shared
        expression again for each use, and reads a hundred million entries each time.
        """
        name = f"once_{len(self._once)}"
        self._once.append(name)
        return self._engine.keep(name, expr)

    def forget(self) -> None:
        """Let go of what detectors evaluated with `once`."""
        for name in self._once:
            self._engine.forget(name)
        self._once.clear()

    def _make(self, name: str) -> ir.Table:
        if name in self._reference:
            return self._engine.from_arrow(f"ref_{name}", self._reference[name])
        spec = contract().tables.get(name)
        if spec is None:
            raise AttributeError(f"no table '{name}' in the contract or the reference data")
        if spec.derived:
            return self._derive(name, spec)
        return self._canonical(spec)

    def _canonical(self, spec: Table) -> ir.Table:
        given = self._given.get(spec.name)
        if given is None:
            return self._engine.from_arrow(f"empty_{spec.name}", spec.schema.empty_table())
        table = complete(given, spec)
        table = as_known_on(table, spec, self._as_of)
        column = ALIAS_COLUMNS.get(spec.name)
        if column is not None and self.has(spec.name, column):
            table = table.mutate(**{column: normal_alias(table[column])})
        # Named, so that an expression over it stays short: detectors read it dozens of times.
        return self._engine.view(spec.name, table)

    def _derive(self, name: str, spec: Table) -> ir.Table:
        if name in TEXT_BUILDERS:
            # Texts are read in Python: only the tables with text and identifiers, never entries.
            sources = {
                s: self._engine.arrow(getattr(self, s)) for s in spec.sources if s in self._given
            }
            return self._engine.from_arrow(name, TEXT_BUILDERS[name](sources))
        expr = BUILDERS[name](self)
        columns = {c: expr[c].cast(ibis.dtype(_dtype(a.type))) for c, a in spec.columns.items()}
        return self._engine.keep(name, expr.select(**columns))


def complete(given: ir.Table, spec: Table) -> ir.Table:
    """`given` with exactly the columns of the contract; a missing column is null."""
    return given.select(
        **{
            name: given[name] if name in given.columns else ibis.null().cast(_dtype(column.type))
            for name, column in spec.columns.items()
        }
    )


def _dtype(kind: str) -> str:
    """The Ibis type of a contract type."""
    types = {
        "amount": "decimal(18, 2)",
        "number": "decimal(18, 4)",
        "integer": "int64",
        "flag": "boolean",
        "date": "date",
        "time": "timestamp(6)",
    }
    return types.get(kind, "string")

"""Columns as they come, made into columns of the contract; other rows are named, not changed.

Whole columns with pyarrow.compute; only odd values one by one (values.py). It reads no file and
knows no column map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from varsel.canonical.columns import Converted, Reading, convert
from varsel.canonical.contract import Column, Table
from varsel.canonical.values import decimal_sign, shape


@dataclass(frozen=True)
class Reject:
    """One row that was not loaded: where, what it looked like (never the value), and why."""

    row: int
    column: str
    shape: str
    reason: str


@dataclass
class Conformer:
    """Makes batches of one source conform to one table, remembering how its numbers are written.

    `written_as` gives the source's own name of a canonical column, for messages.
    """

    table: Table
    zone: ZoneInfo
    #: Decimal sign of every number, when known; otherwise decided per column from what is seen.
    decimal: str | None = None
    #: Decimal sign of a column that only has numbers such as 1.234.
    assumed: str = "."
    #: strptime format of a date or time column, where the data holder's own must be told.
    date_format: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sign_is_direction: bool = False
    written_as: Mapping[str, str] = field(default_factory=dict)
    _signs: dict[str, str] = field(default_factory=dict)

    def batch(
        self, columns: Mapping[str, pa.Array], rows: pa.Array
    ) -> tuple[pa.RecordBatch, pa.Array, list[Reject]]:
        """The rows that conform, their row numbers, and the others with reasons.

        Columns are keyed by canonical name; rows in = rows out + rejects.
        """
        self._decide(columns)
        done: dict[str, pa.Array] = {}
        bad: dict[int, list[tuple[str, str, object]]] = {}
        for name, column in self.table.columns.items():
            if name in columns:
                made = self._column(column, columns[name], columns)
                done[name] = made.values
                for at, why in made.bad.items():
                    bad.setdefault(at, []).append((name, why, columns[name][at].as_py()))
        if self.sign_is_direction and "amount" in columns:
            done["direction"], done["amount"] = self._from_sign(done["amount"], bad)
        for at, name, why in self._rules(done, bad, len(rows)):
            given = columns[name][at].as_py() if name in columns else None
            bad.setdefault(at, []).append((name, why, given))
        rejects = [self._reject(rows[at].as_py(), bad[at]) for at in sorted(bad)]
        names = [n for n in self.table.columns if n in done]
        out = pa.RecordBatch.from_arrays([done[n] for n in names], names=names)
        if len(bad) == len(rows):
            return out.slice(0, 0), rows.slice(0, 0), rejects
        if bad:
            keep = pa.array([i not in bad for i in range(len(rows))], pa.bool_())
            out, rows = out.filter(keep), rows.filter(keep)
        return out, rows, rejects

    def _column(
        self, column: Column, array: pa.Array, columns: Mapping[str, pa.Array]
    ) -> Converted:
        reading = Reading(
            zone=self.zone,
            sign=self._signs.get(column.name, self.decimal or self.assumed),
            date_format=self.date_format.get(column.name),
            codes=self.codes.get(column.name, {}),
            signed=self.sign_is_direction and column.name == "amount",
            currency=columns.get("currency"),
        )
        return convert(column, array, reading)

    def _decide(self, columns: Mapping[str, pa.Array]) -> None:
        """Fix the decimal sign of each text column with numbers as soon as something shows it."""
        if self.decimal:
            return
        ambiguous = []
        for name, array in columns.items():
            if self.table.columns[name].type not in {"amount", "number"} or name in self._signs:
                continue
            if not pa.types.is_string(array.type):
                continue
            sign, unsure = decimal_sign(pc.unique(array.drop_null()).to_pylist())
            if sign:
                self._signs[name] = sign
            elif unsure:
                ambiguous.append(name)
        seen = sorted(self._signs.values())
        for name in ambiguous:
            self._signs[name] = max(seen, key=seen.count) if seen else self.assumed

    def _from_sign(
        self, amount: pa.Array, bad: dict[int, list[tuple[str, str, object]]]
    ) -> tuple[pa.Array, pa.Array]:
        zero = pc.fill_null(pc.equal(amount, pa.scalar(0, amount.type)), fill_value=False)
        for at in pc.indices_nonzero(zero).to_pylist():
            why = "amount is 0, so its sign gives no direction"
            bad.setdefault(at, []).append(("direction", why, None))
        minus = pc.less(amount, pa.scalar(0, amount.type))
        return pc.if_else(minus, "debit", "credit"), pc.abs(amount).cast(amount.type)

    def _rules(
        self,
        done: Mapping[str, pa.Array],
        bad: Mapping[int, list[tuple[str, str, object]]],
        size: int,
    ) -> list[tuple[int, str, str]]:
        """Required columns that are empty, unless the cell is already rejected."""
        out = []
        told = {(at, name) for at, whys in bad.items() for name, _, _ in whys}
        for column in self.table.columns.values():
            if not column.required:
                continue
            if column.name not in done:
                out += [(at, column.name, "is required and missing") for at in range(size)]
            elif done[column.name].null_count:
                empty = pc.indices_nonzero(pc.is_null(done[column.name])).to_pylist()
                why = "is required and empty"
                out += [
                    (at, column.name, why)
                    for at in empty
                    if (at, column.name) not in told and not (self._undirected(column, at, told))
                ]
        return out

    def _undirected(self, column: Column, at: int, told: set[tuple[int, str]]) -> bool:
        return self.sign_is_direction and column.name == "direction" and (at, "amount") in told

    def _reject(self, row: int, whys: list[tuple[str, str, object]]) -> Reject:
        """One line for the row: its first offending column in the contract's order, all reasons."""
        order = list(self.table.columns)
        whys = sorted(whys, key=lambda w: order.index(w[0]))
        name, _, value = whys[0]
        reasons = [f"{self._called(n)} {why}" for n, why, _ in whys]
        return Reject(row, name, shape(value), "; ".join(reasons))

    def _called(self, name: str) -> str:
        source = self.written_as.get(name, name)
        return name if source == name else f"{name} ('{source}')"

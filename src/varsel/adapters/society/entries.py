"""Entries as Arrow tables of the contract: from single rows, and from arrays for many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import pyarrow as pa

from varsel.canonical.contract import ARROW, contract


class Row(NamedTuple):
    """One entry; amounts in øre, times in local seconds since 1970."""

    entry_id: str
    account_id: str
    direction: str
    amount: int
    initiated: int | None
    booked: int
    channel: str
    end_to_end_id: str | None
    reversal_of: str | None
    purpose: str | None
    counterparty_account: str | None
    counterparty_alias: str | None
    counterparty_name: str | None
    counterparty_party_id: str | None
    counterparty_country: str | None
    counterparty_city: str | None
    mcc: str | None
    merchant: str | None
    text: str | None
    municipality: str | None
    terminal_id: str | None
    device: str | None


class _Side(Protocol):
    """One side of a payment, as book.Side has it."""

    @property
    def account(self) -> str | None: ...

    @property
    def inside(self) -> bool: ...

    @property
    def alias(self) -> str | None: ...

    @property
    def party(self) -> str | None: ...

    @property
    def name(self) -> str | None: ...

    @property
    def country(self) -> str | None: ...

    @property
    def city(self) -> str | None: ...


class Pool:
    """Sides of payments as columns, so that many can be taken by index."""

    def __init__(self, sides: Sequence[_Side]) -> None:
        self.inside = np.array([s.inside and s.account is not None for s in sides], bool)
        self.account = pa.array([s.account for s in sides], pa.string())
        self._other = {
            "counterparty_account": self.account,
            "counterparty_name": pa.array([s.name for s in sides], pa.string()),
            "counterparty_party_id": pa.array(
                [s.party if s.inside else None for s in sides], pa.string()
            ),
            "counterparty_country": pa.array([s.country for s in sides], pa.string()),
            "counterparty_city": pa.array([s.city for s in sides], pa.string()),
        }
        self._alias = pa.array([s.alias for s in sides], pa.string())

    def __len__(self) -> int:
        return len(self.account)

    def as_other(self, index: np.ndarray, channel: str) -> dict[str, pa.Array]:
        """The counterparty columns that the other side's entry shows."""
        places = pa.array(index)
        shown = {n: c.take(places) for n, c in self._other.items()}
        if channel == "mobile":
            shown["counterparty_alias"] = self._alias.take(places)
        return shown


def from_rows(rows: Sequence[Row]) -> pa.Table:
    """Single rows as the contract's entry table."""
    columns: dict[str, object] = {}
    for index, name in enumerate(Row._fields):
        columns[name] = [r[index] for r in rows]
    ore = np.array(columns.pop("amount"), np.int64)
    booked = np.array(columns.pop("booked"), np.int64)
    initiated = times(columns.pop("initiated"))  # type: ignore[arg-type]
    texts = {n: pa.array(v, pa.string()) for n, v in columns.items()}
    return table(len(rows), texts | {"initiated_at": initiated}, ore, booked)


def two_sided(
    ids: Callable[[str, int], pa.Array],
    sides: Pool,
    debtor: np.ndarray,
    creditor: np.ndarray | None,
    amount: np.ndarray,
    at: np.ndarray,
    channel: str,
    *,
    timed: bool,
    booked: np.ndarray | None = None,
    **columns: object,
) -> pa.Table:
    """Entries of many payments, one row per side that banks here. Zero and negative sums are left out."""
    good = np.flatnonzero(amount > 0)
    both = np.zeros(len(amount), bool)
    if creditor is not None:
        both = sides.inside[debtor] & sides.inside[creditor] & (amount > 0)
    reference = pa.nulls(len(amount), pa.string())
    if both.any():
        made = ids("X", int(both.sum()))
        slot = np.cumsum(both) - 1
        reference = made.take(pa.array(np.where(both, slot, 0), mask=~both))
    booked = at if booked is None else booked
    parts = []
    for here, other, direction in ((debtor, creditor, "debit"), (creditor, debtor, "credit")):
        if here is None:
            continue
        chosen = good[sides.inside[here[good]]]
        taken = pa.array(chosen)
        shown: dict[str, object] = {n: _column(v, taken) for n, v in columns.items()}
        if direction == "credit":
            shown.pop("device", None)
        if other is not None:
            shown |= sides.as_other(other[chosen], channel)
        shown |= {
            "entry_id": ids("E", len(chosen)),
            "account_id": sides.account.take(pa.array(here[chosen])),
            "direction": direction,
            "channel": channel,
            "end_to_end_id": reference.take(taken),
            "initiated_at": times(at[chosen]) if timed else None,
        }
        parts.append(table(len(chosen), shown, amount[chosen], booked[chosen]))
    return pa.concat_tables(parts)


def table(size: int, columns: dict[str, object], ore: np.ndarray, booked: np.ndarray) -> pa.Table:
    """Columns, single values and gaps as the contract's entry table."""
    schema = contract().tables["entry"].schema
    amount = amounts(ore)
    columns = columns | {
        "version": 1,
        "currency": "DKK",
        "amount": amount,
        "amount_dkk": amount,
        "booked_at": times(booked),
    }
    unknown = set(columns) - set(schema.names)
    if unknown:
        raise KeyError(f"entry has no columns {sorted(unknown)}")
    made = []
    for column in schema:
        value = columns.get(column.name)
        if isinstance(value, pa.ChunkedArray):
            value = value.combine_chunks()
        if not isinstance(value, pa.Array):
            value = pa.repeat(pa.scalar(value, column.type), size)
        made.append(value)
    return pa.table(made, schema=schema)


def amounts(ore: Sequence[int] | np.ndarray) -> pa.Array:
    """Øre as decimal(18, 2): a decimal of scale 2 is stored as the number of hundredths."""
    words = np.zeros((len(ore), 2), np.int64)
    words[:, 0] = ore
    return pa.Array.from_buffers(ARROW["amount"], len(ore), [None, pa.py_buffer(words.tobytes())])


def times(seconds: Sequence[int | None] | np.ndarray) -> pa.Array:
    """Stamps as the contract's wall-clock time."""
    if isinstance(seconds, np.ndarray):
        micro = pa.array(seconds.astype(np.int64) * 1_000_000)
    else:
        micro = pa.array([None if s is None else s * 1_000_000 for s in seconds], pa.int64())
    return micro.cast(ARROW["time"])


def _column(value: object, taken: pa.Array) -> object:
    """One value for all, or the chosen of many."""
    if isinstance(value, np.ndarray):
        value = pa.array(value)
    if isinstance(value, (list, tuple)):
        value = pa.array(value, pa.string())
    return value.take(taken) if isinstance(value, (pa.Array, pa.ChunkedArray)) else value

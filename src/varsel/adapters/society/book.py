"""Where a district's rows are gathered: entries on both sides of a payment, other tables as rows.

Payments are written one at a time, for what is told, or many at once, for what is ordinary. What is
written while a trace is open belongs to that trace (see `truth`). Nothing is written to disk here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa

from varsel.adapters.society.assume import beside
from varsel.adapters.society.entries import Pool, Row, from_rows, two_sided
from varsel.canonical.contract import contract

#: Districts share the Danish numbers that belong to nobody: the million that begins with 00, which
#: is read in texts too, and then those with 01 to 09, which are read only with +45 before them.
PHONES, MORE_PHONES = 5_000, 45_000
_FREE, _MORE = 1_000_000, 9_000_000
_DISTRICTS = _FREE // PHONES


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a payment. `inside` says whether the account is held in the society's bank."""

    account: str | None = None
    inside: bool = False
    alias: str | None = None
    party: str | None = None
    name: str | None = None
    country: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class Shop:
    """Where cards are used or cash is fetched or paid in."""

    name: str
    municipality: str | None
    terminal: str | None = None
    mcc: str | None = None


#: What a bank notes of an order.
HABITS = beside(__file__)
#: A row as truth names it: table and key.
Ref = tuple[str, str]


@dataclass
class Book:
    """Everything one district has written down so far."""

    district: int
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    entries: list[Row] = field(default_factory=list)
    bulk: list[pa.Table] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    _open: list[list[Ref]] = field(default_factory=list)
    _noted: Random = field(init=False)

    def __post_init__(self) -> None:
        self._noted = Random(f"noted/{self.district}")

    def new(self, prefix: str) -> str:
        """The next id with this prefix; no other district gives it.

        >>> Book(3).new("P")
        'P0003-00001'
        """
        self._counts[prefix] += 1
        return f"{prefix}{self.district:04}-{self._counts[prefix]:05}"

    def phone(self) -> str:
        """The next free Danish number; those that begin with 0 belong to nobody.

        >>> len({book.phone() for book in (Book(1), Book(2)) for _ in range(20_000)})
        40000
        """
        used = self._counts["phone"]
        self._counts["phone"] += 1
        place = self.district % _DISTRICTS
        # 7919 is prime to both: numbers come in no order, and none comes twice.
        if used < PHONES:
            return f"+4500{(place * PHONES + used) * 7919 % _FREE:06}"
        if used >= PHONES + MORE_PHONES:
            raise RuntimeError(f"district {self.district} has no phone numbers left")
        number = (place * MORE_PHONES + used - PHONES) * 7919 % _MORE
        return f"+45{number + _FREE:08}"

    def add(self, table: str, **values: object) -> str:
        """One row of any table but entry; gives its key, which is made where it is one missing id."""
        spec = contract().canonical[table]
        if len(spec.key) == 1 and spec.key[0] not in values:
            values[spec.key[0]] = self.new(spec.key[0].removesuffix("_id")[:2].upper())
        self.rows.setdefault(table, []).append(values)
        key = str(values[spec.key[0]])
        self._record(table, key)
        return key

    def pay(
        self,
        at: int,
        debtor: Side,
        creditor: Side,
        amount: int,
        channel: str,
        *,
        timed: bool = True,
        booked: int | None = None,
        purpose: str | None = None,
        text: str | None = None,
        device: str | None = None,
    ) -> None:
        """One payment of `amount` øre, booked on each side that banks here.

        `timed` is False where nobody acted at that hour: batches, standing orders, payrolls. The
        device is the one that gave the order; the bank notes it for most.
        """
        device = self._note(device, HABITS.order_device_known)
        both = debtor.inside and creditor.inside
        reference = self._next("X", 7) if both else None
        for here, other, direction in ((debtor, creditor, "debit"), (creditor, debtor, "credit")):
            if here.inside and here.account is not None:
                self._entry(
                    here.account,
                    direction,
                    amount,
                    at if timed else None,
                    booked or at,
                    channel,
                    end_to_end_id=reference,
                    purpose=purpose,
                    other=other,
                    text=text,
                    device=device if direction == "debit" else None,
                )

    def card(
        self,
        at: int,
        payer: Side,
        amount: int,
        shop: Shop,
        *,
        device: str | None = None,
        text: str | None = None,
    ) -> str | None:
        """One card payment, booked during the next night; gives the entry's id, if it is seen here.

        The device is that of a payment on the web; the bank knows it for some.
        """
        device = self._note(device, HABITS.web_device_known)
        booked = at - at % 86_400 + 86_400 + 3 * 3600
        return self._entry(
            payer.account,
            "debit",
            amount,
            at,
            booked,
            "card",
            shop=shop,
            device=device,
            text=text,
            seen=payer.inside,
        )

    def cash(self, at: int, side: Side, amount: int, machine: Shop, channel: str) -> str | None:
        """Cash out of, or into, an account: atm_withdrawal, cash_deposit_machine, cash_deposit_branch."""
        direction = "debit" if channel == "atm_withdrawal" else "credit"
        return self._entry(
            side.account, direction, amount, at, at, channel, shop=machine, seen=side.inside
        )

    def settle(self, at: int, shop: Side, amount: int, text: str) -> None:
        """A day's card takings as one sum from the acquirer, posted in the night."""
        self._entry(
            shop.account,
            "credit",
            amount,
            None,
            at,
            "settlement",
            other=Side(name="Kortindløsning"),
            text=text,
            seen=shop.inside,
        )

    def refund(self, at: int, entry: str | None, payer: Side, amount: int, shop: Shop) -> None:
        """A card payment taken back whole."""
        self._entry(
            payer.account,
            "credit",
            amount,
            None,
            at,
            "card",
            shop=shop,
            reversal_of=entry,
            seen=payer.inside,
        )

    def pay_many(
        self,
        sides: Pool,
        debtor: np.ndarray,
        creditor: np.ndarray,
        amount: np.ndarray,
        at: np.ndarray,
        channel: str,
        *,
        timed: bool = True,
        **columns: Any,
    ) -> None:
        """Many payments between `sides`: indexes into the pool, øre, stamps. Ordinary life only.

        columns: purpose, text, device and others of entry, one value or one per payment. A payment
        gives a row on each side that banks here, with one reference where both do.
        """
        self._no_trace()
        made = two_sided(
            self._ids, sides, debtor, creditor, amount, at, channel, timed=timed, **columns
        )
        self.bulk.append(made)

    def cards_many(
        self,
        sides: Pool,
        payer: np.ndarray,
        shops: Sequence[Shop],
        shop: np.ndarray,
        amount: np.ndarray,
        at: np.ndarray,
        *,
        channel: str = "card",
        booked: np.ndarray | None = None,
        **columns: Any,
    ) -> None:
        """Many card payments or machine withdrawals at `shops`, of payers that bank here."""
        self._no_trace()
        night = at - at % 86_400 + 86_400 + 3 * 3600
        direct = channel != "card"
        places = pa.array(shop)
        where = {
            "mcc": pa.array([s.mcc for s in shops], pa.string()).take(places),
            "merchant": None if direct else pa.array([s.name for s in shops]).take(places),
            "municipality": pa.array([s.municipality for s in shops], pa.string()).take(places),
            "terminal_id": pa.array([s.terminal for s in shops], pa.string()).take(places),
        }
        self.bulk.append(
            two_sided(
                self._ids,
                sides,
                payer,
                None,
                amount,
                at,
                channel,
                timed=True,
                booked=booked if booked is not None else (at if direct else night),
                **{k: v for k, v in where.items() if v is not None},
                **columns,
            )
        )

    @contextmanager
    def recording(self) -> Iterator[list[Ref]]:
        """Collects the rows that are written inside; may be nested."""
        refs: list[Ref] = []
        self._open.append(refs)
        try:
            yield refs
        finally:
            self._open.pop()

    def entry_table(self) -> pa.Table:
        """All entries as the contract's table, in the order of writing."""
        return pa.concat_tables([from_rows(self.entries), *self.bulk])

    def table(self, name: str) -> pa.Table:
        """All rows of another table; an unknown column is a mistake, not an extra."""
        schema = contract().canonical[name].schema
        rows = self.rows.get(name, [])
        unknown = {k for row in rows for k in row} - set(schema.names)
        if unknown:
            raise KeyError(f"{name} has no columns {sorted(unknown)}")
        return pa.Table.from_pylist(rows, schema=schema)

    def _entry(
        self,
        account: str | None,
        direction: str,
        amount: int,
        initiated: int | None,
        booked: int,
        channel: str,
        *,
        seen: bool = True,
        other: Side | None = None,
        shop: Shop | None = None,
        end_to_end_id: str | None = None,
        reversal_of: str | None = None,
        purpose: str | None = None,
        text: str | None = None,
        device: str | None = None,
    ) -> str | None:
        if not seen or account is None:
            return None
        if amount <= 0:
            raise ValueError(f"a payment of {amount} øre on {account}")
        entry = self._next("E", 7)
        other, shop = other or Side(), shop or Shop("", None)
        self.entries.append(
            Row(
                entry,
                account,
                direction,
                int(amount),
                initiated,
                booked,
                channel,
                end_to_end_id,
                reversal_of,
                purpose,
                other.account,
                other.alias if channel == "mobile" else None,
                other.name,
                other.party if other.inside else None,
                other.country,
                other.city,
                shop.mcc,
                (shop.name or None) if channel == "card" else None,
                text,
                shop.municipality,
                shop.terminal,
                device,
            )
        )
        self._record("entry", entry)
        return entry

    def _note(self, device: str | None, share: float) -> str | None:
        """A device where the bank notes it: no author decides that for those they tell of."""
        return device if device and self._noted.random() < share else None

    def _next(self, prefix: str, digits: int) -> str:
        self._counts[prefix] += 1
        return f"{prefix}{self.district:04}-{self._counts[prefix]:0{digits}}"

    def _ids(self, prefix: str, number: int) -> pa.Array:
        """The next `number` ids at once."""
        first = self._counts[prefix] + 1
        self._counts[prefix] += number
        start = f"{prefix}{self.district:04}-"
        return pa.array([f"{start}{n:07}" for n in range(first, first + number)], pa.string())

    def _record(self, table: str, key: str) -> None:
        for refs in self._open:
            refs.append((table, key))

    def _no_trace(self) -> None:
        if self._open:
            raise RuntimeError("ordinary bulk payments belong to no trace")

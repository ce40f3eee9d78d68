"""Where the town's rows are gathered: entries as bookings on both sides, every other table as rows.

Ids are given in the order of writing, so the same calls give the same rows. Nothing is written to
disk here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a payment. `inside` says whether the account is held in the town's bank."""

    account: str | None = None
    inside: bool = False
    alias: str | None = None
    party: str | None = None
    name: str | None = None
    country: str | None = None
    city: str | None = None


class Booking(NamedTuple):
    """One entry; amounts in øre, times in local seconds since 1970."""

    entry_id: str
    account: str
    direction: str
    amount: int
    initiated: int | None
    booked: int
    channel: str
    end_to_end_id: str | None
    reversal_of: str | None
    purpose: str | None
    other: Side | None
    mcc: str | None
    merchant: str | None
    text: str | None
    municipality: str | None
    terminal: str | None
    device: str | None


@dataclass
class Ledger:
    """Everything the town has written down so far."""

    seed: int
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    entries: list[Booking] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def random(self, topic: str) -> Random:
        """The topic's own stream, so that one part of town does not change another's luck."""
        return Random(f"{self.seed}/{topic}")

    def new(self, prefix: str) -> str:
        """The next id with this prefix.

        >>> Ledger(1).new("P")
        'P00001'
        """
        self._counts[prefix] += 1
        return f"{prefix}{self._counts[prefix]:05}"

    def phone(self) -> str:
        """The next free number; Danish numbers that begin with 00 belong to nobody."""
        self._counts["phone"] += 1
        # 7919 is prime to a million: numbers come in no order, and none comes twice.
        return f"+4500{self._counts['phone'] * 7919 % 1_000_000:06}"

    def add(self, table: str, **values: object) -> None:
        """One row of any table but entry."""
        self.rows.setdefault(table, []).append(values)

    def pay(
        self,
        at: int,
        debtor: Side,
        creditor: Side,
        amount: int,
        channel: str,
        *,
        timed: bool = True,
        purpose: str | None = None,
        text: str | None = None,
        device: str | None = None,
    ) -> None:
        """One payment of `amount` øre, booked on each side that banks here.

        `timed` is False where nobody acted at that hour: batches, standing orders, payrolls.
        """
        reference = None
        if debtor.inside and creditor.inside:
            self._counts["reference"] += 1
            reference = f"X{self._counts['reference']:07}"
        for here, other, direction in ((debtor, creditor, "debit"), (creditor, debtor, "credit")):
            if here.inside and here.account is not None:
                self.entries.append(
                    Booking(
                        self._entry_id(), here.account, direction, amount,
                        at if timed else None, at, channel, reference, None, purpose, other,
                        None, None, text, None, None, device if direction == "debit" else None,
                    )
                )  # fmt: skip

    def card(
        self,
        at: int,
        payer: Side,
        amount: int,
        shop: Shop,
        *,
        device: str | None = None,
    ) -> str:
        """One card payment in a shop, booked during the next night; gives the entry's id."""
        entry = self._entry_id()
        booked = at - at % 86_400 + 86_400 + 3 * 3600
        self.entries.append(
            Booking(
                entry, payer.account or "", "debit", amount, at, booked, "card", None, None, None,
                None, shop.mcc, shop.name, None, shop.municipality, shop.terminal, device,
            )
        )  # fmt: skip
        return entry

    def cash(self, at: int, side: Side, amount: int, machine: Shop, channel: str) -> None:
        """Cash out of, or into, an account at a machine or a branch."""
        direction = "debit" if channel == "atm_withdrawal" else "credit"
        self.entries.append(
            Booking(
                self._entry_id(), side.account or "", direction, amount, at, at, channel, None,
                None, None, None, None, None, None, machine.municipality, machine.terminal, None,
            )
        )  # fmt: skip

    def settle(self, at: int, shop: Side, amount: int, text: str) -> None:
        """A day's card takings as one sum from the acquirer, posted in the night."""
        self.entries.append(
            Booking(
                self._entry_id(), shop.account or "", "credit", amount, None, at, "settlement",
                None, None, None, Side(name="Kortindløsning"), None, None, text, None, None, None,
            )
        )  # fmt: skip

    def refund(self, at: int, entry: str, payer: Side, amount: int, shop: Shop) -> None:
        """A card payment taken back whole."""
        self.entries.append(
            Booking(
                self._entry_id(), payer.account or "", "credit", amount, None, at, "card", None,
                entry, None, None, shop.mcc, shop.name, None, shop.municipality, shop.terminal,
                None,
            )
        )  # fmt: skip

    def _entry_id(self) -> str:
        self._counts["entry"] += 1
        return f"E{self._counts['entry']:07}"


@dataclass(frozen=True, slots=True)
class Shop:
    """Where cards are used or cash is fetched."""

    name: str
    municipality: str | None
    terminal: str | None = None
    mcc: str | None = None


def whole(kroner: float) -> int:
    """Kroner as whole-krone øre.

    >>> whole(199.6)
    20000
    """
    return round(kroner) * 100


def some_day(random: Random, first: dt.date, last: dt.date) -> dt.date:
    """A day between two, both included."""
    return first + dt.timedelta(days=random.randrange((last - first).days + 1))

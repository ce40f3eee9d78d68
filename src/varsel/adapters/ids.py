"""Ids of entries that come without one: the bank's reference and a digest of what it booked.

The same booking gets the same id in every statement it is in, whatever the format.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

#: Ids of entries that are remembered to find the original of a reversal: 8 MB.
_SLOTS = 1 << 20
_OTHER = {"credit": "debit", "debit": "credit"}


class Booking(NamedTuple):
    """What makes an entry, together with the bank's reference, the one it is."""

    account: str | None
    direction: str | None
    amount: str | None
    currency: str | None


def booking_id(ref: str, booking: Booking) -> str:
    """The id of an entry that the bank gave a reference of its own."""
    return f"{ref}-{digest(*booking)}"


def digest(*parts: str | None) -> str:
    """Sixteen hexadecimal digits that stand for the parts.

    >>> digest("a", None) == digest("a", "")
    True
    """
    told = "\x1f".join(p or "" for p in parts)
    return blake2b(told.encode(), digest_size=8).hexdigest()


def plain_amount(text: str) -> str:
    """An amount without trailing zeros, so that 100.0 and 100.00 give one id.

    >>> plain_amount("100.00"), plain_amount("100")
    ('100', '100')
    """
    return text.rstrip("0").rstrip(".") if "." in text else text


class Numbering:
    """Tells apart the entries of one statement that look the same.

    >>> numbering = Numbering()
    >>> [numbering.of(base) for base in ("a", "a", "b", "a")]
    ['a', 'a-2', 'b', 'a-3']
    """

    def __init__(self) -> None:
        # marks instead of ids: a statement of a million entries stays within some 70 MB
        self._seen: set[int] = set()
        self._again: Counter[str] = Counter()

    def of(self, base: str) -> str:
        """The id itself, or with -2, -3 for the next entries of the same id."""
        mark = _mark(base)
        if mark not in self._seen:
            self._seen.add(mark)
            return base
        self._again[base] += 1
        return f"{base}-{self._again[base] + 1}"


class Booked:
    """The ids of the entries read before, in a table of fixed size.

    Of two ids in one slot the later stays, so a very old original may be forgotten; a reversal
    then has none, which is counted, but never a wrong one.

    >>> booked = Booked()
    >>> booked.add("a")
    >>> "a" in booked, "b" in booked
    (True, False)
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _SLOTS))

    def add(self, made: str) -> None:
        """Remember an id."""
        mark = _mark(made)
        self._slots[mark % _SLOTS] = mark

    def __contains__(self, made: str) -> bool:
        mark = _mark(made)
        return self._slots[mark % _SLOTS] == mark


def _mark(made: str) -> int:
    return int.from_bytes(blake2b(made.encode(), digest_size=8).digest())


def original(refs: Iterable[str | None], booking: Booking, booked: Booked) -> str | None:
    """The id of the entry a reversal takes back, if one of the references names one read before."""
    if booking.direction is None:
        return None
    turned = booking._replace(direction=_OTHER[booking.direction])
    found = (booking_id(ref, turned) for ref in refs if ref)
    return next((f for f in found if f in booked), None)

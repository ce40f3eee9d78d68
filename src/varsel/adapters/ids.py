"""Ids of entries that come without one: the bank's reference and a digest of what it booked.

The same booking gets the same id in every statement it is in, whatever the format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

#: Ids kept to find the original of a reversal; the oldest go first, so that memory stays bounded.
_REMEMBERED = 200_000
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


def numbered(base: str, given: Counter[str]) -> str:
    """The id itself, or with -2, -3 for the next entries of a statement that look the same."""
    given[base] += 1
    return base if given[base] == 1 else f"{base}-{given[base]}"


def remember(made: str, booked: dict[str, None]) -> None:
    """Keep an id among those of recent entries."""
    booked[made] = None
    if len(booked) > 2 * _REMEMBERED:
        for old in list(islice(booked, _REMEMBERED)):
            del booked[old]


def original(refs: Iterable[str | None], booking: Booking, booked: dict[str, None]) -> str | None:
    """The id of the entry a reversal takes back, if one of the references names one read before."""
    if booking.direction is None:
        return None
    turned = booking._replace(direction=_OTHER[booking.direction])
    found = (booking_id(ref, turned) for ref in refs if ref)
    return next((f for f in found if f in booked), None)

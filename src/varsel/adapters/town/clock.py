"""The town's calendar: one year until AS_OF, bank days, and moments as local seconds.

Knows the Danish bank holidays that fall in that year and no others.
"""

from __future__ import annotations

import datetime as dt

#: The day the town is looked at, and the first day of its year.
AS_OF = dt.date(2026, 10, 31)
FIRST = dt.date(2025, 11, 1)
_EPOCH = dt.date(1970, 1, 1)

#: The twelve months of the year as (year, month).
MONTHS = tuple((2025 + (m > 12), (m - 1) % 12 + 1) for m in range(11, 23))

DAYS = tuple(FIRST + dt.timedelta(days=n) for n in range((AS_OF - FIRST).days + 1))

_HOLIDAYS = frozenset(
    dt.date.fromisoformat(day)
    for day in (
        "2025-12-24", "2025-12-25", "2025-12-26", "2025-12-31", "2026-01-01", "2026-04-02",
        "2026-04-03", "2026-04-06", "2026-05-14", "2026-05-15", "2026-05-25", "2026-06-05",
    )
)  # fmt: skip


def bank_day(day: dt.date) -> bool:
    """Whether banks book that day."""
    return day.weekday() < 5 and day not in _HOLIDAYS


def last_bank_day(year: int, month: int) -> dt.date:
    """The day most people in the town are paid.

    >>> last_bank_day(2026, 5)
    datetime.date(2026, 5, 29)
    """
    day = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    while not bank_day(day):
        day -= dt.timedelta(days=1)
    return day


def first_bank_day(year: int, month: int) -> dt.date:
    """The day most standing orders and direct debits are booked."""
    day = dt.date(year, month, 1)
    while not bank_day(day):
        day += dt.timedelta(days=1)
    return day


def stamp(day: dt.date, minutes: float) -> int:
    """Seconds since 1970 of a local wall-clock moment, `minutes` after midnight of `day`.

    >>> stamp(dt.date(1970, 1, 2), 90)
    91800
    """
    return (day - _EPOCH).days * 86_400 + int(minutes * 60)


def moment(day: dt.date, clock: str) -> dt.datetime:
    """A local moment written as a clock time.

    >>> moment(dt.date(2026, 7, 20), "21:05")
    datetime.datetime(2026, 7, 20, 21, 5)
    """
    return dt.datetime.combine(day, dt.time.fromisoformat(clock))

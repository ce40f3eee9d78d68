"""The society's calendar: a span of days, Danish bank days, and moments as local seconds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, cached_property
from random import Random

import numpy as np

_EPOCH = dt.date(1970, 1, 1)
DAY = 86_400
#: Bank holidays that move with Easter, as days from Easter Sunday: Maundy Thursday, Good Friday,
#: Easter Monday, Ascension Day and the Friday after it, Whit Monday.
_MOVING = (-3, -2, 1, 39, 40, 50)
#: New Year's Day, Constitution Day, Christmas and New Year's Eve: days on which banks are shut.
_FIXED = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))


@dataclass(frozen=True)
class Calendar:
    """The days that the data cover, both ends included."""

    first: dt.date
    last: dt.date

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Every day in order."""
        return tuple(self.first + dt.timedelta(days=n) for n in range(len(self)))

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    @cached_property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Every month that the span touches, as (year, month).

        >>> Calendar(dt.date(2025, 12, 20), dt.date(2026, 1, 3)).months
        ((2025, 12), (2026, 1))
        """
        return tuple(dict.fromkeys((d.year, d.month) for d in self.days))

    def within(self, day: dt.date) -> bool:
        """Whether the data cover the day."""
        return self.first <= day <= self.last

    def between(self, since: dt.date, until: dt.date | None = None) -> tuple[dt.date, ...]:
        """The covered days from `since` to `until`, both included."""
        end = self.last if until is None else min(until, self.last)
        start = max(since, self.first)
        return tuple(start + dt.timedelta(days=n) for n in range((end - start).days + 1))

    def some_day(
        self, luck: Random, since: dt.date | None = None, until: dt.date | None = None
    ) -> dt.date:
        """A covered day, each as likely as another."""
        start, end = max(since or self.first, self.first), min(until or self.last, self.last)
        return start + dt.timedelta(days=luck.randrange(max(0, (end - start).days) + 1))


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """Days other than weekends on which Danish banks do not book."""
    sunday = easter(year)
    moving = {sunday + dt.timedelta(days=n) for n in _MOVING}
    return frozenset(moving | {dt.date(year, m, d) for m, d in _FIXED})


def bank_day(day: dt.date) -> bool:
    """Whether banks book that day.

    >>> bank_day(dt.date(2026, 5, 15)), bank_day(dt.date(2026, 5, 13))
    (False, True)
    """
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def next_bank_day(day: dt.date) -> dt.date:
    """The day itself, or the first bank day after it."""
    while not bank_day(day):
        day += dt.timedelta(days=1)
    return day


def first_bank_day(year: int, month: int) -> dt.date:
    """The day most standing orders and direct debits are booked."""
    return next_bank_day(dt.date(year, month, 1))


def last_bank_day(year: int, month: int) -> dt.date:
    """The day most monthly wages are paid.

    >>> last_bank_day(2026, 5)
    datetime.date(2026, 5, 29)
    """
    day = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    while not bank_day(day):
        day -= dt.timedelta(days=1)
    return day


def stamp(day: dt.date, minutes: float) -> int:
    """Seconds since 1970 of a local wall-clock moment, `minutes` after midnight of `day`.

    >>> stamp(dt.date(1970, 1, 2), 90)
    91800
    """
    return (day - _EPOCH).days * DAY + int(minutes * 60)


def stamps(days: np.ndarray, minutes: np.ndarray) -> np.ndarray:
    """As `stamp`, for arrays: `days` since 1970 and minutes after midnight."""
    seconds: np.ndarray = days.astype(np.int64) * DAY + (minutes * 60).astype(np.int64)
    return seconds


def day_number(day: dt.date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


def moment(seconds: int) -> dt.datetime:
    """A stamp as a date and time.

    >>> moment(91800)
    datetime.datetime(1970, 1, 2, 1, 30)
    """
    return dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)  # noqa: DTZ001 - wall clock

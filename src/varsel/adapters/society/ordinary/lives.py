"""Whose everyday is to be told, as arrays, and when things happen to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from random import Random

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import day_number, stamps
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.sheet import Sheet
from varsel.adapters.society.ordinary.town import PLACE
from varsel.adapters.society.person import Person

HABITS = beside(__file__)
LIFE = ("worker", "student", "pensioner", "idle", "child")
MONTH = 30.44
Events = tuple[np.ndarray, np.ndarray]


class Lives:
    """People with the days of their everyday, what is left to them, and where they are.

    level: how much of an ordinary everyday is lived. cash: the part of spending paid in cash.
    Kroner a month, filled in as they become known: wages earned anywhere, income on the account here,
    fixed payments out of it, and what is free for purchases.
    """

    def __init__(
        self,
        d: District,
        rng: np.random.Generator,
        people: Sequence[Person],
        *,
        since: dt.date | Sequence[dt.date | None] | None = None,
        until: dt.date | Sequence[dt.date | None] | None = None,
        level: float | np.ndarray = 1.0,
        cash: float | np.ndarray | None = None,
    ) -> None:
        self.d, self.rng, self.people = d, rng, list(people)
        self.sheet = Sheet(d, rng)
        self.size = len(self.people)
        self.zero = day_number(d.calendar.first)
        opened = self.sheet.town.accounts_opened()
        begin = _each(since, self.size, d.calendar.first)
        end = _each(until, self.size, d.calendar.last)
        self.first = np.array(
            [
                max(self.zero, day_number(max(b, d.calendar.first, _from(p, opened))))
                for p, b in zip(self.people, begin, strict=True)
            ],
            np.int64,
        )
        stop = np.array([day_number(min(e, d.calendar.last)) for e in end], np.int64)
        self.last = np.maximum(stop, self.first - 1)
        self.level = np.full(self.size, level)
        self.cash = np.full(self.size, 0.0 if cash is None else cash)
        self.own = self.sheet.sides(p.side for p in self.people)
        self.number = np.array([int(p.id.rpartition("-")[2]) for p in self.people])
        self.age = np.array([p.age(d.calendar.last) for p in self.people])
        self.life = np.array([LIFE.index(p.life) for p in self.people])
        self.adult = self.life != LIFE.index("child")
        self.home = np.array(
            [PLACE.get(p.municipality, PLACE[d.municipality]) for p in self.people]
        )
        where = {f.id: f.municipality for f in d.firms}
        self.work = np.array(
            [
                PLACE.get(where.get(p.employer or "", ""), h)
                for p, h in zip(self.people, self.home, strict=True)
            ]
        )
        self.device = self.sheet.words(p.device for p in self.people)
        self.months = np.maximum((self.last - self.first + 1) / MONTH, 0)
        self.income = np.zeros(self.size)
        self.wages = np.zeros(self.size)
        self.fixed = np.zeros(self.size)
        self.free = np.zeros(self.size)
        self.has_car = np.zeros(self.size, bool)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each person in the arrays, by id."""
        return {p.id: n for n, p in enumerate(self.people)}

    def some(self, share: float | np.ndarray, among: np.ndarray | None = None) -> np.ndarray:
        """Those to whom something with this likelihood applies, as places in the arrays."""
        chosen = self.rng.random(self.size) < share
        return np.flatnonzero(chosen if among is None else chosen & among)

    def around(self, mean: float | np.ndarray, spread: float, size: int) -> np.ndarray:
        """Positive numbers around a mean, skewed as sums of money are."""
        drawn: np.ndarray = mean * np.exp(self.rng.normal(-spread * spread / 2, spread, size))
        return drawn

    def happen(self, a_month: np.ndarray, weights: np.ndarray) -> Events:
        """Who and on which day, for things each does so many times a month, on days so weighted."""
        total = np.concatenate([[0.0], np.cumsum(weights)])
        low, high = total[self.first - self.zero], total[self.last - self.zero + 1]
        number = self.rng.poisson(np.maximum(a_month * (high - low) / MONTH, 0))
        who = np.repeat(np.arange(self.size), number)
        where = low[who] + self.rng.random(len(who)) * (high - low)[who]
        day = np.searchsorted(total, where, "right") - 1 + self.zero
        return who, np.minimum(day, self.last[who])

    def days(
        self, week: Sequence[float], year: Mapping[str, float] | None = None, payday: float = 0.0
    ) -> np.ndarray:
        """How likely each day of the calendar is: by weekday, month, and time since pay day."""
        weekday, month, since = self.sheet.town.days()
        year = year or {}
        months = np.array([year.get(str(m), year.get("else", 1.0)) for m in range(1, 13)])
        of_week = np.array(week, float)
        felt = HABITS.payday_felt
        pull = np.maximum(1 + payday * (felt - since) / felt / 2, 0)
        made: np.ndarray = (
            (of_week / of_week.mean())[weekday]
            * (months / months.mean())[month]
            * (pull / pull.mean())
        )
        return made

    def at(self, day: np.ndarray, hours: Sequence[Sequence[float]]) -> np.ndarray:
        """Stamps on the days; hours: (hour, weight) corners of how likely each hour is."""
        return stamps(day, minutes(self.rng, hours, len(day)))

    def present(self, who: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Whether the day lies within the days that are told of the person."""
        found: np.ndarray = (day >= self.first[who]) & (day <= self.last[who])
        return found

    def device_of(self, who: np.ndarray, known: float | None = None) -> np.ndarray:
        """The person's device for each order, where the bank noted it."""
        share = HABITS.device_known if known is None else known
        return np.where(self.rng.random(len(who)) < share, self.device[who], -1)

    def side(self, side: Side) -> int:
        """The number of a side on this sheet."""
        return self.sheet.side(side)


def minutes(rng: np.random.Generator, hours: Sequence[Sequence[float]], size: int) -> np.ndarray:
    """Minutes after midnight, as the corners (hour, weight) say; past 24 means the next morning."""
    corners = np.array(hours, float)
    grid = np.arange(corners[0, 0], corners[-1, 0], 0.25)
    weight = np.interp(grid + 0.125, corners[:, 0], corners[:, 1])
    total = np.cumsum(weight)
    slot = np.searchsorted(total, rng.random(size) * total[-1], "right")
    drawn: np.ndarray = (grid[np.minimum(slot, len(grid) - 1)] + rng.random(size) * 0.25) * 60
    return drawn


def curve(at: np.ndarray, corners: Sequence[Sequence[float]]) -> np.ndarray:
    """The height of a line through corners (where, height), flat beyond the outer ones."""
    where, height = np.array(corners, float).T
    made: np.ndarray = np.interp(at, where, height)
    return made


def by_life(lives: Lives, shares: Mapping[str, float]) -> np.ndarray:
    """A number for each person by their life; "all" stands for lives that are not named."""
    each = [shares.get(life, shares.get("all", 0.0)) for life in LIFE]
    made: np.ndarray = np.array(each)[lives.life]
    return made


def within(rng: np.random.Generator, bounds: Sequence[float], size: int) -> np.ndarray:
    """Numbers between two bounds, each as likely as another."""
    low, high = bounds
    return rng.uniform(low, high, size)


def generator(luck: Random) -> np.random.Generator:
    """A stream of arrays from plain luck."""
    return np.random.Generator(np.random.PCG64(luck.getrandbits(64)))


def ore(kroner: np.ndarray, to: float = 0.01) -> np.ndarray:
    """Kroner as øre, rounded to the nearest `to` kroner and never nothing."""
    step = max(1, round(to * 100))
    rounded: np.ndarray = np.maximum(np.round(kroner * 100 / step), 1).astype(np.int64) * step
    return rounded


def _each(
    day: dt.date | Sequence[dt.date | None] | None, size: int, otherwise: dt.date
) -> list[dt.date]:
    """A day for each person."""
    days = [day] * size if day is None or isinstance(day, dt.date) else list(day)
    return [x or otherwise for x in days]


def _from(person: Person, opened: Mapping[str, object]) -> dt.date:
    """The first day on which a person can act on their account."""
    found = opened.get(person.side.account or "")
    days = [x for x in (found, person.arrived) if isinstance(x, dt.date)]
    return max(days, default=dt.date(1990, 1, 1))

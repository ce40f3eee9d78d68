"""How the look-alikes near labour exploitation and identity misuse draw sums, counts and moments."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from varsel.adapters.society.assume import assumptions
from varsel.adapters.society.calendar import DAY, next_bank_day, stamp

HABITS = assumptions(Path(__file__).with_name("_work.toml"))


def between(luck: Random, span: Sequence[float]) -> float:
    """Any number between two, each as likely."""
    return luck.uniform(span[0], span[1])


def count(luck: Random, span: Sequence[int]) -> int:
    """Any whole number between two, both included."""
    return luck.randint(span[0], span[1])


def skewed(luck: Random, habit: Mapping[str, float]) -> float:
    """Half lie below the median; two of three within a factor `spread` of it."""
    return habit["median"] * math.exp(luck.gauss(0, math.log(habit["spread"])))


def kroner(luck: Random, habit: Mapping[str, float], step: int = 100) -> int:
    """A sum as people choose it: skewed, in whole steps, never nothing."""
    return max(step, round(skewed(luck, habit) / step) * step)


def rent(luck: Random, span: Sequence[float]) -> int:
    """A month's rent in whole kroner."""
    return round(between(luck, span))


def weighted(luck: Random, mix: Mapping[str, float]) -> str:
    """One of several by their weights."""
    return luck.choices(list(mix), list(mix.values()))[0]


def at(luck: Random, day: dt.date, minutes: Sequence[float]) -> int:
    """A moment of a day within a span of minutes after midnight."""
    return stamp(day, between(luck, minutes))


def days_on(luck: Random, day: dt.date, span: Sequence[int]) -> dt.date:
    """Some days later."""
    return day + dt.timedelta(days=count(luck, span))


def a_day(luck: Random, year: int, month: int, span: Sequence[int] = (1, 28)) -> dt.date:
    """Some bank day of a month, or the first of the next."""
    return next_bank_day(dt.date(year, month, count(luck, span)))


def awake(luck: Random, moment: int) -> int:
    """The moment itself, or some time after getting up where it falls in the night."""
    minutes = moment % DAY / 60
    if minutes >= HABITS.day[0]:
        return moment
    return moment + round((between(luck, HABITS.morning) - minutes) * 60)

"""On what terms somebody works: pay, hours, how often it is paid, and how it moves over the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import Calendar
from varsel.adapters.society.ordinary.draws import between, money, skewed, weighted
from varsel.adapters.society.ordinary.founding import House
from varsel.adapters.society.person import Person

HABITS = beside(__file__)
Months = dict[tuple[int, int], float]


@dataclass(frozen=True)
class Terms:
    """What was agreed: gross kroner a month or an hour, hours a week, and whose season it follows."""

    monthly: float | None
    hourly: float | None
    weekly: float
    job: str
    every: str
    deduct: float
    season: tuple[tuple[int, float], ...] = ()
    never_less: bool = False

    def at_least(self, monthly: float) -> Terms:
        """The same for a full-time month that is never paid less than this."""
        return replace(
            self, monthly=max(self.monthly or 0.0, monthly), hourly=None, weekly=37.0,
            job="salaried", every="month", never_less=True,
        )  # fmt: skip

    def factors(self, luck: Random, calendar: Calendar) -> Months:
        """How each month's pay differs from what was agreed: raises, overtime, leave, bonuses."""
        made = dict.fromkeys(calendar.months, 1.0)
        raised, month = 1.0, weighted(luck, HABITS.raise_month)
        for year, number in calendar.months:
            if number == int(month) and (year, number) != calendar.months[0]:
                raised *= 1 + between(luck, HABITS.raised)
            made[year, number] *= raised
        (self._by_the_hour if self.hourly is not None else self._by_the_month)(luck, made)
        return {m: max(1.0, f) for m, f in made.items()} if self.never_less else made

    def _by_the_hour(self, luck: Random, made: Months) -> None:
        season = dict(self.season)
        often = luck.choices(*HABITS.overtime_often)[0]
        for year, month in made:
            made[year, month] *= season.get(month, 1.0)
            if luck.random() < often:
                made[year, month] *= between(luck, HABITS.overtime)
        holiday = int(weighted(luck, HABITS.holiday_month))
        for year, month in made:
            if month == holiday:
                made[year, month] *= between(luck, HABITS.holiday_left)

    def _by_the_month(self, luck: Random, made: Months) -> None:
        shifts = luck.random() < HABITS.supplements
        spread = between(luck, HABITS.supplement_spread)
        bonus = int(weighted(luck, HABITS.bonus_month))
        size = between(luck, HABITS.bonus)
        for year, month in made:
            if shifts:
                made[year, month] *= max(0.9, luck.gauss(1.0, spread))
            elif luck.random() < HABITS.odd_months:
                made[year, month] *= between(luck, HABITS.odd_month)
            if month == bonus:
                made[year, month] *= 1 + size


def terms(luck: Random, house: House, person: Person, kind: str, on: dt.date) -> Terms:
    """Terms for one person: full, student, pensioner, idle, child, second, season or owner."""
    trade, age = house.kind, person.age(on)
    hour = trade.pay * house.level * skewed(luck, 1.0, HABITS.between_people)
    every = "fortnight" if house.fortnightly else "month"
    weekly, job = HABITS.full_week, "hourly"
    if kind == "owner":
        hour *= between(luck, HABITS.owner_pay)
        return _fixed(luck, hour, weekly, "month", "salaried", 0.0)
    if kind == "full":
        if luck.random() < trade.part_time * HABITS.part_of_full:
            weekly = weighted(luck, HABITS.part_weeks)
        if age <= HABITS.apprentice_until and luck.random() < HABITS.apprentices:
            hour, job = hour * between(luck, HABITS.apprentice_pay), "apprentice"
    else:
        weekly = round(between(luck, HABITS.small_week[kind]) * 2) / 2
        hour *= HABITS.small_pay[kind]
    if age < HABITS.full_age:
        hour *= between(luck, HABITS.youth_pay)
    taken = _deducted(luck, trade.nace, person) if kind == "full" else 0.0
    if kind != "child" and job == "hourly" and luck.random() >= trade.hourly:
        return _fixed(luck, hour, float(weekly), every, "salaried", taken)
    hour = money(luck, hour, HABITS.hour_steps)
    return Terms(None, hour, float(weekly), job, every, taken, trade.season)


def _fixed(luck: Random, hour: float, weekly: float, every: str, job: str, taken: float) -> Terms:
    """A fixed monthly pay, rounded as it is agreed."""
    monthly = money(luck, hour * weekly * HABITS.weeks, HABITS.month_steps)
    return Terms(monthly, None, weekly, job, every, taken)


def _deducted(luck: Random, nace: str, person: Person) -> float:
    """Kroner a month that the employer takes for lunch, a room, or transport."""
    for habit in HABITS.deductions:
        fits = nace.startswith(tuple(habit["trades"])) and (
            person.arrived or not habit["newcomers"]
        )
        if fits and luck.random() < habit["share"]:
            step = float(habit["to"])
            return round(between(luck, habit["kroner"]) / step) * step
    return 0.0

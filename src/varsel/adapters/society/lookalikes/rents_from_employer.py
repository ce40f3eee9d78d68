"""Employees who rent a room or flat from their employer under a lease."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, remit, rent_to
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)
TRADES = ("56", "55", "01", "41", "43", "81", "10", "96")


def tell(d: District, luck: Random, network: Network) -> bool:
    """One to a few colleagues in a flat the firm owns: over the kitchen, on the farm, by the yard."""
    firm = work.an_employer(d, luck, *TRADES)
    if firm is None:
        return False
    number = int(work.weighted(luck, HABITS.tenants))
    rooms = max(1, number + work.count(luck, work.HABITS.rooms_off))
    home = work.home_of(d, luck, rooms, number, work.weighted(luck, HABITS.use))
    tenants = [_tenant(d, luck, firm, home) for _ in range(number)]
    work.remember(d, network, tenants)
    return True


def _tenant(d: District, luck: Random, firm: Firm, home: str) -> Person:
    """Rent goes off the payslip, or back to the employer by standing order or by hand."""
    moved = d.calendar.first - dt.timedelta(days=work.count(luck, work.HABITS.in_job_for))
    person = people.resident(
        d,
        luck,
        work.count(luck, work.HABITS.young_age),
        home=home,
        moved=moved,
        citizenship=work.weighted(luck, work.HABITS.citizenship),
        life="worker",
        residence="staff_housing",
    )
    rent = round(work.between(luck, HABITS.rent) / 50) * 50
    way = work.weighted(luck, HABITS.way)
    hours = work.between(luck, HABITS.weekly_hours)
    deduct = rent if way == "payslip" else 0
    work.hire(d, luck, person, firm, since=moved, weekly_hours=hours, deduct=deduct)
    moved = max(moved, work.opened(d, person))
    if way == "standing":
        rent_to(d, luck, person, firm.side, rent, moved, None)
    if way == "by_hand":
        for year, month in d.calendar.months:
            day = work.days_on(luck, last_bank_day(year, month), HABITS.days_after)
            if day <= moved:
                continue
            at = work.at(luck, day, work.HABITS.day)
            text = luck.choice(("husleje", "leje", "rent", "værelse", "leje + el", None))
            channel = "mobile" if firm.side.alias and luck.random() < HABITS.mobile else "transfer"
            d.book.pay(at, person.side, firm.side, rent * 100, channel, text=text)
    everyday(
        d,
        luck,
        person,
        level=work.between(luck, HABITS.level),
        cash=work.between(luck, HABITS.cash),
    )
    if person.citizenship != "dk" and luck.random() < HABITS.sends_home:
        to = work.abroad(d, luck, person.citizenship)
        for pay in work.last_pay(person):
            at = work.at(luck, work.days_on(luck, pay.day, HABITS.days_after), work.HABITS.day)
            remit(d, luck, person, to, work.kroner(luck, HABITS.sent), at)
    return person

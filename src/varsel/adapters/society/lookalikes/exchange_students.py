"""Exchange students in a hall who open accounts in the same week and close them when they leave."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import first_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, rent_to
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A semester or two: rent, food, money from parents and a few trips."""
    terms = [
        dt.date(y, m, HABITS.term[str(m)])
        for y, m in d.calendar.months
        if str(m) in HABITS.term and d.calendar.within(dt.date(y, m, HABITS.term[str(m)]))
    ]
    if not terms:
        return False
    first = luck.choice(terms)
    last = work.days_on(luck, first, luck.choice(HABITS.stays))
    use = "student_hall" if luck.random() < HABITS.hall_in_register else "home"
    number = work.count(luck, HABITS.number)
    hall = d.dwelling(use, number * round(work.between(luck, work.HABITS.room_m2)), number, number)
    office = d.outsider(name="Kollegiekontoret", phone=False)
    week = work.days_on(luck, first, HABITS.bank_week)
    group = []
    for _ in range(number):
        one = people.resident(
            d,
            luck,
            work.count(luck, HABITS.age),
            home=hall,
            arrived=work.days_on(luck, first, HABITS.spread),
            citizenship=work.weighted(luck, work.HABITS.newcomers),
            life="student",
            residence="student_hall",
            purpose=luck.choice(("studie", "studiekonto", "")),
        )
        opened = work.days_on(luck, week, HABITS.within)
        work.open_on(d, one, opened)
        _semester(d, luck, one, opened, last)
        rent = round(work.between(luck, HABITS.rent) / 10) * 10
        rent_to(d, luck, one, office, rent, opened, last)
        group.append(one)
    work.remember(d, network, group, since=first, until=last)
    return True


def _semester(d: District, luck: Random, one: Person, opened: dt.date, last: dt.date) -> None:
    """Parents send, the student spends; at the end the rest goes home and the account is closed."""
    parents = work.abroad(d, luck, one.citizenship)
    sum_ = work.kroner(luck, HABITS.from_home)
    for year, month in d.calendar.months:
        day = work.days_on(luck, first_bank_day(year, month), HABITS.days_after)
        if opened <= day <= last and luck.random() < HABITS.months_with:
            at = work.at(luck, day, work.HABITS.day)
            text = luck.choice(("allowance", "rent", "money", None, None))
            d.book.pay(at, parents, one.side, sum_ * 100, "transfer", timed=False, text=text)
    everyday(d, luck, one, since=opened, until=last, level=work.between(luck, HABITS.level))
    end = work.days_on(luck, last, HABITS.closes_after)
    if end >= d.calendar.last:
        return
    if luck.random() < HABITS.rest_home:
        ore = work.kroner(luck, HABITS.rest, step=1) * 100
        at = work.at(luck, end, work.HABITS.day)
        d.book.pay(at, one.side, parents, ore, "transfer", text="rest", device=one.device)
    if luck.random() < HABITS.closes:
        for side in (one.side, one.savings):
            if side is not None:
                work.end_account(d, side, end)

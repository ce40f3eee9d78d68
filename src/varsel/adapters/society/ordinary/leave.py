"""Parents at home with a child: months with less pay or none, and the benefit that stands in for it."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import last_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import count, skewed
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.person import PayDay, Person

HABITS = beside(__file__)
Left = Mapping[tuple[int, int], float]


def months_left(d: District, luck: Random, person: Person) -> Left:
    """The part of each month that the employer pays for, where a parent of a baby is at home."""
    babies = [
        m.born for m in person.household if m.age(d.calendar.last) <= HABITS.youngest and person.kin
    ]
    if not babies or luck.random() >= HABITS.takes[person.sex]:
        return {}
    begins = max(babies) + dt.timedelta(days=count(luck, HABITS.begins[person.sex]))
    begins += dt.timedelta(days=count(luck, HABITS.employer_pays))
    ends = max(babies) + dt.timedelta(days=count(luck, HABITS.ends[person.sex]))
    left = {}
    for year, month in d.calendar.months:
        length = calendar.monthrange(year, month)[1]
        first = dt.date(year, month, 1)
        days = [first + dt.timedelta(days=n) for n in range(length)]
        gone = sum(begins <= day <= ends for day in days)
        if gone:
            part = 1 - gone / length
            left[year, month] = part if part > HABITS.least_part else 0.0
    return left


def at_home(
    d: District, luck: Random, person: Person, left: Left, into: Side, since: dt.date
) -> None:
    """The benefit of the months that the employer does not pay for, once they could work here."""
    payer = town(d).body("Udbetaling Danmark")
    usual = skewed(luck, *HABITS.benefit)
    text = luck.choice(HABITS.texts)
    for month, part in left.items():
        day = last_bank_day(*month)
        if not d.calendar.within(day) or day < since or part > HABITS.most_part:
            continue
        ore = round(usual * (1 - part)) * 100
        at = stamp(day, luck.uniform(*HABITS.night))
        purpose = "BENE" if luck.random() < HABITS.purpose else None
        d.book.pay(at, payer, into, ore, "transfer", timed=False, purpose=purpose, text=text)
        person.paydays.append(PayDay(day, at, month, ore, payer.account or ""))

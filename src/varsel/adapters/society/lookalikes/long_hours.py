"""Drivers, couriers and cooks who work very long weeks, all of it declared and paid."""

from __future__ import annotations

from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, remit
from varsel.adapters.society.truth import Network

NEAR = "construction"
HABITS = beside(__file__)
TRADES = ("49", "53", "52", "56", "41", "43", "01")


def tell(d: District, luck: Random, network: Network) -> bool:
    """Somebody who wants the overtime, for a season or for years."""
    firm = work.an_employer(d, luck, *TRADES)
    if firm is None:
        return False
    person = work.grown_up(d, luck)
    hours = work.between(luck, HABITS.weekly_hours)
    work.hire(d, luck, person, firm, weekly_hours=hours)
    rent = work.rent(luck, work.HABITS.flat_rent)
    everyday(d, luck, person, level=work.between(luck, HABITS.level), rent=rent)
    if person.citizenship != "dk" and luck.random() < HABITS.sends_home:
        to = work.abroad(d, luck, person.citizenship)
        for pay in work.last_pay(person):
            sum_ = min(work.kroner(luck, HABITS.sent), round(pay.net * HABITS.most / 10_000) * 100)
            day = work.days_on(luck, pay.day, HABITS.days_after)
            if sum_ > 0:
                remit(d, luck, person, to, sum_, work.at(luck, day, work.HABITS.day))
    for _ in range(int(work.weighted(luck, HABITS.checks))):
        role = work.weighted(luck, HABITS.who_checks)
        facts = ["hours_evidenced_70" if hours > HABITS.very_long else "hours_evidenced_60"]
        if luck.random() < HABITS.tired:
            facts.append("exhausted")
        at = work.at(luck, d.calendar.some_day(luck), work.HABITS.day)
        online.meet(d, person.id, at, facts, role=role, place=f"vej {luck.randint(10, 70)}")
    work.remember(d, network, [person])
    return True

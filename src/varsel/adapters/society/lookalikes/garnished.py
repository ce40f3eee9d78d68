"""Somebody whose debt is taken from the wage, or paid off every pay day to a collector."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)
COLLECTORS = ("Inkasso Nordkær", "Gældsstyrelsen", "Sagførerne Havnevad", "Kreditgården")


def tell(d: District, luck: Random, network: Network) -> bool:
    """What is left is little, and it is the same every month."""
    firm = work.an_employer(d, luck)
    if firm is None:
        return False
    if luck.random() < HABITS.taken_by_employer:
        person = work.grown_up(d, luck)
        sum_ = work.kroner(luck, HABITS.taken)
        work.hire(d, luck, person, firm, deduct=sum_)
        rent = work.rent(luck, work.HABITS.room_rent)
        everyday(d, luck, person, level=work.between(luck, HABITS.level), rent=rent)
        work.remember(d, network, [person])
        return True
    chosen = d.pick(luck, 1, work.working)
    if not chosen:
        return False
    person = chosen[0]
    for _ in range(int(work.weighted(luck, HABITS.creditors))):
        to = Side(d.book.new("X-A"), name=luck.choice(COLLECTORS))
        rate = work.kroner(luck, HABITS.rate, step=50)
        reference = f"sag {luck.randint(100_000, 999_999)}"
        for pay in work.last_pay(person):
            if luck.random() < HABITS.kept:
                day = work.days_on(luck, pay.day, HABITS.days_after)
                at = max(work.at(luck, day, work.HABITS.day), pay.at + 60)
                d.book.pay(at, person.side, to, rate * 100, "transfer", text=reference)
    work.remember(d, network, chosen)
    return True

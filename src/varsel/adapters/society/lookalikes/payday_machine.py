"""Colleagues who stop at the same cash machine on the way home on pay day."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """They share a ride or end at the same time, and the machine stands at the mall by the bus."""
    found = work.colleagues(d, luck, HABITS.least)
    if found is None:
        return False
    number = work.count(luck, HABITS.group)
    group = luck.sample(found[1], min(number, len(found[1])))
    usual = work.machine(d, luck)
    takes = {p.id: work.kroner(luck, HABITS.amount) for p in group}
    paid = [last_bank_day(*m) for m in d.calendar.months]
    if group[0].paydays:
        paid = [p.day for p in work.last_pay(group[0])]
    for day in paid:
        at = work.at(luck, work.days_on(luck, day, HABITS.days_after), HABITS.end_of_work)
        luck.shuffle(group)
        for one in group:
            if luck.random() < HABITS.comes_along and work.earns_by(one, day):
                ore = takes[one.id] * 100
                d.book.cash(at, one.side, ore, usual, "atm_withdrawal")
                at += work.count(luck, HABITS.seconds_between)
    work.remember(d, network, group)
    return True

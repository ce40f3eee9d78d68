"""Colleagues who pay a fixed sum each month to the one who keeps the lunch or party club."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "cleaning_beauty"
HABITS = beside(__file__)
TEXTS = (
    "frokostklub",
    "frokostordning",
    "personaleforening",
    "kaffekasse",
    "julefrokost",
    "lotto",
    "tipsklub",
    None,
)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A club at one workplace, with a treasurer who buys what it eats and drinks."""
    found = work.colleagues(d, luck, HABITS.least)
    if found is None:
        return False
    number = work.count(luck, HABITS.members)
    members = luck.sample(found[1], min(number, len(found[1])))
    members.sort(key=lambda p: p.paydays[0].day)
    treasurer, others = members[0], members[1:]
    share = work.kroner(luck, HABITS.share, step=25)
    wording = luck.choice(TEXTS)
    kept = luck.random() < HABITS.pay_day_rule
    for year, month in d.calendar.months:
        due = last_bank_day(year, month)
        for one in others:
            if luck.random() >= HABITS.paid or not work.earns_by(one, due):
                continue
            span = HABITS.at_pay_day if kept else HABITS.any_day
            at = work.at(luck, work.days_on(luck, due, span), work.HABITS.day)
            d.book.pay(at, one.side, treasurer.side, share * 100, "mobile", text=wording)
        _use(d, luck, treasurer, share * len(others), due)
    work.remember(d, network, members)
    return True


def _use(d: District, luck: Random, treasurer: Person, pot: int, paid: dt.date) -> None:
    """The treasurer shops for all during the month that follows."""
    for _ in range(work.count(luck, HABITS.purchases)):
        day = work.days_on(luck, paid, HABITS.any_day)
        ore = round(pot * work.between(luck, HABITS.of_the_pot) * 100)
        if d.shops and ore > 0:
            shop = luck.choice(d.shops)
            d.book.card(work.at(luck, day, work.HABITS.day), treasurer.side, ore, shop)

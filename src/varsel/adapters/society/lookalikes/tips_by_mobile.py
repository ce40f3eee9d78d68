"""A waiter or hairdresser who takes everybody's tips by mobile and shares them out."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "cleaning_beauty"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Guests pay one private number at night; once a week or month the others get their part."""
    found = work.colleagues(d, luck, HABITS.least, "56", "55", "96")
    if found is None:
        return False
    firm, free = found
    group = luck.sample(free, min(work.count(luck, HABITS.group), len(free)))
    group.sort(key=lambda p: p.paydays[0].day)
    keeper, others = group[0], group[1:]
    begun = d.calendar.some_day(luck) if luck.random() < HABITS.began_lately else d.calendar.first
    evenings = HABITS.nights if firm.trade.startswith(("56", "55")) else HABITS.days
    every = luck.choice(HABITS.shared_every)
    guests = _guests_of(d, luck)
    pot = 0
    for number, day in enumerate(d.calendar.between(begun)):
        if day.weekday() == HABITS.shut_on:
            continue
        for _ in range(_guests(luck, day)):
            guest = luck.choice(guests)
            tip = work.kroner(luck, HABITS.tip, step=10)
            pot += tip
            text = luck.choice(
                ("tips", "tak for mad", "drikkepenge", "🙏", None, None, "til jer alle")
            )
            at = work.at(luck, day, evenings)
            d.book.pay(at, guest, keeper.side, tip * 100, "mobile", text=text)
        if number % every == every - 1 and pot:
            _share(d, luck, keeper, others, pot, day)
            pot = 0
    work.remember(d, network, group, since=begun)
    return True


def _guests(luck: Random, day: dt.date) -> int:
    """More on Fridays and Saturdays."""
    mean = HABITS.guests["weekend" if day.weekday() in {4, 5} else "other"]
    return round(luck.expovariate(1 / mean))


def _guests_of(d: District, luck: Random) -> list[Side]:
    """Those who come at all: residents, and people who bank elsewhere."""
    town = work.customers(d)
    here = luck.sample(town, min(len(town), work.count(luck, HABITS.residents)))
    return [p.side for p in here] + [d.outsider() for _ in range(work.count(luck, HABITS.others))]


def _share(
    d: District, luck: Random, keeper: Person, others: list[Person], pot: int, day: dt.date
) -> None:
    """Everybody the same, or by the hours they had."""
    each = pot / (len(others) + 1)
    at = work.at(luck, day, HABITS.nights)
    for one in others:
        if not work.earns_by(one, day):
            continue
        part = round(each * work.between(luck, HABITS.uneven) / 5) * 5
        if part > 0:
            d.book.pay(at, keeper.side, one.side, part * 100, "mobile", text="tips")
            at += work.count(luck, HABITS.seconds_between)

"""Shared by look-alikes in which a group comes to work for a while and lodges together."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Shop
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, remit
from varsel.adapters.society.person import Person

HABITS = beside(__file__)
AIRLINES = ("Østvind Air", "Baltic Rute", "LavPrisFly", "Eurobus Nord")


def houses(d: District, luck: Random, number: int, use: str) -> list[str]:
    """Lodgings for a number of people, a home each for so many of them; one id a person."""
    beds: list[str] = []
    while len(beds) < number:
        size = min(number - len(beds), work.count(luck, HABITS.largest_house))
        rooms = max(1, -(-size // int(work.weighted(luck, HABITS.per_room))))
        known = size if luck.random() >= HABITS.unregistered else None
        beds += [work.home_of(d, luck, rooms, known, use)] * size
    return beds


def arrive(
    d: District,
    luck: Random,
    beds: list[str],
    first: dt.date,
    spread: tuple[int, int],
    *,
    helper: str | None,
    residence: str = "staff_housing",
    citizenship: str | None = None,
) -> list[Person]:
    """The group comes within some days and opens accounts, most of them on one trip to the bank.

    helper: whoever comes along from the employer, as bank staff would note them; None where they
    go alone.
    """
    trip = work.days_on(luck, first, HABITS.trip_to_bank)
    group = []
    for bed in beds:
        arrived = work.days_on(luck, first, spread)
        person = work.newcomer(
            d,
            luck,
            arrived,
            home=bed,
            residence=residence,
            registered=luck.random() >= HABITS.unregistered,
            citizenship=citizenship,
        )
        opened = trip if arrived <= trip else work.days_on(luck, arrived, HABITS.trip_to_bank)
        work.open_on(d, person, opened)
        if helper and luck.random() < HABITS.helper_noted:
            facts = ["companion_employer"]
            facts += [f for f, often in HABITS.facts.items() if luck.random() < often]
            at = work.at(luck, opened, work.HABITS.office)
            place = f"filial {d.municipality}"
            online.meet(d, person.id, at, facts, role="bank", place=place, companion=helper)
        group.append(person)
    return group


def live(
    d: District,
    luck: Random,
    person: Person,
    *,
    since: dt.date,
    until: dt.date | None,
    saved: tuple[float, float],
    country: str | None = None,
) -> None:
    """Spends little, sends home most of what is left, and buys tickets; the same way every time."""
    level, cash = work.between(luck, HABITS.level), work.between(luck, HABITS.cash)
    everyday(d, luck, person, since=since, until=until, level=level, cash=cash)
    own = luck.random() < HABITS.own_account
    to = work.abroad(d, luck, person.citizenship, person.name if own else None, country)
    part = work.between(luck, saved)
    way = "transfer" if own else work.weighted(luck, HABITS.way)
    for pay in work.last_pay(person):
        sum_ = int(pay.net * part // 10_000) * 100
        day = work.days_on(luck, pay.day, HABITS.days_after)
        at = max(work.at(luck, day, work.HABITS.day), pay.at + 120)
        if sum_ > 0:
            remit(d, luck, person, to, sum_, at, by=way)
    _tickets(d, luck, person, since, until)


def _tickets(
    d: District, luck: Random, person: Person, since: dt.date, until: dt.date | None
) -> None:
    """Trips home, and the last one."""
    days = d.calendar.between(since, until)
    for _ in range(round(work.count(luck, HABITS.trips) * len(days) / 365) if days else 0):
        seller = Shop(luck.choice(AIRLINES), None, None, "4511")
        ore = work.kroner(luck, HABITS.ticket, step=10) * 100
        at = work.at(luck, luck.choice(days), work.HABITS.evening)
        d.book.card(at, person.side, ore, seller, device=person.device)


def shared_country(luck: Random) -> str | None:
    """The country a crew comes from, where it is one."""
    kind = "eu" if luck.random() < HABITS.from_eu else "other"
    return work.country_of(luck, kind) if luck.random() < work.HABITS.one_country else None

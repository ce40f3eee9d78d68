"""A temp agency that pays many people for changing hours and lodges some of them."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _crew as crew
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "cleaning_beauty"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Temps of all sorts come and go; wages are paid by the fortnight and reported."""
    firm = firms.establish(d, luck, "78.20", since=work.long_ago(d, luck))
    temps = []
    bed = ""
    for number in range(work.count(luck, HABITS.number)):
        since = d.day_in(
            luck,
            d.calendar.first - dt.timedelta(days=HABITS.earliest),
            d.calendar.last - dt.timedelta(days=HABITS.latest),
        )
        until = work.days_on(luck, since, HABITS.lasts)
        if until < d.calendar.first:
            until = work.days_on(luck, d.calendar.first, HABITS.lasts)
        if luck.random() < HABITS.lodged:
            if not bed or number % HABITS.per_house == 0:
                bed = work.home_of(d, luck, work.count(luck, HABITS.house_rooms), None)
            temps.append(_lodged(d, luck, firm, bed, since, until))
        else:
            temps.append(_local(d, luck, firm, since, until))
    _clients(d, luck, firm)
    work.remember(d, network, temps, [firm])
    return True


def _terms(
    d: District, luck: Random, firm: Firm, one: Person, since: dt.date, until: dt.date, rent: float
) -> None:
    """By the hour; the weeks differ a lot."""
    firms.employ(
        d,
        luck,
        firm,
        one,
        since=work.begins(d, luck, one, since),
        until=until,
        hourly=work.between(luck, HABITS.hourly),
        weekly_hours=work.between(luck, HABITS.weekly_hours),
        every="fortnight",
        deduct=rent,
    )


def _lodged(
    d: District, luck: Random, firm: Firm, bed: str, since: dt.date, until: dt.date
) -> Person:
    """Came through the agency and rents a bed from it."""
    person = crew.arrive(d, luck, [bed], since, (0, 3), helper=f"{firm.id}-konsulent")[0]
    rent = round(work.between(luck, HABITS.rent) / 50) * 50
    _terms(d, luck, firm, person, work.days_on(luck, since, HABITS.until_work), until, rent)
    crew.live(d, luck, person, since=since, until=until, saved=HABITS.saved)
    return person


def _local(d: District, luck: Random, firm: Firm, since: dt.date, until: dt.date) -> Person:
    """A student or somebody between two jobs."""
    person = people.resident(
        d,
        luck,
        work.count(luck, work.HABITS.young_age),
        home=work.small_home(d, luck, 1),
        moved=work.long_ago(d, luck),
        citizenship=work.weighted(luck, work.HABITS.citizenship),
        life="worker",
    )
    _terms(d, luck, firm, person, since, until, 0.0)
    rent = work.rent(luck, work.HABITS.room_rent)
    level = work.between(luck, HABITS.level)
    everyday(d, luck, person, since=since, until=until, level=level, rent=rent)
    return person


def _clients(d: District, luck: Random, firm: Firm) -> None:
    """Firms of the town and elsewhere pay by the week for the hours they used."""
    near = [f.side for f in work.employers(d) if f is not firm]
    clients = luck.sample(near, min(len(near), HABITS.clients_here))
    clients += [d.outsider(name="Logistik Hedemark", phone=False), d.outsider(phone=False)]
    for day in d.calendar.days:
        if day.weekday() == HABITS.billed_on:
            fortnight = day - dt.timedelta(days=HABITS.counted_back)
            temps = sum(any(fortnight < x.day <= day for x in p.paydays) for p in firm.staff)
            for payer in clients if temps else ():
                sum_ = temps * work.between(luck, HABITS.week_each) / len(clients)
                work.invoice(d, luck, firm, payer, sum_, day, f"vikarer uge {day.isocalendar()[1]}")

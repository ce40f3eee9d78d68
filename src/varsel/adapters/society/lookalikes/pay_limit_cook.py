"""A cook, baker or butcher on the Pay Limit scheme, paid a little above the floor, living as others do."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday, remit
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One to three of a workplace; the pay is the permit's, and it is theirs."""
    firm = work.an_employer(d, luck, "56", "55", "10")
    if firm is None:
        return False
    cooks = [_cook(d, luck, firm) for _ in range(int(work.weighted(luck, HABITS.number)))]
    work.remember(d, network, cooks)
    return True


def _cook(d: District, luck: Random, firm: Firm) -> Person:
    """Permit, home, wage, and what becomes of it."""
    latest = d.calendar.last - dt.timedelta(days=HABITS.least_days)
    arrived = d.day_in(luck, dt.date(HABITS.first_year, 3, 1), latest)
    applied = arrived - dt.timedelta(days=work.count(luck, HABITS.waited))
    floor = HABITS.floors[str(min(max(applied.year, HABITS.first_year), HABITS.last_year))]
    where = work.weighted(luck, HABITS.home)
    rooms = 1 if where == "room" else work.count(luck, work.HABITS.small_home)
    home = work.home_of(d, luck, rooms, 1)
    person = work.newcomer(d, luck, arrived, home=home, citizenship="other")
    opened = work.days_on(luck, arrived, HABITS.account_after)
    work.open_on(d, person, opened)
    d.book.add(
        "permit",
        permit_id=d.book.new("PT"),
        party_id=person.id,
        employer_id=firm.id,
        scheme="pay_limit",
        applied_on=applied,
        pay_floor=floor if luck.random() < HABITS.floor_stated else None,
    )
    span = HABITS.room if where in {"room", "employer"} else work.HABITS.flat_rent
    rent = round(work.between(luck, span) / 50) * 50
    firms.employ(
        d,
        luck,
        firm,
        person,
        since=opened,
        monthly=round(floor / 12 * work.between(luck, HABITS.above_floor) / 10 + 0.5) * 10,
        weekly_hours=work.between(luck, HABITS.weekly_hours),
        job=work.weighted(luck, HABITS.code),
        deduct=rent if where == "employer" else 0.0,
    )
    level, cash = work.between(luck, HABITS.level), work.between(luck, HABITS.cash)
    own_rent = None if where == "employer" else rent
    everyday(d, luck, person, since=opened, level=level, rent=own_rent, cash=cash)
    _family(d, luck, person)
    return person


def _family(d: District, luck: Random, person: Person) -> None:
    """Spouse and children who have not come yet, or parents, get their part."""
    if luck.random() >= HABITS.sends:
        return
    to = work.abroad(d, luck, "other")
    way = work.weighted(luck, HABITS.way)
    part = work.between(luck, HABITS.part)
    for pay in work.last_pay(person):
        sum_ = round(pay.net * part * work.between(luck, HABITS.varies) / 50_000) * 500
        day = work.days_on(luck, pay.day, HABITS.days_after)
        at = max(work.at(luck, day, work.HABITS.day), pay.at + 60)
        if sum_ > 0:
            remit(d, luck, person, to, sum_, at, by=way)

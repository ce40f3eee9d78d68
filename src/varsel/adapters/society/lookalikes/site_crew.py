"""A building firm's crew from abroad on Danish terms, lodged together near the site."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _crew as crew
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import rent_to
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "construction"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Agreement wages, overtime, lodging paid for by the firm or by the men, home every few weeks."""
    first = d.day_in(
        luck,
        d.calendar.first - dt.timedelta(days=HABITS.earliest),
        d.calendar.last - dt.timedelta(days=HABITS.latest),
    )
    last = work.days_on(luck, first, HABITS.lasts)
    trade = work.weighted(luck, HABITS.trade)
    firm = firms.establish(
        d, luck, trade, since=first - dt.timedelta(days=work.count(luck, HABITS.firm_age))
    )
    beds = crew.houses(d, luck, work.count(luck, HABITS.number), work.weighted(luck, HABITS.use))
    helper = f"{firm.id}-formand" if luck.random() < HABITS.helped else None
    workers = crew.arrive(d, luck, beds, first, HABITS.spread, helper=helper)
    terms = work.between(luck, HABITS.hourly), work.between(luck, HABITS.weekly_hours)
    way = work.weighted(luck, HABITS.lodging)
    rent = round(work.between(luck, HABITS.rent) / 50) * 50
    country = crew.shared_country(luck)
    for one in workers:
        begun = _works(d, luck, one, firm, last, terms, way, rent)
        crew.live(d, luck, one, since=begun, until=last, saved=HABITS.saved, country=country)
    _jobs(d, luck, firm, len(workers), first, last)
    if luck.random() < HABITS.inspected:
        _inspect(d, luck, workers, first, last)
    work.remember(d, network, workers, [firm], since=first, until=last)
    return True


def _works(
    d: District,
    luck: Random,
    one: Person,
    firm: Firm,
    last: dt.date,
    terms: tuple[float, float],
    way: str,
    rent: int,
) -> dt.date:
    """Fortnightly pay by the hour, all of it reported."""
    hourly, weekly = terms
    begun = work.begins(d, luck, one, work.days_on(luck, one.arrived or last, HABITS.until_work))
    firms.employ(
        d,
        luck,
        firm,
        one,
        since=begun,
        until=last,
        hourly=hourly * work.between(luck, HABITS.skill),
        weekly_hours=weekly,
        every="fortnight",
        deduct=rent if way == "payslip" else 0.0,
    )
    if way == "to_firm":
        rent_to(d, luck, one, firm.side, rent, begun, last)
    if last < d.calendar.last and luck.random() < HABITS.closes:
        work.end_account(d, one.side, work.days_on(luck, last, HABITS.closed_after))
    return begun


def _jobs(
    d: District, luck: Random, firm: Firm, number: int, first: dt.date, last: dt.date
) -> None:
    """The main contractor pays by stages, more than wages and materials cost."""
    main = d.outsider(name="Entreprenørselskabet Havrebro", phone=False)
    day = max(first, d.calendar.first)
    while day <= min(last, d.calendar.last):
        stage = number * work.between(luck, HABITS.stage_each)
        work.invoice(d, luck, firm, main, stage, day, f"aconto {luck.randint(1, 30)}")
        goods = d.outsider(name="Byggemarked Engtoft", phone=False)
        at = work.at(luck, day + dt.timedelta(days=2), work.HABITS.office)
        ore = round(stage * work.between(luck, HABITS.goods) * 100)
        d.book.pay(at, firm.side, goods, ore, "transfer", text="materialer")
        day = work.days_on(luck, day, HABITS.stage_days)


def _inspect(
    d: District, luck: Random, workers: list[Person], first: dt.date, last: dt.date
) -> None:
    """An inspection of the site that finds tired men without Danish, and papers in order."""
    day = d.calendar.some_day(luck, first, last)
    at = work.at(luck, day, work.HABITS.office)
    for one in workers:
        facts = [f for f, often in HABITS.facts.items() if luck.random() < often]
        role = "labour_inspection"
        online.meet(d, one.id, at, facts, role=role, place=f"byggeplads {d.municipality}")

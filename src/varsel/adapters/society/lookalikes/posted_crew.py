"""Workers whom a lawful firm abroad has posted here: paid from home, no Danish payslip, one house."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import next_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _crew as crew
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import remit
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "construction"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """The firm is registered as a foreign service provider and keeps an account here for its costs."""
    first = d.day_in(
        luck,
        d.calendar.first - dt.timedelta(days=HABITS.earliest),
        d.calendar.last - dt.timedelta(days=HABITS.latest),
    )
    last = work.days_on(luck, first, HABITS.lasts)
    trade = work.weighted(luck, HABITS.trade)
    firm = firms.establish(
        d, luck, trade, since=first - dt.timedelta(days=work.count(luck, HABITS.registered_before))
    )
    number = work.count(luck, HABITS.number)
    beds = crew.houses(d, luck, number, work.weighted(luck, HABITS.use))
    helper = f"{firm.id}-leder" if luck.random() < HABITS.helped else None
    workers = crew.arrive(d, luck, beds, first, HABITS.spread, helper=helper, citizenship="eu")
    country = work.country_of(luck, "eu")
    parent = work.abroad(d, luck, "eu", firm.name, country)
    for one in workers:
        own = work.abroad(d, luck, "eu", one.name, country)
        wording = luck.sample(HABITS.texts, 2)
        for day in _pay_days(d, luck, one, last):
            ore = work.kroner(luck, HABITS.allowance, step=10) * 100
            text = luck.choice(wording) or None
            at = work.at(luck, day, work.HABITS.office)
            d.book.pay(at, parent, one.side, ore, "transfer", timed=False, text=text)
            _sends_back(d, luck, one, own, ore, at)
        crew.live(d, luck, one, since=one.arrived or first, until=last, saved=HABITS.saved)
    _costs(d, luck, firm, parent, number, first, last)
    if luck.random() < HABITS.inspected:
        at = work.at(luck, d.calendar.some_day(luck, first, last), work.HABITS.office)
        for one in workers:
            facts = [f for f, often in HABITS.facts.items() if luck.random() < often]
            role = luck.choice(("labour_inspection", "tax"))
            online.meet(d, one.id, at, facts, role=role, place=f"byggeplads {d.municipality}")
    work.remember(d, network, workers, [firm], since=first, until=last)
    return True


def _pay_days(d: District, luck: Random, one: Person, last: dt.date) -> list[dt.date]:
    """Wages or allowances come from home about the tenth of the month, as is usual there."""
    made = []
    for year, month in d.calendar.months:
        day = next_bank_day(dt.date(year, month, work.count(luck, HABITS.paid_on)))
        if work.opened(d, one) <= day <= last:
            made.append(day)
    return made


def _sends_back(d: District, luck: Random, one: Person, own: Side, ore: int, at: int) -> None:
    """What is not used here goes to the account at home."""
    if luck.random() < HABITS.sends:
        part = round(ore * work.between(luck, HABITS.saved) / 10_000) * 100
        later = work.awake(luck, at + 3600 * work.count(luck, HABITS.hours_until))
        if part > 0:
            remit(d, luck, one, own, part, later, by="transfer")


def _costs(
    d: District,
    luck: Random,
    firm: Firm,
    home: Side,
    number: int,
    first: dt.date,
    last: dt.date,
) -> None:
    """Rent, fuel and goods here; what the contractor pays goes home after costs."""
    main = d.outsider(name="Totalentreprise Fjordbæk", phone=False)
    landlord = d.outsider(name="Udlejning Mosegård", phone=False)
    day = max(first, d.calendar.first)
    while day <= min(last, d.calendar.last):
        stage = number * work.between(luck, HABITS.stage_each)
        work.invoice(d, luck, firm, main, stage, day)
        at = work.at(luck, day + dt.timedelta(days=1), work.HABITS.office)
        rent = round(number * work.between(luck, HABITS.rent_each) * 100)
        d.book.pay(at, firm.side, landlord, rent, "transfer", purpose="RENT", text="husleje")
        back = round(stage * work.between(luck, HABITS.sent_home) * 100)
        d.book.pay(
            at + 7200,
            firm.side,
            home,
            back,
            "transfer",
            text=luck.choice(HABITS.home_texts) or None,
        )
        day = work.days_on(luck, day, HABITS.stage_days)

"""Accountants who act for many firms and their owners, from their own desks and devices."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import bank_day, moment, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.online import log_in
from varsel.adapters.society.ordinary.draws import between, count, how_many, weighted
from varsel.adapters.society.ordinary.registers import let_act
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)
TRADE = "69.20"


def keep_books(d: District, luck: Random) -> None:
    """Give many of the district's firms an accountant, one of the few offices of the town."""
    offices = [
        (f, keepers) for f in d.firms if f.trade == TRADE and f.owner and (keepers := _keepers(f))
    ]
    if not offices:
        return
    desks: dict[str, str] = {office.id: d.book.new("DV") for office, _ in offices}
    devices: dict[str, str] = town(d).once("keepers", dict)
    sizes = [between(luck, HABITS.popular) * len(k) for _, k in offices]
    for firm in d.firms:
        if firm.owner is None or firm.trade == TRADE or luck.random() >= HABITS.has_accountant:
            continue
        office, keepers = luck.choices(offices, sizes)[0]
        keeper = luck.choice(keepers)
        desk = desks[office.id] if luck.random() < HABITS.office_machine else keeper.device
        began = d.day_in(luck, max(firm.since, office.since), d.calendar.last)
        if firm.side.inside:
            devices[firm.id] = desk
            role = weighted(luck, HABITS.roles)
            who = office.id if luck.random() < HABITS.in_office_name else keeper.id
            let_act(d, firm.side, who, role, began)
            _visits(d, luck, firm.side, who, desk, office, began)
        if firm.owner.side.inside and luck.random() < HABITS.owner_too:
            let_act(d, firm.owner.side, keeper.id, "power_of_attorney", began)
            _for_owner(d, luck, firm.owner, desk, office, began)


def _keepers(office: Firm) -> list[Person]:
    """Who keeps books there."""
    people = [p for p in (office.owner, *office.staff[: HABITS.most_keepers]) if p]
    return list({p.id: p for p in people}.values())


def _visits(
    d: District, luck: Random, side: Side, who: str, desk: str, office: Firm, began: dt.date
) -> None:
    """Log-ins around the days when wages, VAT and accounts are due."""
    often = weighted(luck, HABITS.often)
    for year, month in d.calendar.months:
        for _ in range(how_many(luck, float(often))):
            day = dt.date(year, month, int(weighted(luck, HABITS.month_days)))
            if day < began or not bank_day(day) or not d.calendar.within(day):
                continue
            d.book.add(
                "login", login_id=d.book.new("L"), party_id=who, account_id=side.account,
                device=desk, ip_hash=f"IP-{office.premises}", phone=None,
                at=moment(stamp(day, between(luck, HABITS.office_hours))),
                succeeded=luck.random() > HABITS.mistyped,
            )  # fmt: skip


def _for_owner(
    d: District, luck: Random, owner: Person, desk: str, office: Firm, began: dt.date
) -> None:
    """The owner's own account is looked at a few times a year, mostly for the tax return."""
    for _ in range(count(luck, HABITS.owner_visits)):
        day = d.calendar.some_day(luck, began)
        if luck.random() < HABITS.in_spring:
            day = day.replace(month=luck.choice((3, 4, 5)), day=min(day.day, 28))
        if d.calendar.within(day) and day >= began and bank_day(day):
            at = stamp(day, between(luck, HABITS.office_hours))
            log_in(d, owner, at, device=desk, ip=f"IP-{office.premises}")

"""A co-working house or mailbox address where many small firms are registered."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """The tenants have nothing in common but the door; the landlord opens it for a fee."""
    owners = d.pick(
        luck, work.count(luck, HABITS.firms), lambda p: p.life == "worker" and p.side.inside
    )
    if len(owners) < HABITS.firms[0]:
        return False
    kind = work.weighted(luck, HABITS.kind)
    use = kind if luck.random() < HABITS.use_in_register else luck.choice(("business", "home"))
    house = d.dwelling(use, work.count(luck, HABITS.area), None, None)
    landlord = d.outsider(name="Kontorfællesskabet Bro", phone=False)
    fee = work.kroner(luck, HABITS.fee[kind], step=50)
    tenants = [_tenant(d, luck, owner, house) for owner in owners]
    for firm in tenants:
        work.monthly(d, firm.side, landlord, fee * 100, "kontor/post", since=firm.since)
        _earns(d, luck, firm)
    work.remember(d, network, owners, tenants)
    return True


def _tenant(d: District, luck: Random, owner: Person, house: str) -> Firm:
    """One firm; several of a kind of people found several."""
    since = d.day_in(luck, dt.date(2018, 1, 1), d.calendar.last - dt.timedelta(days=HABITS.latest))
    trade = work.weighted(luck, HABITS.trade)
    return firms.establish(d, luck, trade, owner=owner, since=since, premises=house)


def _earns(d: District, luck: Random, firm: Firm) -> None:
    """A few bills a month from customers near and far, and what the owner takes."""
    usual = work.kroner(luck, HABITS.month)
    customers = [d.outsider(phone=False) for _ in range(work.count(luck, HABITS.customers))]
    if luck.random() < HABITS.abroad:
        customers.append(work.abroad(d, luck, "eu"))
    for year, month in d.calendar.months:
        earned = 0.0
        for _ in range(work.count(luck, HABITS.bills)):
            day = work.a_day(luck, year, month)
            sum_ = usual * work.between(luck, HABITS.part)
            if day > firm.since:
                work.invoice(d, luck, firm, luck.choice(customers), sum_, day)
                earned += sum_
        out = round(earned * work.between(luck, HABITS.drawn) / 500) * 50_000
        if out and firm.owner is not None:
            day = max(work.a_day(luck, year, month, work.HABITS.late), firm.since)
            at = work.at(luck, day, work.HABITS.day)
            device = firm.owner.device
            d.book.pay(at, firm.side, firm.owner.side, out, "transfer", device=device)

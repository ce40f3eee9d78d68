"""Somebody who has founded and closed several firms within a few years, all of them real."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A café, a web shop, a cleaning firm: some sold, some shut, some still there."""
    owner = work.grown_up(d, luck, settled=True)
    made: list[Firm] = []
    ends: dict[Side, dt.date] = {}
    for _ in range(work.count(luck, HABITS.number)):
        earliest = d.calendar.first - dt.timedelta(days=HABITS.earliest)
        latest = d.calendar.last - dt.timedelta(days=HABITS.latest)
        since = d.day_in(luck, earliest, latest)
        home = owner.home if luck.random() < HABITS.from_home else None
        trade = work.weighted(luck, HABITS.trade)
        firm = firms.establish(d, luck, trade, owner=owner, since=since, premises=home)
        until = work.days_on(luck, since, HABITS.lasts)
        _trades(d, luck, owner, firm, until)
        if until < d.calendar.last:
            _ends(d, luck, owner, firm, until)
        ends[firm.side] = until
        made.append(firm)
    _between_firms(d, luck, owner, made, ends)
    everyday(d, luck, owner, rent=work.rent(luck, work.HABITS.flat_rent))
    work.remember(d, network, [owner], made, since=min(f.since for f in made))
    return True


def _trades(d: District, luck: Random, owner: Person, firm: Firm, until: dt.date) -> None:
    """Bills paid in, goods and drawings paid out."""
    town = work.customers(d)
    usual = work.kroner(luck, HABITS.month)
    supplier = d.outsider(name="Engros Rørvad", phone=False)
    for year, month in d.calendar.months:
        earned = 0.0
        for _ in range(work.count(luck, HABITS.bills)):
            day = work.a_day(luck, year, month)
            if firm.since < day < until:
                sum_ = usual * work.between(luck, HABITS.part)
                payer = luck.choice(town).side if luck.random() < HABITS.residents else None
                work.invoice(d, luck, firm, payer or d.outsider(phone=False), sum_, day)
                earned += sum_
        paid = max(work.a_day(luck, year, month, work.HABITS.late), firm.since)
        at = work.at(luck, paid, work.HABITS.day)
        goods = round(earned * work.between(luck, HABITS.goods) * 100)
        out = round(earned * work.between(luck, HABITS.drawn) / 500) * 50_000
        if goods:
            d.book.pay(at, firm.side, supplier, goods, "transfer", device=owner.device)
        if out:
            d.book.pay(at + 900, firm.side, owner.side, out, "transfer", device=owner.device)


def _ends(d: District, luck: Random, owner: Person, firm: Firm, day: dt.date) -> None:
    """Sold to somebody else, wound up, or bankrupt; the account goes some time after."""
    how = work.weighted(luck, HABITS.end)
    if how == "sold":
        buyer = d.book.new("P")
        for kind in ("owner", "director"):
            firms.event(d, firm.id, f"{kind}_out", day, party=owner.id)
            firms.event(d, firm.id, f"{kind}_in", day, party=buyer)
        return
    firms.event(d, firm.id, "status", day, value=how)
    closed = work.days_on(luck, day, HABITS.closed_after)
    if closed <= d.calendar.last and luck.random() < HABITS.closes:
        work.end_account(d, firm.side, closed, "bank" if how == "bankrupt" else "customer")


def _between_firms(
    d: District, luck: Random, owner: Person, made: list[Firm], ends: dict[Side, dt.date]
) -> None:
    """One firm lends to another, or the owner lends to both."""
    began = {f.side: f.since for f in made}
    for _ in range(work.count(luck, HABITS.loans)):
        payer, payee = luck.choice([owner.side, *began]), luck.choice(list(began))
        since = max(began[payee], began.get(payer, began[payee]), d.calendar.first)
        until = min(ends[payee], ends.get(payer, ends[payee]))
        if payer is payee or since >= until:
            continue
        ore = work.kroner(luck, HABITS.loan, step=500) * 100
        at = work.at(luck, d.calendar.some_day(luck, since, until), work.HABITS.day)
        text = luck.choice(("mellemregning", "lån", "indskud", "udlæg", None))
        d.book.pay(at, payer, payee, ore, "transfer", text=text, device=owner.device)

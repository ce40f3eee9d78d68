"""Somebody who founds their first firm, and it takes off."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday, remit
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Until lately a wage earner; now money comes in and goes out faster every month."""
    latest = d.calendar.last - dt.timedelta(days=HABITS.latest)
    since = d.day_in(luck, d.calendar.first - dt.timedelta(days=HABITS.earliest), latest)
    group = work.weighted(luck, HABITS.citizenship)
    fresh = group != "dk" and luck.random() < HABITS.newcomer
    if fresh:
        came = since - dt.timedelta(days=work.count(luck, HABITS.came_before))
        home = work.small_home(d, luck, luck.randint(1, 3))
        owner = work.newcomer(d, luck, came, home=home, citizenship=group)
        work.open_on(d, owner, work.days_on(luck, came, HABITS.account_after))
    else:
        owner = work.grown_up(d, luck, citizenship=group, settled=True)
    former = work.an_employer(d, luck)
    if former is not None and luck.random() < HABITS.had_a_job:
        until = work.days_on(luck, since, HABITS.job_kept)
        work.hire(d, luck, owner, former, since=owner.arrived, until=until)
    at_home = owner.home if luck.random() < HABITS.from_home else None
    firm = firms.establish(
        d, luck, work.weighted(luck, HABITS.trade), owner=owner, since=since, premises=at_home
    )
    _grows(d, luck, firm, owner, since)
    _hires(d, luck, firm, since)
    rent = work.rent(luck, work.HABITS.flat_rent)
    everyday(d, luck, owner, level=work.between(luck, HABITS.level), rent=rent)
    if luck.random() < HABITS.met:
        _meets(d, luck, owner, since)
    work.remember(d, network, [owner], [firm], since=since)
    return True


def _grows(d: District, luck: Random, firm: Firm, owner: Person, since: dt.date) -> None:
    """Customers pay bills, by transfer or mobile; goods, a partner and the owner are paid."""
    town = work.customers(d)
    month_sum = float(work.kroner(luck, HABITS.first_month))
    growth = work.between(luck, HABITS.growth)
    partner = (
        work.abroad(d, luck, owner.citizenship) if luck.random() < HABITS.buys_abroad else None
    )
    kin = work.abroad(d, luck, owner.citizenship)
    supplier = partner or d.outsider(name="Engros Kilde", phone=False)
    for year, month in d.calendar.months:
        end = last_bank_day(year, month)
        if end < since:
            continue
        left = month_sum = min(month_sum * growth * work.between(luck, HABITS.luck), HABITS.most)
        while left > 0:
            sum_ = min(left, work.kroner(luck, HABITS.bill, step=25))
            left -= max(sum_, HABITS.smallest)
            day = work.a_day(luck, year, month)
            if day >= since:
                payer = d.outsider(phone=False)
                if luck.random() < HABITS.residents:
                    payer = luck.choice(town).side
                work.invoice(d, luck, firm, payer, sum_, day)
        at = work.at(luck, end, work.HABITS.day)
        goods = round(month_sum * work.between(luck, HABITS.goods) * 100)
        d.book.pay(at, firm.side, supplier, goods, "transfer", device=owner.device)
        out = round(month_sum * work.between(luck, HABITS.drawn) / 500) * 50_000
        if out:
            d.book.pay(at + 240, firm.side, owner.side, out, "transfer", device=owner.device)
            if owner.citizenship != "dk" and luck.random() < HABITS.sends:
                remit(d, luck, owner, kin, work.kroner(luck, HABITS.sent), at + 7200)


def _hires(d: District, luck: Random, firm: Firm, since: dt.date) -> None:
    """After some months the first hands."""
    for _ in range(int(work.weighted(luck, HABITS.hands))):
        begun = work.days_on(luck, since, HABITS.hires_after)
        enough = firm.turnover[begun.year, begun.month] / (1 + len(firm.staff)) > HABITS.for_a_hand
        if begun < d.calendar.last and enough:
            hand = work.grown_up(d, luck)
            work.hire(d, luck, hand, firm, since=begun)
            everyday(d, luck, hand, rent=work.rent(luck, work.HABITS.room_rent))


def _meets(d: District, luck: Random, owner: Person, since: dt.date) -> None:
    """A bank asks a new firm how it makes its money; some bring the bookkeeper or a cousin."""
    facts = [f for f, often in HABITS.facts.items() if luck.random() < often]
    if owner.citizenship != "dk" and luck.random() < HABITS.no_danish:
        facts.append("no_shared_language")
    day = d.calendar.some_day(luck, since)
    at = work.at(luck, day, work.HABITS.office)
    companion = f"{owner.id}-følge" if luck.random() < HABITS.accompanied else None
    if companion is None:
        facts = [f for f in facts if not f.startswith(("companion", "seeks"))]
    place = f"filial {d.municipality}"
    online.meet(d, owner.id, at, facts, role="bank", place=place, companion=companion)

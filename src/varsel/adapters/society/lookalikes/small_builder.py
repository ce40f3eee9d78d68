"""A small builder who does most of the work through subcontractors and has little payroll."""

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

NEAR = "construction"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Turnover of ten, payroll of one: the rest are other firms' bills."""
    owner = work.grown_up(d, luck, settled=True)
    since = work.long_ago(d, luck)
    firm = firms.establish(d, luck, work.weighted(luck, HABITS.trade), owner=owner, since=since)
    staff = []
    for _ in range(int(work.weighted(luck, HABITS.staff))):
        hand = work.grown_up(d, luck)
        work.hire(d, luck, hand, firm)
        everyday(d, luck, hand, rent=work.rent(luck, work.HABITS.flat_rent))
        staff.append(hand)
    subs = _subcontractors(d, luck)
    _builds(d, luck, firm, subs)
    _owner(d, luck, owner, firm)
    work.remember(d, network, [owner], [firm])
    return True


def _subcontractors(d: District, luck: Random) -> list[Side]:
    """One-man firms and gangs, some of the town, some without a Danish account."""
    number = work.count(luck, HABITS.subs)
    here = [f.side for f in work.employers(d, "43", "41")]
    subs = luck.sample(here, min(len(here), work.count(luck, HABITS.subs_here)))
    while len(subs) < number:
        if luck.random() < HABITS.abroad:
            subs.append(work.abroad(d, luck, "eu"))
        else:
            subs.append(d.outsider(phone=luck.random() < HABITS.has_phone))
    return subs


def _builds(d: District, luck: Random, firm: Firm, subs: list[Side]) -> None:
    """Jobs one after another; each pays in stages, and its subcontractors are paid at once."""
    town = work.customers(d)
    day = d.calendar.first
    while day <= d.calendar.last:
        sum_ = work.kroner(luck, HABITS.stage, step=500)
        payer = d.outsider(phone=False)
        if luck.random() < HABITS.residents:
            payer = luck.choice(town).side
        work.invoice(d, luck, firm, payer, sum_, day, f"byggesag {luck.randint(100, 999)}")
        left = sum_ * work.between(luck, HABITS.to_subs)
        chosen = luck.sample(subs, min(len(subs), work.count(luck, HABITS.subs_a_stage)))
        for sub in chosen:
            part = round(left / len(chosen) * work.between(luck, HABITS.uneven) / 50) * 50
            at = work.at(luck, work.days_on(luck, day, HABITS.paid_after), work.HABITS.day)
            channel = "mobile" if sub.alias and luck.random() < HABITS.by_mobile else "transfer"
            text = luck.choice(("fakt", "timer", "mur", "maler", "gulv", "el", "UE aconto", None))
            if part > 0:
                d.book.pay(at, firm.side, sub, part * 100, channel, text=text)
        goods = round(sum_ * work.between(luck, HABITS.goods) * 100)
        at = work.at(luck, work.days_on(luck, day, HABITS.paid_after), work.HABITS.office)
        d.book.pay(at, firm.side, Side("X-TRÆLAST", name="Trælasten Skovgård"), goods, "transfer")
        day = work.days_on(luck, day, HABITS.next_stage)


def _owner(d: District, luck: Random, owner: Person, firm: Firm) -> None:
    """Takes out what there is; some of it in cash from the firm's card."""
    for year, month in d.calendar.months:
        day = dt.date(year, month, work.count(luck, HABITS.drawn_on))
        at = work.at(luck, day, work.HABITS.day)
        ore = work.kroner(luck, HABITS.drawings, step=500) * 100
        d.book.pay(
            at, firm.side, owner.side, ore, "transfer", text="løn/privat", device=owner.device
        )
        for _ in range(work.count(luck, HABITS.cash_times)):
            notes = work.kroner(luck, HABITS.cash, step=500) * 100
            later = at + 86_400 * work.count(luck, HABITS.cash_day)
            d.book.cash(later, firm.side, notes, work.machine(d, luck), "atm_withdrawal")
    everyday(
        d,
        luck,
        owner,
        level=work.between(luck, HABITS.level),
        rent=work.rent(luck, work.HABITS.flat_rent),
    )

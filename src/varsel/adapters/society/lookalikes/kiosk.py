"""A kiosk that pays in its cash every few days and sells top-up cards for many numbers."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import next_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday, takings
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Open late, much of it in notes; phones of the whole street are filled up here."""
    owner = work.grown_up(d, luck, settled=True)
    since = work.long_ago(d, luck)
    firm = firms.establish(d, luck, HABITS.trade, owner=owner, since=since)
    daily = work.kroner(luck, HABITS.daily)
    cash = work.between(luck, HABITS.cash)
    takings(d, luck, firm, daily=daily * (1 - cash), card=HABITS.card, mobile=1 - HABITS.card)
    _pays_in(d, luck, firm, daily * cash)
    _top_ups(d, luck, firm, owner)
    work.draw_out(d, luck, firm, owner, HABITS.drawings, "privat")
    for _ in range(int(work.weighted(luck, HABITS.staff))):
        hand = work.grown_up(d, luck)
        work.hire(d, luck, hand, firm)
        everyday(d, luck, hand, rent=work.rent(luck, work.HABITS.room_rent))
    rent, notes = work.rent(luck, work.HABITS.flat_rent), work.between(luck, HABITS.notes)
    everyday(d, luck, owner, rent=rent, cash=notes)
    work.remember(d, network, [owner], [firm])
    return True


def _pays_in(d: District, luck: Random, firm: Firm, a_day: float) -> None:
    """When the till is full, at the machine or the night safe, at times in the next town."""
    usual = work.machine(d, luck)
    goods = d.outsider(name="Tobak & Kiosk Engros", phone=False)
    till, wait = 0.0, work.count(luck, HABITS.every)
    for day in d.calendar.days:
        till += a_day * work.between(luck, HABITS.day_differs)
        firm.turnover[day.year, day.month] += a_day
        wait -= 1
        if wait > 0 or till < HABITS.least:
            continue
        place = usual if luck.random() < HABITS.same_machine else work.machine(d, luck)
        kept = till * work.between(luck, HABITS.kept)
        ore = int((till - kept) // 100) * 10_000
        at = work.at(luck, day, HABITS.hours)
        if ore:
            d.book.cash(at, firm.side, ore, place, "cash_deposit_machine")
            bill = round(till * work.between(luck, HABITS.goods) * 100)
            office = work.at(luck, next_bank_day(day), work.HABITS.office)
            d.book.pay(office, firm.side, goods, bill, "transfer", text="varer")
        till, wait = 0.0, work.count(luck, HABITS.every)


def _top_ups(d: District, luck: Random, firm: Firm, owner: Person) -> None:
    """Customers' numbers, some filled every month; the kiosk's account pays the phone companies."""
    wholesaler = d.outsider(name="Taletid Engros", phone=False)
    for _ in range(work.count(luck, HABITS.numbers)):
        phone = d.book.phone()
        first = d.calendar.some_day(luck)
        account = firm.side.account
        party = owner.id if luck.random() < HABITS.as_owner else firm.id
        if luck.random() < HABITS.sold_card:
            online.phone_link(d, phone, "prepaid", since=first, party=party, account=account)
        day = first
        for _ in range(work.count(luck, HABITS.times)):
            sum_ = luck.choice(HABITS.card_values)
            if d.calendar.within(day):
                online.phone_link(
                    d, phone, "top_up", since=day, party=party, account=account, amount=sum_
                )
            day += dt.timedelta(days=work.count(luck, HABITS.days_between))
    for year, month in d.calendar.months:
        day = work.a_day(luck, year, month)
        ore = work.kroner(luck, HABITS.wholesale, step=50) * 100
        d.book.pay(work.at(luck, day, work.HABITS.office), firm.side, wholesaler, ore, "transfer")

"""A family firm that pays relatives who live with the owner."""

from __future__ import annotations

import dataclasses
import datetime as dt
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday, remit, takings
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Owner, spouse, grown children, a cousin or two: one home, one workplace, one purse."""
    number = work.count(luck, HABITS.relatives)
    home = work.home_of(
        d, luck, max(2, number + work.count(luck, work.HABITS.large_home) - 1), number + 1
    )
    group = work.weighted(luck, HABITS.citizenship)
    family = [_relative(d, luck, home, group, n) for n in range(number + 1)]
    owner, others = family[0], family[1:]
    for one in family:
        one.household, one.kin = [p for p in family if p is not one], True
    since = work.long_ago(d, luck)
    trade = work.weighted(luck, HABITS.trade)
    firm = firms.establish(d, luck, trade, owner=owner, since=since)
    takings(d, luck, firm, daily=work.kroner(luck, HABITS.daily) * len(family))
    for one in others:
        _works(d, luck, one, owner, firm)
    _owner_lives(d, luck, owner, firm)
    work.remember(d, network, family, [firm])
    return True


def _relative(d: District, luck: Random, home: str, group: str, number: int) -> Person:
    """The owner first, then the spouse, then those who are younger or came later."""
    age = work.count(luck, HABITS.age_old if number < 2 else HABITS.age_young)
    if number < 2:
        return work.long_here(d, luck, age, home, group)
    late = group != "dk" and luck.random() < HABITS.came_lately
    earliest = d.calendar.first - dt.timedelta(days=HABITS.lately)
    return people.resident(
        d,
        luck,
        age,
        home=home,
        moved=work.long_ago(d, luck),
        citizenship=group,
        arrived=d.day_in(luck, earliest, d.calendar.first) if late else None,
        life="worker",
    )


def _works(d: District, luck: Random, one: Person, owner: Person, firm: Firm) -> None:
    """Paid a fixed sum for a fixed number of hours; board is paid at home, by some."""
    hours = float(work.weighted(luck, HABITS.hours))
    monthly = round(hours * work.between(luck, HABITS.hour) * HABITS.weeks / 100) * 100
    job = work.weighted(luck, HABITS.code)
    since = work.begins(d, luck, one)
    firms.employ(d, luck, firm, one, since=since, monthly=monthly, weekly_hours=hours, job=job)
    if luck.random() < HABITS.board_paid:
        board = work.kroner(luck, HABITS.board, step=250)
        text = luck.choice(("kost og logi", "husholdning", "hjemme", "mad", None, "til mor"))
        for pay in work.last_pay(one):
            day = work.days_on(luck, pay.day, HABITS.days_after)
            at = max(work.at(luck, day, work.HABITS.day), pay.at + 60)
            ore = min(board * 100, int(pay.net * HABITS.most_of_pay))
            d.book.pay(at, one.side, owner.side, ore, "mobile", text=text, device=one.device)
    level, cash = work.between(luck, HABITS.level), work.between(luck, HABITS.cash)
    acting = one
    if luck.random() < HABITS.one_tablet:
        acting = dataclasses.replace(one, device=owner.device)
    everyday(d, luck, acting, level=level, cash=cash)


def _owner_lives(d: District, luck: Random, owner: Person, firm: Firm) -> None:
    """What the owner takes out is what is left; the home is paid from it."""
    rent = work.rent(luck, work.HABITS.flat_rent)
    everyday(d, luck, owner, level=work.between(luck, HABITS.owner_level), rent=rent)
    kin = work.abroad(d, luck, owner.citizenship)
    for year, month in d.calendar.months:
        day = work.days_on(luck, last_bank_day(year, month), HABITS.days_after)
        ore = work.kroner(luck, HABITS.drawings, step=500) * 100
        at = work.at(luck, day, work.HABITS.day)
        d.book.pay(at, firm.side, owner.side, ore, "transfer", text="privat", device=owner.device)
        if owner.citizenship != "dk" and luck.random() < HABITS.sends:
            remit(d, luck, owner, kin, work.kroner(luck, HABITS.sent), at + 3600)

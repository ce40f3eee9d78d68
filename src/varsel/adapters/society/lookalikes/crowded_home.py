"""A large family of several generations in a small flat, most of them in work."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, remit
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "construction"
HABITS = beside(__file__)
TRADES = ("81", "56", "41", "43", "47", "49", "10", "53")


def tell(d: District, luck: Random, network: Network) -> bool:
    """Parents, grown children with partners, an uncle: many adults, few rooms, one housekeeping."""
    shared = work.an_employer(d, luck, *TRADES)
    if shared is None:
        return False
    adults = work.count(luck, HABITS.adults)
    rooms = work.count(luck, HABITS.rooms)
    known = adults if luck.random() < HABITS.count_known else None
    home = work.home_of(d, luck, rooms, known)
    group = work.weighted(luck, HABITS.citizenship)
    moved = d.day_in(luck, dt.date(2010, 1, 1), d.calendar.last)
    family = []
    for number in range(adults + work.count(luck, HABITS.children)):
        age = HABITS.ages["child" if number >= adults else "old" if number < 2 else "young"]
        came = moved
        if luck.random() < HABITS.joined_later:
            came = d.day_in(luck, moved, d.calendar.last)
        years = work.count(luck, age)
        family.append(
            work.long_here(d, luck, years, home, group)
            if number < 2
            else people.resident(d, luck, years, home=home, moved=came, citizenship=group)
        )
    grown = family[:adults]
    for one in family:
        one.household, one.kin = [p for p in family if p is not one], True
    for one in grown:
        _earns(d, luck, one, shared)
    _keep_house(d, luck, grown)
    work.remember(d, network, grown)
    return True


def _earns(d: District, luck: Random, one: Person, shared: Firm) -> None:
    """In the workplace where an uncle put in a word, or wherever there is work."""
    if one.life == "worker" and luck.random() < HABITS.same_workplace:
        work.hire(d, luck, one, shared)
    else:
        work.livelihood(d, luck, one)


def _keep_house(d: District, luck: Random, grown: list[Person]) -> None:
    """The grown-ups give to the one who pays rent and food; that one also sends to the old country."""
    keeper = grown[0]
    rent = work.rent(luck, work.HABITS.flat_rent)
    everyday(d, luck, keeper, level=work.between(luck, HABITS.level_keeper), rent=rent)
    kin = work.abroad(d, luck, keeper.citizenship)
    for one in grown[1:]:
        level, cash = work.between(luck, HABITS.level), work.between(luck, HABITS.cash)
        everyday(d, luck, one, level=level, cash=cash)
        share = work.kroner(luck, HABITS.housekeeping, step=250)
        channel = "mobile" if luck.random() < HABITS.by_mobile else "transfer"
        text = luck.choice(("hjem", "mad", "husleje", "til mor", "familie", None))
        for pay in work.last_pay(one):
            day = work.days_on(luck, pay.day, HABITS.days_after)
            at = max(work.at(luck, day, work.HABITS.day), pay.at + 60)
            ore = min(share * 100, int(pay.net * HABITS.most_of_pay))
            if ore > 0:
                d.book.pay(at, one.side, keeper.side, ore, channel, text=text)
    for pay in work.last_pay(keeper):
        if luck.random() < HABITS.sends:
            day = work.days_on(luck, pay.day, HABITS.days_after)
            at = work.at(luck, day, work.HABITS.day)
            remit(d, luck, keeper, kin, work.kroner(luck, HABITS.sent), at)

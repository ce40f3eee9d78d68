"""Somebody who on pay day moves most of the wage to savings, or a couple to their joint account."""

from __future__ import annotations

import dataclasses
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A single with several accounts, or a couple that pools what it earns."""
    firm = work.an_employer(d, luck)
    if firm is None:
        return False
    if luck.random() < HABITS.couples:
        adults = _couple(d, luck)
    else:
        adults = [work.grown_up(d, luck)]
        if adults[0].savings is None:
            opened = adults[0].born.replace(year=d.calendar.first.year - 2, day=1)
            adults[0].savings = d.account(adults[0].id, "savings", opened)
    for one in adults:
        work.hire(d, luck, one, work.an_employer(d, luck) or firm)
        _sweep(d, luck, one, one.joint or one.savings)
    purse = adults[0].joint
    rent = work.rent(luck, work.HABITS.flat_rent)
    if purse is not None:
        # The household lives from the joint account: food, rent and bills stand there.
        pooled = dataclasses.replace(adults[0], side=purse)
        everyday(d, luck, pooled, level=work.between(luck, HABITS.pooled_level), rent=rent)
    for one in adults:
        level = work.between(luck, HABITS.own_level_pooled if purse else HABITS.own_level)
        everyday(d, luck, one, level=level, rent=None if purse else rent)
    work.remember(d, network, adults)
    return True


def _couple(d: District, luck: Random) -> list[Person]:
    """Two who share a joint account."""
    pair = people.household(d, luck, "couple")
    for one in pair:
        one.life = "worker"
    if pair[0].joint is None:
        people.share_account(d, luck, pair)
    return pair


def _sweep(d: District, luck: Random, person: Person, to: Side | None) -> None:
    """By standing order the same sum, or by hand whatever has come."""
    if to is None:
        return
    part = work.between(luck, HABITS.part)
    by_hand = luck.random() < HABITS.by_hand
    fixed = round(work.usual_pay(person) * part / 50_000) * 50_000
    text = luck.choice(("Budget", "fælles", "Opsparing", "Overførsel", "løn", "til fælles", None))
    for pay in person.paydays:
        if luck.random() >= HABITS.months_with:
            continue
        if by_hand:
            ore = round(pay.net * part / 10_000) * 10_000
            at = work.awake(luck, pay.at + 60 * work.count(luck, HABITS.minutes_after))
            if ore:
                d.book.pay(at, person.side, to, ore, "transfer", text=text, device=person.device)
        elif 0 < fixed <= pay.net:
            at = pay.at + 60 * HABITS.order_runs
            d.book.pay(at, person.side, to, fixed, "standing_order", timed=False, text=text)

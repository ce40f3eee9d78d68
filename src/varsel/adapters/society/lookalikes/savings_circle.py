"""Colleagues or friends in a savings circle: each month all pay the one whose turn it is."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import remit
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "cleaning_beauty"
HABITS = beside(__file__)
TEXTS = (
    "runde",
    "hagbad",
    "opsparing",
    "tanda",
    "susu",
    "circle",
    "chama",
    "",
    "",
    "tak for sidst",
)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A circle with or without a treasurer; some pots are sent home, drawn or spent at once."""
    circle = _members(d, luck)
    if len(circle) < HABITS.least:
        return False
    treasurer = circle[0] if luck.random() < HABITS.has_treasurer else None
    share = work.kroner(luck, HABITS.share, step=250)
    luck.shuffle(circle)
    text = luck.choice(TEXTS)
    first = luck.randrange(len(circle))
    for turn, (year, month) in enumerate(d.calendar.months):
        taker = circle[(first + turn) % len(circle)]
        day = last_bank_day(year, month)
        collector = treasurer or taker
        came = 0
        for one in circle:
            late = luck.random() < HABITS.late
            when = work.days_on(luck, day, HABITS.late_days if late else HABITS.days_after)
            if one is not collector and work.earns_by(one, day) and work.earns_by(collector, day):
                at = work.at(luck, when, work.HABITS.day)
                d.book.pay(at, one.side, collector.side, share * 100, "mobile", text=text or None)
                came += 0 if late else share
        came = came if work.earns_by(taker, day) else 0
        if treasurer is not None and taker is not treasurer and came:
            at = work.at(luck, work.days_on(luck, day, HABITS.handed_on), work.HABITS.evening)
            d.book.pay(at, treasurer.side, taker.side, came * 100, "transfer", text=text or None)
        _spend(d, luck, taker, came, work.days_on(luck, day, HABITS.spent_after))
    work.remember(d, network, circle)
    return True


def _members(d: District, luck: Random) -> list[Person]:
    """Free colleagues of one workplace, or friends from abroad who work in different places."""
    number = work.count(luck, HABITS.members)
    if luck.random() < HABITS.colleagues:
        found = work.colleagues(d, luck, HABITS.least)
        if found:
            return luck.sample(found[1], min(number, len(found[1])))
    return d.pick(luck, number, work.from_abroad)


def _spend(d: District, luck: Random, taker: Person, pot: int, day: dt.date) -> None:
    """What becomes of the pot, where it does not simply stay on the account."""
    what = work.weighted(luck, HABITS.use)
    if not pot or what == "kept":
        return
    at = work.at(luck, day, work.HABITS.day)
    part = max(100, round(pot * work.between(luck, HABITS.part) / 100) * 100)
    if what == "sent":
        remit(d, luck, taker, work.abroad(d, luck, taker.citizenship), part, at)
    elif what == "drawn":
        d.book.cash(at, taker.side, part * 100, work.machine(d, luck), "atm_withdrawal")
    elif taker.savings is not None:
        d.book.pay(at, taker.side, taker.savings, part * 100, "transfer", device=taker.device)

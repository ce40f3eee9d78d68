"""Ordinary life: what residents earn, spend, share and send, and what the district's firms take in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import first_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.online import log_in
from varsel.adapters.society.ordinary.agreements import Agreements
from varsel.adapters.society.ordinary.bills import bills, put_by
from varsel.adapters.society.ordinary.cash import cash as draw_cash
from varsel.adapters.society.ordinary.cash import liking
from varsel.adapters.society.ordinary.circle import HABITS as TIES
from varsel.adapters.society.ordinary.circle import circle, small_circle
from varsel.adapters.society.ordinary.clubs import into_boxes
from varsel.adapters.society.ordinary.homes import homes, landlords
from varsel.adapters.society.ordinary.income import earned, now_and_then, public_money
from varsel.adapters.society.ordinary.lives import MONTH, Lives
from varsel.adapters.society.ordinary.mobile import mobile
from varsel.adapters.society.ordinary.phones import top_ups
from varsel.adapters.society.ordinary.sending import fees, sending
from varsel.adapters.society.ordinary.spending import purse, spend
from varsel.adapters.society.ordinary.takings import take_all, takings
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.ordinary.travel import trips
from varsel.adapters.society.person import Person

HABITS = beside(__file__)
__all__ = ["everyday", "live_all", "remit", "rent_to", "takings"]


def live_all(d: District) -> None:
    """The everyday of all ordinary residents and the takings of all firms."""
    take_all(d, d.firms)
    lives = Lives(d, d.luck.arrays("living"), [p for p in d.people if p.side.inside])
    agreed = Agreements(lives)
    earned(lives)
    public_money(lives, agreed)
    now_and_then(lives)
    liking(lives)
    bills(lives, agreed)
    homes(lives, agreed)
    put_by(lives, agreed)
    agreed.pay()
    _spend(lives)
    mobile(lives, circle(lives))
    into_boxes(lives)
    top_ups(lives)
    sending(lives)
    fees(lives)
    lives.sheet.write()
    _others(d)


def everyday(
    d: District,
    luck: Random,
    person: Person,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    level: float = 1.0,
    rent: float | None = None,
    cash: float = 0.1,
) -> None:
    """The everyday of one more person.

    Args:
        d: the district.
        luck: whose luck.
        person: somebody who is not among d.people; where they bank elsewhere nothing is seen.
        since: first day; the first on which they have an account where None.
        until: last day.
        level: how much of an ordinary everyday they live; 0.2 is hardly anything.
        rent: kroner a month to a landlord of the town, or None.
        cash: the part of their spending that is paid in cash.

    """
    if not person.side.inside:
        return
    settled = town(d).once(
        "settled", lambda: [p for p in d.adults if p.side.inside and not p.arrived]
    )
    known = luck.sample(settled, min(len(settled), TIES.newcomer["residents"]))
    friends = [p.side for p in known if p.id != person.id]
    _asked(d).append(_Asked(person, since, until, level, cash, friends))
    if rent:
        big, small = landlords(town(d))
        begins = max(
            since or d.calendar.first, person.arrived or d.calendar.first, d.calendar.first
        )
        rent_to(d, luck, person, luck.choice([*big, *small]), rent, begins, until)


@dataclass(frozen=True)
class _Asked:
    """An everyday that was asked for; all are told at once when the residents' are."""

    person: Person
    since: dt.date | None
    until: dt.date | None
    level: float
    cash: float
    friends: list[Side]


def _asked(d: District) -> list[_Asked]:
    made: list[_Asked] = town(d).once("everydays", list)
    return made


def _others(d: District) -> None:
    """The everyday of those who were brought in."""
    asked = _asked(d)
    if not asked:
        return
    lives = Lives(
        d,
        d.luck.arrays("everydays"),
        [a.person for a in asked],
        since=[a.since for a in asked],
        until=[a.until for a in asked],
        level=np.array([a.level for a in asked]),
        cash=np.array([a.cash for a in asked]),
    )
    agreed = Agreements(lives)
    earned(lives)
    bills(lives, agreed)
    put_by(lives, agreed)
    agreed.pay()
    _spend(lives)
    mobile(lives, small_circle(lives, [a.friends for a in asked]), jobs=False)
    top_ups(lives)
    fees(lives)
    lives.sheet.write()
    luck = d.luck.plain("everydays")
    for n, one in enumerate(asked):
        _log_ins(d, luck, one.person, lives, n)


def _spend(lives: Lives) -> None:
    """Whatever is paid by card or in cash."""
    purse(lives)
    away = trips(lives)
    spend(lives, away)
    draw_cash(lives)


def _log_ins(d: District, luck: Random, person: Person, lives: Lives, n: int) -> None:
    """A log-in now and then, from the person's own device."""
    first, last = int(lives.first[n]), int(lives.last[n])
    number = (last - first + 1) / MONTH * HABITS.log_ins_a_month * min(1.0, float(lives.level[n]))
    for _ in range(round(luck.gauss(number, number**0.5))):
        day = d.calendar.first + dt.timedelta(days=luck.randint(first, last) - lives.zero)
        minute = luck.triangular(*HABITS.log_in_minutes)
        log_in(d, person, stamp(day, minute), ok=luck.random() > HABITS.mistyped)


def rent_to(
    d: District,
    luck: Random,
    person: Person,
    landlord: Side,
    kroner: float,
    since: dt.date,
    until: dt.date | None,
) -> None:
    """Monthly rent to a landlord, by standing order or by hand, always in the same way."""
    days = d.calendar.between(since, until)
    way = luck.choices(list(HABITS.rent_ways), list(HABITS.rent_ways.values()))[0]
    way = "transfer" if way == "mobile" and not landlord.alias else way
    text = luck.choice(HABITS.rent_texts) if luck.random() < HABITS.rent_written else None
    for year, month in dict.fromkeys((x.year, x.month) for x in days):
        day, minute = first_bank_day(year, month), 0.0
        if way != "standing_order":
            day += dt.timedelta(days=luck.randint(-HABITS.rent_early, HABITS.rent_late))
            minute = luck.triangular(*HABITS.rent_minutes)
        if days[0] <= day <= days[-1]:
            d.book.pay(
                stamp(day, minute or luck.uniform(*HABITS.night_minutes)),
                person.side,
                landlord,
                round(kroner * 100),
                way,
                timed=way != "standing_order",
                purpose="RENT" if way == "standing_order" else None,
                text=text,
                device=person.device if minute else None,
            )


def remit(
    d: District,
    luck: Random,
    person: Person,
    to: Side,
    kroner: float,
    at: int,
    *,
    by: str = "remittance",
) -> None:
    """One sum sent to somebody, mostly abroad; by: remittance, transfer or wallet."""
    written = luck.random() < HABITS.remit_written[by]
    d.book.pay(
        at,
        person.side,
        to,
        round(kroner * 100),
        by,
        text=luck.choice(HABITS.remit_texts) if written else None,
        device=person.device,
    )

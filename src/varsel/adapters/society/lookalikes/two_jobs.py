"""Somebody with a day job who also cleans, cooks or drives in the evening, both declared."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.truth import Network

NEAR = "cleaning_beauty"
HABITS = beside(__file__)
TRADES = ("81", "56", "49", "53", "47", "96")


def tell(d: District, luck: Random, network: Network) -> bool:
    """A second job, for all the time or for part of it."""
    chosen = d.pick(luck, 1, work.working)
    second = work.an_employer(d, luck, *TRADES)
    if not chosen or second is None:
        return False
    person = chosen[0]
    main = person.employer
    since = d.day_in(
        luck, d.calendar.first - dt.timedelta(days=HABITS.begun_before), d.calendar.last
    )
    until = None
    if luck.random() < HABITS.given_up:
        until = work.days_on(luck, max(since, d.calendar.first), HABITS.lasts)
    hours = work.between(luck, HABITS.weekly_hours)
    work.hire(d, luck, person, second, since=since, until=until, weekly_hours=hours)
    person.employer = main or person.employer
    if luck.random() < HABITS.seen:
        day = d.calendar.some_day(luck, since, until)
        facts = ["exhausted"] if luck.random() < HABITS.tired else []
        if luck.random() < HABITS.hours_told:
            facts.append("hours_evidenced_60")
        if facts:
            role = luck.choice(("health", "municipality"))
            place = f"{role} {d.municipality}"
            at = work.at(luck, day, work.HABITS.office)
            online.meet(d, person.id, at, facts, role=role, place=place)
    work.remember(d, network, chosen, since=since, until=until)
    return True

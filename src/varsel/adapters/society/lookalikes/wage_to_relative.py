"""Somebody whose wage goes to a partner's or relative's account until, or instead of, an own one."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A newcomer who waits for papers, or a couple that has always had one account."""
    firm = work.an_employer(d, luck)
    if firm is None:
        return False
    host = work.grown_up(d, luck, settled=True)
    waits = luck.random() < HABITS.waits_for_papers
    together = luck.random() < HABITS.same_workplace
    work.hire(d, luck, host, firm if together else (work.an_employer(d, luck) or firm))
    came = d.day_in(luck, d.calendar.first, d.calendar.last - dt.timedelta(days=HABITS.least_days))
    guest = people.resident(
        d,
        luck,
        work.count(luck, work.HABITS.young_age),
        home=host.home,
        arrived=came if waits else None,
        citizenship=host.citizenship if host.citizenship != "dk" else "eu",
        banks_here=waits,
        life="worker",
    )
    since = came if waits else d.calendar.first
    until = work.days_on(luck, came, HABITS.wait) if waits else None
    work.hire(d, luck, guest, firm, since=since, until=until, into=host.side)
    if waits and until is not None and until < d.calendar.last:
        work.hire(d, luck, guest, firm, since=until + dt.timedelta(days=1))
        everyday(d, luck, guest, since=until, level=work.between(luck, HABITS.level))
    elif luck.random() < HABITS.may_act and host.side.account:
        work.authorise(d, host.side, guest.id, luck.choice(("joint", "card_user")), since)
    rent = work.rent(luck, work.HABITS.flat_rent)
    everyday(d, luck, host, level=work.between(luck, HABITS.level_of_both), rent=rent)
    work.remember(d, network, [host, guest], since=since, until=until)
    return True

"""A group of newly hired newcomers whose employer helps them with home, papers and bank."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _crew as crew
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, remit
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """They start the same week, open accounts the same day and move to their own homes later."""
    firm = work.an_employer(d, luck, "10", "86", "62", "55", "81", "87", "28", "25")
    if firm is None:
        return False
    first = d.day_in(luck, d.calendar.first, d.calendar.last - dt.timedelta(days=HABITS.latest))
    number = work.count(luck, HABITS.number)
    use = work.weighted(luck, HABITS.first_home)
    beds = crew.houses(d, luck, number, use)
    residence = "staff_housing" if use == "staff_housing" else "sharers"
    helper = f"{firm.id}-HR" if luck.random() < HABITS.helped else None
    group = crew.arrive(d, luck, beds, first, HABITS.spread, helper=helper, residence=residence)
    tablet = d.book.new("DV")
    for one in group:
        _settles_in(d, luck, one, firm, tablet, first)
    work.remember(d, network, group, since=first, until=d.calendar.last)
    return True


def _settles_in(
    d: District, luck: Random, one: Person, firm: Firm, tablet: str, first: dt.date
) -> None:
    """First log-ins on the office's machine, wages like everybody's, and a home of their own."""
    start = work.days_on(luck, first, HABITS.start)
    for _ in range(work.count(luck, HABITS.office_log_ins)):
        work.visit(
            d,
            party=one.id,
            account=one.side.account,
            device=tablet,
            at=work.at(luck, work.days_on(luck, start, HABITS.first_days), work.HABITS.office),
            ip=f"IP-{firm.id}",
        )
    work.hire(d, luck, one, firm, since=start, weekly_hours=work.between(luck, HABITS.weekly_hours))
    level = work.between(luck, HABITS.level)
    own = work.days_on(luck, first, HABITS.own_home_after)
    rent = work.rent(luck, work.HABITS.room_rent)
    everyday(d, luck, one, since=start, level=level, rent=rent)
    if own < d.calendar.last and luck.random() < HABITS.finds_own_home:
        work.move(d, one, work.small_home(d, luck, 1), own)
    if luck.random() < HABITS.sends:
        to = work.abroad(d, luck, one.citizenship)
        for pay in work.last_pay(one):
            day = work.days_on(luck, pay.day, HABITS.days_after)
            at = max(work.at(luck, day, work.HABITS.day), pay.at + 60)
            remit(d, luck, one, to, work.kroner(luck, HABITS.sent), at)

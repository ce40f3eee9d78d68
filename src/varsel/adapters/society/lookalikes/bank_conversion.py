"""A household whose accounts were replaced on one day when banks merged or packages changed."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import next_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Old numbers end and new ones begin; a little money moves from one to the other."""
    chosen = d.pick(luck, 1, lambda p: p.life != "child" and p.side.inside)
    if not chosen:
        return False
    own_wish = luck.random() < HABITS.own_wish
    shared = d.luck.plain("day of conversion")
    merger = next_bank_day(
        d.calendar.some_day(shared, d.calendar.first + dt.timedelta(days=HABITS.earliest))
    )
    day = next_bank_day(d.calendar.some_day(luck)) if own_wish else merger
    family = [p for p in chosen[0].household if p.kin and not p.used and p.side.inside]
    group = chosen + (family if luck.random() < HABITS.whole_family else [])
    for one in group:
        for _ in range(work.count(luck, HABITS.accounts)):
            _replace(d, luck, network, one, day, own_wish=own_wish)
    work.remember(d, network, group, since=day, until=day)
    return True


def _replace(
    d: District, luck: Random, network: Network, one: Person, day: dt.date, *, own_wish: bool
) -> None:
    """One account gives way to another."""
    product = work.weighted(luck, HABITS.products)
    earliest = max(one.born, dt.date(HABITS.since_year, 1, 1))
    opened = d.day_in(luck, earliest, d.calendar.first)
    told = not own_wish and luck.random() < HABITS.marked
    new_product = "conversion" if told else product
    on = work.days_on(luck, day, HABITS.off_by)
    new = d.account(one.id, new_product, on)
    by = "customer" if own_wish else ("bank" if luck.random() < HABITS.who_noted else None)
    closed = work.days_on(luck, on, HABITS.closed_after)
    old = d.account(one.id, product, opened, closed=closed, closed_by=by)
    network.member("other", f"account:{old.account}", f"account:{new.account}")
    if luck.random() < HABITS.balance_seen:
        ore = work.kroner(luck, HABITS.balance, step=1) * 100 + luck.randrange(100)
        text = "saldooverførsel" if not own_wish else None
        d.book.pay(stamp(on, 45), old, new, ore, "transfer", timed=False, text=text)

"""A couple in which one manages both wages, from one phone."""

from __future__ import annotations

import dataclasses
import datetime as dt
from random import Random

from varsel.adapters.society import online, people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One likes numbers, the other does not, or does not read Danish as well."""
    firm = work.an_employer(d, luck)
    if firm is None:
        return False
    family = people.household(d, luck, "couple" if luck.random() < HABITS.childless else "family")
    head, other = luck.sample(family[:2], 2)
    for one in (head, other):
        one.life = "worker"
        work.hire(d, luck, one, work.an_employer(d, luck) or firm)
    if luck.random() < HABITS.power_of_attorney:
        since = d.day_in(luck, dt.date(HABITS.poa_since, 1, 1), d.calendar.last)
        work.authorise(d, other.side, head.id, "power_of_attorney", since)
        _looks_after(d, luck, head, other, since)
    _moves_wage(d, luck, head, other)
    rent = work.rent(luck, work.HABITS.flat_rent)
    everyday(d, luck, head, level=work.between(luck, HABITS.level), rent=rent)
    # What the other does at the bank is mostly done on the one phone that is used for it.
    own_phone = luck.random() < HABITS.own_phone
    acting = other if own_phone else dataclasses.replace(other, device=head.device)
    everyday(d, luck, acting, level=work.between(luck, HABITS.level_other))
    if luck.random() < HABITS.at_the_counter:
        _at_the_counter(d, luck, head, other)
    work.remember(d, network, family[:2])
    return True


def _looks_after(d: District, luck: Random, head: Person, other: Person, since: dt.date) -> None:
    """With a power of attorney the one opens the other's account in their own name."""
    for _ in range(work.count(luck, HABITS.log_ins)):
        work.visit(
            d,
            party=head.id,
            account=other.side.account,
            device=head.device,
            at=work.at(luck, d.calendar.some_day(luck, since), work.HABITS.day),
            ip=f"IP-{head.home}",
        )


def _moves_wage(d: District, luck: Random, head: Person, other: Person) -> None:
    """On pay day the other's wage goes where the bills are paid, and some comes back in the month."""
    part = work.between(luck, HABITS.part)
    purse = head.joint if head.joint and luck.random() < HABITS.into_joint else head.side
    text = luck.choice(("til budget", "løn", "fælles", "overført", None, None))
    start = work.opened(d, head)
    for pay in work.last_pay(other):
        if luck.random() >= HABITS.months_with or pay.day <= start:
            continue
        ore = round(pay.net * part / 10_000) * 10_000
        at = work.awake(luck, pay.at + 60 * work.count(luck, HABITS.minutes_after))
        if ore > 0:
            d.book.pay(at, other.side, purse, ore, "transfer", text=text, device=head.device)
        for _ in range(work.count(luck, HABITS.pocket_times)):
            back = work.kroner(luck, HABITS.pocket, step=50) * 100
            day = work.days_on(luck, pay.day, HABITS.in_the_month)
            at = work.at(luck, day, work.HABITS.day)
            d.book.pay(at, head.side, other.side, back, "mobile", device=head.device)


def _at_the_counter(d: District, luck: Random, head: Person, other: Person) -> None:
    """A meeting about a loan or a card, where the one who manages does the talking."""
    facts = [f for f, often in HABITS.facts.items() if luck.random() < often]
    at = work.at(luck, d.calendar.some_day(luck), work.HABITS.office)
    place = f"filial {d.municipality}"
    companion = head.id
    online.meet(d, other.id, at, facts, role="bank", place=place, companion=companion)

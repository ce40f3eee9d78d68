"""Somebody who draws most of the wage in cash on or near pay day, as they always did."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Shop
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.person import PayDay, Person
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A wage earner who pays the rent from the account and lives on notes in envelopes."""
    firm = work.an_employer(d, luck)
    if firm is None:
        return False
    person = work.grown_up(d, luck)
    work.hire(d, luck, person, firm)
    pays_rent = luck.random() < HABITS.rent_from_account
    rent = work.rent(luck, work.HABITS.flat_rent) if pays_rent else None
    everyday(d, luck, person, level=work.between(luck, HABITS.level), rent=rent, cash=0.0)
    usual = work.machine(d, luck)
    taken = work.between(luck, HABITS.share)
    for pay in person.paydays:
        if luck.random() < HABITS.months_with:
            left = pay.net - round((rent or 0) * 100)
            wanted = left * min(1.0, taken * work.between(luck, HABITS.varies))
            _draw(d, luck, person, pay, wanted, usual)
    work.remember(d, network, [person])
    return True


def _draw(
    d: District, luck: Random, person: Person, pay: PayDay, wanted: float, usual: Shop
) -> None:
    """As much as the machine gives in a day, and the rest on the days after."""
    day = work.days_on(luck, pay.day, HABITS.days_after)
    left = int(wanted // 10_000) * 10_000
    limit = work.count(luck, HABITS.machine_limit) * 100_000
    at = max(work.at(luck, day, work.HABITS.day), pay.at + 60)
    while left > 0:
        place = usual if luck.random() < HABITS.same_machine else work.machine(d, luck)
        d.book.cash(at, person.side, min(left, limit), place, "atm_withdrawal")
        left -= min(left, limit)
        at = work.awake(luck, at + work.count(luck, HABITS.until_next) * 3600)

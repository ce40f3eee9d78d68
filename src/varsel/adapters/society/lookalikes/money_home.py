"""A wage earner from abroad who sends money home most months after pay day."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import remit
from varsel.adapters.society.person import PayDay, Person
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with a family elsewhere."""
    chosen = d.pick(luck, 1, work.from_abroad, network=network)
    if not chosen:
        return False
    person = chosen[0]
    family = [
        work.abroad(d, luck, person.citizenship)
        for _ in range(int(work.weighted(luck, HABITS.recipients)))
    ]
    way = work.weighted(luck, HABITS.way)
    usual = work.kroner(luck, HABITS.amount)
    steady = luck.random() < HABITS.always_the_same
    for pay in work.last_pay(person):
        if luck.random() >= HABITS.months_with:
            continue
        for to in family if luck.random() < HABITS.all_at_once else family[:1]:
            sum_ = usual if steady else work.kroner(luck, {**HABITS.varies, "median": usual})
            if luck.random() < HABITS.feast:
                sum_ *= work.count(luck, HABITS.feast_times)
            _send(d, luck, person, to, pay, min(sum_, _most(person)), way)
    work.remember(d, network, chosen)
    return True


def _most(person: Person) -> int:
    """What can be spared at most, in kroner."""
    spare: float = work.usual_pay(person) * HABITS.most_of_pay
    return max(100, round(spare / 10_000) * 100)


def _send(
    d: District, luck: Random, person: Person, to: Side, pay: PayDay, sum_: int, way: str
) -> None:
    """One sum, in the way this person is used to, now and then in another."""
    if luck.random() >= HABITS.keeps_way:
        way = work.weighted(luck, HABITS.way)
    day = work.days_on(luck, pay.day, HABITS.days_after)
    at = work.at(luck, day, work.HABITS.day)
    if way == "counter":
        # Paid in cash at the transfer firm: the bank sees the cash alone.
        d.book.cash(at, person.side, sum_ * 100, work.machine(d, luck), "atm_withdrawal")
        return
    remit(d, luck, person, to, sum_, at, by=way)

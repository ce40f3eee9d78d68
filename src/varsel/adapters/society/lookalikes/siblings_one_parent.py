"""Brothers and sisters in different towns who support the same parent abroad."""

from __future__ import annotations

from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, remit
from varsel.adapters.society.person import Person
from varsel.adapters.society.places import some_place
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One of them lives in the district; the others bank here and live elsewhere."""
    here = d.pick(luck, 1, work.from_abroad, network=network)
    if not here:
        return False
    number = int(work.weighted(luck, HABITS.others))
    siblings = here + [_elsewhere(d, luck, here[0]) for _ in range(number)]
    parent = work.abroad(d, luck, here[0].citizenship)
    usual = {s.id: work.kroner(luck, HABITS.amount) for s in siblings}
    way = work.weighted(luck, HABITS.way)
    for year, month in d.calendar.months:
        pay_day = last_bank_day(year, month)
        givers = [
            s for s in siblings if work.earns_by(s, pay_day) and luck.random() < HABITS.months_with
        ]
        together = len(givers) > 1 and luck.random() < HABITS.one_sends_for_all
        collector = luck.choice(givers) if together else None
        for one in givers:
            at = work.at(luck, work.days_on(luck, pay_day, HABITS.days_after), work.HABITS.day)
            if collector is not None and one is not collector:
                text = luck.choice(("til mor", "hjem", "til mor og far", "for mum", None))
                d.book.pay(at, one.side, collector.side, usual[one.id] * 100, "mobile", text=text)
            else:
                sent = sum(usual[g.id] for g in givers) if one is collector else usual[one.id]
                remit(d, luck, one, parent, sent, at + HABITS.later * 60, by=way)
    work.remember(d, network, siblings)
    return True


def _elsewhere(d: District, luck: Random, sibling: Person) -> Person:
    """A brother or sister with a life of their own in another town."""
    town = some_place(luck, besides=(d.municipality,))
    home = work.small_home(d, luck, None, town)
    person = people.resident(
        d,
        luck,
        work.count(luck, work.HABITS.adult_age),
        home=home,
        moved=work.long_ago(d, luck),
        citizenship=sibling.citizenship,
        life="worker",
        municipality=town,
    )
    work.livelihood(d, luck, person)
    everyday(d, luck, person, rent=work.rent(luck, work.HABITS.flat_rent))
    return person

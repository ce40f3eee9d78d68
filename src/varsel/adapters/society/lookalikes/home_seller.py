"""Somebody who sells sex at home, alone and on their own account."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _seller as selling
from varsel.adapters.society.lookalikes._lives import begin
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with advertisements, regulars and a number of their own."""
    life = begin(d, luck, network, HABITS, selling.HABITS)
    found = selling.sellers(life, 1)
    if not found:
        return False
    one, home = selling.seller(life, found[0]), d.municipality
    busy = life.draw("clients_a_month")
    for since, until in selling.stretches(life):
        one.advertise(home, since, until)
        one.clients(busy, home, since, until)
    one.clients(busy * life.value("without_advertisement"), home, life.start, life.end)
    for day in life.days(life.draw("bankings_a_month")):
        one.bank(day, home)
    if life.happens("pays_tax"):
        one.taxes()
    if one.phone != one.person.phone and life.happens("prepaid_topped_up"):
        for day in life.days(life.draw("top_ups_a_month")):
            life.top_up(one.person, one.phone, day)
    return True

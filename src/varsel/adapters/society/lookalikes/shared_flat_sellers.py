"""Two or three who sell sex share a flat, its phone and its costs, and each keeps what they earn."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _seller as selling
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.lookalikes._seller import Seller
from varsel.adapters.society.ordinary.living import rent_to
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One holds the lease and the phone; the others pay her their part, or she pays them theirs."""
    life = begin(d, luck, network, HABITS, selling.HABITS)
    found = selling.sellers(life, int(life.one("sellers")))
    if not found:
        return False
    host = selling.seller(life, found[0])
    one_phone = life.happens("one_phone")
    one_till = one_phone and life.happens("one_till")
    group = [host]
    for person in found[1:]:
        one = selling.seller(life, person, phone=host.phone if one_phone else None)
        if one_phone:
            one.sites, one.email = host.sites, host.email
        if one_till:
            one.till = host.till
        group.append(one)
    rent = life.price("flat_rent", 100)
    landlord = d.outsider(name="Boligselskabet Solhøj", phone=False)
    rent_to(d, luck, host.person, landlord, rent, life.start, life.end)
    _work(life, group)
    if one_till:
        _pay_out(life, host, group[1:], rent / len(group))
    else:
        _share_costs(life, host, group[1:], rent / len(group))
    for one in group:
        for day in life.days(life.draw("bankings_a_month")):
            one.bank(day, d.municipality)
        if life.happens("pays_tax"):
            one.taxes()
    return True


def _work(life: Life, group: list[Seller]) -> None:
    """Each has advertisements of their own and comes on some days of the week."""
    host, town = group[0], life.d.municipality
    for one in group:
        payer = host.person if life.happens("host_pays_sites") else one.person
        for since, until in selling.stretches(life):
            one.advertise(town, since, until, payer=payer)
        one.clients(life.draw("clients_a_month"), town, life.start, life.end)


def _pay_out(life: Life, host: Seller, others: list[Seller], rent: float) -> None:
    """Week by week each gets what her clients paid to the flat's phone, less rent and costs."""
    for one in others:
        owed = 0.0
        for day in life.d.calendar.between(life.start, life.end):
            owed += sum(kroner for when, kroner in one.by_phone if when == day)
            if day.weekday() != 6:
                continue
            owed -= (rent + life.draw("costs_a_month")) / 4.3
            if owed >= 100:
                life.pay(
                    host.person, round(owed), life.at(day), one.own, text=life.note("share_text")
                )
                owed = 0.0


def _share_costs(life: Life, host: Seller, others: list[Seller], rent: float) -> None:
    """Each pays the host their part of rent, phone and cleaning."""
    for one in others:
        for year, month in life.months():
            day = dt.date(year, month, life.count("rent_day"))
            part = round(rent + life.draw("costs_a_month"), -1)
            if life.covered(day):
                life.pay(one.person, part, life.at(day), host.own, text=life.note("rent_text"))

"""Somebody who sells sex, whose partner at home puts up the advertisements and keeps the books with them."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _seller as selling
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import begin
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A couple who live on it together and share what comes in."""
    life = begin(d, luck, network, HABITS, selling.HABITS)
    sex = "f" if life.happens("women") else "m"
    found = life.residents(
        1, who=lambda p: p.life in {"worker", "idle"} and p.sex == sex and _partner(p) is not None
    )
    partner = _partner(found[0]) if found else None
    if partner is None:
        return False
    life.join(partner)
    lent = partner.phone if life.happens("partners_phone") else None
    one, home = selling.seller(life, found[0], phone=lent), d.municipality
    if life.happens("partners_email") and partner.email:
        one.email = partner.email
    if lent and life.happens("partners_till"):
        one.till = partner.side
    elif one.person.joint and life.happens("joint_till"):
        one.till = one.person.joint
    payer = partner if life.happens("partner_pays_sites") else one.person
    for since, until in selling.stretches(life):
        one.advertise(home, since, until, payer=payer)
    one.clients(life.draw("clients_a_month"), home, life.start, life.end)
    for day in life.days(life.draw("bankings_a_month")):
        one.bank(day, home)
    giver, taker = (partner, one.person) if one.till is partner.side else (one.person, partner)
    for day in life.days(life.draw("shared_a_month")):
        kroner = rounded(life.draw("shared"), 100)
        to = taker.joint if taker.joint and life.happens("to_joint") else taker.side
        life.pay(
            giver,
            kroner,
            life.at(day),
            to,
            channel=life.one("shared_by"),
            text=life.note("home_text"),
        )
    if life.happens("pays_tax"):
        one.taxes()
    return True


def _partner(person: Person) -> Person | None:
    """The other adult at home, where the household is a family and nothing else happens to them."""
    others = [p for p in person.household if p.life != "child" and p.side.inside and not p.used]
    return others[0] if person.kin and len(others) == 1 else None

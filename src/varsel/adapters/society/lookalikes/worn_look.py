"""Somebody bruised, tired or oddly dressed at a counter: athlete, night nurse, roofer, somebody ill."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn
from varsel.adapters.society.lookalikes._lives import begin, grown
from varsel.adapters.society.lookalikes._met import noted, some_facts
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who is met a few times, with or without company, and looks it."""
    life = begin(d, luck, network, HABITS)
    kind = life.kind("kinds")
    found = life.residents(1, kind["ages"], grown(*kind["lives"]))
    if not found:
        return False
    person = found[0]
    companion = None
    if luck.random() < kind["accompanied"]:
        kin = [p.id for p in person.household if person.kin and p.life != "child"]
        companion = luck.choice(kin) if kin else d.book.new("C")
    days = life.days(drawn(luck, kind["meetings"])) or [life.day()]
    for day in days[: life.value("meetings_most")]:
        facts = some_facts(life, kind["facts"])
        if companion:
            facts += some_facts(life, kind["with_company"])
        role = luck.choices(list(kind["roles"]), list(kind["roles"].values()))[0]
        noted(
            life,
            person.id,
            day,
            facts or [next(iter(kind["facts"]))],
            role=role,
            companion=companion,
        )
    for day in life.days(drawn(luck, kind["bills"])):
        name, mcc = luck.choice(kind["shops"])
        life.buy(person, life.price("bill", 1), life.at(day), name, mcc, town=d.municipality)
    return True

"""A volunteer, interpreter or visiting friend who goes with many different people to bank and town hall."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.lookalikes._met import noted, some_facts
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident, met again and again beside people who say little."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "pensioner", "student", "idle"))
    if not found:
        return False
    helper, kind = found[0], life.kind("kinds")
    new = d.calendar.last - dt.timedelta(days=life.value("new_for_days"))

    def helped(person: Person) -> bool:
        if person.life == "child" or person is helper or person.used:
            return False
        if person.arrived and person.arrived > new:
            return True
        frail = person.age(d.calendar.last) >= life.value("frail_from")
        share: float = life.value("needs_help")["frail" if frail else person.citizenship]
        return luck.random() < share

    people = [p for p in d.people if helped(p)]
    luck.shuffle(people)
    for person in people[: life.count("people_helped")]:
        _helped(life, helper, person, kind)
    return True


def _helped(life: Life, helper: Person, person: Person, kind: dict[str, dict[str, float]]) -> None:
    """Some meetings with one person, and small sums that go back and forth."""
    since = person.arrived or life.start
    for day in life.days(life.draw("meetings_a_month"), max(since, life.start))[
        : life.value("meetings_most")
    ]:
        noted(
            life, person.id, day, some_facts(life, kind["facts"]),
            role=life.one("counters"), companion=helper.id,
        )  # fmt: skip
    if life.happens("money_passes") and person.side.inside and not person.arrived:
        day = life.day()
        kroner = life.price("sum", 10)
        life.pay(helper, kroner, life.at(day), person.side, text=life.note("sum_text"))
        back = day + dt.timedelta(days=life.count("back_after"))
        if life.covered(back):
            life.pay(person, kroner, life.at(back), helper.side, text=life.note("sum_text"))

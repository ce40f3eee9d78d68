"""Somebody new or frail who comes to the bank or town hall with a relative, interpreter or adviser."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """The companion speaks because the customer cannot, or dares not, in Danish."""
    chosen = d.pick(luck, 1, lambda p: _needs_help(d, p), network=network)
    if not chosen:
        return False
    person = chosen[0]
    kind = work.weighted(luck, HABITS.companion)
    companion = _companion(d, luck, person, kind)
    for _ in range(int(work.weighted(luck, HABITS.meetings))):
        facts = [f"companion_{kind}"] if luck.random() < HABITS.known[kind] else []
        facts += [f for f, often in HABITS.facts.items() if luck.random() < often]
        if person.citizenship != "dk" and luck.random() < HABITS.no_danish:
            facts.append("no_shared_language")
        role = work.weighted(luck, HABITS.role)
        place = f"{'filial' if role == 'bank' else 'borgerservice'} {d.municipality}"
        at = work.at(luck, d.calendar.some_day(luck, person.arrived), work.HABITS.office)
        online.meet(d, person.id, at, facts, role=role, place=place, companion=companion)
        if luck.random() < HABITS.sets_up_phone:
            # The companion shows the bank's page on their own phone the same day.
            work.visit(
                d,
                party=person.id,
                account=person.side.account,
                device=f"{companion}-tlf",
                at=at + 60 * work.count(luck, HABITS.minutes_after),
                ip=None,
            )
    work.remember(d, network, chosen)
    return True


def _needs_help(d: District, person: Person) -> bool:
    """A newcomer, a foreign citizen without Danish, or somebody old."""
    if not person.side.inside or person.life == "child":
        return False
    lately = d.calendar.first - dt.timedelta(days=HABITS.lately)
    new = person.arrived is not None and person.arrived > lately
    return new or person.citizenship != "dk" or person.age(d.calendar.last) >= HABITS.old


def _companion(d: District, luck: Random, person: Person, kind: str) -> str:
    """A relative may be a customer too; the others are known to staff by sight or card."""
    if kind == "relative":
        kin = [p.id for p in person.household if p.kin and p.life != "child"]
        return luck.choice(kin) if kin else f"{person.id}-slægtning"
    return f"S{d.number:04}-{kind}-{work.count(luck, HABITS.helpers)}"

"""Somebody who books rooms in several towns for a choir, a team or a school, and is paid by all who come."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident; some rooms a night, a new town every few days, instalments from all."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "pensioner"))
    if not found:
        return False
    for first in life.days(life.draw("trips_a_month")) or [life.day()]:
        _trip(life, found[0], first)
    return True


def _trip(life: Life, leader: Person, first: dt.date) -> None:
    """Instalments before, rooms in each town, a bus, and meals for all."""
    group = life.circle(life.count("people"), "local_travellers")
    towns = [life.town() for _ in range(life.count("towns"))]
    nights = [life.count("nights") for _ in towns]
    each = rounded(sum(nights) * life.draw("each_a_night"), 50)
    parts = life.count("instalments")
    for payer in group:
        for part in range(parts):
            due = first - dt.timedelta(days=life.count("days_ahead") * (parts - part) // parts)
            day = due + dt.timedelta(days=life.count("days_late"))
            if life.covered(day):
                text = life.note("instalment")
                life.receive(leader.side, rounded(each / parts, 25), life.at(day), payer, text=text)
    rooms = max(1, len(group) // life.count("beds"))
    day = first
    for town, stays in zip(towns, nights, strict=True):
        lodging = life.one("group_lodging")
        guests = [
            life.d.book.new("GU") if life.happens("guests_listed") else None for _ in range(rooms)
        ]
        for guest in guests:
            if day <= life.d.calendar.last:
                life.stay(
                    leader,
                    town,
                    day,
                    stays,
                    lodging=lodging,
                    people=life.count("beds"),
                    guest=guest,
                )
        if life.covered(day):
            kroner = rounded(len(group) * life.draw("meal_each"), 1)
            life.buy(leader, kroner, life.at(day, "evening"), f"Kroen {town}", "5812", town=town)
        day += dt.timedelta(days=stays)
    paid = first - dt.timedelta(days=life.count("days_late"))
    if life.covered(paid):
        bus = rounded(len(group) * life.draw("bus_each"), 50)
        to = life.outside("Turistbusser Midt ApS")
        life.pay(leader, bus, life.at(paid), to, channel="transfer", text=life.write("bus"))

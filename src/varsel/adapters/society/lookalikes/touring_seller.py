"""Somebody who sells sex and tours between towns by choice, alone or with a friend, and books the rooms."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _seller as selling
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.lookalikes._seller import Seller
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A resident who tours, or a visitor who tours for some weeks and goes home."""
    life = begin(d, luck, network, HABITS, selling.HABITS)
    visitor = life.happens("visits_from_abroad")
    found = _visitors(life) if visitor else selling.sellers(life, int(life.one("sellers")))
    if not found:
        return False
    group = [selling.seller(life, person) for person in found]
    favourites = [life.town(d.municipality) for _ in range(life.count("favourite_towns"))]
    day = d.calendar.first
    for first in [life.start] if visitor else life.days(life.draw("tours_a_month")):
        day = max(first, day)
        for _ in range(life.count("towns_a_tour")):
            town = luck.choice(favourites) if life.happens("goes_again") else life.town()
            nights = life.count("nights")
            if day > life.d.calendar.last or (visitor and day > life.end):
                break
            _in_town(life, group, town, day, nights)
            day += dt.timedelta(days=nights + life.count("days_between"))
    for one in group:
        one.bank(min(life.end, d.calendar.last), d.municipality)
        if not visitor and life.happens("pays_tax"):
            one.taxes()
    return True


def _in_town(life: Life, group: list[Seller], town: str, day: dt.date, nights: int) -> None:
    """Some nights in a town: a room, advertisements, clients, cash paid in before leaving."""
    leaves, lead = day + dt.timedelta(days=nights), group[0]
    travel = life.one("travel")
    life.buy(lead.person, life.price(travel, 1), life.at(day), *life.value("carriers")[travel])
    life.stay(lead.person, town, day, nights, people=len(group), guest=_guest(life, lead.person))
    if len(group) > 1:
        share = life.price("room_share", 50)
        for one in group[1:]:
            life.pay(one.person, share * nights, life.at(leaves), lead.person.side, text="værelse")
    for one in group:
        ahead = dt.timedelta(days=life.count("advertised_ahead"))
        one.advertise(town, day - ahead, leaves, texts="tour_ad")
        one.clients(life.draw("clients_a_month"), town, day, leaves)
        for meal in life.days(life.value("meals_a_month"), day, leaves):
            at = life.at(meal, "evening")
            life.buy(one.person, life.price("meal", 1), at, f"Pizzeria {town}", "5814", town=town)
        if life.happens("banks_on_tour"):
            one.bank(leaves, town)


def _visitors(life: Life) -> list[Person]:
    """One who comes from another country for some weeks, and whether an account is opened for it."""
    d, luck = life.d, life.luck
    life.start = life.day()
    life.end = life.start + dt.timedelta(days=life.count("visit_days"))
    person = people.resident(
        d,
        luck,
        life.count("ages"),
        home=None,
        arrived=life.start - dt.timedelta(days=life.count("first_came_before")),
        citizenship=life.one("visitors"),
        sex="f" if life.happens("women") else "m",
        banks_here=life.happens("visitor_banks_here"),
        purpose="løn og opsparing",
        life="worker",
    )
    life.join(person)
    life.network.started_on, life.network.ended_on = life.start, min(life.end, d.calendar.last)
    everyday(d, luck, person, since=life.start, until=life.end, level=life.draw("visitor_spends"))
    return [person]


def _guest(life: Life, person: Person) -> str | None:
    """How the guest is written down: as who they are, under a pseudonym, or not at all."""
    way = life.one("guest_shown")
    return person.id if way == "known" else life.d.book.new("GU") if way == "pseudonym" else None

"""The one among friends who books and pays for all, and gets the others' part back afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Life, Payer, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident: rooms, flights, taxis and dinners for a handful of friends, again and again."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "idle"))
    if not found:
        return False
    friends = life.circle(life.count("friends"))
    for day in life.days(life.draw("trips_a_month")) or [life.day()]:
        _trip(
            life, found[0], day, [f for f in friends if life.happens("comes_along")] or friends[:1]
        )
    return True


def _trip(life: Life, person: Person, day: dt.date, friends: Sequence[Payer]) -> None:
    """One journey: booked in one go, paid back at the table or weeks later."""
    number, nights, town = len(friends) + 1, life.count("nights"), life.town(life.d.municipality)
    ahead = day - dt.timedelta(days=life.count("days_ahead"))
    book_on = max(ahead, life.d.calendar.first)
    spent = 0.0
    if life.happens("goes_by_air"):
        kroner = rounded(number * life.draw("flight"), 1)
        if life.covered(book_on):
            carrier, mcc = life.kind("airlines")
            life.buy(
                person,
                kroner,
                life.at(book_on, "evening"),
                carrier,
                mcc,
            )
            spent += kroner
        if life.covered(book_on):
            kroner = rounded(number * nights * life.draw("bed_abroad"), 1)
            life.buy(person, kroner, life.at(book_on, "evening"), "Worldbeds", "7011")
            spent += kroner
    else:
        rooms = -(-number // life.count("beds"))
        for _ in range(rooms if life.happens("books_rooms") else 1):
            life.stay(person, town, day, nights, people=-(-number // rooms))
        spent += number * nights * life.draw("bed_abroad")
        for night in range(nights):
            kroner, when = rounded(number * life.draw("dinner"), 1), day + dt.timedelta(days=night)
            if life.covered(when) and life.happens("pays_dinner"):
                life.buy(
                    person,
                    kroner,
                    life.at(when, "dinner_time"),
                    f"Spisehuset {town}",
                    "5812",
                    town=town,
                )
                spent += kroner
            if life.covered(when) and life.happens("takes_taxi"):
                kroner = life.price("taxi", 1)
                life.buy(person, kroner, life.at(when, "late"), f"Taxa {town}", "4121", town=town)
                spent += kroner
    each = rounded(spent / number, 1 if life.happens("exact") else 50)
    for friend in friends:
        when = day + dt.timedelta(days=life.count("paid_back_after"))
        if life.covered(when) and life.happens("pays_back"):
            life.receive(person.side, each, life.at(when), friend, text=life.note("back"))

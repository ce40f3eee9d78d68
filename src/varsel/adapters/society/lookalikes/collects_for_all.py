"""Somebody who collects for a club, a class, a gift or a party: equal payments from many to one number."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, Payer, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with a circle that pays the same sum within some days, and what it is spent on."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "pensioner"))
    if not found:
        return False
    person = found[0]
    till = _till(life, person)
    kind = life.kind("kinds")
    circle = life.circle(round(drawn(luck, kind["people"])))
    for day in life.days(drawn(luck, kind["a_month"])):
        taken = _collect(life, till, circle, day, kind)
        _spend(
            life, person, till, taken, day + dt.timedelta(days=round(drawn(luck, kind["lasts"])))
        )
    return True


def _till(life: Life, person: Person) -> Side:
    """Their own number, or a box number with an account of its own."""
    if not life.happens("has_box"):
        return person.side
    box = f"{life.luck.randint(1000, 9999)}{life.luck.choice('ABCDEFGHKMN')}{life.luck.choice('ABCDEFGHKMN')}"
    opened = min(life.start, life.d.calendar.last)
    till = life.d.account(person.id, "association", opened, alias=box, alias_kind="box")
    life.network.member("other", f"account:{till.account}")
    return replace(till, name=life.one("box_names"))


def _collect(
    life: Life, till: Side, circle: list[Payer], day: dt.date, kind: dict[str, object]
) -> float:
    """Most pay within days of being asked, some late in the evening, a few for two, a few never."""
    each, taken = rounded(drawn(life.luck, kind["each"]), float(str(kind["step"]))), 0.0
    text = life.one("reasons") if life.happens("asked_for_text") else None
    for payer in circle:
        if life.happens("does_not_pay"):
            continue
        when = day + dt.timedelta(
            days=int(life.luck.expovariate(1 / drawn(life.luck, kind["lasts"])))
        )
        kroner = each * (2 if life.happens("pays_for_two") else 1)
        if life.covered(when):
            at = life.at(when, "asked" if life.happens("pays_when_asked") else "waking")
            note = text or (life.one("reasons") if life.happens("payment_has_text") else None)
            life.receive(till, kroner, at, payer, text=note)
            taken += kroner
    return taken


def _spend(life: Life, person: Person, till: Side, taken: float, day: dt.date) -> None:
    """What was collected goes out at once: to a firm, by card, in cash, or to whoever laid it out."""
    if taken < life.value("least_spent") or not life.covered(day):
        return
    kroner, at, way = rounded(taken * life.draw("spent"), 1), life.at(day), life.one("spent_by")
    mcc = life.one("spent_at")
    if way == "card":
        life.buy(person, kroner, at, life.value("merchants")[mcc], mcc, side=till)
    elif way == "cash":
        life.draw_cash(person, kroner, at, life.d.municipality, side=till)
    elif way == "member":
        payee = life.payer().side
        life.pay(person, kroner, at, payee, text=life.one("reasons"), side=till)
    else:
        payee, text = life.outside(life.one("firms")), life.write("invoice")
        life.pay(person, kroner, at, payee, channel="transfer", text=text, side=till)

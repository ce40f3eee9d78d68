"""A household that pays airlines and embassies again and again: family abroad, studies, a new job."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident: tickets for themselves and others, passports and visas, sums sent ahead."""
    life = begin(d, luck, network, HABITS)
    kind = life.kind("kinds")
    lives = grown(*kind["lives"])
    found = life.residents(
        1, kind["ages"],
        lambda p: lives(p) and (p.citizenship != "dk" or luck.random() < kind["danes"]),
    )  # fmt: skip
    if not found:
        return False
    _pays(life, found[0], kind)
    return True


def _pays(life: Life, person: Person, kind: dict[str, Any]) -> None:
    luck = life.luck
    country = luck.choice(kind["countries"])
    others = [
        life.outside(names.person(luck), country) for _ in range(luck.randint(*kind["others"]))
    ]
    for day in life.days(drawn(luck, kind["journeys"])):
        name, mcc = life.kind("carriers")
        for _ in range(luck.randint(1, 1 + len(others))):
            life.buy(person, life.price("ticket", 1), life.at(day), name, mcc)
        if life.happens("baggage_later"):
            when = day + dt.timedelta(days=life.count("days_later"))
            life.buy(person, life.price("baggage", 1), life.at(when), name, mcc)
        if life.happens("room_on_the_way"):
            life.stay(
                person,
                life.town(),
                day + dt.timedelta(days=life.count("days_later")),
                1,
                lodging="hotel",
            )
    for day in life.days(drawn(luck, kind["papers"])):
        name, mcc = life.kind("offices")
        life.buy(person, life.price("paper", 1), life.at(day, "office"), name, mcc)
    for other in others:
        for day in life.days(drawn(luck, kind["sums"])):
            life.pay(
                person,
                life.price("sum", 100),
                life.at(day),
                other,
                channel=life.one("sent_by"),
                text=life.note("sum_text"),
            )

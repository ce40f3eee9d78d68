"""Somebody who works at night: bar, taxi, delivery, hospital; tips and purchases long after midnight."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with shifts in the evening and night, paid beside the wage by tips or guests."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "idle"))
    if not found:
        return False
    job, pocket = life.kind("jobs"), 0.0
    for day in life.days(drawn(luck, job["shifts"])):
        pocket += _shift(life, found[0], day, job)
        if pocket >= life.value("least_banked") and life.happens("banks_after_shift"):
            at = life.moment(day, job["ends"])
            town = d.municipality if life.happens("works_at_home") else life.next_town()
            life.bank_cash(found[0].side, pocket, at, town)
            pocket = 0.0
    return True


def _shift(life: Life, person: Person, day: dt.date, job: dict[str, Any]) -> float:
    """One shift: what people pay by phone, what is bought on the way; gives the cash in the pocket."""
    luck, town = life.luck, life.d.municipality
    for _ in range(round(drawn(luck, job["by_phone"]))):
        kroner = rounded(drawn(luck, job["sum"]), job["step"])
        text = luck.choice(job["texts"]) if life.happens("payment_has_text") else None
        payer = life.passing() if luck.random() < job["strangers"] else life.payer("local_some")
        life.receive(person.side, kroner, life.moment(day, job["hours"]), payer, text=text)
    if life.happens("eats"):
        at = life.moment(day, job["hours"])
        life.buy(person, life.price("meal", 1), at, f"Grillen {town}", "5814", town=town)
    if life.happens("taxi_home"):
        at = life.moment(day, job["ends"])
        life.buy(person, life.price("taxi", 1), at, f"Taxa {town}", "4121", town=town)
    if life.happens("shares_tips"):
        at = life.moment(day, job["ends"])
        to = life.once("colleague", lambda: life.payer("local_some")).side
        if to.account != person.side.account:
            life.pay(person, life.price("shared", 10), at, to, text=life.note("share_text"))
    return drawn(luck, job["cash"])

"""Somebody who helps others with visas, forms and translations: fees, embassies, tickets, counters, posts."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._groups import post_in_groups
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.lookalikes._met import noted, some_facts
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident, with or without a small firm, known in the groups of those who came from there."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "idle"))
    if not found:
        return False
    helper = found[0]
    for day in life.days(life.draw("posts_a_month")):
        slots = {
            "phone": life.shown(helper.phone),
            "name": helper.name.split()[0],
            "app": life.one("apps"),
        }
        text = life.write("post", price=round(life.draw("fee"), -1), **slots)
        post_in_groups(
            life, helper, day, text,
            kinds="group_kinds", tongue=life.one("tongues"), number=life.count("groups_each"),
        )  # fmt: skip
    for day in life.days(life.draw("customers_a_month")):
        _customer(life, helper, day)
    return True


def _customer(life: Life, helper: Person, day: dt.date) -> None:
    """One customer: a fee, the state's or embassy's own fee, a ticket, and company to the counter."""
    payer = life.payer("local_customers")
    life.receive(
        helper.side, life.price("fee", 50), life.at(day), payer, text=life.note("fee_text")
    )
    for what in ("embassy", "agency", "airline", "courier"):
        when = day + dt.timedelta(days=life.count("days_after"))
        if life.luck.random() < life.value("bought")[what] and life.covered(when):
            name, mcc = life.kind(f"{what}s")
            life.buy(helper, life.price(f"{what}_sum", 1), life.at(when), name, mcc)
            if life.happens("laid_out_back"):
                back = when + dt.timedelta(days=life.count("days_after"))
                if life.covered(back):
                    kroner = life.price(f"{what}_sum", 1)
                    life.receive(
                        helper.side, kroner, life.at(back), payer, text=life.note("back_text")
                    )
    if life.happens("goes_along"):
        when = day + dt.timedelta(days=life.count("days_after"))
        facts = some_facts(life, life.value("noted"))
        noted(life, payer.side.party, when, facts, role=life.one("counters"), companion=helper.id)

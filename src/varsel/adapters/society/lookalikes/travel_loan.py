"""Somebody who pays back a relative or friend for the money that paid the journey to Denmark."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import remit
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)
TEXTS = (
    "lån",
    "tak for lån",
    "billet",
    "afdrag",
    "ticket",
    "loan",
    "visum + billet",
    "rate 3",
    None,
    None,
)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A family loan without interest; the lender lives here, elsewhere in the country or abroad."""
    chosen = d.pick(luck, 1, work.from_abroad, network=network)
    if not chosen:
        return False
    person = chosen[0]
    where = work.weighted(luck, HABITS.lender)
    helper: Person | None = None
    lender: Side | None = None
    if where == "here":
        group = person.citizenship
        found = d.pick(
            luck, 1, lambda p: p.citizenship == group and p.side.inside and p.arrived is None
        )
        helper = next((p for p in found if p is not person), None)
    if helper is not None:
        lender = helper.side
    elif where == "abroad":
        lender = work.abroad(d, luck, person.citizenship)
    else:
        lender = d.outsider()
    owed = work.kroner(luck, HABITS.owed, step=500)
    owed = round(owed * work.between(luck, HABITS.left))
    rate = work.kroner(luck, HABITS.rate, step=250)
    wording = luck.sample(TEXTS, 2)
    for pay in work.last_pay(person):
        if owed <= 0 or luck.random() >= HABITS.months_with:
            continue
        spare = round(work.usual_pay(person) / 100 * HABITS.most_of_pay)
        part = min(owed, round(rate * luck.choice(HABITS.times)), spare)
        owed -= part
        at = work.at(luck, work.days_on(luck, pay.day, HABITS.days_after), work.HABITS.day)
        at = max(at, pay.at + 60)
        if lender.country:
            remit(d, luck, person, lender, part, at)
        else:
            channel = "mobile" if luck.random() < HABITS.by_mobile else "transfer"
            text = luck.choice(wording)
            d.book.pay(at, person.side, lender, part * 100, channel, text=text)
    work.remember(d, network, [*chosen, *([helper] if helper else [])])
    return True

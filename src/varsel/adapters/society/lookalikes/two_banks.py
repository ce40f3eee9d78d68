"""Somebody whose wage comes in here and is moved whole to their own account in another bank."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """The wage passes through: in from the employer, out whole to their own account elsewhere."""
    firm = work.an_employer(d, luck)
    if firm is None:
        return False
    person = work.grown_up(d, luck)
    work.hire(d, luck, person, firm)
    other = person.elsewhere or Side(d.book.new("X-A"), party=person.id)
    named = luck.random() < HABITS.name_shown
    other = replace(other, name=person.name if named else None)
    if person.citizenship != "dk" and luck.random() < HABITS.bank_at_home:
        other = work.abroad(d, luck, person.citizenship, person.name)
    person.elsewhere = other
    rest = work.between(luck, HABITS.stays)
    rounding = luck.choice(HABITS.rounded) * 100
    for pay in person.paydays:
        if luck.random() >= HABITS.months_with:
            continue
        at = work.awake(luck, pay.at + 60 * work.count(luck, HABITS.minutes_after))
        ore = int(pay.net * (1 - rest) // rounding) * rounding
        if ore > 0:
            text = luck.choice(("overførsel", "løn", "egen konto", None, None))
            d.book.pay(at, person.side, other, ore, "transfer", text=text, device=person.device)
    # What is put by and paid elsewhere is not told again: it has left already.
    rest_of = replace(person, elsewhere=None, savings=None)
    everyday(d, luck, rest_of, level=work.between(luck, HABITS.level), cash=0.0)
    work.remember(d, network, [person])
    return True

"""An employee who pays back a loan, an advance or the cost of moving here to the employer."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import next_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)
TEXTS = {
    "loan": ("afdrag lån", "lån jf. aftale", "Afdrag", "tilbagebetaling", "lån"),
    "advance": ("forskud retur", "forskud", "retur a conto løn", "udlæg"),
    "moving": (
        "flytteudgifter",
        "relocation",
        "depositum retur",
        "flight + deposit",
        "afdrag flytning",
    ),
    "things": ("bil", "arbejdstøj/værktøj", "kursus", "telefon", "privat andel firmabil"),
}


def tell(d: District, luck: Random, network: Network) -> bool:
    """One employee; the firm that lent the money is the one that pays the wage."""
    banked = {f.id: f for f in work.employers(d)}
    chosen = d.pick(luck, 1, lambda p: work.working(p) and p.employer in banked)
    if not chosen:
        return False
    person = chosen[0]
    firm = banked[person.employer or ""]
    what = work.weighted(luck, HABITS.what)
    owed = work.kroner(luck, HABITS.owed[what], step=500)
    rate = work.kroner(luck, HABITS.rate, step=100)
    before = d.calendar.first - dt.timedelta(days=HABITS.lent_before)
    lent = d.day_in(luck, before, d.calendar.last)
    if luck.random() < HABITS.paid_out:
        text = luck.choice(("lån", "forskud", "iflg. aftale", "lån iflg. gældsbrev"))
        at = work.at(luck, lent, work.HABITS.office)
        d.book.pay(at, firm.side, person.side, owed * 100, "transfer", text=text)
    # What was paid before the data begin is off the debt already.
    owed -= rate * max(0, (d.calendar.first - lent).days // 30)
    standing = luck.random() < HABITS.standing
    wording = luck.sample(TEXTS[what], 1 if standing else 2)
    for pay in work.last_pay(person):
        if pay.day <= lent or owed <= 0:
            continue
        part = min(owed, rate)
        owed -= part
        text = luck.choice(wording)
        day = work.days_on(luck, pay.day, HABITS.days_after)
        at = max(work.at(luck, day, work.HABITS.day), pay.at + 60)
        if standing:
            at = stamp(next_bank_day(pay.day + dt.timedelta(days=1)), 195)
        channel = "standing_order" if standing else "transfer"
        d.book.pay(at, person.side, firm.side, part * 100, channel, timed=not standing, text=text)
    work.remember(d, network, chosen, since=lent)
    return True

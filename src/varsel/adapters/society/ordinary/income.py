"""What people live on besides wages: grants, pensions, benefits, child money, tax refunds, windfalls."""

from __future__ import annotations

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.ordinary.agreements import Agreements
from varsel.adapters.society.ordinary.lives import LIFE, Lives, by_life, ore
from varsel.adapters.society.ordinary.upkeep import drawn

HABITS = beside(__file__)
QUARTER = 3


def earned(lives: Lives) -> None:
    """What a month brings on average, and what of it is already told to go out again.

    Wages are written before the everyday, and so is whatever networks do; what has been paid into
    and out of an account by then is what its holder lives on.
    """
    owners = drawn(lives.sheet.town)
    told = lives.sheet.town.told_so_far()
    months = np.maximum(lives.months, 1)
    for n, person in enumerate(lives.people):
        into, out_of = told.get(person.side.account or "", (0, 0))
        lives.wages[n] = sum(p.net for p in person.paydays) / 100 / months[n]
        lives.income[n] = into / 100 / months[n] + owners.get(person.id, 0.0)
        lives.fixed[n] = out_of / 100 / months[n]


def public_money(lives: Lives, agreed: Agreements) -> None:
    """Grants, pensions and benefits of those who earn no wages, and whatever else comes at times."""
    without = (lives.income == 0) & (lives.wages == 0)
    sheet = lives.sheet
    for benefit in HABITS.benefits:
        able = lives.adult & (lives.life == LIFE.index(benefit["life"]))
        if benefit["instead_of_wages"]:
            able &= without
        who = lives.some(benefit["share"], able)
        kroner = np.round(
            np.maximum(lives.around(benefit["mean"], benefit["spread"], len(who)), HABITS.least)
        )
        payers = sheet.sides(
            sheet.town.body(n.format(place=lives.d.municipality)) for n in benefit["payers"]
        )
        agreed.add(
            who,
            payers[lives.rng.integers(len(payers), size=len(who))],
            lives.own[who],
            kroner,
            channel="transfer",
            by_hand=False,
            day=benefit["day"],
            wobble=benefit.get("wobble", 0.0),
            text=sheet.some_words(benefit["texts"], len(who), HABITS.written),
            purpose=benefit["purpose"],
        )
        np.add.at(lives.income, who, kroner)
        if benefit["instead_of_wages"]:
            without[who] = False
    _child_money(lives, agreed)


def _child_money(lives: Lives, agreed: Agreements) -> None:
    """Child benefit by quarter, to one parent or half to each."""
    facts = HABITS.child_money
    rows: list[tuple[int, float]] = []
    for n, person in enumerate(lives.people):
        if lives.adult[n] or not person.kin:
            continue
        adults = [p.id for p in person.household if p.life != "child" and p.id in lives.index]
        quarter = next(k for top, k in facts["by_age"] if lives.age[n] <= top)
        rows += [(lives.index[a], quarter / len(adults)) for a in adults]
    who = np.array([r[0] for r in rows], np.int64)
    kroner = np.array([r[1] for r in rows])
    agreed.add(
        who,
        lives.side(lives.sheet.town.body("Udbetaling Danmark")),
        lives.own[who],
        kroner,
        channel="transfer",
        by_hand=False,
        every=QUARTER,
        turn=0,
        day=facts["day"],
        text=facts["text"],
        purpose="BENE",
    )
    np.add.at(lives.income, who, kroner / QUARTER)


def now_and_then(lives: Lives) -> None:
    """Tax refunds, holiday pay, insurance sums, and what else comes once a year or so."""
    sheet = lives.sheet
    for kind in HABITS.now_and_then:
        rate = by_life(lives, kind["share"]) * np.minimum(lives.level, 1) / 12 * (lives.income > 0)
        who, day = lives.happen(rate, lives.days(kind["week"], kind["year"]))
        names = [n.format(place=lives.d.municipality) for n in kind["payers"]]
        payers = sheet.sides(sheet.town.body(n) for n in names)
        sheet.pay(
            "transfer",
            payers[lives.rng.integers(len(payers), size=len(who))],
            lives.own[who],
            ore(lives.around(kind["mean"], kind["spread"], len(who)), kind["to"]),
            lives.at(day, HABITS.batch_hours),
            timed=False,
            text=sheet.some_words(kind["texts"], len(who), HABITS.written),
        )

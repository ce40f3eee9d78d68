"""Each adult's own bills: phone, union, insurance, car, memberships, loans, and what is put by."""

from __future__ import annotations

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.ordinary.agreements import AFTER_PAY, FIRST, LAST, Agreements
from varsel.adapters.society.ordinary.lives import Lives, by_life, within

HABITS = beside(__file__)


def bills(lives: Lives, agreed: Agreements) -> None:
    """Bills that one person has, by direct debit; what they come to is added to `lives.fixed`."""
    rng, sheet = lives.rng, lives.sheet
    has_car = rng.random(lives.size) < by_life(lives, HABITS.car["share"])
    for bill in HABITS.bills:
        share = by_life(lives, bill["share"]) * np.minimum(lives.level * 1.5, 1)
        among = lives.adult & (lives.age >= bill.get("from_age", 0))
        who = lives.some(share, among & has_car if bill.get("car") else among)
        if not len(who):
            continue
        kroner = np.round(lives.around(bill["mean"], bill["spread"], len(who)))
        every = np.array(bill["every"])[rng.integers(len(bill["every"]), size=len(who))]
        payees = sheet.sides(sheet.town.body(n) for n in bill["payees"])
        agreed.add(
            who,
            lives.own[who],
            payees[rng.integers(len(payees), size=len(who))],
            kroner * every,
            every=every,
            wobble=bill.get("wobble", 0.0),
            text=sheet.some_words(bill["texts"], len(who), HABITS.text_on_bills),
        )
        np.add.at(lives.fixed, who, kroner)
    lives.has_car = has_car


def put_by(lives: Lives, agreed: Agreements) -> None:
    """Savings, a second bank, and money fetched back from either."""
    _sweep(lives, agreed)
    _second_bank(lives, agreed)


def _sweep(lives: Lives, agreed: Agreements) -> None:
    rng, sheet = lives.rng, lives.sheet
    saving = sheet.sides(p.savings for p in lives.people)
    able = lives.adult & (saving >= 0) & (lives.income > 0)
    who = lives.some(HABITS.sweep["share"] * np.minimum(lives.level, 1), able)
    part = np.minimum(
        lives.around(HABITS.sweep["of_income"], HABITS.sweep["spread"], len(who)),
        HABITS.sweep["at_most"],
    )
    kroner = np.maximum(np.round(lives.income[who] * part / 100) * 100, 50)
    days = np.array([AFTER_PAY, FIRST, LAST])[rng.choice(3, len(who), p=HABITS.sweep["days"])]
    agreed.add(
        who,
        lives.own[who],
        saving[who],
        kroner,
        channel="standing_order",
        day=days,
        text=sheet.some_words(HABITS.sweep["texts"], len(who), HABITS.sweep["written"]),
    )
    np.add.at(lives.fixed, who, kroner * HABITS.sweep["stays"])
    back = HABITS.fetched_back
    rate = np.where(saving >= 0, back["a_month"] * np.minimum(lives.level, 1), 0) * lives.adult
    who, day = lives.happen(rate, lives.days(back["week"], back["year"], back["payday"]))
    amount = lives.around(back["mean"], back["spread"], len(who))
    sheet.pay(
        "transfer",
        saving[who],
        lives.own[who],
        np.maximum(np.round(amount / 100), 1).astype(np.int64) * 10_000,
        lives.at(day, back["hours"]),
        text=sheet.some_words(back["texts"], len(who), back["written"]),
        device=lives.device_of(who),
    )


def _second_bank(lives: Lives, agreed: Agreements) -> None:
    """Those with an account elsewhere: some live there, some keep a little there, some are paid there."""
    rng, sheet = lives.rng, lives.sheet
    other = sheet.sides(p.elsewhere for p in lives.people)
    able = lives.adult & (other >= 0) & (lives.income > 0)
    habits = HABITS.second_bank
    kind = rng.choice(
        3, lives.size, p=[habits["lives_there"], habits["saves_there"], habits["both"]]
    )
    moved, kept = (within(rng, habits[name], lives.size) for name in ("moved", "kept"))
    part = np.where(kind == 0, moved, np.where(kind == 1, kept, 0))
    # Whoever is paid elsewhere has sent on what is needed here already.
    paid_here = lives.wages <= lives.income * HABITS.second_bank["paid_here"]
    who = np.flatnonzero(able & (kind < 2) & paid_here)
    kroner = np.maximum(np.round(lives.income[who] * part[who] / 100) * 100, 100)
    order = rng.random(len(who)) < habits["by_standing_order"]
    for channel, chosen in (("standing_order", order), ("transfer", ~order)):
        agreed.add(
            who[chosen],
            lives.own[who[chosen]],
            other[who[chosen]],
            kroner[chosen],
            channel=channel,
            day=AFTER_PAY if channel == "standing_order" else LAST,
            wobble=0.0 if channel == "standing_order" else habits["wobble"],
            text=sheet.some_words(habits["texts"], int(chosen.sum()), habits["written"]),
        )
    lives.income[who] -= kroner
    back = np.where(able & (kind == 2), habits["a_month"], 0.0)
    who, day = lives.happen(back, lives.days(habits["week"]))
    inward = rng.random(len(who)) < 0.5
    sheet.pay(
        "transfer",
        np.where(inward, other[who], lives.own[who]),
        np.where(inward, lives.own[who], other[who]),
        np.maximum(
            np.round(lives.around(habits["mean"], habits["spread"], len(who)) / 100), 1
        ).astype(np.int64)
        * 10_000,
        lives.at(day, HABITS.fetched_back["hours"]),
        text=sheet.some_words(habits["texts"], len(who), habits["written"]),
    )

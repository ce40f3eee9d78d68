"""Clubs and school classes: boxes with a number of their own, which many pay into."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.ordinary.circle import strangers
from varsel.adapters.society.ordinary.lives import MONTH, Lives
from varsel.adapters.society.ordinary.mobile import sums
from varsel.adapters.society.ordinary.town import Town

HABITS = beside(__file__)


@dataclass
class Box:
    """A box: the side that gets the money, of what kind it is, and whose (a club's, or a person's)."""

    side: Side
    kind: dict[str, Any]
    own_account: bool


def clubs(town: Town) -> list[Box]:
    """The district's clubs; some bank here and have a resident as treasurer."""

    def made() -> list[Box]:
        d, luck = town.d, town.luck
        low, high = HABITS.treasurer
        adults = [p for p in d.adults if p.side.inside and low <= p.age(d.calendar.last) <= high]
        boxes = []
        for kind in HABITS.kinds:
            if kind["of"] != "club":
                continue
            for n in range(max(1, round(len(d.people) / kind["residents"]))):
                name = kind["names"][n % len(kind["names"])].format(place=d.municipality)
                alias = box_number(town)
                if luck.random() >= kind["banks_here"] or not adults:
                    boxes.append(Box(Side(d.book.new("X-A"), alias=alias, name=name), kind, False))
                    continue
                party = d.book.new("P")
                opened = d.day_in(luck, dt.date(*HABITS.opened_from), d.calendar.first)
                d.book.add(
                    "party",
                    party_id=party,
                    kind="company",
                    name=name,
                    onboarded_on=opened,
                    purpose="forening",
                    segment="association",
                )
                side = d.account(party, "association", opened, alias=alias, alias_kind="box")
                d.book.add(
                    "authority",
                    account_id=side.account,
                    party_id=luck.choice(adults).id,
                    role="business_user",
                    since=opened,
                )
                boxes.append(Box(replace(side, name=name), kind, True))
        return boxes

    return town.once("clubs", made)


def box_number(town: Town) -> str:
    """A box number: four digits and two letters, as no phone has them."""
    luck = town.luck
    return (
        f"{luck.randrange(10_000):04}{luck.choice('ABCDEFGHKLMNP')}{luck.choice('ABCDEFGHKLMNP')}"
    )


def into_boxes(lives: Lives) -> None:
    """Members pay fees, entry and coffee; parents pay into the box of a class."""
    rng, sheet = lives.rng, lives.sheet
    for box in clubs(sheet.town):
        kind = box.kind
        low, high = kind["ages"]
        able = np.flatnonzero((lives.age >= low) & (lives.age <= high))
        members = able[rng.random(len(able)) < kind["member"]]
        taken = _fees(lives, members, box)
        if box.own_account:
            _spent(lives, box, taken)
    _classes(lives)


def _fees(lives: Lives, members: np.ndarray, box: Box) -> float:
    """What members pay by and by, and the fee of a season that all pay within some weeks."""
    rng, sheet, kind = lives.rng, lives.sheet, box.kind
    chosen = np.zeros(lives.size)
    chosen[members] = 1
    who, day = lives.happen(chosen * kind["a_year"] / 12, lives.days(kind["week"], kind["year"]))
    kroner = sums(rng, lives.around(kind["mean"], kind["spread"], len(who)), kind["to"])
    payee = sheet.side(box.side)
    sheet.pay(
        "mobile",
        lives.own[who],
        payee,
        np.round(kroner * 100).astype(np.int64),
        lives.at(day, kind["hours"]),
        text=sheet.some_words(kind["texts"], len(who), kind["written"]),
        device=lives.device_of(who),
    )
    total = float(kroner.sum())
    for fee in kind["fees"]:
        for year in sorted({y for y, _ in lives.d.calendar.months}):
            due = (
                np.datetime64(f"{year}-{fee['month']:02}-05") - np.datetime64("1970-01-01")
            ).astype(int)
            when = due + np.round(rng.gamma(2, HABITS.dawdle / 2, len(members))).astype(np.int64)
            paid = lives.present(members, when) & (rng.random(len(members)) < fee["paid"])
            sum_ = round(fee["mean"] * float(np.exp(rng.normal(0, HABITS.fees_differ))) / 25) * 25
            half = np.where(rng.random(len(members)) < fee["reduced"], 0.5, 1.0)
            amount = np.round(sum_ * half).astype(np.int64) * 100
            sheet.pay(
                "mobile",
                lives.own[members[paid]],
                payee,
                amount[paid],
                lives.at(when[paid], kind["hours"]),
                text=sheet.some_words(fee["texts"], int(paid.sum()), HABITS.fee_written),
                device=lives.device_of(members[paid]),
            )
            total += float(amount[paid].sum()) / 100
    return total


def _spent(lives: Lives, box: Box, taken: float) -> None:
    """What a club that banks here pays for out of its account."""
    rng, sheet = lives.rng, lives.sheet
    number = rng.poisson(HABITS.spent["a_month"] * len(lives.d.calendar) / MONTH)
    if not number or taken < HABITS.spent["from"]:
        return
    day = lives.zero + rng.integers(0, len(lives.d.calendar), number)
    part = rng.dirichlet(np.ones(number)) * taken * rng.uniform(*HABITS.spent["of_income"])
    payees = sheet.sides(sheet.town.body(n) for n in HABITS.spent["payees"])
    sheet.pay(
        "transfer",
        sheet.side(box.side),
        payees[rng.integers(len(payees), size=number)],
        np.maximum(np.round(part * 100), HABITS.spent["least"] * 100).astype(np.int64),
        lives.at(day, HABITS.spent["hours"]),
        text=sheet.some_words(HABITS.spent["texts"], number, HABITS.spent["written"]),
    )


def _classes(lives: Lives) -> None:
    """Parents of one year pay the same sum to one of them, who keeps the box of the class."""
    rng, sheet = lives.rng, lives.sheet
    kind = next(k for k in HABITS.kinds if k["of"] == "class")
    outside = sheet.sides(strangers(sheet.town))
    for age in range(*kind["ages"]):
        parents: list[int] = []
        for n in np.flatnonzero(lives.age == age):
            grown = [lives.index[p.id] for p in lives.people[n].household if p.id in lives.index]
            grown = [g for g in grown if lives.adult[g]]
            parents += [int(rng.choice(grown))] if grown else []
        for start in range(0, len(parents), kind["pupils"]):
            group = np.array(parents[start : start + kind["pupils"]])
            keeper = lives.people[group[0]].side
            box = sheet.side(replace(keeper, alias=box_number(sheet.town)))
            others = group[group != group[0]]
            for _ in range(rng.poisson(kind["a_year"] * len(lives.d.calendar) / 365)):
                asked = lives.zero + int(rng.integers(0, len(lives.d.calendar)))
                kroner = int(rng.choice(kind["sums"]))
                payers = others[rng.random(len(others)) < rng.uniform(*kind["paid"])]
                out = outside[rng.integers(len(outside), size=rng.integers(kind["elsewhere"]))]
                when = asked + np.round(
                    rng.exponential(kind["days"], len(payers) + len(out))
                ).astype(np.int64)
                told = when <= lives.zero + len(lives.d.calendar) - 1
                told[: len(payers)] &= lives.present(payers, when[: len(payers)])
                sheet.pay(
                    "mobile",
                    np.concatenate([lives.own[payers], out])[told],
                    box,
                    np.full(int(told.sum()), kroner * 100),
                    lives.at(when[told], kind["hours"]),
                    text=sheet.some_words(kind["texts"], int(told.sum()), kind["written"]),
                )

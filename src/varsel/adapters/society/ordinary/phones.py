"""Prepaid numbers: who tops up whose, by card or from the account."""

from __future__ import annotations

import datetime as dt

import numpy as np

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.ordinary.lives import Lives
from varsel.adapters.society.ordinary.town import KIND, PLACE

HABITS = beside(__file__)
EPOCH = dt.date(1970, 1, 1)


def top_ups(lives: Lives) -> None:
    """Parents top up children's numbers; newcomers and a few others their own; some a spare one."""
    rng, d = lives.rng, lives.d
    found = _prepaid(lives)
    if not found:
        return
    who, numbers = np.array([n for n, _ in found]), [number for _, number in found]
    rate = np.exp(rng.normal(np.log(HABITS.a_month["mean"]), HABITS.a_month["spread"], len(who)))
    times = rng.poisson(rate * lives.months[who])
    of = np.repeat(np.arange(len(who)), times)
    span = lives.last[who[of]] - lives.first[who[of]] + 1
    day = lives.first[who[of]] + (rng.random(len(of)) * span).astype(np.int64)
    usual = rng.choice(HABITS.sums, len(who))
    kroner = np.where(
        rng.random(len(of)) < HABITS.usual, usual[of], rng.choice(HABITS.sums, len(of))
    )
    buyer = who[of]
    kinds, web = np.full(len(of), KIND["top_up"]), np.full(len(of), PLACE["web"])
    lives.sheet.card(
        lives.own[buyer],
        lives.sheet.town.choose(rng, kinds, web, lives.number[buyer]),
        kroner * 100,
        lives.at(day, HABITS.hours),
        device=lives.device_of(buyer, HABITS.device_known),
    )
    known = rng.random(len(of)) < HABITS.number_known
    for k in np.flatnonzero(known):
        person = lives.people[buyer[k]]
        online.phone_link(
            d,
            numbers[of[k]],
            "top_up",
            since=EPOCH + dt.timedelta(days=int(day[k])),
            party=person.id,
            account=person.side.account,
            amount=float(kroner[k]),
        )


def _prepaid(lives: Lives) -> list[tuple[int, str]]:
    """Who tops up which number; links the numbers that are not known yet to who pays for them."""
    rng = lives.rng
    found: list[tuple[int, str]] = []
    for n, person in enumerate(lives.people):
        level = min(1.0, float(lives.level[n]))
        if not lives.adult[n]:
            parents = [lives.index[p.id] for p in person.household if p.id in lives.index]
            parents = [p for p in parents if lives.adult[p]]
            if parents and lives.age[n] >= HABITS.child["from_age"]:
                prepaid = rng.random() < HABITS.child["prepaid"]
                payer = parents[rng.integers(len(parents))]
                _linked(lives, person.phone, "prepaid" if prepaid else "contract", payer)
                found += [(payer, person.phone)] if prepaid else []
        elif rng.random() < HABITS.own["newcomer" if person.arrived else "other"] * level:
            found.append((n, person.phone))
        elif rng.random() < HABITS.spare["share"] * level:
            phone = lives.d.book.phone()
            _linked(lives, phone, "prepaid", n)
            found.append((n, phone))
    return found


def _linked(lives: Lives, phone: str, kind: str, payer: int) -> None:
    """A number under contract or bought as prepaid by whoever pays for it."""
    low, high = HABITS.held_days
    since = lives.d.calendar.first - dt.timedelta(days=int(lives.rng.integers(low, high)))
    opened = EPOCH + dt.timedelta(days=int(lives.first[payer]))
    online.phone_link(
        lives.d,
        phone,
        kind,
        since=max(since, opened) if lives.people[payer].arrived else since,
        party=lives.people[payer].id,
    )

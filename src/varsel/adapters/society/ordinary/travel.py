"""Where people are when they are away: weekends, summer houses, holidays, visits home, work trips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import stamps
from varsel.adapters.society.ordinary.lives import Lives, by_life, minutes, ore
from varsel.adapters.society.ordinary.town import HOME, KIND, PLACE
from varsel.adapters.society.places import places

HABITS = beside(__file__)


@dataclass
class Trips:
    """Trips as columns, and where each person is on each day (-1 at home)."""

    who: np.ndarray
    start: np.ndarray
    nights: np.ndarray
    place: np.ndarray
    kind: np.ndarray
    where: np.ndarray


def trips(lives: Lives) -> Trips:
    """Draw everybody's trips; families mostly travel together."""
    where = np.full((lives.size, len(lives.d.calendar)), -1, np.int16)
    columns: list[tuple[np.ndarray, ...]] = []
    leads = _leaders(lives)
    for number, kind in enumerate(HABITS.kinds):
        who, start, nights, place = _drawn(lives, kind, leads == np.arange(lives.size))
        columns.append((who, start, nights, place, np.full(len(who), number)))
    who, start, nights, place, kinds = (np.concatenate(c) for c in zip(*columns, strict=True))
    families: dict[int, list[int]] = {}
    for n, leader in enumerate(leads):
        if leader != n:
            families.setdefault(int(leader), []).append(n)
    together = lives.rng.random(len(who)) < HABITS.together
    for n in range(len(who)):
        begin = start[n] - lives.zero
        end = begin + nights[n] + 1
        where[who[n], max(begin, 0) : end] = place[n]
        if together[n] and HABITS.kinds[kinds[n]]["family"]:
            for member in families.get(int(who[n]), ()):
                where[member, max(begin, 0) : end] = place[n]
    found = Trips(who, start, nights, place, kinds, where)
    _booked(lives, found, families)
    return found


def _leaders(lives: Lives) -> np.ndarray:
    """For each person whose trips they follow: the first adult of a family, else their own."""
    leads = np.arange(lives.size)
    for n, person in enumerate(lives.people):
        if person.kin and person.household:
            adults = [lives.index[p.id] for p in person.household if p.id in lives.index]
            adults = [a for a in (*adults, n) if lives.adult[a]]
            leads[n] = min(adults, default=n)
    return leads


def _drawn(
    lives: Lives, kind: dict[str, Any], leads: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = lives.rng
    shares = kind["share"]
    share = by_life(lives, shares)
    groups = kind.get("groups")
    if groups:
        share = share * np.array([p.citizenship in groups for p in lives.people])
    given = (rng.random(lives.size) < share) & lives.adult & leads
    rate = given * float(kind["a_year"]) / 12 * np.minimum(lives.level, 1)
    who, day = lives.happen(rate, lives.days(kind["week"], kind["year"]))
    low, high = kind["nights"]
    nights = np.round(low + (high - low) * rng.random(len(who)) ** HABITS.short).astype(np.int64)
    where = kind["to"]
    if where == "denmark":
        weight = np.array([places()[p].people for p in HOME], float)
        own = rng.choice(len(HOME), lives.size, p=weight / weight.sum())
        place = (
            own[who]
            if kind.get("same")
            else rng.choice(len(HOME), len(who), p=weight / weight.sum())
        )
        place = np.array([PLACE[HOME[p]] for p in place], np.int64)
        away = place != lives.home[who]
        return who[away], day[away], nights[away], place[away]
    names = list(where)
    odds = np.array([where[n] for n in names], float)
    numbers = np.array([PLACE[n] for n in names])
    if kind.get("same"):
        own = numbers[rng.choice(len(names), lives.size, p=odds / odds.sum())]
        return who, day, nights, own[who]
    return who, day, nights, numbers[rng.choice(len(names), len(who), p=odds / odds.sum())]


def _booked(lives: Lives, found: Trips, families: dict[int, list[int]]) -> None:
    """What is paid for a trip before it begins, by card."""
    rng, town = lives.rng, lives.sheet.town
    size = np.array([1 + HABITS.child_part * len(families.get(int(w), ())) for w in found.who])
    for number, kind in enumerate(HABITS.kinds):
        for cost in kind["costs"]:
            of = np.flatnonzero(
                (found.kind == number) & (rng.random(len(found.who)) < cost["share"])
            )
            low, high = cost["before"]
            day = found.start[of] - rng.integers(low, high + 1, len(of))
            here = lives.present(found.who[of], day)
            of, day = of[here], day[here]
            mean = cost["mean"] + cost["a_night"] * found.nights[of]
            mean = mean * (size[of] if kind["family"] else 1)
            at_web = np.full(len(of), PLACE["web"])
            place = at_web if cost["web"] else found.place[of]
            who = found.who[of]
            scale = np.clip(lives.income[who] / HABITS.usual_income, *HABITS.with_income)
            lives.sheet.card(
                lives.own[who],
                town.choose(rng, np.full(len(of), KIND[cost["kind"]]), place, lives.number[who]),
                ore(lives.around(mean * scale, HABITS.spread, len(of)), 1),
                stamps(day, minutes(rng, HABITS.hours, len(of))),
                device=lives.device_of(who, HABITS.device_online),
            )

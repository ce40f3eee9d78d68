"""Who knows whom: friends of about one's age, family, colleagues, and people of other banks nearby."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.ordinary.lives import Lives, curve
from varsel.adapters.society.ordinary.town import Town

HABITS = beside(__file__)
FRIEND, KIN, COLLEAGUE = 0, 1, 2


@dataclass
class Circle:
    """Ties as columns, sorted by the person they belong to: whom they lead to, of what kind.

    side: the other's side on the sheet. other: the other's place in the lives, or -1. start and
    count: where a person's ties stand. strangers: sides of people near who bank elsewhere.
    """

    who: np.ndarray
    side: np.ndarray
    other: np.ndarray
    kind: np.ndarray
    start: np.ndarray
    count: np.ndarray
    strangers: np.ndarray

    def some(
        self, rng: np.random.Generator, host: np.ndarray, number: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """For each host up to so many different ties: which host's turn, and the tie."""
        number = np.minimum(number, self.count[host])
        turn = np.repeat(np.arange(len(host)), number)
        within = np.arange(len(turn)) - np.repeat(np.cumsum(number) - number, number)
        begin = (rng.random(len(host)) * np.maximum(self.count[host], 1)).astype(np.int64)
        place = (begin[turn] + within) % np.maximum(self.count[host[turn]], 1)
        return turn, self.start[host[turn]] + place


def strangers(town: Town) -> list[Side]:
    """People in and about the town who bank elsewhere, with a phone; the same for all of its life."""

    def made() -> list[Side]:
        number = max(
            HABITS.strangers["least"], round(len(town.d.people) * HABITS.strangers["share"])
        )
        named = HABITS.strangers["named"]
        return [
            town.d.outsider(name=names.person(town.luck) if town.luck.random() < named else None)
            for _ in range(number)
        ]

    return town.once("strangers", made)


def circle(lives: Lives) -> Circle:
    """The ties among all residents of the lives, and to people outside."""
    ties = [*_friends(lives), *_family(lives), *_colleagues(lives)]
    a, b, kind = (np.concatenate(c) for c in zip(*ties, strict=True))
    both = (np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([kind, kind]))
    who, other, kind = both
    side = lives.own[other]
    outside = lives.sheet.sides(strangers(lives.sheet.town))
    far, far_kind = _outside(lives)
    who = np.concatenate([who, far])
    other = np.concatenate([other, np.full(len(far), -1)])
    side = np.concatenate([side, outside[lives.rng.integers(len(outside), size=len(far))]])
    kind = np.concatenate([kind, far_kind])
    return _sorted(lives, who, side, other, kind, outside)


def small_circle(lives: Lives, friends: Sequence[list[Side]]) -> Circle:
    """The ties of those who came later: to a few residents each, and a few people outside."""
    outside = lives.sheet.sides(strangers(lives.sheet.town))
    known = [lives.sheet.sides(f) for f in friends]
    far = outside[lives.rng.integers(len(outside), size=(lives.size, HABITS.newcomer["strangers"]))]
    side = np.concatenate([np.concatenate([k, f]) for k, f in zip(known, far, strict=True)])
    who = np.repeat(np.arange(lives.size), [len(k) + far.shape[1] for k in known])
    none = np.full(len(side), -1)
    kind = lives.rng.choice(2, len(side), p=HABITS.newcomer["kinds"])
    return _sorted(lives, who, side, none, kind, outside)


def _sorted(
    lives: Lives,
    who: np.ndarray,
    side: np.ndarray,
    other: np.ndarray,
    kind: np.ndarray,
    outside: np.ndarray,
) -> Circle:
    order = np.lexsort((lives.rng.random(len(who)), who))
    count = np.bincount(who, minlength=lives.size)
    return Circle(
        who[order], side[order], other[order], kind[order], np.cumsum(count) - count, count, outside
    )


def _friends(lives: Lives) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Friends: people of about one's age."""
    rng = lives.rng
    grown = np.flatnonzero(lives.age >= HABITS.phone_from)
    order = grown[np.argsort(lives.age[grown] + rng.normal(0, HABITS.age_spread, len(grown)))]
    differ = HABITS.differ
    mean = curve(lives.age[order], HABITS.friends_by_age) / 2
    number = rng.poisson(mean * np.exp(rng.normal(-(differ**2) / 2, differ, len(order))))
    here = np.repeat(np.arange(len(order)), number)
    there = here + np.round(rng.normal(0, HABITS.reach, len(here))).astype(np.int64)
    good = (there >= 0) & (there < len(order)) & (there != here)
    a, b = order[here[good]], order[there[good]]
    return [(a, b, np.full(len(a), FRIEND))]


def _family(lives: Lives) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Partners in a home, and parents of grown people in other homes."""
    rng = lives.rng
    pairs = [
        (n, lives.index[p.id])
        for n, person in enumerate(lives.people)
        if person.kin
        for p in person.household
        if p.id in lives.index and lives.index[p.id] > n
    ]
    adults = np.flatnonzero(lives.adult)
    older = adults[np.argsort(lives.age[adults], kind="stable")]
    ages = lives.age[older]
    low_age, high_age = HABITS.generation
    near = np.flatnonzero(lives.adult & (rng.random(lives.size) < HABITS.parents_near))
    wanted = lives.age[near] + rng.integers(low_age, high_age, len(near))
    low = np.searchsorted(ages, wanted)
    good = low < len(older)
    near, parent = (
        near[good],
        older[
            np.minimum(
                low[good] + rng.integers(0, HABITS.parents_among, int(good.sum())), len(older) - 1
            )
        ],
    )
    found = [(near, parent, np.full(len(near), KIN))]
    if pairs:
        a, b = (np.array(c, np.int64) for c in zip(*pairs, strict=True))
        found.append((a, b, np.full(len(a), KIN)))
    return found


def _colleagues(lives: Lives) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """People of one employer, each with some of the others."""
    rng = lives.rng
    staff: dict[str, list[int]] = {}
    for n, person in enumerate(lives.people):
        if person.employer:
            staff.setdefault(person.employer, []).append(n)
    rows: list[tuple[int, int]] = []
    for members in staff.values():
        for n, one in enumerate(members):
            some = rng.integers(0, len(members), min(len(members) - 1, HABITS.colleagues))
            rows += [(one, members[other]) for other in some if other != n]
    a, b = np.array([r[0] for r in rows], np.int64), np.array([r[1] for r in rows], np.int64)
    return [(a, b, np.full(len(a), COLLEAGUE))]


def _outside(lives: Lives) -> tuple[np.ndarray, np.ndarray]:
    """Ties to people who bank elsewhere."""
    rng = lives.rng
    mean = np.where(lives.age >= HABITS.phone_from, HABITS.strangers["known"], 0.0)
    who = np.repeat(np.arange(lives.size), rng.poisson(mean))
    return who, rng.choice(3, len(who), p=HABITS.strangers["kinds"])

"""What people buy by card: each kind of purchase with its days, hours, sums and places."""

from __future__ import annotations

from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import DAY, moment, stamps
from varsel.adapters.society.ordinary.lives import (
    MONTH,
    Lives,
    by_life,
    curve,
    minutes,
    ore,
    within,
)
from varsel.adapters.society.ordinary.town import HOME, KIND, PLACE
from varsel.adapters.society.ordinary.travel import HABITS as TRAVEL
from varsel.adapters.society.ordinary.travel import Trips
from varsel.adapters.society.places import places

HABITS = beside(__file__)


def purse(lives: Lives) -> None:
    """Set `lives.free`: kroner a month that each spends on purchases of any kind."""
    rest = lives.income * (1 - HABITS.kept) - lives.fixed
    free = np.maximum(rest, lives.income * HABITS.least_of_income)
    nothing = by_life(lives, HABITS.without_income)
    child = np.clip(lives.age - HABITS.card_from, 0, None) * HABITS.child_a_year
    free = np.where(lives.adult, np.where(lives.income > 0, free, nothing), lives.income + child)
    lives.free = free * lives.level * lives.around(1.0, HABITS.thrift, lives.size)


def spend(lives: Lives, away: Trips) -> None:
    """All purchases by card of all kinds, at home and on the way."""
    kinds = HABITS.kinds
    rng = lives.rng
    pace = np.exp(rng.normal(0, HABITS.pace, lives.size)) * HABITS.pace_mean
    times = np.zeros((len(kinds), lives.size))
    for n, kind in enumerate(kinds):
        times[n] = (
            _times(lives, kind)
            * pace
            * lives.level
            * np.exp(rng.normal(0, HABITS.taste, lives.size))
        )
    means = np.array([k["mean"] for k in kinds])
    elastic = np.array([k["elastic"] for k in kinds])
    scale = _scale(lives.free, times * means[:, None], elastic)
    oftener = scale**HABITS.oftener * (1 - lives.cash)
    dearer = scale ** (1 - HABITS.oftener)
    for n, kind in enumerate(kinds):
        _buy(lives, away, kind, times[n] * oftener, dearer ** kind["elastic"])
    _on_the_way(lives, away, dearer)
    _subscriptions(lives)
    _refunds(lives)


def _scale(free: np.ndarray, usual: np.ndarray, elastic: np.ndarray) -> np.ndarray:
    """By what everything has to be scaled so that what is usually spent comes to what is free.

    Times grow with the scale to the power of `oftener`, sums with the rest as far as they are elastic.
    """
    low, high = (np.full(len(free), np.log(x)) for x in HABITS.scale)
    power = HABITS.oftener + (1 - HABITS.oftener) * elastic
    for _ in range(18):
        middle = (low + high) / 2
        spent = (usual * np.exp(middle[None, :] * power[:, None])).sum(0)
        low, high = np.where(spent < free, middle, low), np.where(spent < free, high, middle)
    found: np.ndarray = np.exp((low + high) / 2)
    return found


def _times(lives: Lives, kind: dict[str, Any]) -> np.ndarray:
    """How often a month each buys this kind, before means are known."""
    life = by_life(lives, kind["times"])
    age = curve(lives.age, kind.get("age", [[0, 1]]))
    made: np.ndarray = life * age * np.where(lives.adult | (lives.age > HABITS.card_from), 1, 0)
    if kind.get("car"):
        made = made * np.where(lives.has_car, kind["car"], kind.get("no_car", 0.0))
    if "some" in kind:
        made = made * (lives.rng.random(lives.size) < kind["some"])
    return made


def _buy(
    lives: Lives, away: Trips, kind: dict[str, Any], times: np.ndarray, dearer: np.ndarray
) -> None:
    """Purchases of one kind."""
    rng = lives.rng
    weights = lives.days(kind["week"], kind.get("year"), kind.get("payday", HABITS.payday))
    who, day = lives.happen(times, weights)
    size = len(who)
    place = _place(lives, away, who, day)
    web = rng.random(size) < kind.get("web", 0.0)
    number = np.full(size, KIND[kind["kind"]])
    keep = web | (place == lives.home[who]) | bool(kind.get("travels", True)) | (place < len(HOME))
    place = np.where(web, PLACE["web"], place)
    who, day, place, number, web = (x[keep] for x in (who, day, place, number, web))
    hours = np.where(
        web, minutes(rng, HABITS.web_hours, len(who)), minutes(rng, kind["hours"], len(who))
    )
    amount = price(
        rng, lives.around(kind["mean"] * dearer[who], kind["spread"], len(who)), kind["ends"]
    )
    lives.sheet.card(
        lives.own[who],
        lives.sheet.town.choose(rng, number, place, lives.number[who]),
        amount,
        stamps(day, hours),
        device=np.where(web, lives.device_of(who, TRAVEL.device_online), -1),
    )


def _place(lives: Lives, away: Trips, who: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Where somebody shops that day: on a trip there, else at home, near work, or in reach."""
    rng = lives.rng
    near = [PLACE[p] for p in places()[lives.d.municipality].near]
    drawn = rng.random(len(who))
    out = np.array(near)[rng.integers(len(near), size=len(who))]
    place = np.where(drawn < HABITS.where["work"], lives.work[who], lives.home[who])
    place = np.where(drawn > 1 - HABITS.where["near"], out, place)
    trip = away.where[who, day - lives.zero]
    return np.where(trip >= 0, trip, place)


def _on_the_way(lives: Lives, away: Trips, dearer: np.ndarray) -> None:
    """More meals, tickets and shopping on the days of a trip, and cash drawn abroad."""
    rng, town = lives.rng, lives.sheet.town
    who, day = np.nonzero(away.where >= 0)
    told = lives.present(who, day + lives.zero) & (lives.age[who] >= HABITS.travels_alone)
    who, day = who[told], day[told] + lives.zero
    by_name = {k["kind"]: k for k in HABITS.kinds}
    for name, a_day in TRAVEL.daily.items():
        kind = by_name[name]
        n = rng.poisson(a_day * (1 - lives.cash[who]) * np.minimum(lives.level[who], 1))
        w, at = np.repeat(who, n), np.repeat(day, n)
        lives.sheet.card(
            lives.own[w],
            town.choose(
                rng,
                np.full(len(w), KIND[name]),
                away.where[w, at - lives.zero].astype(np.int64),
                lives.number[w],
            ),
            price(
                rng,
                lives.around(
                    kind["mean"] * dearer[w] ** kind["elastic"],
                    kind["spread"] * TRAVEL.differ,
                    len(w),
                ),
                "any",
            ),
            lives.at(at, kind["hours"]),
        )
    abroad = away.where[who, day - lives.zero] >= len(HOME)
    habits = TRAVEL.machine_abroad
    w = np.flatnonzero(abroad & (rng.random(len(who)) < habits["a_day"]))
    lives.sheet.card(
        lives.own[who[w]],
        town.choose(
            rng,
            np.full(len(w), KIND["machine"]),
            away.where[who[w], day[w] - lives.zero].astype(np.int64),
            lives.number[who[w]],
        ),
        ore(lives.around(habits["mean"], habits["spread"], len(w)), 0.01),
        lives.at(day[w], HABITS.abroad_hours),
        channel="atm_withdrawal",
    )


def _subscriptions(lives: Lives) -> None:
    """Film, music and apps: the same sum on the same day each month, by card."""
    rng, town = lives.rng, lives.sheet.town
    for habit in HABITS.subscriptions:
        mean = by_life(lives, habit["number"])
        mean = mean * curve(lives.age, habit["age"]) * np.minimum(lives.level, 1)
        mean = mean * (lives.cash < HABITS.no_card_from)
        who = np.repeat(np.arange(lives.size), rng.poisson(mean))
        if not len(who):
            continue
        shop = town.choose(
            rng,
            np.full(len(who), KIND[habit["kind"]]),
            np.full(len(who), PLACE["web"]),
            lives.number[who],
        )
        price_ = np.array(habit["prices"])[rng.integers(len(habit["prices"]), size=len(who))]
        begins = lives.zero + np.round(within(rng, HABITS.begun, len(who))).astype(np.int64)
        ends = begins + rng.exponential(habit["lasts"], len(who))
        months = np.arange(0, len(lives.d.calendar) + MONTH, MONTH)
        due = lives.zero + np.round(
            rng.integers(0, 30, len(who))[:, None] + months[None, :]
        ).astype(int)
        told = (due >= np.maximum(begins, lives.first[who])[:, None]) & (
            due <= np.minimum(ends, lives.last[who])[:, None]
        )
        which, month = np.nonzero(told)
        lives.sheet.card(
            lives.own[who[which]],
            shop[which],
            ore(price_[which]),
            stamps(due[which, month], minutes(rng, HABITS.renewal_hours, len(which))),
        )


def _refunds(lives: Lives) -> None:
    """Things sent or taken back: the purchase, and some days later its sum again."""
    rng, town, book = lives.rng, lives.sheet.town, lives.d.book
    habit = HABITS.refunds
    by_card = lives.adult & (lives.cash < HABITS.no_card_from)
    rate = np.where(by_card, habit["a_year"] / 12, 0) * np.minimum(lives.level, 1)
    who, day = lives.happen(rate, lives.days((1,) * 7, habit["year"]))
    kinds = np.array([KIND[k] for k in habit["kinds"]])[
        rng.integers(len(habit["kinds"]), size=len(who))
    ]
    place = np.where(rng.random(len(who)) < habit["web"], PLACE["web"], lives.home[who])
    shops = town.choose(rng, kinds, place, lives.number[who])
    amounts = ore(lives.around(habit["mean"], habit["spread"], len(who)), 1)
    at = lives.at(day, HABITS.web_hours)
    low, high = habit["after"]
    for w, s, a, t in zip(who, shops, amounts, at, strict=True):
        payer, shop = lives.people[w].side, town.shops[s]
        entry = book.card(int(t), payer, int(a), shop)
        back = int(t) + int(rng.integers(low, high + 1)) * DAY
        if entry and moment(back).date() <= lives.d.calendar.last:
            book.refund(back - back % DAY + 3 * 3600, entry, payer, int(a), shop)


def price(rng: np.random.Generator, kroner: np.ndarray, ends: str) -> np.ndarray:
    """Øre as prices end: at the till, in whole kroner, with 95 øre, or anyhow."""
    if ends == "any":
        return ore(kroner)
    if ends == "till":
        whole = rng.random(len(kroner)) < HABITS.ends["whole_at_till"]
        return np.where(whole, ore(kroner, 1), ore(kroner, 0.05))
    if ends == "95":
        odd = rng.random(len(kroner)) < HABITS.ends["with_95"]
        return np.where(odd, ore(kroner, 1) - 5, ore(kroner, 1))
    fives = rng.random(len(kroner)) < HABITS.ends["fives"]
    return np.where(fives, ore(kroner, 5), ore(kroner, 1))

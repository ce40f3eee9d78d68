"""Mobile payments between people: shared meals, gifts, lifts, collections, second-hand sales, small jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import stamps
from varsel.adapters.society.ordinary.circle import Circle
from varsel.adapters.society.ordinary.lives import (
    MONTH,
    Lives,
    by_life,
    curve,
    minutes,
    ore,
    within,
)
from varsel.adapters.society.ordinary.town import KIND, PLACE

HABITS = beside(__file__)


def mobile(lives: Lives, ties: Circle, *, jobs: bool = True) -> None:
    """All mobile payments among people; jobs: whether some of them earn a little from many."""
    liking = _liking(lives)
    _between_two(lives, ties, liking)
    for occasion in HABITS.occasions:
        _shared(lives, ties, liking, occasion)
    _second_hand(lives, ties, liking)
    for job in HABITS.small_jobs if jobs else ():
        _small_job(lives, ties, job)


def _liking(lives: Lives) -> np.ndarray:
    """How readily each pays by phone: by age, and as people differ."""
    age = curve(lives.age, HABITS.by_age)
    liking: np.ndarray = age * np.exp(
        lives.rng.normal(-(HABITS.differ**2) / 2, HABITS.differ, lives.size)
    )
    made: np.ndarray = liking * np.minimum(lives.level, 1)
    return made


@dataclass
class _Payments:
    """Payments to be put on the sheet: who gives and gets (places in the lives or -1), and sides."""

    giver: np.ndarray
    getter: np.ndarray
    debtor: np.ndarray
    creditor: np.ndarray
    kroner: np.ndarray
    day: np.ndarray
    at: np.ndarray
    text: np.ndarray


def _send(lives: Lives, p: _Payments, channel: str = "mobile") -> None:
    """Put payments on the sheet on which both sides have an account by then."""
    good = np.ones(len(p.day), bool)
    for one in (p.giver, p.getter):
        good &= (one < 0) | lives.present(one, p.day)
    good &= p.debtor != p.creditor
    known = np.where(p.giver[good] >= 0, lives.device_of(np.maximum(p.giver[good], 0)), -1)
    lives.sheet.pay(
        channel,
        p.debtor[good],
        p.creditor[good],
        np.round(p.kroner[good] * 100).astype(np.int64),
        p.at[good],
        text=p.text[good],
        device=known,
    )


def _between_two(lives: Lives, ties: Circle, liking: np.ndarray) -> None:
    """What two people who know each other send one another, now one, now the other."""
    rng, sheet = lives.rng, lives.sheet
    if not len(ties.who):
        return
    rate = liking * HABITS.between["a_month"]
    who, day = lives.happen(
        rate * (ties.count > 0),
        lives.days(HABITS.between["week"], HABITS.year, HABITS.between["payday"]),
    )
    # Most of it passes between a person and the few who are closest.
    rank = (ties.count[who] * rng.random(len(who)) ** HABITS.between["closest"]).astype(np.int64)
    tie = ties.start[who] + rank
    topics = HABITS.topics
    odds = np.array([t["odds"] for t in topics], float)
    topic = np.zeros(len(who), np.int64)
    for kind in range(3):
        of = np.flatnonzero(ties.kind[tie] == kind)
        topic[of] = rng.choice(len(topics), len(of), p=odds[:, kind] / odds[:, kind].sum())
    kroner, text, at = np.zeros(len(who)), np.full(len(who), -1), np.zeros(len(who), np.int64)
    for n, t in enumerate(topics):
        of = np.flatnonzero(topic == n)
        kroner[of] = sums(rng, lives.around(t["mean"], t["spread"], len(of)), t["to"])
        text[of] = sheet.some_words(t["texts"], len(of), t["written"])
        at[of] = lives.at(day[of], t.get("hours", HABITS.hours))
    pays = rng.random(len(who)) < HABITS.between["gives"]
    mine, theirs = lives.own[who], ties.side[tie]
    other = ties.other[tie]
    _send(
        lives,
        _Payments(
            np.where(pays, who, other),
            np.where(pays, other, who),
            np.where(pays, mine, theirs),
            np.where(pays, theirs, mine),
            kroner,
            day,
            at,
            text,
        ),
    )


def _shared(lives: Lives, ties: Circle, liking: np.ndarray, occasion: dict[str, Any]) -> None:
    """One pays for several, and the others send their part within hours or days."""
    rng, sheet = lives.rng, lives.sheet
    among = by_life(lives, occasion["hosts"])
    if "some" in occasion:
        among = among * (rng.random(lives.size) < occasion["some"])
    rate = (
        np.minimum(liking, HABITS.keenest)
        * among
        * occasion["a_year"]
        / 12
        * (ties.count >= occasion["others"][0])
    )
    host, day = lives.happen(rate, lives.days(occasion["week"], occasion.get("year", HABITS.year)))
    low, high = occasion["others"]
    number = low + np.round((high - low) * rng.random(len(host)) ** 2).astype(np.int64)
    turn, tie = ties.some(rng, host, number)
    each = sums(rng, lives.around(occasion["mean"], occasion["spread"], len(host)), occasion["to"])
    same = rng.random(len(turn)) < occasion["same"]
    kroner = np.where(
        same, each[turn], sums(rng, each[turn] * within(rng, HABITS.uneven, len(turn)), 5)
    )
    start = minutes(rng, occasion["hours"], len(host))
    late = rng.exponential(occasion["within_hours"] * 60, len(turn))
    at = stamps(day[turn], start[turn] + late)
    whole = np.bincount(turn, kroner, len(host)) + each
    _laid_out(lives, occasion, host, day, start, whole)
    at = _waking(rng, at)
    text = sheet.some_words(occasion["texts"], len(host), occasion["written"])[turn]
    text = np.where(
        rng.random(len(turn)) < HABITS.own_words,
        sheet.some_words(HABITS.short, len(turn), HABITS.short_written),
        text,
    )
    _send(
        lives,
        _Payments(
            ties.other[tie],
            host[turn],
            ties.side[tie],
            lives.own[host[turn]],
            kroner,
            at // 86_400,
            at,
            text,
        ),
    )


def _laid_out(
    lives: Lives,
    occasion: dict[str, Any],
    host: np.ndarray,
    day: np.ndarray,
    start: np.ndarray,
    kroner: np.ndarray,
) -> None:
    """What the host paid for all of them by card: the same evening, or days before or after."""
    rng, town, paid = lives.rng, lives.sheet.town, occasion["laid_out"]
    early, late = paid["days"]
    when = day + rng.integers(early, late + 1, len(day))
    of = np.flatnonzero((rng.random(len(day)) < paid["share"]) & lives.present(host, when))
    who = host[of]
    place = np.full(len(of), PLACE["web"]) if paid["web"] else lives.home[who]
    lives.sheet.card(
        lives.own[who],
        town.choose(rng, np.full(len(of), KIND[paid["kind"]]), place, lives.number[who]),
        ore(kroner[of] * within(rng, HABITS.laid_out, len(of)), 1),
        stamps(when[of], start[of]),
    )


def _second_hand(lives: Lives, ties: Circle, liking: np.ndarray) -> None:
    """Used things sold to strangers and bought from them."""
    rng, sheet = lives.rng, lives.sheet
    habit = HABITS.second_hand
    keen = np.where(rng.random(lives.size) < habit["keen"], habit["keen_times"], 1.0)
    weights = lives.days(habit["week"], habit["year"])
    for sells in (True, False):
        rate = (
            liking
            * keen
            * habit["sold" if sells else "bought"]
            / 12
            * (lives.age >= habit["from_age"])
        )
        who, day = lives.happen(rate, weights)
        other = np.where(
            rng.random(len(who)) < habit["here"], rng.integers(0, lives.size, len(who)), -1
        )
        other = np.where(
            (other >= 0) & (lives.age[np.maximum(other, 0)] < habit["from_age"]), -1, other
        )
        out = ties.strangers[rng.integers(len(ties.strangers), size=len(who))]
        theirs = np.where(other >= 0, lives.own[np.maximum(other, 0)], out)
        kroner = sums(rng, lives.around(habit["mean"], habit["spread"], len(who)), 5)
        text = sheet.some_words(habit["texts"], len(who), habit["written"])
        at = lives.at(day, habit["hours"])
        mine = lives.own[who]
        pair = (other, who, theirs, mine) if sells else (who, other, mine, theirs)
        _send(lives, _Payments(*pair, kroner, day, at, text))


def _small_job(lives: Lives, ties: Circle, job: dict[str, Any]) -> None:
    """Somebody who minds children, cuts hair or mows lawns for a row of people, paid by phone."""
    rng, sheet = lives.rng, lives.sheet
    share = by_life(lives, job["share"])
    (low, high), (fewest, most) = job["ages"], job["customers"]
    able = (lives.age >= low) & (lives.age <= high) & (lives.level >= 1)
    who = lives.some(share, able)
    number = rng.integers(fewest, most + 1, size=len(who))
    does = np.repeat(who, number)
    buyer = rng.integers(0, lives.size, len(does))
    inside = (rng.random(len(does)) < HABITS.customers_here) & lives.adult[buyer] & (buyer != does)
    buyer = np.where(inside, buyer, -1)
    out = ties.strangers[rng.integers(len(ties.strangers), size=len(does))]
    side = np.where(inside, lives.own[np.maximum(buyer, 0)], out)
    price = sums(rng, lives.around(job["mean"], job["spread"], len(who)), job["to"])
    price = np.repeat(price, number)
    months = len(lives.d.calendar) / MONTH
    times = rng.poisson(
        job["a_month"] * months * rng.gamma(HABITS.faithful, 1 / HABITS.faithful, len(does))
    )
    k = np.repeat(np.arange(len(does)), times)
    day = lives.zero + rng.integers(0, len(lives.d.calendar), len(k))
    kroner = sums(rng, price[k] * rng.choice(HABITS.hours_of_a_job, len(k)), job["to"])
    text = sheet.some_words(job["texts"], len(k), job["written"])
    _send(
        lives,
        _Payments(
            buyer[k],
            does[k],
            side[k],
            lives.own[does[k]],
            kroner,
            day,
            lives.at(day, job["hours"]),
            text,
        ),
    )


def sums(rng: np.random.Generator, kroner: np.ndarray, to: float) -> np.ndarray:
    """Round sums as people name them: to 5, 10, 25, 50 or 100, coarser for larger ones."""
    step = np.select(
        [kroner < 60, kroner < 250, kroner < 1_000], [to, max(to, 5), max(to, 25)], max(to, 50)
    )
    fine = rng.random(len(kroner)) < HABITS.to_the_krone
    step = np.where(fine, 1, step)
    rounded: np.ndarray = np.maximum(np.round(kroner / step), 1) * step
    return rounded


def _waking(rng: np.random.Generator, at: np.ndarray) -> np.ndarray:
    """Payments that would fall in the night are mostly made the next day."""
    hour = at % 86_400 // 3_600
    asleep = (
        (hour >= HABITS.sleeps["from"])
        & (hour < HABITS.sleeps["until"])
        & (rng.random(len(at)) < HABITS.sleeps["share"])
    )
    return np.where(
        asleep,
        at - at % 86_400 + (minutes(rng, HABITS.sleeps["hours"], len(at)) * 60).astype(np.int64),
        at,
    )

"""Money sent further off: to family abroad now and then, to wallets, coins, games, and charities."""

from __future__ import annotations

from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.ordinary.lives import Lives, by_life, curve, ore

HABITS = beside(__file__)


def sending(lives: Lives) -> None:
    """All of it, for those few who do each."""
    for kind in HABITS.kinds:
        if kind["to"] == "family":
            _family(lives, kind)
        else:
            _firms(lives, kind)


def _chosen(lives: Lives, kind: dict[str, Any]) -> np.ndarray:
    share = by_life(lives, kind["share"])
    if "age" in kind:
        share = share * curve(lives.age, kind["age"])
    groups = kind.get("groups")
    if groups:
        share = share * np.array([p.citizenship in groups for p in lives.people])
    return lives.some(share * np.minimum(lives.level, 1), lives.adult)


def _when(lives: Lives, kind: dict[str, Any], who: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rate = np.zeros(lives.size)
    rate[who] = (
        kind["a_year"]
        / 12
        * np.exp(lives.rng.normal(-(kind["differ"] ** 2) / 2, kind["differ"], len(who)))
    )
    return lives.happen(
        rate, lives.days(kind["week"], kind.get("year"), kind.get("payday", HABITS.payday))
    )


def _family(lives: Lives, kind: dict[str, Any]) -> None:
    """Somebody abroad, always the same one or two for each sender."""
    rng, sheet, luck = lives.rng, lives.sheet, lives.sheet.town.luck
    senders = _chosen(lives, kind)
    countries, odds = list(kind["countries"]), np.array(list(kind["countries"].values()), float)
    home = rng.choice(len(countries), lives.size, p=odds / odds.sum())
    known: dict[int, list[int]] = {}
    for n in senders:
        country = countries[home[n]]
        number = 1 + int(rng.random() < kind["second"])
        cities = HABITS.cities[country]
        own_name = lives.people[n].name.split()[-1]
        known[int(n)] = [
            sheet.side(
                lives.d.outsider(
                    name=f"{luck.choice(HABITS.first_names)} {own_name}",
                    country=country,
                    city=luck.choice(cities) if rng.random() < HABITS.city_known else None,
                )
            )
            for _ in range(number)
        ]
    who, day = _when(lives, kind, senders)
    payee = np.array([known[int(w)][int(rng.integers(len(known[int(w)])))] for w in who], np.int64)
    kroner = lives.around(kind["mean"], kind["spread"], len(who))
    steps = np.where(kroner < 2_000, 100, 500)
    amount = (np.maximum(np.round(kroner / steps), 1) * steps * 100).astype(np.int64)
    ways = rng.choice(3, len(who), p=kind["ways"])
    for number, channel in enumerate(("remittance", "transfer", "wallet")):
        of = np.flatnonzero(ways == number)
        sheet.pay(
            channel,
            lives.own[who[of]],
            payee[of],
            amount[of],
            lives.at(day[of], HABITS.hours),
            text=sheet.some_words(kind["texts"], len(of), kind["written"]),
            device=lives.device_of(who[of]),
        )


def _firms(lives: Lives, kind: dict[str, Any]) -> None:
    """A firm that many use: money goes there, and for some kinds now and then comes back."""
    rng, sheet = lives.rng, lives.sheet
    users = _chosen(lives, kind)
    firms = sheet.sides(sheet.town.body(n, kind.get("country")) for n in kind["firms"])
    own = firms[rng.integers(len(firms), size=lives.size)]
    who, day = _when(lives, kind, users)
    means = kind["mean"] * np.exp(rng.normal(0, kind["differ"], lives.size))
    kroner = lives.around(means[who], kind["spread"], len(who))
    step = np.select([kroner < 150, kroner < 1_000], [10, 50], 100)
    amount = (np.maximum(np.round(kroner / step), 1) * step * 100).astype(np.int64)
    sheet.pay(
        kind["channel"],
        lives.own[who],
        own[who],
        amount,
        lives.at(day, kind.get("hours", HABITS.hours)),
        text=sheet.some_words(kind["texts"], len(who), kind["written"]),
        device=lives.device_of(who),
    )
    if "back" in kind:
        back = rng.random(len(who)) < kind["back"]
        who, day = who[back], day[back] + rng.integers(0, kind["after"], int(back.sum()))
        told = lives.present(who, day)
        who, day = who[told], day[told]
        sheet.pay(
            kind["channel_back"],
            own[who],
            lives.own[who],
            ore(lives.around(means[who] * kind["times_back"], kind["spread"], len(who))),
            lives.at(day, HABITS.hours),
            timed=False,
            text=sheet.some_words(kind["texts_back"], len(who), kind["written"]),
        )


def fees(lives: Lives) -> None:
    """What the bank itself takes: the card's yearly price, a quarter's account fee, small charges."""
    rng, sheet = lives.rng, lives.sheet
    bank = sheet.side(Side())
    for fee in HABITS.fees:
        share = np.where(lives.adult, fee["share"], 0) * np.minimum(lives.level * 2, 1)
        who = lives.some(share)
        rate = np.zeros(lives.size)
        rate[who] = fee["a_year"] / 12
        who, day = lives.happen(rate, lives.days(HABITS.booked_week, fee.get("year")))
        sheet.pay(
            "fee",
            lives.own[who],
            bank,
            rng.choice(fee["sums"], len(who)).astype(np.int64) * 100,
            lives.at(day, HABITS.booked),
            timed=False,
            text=sheet.some_words(fee["texts"], len(who), 1.0),
        )

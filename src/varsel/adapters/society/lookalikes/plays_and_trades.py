"""Somebody who gambles or trades crypto as a hobby: money in and out at all hours, alone or for friends."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, Payer, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident; some win, most lose, a few do it for a pool of friends."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "idle", "pensioner"))
    if not found:
        return False
    person, kind = found[0], life.kind("kinds")
    for day in life.days(drawn(luck, kind["evenings"])):
        _evening(life, person, day, kind)
    friends = life.circle(life.count("friends"))
    for day in life.days(drawn(luck, kind["pool"])):
        _pool(life, person, friends, day)
    for day in life.days(life.draw("cash_a_month")):
        life.draw_cash(person, life.draw("cash"), life.at(day, "night"), d.nearby(luck))
    return True


def _evening(life: Life, person: Person, day: dt.date, kind: dict[str, Any]) -> None:
    """Several small sums in one evening, and now and then one back."""
    at = life.at(day, "night")
    for _ in range(round(drawn(life.luck, kind["bets"]))):
        kroner = rounded(drawn(life.luck, kind["sum"]), 25)
        name, mcc = life.luck.choice(kind["places"])
        if mcc:
            life.buy(person, kroner, at, name, mcc)
        else:
            life.pay(
                person, kroner, at, life.outside(name, kind["country"]), channel=kind["channel"]
            )
        at += round(60 * life.draw("minutes_between"))
    if life.luck.random() < kind["wins"]:
        name, _ = life.luck.choice(kind["places"])
        back = rounded(drawn(life.luck, kind["sum"]) * life.draw("times_won"), 1)
        when = day + dt.timedelta(days=life.count("days_to_pay_out"))
        channel = (
            "crypto"
            if kind["channel"] == "crypto" and life.happens("back_as_crypto")
            else "transfer"
        )
        life.d.book.pay(
            life.at(when), life.outside(name, kind["country"]), person.side, round(back * 100), channel,
            text="udbetaling",
        )  # fmt: skip


def _pool(life: Life, person: Person, friends: list[Payer], day: dt.date) -> None:
    """Friends put in the same, one places it, and what comes back is shared."""
    each = life.price("each", 25)
    for friend in friends:
        if life.happens("joins_in"):
            life.receive(
                person.side, each, life.at(day, "evening"), friend, text=life.note("pool_text")
            )
    if life.happens("pool_wins"):
        back = day + dt.timedelta(days=life.count("days_to_pay_out"))
        share = rounded(each * life.draw("times_won"), 5)
        for friend in friends:
            if friend.side.account != person.side.account and life.covered(back):
                life.pay(
                    person,
                    share,
                    life.at(back, "evening"),
                    friend.side,
                    text=life.note("pool_text"),
                )

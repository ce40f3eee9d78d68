"""A teenager or student whose account friends use: tickets, games, food, money in and straight out."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Life, Payer, begin
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One young resident with a card that works; the others have none, or have lost theirs."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1)
    if not found:
        return False
    young = found[0]
    friends = life.circle(life.count("friends"), "local_friends")
    for day in life.days(life.draw("rounds_a_month")):
        _round(life, young, [f for f in friends if life.happens("takes_part")], day)
    for day in life.days(life.draw("parked_a_month")):
        _parked(life, young, day)
    if life.happens("friend_logs_in"):
        device = d.book.new("DV")
        network.member("other", f"device:{device}")
        for day in life.days(life.draw("friend_log_ins_a_month")):
            online.log_in(d, young, life.at(day), device=device, ip=f"IP-{d.book.new('XIP')}")
    return True


def _round(life: Life, young: Person, friends: list[Payer], day: dt.date) -> None:
    """Everybody sends the same, and what was collected is spent within the hour."""
    each, at, taken = life.price("each", 5), life.at(day, "after_school"), 0.0
    for friend in friends:
        life.receive(
            young.side,
            each,
            at + round(60 * life.draw("minutes_apart")),
            friend,
            text=life.note("each_text"),
        )
        taken += each
    spent = rounded(taken + each, 1)
    after = at + round(60 * life.draw("minutes_to_spend"))
    way = life.one("spent_on")
    if way == "cash":
        life.draw_cash(young, spent, after, life.d.municipality)
    elif way == "older_friend":
        to = life.once("older friend", lambda: life.payer("local_friends")).side
        if to.account != young.side.account and taken:
            life.pay(young, taken, after, to, text=life.note("each_text"))
    else:
        name, mcc, here = life.value("shops")[way]
        life.buy(young, spent, after, name, mcc, town=life.d.municipality if here else None)


def _parked(life: Life, young: Person, day: dt.date) -> None:
    """A friend's pay or birthday money comes into this account and is passed on."""
    friend, kroner = life.payer("local_friends"), life.price("parked", 50)
    payer = life.payer("local_far") if life.happens("from_somebody_else") else friend
    at = life.at(day)
    life.receive(
        young.side, kroner, at, payer, channel=life.one("parked_by"), text=life.note("parked_text")
    )
    after = at + round(3600 * life.draw("hours_parked"))
    if life.happens("taken_out"):
        life.draw_cash(young, kroner, after, life.d.municipality)
    elif friend.side.account != young.side.account:
        life.pay(young, kroner, after, friend.side, text=life.note("parked_text"))

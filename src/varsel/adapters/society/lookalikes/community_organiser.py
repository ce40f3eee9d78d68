"""Somebody in the middle of a community: rooms, rides and jobs passed on, collections and tickets."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._groups import post_in_groups
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident whom everybody asks."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "idle", "pensioner", "student"))
    if not found:
        return False
    one = found[0]
    for day in life.days(life.draw("posts_a_month")):
        kind = life.one("matters")
        text = life.write(
            kind, phone=life.shown(one.phone), name=one.name.split()[0], town=d.municipality,
            next=life.next_town(), app=life.one("apps"), rent=round(life.draw("room"), -2),
            pay=life.draw("hourly"), at=luck.choice(life.value("weekdays")),
        )  # fmt: skip
        post_in_groups(
            life, one, day, text,
            kinds="group_kinds", tongue=life.one("tongues"), number=life.count("groups_each"),
        )  # fmt: skip
    for day in life.days(life.draw("collections_a_month")):
        _collection(life, one, day)
    for day in life.days(life.draw("lent_a_month")):
        kroner, payer = life.price("lent", 100), life.payer("local_friends")
        life.pay(one, kroner, life.at(day), payer.side, text=life.note("lent_text"))
        back = day + dt.timedelta(days=life.count("lent_for_days"))
        if life.covered(back):
            life.receive(one.side, kroner, life.at(back), payer, text=life.note("lent_text"))
    return True


def _collection(life: Life, one: Person, day: dt.date) -> None:
    """Money from many for a bus, a feast, a funeral at home: it goes out again whole."""
    taken, each = 0.0, life.price("each", 50)
    for payer in life.circle(life.count("people"), "local_friends"):
        when = day + dt.timedelta(days=life.count("days_to_give"))
        kroner = each if life.happens("all_give_alike") else life.price("each", 50)
        if life.covered(when):
            life.receive(one.side, kroner, life.at(when), payer, text=life.note("give_text"))
            taken += kroner
    out = day + dt.timedelta(days=life.count("days_to_spend"))
    if taken < life.value("least_spent") or not life.covered(out):
        return
    way = life.one("goes_to")
    if way == "abroad":
        country = life.one("countries")
        to = life.outside("Family committee", country)
        life.pay(
            one,
            rounded(taken, 10),
            life.at(out),
            to,
            channel=life.one("sent_by"),
            text=life.note("give_text"),
        )
    elif way == "tickets":
        name, mcc = life.kind("carriers")
        life.buy(one, rounded(taken, 1), life.at(out), name, mcc)
    elif way == "cash":
        life.draw_cash(one, taken, life.at(out), life.d.municipality)
    else:
        life.buy(
            one, rounded(taken, 1), life.at(out), "Storkurven", "5411", town=life.d.municipality
        )

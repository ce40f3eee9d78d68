"""A parent who books rooms and tickets for grown children and pays their phone, and now and then the rent."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import names, online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import first_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with one to three grown children who study or work in other towns or travel."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=lambda p: p.life in {"worker", "pensioner"})
    if not found:
        return False
    for _ in range(life.count("children")):
        _child(life, found[0])
    return True


def _child(life: Life, parent: Person) -> None:
    """What a parent pays for one of them: journeys, rooms, the phone, now and then the rent."""
    d, town = life.d, life.town(life.d.municipality)
    side = d.outsider(name=names.person(life.luck))
    if life.happens("child_banks_here"):
        other = d.pick(life.luck, 1, lambda p: p.life == "student" and not p.used)
        side = other[0].side if other else side
    guest = side.party or d.book.new("GU")
    for day in life.days(life.draw("rooms_a_month")):
        where = town if life.happens("room_in_their_town") else life.town()
        life.stay(
            parent,
            where,
            day,
            life.count("nights"),
            guest=guest if life.happens("child_is_guest") else None,
        )
    for day in life.days(life.draw("tickets_a_month")):
        kind = life.one("tickets")
        name, mcc = life.value("carriers")[kind]
        life.buy(parent, life.price(kind, 1), life.at(day), name, mcc)
    if life.happens("pays_phone") and side.alias:
        _phone(life, parent, side)
    if life.happens("pays_rent"):
        kroner = life.price("rent", 50)
        for year, month in life.months():
            day = first_bank_day(year, month)
            if life.covered(day):
                d.book.pay(
                    stamp(day, 240), parent.side, side, round(kroner) * 100, "standing_order",
                    timed=False, text=life.write("rent_text"),
                )  # fmt: skip
    for day in life.days(life.draw("gifts_a_month")):
        life.pay(parent, life.price("gift", 50), life.at(day), side, text=life.note("gift_text"))
    for day in life.days(life.draw("back_a_month")):
        if side.account != parent.side.account:
            d.book.pay(
                life.at(day), side, parent.side, round(life.price("back", 25)) * 100, "mobile",
                text=life.note("back_text"),
            )  # fmt: skip


def _phone(life: Life, parent: Person, side: Side) -> None:
    """The family's phone contract, with all numbers in the parent's name."""
    if life.happens("numbers_seen"):
        since = life.d.day_in(
            life.luck, life.start - dt.timedelta(days=life.value("number_held_days")), life.start
        )
        online.phone_link(
            life.d,
            str(side.alias),
            "contract",
            since=since,
            party=parent.id,
            account=parent.side.account,
        )

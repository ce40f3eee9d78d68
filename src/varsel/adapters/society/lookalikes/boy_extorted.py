"""A boy whose pictures a gang abroad holds for ransom: money once or a few times, nothing else."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, foreign_phone
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One boy, who pays in gift cards, wallet money or not at all, and tells somebody or nobody."""
    life = begin(d, luck, network, HABITS)
    sex = "m" if life.happens("is_boy") else "f"
    found = life.residents(1, who=lambda p: p.sex == sex)
    if not found:
        return False
    boy, platform, day = found[0], life.one("platforms"), life.day()
    own, other = life.profile(platform, boy, contact=boy.phone), life.stranger(platform)
    network.member("other", f"profile:{other}")
    if life.happens("number_known"):
        phone = foreign_phone(life)
        d.book.add("contact", kind="phone", value=phone, profile_id=other, since=day)
    talks = life.happens("talk_at_hand")
    if talks:
        _talk(life, platform, other, own, day)
    for _ in range(life.count("payments")):
        _pays(life, boy, day + dt.timedelta(days=life.count("days_to_pay")))
    if life.happens("reported") or not talks:
        when = min(day + dt.timedelta(days=life.count("days_to_report")), d.calendar.last)
        online.report(
            d, "image_threat", life.at(when, "late"), reported=other,
            affected=own if life.happens("by_profile") else boy.id, demand=life.one("demands"),
            confirmed={"yes": True, "no": False, "unread": None}[life.one("confirmed")],
            minor=(boy.age(when) < 18) if life.happens("age_known") else None,
        )  # fmt: skip
    return True


def _pays(life: Life, boy: Person, day: dt.date) -> None:
    """What a teenager can raise: gift cards, coins in games, money borrowed from friends, a transfer."""
    if not life.covered(day):
        return
    way, kroner, at = life.one("ways"), life.price("sum", 50), life.at(day, "late")
    if way == "card":
        name, mcc = life.kind("shops")
        life.buy(boy, kroner, at, name, mcc)
    elif way == "wallet":
        to = life.outside("Wallet user", life.one("countries"))
        life.pay(boy, kroner, at, to, channel="wallet")
    else:
        to = life.outside("J. Kouassi", life.one("countries"))
        life.pay(boy, kroner, at, to, channel="transfer", text=life.note("pay_text"))
    if life.happens("borrows"):
        friend = life.payer("local_near")
        life.receive(
            boy.side,
            kroner,
            at - round(3600 * life.draw("borrowed_before")),
            friend,
            text=life.note("borrow_text"),
        )


def _talk(life: Life, platform: str, other: str, own: str, day: dt.date) -> None:
    """One night, sometimes a week."""
    thread, basis = life.d.book.new("TH"), life.one("bases")
    for number in range(life.count("talk_nights")):
        at = life.at(day + dt.timedelta(days=number), "late")
        for _ in range(life.count("turns")):
            threatens = life.happens("the_other_writes")
            gone = (
                at + round(3600 * life.draw("gone_after"))
                if threatens and life.happens("profile_vanishes")
                else None
            )
            online.message(
                life.d, other if threatens else own, own if threatens else other, at,
                None if gone else life.write("threat" if threatens else "answer"),
                basis=basis, platform=platform, thread=thread,
                deleted=gone, deleted_by=other if gone else None,
            )  # fmt: skip
            at += round(60 * life.draw("minutes_between"))

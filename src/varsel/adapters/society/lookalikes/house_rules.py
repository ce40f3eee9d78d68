"""Somebody who lives by a list of rules and says when they leave: commune, rehab, school, host family."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import first_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, Payer, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who lives by somebody's rules of their own will, and pays or is paid for it."""
    life = begin(d, luck, network, HABITS)
    kind = life.kind("kinds")
    found = life.residents(1, kind["ages"], grown(*kind["lives"]))
    if not found:
        return False
    person, platform = found[0], life.one("platforms")
    own = life.profile(platform, person, contact=person.phone)
    host = life.profile(platform)
    _rules(life, platform, host, own, kind)
    if luck.random() < kind["place_shared"]:
        starts = life.at(max(life.start, d.calendar.first))
        online.share_place(
            d, own, host, starts, None if life.happens("goes_on") else life.at(life.day(life.start)),
            platform=platform, reciprocal=False if life.happens("one_way") else None,
            relation=kind["relation"] if life.happens("relation_stated") else None,
        )  # fmt: skip
    _money(life, person, life.payer("local_some"), kind)
    return True


def _rules(life: Life, platform: str, host: str, own: str, kind: dict[str, Any]) -> None:
    """The list on the first day, then weeks of asking and telling; some of it is taken back."""
    thread, basis, since = life.d.book.new("TH"), life.one("bases"), life.day()
    until = since + dt.timedelta(days=life.count("talk_days"))
    rules = life.luck.sample(kind["rules"], min(len(kind["rules"]), life.count("rules")))
    at = life.at(since)

    def send(sender: str, text: str) -> None:
        gone = at + round(3600 * life.draw("gone_after")) if life.happens("taken_back") else None
        online.message(
            life.d, sender, own if sender == host else host, at, None if gone else text,
            basis=basis, platform=platform, thread=thread,
            deleted=gone, deleted_by=sender if gone else None,
        )  # fmt: skip

    if life.happens("in_one_message"):
        send(host, "\n".join(f"{n}. {rule}" for n, rule in enumerate(rules, 1)))
    else:
        for rule in rules:
            send(host, rule)
            at += round(60 * life.draw("minutes_between"))
    for day in life.days(life.draw("days_a_month"), since, until):
        at = life.at(day)
        for _ in range(life.count("turns")):
            asks = life.happens("host_writes")
            send(host if asks else own, life.write("host" if asks else "guest"))
            at += round(60 * life.draw("minutes_between"))


def _money(life: Life, person: Person, host: Payer, kind: dict[str, Any]) -> None:
    """Board and rent to the house, or pocket money from it."""
    usual = rounded(drawn(life.luck, kind["monthly"]), 50)
    for year, month in life.months():
        day = first_bank_day(year, month)
        if not life.covered(day) or host.side.account == person.side.account:
            continue
        if kind["is_paid"]:
            life.receive(
                person.side,
                usual,
                life.at(day),
                host,
                channel="transfer",
                text=life.note("paid_text"),
            )
        else:
            life.pay(
                person,
                usual,
                life.at(day),
                host.side,
                channel="transfer",
                text=life.note("rent_text"),
            )

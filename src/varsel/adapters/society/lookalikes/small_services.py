"""Somebody who teaches, cuts hair, minds dogs or children at home for small payments from many people."""

from __future__ import annotations

from random import Random
from typing import Any

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with a small trade, its regulars, and sometimes an advertisement."""
    life = begin(d, luck, network, HABITS)
    trade = life.kind("trades")
    found = life.residents(1, trade["ages"], grown(*life.value("lives")))
    if not found:
        return False
    _work(life, found[0], trade)
    if life.happens("advertises"):
        _advertise(life, found[0], trade)
    return True


def _work(life: Life, person: Person, trade: dict[str, Any]) -> None:
    """Each visit is paid when it ends, by phone or in cash; some pay for a month at once."""
    luck, cash = life.luck, 0.0
    usual = rounded(drawn(luck, trade["price"]), trade["step"])
    circle = life.circle(round(drawn(luck, trade["customers"])))
    monthly = {c.side.account for c in circle if luck.random() < trade["pay_by_month"]}
    by_phone = life.draw("paid_by_phone")
    for day in life.days(len(circle) * drawn(luck, trade["visits"])):
        if day.weekday() == 6 and luck.random() < trade["free_sunday"]:
            continue
        customer = life.payer() if life.happens("new_customer") else life.of(circle)
        times = drawn(luck, trade["month"]) if customer.side.account in monthly else 1.0
        kroner = rounded(usual * times * float(life.one("times_usual")), trade["step"])
        at = life.moment(day, trade["hours"])
        if luck.random() < by_phone:
            text = luck.choice(trade["texts"]) if life.happens("payment_has_text") else None
            life.receive(person.side, kroner, at, customer, text=text)
        else:
            cash += kroner
    for day in life.days(life.value("banks_a_month") if life.happens("banks_cash") else 0):
        part = cash * life.draw("banked_at_once")
        life.bank_cash(person.side, part, life.at(day), life.d.municipality)
        cash -= part


def _advertise(life: Life, person: Person, trade: dict[str, Any]) -> None:
    """An advertisement now and then, with the phone that customers pay to."""
    for _ in range(life.count("advertisements")):
        since = life.day()
        slots = {
            "what": life.luck.choice(trade["ads"]),
            "town": life.d.municipality,
            "price": round(drawn(life.luck, trade["price"])),
            "phone": life.shown(person.phone),
            "name": person.name.split()[0],
        }
        made = online.ad(
            life.d, "other",
            site=life.one("sites"), first_seen=since, last_seen=life.day(since),
            title=life.write("title", **slots), text=life.write("text", **slots),
            advertiser=person.id if life.happens("site_knows_party") else None,
            municipality=life.d.municipality,
            contacts=[("phone", person.phone)] if life.happens("ad_has_phone") else [],
        )  # fmt: skip
        life.network.member("other", f"ad:{made}")

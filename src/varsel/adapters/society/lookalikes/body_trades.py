"""A masseur, beautician or tattooist with a small clinic: payments into the evening, chairs to let."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Any

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import takings
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with a firm of their own in rented rooms or at home."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "idle"))
    if not found:
        return False
    owner, kind = found[0], life.kind("kinds")
    firm = firms.establish(
        d, luck, kind["trade"], owner=owner, since=life.start, premises=_rooms(life, owner)
    )
    firm.used = network.network_id
    network.member("other", *firm.nodes)
    till = firm.side if firm.side.alias else replace(firm.side, alias=owner.phone)
    if life.happens("till_is_private"):
        till = owner.side
    _treatments(life, firm, till, kind)
    takings(
        d, luck, firm, since=life.start, until=life.end,
        daily=drawn(luck, kind["card_a_day"]), card=1.0, mobile=0.0,
    )  # fmt: skip
    for _ in range(life.count("chairs")):
        _chair(life, till)
    _advertise(life, owner, firm, kind)
    for day in life.days(life.draw("guest_weeks_a_month")):
        life.stay(owner, life.town(d.municipality), day, life.count("nights"))
    return True


def _rooms(life: Life, owner: Person) -> str:
    """A small clinic, or a room at home."""
    if owner.home and life.happens("works_at_home"):
        return owner.home
    return life.d.dwelling("business", life.count("area"), life.count("rooms"), 0)


def _treatments(life: Life, firm: Firm, till: Side, kind: dict[str, Any]) -> None:
    """Appointments paid by phone when they end, many after others have closed."""
    luck, usual = (
        life.luck,
        [rounded(drawn(life.luck, kind["price"]), 25) for _ in range(kind["menu"])],
    )
    regulars, cash = life.circle(life.count("regulars")), 0.0
    for day in life.days(drawn(luck, kind["treatments"])):
        if day.weekday() == 6 and life.happens("closed_on_sunday"):
            continue
        kroner = luck.choice(usual)
        firm.turnover[(day.year, day.month)] += kroner
        if not life.happens("paid_by_phone"):
            cash += kroner
            continue
        payer = life.of(regulars) if life.happens("is_regular") else life.payer("local_some")
        life.receive(
            till, kroner, life.moment(day, kind["hours"]), payer, text=life.note("paid_text")
        )
    for day in life.days(life.draw("banks_a_month")):
        part = cash * life.draw("banked_at_once")
        life.bank_cash(firm.side, part, life.at(day, "closing"), life.d.municipality)
        cash -= part


def _chair(life: Life, till: Side) -> None:
    """Somebody on their own account who pays for a chair or a room by the week or month."""
    tenant = life.payer("local_near")
    rent = life.price("chair_rent", 50)
    for day in life.days(life.draw("rents_a_month")):
        life.receive(
            till, rent, life.at(day), tenant, channel=life.one("rent_by"),
            text=life.note("rent_text"),
        )  # fmt: skip


def _advertise(life: Life, owner: Person, firm: Firm, kind: dict[str, Any]) -> None:
    """Advertisements with the phone, on sites for this and that and some that carry other massage too."""
    for _ in range(life.count("advertisements")):
        since: dt.date = life.day()
        slots = {
            "town": life.d.municipality, "phone": life.shown(owner.phone), "firm": firm.name,
            "name": owner.name.split()[0], "price": round(drawn(life.luck, kind["price"])),
            "what": life.luck.choice(kind["ads"]),
        }  # fmt: skip
        made = online.ad(
            life.d, "other", site=life.one("sites"), first_seen=since, last_seen=life.day(since),
            title=life.write("title", **slots), text=life.write("text", **slots),
            advertiser=firm.id if life.happens("site_knows_party") else None,
            municipality=life.d.municipality, contacts=[("phone", owner.phone)],
        )  # fmt: skip
        life.network.member("other", f"ad:{made}")
        if life.happens("pays_for_it"):
            life.buy(
                owner,
                life.price("fee", 1),
                life.at(since),
                life.one("sites"),
                "7311",
                side=firm.side,
            )

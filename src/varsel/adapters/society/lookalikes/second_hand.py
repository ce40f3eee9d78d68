"""Somebody who sells used things: on the web, from a stall on flea markets, or by clearing out a house."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident; strangers from all over pay to the number in the advertisement."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "pensioner", "idle"))
    if not found:
        return False
    person = found[0]
    _single_sales(life, person, life.draw("sales_a_month"))
    if life.happens("has_stall"):
        for day in life.days(life.draw("stalls_a_month")):
            _stall(life, person, day + dt.timedelta(days=(5 - day.weekday()) % 7))
    if life.happens("clears_out"):
        since = life.day()
        until = since + dt.timedelta(days=life.count("clearing_days"))
        for day in life.days(life.draw("clearing_sales_a_month"), since, until):
            _sold(life, person, day, life.price("thing_price", 25))
    return True


def _single_sales(life: Life, person: Person, per_month: float) -> None:
    """Things sold one at a time; some are advertised where the data holder reads along."""
    for day in life.days(per_month):
        kroner = life.price("thing_price", 25)
        if life.happens("advertised"):
            since = day - dt.timedelta(days=life.count("days_until_sold"))
            slots = {
                "price": round(kroner),
                "town": life.d.municipality,
                "phone": life.shown(person.phone),
            }
            made = online.ad(
                life.d, "other",
                site=life.one("sites"), first_seen=since, last_seen=day,
                title=life.write("title", **slots), text=life.write("text", **slots),
                advertiser=person.id if life.happens("site_knows_party") else None,
                municipality=life.d.municipality, price=kroner,
                contacts=[("phone", person.phone)] if life.happens("ad_has_phone") else [],
            )  # fmt: skip
            life.network.member("other", f"ad:{made}")
            if life.happens("pays_to_lift"):
                life.buy(
                    person, life.price("lift_fee", 1), life.at(since), life.one("sites"), "7311"
                )
        _sold(life, person, day, kroner)


def _sold(life: Life, person: Person, day: dt.date, kroner: float) -> None:
    """A buyer pays when the thing is fetched or sent."""
    hours = "fetching" if life.happens("fetched") else "waking"
    life.receive(
        person.side, kroner, life.at(day, hours),
        life.payer("near_buyers"), text=life.note("sold"),
    )  # fmt: skip


def _stall(life: Life, person: Person, day: dt.date) -> None:
    """A day at a flea market, often in another town: small payments all day, the cash paid in after."""
    if not life.covered(day):
        return
    town = life.next_town() if life.happens("stall_away") else life.d.municipality
    life.buy(
        person,
        life.price("stall_rent", 10),
        life.at(day, "early"),
        f"Loppemarked {town}",
        "7999",
        town=town,
    )
    for _ in range(life.count("stall_sales")):
        life.receive(
            person.side, life.price("stall_price", 5), life.at(day, "stall_hours"),
            life.payer("near_buyers"), text=life.note("sold"),
        )  # fmt: skip
    if life.happens("banks_stall_cash"):
        at = life.at(day + dt.timedelta(days=life.count("days_to_bank")))
        life.bank_cash(person.side, life.draw("stall_cash"), at, town)

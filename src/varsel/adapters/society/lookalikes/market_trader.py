"""A trader who sells at markets and fairs all over the country and pays the takings in where they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with a stall, sometimes with a helper who is paid for the days."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "idle", "pensioner"))
    if not found:
        return False
    trader = found[0]
    till = trader.side
    if life.happens("has_box"):
        box = f"{luck.randint(10_000, 99_999)}"
        opened = min(life.start, d.calendar.last)
        till = replace(
            d.account(trader.id, "business", opened, alias=box, alias_kind="box"), name=trader.name
        )
        network.member("other", f"account:{till.account}")
    helper = life.payer("local_near").side if life.happens("has_helper") else None
    busy = d.calendar.first
    for day in life.days(life.draw("markets_a_month")):
        start = max(day, busy)
        if life.covered(start):
            busy = start + dt.timedelta(days=_market(life, trader, till, helper, start) + 1)
    return True


def _market(life: Life, trader: Person, till: Side, helper: Side | None, start: dt.date) -> int:
    """Some days at one place; gives how many."""
    town, days = life.town(), life.count("days")
    life.buy(
        trader,
        life.price("stand", 50),
        life.at(start, "early"),
        f"Kræmmermarked {town}",
        "7999",
        town=town,
        side=till,
    )
    life.buy(
        trader,
        life.price("fuel", 1),
        life.at(start, "early"),
        "Automattank",
        "5541",
        town=town,
        side=till,
    )
    if life.happens("sleeps_there"):
        life.stay(trader, town, start, max(1, days), lodging=life.one("trader_lodging"), side=till)
    for number in range(days):
        day = start + dt.timedelta(days=number)
        for _ in range(life.count("sales_a_day")):
            kroner, at = life.price("sale", 10), life.at(day, "open")
            life.receive(till, kroner, at, life.passing(), text=life.note("sale_text"))
        cash = life.draw("cash_a_day")
        if life.happens("banks_every_day"):
            life.bank_cash(till, cash, life.at(day, "closing"), town)
        elif number == days - 1:
            where = town if life.happens("banks_there") else life.d.municipality
            life.bank_cash(till, cash * days, life.at(day, "closing"), where)
    if helper is not None:
        paid = start + dt.timedelta(days=days)
        life.pay(
            trader,
            days * life.price("helper_day", 50),
            life.at(paid),
            helper,
            text=life.note("helper_text"),
        )
    return days

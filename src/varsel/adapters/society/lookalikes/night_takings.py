"""A bar, kiosk, grill or taxi firm that takes its money at night and pays cash in before dawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.person import Firm
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One of the district's firms, whose days are told elsewhere and whose nights are told here."""
    life = begin(d, luck, network, HABITS)
    trades = tuple(life.value("trades"))
    free = [f for f in d.firms if not f.used and f.side.inside and f.trade.startswith(trades)]
    if not free:
        return False
    firm = luck.choice(free)
    firm.used = network.network_id
    network.member("other", *firm.nodes)
    network.started_on = life.start = max(life.start, firm.since)
    till = firm.side if firm.side.alias else replace(firm.side, alias=_box(life))
    safe = firm.side
    if life.happens("has_night_safe"):
        safe = d.account(firm.id, "night_safe", min(life.start, d.calendar.last))
        network.member("other", f"account:{safe.account}")
    for day in life.days(life.draw("nights_a_month")):
        _night(life, firm, till, safe, day)
    return True


def _box(life: Life) -> str:
    """A merchant number."""
    return str(life.luck.randint(100_000, 999_999))


def _night(life: Life, firm: Firm, till: Side, safe: Side, day: dt.date) -> None:
    """Guests pay by phone until closing, rounds and tickets at even prices; the cash is counted after."""
    prices = life.once(
        "prices", lambda: [life.price("price", 5) for _ in range(life.count("menu"))]
    )
    for _ in range(life.count("payments")):
        kroner = life.luck.choice(prices) * int(life.one("rounds"))
        firm.turnover[(day.year, day.month)] += kroner
        payer = life.payer("local_some") if life.happens("guest_is_near") else life.passing()
        life.receive(till, kroner, life.at(day, "open"), payer, text=life.note("paid_text"))
    if life.happens("banks_tonight"):
        life.bank_cash(safe, life.draw("cash"), life.at(day, "closing"), firm.municipality)
    if life.happens("pays_a_hand"):
        hand = life.once("hand", lambda: life.payer("local_some")).side
        at = life.at(day, "closing")
        if hand.account != firm.side.account:
            life.d.book.pay(
                at,
                firm.side,
                hand,
                round(life.price("hand", 50)) * 100,
                "transfer",
                text=life.note("hand_text"),
            )

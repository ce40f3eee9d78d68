"""Musicians or a DJ who play in many towns: fees by phone and in cash, rooms, shares to the others."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who gets the fees and pays the rooms, alone or with friends who get their part."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1 + life.count("others_here"), who=grown("worker", "student", "idle"))
    if not found:
        return False
    leader, others = found[0], [p.side for p in found[1:]]
    others += [life.payer(0).side for _ in range(life.count("others_elsewhere"))]
    phone = life.number(leader, "prepaid") if life.happens("booking_phone") else leader.phone
    busy = None
    for day in life.days(life.draw("jobs_a_month")):
        night = day + dt.timedelta(days=(life.luck.choice((4, 5)) - day.weekday()) % 7)
        if life.covered(night) and night != busy:
            _play(life, leader, others, night)
        busy = night
    for _ in range(life.count("advertisements")):
        since = life.day()
        slots = {"phone": life.shown(phone), "town": d.municipality}
        made = online.ad(
            d, "other", site=life.one("sites"), first_seen=since, last_seen=life.day(since),
            title=life.write("title", **slots), text=life.write("text", **slots),
            municipality=d.municipality, contacts=[("phone", phone)],
        )  # fmt: skip
        network.member("other", f"ad:{made}")
    return True


def _play(life: Life, leader: Person, others: list[Side], night: dt.date) -> None:
    """One evening in a town: the fee, a room where it is far, and each one's share."""
    town, fee = life.town(), life.price("fee", 100)
    after, how = life.at(night, "after_show"), life.one("paid_by")
    next_day = night + dt.timedelta(days=1)
    if how == "phone":
        life.receive(leader.side, fee, after, life.payer("local_far"), text=life.note("fee_text"))
    elif how == "cash":
        at = life.at(next_day, "morning")
        life.bank_cash(
            leader.side,
            fee * life.draw("cash_banked"),
            at,
            town if life.happens("banks_there") else life.d.municipality,
        )
    else:
        payer = life.outside(f"Spillestedet {town}")
        day = night + dt.timedelta(days=life.count("days_to_invoice"))
        life.d.book.pay(
            life.at(day, "office"),
            payer,
            leader.side,
            round(fee) * 100,
            "transfer",
            text=life.write("fee_text"),
        )
    if life.happens("sells_shirts"):
        for _ in range(life.count("shirts")):
            at = life.at(night, "show")
            life.receive(
                leader.side,
                life.price("shirt", 10),
                at,
                life.passing(),
                text=life.note("shirt_text"),
            )
    if life.happens("sleeps_there"):
        for _ in range(life.count("rooms")):
            life.stay(leader, town, night, life.count("nights"), people=2)
    life.buy(
        leader, life.price("fuel", 1), life.at(night, "afternoon"), "Automattank", "5541", town=town
    )
    life.buy(leader, life.price("late_meal", 1), after, f"Grillen {town}", "5814", town=town)
    for side in others:
        share = rounded(fee / (len(others) + 1) * life.draw("share_after_costs"), 50)
        life.pay(leader, share, life.at(next_day), side, text=life.note("share_text"))

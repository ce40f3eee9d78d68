"""Somebody who sells sex pays a driver or a receptionist for their time and keeps the profit."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _seller as selling
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.lookalikes._seller import Seller
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who sells sex, and one who drives or answers the phone for an agreed pay."""
    life = begin(d, luck, network, HABITS, selling.HABITS)
    found = selling.sellers(life, 1)
    helpers = life.residents(1, "helper_ages", grown("worker", "idle", "student", "pensioner"))
    if not found or not helpers:
        return False
    one, helper, drives = selling.seller(life, found[0]), helpers[0], life.happens("drives")
    if not drives:
        # Clients ring the receptionist's number, who writes down the appointments.
        phone = life.number(helper, life.one("work_phone_kind"))
        d.book.add("contact", kind="phone", value=phone, party_id=helper.id, since=life.start)
        one.phone = phone
    _work(life, one)
    if drives:
        _drive(life, one, helper)
    else:
        _answer(life, one, helper)
    if life.happens("pays_tax"):
        one.taxes()
    return True


def _work(life: Life, one: Seller) -> None:
    """Days at home and days in nearby towns."""
    home = life.d.municipality
    per_month = life.draw("clients_a_month")
    away = life.value("share_away")
    for since, until in selling.stretches(life):
        one.advertise(home, since, until)
        if life.happens("advertises_near"):
            one.advertise(life.next_town(), since, until)
    one.clients(per_month * (1 - away), home, life.start, life.end)
    for day in life.days(life.draw("outings_a_month")):
        town = life.next_town()
        nights = life.count("nights_away")
        if nights:
            life.stay(one.person, town, day, nights)
        until = day + dt.timedelta(days=nights)
        one.clients(life.draw("clients_a_month_away"), town, day, until)
        if life.happens("banks_away"):
            one.bank(until, town)


def _drive(life: Life, one: Seller, helper: Person) -> None:
    """A trip is paid when it is over; on the way each can see where the other is."""
    pair = [life.profile("WhatsApp", p, contact=p.phone) for p in (one.person, helper)]
    for day in life.days(life.draw("trips_a_month")):
        at = life.at(day, "evening")
        kroner = rounded(life.draw("trip_pay"), 50)
        life.pay(one.person, kroner, at, helper.side, text=life.note("trip_text"))
        if life.happens("fuel_by_helper"):
            life.buy(
                helper,
                life.price("fuel", 1),
                at,
                "Automattank",
                "5541",
                town=life.next_town(),
            )
        if life.happens("trip_shared"):
            starts = at - round(3600 * life.draw("trip_hours"))
            online.share_place(
                life.d, pair[0], pair[1], starts, at, platform="WhatsApp",
                reciprocal=life.happens("both_see"), relation=None if life.happens("no_relation") else "work",
            )  # fmt: skip


def _answer(life: Life, one: Seller, helper: Person) -> None:
    """Pay by the month for the hours at the phone."""
    hourly = life.draw("answer_pay")
    for year, month in life.months():
        day = last_bank_day(year, month)
        if life.covered(day):
            kroner = rounded(hourly * life.draw("answer_hours"), 50)
            life.pay(
                one.person, kroner, life.at(day), helper.side,
                channel="transfer", text=life.write("answer_text"),
            )  # fmt: skip

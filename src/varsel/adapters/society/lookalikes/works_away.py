"""Somebody whose work takes them to many towns: fitter, consultant, agency nurse, driver, salesperson."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who sleeps away on weekdays, pays with their own card and is paid back."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker"))
    if not found:
        return False
    person = found[0]
    job = life.kind("jobs")
    usual = [life.town(d.municipality) for _ in range(round(drawn(luck, job["places"])))]
    pays_self, spent, busy = life.happens("own_card"), 0.0, d.calendar.first
    for day in life.days(drawn(luck, job["trips"])):
        start, nights = max(day, busy), round(drawn(luck, job["nights"]))
        if not life.covered(start):
            break
        busy = start + dt.timedelta(days=nights + 1)
        spent += _away(life, person, luck.choice(usual), start, nights, job, pays_self=pays_self)
        if spent and life.happens("paid_back_now"):
            back = busy + dt.timedelta(days=life.count("days_to_pay_back"))
            firm = life.outside("Rejseafregning")
            d.book.pay(
                life.at(back, "office"), firm, person.side, round(spent * 100),
                "transfer", timed=False, text=life.write("refund"),
            )  # fmt: skip
            spent = 0.0
    return True


def _away(
    life: Life,
    person: Person,
    town: str,
    start: dt.date,
    nights: int,
    job: dict[str, Any],
    *,
    pays_self: bool,
) -> float:
    """Some nights in a town; gives what was laid out for the employer."""
    laid_out = 0.0
    if nights and pays_self:
        life.stay(person, town, start, nights, lodging=life.one("work_lodging"))
        laid_out += nights * life.draw("night_paid_back")
    elif nights and life.happens("firm_stay_seen"):
        _booked_by_firm(life, person, town, start, nights)
    for number in range(max(1, nights)):
        day = start + dt.timedelta(days=number)
        kroner = life.price("meal", 1)
        life.buy(
            person, kroner, life.moment(day, job["hours"]), f"Grillen {town}", "5814", town=town
        )
        laid_out += kroner if pays_self else 0
        if life.happens("fuels"):
            life.buy(
                person,
                life.price("fuel", 1),
                life.moment(day, job["hours"]),
                f"Tank {town}",
                "5541",
                town=town,
            )
    if life.luck.random() < job["cash"]:
        # Customers who pay in cash, tips, or a small job in the evening.
        kroner = rounded(drawn(life.luck, job["sum"]), 100)
        life.bank_cash(person.side, kroner, life.moment(start, job["hours"]), town)
    for _ in range(round(drawn(life.luck, job["by_phone"]))):
        kroner, at = rounded(drawn(life.luck, job["sum"]), 50), life.moment(start, job["hours"])
        life.receive(
            person.side, kroner, at, life.payer("local_far"), text=life.note("by_phone_text")
        )
    return laid_out


def _booked_by_firm(life: Life, person: Person, town: str, start: dt.date, nights: int) -> None:
    """A room that the employer booked for them."""
    online.stay(
        life.d, payer=person.employer, account=None, guest=person.id, municipality=town, starts=start,
        nights=nights, price=nights * life.draw("night_paid_back"), platform=f"Hotel {town}",
    )  # fmt: skip

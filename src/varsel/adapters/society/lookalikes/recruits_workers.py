"""A farm, hotel or family that looks for help in job groups and offers a bed, a lift and an advance."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn
from varsel.adapters.society.lookalikes._groups import post_in_groups
from varsel.adapters.society.lookalikes._lives import Life, begin, foreign_phone, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who hires for their own place or helps the boss to find people from home."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker"))
    if not found:
        return False
    recruiter, kind = found[0], life.kind("kinds")
    phone = recruiter.phone
    if life.happens("foreign_number"):
        phone = foreign_phone(life)
        life.keep_number(recruiter, phone, "used")
    handle = f"@{recruiter.name.split()[0].lower()}_job{luck.randint(1, 99)}"
    _posts(life, recruiter, kind, phone, handle)
    for day in life.days(drawn(luck, kind["arrivals"])):
        _arrival(life, recruiter, day)
    return True


def _posts(life: Life, recruiter: Person, kind: dict[str, Any], phone: str, handle: str) -> None:
    """The same offer in several groups and languages, reworded or not."""
    luck, d = life.luck, life.d
    tongues = luck.sample(life.value("tongues"), life.count("number_of_tongues"))
    for day in life.days(drawn(luck, kind["rounds"])):
        for tongue in tongues:
            slots = {
                "job": luck.choice(kind["jobs"][tongue]),
                "town": d.municipality,
                "pay": round(life.draw("hourly")),
                "month": round(life.draw("monthly"), -3),
                "eur": round(life.draw("monthly") / 7.46, -2),
                "rent": round(life.draw("room"), -2),
                "phone": life.shown(phone),
                "app": life.one("apps"),
                "handle": handle,
                "name": recruiter.name.split()[0],
            }
            text = life.write(f"post_{tongue}", **slots)
            number = life.count("groups_each")
            post_in_groups(
                life, recruiter, day, text, kinds="group_kinds", tongue=tongue, number=number
            )
    if life.happens("advertises"):
        _advertisement(life, recruiter, kind, phone)


def _advertisement(life: Life, recruiter: Person, kind: dict[str, Any], phone: str) -> None:
    """The offer on a job site too."""
    since = life.day()
    slots = {
        "job": life.luck.choice(kind["jobs"]["da"]),
        "town": life.d.municipality,
        "phone": life.shown(phone),
        "pay": round(life.draw("hourly")),
        "rent": round(life.draw("room"), -2),
        "name": recruiter.name.split()[0],
        "month": round(life.draw("monthly"), -3),
        "eur": "",
        "app": life.one("apps"),
        "handle": "",
    }
    made = online.ad(
        life.d, "job", site="jobtavlen", first_seen=since, last_seen=life.day(since),
        title=life.write("title", **slots), text=life.write("post_da", **slots),
        municipality=life.d.municipality,
        advertiser=recruiter.id if life.happens("site_knows_party") else None,
        contacts=[("phone", phone)],
    )  # fmt: skip
    life.network.member("other", f"ad:{made}")


def _arrival(life: Life, recruiter: Person, day: dt.date) -> None:
    """Somebody comes: the ticket is laid out, a room for the first nights, later the ticket is paid back."""
    if life.happens("lays_out_ticket"):
        name, mcc = life.kind("carriers")
        kroner = life.price("ticket", 1)
        life.buy(
            recruiter, kroner, life.at(day - dt.timedelta(days=life.count("days_ahead"))), name, mcc
        )
        if life.happens("ticket_paid_back"):
            when = day + dt.timedelta(days=life.count("paid_back_after"))
            if life.covered(when):
                life.receive(
                    recruiter.side,
                    kroner,
                    life.at(when),
                    life.passing(),
                    text=life.note("ticket_text"),
                )
    if life.happens("books_first_nights"):
        guest = life.d.book.new("GU") if life.happens("guest_listed") else None
        life.stay(
            recruiter,
            life.d.municipality,
            day,
            life.count("first_nights"),
            guest=guest,
            people=life.count("guests"),
        )

"""A coach, youth worker or older brother with many teenagers' numbers, lifts, tickets and small payments."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.lookalikes._met import noted, some_facts
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One adult and the teenagers around them, who are no part of anything else."""
    life = begin(d, luck, network, HABITS)
    last, (low, high) = d.calendar.last, HABITS.teen_ages
    teens = d.pick(
        luck, life.count("teens"), lambda p: low <= p.age(last) <= high and p.side.inside
    )
    found = life.residents(1, who=grown("worker", "student", "idle"))
    if not found or not teens:
        return False
    leader = found[0]
    _money(life, leader, teens)
    _places(life, leader, teens)
    for day in life.days(life.draw("tournaments_a_month")):
        town = life.town()
        for _ in range(life.count("rooms")):
            life.stay(
                leader,
                town,
                day,
                life.count("nights"),
                people=life.count("beds"),
                lodging=life.one("team_lodging"),
            )
        life.buy(leader, life.price("fuel", 1), life.at(day), "Automattank", "5541", town=town)
        life.buy(
            leader,
            life.price("meal", 1),
            life.at(day, "evening"),
            f"Grillen {town}",
            "5814",
            town=town,
        )
    if life.happens("seen_waiting"):
        teen = luck.choice(teens)
        noted(
            life, teen.id, life.day(), some_facts(life, life.value("noted")),
            role=life.one("met_by"), companion=leader.id,
        )  # fmt: skip
    return True


def _money(life: Life, leader: Person, teens: list[Person]) -> None:
    """Fees and kit money in; food, bus fares and pay for small jobs out."""
    for day in life.days(life.draw("fees_a_month")):
        each = life.price("fee", 10)
        for teen in teens:
            if life.happens("pays_fee"):
                payer = teen if life.happens("pays_alone") else (teen.household or [teen])[0]
                if payer.side.inside and payer.side.account != leader.side.account:
                    life.pay(
                        payer,
                        each,
                        life.at(day, "evening"),
                        leader.side,
                        text=life.note("fee_text"),
                    )
    for day in life.days(life.draw("sums_a_month")):
        teen = life.luck.choice(teens)
        life.pay(
            leader,
            life.price("sum", 10),
            life.at(day, "evening"),
            teen.side,
            text=life.note("sum_text"),
        )
    for day in life.days(life.draw("top_ups_a_month")):
        life.top_up(leader, life.luck.choice(teens).phone, day)


def _places(life: Life, leader: Person, teens: list[Person]) -> None:
    """Messages about where to be and when; on journeys the leader sees where they are."""
    platform = life.one("platforms")
    own = life.profile(platform, leader, contact=leader.phone)
    faces = [life.profile(platform, t, contact=t.phone) for t in teens[: life.value("faces_most")]]
    if life.happens("place_shared"):
        for face in faces:
            for day in life.days(life.draw("shares_a_month")):
                starts = life.at(day)
                online.share_place(
                    life.d, face, own, starts, starts + round(3600 * life.draw("share_hours")),
                    platform=platform, reciprocal=life.happens("mutual"),
                    relation=None if life.happens("no_relation") else "none",
                )  # fmt: skip
    if life.happens("talk_at_hand"):
        face, thread, basis = life.luck.choice(faces), life.d.book.new("TH"), life.one("bases")
        since = life.day()
        until = since + dt.timedelta(days=life.count("talk_days"))
        for day in life.days(life.draw("days_a_month"), since, until):
            at = life.at(day, "evening")
            for _ in range(life.count("turns")):
                asks = life.happens("leader_writes")
                online.message(
                    life.d, own if asks else face, face if asks else own, at,
                    life.write("leader" if asks else "teen"), basis=basis, platform=platform, thread=thread,
                )  # fmt: skip
                at += round(60 * life.draw("minutes_between"))
    if life.happens("reported"):
        online.report(
            life.d, life.one("categories"), life.at(life.day()),
            reported=own, affected=life.luck.choice(faces), demand=None,
            confirmed=False if life.happens("read_by_somebody") else None,
            minor=True if life.happens("age_known") else None,
        )  # fmt: skip

"""Somebody who brings couples together in marriage groups: introductions, fees, invitations and journeys."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._groups import post_in_groups
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident, most often an older woman or a relative of somebody who wants to marry."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "idle", "pensioner"))
    if not found:
        return False
    one = found[0]
    for day in life.days(life.draw("posts_a_month")):
        text = life.write(
            "post", phone=life.shown(one.phone), name=one.name.split()[0], town=d.municipality,
            age=life.count("their_age"), app=life.one("apps"),
        )  # fmt: skip
        post_in_groups(
            life, one, day, text,
            kinds="group_kinds", tongue=life.one("tongues"), number=life.count("groups_each"),
        )  # fmt: skip
    for day in life.days(life.draw("couples_a_month")):
        _couple(life, one, day)
    return True


def _couple(life: Life, one: Person, day: dt.date) -> None:
    """One introduction: a gift or a fee, a journey, a room for the family that comes to see."""
    payer = life.payer("local_families")
    if life.happens("is_paid"):
        life.receive(
            one.side, life.price("fee", 100), life.at(day), payer, text=life.note("fee_text")
        )
    if life.happens("buys_journey"):
        name, mcc = life.kind("carriers")
        kroner = life.price("journey", 1)
        life.buy(one, kroner, life.at(day), name, mcc)
        back = day + dt.timedelta(days=life.count("days_after"))
        if life.covered(back):
            life.receive(one.side, kroner, life.at(back), payer, text=life.note("back_text"))
    if life.happens("books_room"):
        when = day + dt.timedelta(days=life.count("days_after"))
        life.stay(
            one,
            life.d.municipality,
            when,
            life.count("nights"),
            people=2,
            guest=life.d.book.new("GU"),
        )
    if life.happens("embassy"):
        life.buy(
            one,
            life.price("embassy_sum", 1),
            life.at(day, "office"),
            "Embassy Consular Section",
            "9399",
        )

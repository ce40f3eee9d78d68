"""A broken relationship in which one threatens to share pictures; no money and no work is behind it."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.lookalikes._met import noted, some_facts
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Two residents, or one and somebody from elsewhere; reported, at times confirmed."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(
        2 if life.happens("both_live_here") else 1, who=lambda p: p.life != "pensioner"
    )
    if not found:
        return False
    platform, affected = life.one("platforms"), found[0]
    own = life.profile(platform, affected, contact=affected.phone)
    if len(found) > 1:
        other = life.profile(platform, found[1], contact=found[1].phone)
    else:
        other = life.stranger(platform)
        network.member("other", f"profile:{other}")
    day = life.day()
    _talk(life, platform, (other, own), day)
    for _ in range(life.count("reports")):
        when = min(day + dt.timedelta(days=life.count("days_to_report")), d.calendar.last)
        online.report(
            d, life.one("categories"), life.at(when, "evening"), reported=other,
            affected=own if life.happens("by_profile") else affected.id, demand=life.one("demands"),
            confirmed={"yes": True, "no": False, "unread": None}[life.one("confirmed")],
            minor=False if life.happens("age_known") and affected.age(when) >= 18 else None,
        )  # fmt: skip
    _afterwards(life, affected, day)
    return True


def _talk(life: Life, platform: str, pair: tuple[str, str], day: dt.date) -> None:
    """The quarrel as it was handed over, or reported message by message."""
    if not life.happens("talk_at_hand"):
        return
    thread, basis = life.d.book.new("TH"), life.one("bases")
    until = day + dt.timedelta(days=life.count("quarrel_days"))
    for when in life.days(
        life.draw("days_a_month"), day - dt.timedelta(days=life.count("quarrel_days")), until
    ):
        at = life.at(when, "late")
        for _ in range(life.count("turns")):
            threatens = life.happens("the_other_writes")
            sender, to = pair if threatens else pair[::-1]
            gone = (
                at + round(3600 * life.draw("regretted_after"))
                if threatens and life.happens("regrets")
                else None
            )
            online.message(
                life.d, sender, to, at, None if gone else life.write("threat" if threatens else "answer"),
                basis=basis, platform=platform, thread=thread,
                deleted=gone, deleted_by=sender if gone else None,
            )  # fmt: skip
            at += round(60 * life.draw("minutes_between"))


def _afterwards(life: Life, affected: Person, day: dt.date) -> None:
    """Nights elsewhere, money back, a visit to the police or a doctor."""
    after = day + dt.timedelta(days=life.count("days_to_report"))
    if life.happens("sleeps_elsewhere"):
        life.stay(affected, life.d.nearby(life.luck), after, life.count("nights"))
    if life.happens("settles_up") and life.covered(after):
        ex = life.once("ex", lambda: life.payer("local_some")).side
        if ex.account != affected.side.account:
            life.pay(
                affected,
                life.price("settled", 50),
                life.at(after),
                ex,
                text=life.note("settle_text"),
            )
    if life.happens("is_met"):
        noted(
            life, affected.id, after, some_facts(life, life.value("noted")), role=life.one("met_by")
        )

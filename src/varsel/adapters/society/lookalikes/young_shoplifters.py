"""Teenagers who steal from shops alone, for a dare or with friends; nobody sends them."""

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

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One to three teenagers, caught once or again, who sell some of it to friends."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(int(life.one("together")))
    if not found:
        return False
    pair = [life.profile(life.one("platforms"), p, contact=p.phone) for p in found]
    for number, day in enumerate(life.days(life.draw("caught_a_month")) or [life.day()]):
        if number < life.value("caught_most"):
            _caught(life, found, day, again=number > 0)
    for day in life.days(life.draw("sold_a_month")):
        life.receive(
            luck.choice(found).side, life.price("sold_for", 25), life.at(day, "afternoon"),
            life.payer("local_near"), text=life.note("sold_text"),
        )  # fmt: skip
    for day in life.days(life.draw("shared_a_month")) if len(found) > 1 else []:
        giver, taker = luck.sample(found, 2)
        life.pay(
            giver,
            life.price("shared", 10),
            life.at(day, "afternoon"),
            taker.side,
            text=life.note("shared_text"),
        )
    if len(pair) > 1 and life.happens("talk_at_hand"):
        _talk(life, pair)
    return True


def _caught(life: Life, group: list[Person], day: dt.date, *, again: bool) -> None:
    """The shop calls; a friend, a sibling or a parent is nearby."""
    older = [p for p in group[0].household if p.life != "child"]
    companion = None
    if life.happens("somebody_there"):
        companion = (
            life.luck.choice(older).id
            if older and life.happens("it_is_family")
            else life.d.book.new("C")
        )
    for person in group if life.happens("all_caught") else group[:1]:
        facts = some_facts(life, life.value("noted"))
        if again:
            facts += some_facts(life, life.value("noted_again"))
        if companion:
            facts += some_facts(life, life.value("noted_with_company"))
        noted(
            life,
            person.id,
            day,
            facts or ["found_in_offence"],
            role=life.one("by"),
            companion=companion,
        )
    if life.happens("fined"):
        when = day + dt.timedelta(days=life.count("days_to_fine"))
        payer = life.luck.choice(older) if older and older[0].side.inside else group[0]
        if life.covered(when):
            life.pay(
                payer,
                life.price("fine", 50),
                life.at(when),
                life.outside("Rigspolitiet bøder"),
                channel="transfer",
                text="bøde",
            )


def _talk(life: Life, profiles: list[str]) -> None:
    """What the friends wrote, shown by a parent or taken from a phone that the police kept."""
    thread, basis, platform = life.d.book.new("TH"), life.one("bases"), life.one("platforms")
    since = life.day()
    until = since + dt.timedelta(days=life.count("talk_days"))
    for day in life.days(life.draw("days_a_month"), since, until):
        at = life.at(day, "afternoon")
        for _ in range(life.count("turns")):
            sender, to = life.luck.sample(profiles, 2)
            online.message(
                life.d, sender, to, at, life.write("said"), basis=basis, platform=platform, thread=thread,
            )  # fmt: skip
            at += round(60 * life.draw("minutes_between"))

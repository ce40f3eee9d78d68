"""A teenager with a round: papers, flyers, bottles, dogs; told by message where to go and what to fetch."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.lookalikes._met import noted, some_facts
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One young resident and whoever gives them the round; pay by phone, weekly or by the piece."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1)
    if not found:
        return False
    young, job = found[0], life.kind("jobs")
    boss = life.payer("local_bosses")
    for day in life.days(drawn(luck, job["paid_a_month"])):
        kroner = rounded(drawn(luck, job["pay"]), job["step"])
        payer = life.payer("local_near") if luck.random() < job["many_payers"] else boss
        life.receive(young.side, kroner, life.at(day), payer, text=life.note("pay_text"))
        if luck.random() < job["passes_on"]:
            after = life.at(day + dt.timedelta(days=life.count("days_to_pass_on")))
            if payer.side.account != boss.side.account:
                life.pay(
                    young,
                    rounded(kroner * life.draw("part_passed_on"), 5),
                    after,
                    boss.side,
                    text=life.note("on_text"),
                )
    platform = life.one("platforms")
    own, other = life.profile(platform, young, contact=young.phone), life.stranger(platform)
    if luck.random() < job["place_shared"]:
        for day in life.days(drawn(luck, job["rounds"])):
            starts = life.moment(day, job["hours"])
            online.share_place(
                d, own, other, starts, starts + round(3600 * life.draw("round_hours")),
                platform=platform, reciprocal=False,
                relation="work" if life.happens("relation_stated") else None,
            )  # fmt: skip
    if life.happens("talk_at_hand"):
        _talk(life, platform, own, other)
    for day in life.days(life.draw("met_a_month"))[: life.value("met_most")]:
        noted(
            life,
            young.id,
            day,
            some_facts(life, life.value("noted")),
            role="police",
            companion=d.book.new("C"),
        )
    return True


def _talk(life: Life, platform: str, own: str, other: str) -> None:
    """The messages of some weeks, as they came to hand in a quarrel about pay or a lost bicycle."""
    thread, basis, since = life.d.book.new("TH"), life.one("bases"), life.day()
    until = since + dt.timedelta(days=life.count("talk_days"))
    for day in life.days(life.draw("days_a_month"), since, until):
        at = life.at(day)
        for _ in range(life.count("turns")):
            tells = life.happens("boss_writes")
            online.message(
                life.d, other if tells else own, own if tells else other, at,
                life.write("boss" if tells else "young"), basis=basis, platform=platform, thread=thread,
            )  # fmt: skip
            at += round(60 * life.draw("minutes_between"))

"""A teenager who runs from a quarrel at home to an older friend, an aunt or a festival, and comes back."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, Payer, begin
from varsel.adapters.society.lookalikes._met import noted, some_facts
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Some days or weeks away: somebody sends money, books a bed, answers for them."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=lambda p: p.life == "child")
    if not found:
        return False
    teen, host = found[0], life.payer("local_hosts")
    for _ in range(life.count("times")):
        _away(life, teen, host, life.day())
    return True


def _away(life: Life, teen: Person, host: Payer, day: dt.date) -> None:
    """One time away: a train, small sums from the host, messages from home, the police at the end."""
    d, town, nights = life.d, life.town(), life.count("nights")
    back = day + dt.timedelta(days=nights)
    life.buy(teen, life.price("train", 1), life.at(day), "Regionstog DK", "4111")
    for when in life.days(life.draw("sums_a_month"), day, back):
        life.receive(
            teen.side, life.price("sum", 10), life.at(when), host, text=life.note("sum_text")
        )
    for when in life.days(life.draw("buys_a_month"), day, back):
        life.buy(teen, life.price("food", 1), life.at(when), f"Grillen {town}", "5814", town=town)
    companion = host.side.party or d.book.new("C")
    if life.happens("stays_in_let"):
        online.stay(
            d, payer=host.side.party if host.side.inside else None, account=host.side.account,
            guest=teen.id, municipality=town, starts=day, nights=nights,
            price=nights * life.draw("night"), platform="Klithytten",
        )  # fmt: skip
    facts = some_facts(life, life.value("noted"))
    noted(
        life,
        teen.id,
        back,
        [*facts, "missing_from_care"],
        role=life.one("met_by"),
        companion=companion,
    )
    if life.happens("talk_at_hand"):
        _talk(life, teen, day, nights)


def _talk(life: Life, teen: Person, day: dt.date, nights: int) -> None:
    """Messages of worried or angry people at home, and of the one who takes the teenager in."""
    platform = life.one("platforms")
    own = life.own_profile(platform, teen)
    other, basis, thread = life.stranger(platform), life.one("bases"), life.d.book.new("TH")
    for number in range(nights + 1):
        at = life.at(day + dt.timedelta(days=number))
        for _ in range(life.count("turns")):
            writes = life.happens("other_writes")
            online.message(
                life.d, other if writes else own, own if writes else other, at,
                life.write("host" if writes else "teen"), basis=basis, platform=platform, thread=thread,
            )  # fmt: skip
            at += round(60 * life.draw("minutes_between"))

"""Young people who send each other coins, skins and wallet sums, at times to people they never met."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import begin
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One young resident with friends in the game, a wallet and a bank card."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1)
    if not found:
        return False
    young = found[0]
    wallet = None
    if life.happens("wallet_seen"):
        opened = max(life.start, young.born)
        wallet = d.account(young.id, "wallet", min(opened, d.calendar.last), kind="wallet")
        network.member("other", f"account:{wallet.account}")
    friends = life.circle(life.count("friends"), "local_friends")
    strangers = [
        life.outside(f"player{n}", life.one("countries")) for n in range(life.count("far_friends"))
    ]
    for day in life.days(life.draw("coins_a_month")):
        name, mcc = life.kind("shops")
        life.buy(young, life.price("coins", 1), life.at(day, "playing"), name, mcc)
    for day in life.days(life.draw("gifts_a_month")):
        at, kroner = life.at(day, "playing"), life.price("gift", 5)
        if strangers and life.happens("gift_goes_far"):
            side, payer = luck.choice(strangers), wallet or young.side
            pair = (side, payer) if life.happens("gift_comes_in") else (payer, side)
            d.book.pay(
                at,
                *pair,
                round(kroner * 100),
                "wallet",
                text=life.note("gift_text"),
                device=young.device,
            )
        elif life.happens("gift_comes_in"):
            life.receive(young.side, kroner, at, life.of(friends), text=life.note("gift_text"))
        else:
            life.pay(young, kroner, at, life.of(friends).side, text=life.note("gift_text"))
    if life.happens("talk_at_hand"):
        platform = life.one("platforms")
        own, other = life.profile(platform, young), life.stranger(platform)
        thread, basis = d.book.new("TH"), life.one("bases")
        since = life.day()
        until = since + dt.timedelta(days=life.count("talk_days"))
        for day in life.days(life.draw("days_a_month"), since, until):
            at = life.at(day, "playing")
            for _ in range(life.count("turns")):
                pair2 = (own, other) if life.happens("young_writes") else (other, own)
                online.message(
                    d, *pair2, at, life.write("said"), basis=basis, platform=platform, thread=thread
                )
                at += round(60 * life.draw("minutes_between"))
    return True

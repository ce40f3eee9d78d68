"""A small trader who buys abroad: sums to several countries, at times more than was foreseen."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday, takings
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A greengrocer, a phone shop, a parts dealer, a web shop; the suppliers change."""
    owner = work.grown_up(d, luck, settled=True)
    since = work.long_ago(d, luck)
    trade = work.weighted(luck, HABITS.trade)
    firm = firms.establish(d, luck, trade, owner=owner, since=since)
    daily = work.kroner(luck, HABITS.daily)
    takings(d, luck, firm, daily=daily, card=work.between(luck, HABITS.card))
    suppliers = [
        work.abroad(d, luck, luck.choice(("eu", "other")))
        for _ in range(work.count(luck, HABITS.suppliers))
    ]
    for year, month in d.calendar.months:
        bought = daily * HABITS.open_days * work.between(luck, HABITS.cost)
        orders = work.count(luck, HABITS.orders)
        for _ in range(orders):
            part = round(bought / orders * work.between(luck, HABITS.order)) * 100
            day = work.a_day(luck, year, month)
            at = work.at(luck, day, work.HABITS.day)
            to = luck.choice(suppliers)
            channel = "remittance" if luck.random() < HABITS.by_transfer_firm else "transfer"
            text = luck.choice(
                ("invoice", f"inv {luck.randint(100, 9999)}", "deposit 30%", "varer", None)
            )
            payer = owner.side if luck.random() < HABITS.from_private else firm.side
            d.book.pay(at, payer, to, part, channel, text=text, device=owner.device)
            if payer is owner.side:
                text = "udlæg varer"
                d.book.pay(at + 5400, firm.side, owner.side, part, "transfer", text=text)
    work.draw_out(d, luck, firm, owner, HABITS.drawings)
    everyday(d, luck, owner, rent=work.rent(luck, work.HABITS.flat_rent))
    work.remember(d, network, [owner], [firm])
    return True

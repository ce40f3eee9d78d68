"""An ordinary firm that is behind with tax and pays it off in instalments."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.truth import Network

NEAR = "construction"
HABITS = beside(__file__)
STATE = Side("X-STATE-SKAT", name="Skattestyrelsen")


def tell(d: District, luck: Random, network: Network) -> bool:
    """Customers pay late, a bad winter, an illness: the tax waits, and the agreement follows."""
    choice = work.employers(d, "41", "43", "56", "81", "96", "49", "47") or work.employers(d)
    if not choice:
        return False
    firm = luck.choice(choice)
    firm.paid_tax = work.between(luck, HABITS.paid)
    if luck.random() < HABITS.reports_late:
        firm.shown_turnover = work.between(luck, HABITS.shown)
    rate = work.kroner(luck, HABITS.rate, step=500)
    on = work.count(luck, HABITS.paid_on)
    for year, month in d.calendar.months:
        if luck.random() < HABITS.kept:
            at = work.at(luck, dt.date(year, month, on), work.HABITS.office)
            text = luck.choice(("afdragsordning", "A-skat rest", "moms rest", "afdrag", None))
            d.book.pay(at, firm.side, STATE, rate * 100, "transfer", text=text)
    work.remember(d, network, [], [firm])
    return True

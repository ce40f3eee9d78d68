"""Staff in kitchens, building or cleaning who are paid the same every month by contract."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.truth import Network

NEAR = "construction"
HABITS = beside(__file__)
TRADES = ("56", "55", "41", "43", "81", "96", "49", "01")


def tell(d: District, luck: Random, network: Network) -> bool:
    """Foremen, head cooks, managers, apprentices and those on a fixed rota."""
    firm = work.an_employer(d, luck, *TRADES)
    if firm is None:
        return False
    person = work.grown_up(d, luck)
    kind = work.weighted(luck, HABITS.kind)
    hours = float(work.weighted(luck, HABITS.hours[kind]))
    rate = work.between(luck, HABITS.hour[kind])
    firms.employ(
        d,
        luck,
        firm,
        person,
        since=work.begins(d, luck, person),
        monthly=round(rate * hours * HABITS.weeks / 50) * 50,
        weekly_hours=hours,
        job=work.weighted(luck, HABITS.code[kind]),
    )
    rent = work.rent(luck, work.HABITS.flat_rent) if luck.random() < HABITS.rents else None
    everyday(d, luck, person, level=work.between(luck, HABITS.level), rent=rent)
    work.remember(d, network, [person])
    return True

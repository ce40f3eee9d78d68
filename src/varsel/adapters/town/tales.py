"""Every tale of the town in the order it is told: the leaflet's three, then their look-alikes."""

from __future__ import annotations

from collections.abc import Callable

from varsel.adapters.town import chen_ying, clubs, homes, money, night, offices, svetlana, yousef
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale

TELLERS: tuple[Callable[[Scene], Tale], ...] = (
    svetlana.tell,
    chen_ying.tell,
    yousef.tell,
    night.bar,
    night.cleaners,
    night.independent,
    clubs.collection,
    clubs.choir,
    clubs.home_sales,
    homes.staff_house,
    homes.student_hall,
    homes.fitter,
    money.sent_home,
    money.payday_savings,
    money.pay_limit,
    offices.accountant,
    offices.couriers,
    offices.kiosk,
    offices.family,
)


def tell(scene: Scene) -> list[Tale]:
    """Tell all tales into the scene's ledger; gives the key to each."""
    return [teller(scene) for teller in TELLERS]

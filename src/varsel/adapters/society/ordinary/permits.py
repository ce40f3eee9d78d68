"""Work permits of those who came lately from outside the EU, and the pay that some of them demand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import between, count, money, weighted
from varsel.adapters.society.ordinary.founding import House
from varsel.adapters.society.ordinary.terms import Terms
from varsel.adapters.society.ordinary.trade import Trade
from varsel.adapters.society.person import Person

HABITS = beside(__file__)


class Permits:
    """Writes permits as people take up work."""

    def __init__(self, d: District, luck: Random) -> None:
        self.d, self.luck = d, luck
        self._applied: dict[str, dt.date] = {}
        self._has: set[tuple[str, str]] = set()

    def scheme(self, person: Person, trade: Trade) -> str | None:
        """The scheme under which somebody works here; None for those who need no permit."""
        if person.citizenship != "other" or person.arrived is None:
            return None
        if self.luck.random() >= HABITS.known:
            return None
        level = "skilled" if trade.pay >= HABITS.skilled_from else "other"
        if trade.nace in HABITS.specialists:
            level = "skilled"
        self._applied[person.id] = person.arrived - dt.timedelta(
            days=count(self.luck, HABITS.applied_before)
        )
        return str(weighted(self.luck, HABITS.schemes[level]))

    def raised(self, person: Person, scheme: str | None, made: Terms, house: House) -> Terms:
        """The terms, no worse than the scheme demands; the permit is written with them."""
        if scheme is None:
            return made
        applied = self._applied[person.id]
        floor = float(floor_of(applied)) if scheme == "pay_limit" else None
        tied = scheme in HABITS.tied
        if (person.id, house.firm.id if tied else "") not in self._has:
            self._has.add((person.id, house.firm.id if tied else ""))
            says = floor is not None and self.luck.random() < HABITS.floor_stated
            self.d.book.add(
                "permit", permit_id=self.d.book.new("PT"), party_id=person.id,
                employer_id=house.firm.id if tied else None, scheme=scheme, applied_on=applied,
                pay_floor=Decimal(floor) if says and floor is not None else None,
            )  # fmt: skip
        if floor is None:
            return made
        above = between(self.luck, HABITS.above_floor)
        return made.at_least(money(self.luck, floor / 12 * above + 500, (1, 50, 100, 500)))


def floor_of(applied: dt.date) -> int:
    """The pay floor a year for an application of that day.

    >>> floor_of(dt.date(2023, 5, 1))
    465000
    """
    known = {int(year): int(kroner) for year, kroner in HABITS.floors.items()}
    return known[min(max(applied.year, min(known)), max(known))]

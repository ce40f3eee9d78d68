"""How the front line notes a meeting with somebody of a look-alike, as it notes all meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from varsel.adapters.society import online
from varsel.adapters.society.calendar import next_bank_day, stamp
from varsel.adapters.society.lookalikes._lives import Life
from varsel.adapters.society.ordinary.meetings import HABITS as MEETINGS

#: Staff at desks, who meet people on working days only.
_DESKS = ("bank", "municipality", "tax")


def noted(
    life: Life,
    party: str | None,
    day: dt.date,
    facts: Iterable[str],
    *,
    role: str,
    companion: str | None = None,
    always_named: bool = False,
) -> None:
    """Facts of one meeting, by one of the district's employees, where there are any facts."""
    luck, d = life.luck, life.d
    if role in _DESKS:
        day = next_bank_day(day)
    kept = list(facts)
    if not kept or not life.covered(day):
        return
    named = always_named or luck.random() < MEETINGS.party_named[role]
    number = max(1, round(MEETINGS.staff[role] * len(d.people) / 2500))
    online.meet(
        d,
        party if named else None,
        stamp(day, luck.randint(*MEETINGS.hours[role])),
        kept,
        role=role,
        place=f"{luck.choice(MEETINGS.places[role])}, {d.municipality}",
        companion=companion,
        staff=f"S{d.number:04}-{role}-{luck.randint(1, number)}",
    )


def some_facts(life: Life, shares: Mapping[str, float]) -> list[str]:
    """Facts that were noted, each with its own chance, in no order."""
    found = [fact for fact, share in shares.items() if life.luck.random() < share]
    life.luck.shuffle(found)
    return found

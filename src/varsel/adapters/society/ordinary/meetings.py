"""What banks, municipalities, health, police, inspectors and border staff note of ordinary people."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import bank_day, next_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.person import Person

HABITS = beside(__file__)
#: Staff at desks, who meet people on working days only.
_DESKS = ("bank", "municipality", "tax")


def note_meetings(d: District) -> None:
    """A year's meetings in which something was noted."""
    luck = d.luck.plain("meetings")
    front = Front(d, luck)
    ten_thousands = len(d.people) / 10_000 * len(d.calendar) / 365
    for kind in HABITS.meetings:
        expected = kind["rate"] * ten_thousands
        count = int(expected) + (luck.random() < expected % 1)
        for _ in range(max(0, round(luck.gauss(count, count**0.5)))):
            front.meet(kind)


class Front:
    """The front line of a district: its employees, and the people they may meet."""

    def __init__(self, d: District, luck: Random) -> None:
        self.d, self.luck = d, luck
        last = d.calendar.last
        adults = d.adults
        ages = {p.id: p.age(last) for p in d.people}
        self.who: dict[str, list[Person]] = {
            "anyone": d.people,
            "adult": adults,
            "old": [p for p in adults if ages[p.id] >= HABITS.old],
            "coupled": [p for p in adults if p.kin and _grown(p)],
            "newcomer": [
                p for p in adults if p.arrived and (last - p.arrived).days < HABITS.newcomer
            ],
            "owner": [f.owner for f in d.firms if f.owner],
            "idle": [p for p in adults if p.life == "idle"],
            "worker": [p for p in adults if p.life == "worker"],
            "staff": [p for f in d.firms for p in f.staff],
            "teen": _aged(d.people, ages, HABITS.teen),
            "young": _aged(d.people, ages, HABITS.young),
        }
        self.firms = {f.id: f for f in d.firms}

    def meet(self, kind: dict[str, Any]) -> None:
        """One meeting, of one person or of several who came together; at times a second one."""
        luck, d = self.luck, self.d
        pool = self.who[kind["who"]]
        if not pool:
            return
        first = luck.choice(pool)
        people = [first]
        if "group" in kind:
            fellows = [p for p in pool if p is not first]
            if first.employer in self.firms:
                fellows = [p for p in self.firms[first.employer].staff if p is not first]
            number = luck.randint(*kind["group"]) - 1
            people += luck.sample(fellows, min(number, len(fellows)))
        earliest = first.arrived
        companion = self._companion(kind["by"], first)
        day = d.calendar.some_day(luck, earliest)
        self._noted(kind, people, day, companion)
        if luck.random() < HABITS.again:
            self._noted(kind, people, d.calendar.some_day(luck, day), companion)

    def _noted(
        self, kind: dict[str, Any], people: list[Person], day: dt.date, companion: str | None
    ) -> None:
        luck, d, role = self.luck, self.d, kind["role"]
        if role in _DESKS and not bank_day(day):
            day = next_bank_day(day)
        at = stamp(day, luck.randint(*HABITS.hours[role]))
        number = max(1, round(HABITS.staff[role] * len(d.people) / 2500))
        staff = f"S{d.number:04}-{role}-{luck.randint(1, number)}"
        place = luck.choice(HABITS.places[role])
        place = place if role == "border" else f"{place}, {d.municipality}"
        for person in people:
            facts = [
                f
                for f, share in kind["facts"].items()
                if luck.random() < share and (companion or not f.startswith("companion"))
            ]
            luck.shuffle(facts)
            named = luck.random() < HABITS.party_named[role]
            online.meet(
                d,
                person.id if named else None,
                at,
                facts[: HABITS.notes_most],
                role=role,
                place=place,
                companion=companion,
                staff=staff,
            )
            at += luck.randint(3, 15) * 60 if len(people) > 1 else 0

    def _companion(self, by: str, who: Person) -> str | None:
        """Who came along, as the files keep them."""
        luck, d = self.luck, self.d
        if not by or (by.startswith("maybe_") and luck.random() > HABITS.maybe):
            return None
        by = by.removeprefix("maybe_")
        if luck.random() > HABITS.companion_named:
            return d.book.new("C")
        found: list[Person] = []
        if by in {"kin", "spouse", "parent"}:
            found = _grown(who) or (self.who["adult"] if by == "kin" else [])
        elif by in {"colleague", "employer"} and who.employer in self.firms:
            firm = self.firms[who.employer]
            found = [p for p in (firm.owner, *firm.staff[:3]) if p]
        elif by in {"friend", "helper", "adviser"}:
            found = self.who["adult"]
        found = [p for p in found if p is not who]
        return luck.choice(found).id if found else d.book.new("C")


def _grown(who: Person) -> list[Person]:
    return [p for p in who.household if p.life != "child"]


def _aged(people: list[Person], ages: dict[str, int], span: tuple[int, int]) -> list[Person]:
    return [p for p in people if span[0] <= ages[p.id] <= span[1]]

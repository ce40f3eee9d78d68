"""What a tale may use: the ledger, the people and firms of the town, and ways to bring in more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from varsel.adapters.society import names
from varsel.adapters.town import companies, doings, living, people
from varsel.adapters.town.clock import AS_OF
from varsel.adapters.town.companies import Company, Trade
from varsel.adapters.town.ledger import Ledger, Side
from varsel.adapters.town.people import Person


@dataclass
class Scene:
    """The ordinary town in which tales are told."""

    ledger: Ledger
    town: list[Person]
    firms: list[Company]
    streets: living.Streets
    #: Firms that the tales brought in.
    founded: list[Company] = field(default_factory=list)

    @property
    def adults(self) -> list[Person]:
        """Everybody over 18 in the ordinary town."""
        return [p for p in self.town if p.life != "child"]

    def random(self, topic: str) -> Random:
        """A tale's own stream of luck."""
        return self.ledger.random(f"tale/{topic}")

    def customer(
        self,
        random: Random,
        age: int,
        place: str,
        *,
        home: str | None = None,
        since: dt.date | None = None,
        purpose: str = "",
    ) -> Person:
        """One more bank customer, living alone unless `home` is given; here from `since` on."""
        moved = since or dt.date(2023, 6, 1)
        home = home or people.dwelling(self.ledger, place, "home", 58, 2, 1)
        person = people.inhabitant(
            self.ledger, random, age, place, home, moved, opened=since, purpose=purpose
        )
        person.life = "worker"
        return person

    def establish(
        self,
        random: Random,
        trade: Trade,
        place: str,
        owner: Person,
        *,
        since: dt.date,
        name: str = "",
        segment: str | None = None,
    ) -> Company:
        """One more firm, whose books are closed with the others'."""
        firm = companies.establish(
            self.ledger, random, trade, place, owner, since=since, name=name, segment=segment
        )
        self.founded.append(firm)
        return firm

    def stranger(self, name: str, *, born: dt.date | None = None, minor: bool | None = None) -> str:
        """Somebody whom an authority knows but who has no account here; gives the party id."""
        party = self.ledger.new("P")
        self.ledger.add(
            "party", party_id=party, kind="person", name=name, birth_date=born, minor=minor
        )
        return party

    def everyday(
        self, random: Random, person: Person, *, weekly: float = 1.6, rent: bool = True
    ) -> None:
        """The ordinary part of a year: bills, food, friends, savings, cash, a look at the account."""
        if rent:
            living.bills(self.ledger, random, person)
        living.shopping(self.ledger, random, person, self.streets, weekly)
        living.mobile(self.ledger, random, person, random.sample(self.adults, 4))
        living.saving(self.ledger, random, person)
        living.cash(self.ledger, random, person, self.streets)
        doings.log_in(self.ledger, random, [person])

    def payers(self, random: Random, number: int, *, outside: float = 0.4) -> list[Side]:
        """People who pay by phone, some of them customers of other banks."""
        own = random.sample(self.adults, min(number, len(self.adults)))
        there = [p.side for p in own if random.random() >= outside]
        return there + [
            Side(account=f"X-{self.ledger.new('OB')}", alias=self.ledger.phone())
            for _ in range(number - len(there))
        ]

    def name(self, random: Random) -> str:
        """An invented name."""
        return names.person(random)


def days_from(first: dt.date, number: int, *, until: dt.date = AS_OF) -> Sequence[dt.date]:
    """Days in a row, none after `until`."""
    days = [first + dt.timedelta(days=n) for n in range(number)]
    return [d for d in days if d <= until]

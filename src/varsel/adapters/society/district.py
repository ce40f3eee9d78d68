"""One district: a calendar, luck, a book of rows, people, firms, and the networks told in it.

A district is made whole in memory and written; the next one shares nothing with it but the seed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from varsel.adapters.society.book import Book, Shop, Side
from varsel.adapters.society.calendar import Calendar
from varsel.adapters.society.luck import Luck
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.places import places, some_place
from varsel.adapters.society.truth import Network

BANK = "Sparekassen Åbro"


@dataclass
class District:
    """Everything in and about one district.

    people and firms are the ordinary ones; everybody also holds those whom a network brings in,
    and founded the firms of both.
    shops and machines: where residents use cards and fetch cash.
    """

    number: int
    seed: int
    calendar: Calendar
    municipality: str = ""
    book: Book = field(init=False)
    luck: Luck = field(init=False)
    people: list[Person] = field(default_factory=list)
    everybody: list[Person] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    founded: list[Firm] = field(default_factory=list)
    shops: list[Shop] = field(default_factory=list)
    machines: list[Shop] = field(default_factory=list)
    networks: list[Network] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.book = Book(self.number)
        self.luck = Luck(self.seed, self.number)
        self.municipality = self.municipality or some_place(self.luck.plain("place"))

    @property
    def adults(self) -> list[Person]:
        """Ordinary residents who are 18 or older."""
        return [p for p in self.people if p.life != "child"]

    def nearby(self, luck: Random) -> str:
        """The district's municipality, or one in reach of a commute."""
        near = places()[self.municipality].near
        return self.municipality if luck.random() < 0.6 else luck.choice(near)

    def day_in(self, luck: Random, since: dt.date, until: dt.date) -> dt.date:
        """Any day between two, both included, whether the data cover it or not."""
        return since + dt.timedelta(days=luck.randrange(max(0, (until - since).days) + 1))

    def network(self, kind: str, bundle: str, **values: object) -> Network:
        """A new network of truth: kind is plant or lookalike."""
        made = Network(
            self.book.new("N"),
            kind,
            bundle,
            self.book,
            **values,  # type: ignore[arg-type]
        )
        self.networks.append(made)
        return made

    def pick(
        self,
        luck: Random,
        number: int,
        who: Callable[[Person], bool] = lambda _: True,
        *,
        network: Network | None = None,
    ) -> list[Person]:
        """Ordinary residents to whom something is to happen, none of them picked before.

        Those picked for a network are used up, so that no two networks share them; without a
        network they stay free. Fewer than asked for where the district has no more.
        """
        free = [p for p in self.people if not p.used and who(p)]
        chosen = luck.sample(free, min(number, len(free)))
        if network is not None:
            for person in chosen:
                person.used = network.network_id
        return chosen

    def dwelling(
        self,
        use: str,
        area: int | None,
        rooms: int | None,
        adults: int | None,
        municipality: str | None = None,
    ) -> str:
        """A home or another unit; gives its id. use: as the contract lists it for dwelling."""
        return self.book.add(
            "dwelling",
            dwelling_id=self.book.new("D"),
            use=use,
            area_m2=area,
            rooms=rooms,
            municipality=municipality or self.municipality,
            registered_adults=adults,
        )

    def account(
        self,
        party: str,
        product: str,
        opened: dt.date,
        *,
        kind: str = "bank",
        alias: str | None = None,
        alias_kind: str = "phone",
        closed: dt.date | None = None,
        closed_by: str | None = None,
    ) -> Side:
        """An account in the society's bank with its holder; gives the side that payments name."""
        number = self.book.new("A")
        self.book.add(
            "account",
            account_id=number,
            kind=kind,
            institution=BANK,
            currency="DKK",
            product=product,
            opened_on=opened,
            closed_on=closed,
            closed_by=closed_by,
            alias=alias,
            alias_kind=alias_kind if alias else None,
            is_salary_account=True if product == "current" else None,
        )
        self.book.add("authority", account_id=number, party_id=party, role="holder", since=opened)
        return Side(number, inside=True, alias=alias, party=party)

    def outsider(
        self,
        *,
        name: str | None = None,
        country: str | None = None,
        city: str | None = None,
        phone: bool = True,
    ) -> Side:
        """Somebody who banks elsewhere, as payments name them; a phone only where it is Danish."""
        return Side(
            self.book.new("X-A"),
            alias=self.book.phone() if phone and not country else None,
            name=name,
            country=country,
            city=city,
        )


def audit_rows(people: Iterable[Person], on: dt.date) -> list[dict[str, object]]:
    """What the audit file says of each adult: groups that no data table may name."""
    bands = ((18, "18-24"), (25, "25-39"), (40, "40-59"), (60, "60+"))
    rows = []
    for p in people:
        age = p.age(on)
        band = [name for least, name in bands if age >= least]
        if band:
            rows.append(
                {
                    "party_id": p.id,
                    "citizenship": p.citizenship,
                    "sex": p.sex,
                    "age_band": band[-1],
                    "residence": p.residence,
                    "self_employed_sex_work": p.sells_sex,
                }
            )
    return rows

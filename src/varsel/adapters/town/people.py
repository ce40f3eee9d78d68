"""The people of the town: households, homes, accounts, phones and devices.

Work, spending and whatever happens to them is told elsewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from varsel.adapters.society import names
from varsel.adapters.town.clock import AS_OF, FIRST
from varsel.adapters.town.ledger import Ledger, Side, some_day

#: Where people live, the town itself first; weights are shares.
PLACES = {"Vejle": 62, "Kolding": 12, "Fredericia": 9, "Horsens": 9, "Aarhus": 5, "Odense": 3}
_HOMES = {"single": 30, "couple": 32, "family": 26, "parent": 9, "sharers": 3}
BANK = "Sparekassen Åbro"


@dataclass
class Person:
    """One inhabitant with what they own; `life` is worker, student, pensioner, idle or child."""

    id: str
    born: dt.date
    life: str
    municipality: str
    home: str
    side: Side
    phone: str
    device: str
    savings: Side | None = None
    joint: Side | None = None
    employer: str | None = None
    household: list[Person] = field(default_factory=list)

    @property
    def age(self) -> int:
        """Whole years on AS_OF."""
        return (
            AS_OF.year
            - self.born.year
            - ((AS_OF.month, AS_OF.day) < (self.born.month, self.born.day))
        )


def settle(ledger: Ledger, people: int) -> list[Person]:
    """Households until there are `people` inhabitants."""
    random = ledger.random("people")
    town: list[Person] = []
    while len(town) < people:
        kind = random.choices(list(_HOMES), list(_HOMES.values()))[0]
        town += household(ledger, random, kind)
    return town


def household(ledger: Ledger, random: Random, kind: str) -> list[Person]:
    """One home and the people in it."""
    adults = {"single": 1, "couple": 2, "family": 2, "parent": 1, "sharers": 3}[kind]
    children = random.randint(1, 3) if kind in {"family", "parent"} else 0
    place = random.choices(list(PLACES), list(PLACES.values()))[0]
    rooms = adults + children + random.randint(0, 2)
    home = dwelling(ledger, place, "home", rooms * random.randint(20, 30), rooms, adults)
    age = random.randint(28, 52) if children else random.randint(21, 84)
    if kind == "sharers":
        age = random.randint(20, 26)
    moved = some_day(random, dt.date(2008, 1, 1), dt.date(2025, 9, 1))
    members = []
    for number in range(adults + children):
        years = age + random.randint(-3, 3) if number < adults else random.randint(8, 16)
        members.append(inhabitant(ledger, random, years, place, home, moved))
    for member in members:
        member.household = [m for m in members if m is not member]
    if adults == 2 and random.random() < 0.7:
        share_account(ledger, random, members[:2])
    return members


def dwelling(
    ledger: Ledger,
    municipality: str,
    use: str,
    area: int | None,
    rooms: int | None,
    adults: int | None,
) -> str:
    """A home or another unit; gives its id."""
    unit = ledger.new("D")
    ledger.add(
        "dwelling", dwelling_id=unit, municipality=municipality, use=use, area_m2=area,
        rooms=rooms, registered_adults=adults,
    )  # fmt: skip
    return unit


def inhabitant(
    ledger: Ledger,
    random: Random,
    age: int,
    place: str,
    home: str,
    moved: dt.date,
    *,
    opened: dt.date | None = None,
    purpose: str = "",
) -> Person:
    """One person with an account of their own, a phone and a device."""
    party, phone = ledger.new("P"), ledger.phone()
    born = some_day(random, dt.date(AS_OF.year - age - 1, 11, 1), dt.date(AS_OF.year - age, 10, 31))
    opened = opened or max(some_day(random, dt.date(2004, 1, 1), dt.date(2024, 12, 31)), born)
    life = _life(random, age)
    ledger.add(
        "party", party_id=party, kind="person", name=names.person(random), birth_date=born,
        onboarded_on=opened, purpose=purpose or ("lønkonto" if age >= 18 else "børnekonto"),
        minor=True if age < 18 else None,
    )  # fmt: skip
    ledger.add("residence", party_id=party, dwelling_id=home, since=max(moved, born))
    product = "child" if age < 18 else "current"
    side = account(ledger, party, product, opened, alias=phone)
    person = Person(party, born, life, place, home, side, phone, ledger.new("DV"))
    ledger.add(
        "contact",
        contact_id=ledger.new("CT"),
        kind="phone",
        value=phone,
        party_id=party,
        since=opened,
    )
    if age >= 18:
        ledger.add(
            "phone_link",
            link_id=ledger.new("PL"),
            phone=phone,
            kind="contract",
            party_id=party,
            since=opened,
        )
        if random.random() < 0.5:
            ledger.add(
                "contact", contact_id=ledger.new("CT"), kind="email",
                value=f"{party.lower()}@post.example", party_id=party, since=opened,
            )  # fmt: skip
        if random.random() < 0.65:
            person.savings = account(ledger, party, "savings", opened)
    return person


def account(
    ledger: Ledger,
    party: str,
    product: str,
    opened: dt.date,
    *,
    alias: str | None = None,
    alias_kind: str | None = "phone",
) -> Side:
    """An account in the town's bank with its holder; gives the side that payments name."""
    number = ledger.new("A")
    ledger.add(
        "account", account_id=number, kind="bank", institution=BANK, currency="DKK",
        product=product, opened_on=opened, alias=alias, alias_kind=alias_kind if alias else None,
        is_salary_account=True if product == "current" else None,
    )  # fmt: skip
    ledger.add("authority", account_id=number, party_id=party, role="holder", since=opened)
    return Side(number, True, alias, party)


def share_account(ledger: Ledger, random: Random, pair: list[Person]) -> None:
    """A couple's joint account for rent and bills."""
    opened = some_day(random, dt.date(2010, 1, 1), FIRST)
    side = account(ledger, pair[0].id, "budget", opened)
    ledger.add(
        "authority", account_id=side.account, party_id=pair[1].id, role="joint", since=opened
    )
    for one in pair:
        one.joint = side


def _life(random: Random, age: int) -> str:
    if age < 18:
        return "child"
    if age >= 67:
        return "pensioner"
    if age <= 25 and random.random() < 0.45:
        return "student"
    return "idle" if random.random() < 0.07 else "worker"

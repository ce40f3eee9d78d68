"""What people in the town live on and spend: income, bills, shopping, friends, savings, cash.

One person at a time; wages come from wages.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from varsel.adapters.town.clock import (
    AS_OF,
    DAYS,
    FIRST,
    MONTHS,
    first_bank_day,
    last_bank_day,
    stamp,
)
from varsel.adapters.town.companies import Company
from varsel.adapters.town.ledger import Ledger, Shop, Side, some_day, whole
from varsel.adapters.town.people import PLACES, Person

LANDLORD = Side(account="X-HOME", name="Boligselskabet Åbro")
_INCOME = {
    "pensioner": (Side(account="X-PENS", name="Pensionsudbetaling"), (13_500, 24_000), "PENS"),
    "student": (Side(account="X-GRANT", name="Uddannelsesstøtte"), (6_800, 7_100), "GOVT"),
    "idle": (Side(account="X-FUND", name="Dagpengekassen"), (13_800, 16_500), "BENE"),
}
_BILLS = (
    (Side(account="X-POWER", name="Åbro Energi"), (280, 900), "El og varme"),
    (Side(account="X-COVER", name="Brofjord Forsikring"), (190, 620), "Forsikring"),
)
_ONLINE = (
    Shop("FJORDTELE ABONNEMENT", None, None, "4814"),
    Shop("STREAMLYS", None, None, "5815"),
    Shop("NETGARDEROBEN", None, None, "5691"),
    Shop("BOGSIDEN", None, None, "5942"),
)
#: Kind of shop, visits a year, and the usual bill (log of kroner).
_VISITS = (
    ("5812", 14, 5.5),
    ("5541", 12, 5.9),
    ("5651", 4, 6.1),
    ("7230", 3, 6.0),
    ("5499", 8, 4.2),
)
_WORDS = (
    "mad",
    "tak for sidst",
    "benzin",
    "gave",
    "biograf",
    "pizza",
    "kaffe",
    "taxa",
    "billetter",
    None,
)


class Streets:
    """Where money is spent: shops and machines by municipality."""

    def __init__(self, ledger: Ledger, companies: Sequence[Company]) -> None:
        self.machines = {
            place: [Shop("Automat", place, ledger.new("ATM")) for _ in range(3)] for place in PLACES
        }
        self.shops: dict[str, dict[str, list[Shop]]] = {place: {} for place in PLACES}
        for company in companies:
            if company.shop and company.shop.mcc:
                here = self.shops[company.municipality].setdefault(company.shop.mcc, [])
                here.append(company.shop)
        chains = {"5411": "KØBMANDEN", "5812": "CAFE TORVET", "5541": "TANK OG VASK"}
        for place, near in self.shops.items():
            for mcc, name in chains.items():
                near.setdefault(mcc, []).append(Shop(f"{name} {place.upper()}", place, None, mcc))

    def pick(self, random: Random, place: str, mcc: str) -> Shop | None:
        """A shop of this kind in town, if there is one."""
        near = self.shops[place].get(mcc)
        return random.choice(near) if near else None


def live(ledger: Ledger, town: Sequence[Person], streets: Streets) -> None:
    """A year of ordinary days for everybody."""
    random = ledger.random("living")
    adults = [p for p in town if p.life != "child"]
    for person in town:
        if person.life == "child":
            childhood(ledger, random, person, streets)
            continue
        income(ledger, random, person)
        bills(ledger, random, person)
        shopping(ledger, random, person, streets, 1.7)
        friends = [*person.household, *random.sample(adults, min(5, len(adults)))]
        mobile(
            ledger, random, person, [f for f in friends if f.life != "child" and f is not person]
        )
        saving(ledger, random, person)
        cash(ledger, random, person, streets)


def income(ledger: Ledger, random: Random, person: Person) -> None:
    """Pension, grant or benefit of those who have no wage."""
    source, span, purpose = _INCOME.get(person.life, (None, (0, 0), ""))
    if source is None:
        return
    amount = random.randint(*span)
    for month in MONTHS:
        at = stamp(last_bank_day(*month), 6)
        ledger.pay(at, source, person.side, whole(amount), "transfer", timed=False, purpose=purpose)


def bills(ledger: Ledger, random: Random, person: Person) -> None:
    """Rent and other fixed costs, from the joint account where there is one."""
    partner = any(m.joint is person.joint for m in person.household) if person.joint else False
    payer = person.joint or person.side
    rent = random.randint(3_900, 6_400) if partner else random.randint(4_600, 7_400)
    fixed = [(side, random.randint(*span), text) for side, span, text in _BILLS]
    for month in MONTHS:
        at = stamp(first_bank_day(*month), 30)
        if person.joint:
            share = rent + sum(a for _, a, _ in fixed)
            day = stamp(last_bank_day(*month), 20)
            ledger.pay(
                day,
                person.side,
                person.joint,
                whole(share),
                "standing_order",
                timed=False,
                text="Budget",
            )
        ledger.pay(
            at,
            payer,
            LANDLORD,
            whole(rent),
            "direct_debit",
            timed=False,
            purpose="RENT",
            text="Husleje",
        )
        for side, amount, text in fixed:
            ledger.pay(
                at,
                payer,
                side,
                whole(amount * random.uniform(0.9, 1.1)),
                "direct_debit",
                timed=False,
                text=text,
            )
        ledger.card(at, person.side, whole(random.choice((129, 149, 199))), _ONLINE[0])


def shopping(
    ledger: Ledger,
    random: Random,
    person: Person,
    streets: Streets,
    weekly: float,
    *,
    between: tuple[dt.date, dt.date] = (FIRST, AS_OF),
) -> None:
    """Cards in shops: food most of all; now and then something goes back."""
    length = (between[1] - between[0]).days + 1
    for _ in range(int(length / 7 * weekly * random.uniform(0.7, 1.3))):
        _visit(ledger, random, person, streets, "5411", random.lognormvariate(5.3, 0.6), between)
    for mcc, times, mean in _VISITS:
        for _ in range(round(times * length / 365 * random.uniform(0, 1.6))):
            _visit(ledger, random, person, streets, mcc, random.lognormvariate(mean, 0.4), between)
    for _ in range(round(random.randint(2, 9) * length / 365)):
        shop = random.choice(_ONLINE[1:])
        at = stamp(some_day(random, *between), random.randint(8 * 60, 23 * 60))
        amount = round(random.lognormvariate(5.4, 0.6)) * 100
        bought = ledger.card(at, person.side, amount, shop, device=person.device)
        if shop is _ONLINE[2] and random.random() < 0.2:
            back = at + random.randint(5, 12) * 86_400
            if back < stamp(AS_OF, 0):
                ledger.refund(back, bought, person.side, amount, shop)


def _visit(
    ledger: Ledger,
    random: Random,
    person: Person,
    streets: Streets,
    mcc: str,
    kroner: float,
    between: tuple[dt.date, dt.date],
) -> None:
    shop = streets.pick(random, person.municipality, mcc)
    if shop is None:
        return
    evening = (18 * 60, 21 * 60 + 30) if mcc == "5812" else (9 * 60, 19 * 60 + 45)
    at = stamp(some_day(random, *between), random.randint(*evening))
    ledger.card(at, person.side, int(kroner * 100), shop)


def mobile(ledger: Ledger, random: Random, person: Person, friends: Sequence[Person]) -> None:
    """Small sums to friends and family by phone, at waking hours."""
    for _ in range(random.randint(3, 24)):
        if not friends:
            return
        friend = random.choice(friends)
        at = stamp(random.choice(DAYS), min(random.gauss(17 * 60, 200), 23 * 60 + 50))
        amount = round(random.lognormvariate(4.5, 0.8) / 5) * 5 + 5
        ledger.pay(
            at, person.side, friend.side, whole(amount), "mobile",
            text=random.choice(_WORDS), device=person.device,
        )  # fmt: skip


def saving(ledger: Ledger, random: Random, person: Person) -> None:
    """A fixed sum to one's own savings on pay day; sometimes something back."""
    if person.savings is None:
        return
    amount = random.choice((500, 1_000, 1_500, 2_000, 3_000))
    for month in MONTHS:
        day = last_bank_day(*month)
        ledger.pay(
            stamp(day, 25),
            person.side,
            person.savings,
            whole(amount),
            "standing_order",
            timed=False,
            text="Opsparing",
        )
        if random.random() < 0.12:
            back = stamp(some_day(random, day.replace(day=1), day), 12 * 60)
            ledger.pay(
                back,
                person.savings,
                person.side,
                whole(amount * 2),
                "transfer",
                device=person.device,
                text="Fra opsparing",
            )


def cash(ledger: Ledger, random: Random, person: Person, streets: Streets) -> None:
    """A few hundred kroner now and then, more often for the old."""
    for _ in range(random.randint(3, 14) if person.age > 65 else random.randint(0, 5)):
        machine = random.choice(streets.machines[person.municipality])
        at = stamp(random.choice(DAYS), random.randint(9 * 60, 20 * 60))
        ledger.cash(
            at,
            person.side,
            whole(random.choice((200, 300, 500, 500, 1_000))),
            machine,
            "atm_withdrawal",
        )


def childhood(ledger: Ledger, random: Random, child: Person, streets: Streets) -> None:
    """Pocket money from a parent and what it buys."""
    parents = [m for m in child.household if m.life != "child"]
    amount = child.age * 10 + 60
    for month in MONTHS:
        day = first_bank_day(*month)
        ledger.pay(
            stamp(day, 35),
            parents[0].side,
            child.side,
            whole(amount),
            "standing_order",
            timed=False,
            text="Lommepenge",
        )
        for _ in range(random.randint(0, 2)):
            shop = streets.pick(random, child.municipality, "5411")
            if shop and day + dt.timedelta(days=27) <= AS_OF:
                at = stamp(
                    day + dt.timedelta(days=random.randint(1, 26)), random.randint(14 * 60, 18 * 60)
                )
                ledger.card(at, child.side, whole(random.randint(12, 70)), shop)

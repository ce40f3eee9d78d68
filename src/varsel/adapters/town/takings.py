"""What firms take in and what they pay: card settlements, mobile payments, invoices, rent, goods."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from random import Random

from varsel.adapters.town.clock import AS_OF, MONTHS, bank_day, first_bank_day, last_bank_day, stamp
from varsel.adapters.town.companies import Company
from varsel.adapters.town.ledger import Ledger, Side, whole
from varsel.adapters.town.people import Person

_SUPPLIERS = tuple(
    Side(account=f"X-GOODS{n}", name=name)
    for n, name in enumerate(("Engros Midt", "Vareborgen", "Maskinhandlen", "Papirgrossisten"))
)
_CLIENTS = tuple(Side(account=f"X-CLIENT{n}", name=f"Kunde {n}") for n in range(40))
_PREMISES = Side(account="X-PREMISES", name="Erhvervslejemål Åbro")


def trade_all(ledger: Ledger, companies: Sequence[Company], customers: Sequence[Person]) -> None:
    """A year of every private firm's money in and out."""
    random = ledger.random("takings")
    for company in companies:
        if company.owner is None:
            continue
        if company.shop:
            settlements(ledger, random, company)
        else:
            invoices(ledger, random, company)
        if company.trade.nace == "96.02":
            by_phone(ledger, random, company, customers)
        costs(ledger, random, company)


def settlements(ledger: Ledger, random: Random, company: Company, share: float = 0.85) -> None:
    """Each open day's card takings the night after."""
    for when in MONTHS:
        days = calendar.monthrange(*when)[1]
        daily = company.turnover.get(when, 0) * share / days
        for number in range(1, days + 1):
            day = dt.date(*when, number)
            after = day + dt.timedelta(days=1)
            if after <= AS_OF and not (
                day.weekday() == 6 and company.trade.hours.startswith("Mo-Fr")
            ):
                amount = int(daily * random.uniform(0.6, 1.5) * 100)
                ledger.settle(stamp(after, 210), company.side, amount, f"Indløsning {day:%d.%m}")


def invoices(ledger: Ledger, random: Random, company: Company) -> None:
    """Customers' invoices, paid by transfer on bank days."""
    clients = random.sample(_CLIENTS, 6)
    for when in MONTHS:
        parts = random.randint(3, 7)
        for _ in range(parts):
            day = dt.date(*when, random.randint(2, 26))
            if bank_day(day):
                amount = company.turnover.get(when, 0) / parts * random.uniform(0.7, 1.3)
                ledger.pay(
                    stamp(day, 9 * 60),
                    random.choice(clients),
                    company.side,
                    whole(amount),
                    "transfer",
                    timed=False,
                    text="Faktura",
                )


def by_phone(ledger: Ledger, random: Random, company: Company, customers: Sequence[Person]) -> None:
    """Customers who pay the shop's own number in opening hours."""
    regulars = random.sample(list(customers), min(60, len(customers)))
    for when in MONTHS:
        for _ in range(random.randint(12, 30)):
            day = dt.date(*when, random.randint(1, 28))
            if day.weekday() in {0, 6}:
                continue
            payer = random.choice(regulars)
            at = stamp(day, random.randint(10 * 60, 17 * 60))
            price = random.choice((180, 240, 290, 320, 390, 450, 620, 850))
            ledger.pay(at, payer.side, company.side, whole(price), "mobile", device=payer.device)


def costs(ledger: Ledger, random: Random, company: Company) -> None:
    """Rent, goods and what the owner takes out."""
    rent, drawn = random.randint(6_000, 22_000), random.randint(24, 38) * 1_000
    for when in MONTHS:
        start, end = first_bank_day(*when), last_bank_day(*when)
        ledger.pay(
            stamp(start, 45),
            company.side,
            _PREMISES,
            whole(rent),
            "direct_debit",
            timed=False,
            purpose="RENT",
            text="Husleje",
        )
        for _ in range(random.randint(1, 3)):
            amount = company.turnover.get(when, 0) * random.uniform(0.05, 0.14)
            ledger.pay(
                stamp(end, 50),
                company.side,
                random.choice(_SUPPLIERS),
                whole(amount),
                "transfer",
                timed=False,
                text="Varer",
            )
        if company.owner:
            ledger.pay(
                stamp(end, 55),
                company.side,
                company.owner.side,
                whole(drawn),
                "transfer",
                timed=False,
                text="Privat hævning",
            )

"""Pay in the town: payslips, the wage on the account, and the employer's tax for each month.

What an employer reports, pays out and pays in tax agrees to the krone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from varsel.adapters.town.clock import AS_OF, MONTHS, last_bank_day, stamp
from varsel.adapters.town.companies import Company
from varsel.adapters.town.ledger import Ledger, Side, whole
from varsel.adapters.town.people import Person

TAX = Side(account="X-TAX", name="Skattestyrelsen")
#: Hours of a full-time month, the labour-market contribution, and what is free of income tax.
FULL_TIME = 160.33
_CONTRIBUTION, _FREE, _RATE = 0.08, 4_900, 0.38


def pay_all(ledger: Ledger, companies: Sequence[Company], random: Random | None = None) -> None:
    """A year of wages for everybody who is employed."""
    random = random or ledger.random("wages")
    for company in companies:
        terms = {p.id: _terms(random, company) for p in company.staff}
        for year, month in MONTHS:
            pay_month(ledger, random, company, terms, year, month)


def pay_month(
    ledger: Ledger,
    random: Random,
    company: Company,
    terms: dict[str, tuple[float, float]],
    year: int,
    month: int,
) -> None:
    """One month of one employer; `terms` gives each worker's hourly pay and usual hours.

    Staff without terms have their payslips written elsewhere.
    """
    for person in company.staff:
        if person.id not in terms:
            continue
        rate, usual = terms[person.id]
        worked = usual
        if company.trade.hourly:
            worked = max(20.0, round(random.gauss(usual, usual * 0.07), 1))
        rise = 1.02 if (year, month) >= (2026, 3) else 1.0
        payslip(ledger, company, person, (year, month), round(rate * rise * worked), worked)
    hours = company.books[year, month].hours
    earned = _turnover_per_hour(company.trade.nace) * random.uniform(0.92, 1.1)
    company.turnover[year, month] = hours * earned


def payslip(
    ledger: Ledger,
    company: Company,
    person: Person,
    when: tuple[int, int],
    gross: int,
    hours: float,
    *,
    job_code: str | None = None,
    deductions: Decimal | None = None,
) -> None:
    """One payslip, its wage, and its line in the employer's books."""
    day = last_bank_day(*when)
    contribution = round(gross * _CONTRIBUTION)
    # The tax card of the new year moves everybody's net pay a little.
    rate = _RATE - (0.004 if when >= (2026, 1) else 0)
    tax = max(0, round((gross - contribution - _FREE) * rate))
    net = gross - contribution - tax - int(deductions or 0)
    ledger.add(
        "payroll", payslip_id=ledger.new("PS"), employer_id=company.id, employee_id=person.id,
        period=f"{when[0]}-{when[1]:02}", gross=Decimal(gross), net=Decimal(net), tax=Decimal(tax),
        labour_contribution=Decimal(contribution), hours=Decimal(str(round(hours, 2))),
        deductions=deductions, paid_to_account=person.side.account, paid_on=day,
        job_code=job_code or ("hourly" if company.trade.hourly else "salaried"),
    )  # fmt: skip
    ledger.pay(
        stamp(day, 5), company.side, person.side, whole(net), "transfer",
        timed=False, purpose="SALA", text="Lønoverførsel",
    )  # fmt: skip
    company.books[when].enter(hours, tax + contribution)


def close_books(ledger: Ledger, companies: Sequence[Company]) -> None:
    """What each employer reports for each month, and the tax it pays on the tenth of the next."""
    for company in companies:
        for when, book in sorted(company.books.items()):
            worth = company.turnover.get(when, book.hours * _turnover_per_hour(company.trade.nace))
            ledger.add(
                "tax_account", company_id=company.id, period=f"{when[0]}-{when[1]:02}",
                registered_workers=book.workers, reported_hours=Decimal(str(round(book.hours, 2))),
                turnover=Decimal(round(worth)), tax_due=Decimal(book.due), tax_paid=Decimal(book.due),
            )  # fmt: skip
            day = dt.date(when[0] + when[1] // 12, when[1] % 12 + 1, 10)
            if day <= AS_OF:
                ledger.pay(
                    stamp(day, 40), company.side, TAX, whole(book.due), "transfer",
                    timed=False, purpose="TAXS", text="A-skat og AM-bidrag",
                )  # fmt: skip


def _terms(random: Random, company: Company) -> tuple[float, float]:
    """Hourly pay and usual hours of one worker."""
    part = random.random() < 0.18
    usual = FULL_TIME * (random.choice((0.5, 0.6, 0.8)) if part else 1)
    pay = company.trade.pay * random.uniform(0.93, 1.18)
    return pay / FULL_TIME, round(usual, 2)


def _turnover_per_hour(nace: str) -> int:
    """What an hour's work usually turns over in the trade, in kroner."""
    known = {"01": 900, "41": 800, "43": 700, "47": 1500, "49": 700, "55": 600, "56.1": 500,
             "56.3": 600, "81": 330, "96": 400}  # fmt: skip
    return next((v for k, v in known.items() if nace.startswith(k)), 800)

"""Firms' months with the tax authority: workers, hours, turnover, what was due and what was paid."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import between, count, skewed, weighted
from varsel.adapters.society.ordinary.registers import trade_of
from varsel.adapters.society.ordinary.wages import ways_of
from varsel.adapters.society.person import Firm, Month, PayDay

HABITS = beside(__file__)
Period = tuple[int, int]
#: Person and pay day, by employer.
Wages = dict[str, list[tuple[str, PayDay]]]


@dataclass
class Due:
    """One month of a firm as the tax authority has it, in kroner; what is paid may be for others."""

    firm: Firm
    period: Period
    month: Month
    turnover: float | None
    paid: float = 0.0
    inspected: int | None = None


def paid_by(d: District) -> Wages:
    """Whom each employer paid and when, declared or not."""
    found: Wages = defaultdict(list)
    for person in d.everybody:
        for pay in person.paydays:
            found[pay.employer].append((person.id, pay))
    return found


def tax_months(d: District, luck: Random, wages: Wages) -> list[Due]:
    """Every month of every firm that paid wages or took anything in; written as tax_account."""
    made: list[Due] = []
    for firm in d.founded:
        months = _months(d, luck, firm)
        _paid(luck, firm, months)
        made += months
    _inspected(luck, made, wages)
    for one in made:
        year, month = one.period
        d.book.add(
            "tax_account", company_id=one.firm.id, period=f"{year}-{month:02}",
            registered_workers=one.month.workers,
            reported_hours=Decimal(f"{one.month.hours:.2f}") if ways_of(d, one.firm).hours else None,
            turnover=None if one.turnover is None else Decimal(round(one.turnover)),
            tax_due=Decimal(f"{one.month.due:.2f}"), tax_paid=Decimal(f"{one.paid:.2f}"),
            inspected_workers=one.inspected,
        )  # fmt: skip
    return made


def _months(d: District, luck: Random, firm: Firm) -> list[Due]:
    """The firm's months within the data, with the turnover that it shows."""
    kind = trade_of(firm.trade)
    liable = not firm.trade.startswith(tuple(HABITS.without_vat))
    begun = (firm.since.year, firm.since.month)
    months = [
        m for m in d.calendar.months
        if m >= begun and ((m in firm.books and firm.books[m].workers) or firm.turnover.get(m))
    ]  # fmt: skip
    if not months:
        return []
    wages = [firm.books[m].gross for m in months if m in firm.books]
    usual = sum(wages) / len(months) / kind.staff_cost * skewed(luck, 1.0, HABITS.cost_differs)
    made = []
    for period in months:
        taken = firm.turnover.get(period, 0.0) * HABITS.before_vat
        if not taken:
            taken = usual * skewed(luck, 1.0, HABITS.month_differs)
        shown = taken * firm.shown_turnover * skewed(luck, 1.0, HABITS.rounding)
        month = firm.books.get(period) or Month()
        made.append(Due(firm, period, month, shown if liable else None))
    return made


def _paid(luck: Random, firm: Firm, months: list[Due]) -> None:
    """What is paid of what is due: at once, late, by a deferral, or never whole."""
    if firm.paid_tax < 1:
        for one in months:
            part = firm.paid_tax * skewed(luck, 1.0, HABITS.part_differs)
            one.paid = round(one.month.due * min(1.0, part), 2)
        return
    for one in months:
        one.paid = round(one.month.due, 2)
    way = weighted(luck, HABITS.pays)
    if way != "prompt":
        {"late": _late, "deferral": _deferred, "behind": _behind}[way](luck, months)


def _late(luck: Random, months: list[Due]) -> None:
    """Some months nothing or a part, and the rest with the next."""
    chance, owed = between(luck, HABITS.late_chance), 0.0
    for one in months:
        owed += one.month.due
        part = luck.choice(HABITS.late_parts) if luck.random() < chance else 1.0
        one.paid = round(owed * part, 2)
        owed -= one.paid


def _deferred(luck: Random, months: list[Due]) -> None:
    """Some months are put off by agreement and paid by instalments."""
    length = count(luck, HABITS.deferred_months)
    start = luck.randrange(max(1, len(months)))
    put_off = sum(o.month.due for o in months[start : start + length])
    instalments = count(luck, HABITS.instalments)
    for n, one in enumerate(months):
        if start <= n < start + length:
            one.paid = 0.0
            continue
        extra = put_off / instalments if 0 <= n - start - length < instalments else 0.0
        one.paid = round(one.month.due + extra, 2)


def _behind(luck: Random, months: list[Due]) -> None:
    """A firm in difficulties pays what it can."""
    usual = between(luck, HABITS.behind)
    for one in months:
        one.paid = round(
            one.month.due * min(1.0, usual * skewed(luck, 1.0, HABITS.behind_differs)), 2
        )


def _inspected(luck: Random, months: list[Due], wages: Wages) -> None:
    """Rare visits to workplaces, at which those at work are counted, whoever they are."""
    for one in months:
        trade = one.firm.trade
        often = next(
            (c for t, c in HABITS.inspected.items() if trade.startswith(t)),
            HABITS.inspected["else"],
        )
        if luck.random() >= often:
            continue
        shift = between(luck, HABITS.at_work)
        paid = {n for n, pay in wages.get(one.firm.id, ()) if pay.period == one.period}
        seen = sum(luck.random() < shift for _ in paid)
        owner = one.firm.owner
        if owner is not None and owner.id not in paid:
            seen += luck.random() < HABITS.owner_at_work
        seen += luck.random() < HABITS.helper
        one.inspected = seen


def due_day(period: Period, months: int, day: int) -> dt.date:
    """A day of a later month."""
    number = period[0] * 12 + period[1] - 1 + months
    return dt.date(number // 12, number % 12 + 1, day)

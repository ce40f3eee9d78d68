"""What firms pay besides wages and taxes: suppliers, premises, energy; and what owners live on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import day_number, next_bank_day, stamps
from varsel.adapters.society.ordinary.lives import minutes, ore
from varsel.adapters.society.ordinary.sheet import Sheet
from varsel.adapters.society.ordinary.town import Town
from varsel.adapters.society.person import Firm

HABITS = beside(__file__)


@dataclass(frozen=True)
class _Bill:
    """One kind of cost of a firm: kroner and days of its payments, and whom they go to."""

    kind: dict[str, Any]
    kroner: np.ndarray
    day: np.ndarray
    payees: np.ndarray


def costs(sheet: Sheet, firm: Firm, trade: dict[str, Any]) -> None:
    """What a firm pays to run, no more than it can pay in the long run."""
    rng = sheet.rng
    months = [m for m in sheet.d.calendar.months if firm.turnover.get(m)]
    if not months:
        return
    share = trade["bought"] * float(np.exp(rng.normal(0, HABITS.differ)))
    bills = [
        _bill(sheet, firm, cost, months, share)
        for cost in HABITS.costs
        if rng.random() < cost["share"]
    ]
    planned = sum(float(b.kroner.sum()) for b in bills) or 1.0
    most = left_over(firm, months) * HABITS.spends * float(np.exp(rng.normal(0, HABITS.loses)))
    scale = float(np.clip(most / planned, HABITS.least_part, 1))
    begun = day_number(firm.since)
    for bill in bills:
        kroner = bill.kroner * scale
        good = (kroner > HABITS.least) & (bill.day >= begun)
        size = int(good.sum())
        hand = bill.kind["channel"] == "transfer"
        hours = minutes(rng, HABITS.hours if hand else HABITS.batch, size)
        sheet.pay(
            bill.kind["channel"],
            sheet.side(firm.side),
            bill.payees[rng.integers(0, len(bill.payees), size)],
            ore(kroner[good]),
            stamps(bill.day[good], hours),
            timed=hand,
            text=sheet.some_words(bill.kind["texts"], size, HABITS.written),
        )
    spent(sheet.town)[firm.id] = planned * scale


def _bill(
    sheet: Sheet,
    firm: Firm,
    cost: dict[str, Any],
    months: list[tuple[int, int]],
    share: float,
) -> _Bill:
    """The payments of one kind of cost, before they are cut to what the firm can pay."""
    rng, often = sheet.rng, cost["a_month"]
    payees = sheet.sides(sheet.town.body(n) for n in rng.choice(cost["payees"], cost["number"]))
    fixed = cost["mean"] * float(np.exp(rng.normal(0, HABITS.fixed_differ)))
    parts: list[float] = []
    day: list[int] = []
    for year, month in months:
        number = int(rng.random() < often)
        if cost["of_bought"]:
            number = max(1, int(rng.poisson(often)))
        if not number:
            continue
        bought = firm.turnover[year, month] * share * cost["of_bought"]
        parts += list(rng.dirichlet(np.full(number, HABITS.even)) * (bought or fixed))
        any_day = cost["channel"] == "transfer" or often > 1
        days = rng.integers(1, 29, number) if any_day else np.ones(number, np.int64)
        day += [day_number(next_bank_day(dt.date(year, month, int(x)))) for x in days]
    kroner = np.array(parts) * np.exp(rng.normal(0, cost["varies"], len(parts)))
    return _Bill(cost, kroner, np.array(day, np.int64), payees)


def left_over(firm: Firm, months: list[tuple[int, int]]) -> float:
    """Kroner that remain of turnover after wages, what comes on top of them, and VAT."""
    taken = sum(firm.turnover[m] for m in months)
    wages = sum(m.gross for m in firm.books.values())
    left: float = taken * (1 - HABITS.vat_left) - wages * HABITS.on_wages
    return max(left, 0.0)


def drawings(sheet: Sheet, firm: Firm) -> None:
    """What an owner takes out of the firm to live on, where the firm pays them no wage."""
    rng, owner, habit = sheet.rng, firm.owner, HABITS.drawings
    if owner is None or any(p.employer == firm.id for p in owner.paydays):
        return
    months = [m for m in sheet.d.calendar.months if firm.turnover.get(m)]
    if not months:
        return
    rest = left_over(firm, months) - spent(sheet.town).get(firm.id, 0.0)
    low, high = habit["of_rest"]
    monthly = float(np.clip(rest / len(months) * rng.uniform(low, high), 0, habit["most"]))
    if monthly < habit["least"]:
        return
    number = max(1, int(rng.poisson(habit["times"])))
    drawn(sheet.town)[owner.id] = monthly
    for year, month in months:
        days = [day_number(dt.date(year, month, int(x))) for x in rng.integers(1, 29, number)]
        kroner = monthly / number * np.exp(rng.normal(0, habit["varies"], number))
        sheet.pay(
            "transfer",
            sheet.side(firm.side),
            sheet.side(owner.side),
            ore(kroner, habit["to"]),
            stamps(np.maximum(days, day_number(firm.since)), minutes(rng, HABITS.hours, number)),
            text=sheet.some_words(habit["texts"], number, habit["written"]),
        )


def drawn(town: Town) -> dict[str, float]:
    """Kroner a month that owners take out of their firms, by person."""
    return town.once("drawn", dict)


def spent(town: Town) -> dict[str, float]:
    """Kroner that firms have paid to run, by firm."""
    return town.once("spent", dict)

"""Invoices: what firms are paid by other firms and by households, and what they pay themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import bank_day, day_number, next_bank_day, stamps
from varsel.adapters.society.ordinary.circle import strangers
from varsel.adapters.society.ordinary.lives import MONTH, minutes, ore
from varsel.adapters.society.ordinary.sheet import Sheet
from varsel.adapters.society.ordinary.town import Town
from varsel.adapters.society.person import Firm

HABITS = beside(__file__)


def invoices(
    sheet: Sheet, firm: Firm, trade: dict[str, Any], days: tuple[dt.date, ...], monthly: float
) -> None:
    """Invoices paid to a firm: by fixed customers each month, or by whoever has had work done.

    monthly: kroner a month in all. The firm's turnover grows in the month of payment.
    """
    rng = sheet.rng
    bill = trade["bill"]
    months = len(days) / MONTH
    mean = bill["mean"]
    number = int(rng.poisson(monthly * months / mean))
    if bill["fixed"]:
        who, day, kroner = _fixed(sheet, bill, days, monthly)
    else:
        buyers = _buyers(sheet, firm, bill, max(2, round(number * bill["new"])))
        who = buyers[rng.integers(len(buyers), size=number)]
        day = rng.integers(0, len(days), number)
        kroner = mean * np.exp(rng.normal(-(bill["spread"] ** 2) / 2, bill["spread"], number))
    day = _on_bank_days(rng, days, day)
    amount = ore(kroner, 0.01 if rng.random() < HABITS.with_ore else 1)
    order = np.argsort(day, kind="stable")
    who, day, amount = who[order], day[order], amount[order]
    first = int(rng.integers(*HABITS.first_number))
    texts = [
        f"{HABITS.words[k]} {first + n}"
        for n, k in enumerate(rng.integers(0, len(HABITS.words), len(day)))
    ]
    start = np.array([day_number(x) for x in days])
    sheet.pay(
        "transfer",
        who,
        sheet.side(firm.side),
        amount,
        stamps(start[day], minutes(rng, HABITS.hours, len(day))),
        text=np.where(rng.random(len(day)) < HABITS.written, sheet.words(texts), -1),
    )
    for n, sum_ in zip(day, amount, strict=True):
        firm.turnover[days[n].year, days[n].month] += float(sum_) / 100


def _fixed(
    sheet: Sheet, bill: dict[str, Any], days: tuple[dt.date, ...], monthly: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same customers each month, each with a sum of its own that varies a little or much."""
    rng = sheet.rng
    number = int(np.clip(round(monthly / bill["mean"]), 1, HABITS.most_customers))
    buyers = _buyers(sheet, None, bill, number)
    shares = rng.dirichlet(np.full(len(buyers), HABITS.even)) * monthly
    months = max(1, round(len(days) / MONTH))
    early, late = HABITS.around_due
    pays_on = rng.integers(0, 28, len(buyers))
    day = pays_on[:, None] + np.round(np.arange(months) * MONTH).astype(np.int64)[None, :]
    day = day + rng.integers(early, late, day.shape)
    kroner = shares[:, None] * np.exp(rng.normal(0, bill["spread"], day.shape))
    good = (
        (day >= 0)
        & (day < len(days))
        & (rng.random(day.shape) > HABITS.missed)
        & (kroner > HABITS.least)
    )
    which, month = np.nonzero(good)
    return buyers[which], day[which, month], kroner[which, month]


def _buyers(sheet: Sheet, firm: Firm | None, bill: dict[str, Any], number: int) -> np.ndarray:
    """Customers: firms that bank elsewhere, some that bank here, and households."""
    rng, d = sheet.rng, sheet.d
    here = [f.side for f in d.firms if f is not firm and f.side.inside and f.used == ""]
    people = sheet.town.once(
        "invoiced", lambda: [p.side for p in d.adults if not p.arrived and p.side.inside]
    )
    out = strangers(sheet.town)
    made: list[Side] = []
    for _ in range(number):
        if rng.random() < bill["households"]:
            among = people if people and rng.random() < HABITS.households_here else out
        elif here and rng.random() < HABITS.firms_here:
            among = here
        else:
            name = HABITS.buyer_names[int(rng.integers(len(HABITS.buyer_names)))]
            branch = int(rng.integers(1, HABITS.buyers_of_a_name))
            made.append(sheet.town.body(name if branch == 1 else f"{name} {branch}"))
            continue
        made.append(among[int(rng.integers(len(among)))])
    return sheet.sides(made)


def _on_bank_days(
    rng: np.random.Generator, days: tuple[dt.date, ...], day: np.ndarray
) -> np.ndarray:
    """Most payments of invoices fall on bank days; households pay on any."""
    open_ = np.array([bank_day(x) for x in days])
    if not open_.any():
        return day
    following = np.searchsorted(np.flatnonzero(open_), day)
    moved = np.flatnonzero(open_)[np.minimum(following, int(open_.sum()) - 1)]
    return np.where(rng.random(len(day)) < HABITS.on_bank_days, moved, day)


def costs(sheet: Sheet, firm: Firm, trade: dict[str, Any]) -> None:
    """What a firm pays besides wages and taxes: suppliers, premises, energy, insurance, bank."""
    rng = sheet.rng
    months = [m for m in sheet.d.calendar.months if firm.turnover.get(m)]
    share = trade["bought"] * float(np.exp(rng.normal(0, HABITS.differ)))
    for cost in HABITS.costs:
        if rng.random() >= cost["share"]:
            continue
        payees = sheet.sides(sheet.town.body(n) for n in rng.choice(cost["payees"], cost["number"]))
        fixed = cost["mean"] * float(np.exp(rng.normal(0, HABITS.fixed_differ)))
        hand = cost["channel"] == "transfer"
        parts, day = [], []
        for year, month in months:
            often = cost["a_month"]
            number = max(1, rng.poisson(often)) if often >= 1 else int(rng.random() < often)
            bought = firm.turnover[year, month] * share * cost["of_bought"]
            parts += list(
                rng.dirichlet(np.full(number, 2 * HABITS.even)) * (bought or fixed)
                if number
                else ()
            )
            days = rng.integers(1, 29, number) if hand or often > 1 else np.ones(number, np.int64)
            day += [day_number(next_bank_day(dt.date(year, month, int(x)))) for x in days]
        kroner = np.array(parts) * np.exp(rng.normal(0, cost["varies"], len(parts)))
        good = kroner > HABITS.least
        size = int(good.sum())
        sheet.pay(
            cost["channel"],
            sheet.side(firm.side),
            payees[rng.integers(0, len(payees), size)],
            ore(kroner[good]),
            stamps(np.array(day)[good], minutes(rng, HABITS.hours if hand else HABITS.batch, size)),
            timed=hand,
            text=sheet.some_words(cost["texts"], size, HABITS.written),
        )


def drawings(sheet: Sheet, firm: Firm) -> None:
    """What an owner takes out of the firm to live on, where the firm pays them no wage."""
    rng, owner = sheet.rng, firm.owner
    if owner is None or any(p.employer == firm.id for p in owner.paydays):
        return
    months = [m for m in sheet.d.calendar.months if firm.turnover.get(m)]
    if not months:
        return
    habit = HABITS.drawings
    wages = sum(m.gross for m in firm.books.values()) / max(len(months), 1)
    mean = sum(firm.turnover[m] for m in months) / len(months)
    part = rng.uniform(*habit["of_turnover"])
    monthly = float(np.clip((mean - wages) * part, habit["least"], habit["most"]))
    number = max(1, int(rng.poisson(habit["times"])))
    drawn(sheet.town)[owner.id] = monthly
    for year, month in months:
        day = np.array(
            [day_number(dt.date(year, month, int(x))) for x in rng.integers(1, 29, number)]
        )
        kroner = monthly / number * np.exp(rng.normal(0, habit["varies"], number))
        sheet.pay(
            "transfer",
            sheet.side(firm.side),
            sheet.side(owner.side),
            (np.maximum(np.round(kroner / 500), 1) * 50_000).astype(np.int64),
            stamps(day, minutes(rng, HABITS.hours, number)),
            text=sheet.some_words(habit["texts"], number, habit["written"]),
        )


def drawn(town: Town) -> dict[str, float]:
    """Kroner a month that owners take out of their firms, by person."""
    return town.once("drawn", dict)

"""Invoices: what firms are paid by other firms and by households."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import bank_day, day_number, stamps
from varsel.adapters.society.ordinary.circle import strangers
from varsel.adapters.society.ordinary.lives import MONTH, minutes, ore
from varsel.adapters.society.ordinary.sheet import Sheet
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
    least = max(HABITS.buys_from, bill["mean"] / HABITS.bill_a_head)
    large = [
        f
        for f in d.firms
        if f.side.inside and len(f.staff) >= least and not f.used and f.since < d.calendar.first
    ]
    here = [f.side for f in large if f is not firm]
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

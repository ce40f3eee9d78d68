"""Cooks and others in restaurants, kiosks and hotels who must give most of their pay back.

Some come on a work permit that asks for a high pay, which is paid and handed back; others have
payslips for a part of their hours, or none. The leaflet's Chen Ying is one shape among many.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Literal

from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles import _labour_met as met
from varsel.adapters.society.bundles import _labour_money as money
from varsel.adapters.society.bundles import _labour_talk as talk
from varsel.adapters.society.bundles._labour import Plot, begin
from varsel.adapters.society.bundles._labour_cast import (
    close,
    daily_life,
    helpers,
    hire,
    leave,
    ordinary_staff,
)
from varsel.adapters.society.bundles._labour_firm import (
    found,
    strike_off,
    takings,
    withheld_tax,
    workplace,
)
from varsel.adapters.society.bundles._labour_grip import grips
from varsel.adapters.society.bundles._labour_home import floor_of, work_permits
from varsel.adapters.society.bundles._labour_pay import (
    Terms,
    by_the_hour,
    hand_over,
    in_hand,
    wages,
    ways,
)
from varsel.adapters.society.district import District
from varsel.adapters.society.person import Firm
from varsel.adapters.society.truth import Network

NEAR = "restaurant"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One restaurant, or several of one owner, and the people exploited in it."""
    plot = begin(d, luck, network, HABITS)
    firm = workplace(plot)
    hire(plot, firm.premises)
    helpers(plot, firm)
    if plot.happens("second_place"):
        _second_place(plot, firm)
    scheme = plot.one("scheme")
    _pay(plot, scheme, work_permits(plot, firm, scheme))
    chosen = ways(plot)
    cash = hand_over(plot, chosen) if plot.happens("hands_over") else []
    _around(plot, firm, cash)
    _words(plot)
    _seen(plot)
    ordinary_staff(plot, firm)
    if firm not in d.firms:
        money.drawings(plot, firm)
    daily_life(plot)
    leave(plot)
    strike_off(plot)
    return close(plot)


def _second_place(plot: Plot, firm: Firm) -> None:
    """The owner has one more place, between which the workers are moved as they are needed."""
    other = found(plot, firm.trade, plot.boss, firm.since + dt.timedelta(days=plot.count("later")))
    takings(plot, other)


def _pay(plot: Plot, scheme: str, applied: dict[str, dt.date]) -> None:
    """What the payslips say; most show 37 hours and the same sum each month, whatever is worked."""
    paper = plot.one("paper")
    worked = plot.draw("worked_hours")
    deduct = plot.draw("deducted") if plot.happens("deducts") else 0.0
    into = plot.happens("into_one_account")
    for number, one in enumerate(plot.workers):
        firm = plot.firms[number % len(plot.firms)]
        day = applied.get(one.person.id)
        if day is None:
            terms = _terms(plot, paper, worked, deduct)
        else:
            limit = floor_of(plot, day.year) / 12 * plot.draw("above_floor")
            monthly = limit if scheme == "pay_limit" else plot.draw("permit_monthly")
            job = plot.one("permit_job")
            terms = Terms(monthly=round(monthly, -1), worked=worked, job=job, deduct=deduct)
        if terms.declared is False and plot.happens("cash_in_hand"):
            in_hand(plot, firm, one)
            continue
        other = plot.collector or plot.boss
        joins = into and other is not one.person and plot.happens("joins_one_account")
        wages(plot, firm, one, terms, other.side if joins else None)


def _terms(plot: Plot, paper: str, worked: float, deduct: float) -> Terms:
    """Payslips of those who need no permit: for full time, for a part of the hours, or none at all."""
    if paper == "none":
        return Terms(monthly=round(plot.draw("off_the_books"), -2), worked=worked, declared=False)
    weekly = plot.draw("part_hours") if paper == "part" else 37.0
    every: Literal["month", "fortnight"]
    every = "fortnight" if plot.happens("fortnightly") else "month"
    return by_the_hour(plot, weekly, worked, deduct, every)


def _around(plot: Plot, firm: Firm, cash: list[tuple[int, int]]) -> None:
    """Fees, rent, small sums back, cash paid in, money abroad, tax, phones."""
    grips(plot)
    if plot.happens("owes_fee"):
        money.repay_fee(plot)
    if plot.happens("pays_rent_to_organiser"):
        money.rent(plot, plot.boss.side, "rent_paid_to_organiser")
    if any(w.handed for w in plot.workers) and plot.happens("small_sums"):
        money.small_sums_back(plot)
    if plot.collected and plot.happens("passes_on"):
        money.pass_on(plot)
    if cash and plot.happens("pays_cash_in"):
        side = firm.side if plot.happens("into_firm") else plot.boss.side
        money.cash_paid_in(plot, cash, side)
    if plot.happens("sends_abroad"):
        money.sent_abroad(plot, plot.boss.side, "organiser_sends_money_abroad")
    if plot.happens("pays_travel"):
        money.travel_bought(plot)
    if plot.happens("buys_phones"):
        money.phones_bought(plot)
    if plot.happens("firm_takes_cash"):
        money.firm_cash(plot, firm, "firm_withdraws_cash_for_wages")
    for one in plot.firms:
        withheld_tax(plot, one)


def _words(plot: Plot) -> None:
    """How people were found, and what is written between them; little of it is at hand."""
    if plot.happens("recruits_by_posts"):
        talk.recruits(plot, NEAR)
    if plot.happens("advertises"):
        talk.advertised(plot, NEAR, "Jobtavlen")
    talk.between(plot)


def _seen(plot: Plot) -> None:
    """Who met the workers: bank, town hall, inspectors, doctors."""
    if plot.happens("accompanies"):
        met.companions(plot, plot.bosses[-1])
    if plot.happens("is_inspected"):
        met.visit(plot, "inspection_facts")
    if plot.happens("is_harmed"):
        met.harmed(plot, "harm_facts")

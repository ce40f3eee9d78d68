"""People who clean, do nails or massage, or live in a household, for little pay and without a say.

Four settings: a cleaning firm, a nail or beauty salon, a massage salon (lawful massage), and a private
home with a live-in helper, who may be lent out to others.
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
    agent,
    close,
    daily_life,
    helpers,
    hire,
    leave,
    ordinary_staff,
    organiser,
    relative_of,
)
from varsel.adapters.society.bundles._labour_firm import (
    found,
    invoices,
    other_business,
    passed_through,
    run_from,
    straw,
    strike_off,
    withheld_tax,
    workplace,
)
from varsel.adapters.society.bundles._labour_grip import grips
from varsel.adapters.society.bundles._labour_home import (
    chair_rent,
    clients_pay_organiser,
    course_fee,
    lent_out,
    pocket_money,
    work_permits,
)
from varsel.adapters.society.bundles._labour_pay import by_the_hour, hand_over, in_hand, wages, ways
from varsel.adapters.society.district import District
from varsel.adapters.society.truth import Network

NEAR = "cleaning_beauty"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One firm, salon or household, and the people exploited in it."""
    plot = begin(d, luck, network, HABITS)
    setting = plot.one("setting")
    plot.setting = setting
    if setting == "household":
        _household(plot)
    else:
        _firm(plot, setting)
    _around(plot)
    if plot.happens("recruits_by_posts"):
        talk.recruits(plot, setting)
    if plot.happens("advertises"):
        talk.advertised(plot, setting, "Hjemmehjælp Søges")
    talk.between(plot)
    _seen(plot)
    daily_life(plot)
    leave(plot)
    strike_off(plot)
    return close(plot)


def _household(plot: Plot) -> None:
    """A family with a live-in helper on an au pair or other permit, or on none."""
    organiser(plot)
    if plot.happens("has_partner"):
        relative_of(plot, plot.boss)
    hire(plot, None)
    if plot.happens("has_agent"):
        agent(plot)
    work_permits(plot, None, plot.one("scheme"))
    pocket_money(plot)
    if plot.happens("is_lent_out"):
        lent_out(plot)


def _firm(plot: Plot, setting: str) -> None:
    """A firm with pay for a part of the hours, and in salons clients who pay the organiser."""
    firm = workplace(plot)
    hire(plot, firm.premises)
    helpers(plot, firm)
    if setting == "cleaning" and plot.happens("second_employer"):
        owner = straw(plot, plot.start) if plot.happens("second_is_straw") else plot.boss
        with plot.d.book.recording() as refs:
            other = found(
                plot, firm.trade, owner, firm.since + dt.timedelta(days=plot.count("later"))
            )
        if owner is not plot.boss:
            plot.mark("firm_in_straw_name", refs, "company_event")
            run_from(plot, owner, other, plot.boss.device)
    work_permits(plot, firm, plot.one("scheme"))
    _pay(plot, setting)
    cash = hand_over(plot, ways(plot)) if plot.happens("hands_over") else []
    if cash and plot.happens("pays_cash_in"):
        side = firm.side if plot.happens("into_firm") else plot.boss.side
        money.cash_paid_in(plot, cash, side)
    if setting == "cleaning":
        for one in plot.firms:
            paid = invoices(plot, one)
            if plot.happens("passes_through"):
                passed_through(plot, one, paid)
            other_business(plot, one)
    else:
        if plot.happens("clients_pay_privately"):
            clients_pay_organiser(plot)
        if plot.happens("pays_for_chair"):
            chair_rent(plot)
        if plot.happens("pays_for_course"):
            course_fee(plot)
    if plot.happens("firm_takes_cash"):
        money.firm_cash(plot, firm, "firm_withdraws_cash_for_wages")
    for one in plot.firms:
        withheld_tax(plot, one)
    if plot.happens("has_ordinary_staff"):
        ordinary_staff(plot, firm)
    if firm not in plot.d.firms:
        money.drawings(plot, firm)


def _pay(plot: Plot, setting: str) -> None:
    """Payslips for a part of the hours from one firm or two, pay without payslips, or cash only."""
    paper, worked = plot.one("paper"), plot.draw("worked_hours")
    into = plot.happens("into_one_account")
    deduct = plot.draw("deducted") if plot.happens("deducts") else 0.0
    every: Literal["month", "fortnight"]
    every = "fortnight" if plot.happens("fortnightly") else "month"
    other = plot.collector or plot.bosses[-1]
    if setting != "cleaning" and plot.happens("called_self_employed"):
        plot.mark("called_self_employed", ())
        paper = "cash"
    if paper == "cash":
        plot.mark("paid_in_cash", ())
        for one in plot.workers:
            in_hand(plot, plot.firms[0] if plot.firms else None, one)
        return
    for one in plot.workers:
        employers = plot.firms if plot.happens("two_payslips") else plot.firms[:1]
        for firm in employers:
            weekly = plot.draw("part_hours") if paper != "full" else 37.0
            hours, declared = weekly / len(employers), paper != "none"
            terms = by_the_hour(plot, hours, worked, deduct, every, declared=declared)
            joins = into and other is not one.person and plot.happens("joins_one_account")
            wages(plot, firm, one, terms, other.side if joins else None)


def _around(plot: Plot) -> None:
    """Fees, rent, money abroad, journeys and phones."""
    grips(plot)
    if plot.happens("owes_fee"):
        money.repay_fee(plot)
    if plot.happens("pays_rent_to_organiser"):
        money.rent(plot, plot.boss.side, "rent_paid_to_organiser")
    if any(w.handed for w in plot.workers) and plot.happens("small_sums"):
        money.small_sums_back(plot)
    if plot.collected and plot.happens("passes_on"):
        money.pass_on(plot)
    if plot.happens("sends_abroad"):
        money.sent_abroad(plot, plot.boss.side, "organiser_sends_money_abroad")
    if plot.happens("pays_travel"):
        money.travel_bought(plot)
    if plot.happens("buys_phones"):
        money.phones_bought(plot)


def _seen(plot: Plot) -> None:
    """Who met the workers: bank, town hall, inspectors, doctors."""
    if plot.happens("accompanies"):
        met.companions(plot, plot.bosses[-1])
    if plot.firms and plot.happens("is_inspected"):
        met.visit(plot, "inspection_facts")
    if plot.happens("is_harmed"):
        met.harmed(plot, "harm_facts")

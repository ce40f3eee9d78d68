"""Workers on building sites, farms and roads who are sent out by crews, agents and short-lived firms.

A main contractor pays a subcontractor in good faith; behind it stand a crew leader, straw directors,
a firm abroad that posts people, or an agent. Pay goes through the crew leader, in cash, or comes back.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Literal

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles import _labour_met as met
from varsel.adapters.society.bundles import _labour_money as money
from varsel.adapters.society.bundles import _labour_talk as talk
from varsel.adapters.society.bundles._labour import Plot, Worker, begin, moment_of, ore
from varsel.adapters.society.bundles._labour_cast import (
    close,
    daily_life,
    helpers,
    hire,
    leave,
    ordinary_staff,
    organiser,
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
)
from varsel.adapters.society.bundles._labour_grip import grips
from varsel.adapters.society.bundles._labour_pay import (
    Terms,
    by_the_hour,
    hand_over,
    in_hand,
    wages,
    ways,
)
from varsel.adapters.society.district import District
from varsel.adapters.society.places import some_place
from varsel.adapters.society.truth import Network

NEAR = "construction"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One crew with its firms, and the people exploited in it."""
    plot = begin(d, luck, network, HABITS)
    organiser(plot)
    hire(plot, None)
    posted = plot.happens("posted_from_abroad")
    if not posted or plot.happens("firm_here_too"):
        _firms(plot)
    helpers(plot, plot.firms[0] if plot.firms else None)
    _pay(plot, posted=posted)
    cash = hand_over(plot, ways(plot)) if plot.happens("hands_over") else []
    _around(plot, cash)
    if plot.happens("moves_between_sites"):
        _sites(plot)
    if plot.happens("recruits_by_posts"):
        talk.recruits(plot, NEAR)
    if plot.happens("advertises"):
        talk.advertised(plot, NEAR, "Byggejobs Nu")
    talk.between(plot)
    _seen(plot)
    if plot.firms and plot.happens("has_ordinary_staff"):
        ordinary_staff(plot, plot.firms[0])
    daily_life(plot)
    leave(plot)
    strike_off(plot)
    return close(plot)


def _firms(plot: Plot) -> None:
    """The firms in which the work is done, one after another or side by side, and their days."""
    number = max(1, plot.count("firms"))
    trade, straws = plot.one("trades"), plot.happens("straw_directors")
    since = plot.start
    part = (plot.end - plot.start).days / number
    for turn in range(number):
        last = turn == number - 1
        lasts = dt.timedelta(days=round(part * plot.draw("firm_life_varies")))
        until = plot.end if last else min(since + lasts, plot.end)
        owner = (
            straw(plot, since) if straws and (turn or plot.happens("first_is_straw")) else plot.boss
        )
        before = dt.timedelta(days=plot.count("firm_before"))
        with plot.d.book.recording() as refs:
            firm = found(plot, trade, owner, min(since, plot.d.calendar.last) - before)
        since = max(since, firm.since)
        until = max(until, since + dt.timedelta(days=1))
        plot.spans[firm.id] = (since, until)
        if owner is not plot.boss:
            plot.mark("firm_in_straw_name", refs, "company_event")
            run_from(plot, owner, firm, plot.boss.device)
        if not last:
            plot.closing.append((firm, until + dt.timedelta(days=plot.count("closed_after"))))
        since = until if plot.happens("one_after_another") else since


def _pay(plot: Plot, *, posted: bool) -> None:
    """Hours on payslips, fewer than those worked, paid by the firm of the time; or nothing here."""
    paper, worked = plot.one("paper"), plot.draw("worked_hours")
    deduct = plot.draw("deducted") if plot.happens("deducts") else 0.0
    if posted and plot.happens("paid_at_home"):
        plot.mark("paid_abroad_or_not_at_all", ())
        return
    if paper == "cash":
        plot.mark("paid_in_cash", ())
        for one in plot.workers:
            in_hand(plot, plot.firms[0] if plot.firms else None, one)
        return
    hours = plot.draw("part_hours") if paper == "part" else 37.0
    every: Literal["month", "fortnight"]
    every = "fortnight" if plot.happens("fortnightly") else "month"
    into = plot.happens("into_one_account")
    for one in plot.workers:
        terms = by_the_hour(plot, hours, worked, deduct, every, declared=paper != "none")
        _paid_by_turns(plot, one, terms, into=into)


def _paid_by_turns(plot: Plot, one: Worker, terms: Terms, *, into: bool) -> None:
    """A worker is paid by each firm in its time; pay may stop before the work does."""
    since, until = one.since, one.until
    paid_until = until
    if plot.happens("pay_stops"):
        days = round((until - since).days * plot.draw("stops_after"))
        paid_until = since + dt.timedelta(days=max(1, days))
        plot.mark("wages_not_paid", ())
    boss = plot.collector or plot.bosses[-1]
    other = into and boss is not one.person and plot.happens("joins_one_account")
    for firm in plot.firms:
        first, last = plot.span(firm)
        one.since, one.until = max(since, first), min(paid_until, last)
        if one.since < one.until:
            wages(plot, firm, one, terms, boss.side if other else None)
    one.since, one.until = since, until


def _around(plot: Plot, cash: list[tuple[int, int]]) -> None:
    """What the firms and the organiser do with money, beside pay."""
    for firm in plot.firms:
        paid = invoices(plot, firm)
        if plot.happens("passes_through"):
            passed_through(plot, firm, paid)
        if plot.happens("firm_takes_cash"):
            money.firm_cash(plot, firm, "firm_withdraws_cash_for_wages")
        other_business(plot, firm)
        withheld_tax(plot, firm)
    grips(plot)
    if plot.happens("owes_fee"):
        money.repay_fee(plot)
    if plot.happens("pays_rent_to_organiser"):
        money.rent(plot, plot.bosses[-1].side, "rent_paid_to_organiser")
    if plot.happens("charges_rides"):
        side, texts = (
            plot.bosses[-1].side,
            ("kørsel", "benzin", "tøj", "værktøj", "transport", None),
        )
        money.charges(plot, side, "rides_and_tools_charged", "ride_price", texts)
    if any(w.handed for w in plot.workers) and plot.happens("small_sums"):
        money.small_sums_back(plot)
    if plot.collected and plot.happens("passes_on"):
        money.pass_on(plot)
    if cash and plot.happens("pays_cash_in"):
        money.cash_paid_in(plot, cash, plot.boss.side)
    if plot.happens("sends_abroad"):
        money.sent_abroad(plot, plot.boss.side, "organiser_sends_money_abroad")
    if plot.firms and plot.happens("firm_sends_abroad"):
        firm = plot.firms[0]
        money.sent_abroad(plot, firm.side, "firm_sends_to_private_persons_abroad", firm)
    if plot.happens("pays_travel"):
        money.travel_bought(plot)
    if plot.happens("buys_phones"):
        money.phones_bought(plot)


def _sites(plot: Plot) -> None:
    """The crew is moved from town to town and put up in rented houses for some weeks each."""
    d, luck = plot.d, plot.luck
    payer = plot.firms[0].side if plot.firms and plot.happens("firm_pays") else plot.bosses[-1].side
    party = plot.firms[0].id if plot.firms and payer is plot.firms[0].side else plot.bosses[-1].id
    seen = plot.sight.platforms and plot.happens("stays_at_hand")
    town = d.municipality
    with plot.network.trace("moved_between_sites"):
        day = plot.start + dt.timedelta(days=plot.count("first_site_after"))
        while day < min(plot.end, d.calendar.last):
            nights = max(2, plot.count("nights_at_site"))
            town = some_place(luck, besides=(town,))
            if plot.covered(day):
                price = plot.draw("night_price") * nights
                if plot.happens("paid_by_card"):
                    at = moment_of(plot, day - dt.timedelta(days=1), "waking_hours")
                    place = plot.value("house_shop")
                    d.book.card(at, payer, ore(price), money.shop(*place), device=plot.boss.device)
                if seen:
                    guests = [w.person.id for w in plot.workers if w.since <= day <= w.until]
                    online.stay(
                        d,
                        payer=party if plot.happens("payer_known") else None,
                        account=payer.account if payer.inside else None,
                        guest=luck.choice(guests)
                        if guests and plot.happens("guest_known")
                        else None,
                        municipality=town,
                        starts=day,
                        nights=nights,
                        price=price,
                    )
            day += dt.timedelta(days=nights + plot.count("nights_between_sites"))


def _seen(plot: Plot) -> None:
    """Bank clerks, inspectors at the site, casualty wards."""
    if plot.happens("accompanies"):
        met.companions(plot, plot.bosses[-1])
    if plot.happens("is_inspected"):
        met.visit(plot, "inspection_facts")
    if plot.happens("is_harmed"):
        met.harmed(plot, "harm_facts")

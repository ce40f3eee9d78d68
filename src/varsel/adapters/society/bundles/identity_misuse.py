"""The names of people who are or were exploited, used for accounts, firms, loans, benefits and phones.

Some of them are still in others' hands, some live elsewhere by now while accounts in their name go
on, and some are poor residents who sign for a little money.
"""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles import _identity as acts
from varsel.adapters.society.bundles import _labour_met as met
from varsel.adapters.society.bundles import _labour_talk as talk
from varsel.adapters.society.bundles._identity import Habit, Identity
from varsel.adapters.society.bundles._labour import Plot, Worker, begin, moment_of, ore
from varsel.adapters.society.bundles._labour_cast import (
    close,
    daily_life,
    hire,
    organiser,
    relative_of,
)
from varsel.adapters.society.bundles._labour_firm import (
    found,
    invoices,
    other_business,
    passed_through,
    run_from,
    strike_off,
    withheld_tax,
)
from varsel.adapters.society.bundles._labour_pay import Terms, payroll
from varsel.adapters.society.bundles._labour_rows import moves_out, opened_on
from varsel.adapters.society.calendar import next_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.person import PayDay
from varsel.adapters.society.places import some_place
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)
ACTS = (
    "opens_accounts",
    "takes_loans",
    "takes_benefits",
    "founds_firm",
    "takes_phones",
    "account_goes_on",
    "moves_money",
    "books_stays",
    "sends_money",
    "invents_pay",
)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One network that uses the names of others, and what it does with them."""
    plot = begin(d, luck, network, HABITS)
    for _ in range(max(1, plot.count("organisers"))):
        organiser(plot)
    if plot.happens("has_relative"):
        relative_of(plot, plot.boss)
    hire(plot, None)
    done = [act for act in ACTS if plot.happens(act)] or [luck.choice(ACTS)]
    people = _identities(plot, gone="account_goes_on" in done)
    habit = Habit(
        pot=_pot(plot),
        abroad=d.outsider(name=names.person(luck), country=plot.country(), phone=False),
        way=plot.one("emptied_by"),
    )
    _accounts(plot, people, habit, done)
    _names(plot, people, habit, done)
    if "founds_firm" in done:
        _firms(plot, people)
    _words(plot, people)
    _met(plot, people)
    _own_lives(plot, people)
    strike_off(plot)
    acts.accounts_closed(plot, people)
    return close(plot)


def _identities(plot: Plot, *, gone: bool) -> list[Identity]:
    """Each name with the device and phone that it is used from: one for all, or, with care, several.

    gone: somebody lives elsewhere by now, and others may.
    """
    device, phone = plot.boss.device, plot.boss.phone
    shared = plot.happens("one_device")
    spare = plot.d.book.phone()
    if plot.happens("prepaid_number"):
        plot.network.member("controller", f"phone:{spare}")
        phone = spare
    if plot.happens("device_of_its_own"):
        device = plot.d.book.new("DV")
        plot.network.member("controller", f"device:{device}")
    made = []
    for one in plot.workers:
        if not shared and plot.happens("device_apart"):
            device = plot.d.book.new("DV")
            plot.network.member("controller", f"device:{device}")
        if not shared and plot.happens("phone_apart"):
            phone = plot.d.book.phone()
            plot.network.member("controller", f"phone:{phone}")
        left = None
        if not one.resident and (gone or plot.happens("lives_elsewhere")):
            gone = False
            left = plot.day(one.since, plot.end)
            if left <= plot.d.calendar.last:
                _moves_away(plot, one, left)
        sides = [one.person.side] if one.account and plot.happens("own_account_used") else []
        made.append(Identity(one, device, phone, left, sides))
    return made


def _moves_away(plot: Plot, one: Worker, left: dt.date) -> None:
    """A survivor lives in another part of the country, in a shelter or a flat, known here or not."""
    d = plot.d
    if not plot.sight.register or not plot.happens("move_registered"):
        return
    moves_out(d, one.person, left)
    use = plot.one("new_home")
    known = use == "home"
    home = d.dwelling(
        use,
        plot.count("new_area") if known else None,
        plot.count("rooms") if known else None,
        1 if known else None,
        municipality=some_place(plot.luck, besides=(d.municipality,)),
    )
    since = left + dt.timedelta(days=plot.luck.randint(0, 10))
    d.book.add("residence", party_id=one.person.id, dwelling_id=home, since=since)


def _pot(plot: Plot) -> Side:
    """Where the money ends: an organiser's account, a relative's, or one in another bank."""
    kind = plot.one("pot")
    if kind == "relative" and plot.relative is not None:
        return plot.relative.side
    if kind == "elsewhere":
        made = plot.d.outsider(name=plot.bosses[-1].name)
        plot.network.member("controller", f"account:{made.account}")
        return made
    return plot.luck.choice(plot.bosses).side


def _accounts(plot: Plot, people: list[Identity], habit: Habit, done: list[str]) -> None:
    """Accounts opened, money moved through them, loans, and accounts that go on."""
    if "opens_accounts" in done:
        acts.accounts_opened(plot, people)
    if "moves_money" in done:
        acts.strangers_money(plot, people, habit)
    if "takes_loans" in done:
        acts.loans(plot, people, habit)
    if "account_goes_on" in done and (plot.unknown or any(p.left for p in people)):
        acts.goes_on(plot, people, habit)
    if "sends_money" in done:
        acts.money_sent(plot, people)


def _names(plot: Plot, people: list[Identity], habit: Habit, done: list[str]) -> None:
    """Benefits, phones, stays, and pay for work that nobody did."""
    if "takes_benefits" in done:
        acts.benefits(plot, people, habit.pot)
    if "takes_phones" in done:
        acts.phones(plot, people)
    if "books_stays" in done:
        acts.stays(plot, people)
    if "invents_pay" in done and people:
        firm = found(plot, plot.one("trades"), plot.boss, plot.start)
        into = habit.pot if plot.happens("into_one_account") else None
        for one in people:
            terms = Terms(monthly=round(plot.draw("invented_pay"), -2), job=plot.one("permit_job"))
            plot.mark("pay_for_work_not_done", payroll(plot, firm, one.worker, terms, into))


def _firms(plot: Plot, people: list[Identity]) -> None:
    """A firm in one of the names: large turnover at once, run from others' device, then left."""
    if not people:
        plot.mark("firm_in_victims_name", ())
        return
    for one in plot.luck.sample(people, min(len(people), max(1, plot.count("straw_firms")))):
        since = next_bank_day(plot.day(max(plot.start, one.worker.since)))
        if since > plot.d.calendar.last:
            plot.mark("firm_in_victims_name", ())
            continue
        with plot.d.book.recording() as refs:
            firm = found(plot, plot.one("trades"), one.worker.person, since)
        plot.mark("firm_in_victims_name", refs, "company_event", "account", "authority", "party")
        lasts = dt.timedelta(days=plot.count("firm_lasts_days"))
        until = max(firm.since, min(plot.end, firm.since + lasts))
        plot.spans[firm.id] = (firm.since, until)
        run_from(plot, one.worker.person, firm, one.device)
        with plot.network.trace("sudden_turnover_of_firm"):
            paid = invoices(plot, firm)
        passed_through(plot, firm, paid)
        other_business(plot, firm)
        withheld_tax(plot, firm)
        plot.closing.append((firm, until + dt.timedelta(days=plot.count("closed_after"))))


def _words(plot: Plot, people: list[Identity]) -> None:
    """Messages that ask for codes, pictures of papers and silence; reports of them."""
    there = [p for p in people if talk.overlaps(plot, p.worker)]
    if plot.happens("asks_for_codes"):
        shown = there[: max(1, plot.count("chats"))] if plot.sight.talk else []
        chats = [talk.chat(plot, p.worker, plot.boss, "boss") for p in shown]
        talk.told_off(plot, chats, "codes_asked_by_message", "code", "codes")
        if plot.happens("threatens"):
            talk.told_off(plot, chats, "threats_by_message", "threat", "threats")
    if there and plot.happens("is_reported"):
        if plot.sight.platforms:
            talk.reported(plot, plot.luck.choice(there).worker)
        else:
            plot.mark("threat_reported", ())


def _met(plot: Plot, people: list[Identity]) -> None:
    """Somebody comes along to the bank; later the person says what is not theirs, or cannot."""
    if plot.happens("accompanies"):
        met.companions(plot, plot.bosses[-1])
    if not plot.happens("asks_later"):
        return
    with plot.network.trace("owner_asks_about_what_is_in_their_name"):
        for one in people:
            day = next_bank_day(plot.seen_day(one.worker.since))
            if plot.happens("comes_to_ask") and plot.covered(day) and met.noted(plot):
                role = plot.one("meeting_role")
                met.meeting(plot, [one.worker.person], day, role, "later_facts")


def _own_lives(plot: Plot, people: list[Identity]) -> None:
    """What the people themselves earn and spend, as long as their account is in their hands."""
    d = plot.d
    for one in people:
        person = one.worker.person
        if one.worker.resident or not person.side.inside or not plot.happens("has_income"):
            continue
        payer = town(d).body(plot.one("income_from").format(place=d.municipality))
        sum_, day_of_month = ore(plot.draw("income")), plot.luck.randint(20, 28)
        one.worker.until = min(one.left or one.worker.until, d.calendar.last)
        one.worker.paydays = []
        for year, month in d.calendar.months:
            day = next_bank_day(dt.date(year, month, day_of_month))
            if max(one.worker.since, opened_on(d, person)) <= day <= one.worker.until:
                at = moment_of(plot, day, "batch_hours")
                d.book.pay(at, payer, person.side, sum_, "transfer", timed=False)
                one.worker.paydays.append(PayDay(day, at, (year, month), sum_, "outside"))
        person.paydays = list(one.worker.paydays)
    daily_life(plot)

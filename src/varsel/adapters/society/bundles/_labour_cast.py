"""Who takes part in exploited labour: organisers, relatives, agents, workers, and others beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Literal

from varsel.adapters.society import names, online
from varsel.adapters.society.bundles._labour import UNION, Plot, Worker, ore
from varsel.adapters.society.bundles._labour_beds import Bed, beds, flat
from varsel.adapters.society.bundles._labour_rows import (
    end_account,
    moves_out,
    opened_on,
)
from varsel.adapters.society.calendar import last_bank_day, stamp
from varsel.adapters.society.ordinary import firms, living
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.people import resident
from varsel.adapters.society.person import Firm, PayDay, Person


def adult(
    plot: Plot,
    ages: str,
    citizenship: str,
    *,
    home: str | None,
    came: dt.date,
    banks: bool | None = None,
    residence: str = "settled",
    registered: bool = True,
    country: str = "",
) -> Person:
    """A new person of this plant, who came on a day: to the country, or, if Danish, to this home."""
    years, passport = plot.count(ages), _citizenship(plot, citizenship, country)
    last = plot.d.calendar.last
    came = max(came, last - dt.timedelta(days=365 * (years - 16)))
    made = resident(
        plot.d,
        plot.luck,
        years,
        home=home,
        moved=came,
        citizenship=passport,
        arrived=None if passport == "dk" else came,
        banks_here=plot.bank() if banks is None else banks,
        life="worker",
        residence=residence,
        registered=registered and plot.sight.register,
    )
    made.used = plot.network.network_id
    return made


def _citizenship(plot: Plot, mix: str, country: str) -> str:
    """dk, eu or other, which stands in the audit file only."""
    if plot.one(mix) == "dk":
        return "dk"
    return "eu" if (country or plot.country()) in UNION else "other"


def settled(plot: Plot, person: Person) -> bool:
    """Whether somebody lived here before the plant began, so far as the data go back."""
    return person.arrived is None or person.arrived < max(plot.start, plot.d.calendar.first)


def organiser(plot: Plot) -> Person:
    """Somebody who organises: a resident with an ordinary life beside it, or somebody new here."""
    here = plot.bank()
    if here and plot.happens("boss_is_resident"):
        low, high = plot.value("boss_age_here")
        last = plot.d.calendar.last
        found = plot.d.pick(
            plot.luck,
            1,
            lambda p: (
                p.life in {"worker", "idle"} and low <= p.age(last) <= high and settled(plot, p)
            ),
            network=plot.network,
        )
        if found:
            plot.bosses.append(found[0])
            return found[0]
    made = newcomer(plot, flat(plot, 1), banks=here)
    plot.bosses.append(made)
    return made


def newcomer(plot: Plot, home: str | None, *, banks: bool | None = None) -> Person:
    """Somebody of the organiser's side who is not among the residents, with an everyday of their own."""
    d = plot.d
    came = min(plot.start, d.calendar.first) - dt.timedelta(days=plot.count("boss_came_before"))
    made = adult(plot, "boss_age", "boss_citizenship", home=home, came=came, banks=banks)
    earns = plot.happens("newcomer_earns")
    if earns:
        _earn(plot, made)
    living.everyday(
        d,
        plot.luck,
        made,
        level=plot.draw("boss_spending" if earns else "boss_spending_else"),
        rent=plot.draw("boss_rent") if earns and plot.happens("boss_rents") else None,
        cash=plot.draw("boss_cash"),
    )
    own_log_ins(plot, made, d.calendar.first, d.calendar.last)
    return made


def _earn(plot: Plot, person: Person) -> None:
    """Pay or a benefit from elsewhere, which somebody of the organiser's side has besides."""
    d = plot.d
    payer = town(d).body(plot.one("newcomer_earns_at").format(place=d.municipality))
    text = plot.luck.choice(("Løn", "Lønoverførsel", "Ydelse", None))
    kroner, since = plot.draw("newcomer_income"), opened_on(d, person)
    for year, month in d.calendar.months:
        day = last_bank_day(year, month)
        if day < since:
            continue
        sum_ = ore(kroner * plot.draw("newcomer_income_varies"))
        at = stamp(day, 60 * plot.draw("batch_hours"))
        d.book.pay(at, payer, person.side, sum_, "transfer", timed=False, text=text)
        person.paydays.append(PayDay(day, at, (year, month), sum_, "elsewhere"))


def own_log_ins(plot: Plot, person: Person, since: dt.date, until: dt.date) -> None:
    """A person's own log-ins, by their own phone: of those who are not among the residents."""
    days = plot.d.calendar.between(max(since, opened_on(plot.d, person)), until)
    for _ in range(round(plot.draw("own_log_ins") * len(days) / 365)):
        at = stamp(plot.luck.choice(days), plot.clock("waking_hours"))
        online.log_in(plot.d, person, at, ok=not plot.happens("log_in_fails"))


def relative_of(plot: Plot, person: Person) -> Person:
    """A relative of an organiser, of the household where there is one, otherwise new in it."""
    adults = [m for m in person.household if m.life != "child" and not m.used and settled(plot, m)]
    if person.kin and adults:
        found = plot.luck.choice(adults)
        found.used = plot.network.network_id
    else:
        found = newcomer(plot, person.home)
        found.household, found.kin = [person], True
    plot.relative = found
    return found


def foreman(plot: Plot, firm: Firm | None) -> Person:
    """One who leads the others on the spot; some came as workers, live with them and are paid too."""
    homes = [w.person.home for w in plot.workers if not w.resident and w.person.home]
    there = bool(homes) and plot.happens("foreman_lives_there")
    made = newcomer(plot, plot.luck.choice(homes) if there else flat(plot, 1))
    plot.bosses.append(made)
    if firm is not None and plot.happens("foreman_on_payroll"):
        firms.employ(
            plot.d,
            plot.luck,
            firm,
            made,
            since=max(firm.since, plot.start),
            until=plot.end,
            hourly=plot.draw("foreman_hourly"),
            weekly_hours=plot.draw("ordinary_hours"),
        )
    return made


def helpers(plot: Plot, firm: Firm | None) -> None:
    """A relative, one who leads, an agent, one who collects: each may be there or not."""
    if plot.happens("has_relative"):
        relative_of(plot, plot.boss)
    if plot.happens("has_foreman"):
        foreman(plot, firm)
    if plot.happens("has_agent"):
        agent(plot)
    if len(plot.workers) > 1 and plot.happens("has_collector"):
        trusted = plot.happens("collector_is_worker")
        first = min(plot.workers, key=lambda w: opened_on(plot.d, w.person))
        plot.collector = first.person if trusted else plot.bosses[-1]


def when(plot: Plot) -> tuple[dt.date, dt.date]:
    """A worker's first and last day: many come later than the first or leave before the end.

    Who will come after the last day of the data only is nobody's victim yet.
    """
    since, until = plot.start, plot.end
    days = (min(plot.end, plot.d.calendar.last) - plot.start).days
    if plot.happens("comes_later"):
        since += dt.timedelta(days=round(days * plot.draw("comes_after")))
    if plot.happens("leaves_early"):
        left = (until - since).days
        until = since + dt.timedelta(days=max(1, round(left * plot.draw("leaves_after"))))
    return since, until


def worker(plot: Plot, bed: Bed) -> Worker:
    """One exploited person in a bed: somebody who came for the work, or who lived here before."""
    since, until = when(plot)
    d, last = plot.d, plot.d.calendar.last
    if plot.happens("worker_is_resident") and plot.bank():
        low, high = plot.value("worker_age_here")
        found = d.pick(
            plot.luck,
            1,
            lambda p: (
                p.life == "idle"
                and p.employer is None
                and low <= p.age(last) <= high
                and settled(plot, p)
            ),
            network=plot.network,
        )
        if found:
            return _joined(plot, Worker(found[0], since, until, resident=True))
    came = since - dt.timedelta(days=plot.count("days_before_work"))
    came = min(came, last - dt.timedelta(days=1))
    has_one = plot.happens("worker_has_account")
    banks, country = has_one and plot.bank(), plot.country()
    with d.book.recording() as refs:
        person = adult(
            plot,
            "worker_age",
            "worker_citizenship",
            home=bed.dwelling,
            came=came,
            banks=banks,
            residence=bed.residence,
            registered=bed.registered,
            country=country,
        )
    if bed.kind in {"at_boss", "at_work", "bosses_flat", "staff"}:
        plot.mark("lives_where_the_organiser_says", refs, "residence")
    if bed.together >= plot.value("crowd"):
        plot.mark("housed_together", refs, "residence")
    return _joined(plot, Worker(person, since, until, account=has_one, country=country))


def _joined(plot: Plot, made: Worker) -> Worker:
    plot.workers.append(made)
    return made


def hire(plot: Plot, premises: str | None) -> None:
    """All exploited people of the plant; some of them are known to nobody who keeps records."""
    number = max(1, plot.count("exploited"))
    known = sum(plot.happens("worker_known") for _ in range(number))
    plot.unknown += number - known
    for bed in beds(plot, known, premises):
        worker(plot, bed)


def ordinary_staff(plot: Plot, firm: Firm) -> None:
    """Others who work there on lawful terms, such as students at the counter; they see little."""
    d, last = plot.d, plot.d.calendar.last
    low, high = plot.value("staff_age")
    for _ in range(plot.count("ordinary_staff")):
        life = "student" if plot.happens("staff_studies") else "idle"

        def fits(p: Person, life: str = life) -> bool:
            free = p.employer is None and p.life == life and settled(plot, p)
            return free and low <= p.age(last) <= high

        staff = d.pick(plot.luck, 1, fits, network=plot.network)
        for person in staff:
            since, until = when(plot)
            hours = plot.draw("student_hours" if life == "student" else "ordinary_hours")
            pay = plot.draw("ordinary_hourly")
            firms.employ(
                d,
                plot.luck,
                firm,
                person,
                since=since,
                until=until,
                hourly=pay,
                weekly_hours=hours,
            )
            plot.network.member("other", *person.nodes)


def daily_life(plot: Plot) -> None:
    """What the workers buy for what is left to them; some have nearly nothing, some an ordinary life.

    The everyday of residents is told elsewhere, from pay days that say what is left to spend.
    """
    for one in plot.workers:
        if one.resident:
            person = one.person
            person.paydays = [replace(p, net=p.net - one.handed.get(p, 0)) for p in person.paydays]
        if one.resident or not one.person.side.inside:
            continue
        since = max(one.since, opened_on(plot.d, one.person))
        if plot.happens("own_access"):
            own_log_ins(plot, one.person, since, one.until)
        elif plot.happens("no_card"):
            continue
        if one.person.citizenship != "dk" and plot.happens("sends_home"):
            _send_home(plot, one)
        if not one.paydays and not _own_cash_in(plot, one, since):
            continue
        left = one.left if one.paydays else plot.draw("spends_unpaid")
        living.everyday(
            plot.d,
            plot.luck,
            one.person,
            since=since,
            until=one.until,
            level=max(left * plot.draw("spends_of_left"), plot.value("least_spending")),
            cash=plot.draw("worker_cash"),
        )


def _own_cash_in(plot: Plot, one: Worker, since: dt.date) -> bool:
    """Whether a worker pays cash that they were paid into their account, and does so."""
    if not plot.happens("pays_own_cash_in"):
        return False
    with plot.network.trace("paid_in_cash"):
        day = since + dt.timedelta(days=plot.count("days_between_own_cash"))
        while day <= min(one.until, plot.d.calendar.last):
            if plot.covered(day):
                at, where = stamp(day, plot.clock("waking_hours")), plot.one("paid_in_at")
                kroner = ore(plot.draw("own_cash"), 100)
                plot.d.book.cash(at, one.person.side, kroner, plot.machine(), where)
            day += dt.timedelta(days=max(2, plot.count("days_between_own_cash")))
    return True


def _send_home(plot: Plot, one: Worker) -> None:
    """A part of what is left goes to the worker's own family, in most months."""
    d = plot.d
    home = d.outsider(
        name=names.person(plot.luck), country=one.country or plot.country(), phone=False
    )
    by: Literal["remittance", "transfer", "wallet"]
    by = plot.one("sent_home_by")  # type: ignore[assignment]
    for pay in one.paydays:
        kept = pay.net / 100 * one.left
        sent = round(kept * plot.draw("sent_home_share") / 50) * 50
        day = pay.day + dt.timedelta(days=plot.count("sent_home_after"))
        if sent >= plot.value("least_sent") and plot.covered(day):
            one.spent += sent * 100
            at = stamp(day, plot.clock("waking_hours"))
            living.remit(d, plot.luck, one.person, home, sent, max(at, pay.at + 3600), by=by)


def leave(plot: Plot) -> None:
    """Some of those who leave before the end of the data are struck from address and account."""
    for one in plot.workers:
        if one.resident or one.until > plot.d.calendar.last:
            continue
        if plot.happens("moves_out"):
            moves_out(plot.d, one.person, one.until + dt.timedelta(days=plot.count("moved_after")))
        if one.person.side.inside and plot.happens("account_closed"):
            closed = one.until + dt.timedelta(days=plot.count("account_closed_after"))
            by = plot.luck.choice(("customer", "bank"))
            end_account(plot.d, one.person.side.account, closed, by)


def agent(plot: Plot) -> None:
    """Whoever brought the workers: a private person abroad, or somebody here."""
    if plot.happens("agent_abroad"):
        plot.agent = plot.d.outsider(
            name=names.person(plot.luck), country=plot.country(), phone=False
        )
    else:
        made = newcomer(plot, flat(plot, 1))
        plot.bosses.append(made)
        plot.agent = made.side


def close(plot: Plot) -> bool:
    """Write down who took part, how many were exploited, and how many of the adults bank here."""
    network = plot.network
    firms_here = [n for f in plot.firms for n in f.nodes]
    network.member("controller", *firms_here)
    aides = [p for p in (plot.relative, plot.collector) if p is not None]
    exploited = {w.person.id for w in plot.workers}
    adults = plot.bosses + [h for h in aides if h.id not in exploited]
    adults = list({p.id: p for p in adults}.values())
    for person in adults:
        network.member("controller", *person.nodes)
    for one in plot.workers:
        network.member("exploited", *one.person.nodes)
    if plot.agent is not None:
        phone = f"phone:{plot.agent.alias}" if plot.agent.alias else None
        network.member("controller", f"account:{plot.agent.account}", phone)
    network.exploited = len(plot.workers) + plot.unknown
    everybody = adults + [w.person for w in plot.workers]
    here = sum(p.side.inside for p in everybody)
    network.seen = round(here / (len(everybody) + plot.unknown), 3) if everybody else 0.0
    for firm in plot.shut:  # whatever it still owes is not paid from an account that is closed
        firm.side = replace(firm.side, inside=False)
    return True

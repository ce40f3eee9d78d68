"""Pay of exploited people, and how it leaves them again: withdrawn, paid back, collected, used up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from varsel.adapters.society import online
from varsel.adapters.society.book import Ref, Shop, Side
from varsel.adapters.society.bundles._labour import Plot, Worker, moment_of, ore
from varsel.adapters.society.bundles._labour_rows import opened_on
from varsel.adapters.society.bundles._labour_words import for_what
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.wages import periods
from varsel.adapters.society.person import Firm, PayDay

TRACES = {
    "cash": "wages_withdrawn_and_handed_over",
    "firm": "wages_paid_back_to_firm",
    "boss": "wages_paid_to_organiser",
    "relative": "wages_paid_to_organisers_relative",
    "collector": "wages_paid_to_collector",
    "agent": "wages_paid_to_agent",
    "card": "account_used_by_organiser",
}


@dataclass(frozen=True)
class Terms:
    """What a worker's payslips say, and the hours they really work in a week."""

    monthly: float | None = None
    hourly: float | None = None
    weekly: float = 37.0
    worked: float = 37.0
    declared: bool = True
    declared_hours: float | None = None
    job: str = "hourly"
    every: Literal["month", "fortnight"] = "month"
    deduct: float = 0.0


def by_the_hour(
    plot: Plot,
    weekly: float,
    worked: float,
    deduct: float,
    every: Literal["month", "fortnight"],
    *,
    declared: bool = True,
) -> Terms:
    """Pay for so many hours a week: as they fall, or the same each time whatever is worked."""
    hourly, weekly = round(plot.draw("hourly"), 1), round(weekly * 2) / 2
    fixed = plot.happens("same_pay_each_time")
    return Terms(
        monthly=round(hourly * weekly * plot.value("weeks_in_month")) if fixed else None,
        hourly=None if fixed else hourly,
        weekly=weekly,
        worked=worked,
        declared=declared,
        every=every,
        deduct=deduct,
    )


@dataclass(frozen=True)
class Way:
    """One way in which pay is handed over: to whom, how much of it, and whether the organiser acts.

    mode: fixed (figure kroner), share (figure of the pay) or all_but (figure kroner are left).
    together: the workers are taken to one machine at one time.
    """

    to: str
    mode: str
    figure: float
    together: bool
    by_boss: bool
    limit: int


def wages(plot: Plot, firm: Firm, one: Worker, terms: Terms, into: Side | None = None) -> None:
    """Pay from the firm for a worker's time; what the payslips hide is marked as such.

    Who has no account, and nobody else's is used, is paid from hand to hand: nothing is seen.
    """
    if into is None and not one.account:
        in_hand(plot, firm, one)
        return
    refs = payroll(plot, firm, one, terms, into)
    if terms.declared and terms.worked > (terms.declared_hours or terms.weekly):
        plot.mark("more_hours_than_payslips_say", refs, "payroll")
    if terms.declared and terms.monthly and terms.job == "hourly":
        plot.mark("same_pay_whatever_is_worked", refs, "payroll")
    if into is not None:
        plot.mark("wages_into_one_account", refs)
    if terms.deduct:
        plot.mark("deducted_from_pay", refs, "payroll")
    if not terms.declared:
        plot.mark("paid_without_payslip", refs)


def in_hand(plot: Plot, firm: Firm | None, one: Worker) -> None:
    """Pay from hand to hand leaves nothing here; whoever visits the firm may still count the worker."""
    plot.mark("paid_in_cash", ())
    if firm is None or one.resident:
        return
    firm.staff.append(one.person)
    for day, _ in periods(plot.d, one.since, one.until, "month"):
        zero = PayDay(day, stamp(day, 0), (day.year, day.month), 0, firm.id)
        one.person.paydays.append(zero)


def payroll(
    plot: Plot, firm: Firm, one: Worker, terms: Terms, into: Side | None = None
) -> list[Ref]:
    """The payments and, where they are at hand, payslips of a job; gives their rows."""
    d, rows = plot.d, plot.d.book.rows
    before = len(rows.get("payroll", []))
    since = max(one.since, opened_on(d, one.person) if into is None else one.since)
    with d.book.recording() as refs:
        paid = firms.employ(
            d,
            plot.luck,
            firm,
            one.person,
            since=since,
            until=one.until,
            monthly=terms.monthly,
            hourly=terms.hourly,
            weekly_hours=terms.weekly,
            job=terms.job,
            declared=terms.declared,
            declared_hours=terms.declared_hours,
            into=into,
            every=terms.every,
            deduct=terms.deduct,
        )
    if not plot.sight.payroll and terms.declared:
        del rows.get("payroll", [])[before:]
        refs = [r for r in refs if r[0] != "payroll"]
    if into is None:
        one.paydays += paid
    elif paid:
        own = one.person.paydays  # it is not theirs to spend
        own[-len(paid) :] = [replace(p, net=0) for p in paid]
    return refs


def ways(plot: Plot) -> list[Way]:
    """One way of handing pay over, or two, that this organiser has people use."""
    made = []
    for _ in range(1 + plot.happens("second_way")):
        mode = plot.one("handed_mode")
        made.append(
            Way(
                _reachable(plot, plot.one("ways")),
                mode,
                plot.draw(f"handed_{mode}"),
                together=plot.happens("taken_together"),
                by_boss=plot.happens("organiser_logs_in"),
                limit=ore(plot.draw("machine_limit"), 500),
            )
        )
    return made


def _reachable(plot: Plot, to: str) -> str:
    """Somebody whom this plant has: without a relative, collector, agent or firm, the organiser."""
    there = {
        "relative": plot.relative,
        "collector": plot.collector,
        "agent": plot.agent,
        "firm": plot.firms[0] if plot.firms else None,
    }
    return to if to not in there or there[to] else "boss"


def hand_over(plot: Plot, chosen: list[Way]) -> list[tuple[int, int]]:
    """Every worker hands pay over, most in one way; gives stamp and sum of what went in cash."""
    trips: dict[dt.date, tuple[int, Shop]] = {}
    cash: list[tuple[int, int]] = []
    for one in plot.workers:
        way = chosen[-1] if plot.happens("uses_second_way") else chosen[0]
        if one.person is plot.collector or not one.paydays:
            continue
        with plot.network.trace(TRACES[way.to]):
            for pay in one.paydays:
                total = 0 if plot.happens("month_skipped") else _sum(plot, way, pay.net)
                if total <= 0:
                    continue
                one.handed[pay] = one.handed.get(pay, 0) + total
                if way.to == "cash":
                    cash.append((pay.at, total))
                    _withdraw(plot, one, way, pay, total, trips)
                elif way.to == "card":
                    _use_up(plot, one, pay, total)
                else:
                    _send(plot, one, way, pay, total)
        if way.by_boss and way.to != "card":
            logs_in(plot, one)
    return cash


def logs_in(plot: Plot, one: Worker) -> None:
    """The organiser looks into a worker's account, from the organiser's own phone, after pay day."""
    boss = plot.boss
    with plot.network.trace("organiser_logs_in_for_worker"):
        for pay in one.paydays:
            for _ in range(plot.count("log_ins_a_month")):
                day = pay.day + dt.timedelta(days=plot.count("log_in_after"))
                if plot.covered(day):
                    at = moment_of(plot, day, "waking_hours", pay.at)
                    ip = f"IP-{boss.home or boss.id}"
                    online.log_in(plot.d, one.person, at, device=boss.device, ip=ip)


def _sum(plot: Plot, way: Way, net: int) -> int:
    """How much is handed over of one pay."""
    off = plot.draw("handed_varies")
    kroner = net / 100
    wanted = {
        "fixed": way.figure * off,
        "share": kroner * way.figure * off,
        "all_but": kroner - way.figure * off,
    }[way.mode]
    step = 100 if way.to in {"cash", "card"} else int(plot.one("rounded_to"))
    most = kroner * plot.value("handed_at_most")
    return max(0, int(min(wanted, most) // step * step * 100))


def _parts(plot: Plot, total: int, step: int) -> list[int]:
    """A sum in as many parts as this organiser finds wise."""
    number = max(1, plot.count("parts"))
    cuts = sorted(plot.luck.random() for _ in range(number - 1))
    edges = [0, *(round(c * total / step) * step for c in cuts), total]
    return [b - a for a, b in pairwise(edges) if b > a]


def _withdraw(
    plot: Plot,
    one: Worker,
    way: Way,
    pay: PayDay,
    total: int,
    trips: dict[dt.date, tuple[int, Shop]],
) -> None:
    """Cash from a machine; in company on one trip, or alone on some days after."""
    book, after = plot.d.book, pay.at
    for number, part in enumerate(_parts(plot, total, 10_000)):
        if way.together and not number:
            if pay.day not in trips:
                day = pay.day + dt.timedelta(days=plot.count("lag_days"))
                at = moment_of(plot, day, "trip_hours", pay.at)
                trips[pay.day] = (at, plot.machine(_town(plot)))
            at, machine = trips[pay.day]
            at = max(at, pay.at + 600)
        else:
            lag = plot.count("lag_days") + number * plot.draw("days_between_parts")
            day = pay.day + dt.timedelta(days=round(lag))
            at, machine = moment_of(plot, day, "waking_hours", after), plot.machine(_town(plot))
        while part > 0:
            book.cash(at, one.person.side, min(part, way.limit), machine, "atm_withdrawal")
            part -= way.limit  # noqa: PLW2901 - what is left to withdraw
            at += round(60 * plot.draw("minutes_at_machine"))
        if way.together and not number:
            trips[pay.day] = (at, machine)
        after = at


def _town(plot: Plot) -> str:
    """The town of a machine: nearby, or further off where the organiser avoids the usual one."""
    return plot.d.nearby(plot.luck) if plot.happens("other_machine") else plot.d.municipality


def _send(plot: Plot, one: Worker, way: Way, pay: PayDay, total: int) -> None:
    """A transfer or mobile payment of pay to whoever takes it."""
    d, boss = plot.d, plot.boss
    side = {
        "firm": plot.firms[0].side if plot.firms else None,
        "relative": plot.relative.side if plot.relative else None,
        "collector": plot.collector.side if plot.collector else None,
        "agent": plot.agent,
    }.get(way.to) or boss.side
    if way.to == "collector" and plot.collector:
        late = opened_on(d, plot.collector) > pay.day
        side = boss.side if late else side
    after, usual = pay.at, plot.notes.setdefault(one.person.id, for_what(plot.luck))
    for number, part in enumerate(_parts(plot, total, 100)):
        text = usual if plot.happens("text_as_usual") else for_what(plot.luck)
        lag = plot.count("lag_days") + number * plot.draw("days_between_parts")
        at = moment_of(plot, pay.day + dt.timedelta(days=round(lag)), "waking_hours", after)
        device = boss.device if way.by_boss else one.person.device
        channel = plot.one("abroad_by") if side.country else plot.one("paid_by")
        much = part > 100 * plot.value("mobile_most")
        if channel == "mobile" and (way.to == "firm" or not side.alias or much):
            channel = "transfer"
        d.book.pay(at, one.person.side, side, part, channel, text=text, device=device)
        if plot.collector and side is plot.collector.side:
            plot.collected[pay.day] = plot.collected.get(pay.day, 0) + part
        after = at


def _use_up(plot: Plot, one: Worker, pay: PayDay, total: int) -> None:
    """The organiser has the worker's card or phone and spends and withdraws what comes in."""
    book, boss = plot.d.book, plot.boss
    left = total
    for _ in range(plot.count("uses_a_month")):
        if left <= 0:
            break
        day = pay.day + dt.timedelta(days=plot.count("use_after"))
        at = moment_of(plot, day, "waking_hours", pay.at)
        kind = plot.one("used_by")
        used = min(left, ore(plot.draw("one_sent" if kind == "sent" else "one_use")))
        if kind == "withdrawn":
            used = min(left, ore(used / 100, 100))
            book.cash(at, one.person.side, used or left, plot.machine(), "atm_withdrawal")
        elif kind == "sent":
            side = plot.firms[0].side if plot.firms and plot.happens("sent_to_firm") else boss.side
            text = for_what(plot.luck)
            book.pay(at, one.person.side, side, used, "transfer", text=text, device=boss.device)
        elif plot.d.shops:
            book.card(at, one.person.side, used, plot.luck.choice(plot.d.shops))
        left -= used or left
        if plot.happens("log_in_at_use"):
            ip = f"IP-{boss.home or boss.id}"
            online.log_in(plot.d, one.person, max(at - 300, pay.at), device=boss.device, ip=ip)

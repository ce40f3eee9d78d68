"""Labour in salons and private homes: permits, pocket money, clients, courses, chairs, being lent out."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society import names
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles._labour import Plot, Worker, moment_of, ore
from varsel.adapters.society.bundles._labour_rows import opened_on
from varsel.adapters.society.calendar import last_bank_day, stamp
from varsel.adapters.society.person import Firm, PayDay


def applied_on(plot: Plot, one: Worker) -> dt.date:
    """When a worker's permit was applied for: some months before they came."""
    came = one.person.arrived or one.since
    return came - dt.timedelta(days=plot.count("applied_before"))


def floor_of(plot: Plot, year: int) -> int:
    """The pay floor of the year of application: the first or last known one beyond them."""
    floors = plot.value("pay_floors")
    known = sorted(floors)
    return int(floors[min(max(str(year), known[0]), known[-1])])


def work_permits(plot: Plot, firm: Firm | None, scheme: str) -> dict[str, dt.date]:
    """Permits on which workers came, tied to the employer; gives each worker's day of application."""
    days = {}
    for one in plot.workers:
        if one.resident or scheme == "none":
            continue
        applied = days[one.person.id] = applied_on(plot, one)
        states = scheme == "pay_limit" and plot.happens("floor_stated")
        if plot.sight.permits:
            plot.d.book.add(
                "permit",
                permit_id=plot.d.book.new("PM"),
                party_id=one.person.id,
                employer_id=firm.id
                if firm
                else (plot.boss.id if plot.happens("host_named") else None),
                scheme=scheme,
                applied_on=applied,
                pay_floor=floor_of(plot, applied.year) if states else None,
            )
    return days


def pocket_money(plot: Plot) -> None:
    """A family pays its live-in helper by transfer, in cash, or keeps the money for them."""
    d, luck = plot.d, plot.luck
    with plot.network.trace("little_pay_for_live_in_work"):
        for one in plot.workers:
            by, kroner = plot.one("pocket_by"), plot.draw("pocket_money")
            if by == "cash" or not one.account:
                continue
            since = max(one.since, opened_on(d, one.person))
            habit = plot.count("pocket_after")
            for year, month in d.calendar.months:
                day = last_bank_day(year, month) + dt.timedelta(days=habit)
                if not since <= day <= one.until or plot.happens("month_skipped"):
                    continue
                sum_ = ore(kroner * plot.draw("pocket_varies"), luck.choice((1, 50, 100)))
                fixed = by == "standing_order"
                at = moment_of(plot, day, "batch_hours" if fixed else "waking_hours")
                text = luck.choice(("lommepenge", "løn", "pocket money", "tak", "mad", None))
                device = None if fixed else plot.boss.device
                payer, side = plot.boss.side, one.person.side
                d.book.pay(at, payer, side, sum_, by, timed=not fixed, text=text, device=device)
                one.paydays.append(PayDay(day, at, (year, month), sum_, plot.boss.id))


def _payers(plot: Plot, number: int) -> list[Side]:
    """Ordinary people who pay for a service in good faith, here and from other banks."""
    adults = plot.d.pick(plot.luck, number, lambda p: p.life != "child")
    sides = [p.side for p in adults if plot.happens("client_is_resident")]
    while len(sides) < number:
        sides.append(plot.d.outsider(name=names.person(plot.luck)))
    return sides


def lent_out(plot: Plot) -> None:
    """Other households pay the organiser by the hour for a helper who gets nothing of it."""
    luck, d = plot.luck, plot.d
    with plot.network.trace("others_pay_for_helper"):
        for payer in _payers(plot, max(1, plot.count("households"))):
            rate, every = plot.draw("lent_hourly"), plot.count("days_between_lent")
            by = plot.one("lent_by")
            day = plot.start + dt.timedelta(days=luck.randrange(14))
            while day <= min(plot.end, d.calendar.last):
                if plot.covered(day) and by != "cash" and not plot.happens("month_skipped"):
                    sum_ = ore(rate * round(plot.draw("lent_hours") * 2) / 2, 5)
                    at = moment_of(plot, day, "waking_hours")
                    text = luck.choice(
                        ("rengøring", "hjælp", "tak for hjælpen", "pasning", None, None)
                    )
                    d.book.pay(at, payer, plot.boss.side, sum_, by, text=text)
                day += dt.timedelta(days=max(1, every + luck.randint(-2, 2)))


def clients_pay_organiser(plot: Plot) -> None:
    """Clients of a salon pay the organiser's own number instead of the firm's."""
    d, luck = plot.d, plot.luck
    clients = _payers(plot, max(3, plot.count("clients")))
    side = (
        plot.relative.side if plot.relative and plot.happens("relative_takes") else plot.boss.side
    )
    low, high = plot.value("salon_hours")
    with plot.network.trace("clients_pay_organisers_number"):
        for day in d.calendar.between(plot.start, plot.end):
            if day.weekday() == 6 and not plot.happens("open_on_sundays"):
                continue
            for _ in range(plot.count("clients_a_day")):
                at = stamp(day, 60 * luck.uniform(low, high))
                sum_ = ore(plot.draw("salon_price"), luck.choice((5, 25, 50)))
                text = luck.choice((None, None, None, "negle", "tak", "tid kl", "behandling"))
                d.book.pay(at, luck.choice(clients), side, sum_, "mobile", text=text)


def chair_rent(plot: Plot) -> None:
    """Workers who are called self-employed pay for a chair, whatever they earn."""
    _monthly(plot, "rent_for_a_chair", "chair_rent", ("stol", "leje", "husleje", None))


def course_fee(plot: Plot) -> None:
    """A course that is part of the work is charged to the workers, in rates."""
    _monthly(
        plot, "course_charged_to_worker", "course_rate", ("kursus", "uddannelse", "course", None)
    )


def _monthly(plot: Plot, trace: str, price: str, texts: tuple[str | None, ...]) -> None:
    luck, d = plot.luck, plot.d
    to = plot.firms[0].side if plot.firms and plot.happens("to_firm") else plot.boss.side
    with plot.network.trace(trace):
        for one in plot.workers:
            kroner, months = plot.draw(price), plot.count(f"{price}_months")
            seen = bool(one.paydays) and plot.happens("paid_through_account")
            since = max(one.since, opened_on(d, one.person))
            for year, month in d.calendar.months:
                day = last_bank_day(year, month) + dt.timedelta(days=plot.count("rent_after"))
                if months <= 0 or not seen or not since <= day <= one.until:
                    continue
                months -= 1
                at, side = moment_of(plot, day, "waking_hours"), one.person.side
                sum_ = min(ore(kroner, 50), ore(one.monthly * plot.value("rent_at_most"), 50))
                device = one.person.device
                if sum_ <= 0:
                    continue
                by = plot.one("paid_by") if to.alias and to is plot.boss.side else "transfer"
                d.book.pay(at, side, to, sum_, by, text=luck.choice(texts), device=device)

"""Money around exploited work other than pay: fees, rent, small sums back, and the organiser's own."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society import names, online
from varsel.adapters.society.book import Shop, Side
from varsel.adapters.society.bundles._labour import Plot, moment_of, ore
from varsel.adapters.society.bundles._labour_rows import opened_on
from varsel.adapters.society.bundles._labour_words import for_what
from varsel.adapters.society.calendar import first_bank_day, next_bank_day, stamp
from varsel.adapters.society.person import Firm


def repay_fee(plot: Plot) -> None:
    """Each worker owes whoever brought them a fee, and pays it off month by month, or tries to."""
    side = plot.agent
    if side is None:
        return
    with plot.network.trace("fee_repaid_to_agent"):
        for one in plot.workers:
            owed, day = plot.draw("fee"), one.since + dt.timedelta(days=plot.count("fee_starts"))
            rate = owed / max(1, plot.count("fee_months"))
            seen = bool(one.paydays) and plot.happens("fee_through_account")
            most = one.monthly * plot.draw("fee_of_left")
            day = max(day, opened_on(plot.d, one.person))
            by = plot.one("abroad_by" if side.country else "paid_by")
            while owed > 0 and day <= one.until:
                paid = min(owed, rate * plot.draw("fee_varies"))
                paid = min(paid, most) if seen else paid
                sum_ = ore(paid, 50)
                if seen and sum_ > 0 and plot.covered(day) and not plot.happens("month_skipped"):
                    at, text = moment_of(plot, day, "waking_hours"), for_what(plot.luck)
                    note = text if by == "transfer" else None
                    person = one.person
                    plot.d.book.pay(
                        at, person.side, side, sum_, by, text=note, device=person.device
                    )
                    one.spent += sum_
                owed -= max(paid, 1)
                day += dt.timedelta(days=plot.count("days_between_rates"))


def rent(plot: Plot, landlord: Side, trace: str) -> None:
    """A bed at the organiser's price, paid by transfer or in cash; in cash it leaves nothing here."""
    book = plot.d.book
    with plot.network.trace(trace):
        for one in plot.workers:
            kroner, by = ore(plot.draw("bed_price"), 50), plot.one("rent_by")
            since = max(one.since, opened_on(plot.d, one.person))
            if by == "cash" or not one.paydays:
                continue
            kroner = min(kroner, ore(one.monthly * plot.value("rent_at_most"), 50))
            fixed, habit = by == "standing_order", plot.count("rent_after")
            for year, month in plot.d.calendar.months:
                late = habit if fixed else plot.count("rent_after")
                day = first_bank_day(year, month) + dt.timedelta(days=late)
                day = next_bank_day(day) if fixed else day
                if kroner <= 0 or not since <= day <= one.until:
                    continue
                at = stamp(day, 60 * plot.draw("batch_hours")) if fixed else 0
                book.pay(
                    at or moment_of(plot, day, "waking_hours"),
                    one.person.side,
                    landlord,
                    kroner,
                    by if by != "mobile" or landlord.alias else "transfer",
                    timed=not fixed,
                    purpose="RENT" if plot.happens("rent_coded") else None,
                    text=plot.luck.choice(("husleje", "værelse", "rent", "leje", None)),
                    device=None if fixed else one.person.device,
                )
                one.spent += kroner


def charges(plot: Plot, side: Side, trace: str, price: str, texts: tuple[str | None, ...]) -> None:
    """Rides, tools or work clothes are charged to the workers, now and then."""
    with plot.network.trace(trace):
        for one in plot.workers:
            day = max(one.since, opened_on(plot.d, one.person))
            seen = bool(one.paydays) and plot.happens("charged_through_account")
            by, kroner, device = plot.one("paid_by"), plot.draw(price), one.person.device
            while seen and day <= min(one.until, plot.d.calendar.last):
                day += dt.timedelta(days=max(1, plot.count("days_between_charges")))
                if plot.covered(day) and day <= one.until and one.person.side is not side:
                    sum_ = ore(kroner * plot.draw("charge_varies"), plot.luck.choice((5, 25, 50)))
                    at, text = moment_of(plot, day, "waking_hours"), plot.luck.choice(texts)
                    if sum_ > 0:
                        plot.d.book.pay(
                            at, one.person.side, side, sum_, by, text=text, device=device
                        )


def small_sums_back(plot: Plot) -> None:
    """The organiser gives a little back to live on, mostly by a wallet that nobody here sees."""
    with plot.network.trace("small_sums_returned"):
        by = plot.one("returned_by")
        for one in plot.workers:
            for pay in one.paydays:
                unseen = by == "unseen" or not one.account
                if unseen or plot.happens("month_skipped") or pay not in one.handed:
                    continue
                for _ in range(max(1, plot.count("returns_a_month"))):
                    day = pay.day + dt.timedelta(days=plot.count("returned_after"))
                    sum_ = min(ore(plot.draw("returned"), 50), one.handed[pay])
                    at = moment_of(plot, day, "waking_hours", pay.at)
                    device = plot.boss.device
                    if sum_ > 0:
                        plot.d.book.pay(
                            at, plot.boss.side, one.person.side, sum_, by, device=device
                        )


def pass_on(plot: Plot) -> None:
    """What one person collects from the others goes on to the organiser, in cash or by transfer."""
    person = plot.collector
    if person is None:
        return
    with plot.network.trace("collected_and_passed_on"):
        cash = plot.happens("passed_on_in_cash")
        for day, total in sorted(plot.collected.items()):
            on = day + dt.timedelta(days=plot.value("collected_by") + plot.count("passed_on_after"))
            passed = ore(total / 100 * plot.draw("passed_on_share"), 100)
            at = moment_of(plot, on, "waking_hours")
            if passed <= 0:
                continue
            if cash:
                plot.d.book.cash(at, person.side, passed, plot.machine(), "atm_withdrawal")
            else:
                side, text = plot.boss.side, for_what(plot.luck)
                plot.d.book.pay(
                    at, person.side, side, passed, "transfer", text=text, device=person.device
                )


def cash_paid_in(plot: Plot, cash: list[tuple[int, int]], side: Side) -> None:
    """Cash from the workers is paid into an account of the organiser, days later and in parts."""
    with plot.network.trace("workers_cash_paid_in"):
        machine = plot.machine()
        for at, total in cash:
            if not plot.happens("month_skipped"):
                sum_ = ore(total / 100 * plot.draw("paid_in_share"), 100)
                later = at + 86_400 * plot.count("paid_in_after")
                where = plot.one("paid_in_at")
                if sum_ > 0:
                    plot.d.book.cash(later, side, sum_, machine, where)


def sent_abroad(plot: Plot, side: Side, trace: str, firm: Firm | None = None) -> None:
    """Money of the organiser or firm goes to private persons abroad, again and again."""
    d, device = plot.d, plot.boss.device
    since, until = plot.span(firm) if firm else (plot.start, plot.end)
    people = [
        d.outsider(name=names.person(plot.luck), country=plot.country(), phone=False)
        for _ in range(max(1, plot.count("receivers_abroad")))
    ]
    with plot.network.trace(trace):
        day = since + dt.timedelta(days=plot.count("abroad_starts"))
        while day <= min(until, d.calendar.last):
            if plot.covered(day):
                kroner = ore(plot.draw("abroad_sum"), plot.luck.choice((1, 50, 500)))
                at, to = moment_of(plot, day, "waking_hours"), plot.luck.choice(people)
                by = plot.one("abroad_by")
                text = for_what(plot.luck) if by == "transfer" else None
                d.book.pay(at, side, to, kroner or 10_000, by, text=text, device=device)
            day += dt.timedelta(days=max(1, plot.count("days_between_abroad")))


def travel_bought(plot: Plot) -> None:
    """The organiser buys the workers' journeys, which they owe from then on."""
    with plot.network.trace("travel_bought_for_workers"):
        for one in plot.workers:
            day = one.since - dt.timedelta(days=plot.count("booked_before"))
            if one.resident or not plot.covered(day):
                continue
            at, shop = moment_of(plot, day, "waking_hours"), _agency(plot)
            payer, kroner = plot.payer(day), ore(plot.draw("ticket"))
            plot.d.book.card(at, payer, kroner, shop, device=plot.boss.device)


def _agency(plot: Plot) -> Shop:
    """An airline, a coach line or a travel agency."""
    name, mcc = plot.luck.choice(
        (
            ("Nordhavn Air", "4511"),
            ("Skyrute", "4511"),
            ("Balt Bus Lines", "4131"),
            ("Rejsebureau Albatros Tur", "4722"),
            ("Lyngby Travel Online", "4722"),
        )
    )
    return Shop(name, None, None, mcc)


def shop(name: str, mcc: str) -> Shop:
    """A shop on the web or over the phone."""
    return Shop(name, None, None, mcc)


def firm_cash(plot: Plot, firm: Firm, trace: str) -> None:
    """A firm withdraws cash, again and again, for pay that no books show."""
    d = plot.d
    since, until = plot.span(firm)
    with plot.network.trace(trace):
        day = since + dt.timedelta(days=plot.count("cash_starts"))
        while day <= min(until, d.calendar.last):
            if plot.covered(day):
                at = moment_of(plot, day, "waking_hours")
                for _ in range(max(1, plot.count("cash_visits"))):
                    kroner = ore(plot.draw("firm_cash"), 100)
                    d.book.cash(at, firm.side, kroner, plot.machine(_place(plot)), "atm_withdrawal")
                    at += round(60 * plot.draw("minutes_at_machine"))
            day += dt.timedelta(days=max(1, plot.count("days_between_cash")))


def _place(plot: Plot) -> str:
    return plot.d.nearby(plot.luck) if plot.happens("other_machine") else plot.d.municipality


def drawings(plot: Plot, firm: Firm) -> None:
    """What an owner takes out of a firm: ordinary, and the organiser's income."""
    d = plot.d
    for year, month in d.calendar.months:
        day = first_bank_day(year, month) + dt.timedelta(days=plot.count("drawn_after"))
        since, until = plot.span(firm)
        if since <= day <= until and firm.owner is not None:
            at = moment_of(plot, day, "waking_hours")
            kroner = ore(plot.draw("drawings"), plot.luck.choice((1, 100, 1000)))
            d.book.pay(
                at, firm.side, firm.owner.side, kroner or 100_000, "transfer", text="overførsel"
            )


def phones_bought(plot: Plot) -> None:
    """The organiser buys numbers for the workers and tops them up."""
    d, boss = plot.d, plot.boss
    seen = plot.sight.phones
    with plot.network.trace("phones_bought_for_workers"):
        for one in plot.workers:
            number = d.book.phone() if seen else ""
            day = max(one.since, d.calendar.first + dt.timedelta(days=plot.luck.randrange(30)))
            if seen and plot.covered(one.since):
                plot.network.member("exploited", f"phone:{number}")
                payer = boss.side.account if boss.side.inside else None
                online.phone_link(
                    d, number, "prepaid", since=one.since, party=boss.id, account=payer
                )
            while seen and day <= min(one.until, d.calendar.last):
                kroner = plot.luck.choice(plot.value("top_ups"))
                online.phone_link(d, number, "top_up", since=day, party=boss.id, amount=kroner)
                day += dt.timedelta(days=max(5, plot.count("days_between_top_ups")))

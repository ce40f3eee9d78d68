"""What is done in another person's name: accounts, loans, benefits, firms' money, phones, stays, pay."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from varsel.adapters.society import names, online
from varsel.adapters.society.book import Shop, Side
from varsel.adapters.society.bundles._labour import Plot, Worker, awake, moment_of, ore
from varsel.adapters.society.bundles._labour_rows import end_account, opened_on
from varsel.adapters.society.bundles._labour_words import for_what
from varsel.adapters.society.calendar import first_bank_day, moment, next_bank_day, stamp
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.places import some_place


@dataclass(eq=False)
class Identity:
    """One person whose name is used: the device and phone it is used from, and the accounts in it.

    left: since when the person lives elsewhere, where they do. sides: accounts that others act in.
    """

    worker: Worker
    device: str
    phone: str
    left: dt.date | None = None
    sides: list[Side] = field(default_factory=list)


@dataclass(eq=False)
class Habit:
    """How money leaves the accounts: to whom, by which ways, and how fast."""

    pot: Side
    abroad: Side
    way: str


def log_in(plot: Plot, one: Identity, side: Side, at: int, device: str | None = None) -> None:
    """A log-in to an account of this person by those who use the name, or by `device`."""
    if side.inside and plot.covered(moment(at).date()):
        plot.d.book.add(
            "login",
            login_id=plot.d.book.new("L"),
            party_id=one.worker.person.id,
            account_id=side.account,
            device=device or one.device,
            ip_hash=f"IP-{device or one.device}",
            phone=one.phone if plot.happens("log_in_names_phone") else None,
            at=moment(at),
            succeeded=not plot.happens("log_in_fails"),
        )


def accounts_opened(plot: Plot, people: list[Identity]) -> None:
    """Accounts are opened in step for several people, with one phone and device, or with care apart."""
    d = plot.d
    base, closes = plot.day(plot.start, plot.end), plot.happens("closes_accounts")
    lasts, taken = plot.count("accounts_last_days"), set[str]()
    with plot.network.trace("accounts_opened_in_step"):
        for one in people:
            person, here = one.worker.person, plot.bank()
            first = max(base, one.worker.since)
            day = next_bank_day(first + dt.timedelta(days=plot.count("days_apart")))
            for _ in range(max(1, plot.count("accounts_each"))):
                day = next_bank_day(day + dt.timedelta(days=plot.count("days_between_accounts")))
                closed = day + dt.timedelta(days=max(3, lasts + plot.count("closing_varies")))
                if not here or day > d.calendar.last:
                    continue
                product, alias = plot.one("products"), _alias(plot, one, taken)
                side = d.account(person.id, product, day, alias=alias)
                one.sides.append(side)
                plot.spans[str(side.account)] = (day, closed if closes else plot.end)
                plot.network.member("exploited", f"account:{one.sides[-1].account}")
                for _ in range(plot.count("first_log_ins")):
                    log_in(plot, one, one.sides[-1], moment_of(plot, day, "waking_hours"))
            if here and plot.happens("phone_on_file"):
                since = min(day, d.calendar.last)
                d.book.add(
                    "contact", kind="phone", value=one.phone, party_id=person.id, since=since
                )


def accounts_closed(plot: Plot, people: list[Identity]) -> None:
    """Accounts that were opened for this are closed again, once nothing moves in them any more."""
    for one in people:
        for side in one.sides:
            opened, closed = plot.spans.get(str(side.account), (plot.start, plot.end))
            if closed < plot.end and opened < closed:
                by = plot.luck.choice(("customer", "bank"))
                end_account(plot.d, side.account, closed, by)


def _alias(plot: Plot, one: Identity, taken: set[str]) -> str | None:
    """The number that mobile payments go to, which can be tied to one account only."""
    if one.phone in taken or not plot.happens("alias_given"):
        return None
    taken.add(one.phone)
    return one.phone


def _days_of(plot: Plot, one: Identity, side: Side) -> tuple[dt.date, dt.date]:
    """The days in which an account can be used, within the plant and the data."""
    since, until = plot.spans.get(str(side.account), (plot.start, plot.end))
    if side is one.worker.person.side:
        since = max(since, opened_on(plot.d, one.worker.person))
    return max(plot.start, since), min(plot.end, until, plot.d.calendar.last)


def empties(plot: Plot, one: Identity, side: Side, at: int, sum_: int, habit: Habit) -> None:
    """What has come in goes out again, in some parts, mostly in this network's usual way."""
    d, left = plot.d, ore(sum_ / 100 * plot.draw("emptied_share"))
    parts = max(1, plot.count("emptied_parts"))
    for number in range(parts):
        part = left if number == parts - 1 else ore(left / 100 * plot.luck.random(), 50)
        at = awake(plot, at + round(3_600 * plot.draw("emptied_after_hours")))
        if part <= 0:
            continue
        left -= part
        way = habit.way if plot.happens("emptied_as_usual") else plot.one("emptied_by")
        if way == "cash":
            limit = ore(plot.draw("machine_limit"), 500)
            whole = min(ore(part / 100 - 49, 100), limit)
            if whole > 0:
                place = plot.machine(d.nearby(plot.luck))
                d.book.cash(at, side, whole, place, "atm_withdrawal")
        elif way == "card":
            name, mcc = plot.luck.choice(plot.value("bought_with_card"))
            d.book.card(at, side, part, Shop(name, None, None, mcc), device=one.device)
        elif way == "crypto":
            d.book.pay(at, side, town(d).body("Kronebørs Online"), part, "crypto")
        else:
            to = habit.abroad if way == "abroad" else habit.pot
            channel = plot.one("abroad_by") if way == "abroad" else "transfer"
            text = for_what(plot.luck) if channel == "transfer" else None
            d.book.pay(at, side, to, part, channel, text=text, device=one.device)


def strangers_money(plot: Plot, people: list[Identity], habit: Habit) -> None:
    """Money of people who were deceived, or of unknown origin, comes into the accounts and leaves."""
    luck, d = plot.luck, plot.d
    with plot.network.trace("money_moved_through_accounts"):
        for one in people:
            for side in one.sides:
                since, until = _days_of(plot, one, side)
                for _ in range(plot.count("inflows") if since <= until else 0):
                    at = moment_of(plot, d.day_in(luck, since, until), "waking_hours")
                    by, sum_ = (
                        plot.one("inflow_by"),
                        ore(plot.draw("inflow"), luck.choice((1, 25, 100))),
                    )
                    if by == "cash_deposit_machine":
                        sum_ = ore(sum_ / 100, 100) or 10_000
                        d.book.cash(at, side, sum_, plot.machine(d.nearby(luck)), by)
                    else:
                        payer = d.outsider(name=names.person(luck))
                        d.book.pay(at, payer, side, sum_, by, text=for_what(luck))
                    if plot.happens("emptied"):
                        empties(plot, one, side, at, sum_, habit)
                    if plot.happens("log_in_at_use"):
                        log_in(plot, one, side, at + 600)


def loans(plot: Plot, people: list[Identity], habit: Habit) -> None:
    """Consumer loans are taken in the names, paid out, and passed on; hardly any are paid back."""
    luck, d = plot.luck, plot.d
    lenders = [town(d).body(name) for name in plot.value("lenders")]
    with plot.network.trace("loans_paid_out_and_passed_on"):
        for one in people:
            side = luck.choice(one.sides) if one.sides else one.worker.person.side
            since, until = _days_of(plot, one, side)
            for _ in range(plot.count("loans") if since <= until else 0):
                day = next_bank_day(d.day_in(luck, since, until))
                at, lender = moment_of(plot, day, "office_hours"), luck.choice(lenders)
                sum_ = ore(plot.draw("loan"), luck.choice((500, 1_000, 5_000)))
                text = luck.choice(("Udbetaling lån", "lån", "Låneudbetaling", None))
                d.book.pay(at, lender, side, sum_, "transfer", timed=False, text=text)
                empties(plot, one, side, at, sum_, habit)
                for month in range(plot.count("rates_paid")):
                    later = day + dt.timedelta(days=30 * (month + 1))
                    rate = ore(sum_ / 100 * plot.draw("rate_share"))
                    if later <= until and rate > 0:
                        d.book.pay(
                            stamp(later, 180), side, lender, rate, "direct_debit", timed=False
                        )


def benefits(plot: Plot, people: list[Identity], pot: Side) -> None:
    """Benefits and tax refunds of several people are paid into one account."""
    d = plot.d
    with plot.network.trace("benefits_into_one_account"):
        for one in people:
            kind = plot.one("benefit")
            payer, text, low, high = plot.value("benefits")[kind]
            kroner, habit = plot.luck.uniform(low, high), plot.luck.randint(0, 3)
            side = town(d).body(payer.format(place=d.municipality))
            until = plot.d.day_in(plot.luck, max(one.worker.since, plot.start), plot.end)
            for year, month in d.calendar.months:
                day = next_bank_day(first_bank_day(year, month) + dt.timedelta(days=habit))
                quarterly = kind == "child" and month % 3 != 1
                if one.worker.since <= day <= until and not quarterly:
                    at = stamp(day, 60 * plot.draw("batch_hours"))
                    sum_ = ore(kroner)
                    d.book.pay(
                        at, side, pot, sum_, "transfer", timed=False, purpose="BENE", text=text
                    )
                    if kind == "refund":
                        break


def phones(plot: Plot, people: list[Identity]) -> None:
    """Phones with contracts are taken in the names, and the bills stay with them."""
    d = plot.d
    with plot.network.trace("phones_taken_in_name"):
        for one in people:
            day = plot.day(max(one.worker.since, plot.start))
            payer = one.sides[0] if one.sides else one.worker.person.side
            for _ in range(plot.count("phones_each")):
                day += dt.timedelta(days=plot.count("days_between_phones"))
                if not plot.sight.phones or day > d.calendar.last:
                    continue
                number = d.book.phone()
                plot.network.member("exploited", f"phone:{number}")
                online.phone_link(
                    d,
                    number,
                    plot.one("phone_kind"),
                    since=day,
                    party=one.worker.person.id,
                    account=payer.account if payer.inside else None,
                )
                bill, side = ore(plot.draw("phone_bill")), town(d).body("Bølgenet")
                for month in range(1, 1 + plot.count("bills_paid")):
                    later = next_bank_day(day + dt.timedelta(days=30 * month))
                    d.book.pay(
                        stamp(later, 200),
                        payer,
                        side,
                        bill,
                        "direct_debit",
                        timed=False,
                        text="mobil",
                    )


def goes_on(plot: Plot, people: list[Identity], habit: Habit) -> None:
    """Somebody lives elsewhere by now, but the account in the old name is used as before."""
    d, luck = plot.d, plot.luck
    with plot.network.trace("account_goes_on_without_its_owner"):
        for one in people:
            side = one.worker.person.side
            if one.left is None or not side.inside:
                continue
            since = max(one.left, plot.start, opened_on(d, one.worker.person))
            busy, budget = plot.draw("uses_a_week") / 7, plot.draw("left_on_account")
            for day in d.calendar.between(since, min(plot.end, d.calendar.last)):
                if day.day == 1 and plot.happens("fed_monthly"):
                    budget += _fed(plot, one, day, habit)
                used = min(plot.draw("one_use"), budget)
                if d.shops and used >= plot.value("least_use") and luck.random() < busy:
                    at = moment_of(plot, day, "waking_hours")
                    d.book.card(at, side, ore(used), luck.choice(d.shops))
                    budget -= used
                if luck.random() < busy * plot.value("log_ins_for_a_use"):
                    log_in(plot, one, side, moment_of(plot, day, "waking_hours"))


def _fed(plot: Plot, one: Identity, day: dt.date, habit: Habit) -> float:
    """Money comes into an account that goes on; gives what stays in it, in kroner."""
    side, at = one.worker.person.side, moment_of(plot, day, "waking_hours")
    sum_ = ore(plot.draw("inflow"), 50)
    payer = plot.d.outsider(name=names.person(plot.luck))
    plot.d.book.pay(at, payer, side, sum_, "transfer")
    if plot.happens("fed_is_emptied"):
        empties(plot, one, side, at, sum_, habit)
        return 0.0
    return sum_ / 100


def stays(plot: Plot, people: list[Identity]) -> None:
    """Rooms are booked in the names, and others sleep in them."""
    d = plot.d
    with plot.network.trace("stays_booked_in_name"):
        for one in people:
            seen = plot.sight.platforms and plot.happens("stays_at_hand")
            for _ in range(plot.count("stays_each")):
                day = plot.day(max(one.worker.since, plot.start))
                nights = max(1, plot.count("stay_nights"))
                if seen and plot.covered(day):
                    side = one.sides[0] if one.sides else one.worker.person.side
                    online.stay(
                        d,
                        payer=one.worker.person.id,
                        account=side.account if side.inside else None,
                        guest=d.book.new("GU") if plot.happens("guest_known") else None,
                        municipality=some_place(plot.luck),
                        starts=day,
                        nights=nights,
                        price=nights * plot.draw("night_price"),
                    )


def money_sent(plot: Plot, people: list[Identity]) -> None:
    """Money is sent abroad in the names, after cash was paid in; the receivers are others' people."""
    d, luck = plot.d, plot.luck
    count = max(1, plot.count("receivers_abroad"))
    receivers = [
        d.outsider(name=names.person(luck), country=plot.country(), phone=False)
        for _ in range(count)
    ]
    with plot.network.trace("money_sent_abroad_in_name"):
        for one in people:
            side = luck.choice(one.sides) if one.sides else one.worker.person.side
            since, until = _days_of(plot, one, side)
            for _ in range(plot.count("sendings") if since <= until else 0):
                at = moment_of(plot, d.day_in(luck, since, until), "waking_hours")
                sum_ = ore(plot.draw("abroad_sum"), 100) or 10_000
                before = at - round(3_600 * plot.draw("emptied_after_hours"))
                before = max(before, min(at - 600, stamp(since, 480)))
                if plot.happens("cash_before"):
                    d.book.cash(before, side, sum_, plot.machine(), "cash_deposit_machine")
                else:
                    payer = d.outsider(name=names.person(luck))
                    d.book.pay(before, payer, side, sum_, "transfer", text=for_what(luck))
                to, device = luck.choice(receivers), one.device
                d.book.pay(at, side, to, sum_, plot.one("abroad_by"), device=device)

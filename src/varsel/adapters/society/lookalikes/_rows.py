"""Rows that these look-alikes write or mend: log-ins, moves, accounts opened and closed, invoices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from random import Random

from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import first_bank_day, moment, next_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._chance import HABITS, a_day, at, kroner
from varsel.adapters.society.person import Firm, Person

#: Rows of one person just brought in lie among the last of their tables.
_LATELY = 10


def monthly(
    d: District,
    payer: Side,
    payee: Side,
    ore: int,
    text: str,
    *,
    channel: str = "transfer",
    since: dt.date | None = None,
    until: dt.date | None = None,
    purpose: str | None = None,
) -> None:
    """The same sum on the first bank day of every month, by no hand."""
    for year, month in d.calendar.months:
        day = first_bank_day(year, month)
        if (since or d.calendar.first) <= day <= (until or d.calendar.last):
            d.book.pay(
                stamp(day, 185), payer, payee, ore, channel, timed=False, purpose=purpose, text=text
            )


def visit(
    d: District,
    *,
    party: str,
    account: str | None,
    device: str,
    at: int,
    ip: str | None,
    phone: str | None = None,
) -> None:
    """A log-in to any account, not only one's own."""
    d.book.add(
        "login",
        login_id=d.book.new("L"),
        party_id=party,
        account_id=account,
        device=device,
        ip_hash=ip,
        phone=phone,
        at=moment(at),
        succeeded=True,
    )


def move(d: District, person: Person, home: str, day: dt.date) -> None:
    """Somebody moves: the old address ends and the new one begins."""
    _last_row(d, "residence", lambda r: r["party_id"] == person.id)["until"] = day
    d.book.add("residence", party_id=person.id, dwelling_id=home, since=day)
    person.home = home


def open_on(d: District, person: Person, day: dt.date) -> None:
    """The accounts of somebody just brought in were opened on a certain day, phone and all."""
    own = {s.account for s in (person.side, person.savings) if s is not None}
    for table, column in (
        ("party", "onboarded_on"),
        ("account", "opened_on"),
        ("authority", "since"),
        ("contact", "since"),
        ("phone_link", "since"),
    ):
        for row in d.book.rows.get(table, [])[-_LATELY:]:
            if row.get("party_id") == person.id or row.get("account_id") in own:
                row[column] = day


def opened(d: District, person: Person) -> dt.date:
    """The day from which somebody has an account here; the first of the data where none is known."""
    row = _last_row(d, "account", lambda r: r["account_id"] == person.side.account)
    day = row.get("opened_on")
    return day if isinstance(day, dt.date) else d.calendar.first


def end_account(d: District, side: Side, day: dt.date, by: str | None = "customer") -> None:
    """An account is closed on a day."""
    row = _last_row(d, "account", lambda r: r["account_id"] == side.account)
    row["closed_on"], row["closed_by"] = day, by


def authorise(d: District, side: Side, party: str, role: str, since: dt.date) -> None:
    """Somebody else may act on an account."""
    d.book.add("authority", account_id=side.account, party_id=party, role=role, since=since)


def invoice(
    d: District, luck: Random, firm: Firm, payer: Side, sum_: float, day: dt.date, text: str = ""
) -> None:
    """A customer pays a bill by transfer, and the firm enters it in its books."""
    day = next_bank_day(day)
    if not d.calendar.within(day) or sum_ < 1:
        return
    firm.turnover[day.year, day.month] += round(sum_)
    number = text or f"faktura {luck.randint(1000, 9999)}"
    moment_ = at(luck, day, HABITS.day)
    d.book.pay(moment_, payer, firm.side, round(sum_ * 100), "transfer", text=number)


def _last_row(
    d: District, table: str, wanted: Callable[[dict[str, object]], bool]
) -> dict[str, object]:
    """The row written last of those wanted; an empty one where there is none."""
    return next((r for r in reversed(d.book.rows.get(table, [])) if wanted(r)), {})


def draw_out(
    d: District, luck: Random, firm: Firm, owner: Person, habit: Mapping[str, float], text: str = ""
) -> None:
    """Once a month the owner takes out of the firm what it can spare."""
    for year, month in d.calendar.months:
        day = a_day(luck, year, month, HABITS.late)
        if day > firm.since:
            moment_, ore = at(luck, day, HABITS.day), kroner(luck, habit, step=500) * 100
            device = owner.device
            d.book.pay(
                moment_, firm.side, owner.side, ore, "transfer", text=text or None, device=device
            )

"""Small changes to rows that stand already: an account closed, somebody moved out, a home fuller."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society.calendar import moment
from varsel.adapters.society.district import District
from varsel.adapters.society.person import Person


def _row(d: District, table: str, **keys: object) -> dict[str, object] | None:
    """The latest row of a table with these values."""
    for row in reversed(d.book.rows.get(table, [])):
        if all(row.get(k) == v for k, v in keys.items()):
            return row
    return None


def opened_on(d: District, person: Person) -> dt.date:
    """When a person's own account was opened; the first day of the data where it is not here."""
    row = _row(d, "account", account_id=person.side.account)
    day = row and row["opened_on"]
    return day if isinstance(day, dt.date) else d.calendar.first


def end_account(d: District, account: str | None, on: dt.date, by: str) -> None:
    """An account is closed by customer or bank, after its last movement, if that is in the data."""
    row = _row(d, "account", account_id=account)
    booked = [e.booked for e in d.book.entries if e.account_id == account]
    seen = [moment(max(booked)).date()] if booked else []
    for login in d.book.rows.get("login", ()):
        at = login["at"]
        if login["account_id"] == account and isinstance(at, dt.datetime):
            seen.append(at.date())
    if seen:
        on = max(on, max(seen) + dt.timedelta(days=1))
    if row is not None and on <= d.calendar.last:
        row["closed_on"], row["closed_by"] = on, by


def moves_out(d: District, person: Person, on: dt.date) -> None:
    """A person is no longer registered where they lived."""
    row = _row(d, "residence", party_id=person.id)
    if row is not None and on <= d.calendar.last:
        since = row["since"]
        row["until"] = max(on, since) if isinstance(since, dt.date) else on


def residents_of(d: District, dwelling: str, more: int) -> None:
    """A home has more registered adults than before."""
    row = _row(d, "dwelling", dwelling_id=dwelling)
    if row is not None and isinstance(row.get("registered_adults"), int):
        row["registered_adults"] = row["registered_adults"] + more  # type: ignore[operator]

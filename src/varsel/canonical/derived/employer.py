"""Who and what belongs to an employer."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir


def make(t: Any) -> ir.Table:
    """Employees, owners, directors, their accounts and aliases, and addresses; see derived.toml."""
    people = _employees(t)
    leaders = _leaders(t)
    employers = people.select("employer_id").distinct()
    lead = leaders.semi_join(employers, "employer_id")
    sides = ibis.union(
        lead.select("employer_id", "since", "until", "evidence", party=lead.value),
        employers.filter(is_party(employers.employer_id)).select(
            "employer_id",
            since=ibis.null().cast("date"),
            until=ibis.null().cast("date"),
            evidence="party/" + employers.employer_id,
            party=employers.employer_id,
        ),
    )
    accounts = _accounts(t, sides)
    paying = t.salary.filter(t.salary.employer_account.notnull())
    paid_from = paying.group_by("employer_id", value=paying.employer_account).agg(
        kind=ibis.literal("account"),
        since=paying.day.min(),
        until=ibis.null().cast("date"),
        evidence=("entry/" + paying.entry_id).min(),
    )
    columns = ("employer_id", "kind", "value", "since", "until", "evidence")
    parts = [people, lead, accounts, paid_from, _dwellings(t, employers)]
    return ibis.union(*[x.select(*columns) for x in parts], distinct=True)


def is_party(employer_id: ir.StringColumn) -> ir.BooleanColumn:
    """Whether the id of an employer is a party's, and not made of an account or a name."""
    return ~(employer_id.startswith("account:") | employer_id.startswith("name:"))


def _employees(t: Any) -> ir.Table:
    s, slip, permit = t.salary, t.payroll, t.permit
    paid = s.filter(s.party_id.notnull() & s.employer_id.notnull())
    rows = ibis.union(
        paid.select(
            "employer_id",
            value=paid.party_id,
            since=paid.day,
            until=ibis.null().cast("date"),
            evidence="entry/" + paid.entry_id,
        ),
        slip.select(
            "employer_id",
            value=slip.employee_id,
            since=ibis.coalesce(slip.paid_on, (slip.period + "-01").cast("date")),
            until=ibis.null().cast("date"),
            evidence="payroll/" + slip.payslip_id,
        ),
        permit.filter(permit.employer_id.notnull()).select(
            "employer_id",
            value=permit.party_id,
            since=permit.applied_on,
            until=ibis.null().cast("date"),
            evidence="permit/" + permit.permit_id,
        ),
    )
    return rows.group_by("employer_id", "value").agg(
        kind=ibis.literal("employee"),
        since=rows.since.min(),
        until=rows.until.max(),
        evidence=rows.evidence.min(),
    )


def _leaders(t: Any) -> ir.Table:
    """Owners and directors, from when they came in until they went out."""
    e = t.company_event.filter(t.company_event.party_id.notnull())
    role = e.kind.re_extract(r"^(owner|director)_", 1)
    rows = e.filter(e.kind.re_search(r"_(in|out)$")).mutate(
        role=role, enters=e.kind.endswith("_in")
    )
    return rows.group_by(employer_id=rows.company_id, kind=rows.role, value=rows.party_id).agg(
        since=rows["at"].min(where=rows.enters),
        # Somebody who came back after leaving is still in.
        # Somebody of whom only the leaving is known has left.
        until=(rows["at"].max(where=~rows.enters) >= rows["at"].max(where=rows.enters))
        .fill_null(True)
        .ifelse(rows["at"].max(where=~rows.enters), ibis.null()),
        evidence=("company_event/" + rows.event_id).min(),
    )


def _accounts(t: Any, sides: ir.Table) -> ir.Table:
    held = sides.join(t.holder, sides.party == t.holder.party_id)
    named = held.left_join(
        t.account.select("account_id", "alias"), "account_id", rname="{name}_of_account"
    )
    account = named.select(
        "employer_id",
        "since",
        "until",
        "evidence",
        kind=ibis.literal("account"),
        value=named.account_id,
    )
    alias = named.filter(named["alias"].notnull()).select(
        "employer_id",
        "since",
        "until",
        "evidence",
        kind=ibis.literal("alias"),
        value=named["alias"],
    )
    return ibis.union(account, alias)


def _dwellings(t: Any, employers: ir.Table) -> ir.Table:
    moved = t.company_event.filter(
        (t.company_event.kind == "address") & t.company_event.value.notnull()
    )
    seat = moved.select(
        employer_id=moved.company_id,
        value=moved.value,
        since=moved["at"],
        until=ibis.null().cast("date"),
        evidence="company_event/" + moved.event_id,
    )
    home = t.residence.select(
        employer_id=t.residence.party_id,
        value=t.residence.dwelling_id,
        since=t.residence.since,
        until=t.residence.until,
        evidence="residence/" + t.residence.party_id,
    )
    rows = ibis.union(seat, home).semi_join(employers, "employer_id")
    return rows.mutate(kind=ibis.literal("dwelling"))

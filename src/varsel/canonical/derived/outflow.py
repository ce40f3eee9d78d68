"""What leaves a wage account after a wage, and to whom: oneself, a tie, or the employer's side."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

#: How long after a wage its outflows are listed. Detectors judge shorter spans within it.
OUTFLOW_DAYS = 10
#: Kinds of employer_link that an outflow may go to, and the column of the outflow that says so.
SIDES = {
    "account": "creditor_account",
    "owner": "creditor_party",
    "director": "creditor_party",
    "alias": "creditor_alias",
}


def make(t: Any) -> ir.Table:
    """One row per wage and payment out of the wage account until the next wage; see derived.toml."""
    # Looked at from five sides below: evaluated once.
    rows = t._engine.keep("outflow_after", _after(t))  # noqa: SLF001
    own = t.holder.select(own_account=t.holder.account_id, own_party=t.holder.party_id).distinct()
    rows = rows.left_join(
        own, [rows.creditor_account == own.own_account, rows.party_id == own.own_party]
    )
    tied = _tied(t, rows).mutate(tied=ibis.literal(True))
    rows = rows.left_join(tied, ["salary_id", "payment_id"])
    rows = rows.drop("salary_id_right", "payment_id_right")
    sided = _sided(t, rows).mutate(sided=ibis.literal(True))
    rows = rows.left_join(sided, ["salary_id", "payment_id"])
    return rows.mutate(
        entry_id=ibis.coalesce(rows.debit_entry, rows.credit_entry),
        account_id=rows.wage_account,
        minutes_after=ibis.greatest(rows["at"].delta(rows.salary_at, unit="minute"), 0),
        to_own=rows.own_account.notnull() | (rows.creditor_party == rows.party_id).fill_null(False),
        to_tie=rows.tied.fill_null(False),
        to_employer=rows.sided.fill_null(False),
    )


def _after(t: Any) -> ir.Table:
    """Wages with the payments that left their account from the pay day until the next."""
    s, p = t.salary, t.payment
    wage = s.select(
        "salary_id",
        "party_id",
        "employer_id",
        "next_day",
        wage_account=s.account_id,
        salary_dkk=s.amount_dkk,
        salary_at=s["at"],
        salary_day=s.day,
    )
    # One row per wage and day, so that days are joined by equality: ranges are slow.
    later = ibis.range(0, OUTFLOW_DAYS + 1).unnest()
    wage = wage.mutate(later=later)
    wage = wage.mutate(out_day=wage.salary_day + ibis.interval(days=1) * wage.later)
    wage = wage.mutate(out_day=wage.out_day.cast("date"))
    wage = wage.filter(wage.next_day.isnull() | (wage.out_day < wage.next_day))
    out = p.filter(p.debtor_account.notnull(), (p.channel != "fee").fill_null(True))
    rows = wage.join(out, [wage.wage_account == out.debtor_account, wage.out_day == out.day])
    return rows.filter(
        # A booking without an hour on the pay day itself counts as after the wage.
        (rows["at"] >= rows.salary_at) | rows.initiated_at.isnull(),
        rows.payment_id != rows.salary_id,
    )


def _tied(t: Any, rows: ir.Table) -> ir.Table:
    """Outflows to somebody with a tie on that day."""
    tie = t.tie.select("other_id", "since", "until", tie_party=t.tie.party_id)
    near = rows.select("salary_id", "payment_id", "party_id", "creditor_party", "day")
    near = near.join(tie, [near.party_id == tie.tie_party, near.creditor_party == tie.other_id])
    near = near.filter(
        near.since.isnull() | (near.since <= near.day),
        near.until.isnull() | (near.until >= near.day),
    )
    return near.select("salary_id", "payment_id").distinct()


def _sided(t: Any, rows: ir.Table) -> ir.Table:
    """Outflows to the employer, its owners and directors, or an account or number of theirs."""
    link = t.employer_link
    near = rows.select(
        "salary_id", "payment_id", "employer_id", "creditor_account", "creditor_party",
        "creditor_alias", "creditor_key",
    )  # fmt: skip
    itself = near.filter(
        (near.creditor_party == near.employer_id) | (near.creditor_key == near.employer_id)
    )
    found = [itself.select("salary_id", "payment_id")]
    for kind, column in SIDES.items():
        side = link.filter(link.kind == kind).select("employer_id", side=link.value).distinct()
        hit = near.join(side, [near.employer_id == side.employer_id, near[column] == side.side])
        found.append(hit.select("salary_id", "payment_id"))
    return ibis.union(*found, distinct=True)

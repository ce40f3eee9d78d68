"""Wages and what leaves the wage account after them."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

#: Days by which a wage credit may miss the pay day on its payslip: week-ends and bank holidays.
PAYSLIP_SLACK_DAYS = 4
#: How long after a wage its outflows are listed. Detectors judge shorter spans within it.
OUTFLOW_DAYS = 10
#: Payment texts that say wage where the purpose code is missing.
WAGE_TEXTS = r"^(løn|loen|lønoverførsel|salary|wages?)\b"
#: Channels a wage comes by.
WAGE_CHANNELS = ("transfer", "standing_order")


def make(t: Any) -> ir.Table:
    """One row per wage credit; see derived.toml."""
    p = t.payment
    credits_ = p.filter(
        p.creditor_account.notnull()
        & (p.channel.isin(WAGE_CHANNELS) | p.channel.isnull())
        & (p.amount_dkk > 0)
    )
    slip = _payslips(t, credits_)
    found = credits_.left_join(slip, credits_.payment_id == slip.slip_payment)
    said = (found.purpose.upper() == "SALA") | (
        found.purpose.isnull() & found.text.lower().re_search(WAGE_TEXTS)
    )
    wages = found.filter(found.payslip_id.notnull() | said.fill_null(False))
    wages = wages.filter(
        wages.debtor_party.isnull()
        | wages.creditor_party.isnull()
        | (wages.debtor_party != wages.creditor_party)
    )
    rows = wages.select(
        salary_id=wages.payment_id,
        entry_id=ibis.coalesce(wages.credit_entry, wages.debit_entry),
        payslip_id=wages.payslip_id,
        account_id=wages.creditor_account,
        party_id=ibis.coalesce(wages.employee_id, wages.creditor_party),
        employer_id=ibis.coalesce(
            wages.slip_employer,
            wages.debtor_party,
            "account:" + wages.debtor_account,
            "name:" + wages.debtor_name.lower().strip(),
        ),
        employer_account=wages.debtor_account,
        amount_dkk=wages.amount_dkk,
        at=wages.at,
        day=wages.day,
    )
    order = ibis.window(
        group_by=[rows.account_id, rows.party_id, rows.employer_id],
        order_by=[rows.day, rows.salary_id],
    )
    return rows.mutate(next_day=rows.day.lead().over(order))


def _payslips(t: Any, credits_: ir.Table) -> ir.Table:
    """The payment that a payslip announces: same account and net pay, nearest in time."""
    slip = t.payroll.filter(t.payroll.paid_to_account.notnull() & t.payroll.paid_on.notnull())
    near = credits_.join(
        slip,
        [
            credits_.creditor_account == slip.paid_to_account,
            credits_.amount_dkk == slip.net,
            credits_.day <= slip.paid_on + ibis.interval(days=PAYSLIP_SLACK_DAYS),
            credits_.day >= slip.paid_on - ibis.interval(days=PAYSLIP_SLACK_DAYS),
        ],
    )
    near = near.mutate(off=near.day.delta(near.paid_on, unit="day").abs())
    best = near.mutate(
        of_payment=ibis.row_number().over(
            group_by=near.payment_id, order_by=[near.off, near.payslip_id]
        ),
        of_slip=ibis.row_number().over(
            group_by=near.payslip_id, order_by=[near.off, near.payment_id]
        ),
    ).filter((_.of_payment == 0) & (_.of_slip == 0))
    return best.select(
        "payslip_id", "employee_id", slip_payment=best.payment_id, slip_employer=best.employer_id
    )


def make_outflow(t: Any) -> ir.Table:
    """One row per wage and payment out of the wage account until the next wage; see derived.toml."""
    s, p = t.salary, t.payment
    wage = s.select(
        "salary_id",
        "party_id",
        "employer_id",
        "next_day",
        wage_account=s.account_id,
        salary_dkk=s.amount_dkk,
        salary_at=s.at,
        salary_day=s.day,
    )
    out = p.filter(p.debtor_account.notnull() & (p.channel != "fee").fill_null(True))
    out = out.semi_join(s, out.debtor_account == s.account_id)
    rows = wage.join(
        out,
        [
            wage.wage_account == out.debtor_account,
            out.day >= wage.salary_day,
            out.day <= wage.salary_day + ibis.interval(days=OUTFLOW_DAYS),
        ],
    )
    # A booking without an hour on the pay day itself counts as after the wage.
    rows = rows.filter(
        (rows["at"] >= rows.salary_at) | rows.initiated_at.isnull(),
        rows.next_day.isnull() | (rows.day < rows.next_day),
        rows.payment_id != rows.salary_id,
    )
    own = t.holder.select(own_account=t.holder.account_id, own_party=t.holder.party_id).distinct()
    rows = rows.left_join(
        own, [rows.creditor_account == own.own_account, rows.party_id == own.own_party]
    )
    ties = t.tie.select(tie_party=t.tie.party_id, tie_other=t.tie.other_id).distinct()
    rows = rows.left_join(
        ties, [rows.party_id == ties.tie_party, rows.creditor_party == ties.tie_other]
    )
    sides = t.employer_link.filter(t.employer_link.kind != "employee")
    side = sides.select(side_employer=sides.employer_id, side_value=sides.value).distinct()
    keys = [rows.creditor_account, rows.creditor_party, rows.creditor_key]
    for n, key in enumerate(keys):
        name = side.select(
            **{f"side_{n}": side.side_value, f"side_employer_{n}": side.side_employer}
        )
        rows = rows.left_join(
            name, [key == name[f"side_{n}"], rows.employer_id == name[f"side_employer_{n}"]]
        )
    to_employer = (
        rows.side_0.notnull()
        | rows.side_1.notnull()
        | rows.side_2.notnull()
        | (rows.creditor_party == rows.employer_id).fill_null(False)
    )
    return rows.mutate(
        entry_id=ibis.coalesce(rows.debit_entry, rows.credit_entry),
        account_id=rows.wage_account,
        minutes_after=ibis.greatest(rows["at"].delta(rows.salary_at, unit="minute"), 0),
        to_own=rows.own_account.notnull() | (rows.creditor_party == rows.party_id).fill_null(False),
        to_tie=rows.tie_other.notnull(),
        to_employer=to_employer,
    )

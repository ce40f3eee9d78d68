"""Wages: which payments are pay, and from which employer. What follows them is in outflow.py."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

#: Days by which a wage credit may miss the pay day on its payslip: week-ends and bank holidays.
PAYSLIP_SLACK_DAYS = 4
#: Payment texts that say wage where the purpose code is missing.
WAGE_TEXTS = r"^(løn|loen|lønoverførsel|salary|wages?)\b"
#: Channels a wage comes by.
WAGE_CHANNELS = ("transfer", "standing_order")


def make(t: Any) -> ir.Table:
    """One row per wage credit; see derived.toml."""
    p = t.payment
    credits_ = p.filter(
        p.creditor_account.notnull(),
        p.channel.isin(WAGE_CHANNELS) | p.channel.isnull(),
        p.amount_dkk > 0,
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
    return _next_pay(_rows(_with_employer(wages)))


def _with_employer(wages: ir.Table) -> ir.Table:
    """The employer's party id where a payslip, the account's holder or another payslip tells it.

    One payslip names the employer behind an account for all wages from it, unless payslips of
    several employers are paid from there (a payroll bureau).
    """
    told = wages.filter(wages.slip_employer.notnull() & wages.debtor_account.notnull())
    payer = told.group_by(payer_account=told.debtor_account).agg(
        payer_employer=told.slip_employer.min(), employers=told.slip_employer.nunique()
    )
    payer = payer.filter(payer.employers == 1).drop("employers")
    wages = wages.left_join(payer, wages.debtor_account == payer.payer_account)
    return wages.mutate(
        employer=ibis.coalesce(
            wages.slip_employer,
            wages.payer_employer,
            wages.debtor_party,
            "account:" + wages.debtor_account,
            "name:" + wages.debtor_name.lower().strip(),
        )
    )


def _rows(wages: ir.Table) -> ir.Table:
    # Employers hand wages in days ahead: the money is there once booked on the worker's account.
    same_day = wages["at"].date() == wages.booked_at.date()
    paid_at = same_day.ifelse(wages["at"], wages.booked_at)
    return wages.select(
        salary_id=wages.payment_id,
        entry_id=ibis.coalesce(wages.credit_entry, wages.debit_entry),
        payslip_id=wages.payslip_id,
        account_id=wages.creditor_account,
        party_id=ibis.coalesce(wages.employee_id, wages.creditor_party),
        employer_id=wages.employer,
        employer_account=wages.debtor_account,
        amount_dkk=wages.amount_dkk,
        at=paid_at,
        day=paid_at.date(),
    )


def _next_pay(rows: ir.Table) -> ir.Table:
    """The next pay day; two payments of one day have the same one."""
    keys = ("account_id", "pay_party", "pay_employer")
    rows = rows.mutate(
        pay_party=rows.party_id.fill_null(""), pay_employer=rows.employer_id.fill_null("")
    )
    days = rows.select(*keys, "day").distinct()
    order = ibis.window(group_by=[days[k] for k in keys], order_by=[days.day])
    days = days.mutate(next_day=days.day.lead().over(order))
    return rows.join(days, [*keys, "day"])


def _payslips(t: Any, credits_: ir.Table) -> ir.Table:
    """The payment that a payslip announces: same account and net pay, nearest in time."""
    slip = t.payroll.filter(t.payroll.paid_on.notnull() & t.payroll.net.notnull())
    owner = t.holder.select(held_account="account_id", held_by="party_id")
    named = slip.filter(slip.paid_to_account.notnull())
    # A payslip that names no account was paid to one of the employee's own.
    own = slip.filter(slip.paid_to_account.isnull()).join(owner, slip.employee_id == owner.held_by)
    columns = ("payslip_id", "employer_id", "employee_id", "paid_on", "net")
    slip = ibis.union(
        named.select(*columns, slip_account=named.paid_to_account),
        own.select(*columns, slip_account=own.held_account),
    )
    slack = ibis.interval(days=PAYSLIP_SLACK_DAYS)
    paid = credits_.select("payment_id", "creditor_account", "amount_dkk", paid_day="booked_at")
    paid = paid.mutate(paid_day=paid.paid_day.date())
    near = paid.join(
        slip,
        [
            paid.creditor_account == slip.slip_account,
            paid.amount_dkk == slip.net,
            paid.paid_day <= slip.paid_on + slack,
            paid.paid_day >= slip.paid_on - slack,
        ],
    )
    near = near.mutate(off=near.paid_day.delta(near.paid_on, unit="day").abs())
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

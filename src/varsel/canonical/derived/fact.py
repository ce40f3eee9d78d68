"""Rows that are one fact seen twice. Evidence is counted by fact, not by row."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir


def make(t: Any) -> ir.Table:
    """Both entries of a transfer stand for its debit entry; a payslip for the wage entry it announces."""
    p = t.payment.filter(t.payment.debit_entry.notnull() & t.payment.credit_entry.notnull())
    pair = p.select(source="entry/" + p.credit_entry, fact="entry/" + p.debit_entry)
    s = t.salary.filter(t.salary.payslip_id.notnull())
    slip = s.select(source="payroll/" + s.payslip_id, fact="entry/" + s.salary_id)
    # Each row is in one pair at most, so nothing can stand here twice.
    return ibis.union(pair, slip)

"""Payments out of entries: versions settled, reversals netted, internal transfers paired.

Whatever counts people or payments reads `payment`, so that data from one side, from the other or
from both give the same counts.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

#: Columns of an entry that describe the payment itself and may be filled in from either side.
SHARED = ("purpose", "text", "mcc", "merchant", "municipality", "terminal_id", "device")


def settled(t: Any) -> ir.Table:
    """Entries in their last version, in DKK, with reversals netted out."""
    e = t.entry
    if t.has("entry", "version"):
        last = ibis.row_number().over(group_by=e.entry_id, order_by=[e.version.fill_null(1).desc()])
        e = e.mutate(nth=last).filter(_.nth == 0).drop("nth")
    e = e.mutate(
        amount_dkk=ibis.coalesce(e.amount_dkk, (e.currency == "DKK").ifelse(e.amount, ibis.null())),
        at=ibis.coalesce(e.initiated_at, e.booked_at),
    )
    e = e.mutate(day=e.at.date())
    if not t.has("entry", "reversal_of"):
        return e
    back = (
        e.filter(e.reversal_of.notnull())
        .group_by(original=_.reversal_of, of_account=_.account_id)
        .agg(back=_.amount_dkk.sum())
    )
    plain = e.filter(e.reversal_of.isnull())
    netted = plain.left_join(
        back, [plain.entry_id == back.original, plain.account_id == back.of_account]
    )
    # A whole reversal leaves nothing: the payment did not happen.
    netted = netted.filter(netted.back.isnull() | (netted.back < netted.amount_dkk))
    netted = netted.mutate(
        amount_dkk=(netted.amount_dkk - netted.back.fill_null(0)).cast("decimal(18, 2)")
    )
    return netted.select(*e.columns)


def pairs(e: ir.Table) -> ir.Table:
    """Debit and credit entry of each internal transfer: by end-to-end id, else accounts, amount, day."""
    own = e.select("account_id").distinct()
    inner = e.semi_join(own, e.counterparty_account == own.account_id)
    inner = inner.select(
        "entry_id",
        "direction",
        "amount_dkk",
        "day",
        "end_to_end_id",
        debtor=(inner.direction == "debit").ifelse(inner.account_id, inner.counterparty_account),
        creditor=(inner.direction == "debit").ifelse(inner.counterparty_account, inner.account_id),
    )
    named = inner.filter(inner.end_to_end_id.notnull())
    first = _match(named, ["debtor", "creditor", "end_to_end_id", "amount_dkk"])
    rest = inner.anti_join(first, inner.entry_id == first.debit_entry)
    rest = rest.anti_join(first, rest.entry_id == first.credit_entry)
    second = _match(rest, ["debtor", "creditor", "day", "amount_dkk"])
    # Two references that differ name two payments, however alike the rest is.
    second = second.filter(second.debit_ref.isnull() | second.credit_ref.isnull())
    keep = ("debit_entry", "credit_entry")
    return ibis.union(first.select(*keep), second.select(*keep))


def _match(rows: ir.Table, keys: list[str]) -> ir.Table:
    """Debits and credits alike in `keys`, the first with the first, the second with the second."""
    ranked = rows.mutate(
        n=ibis.row_number().over(
            group_by=[rows[k] for k in keys] + [rows.direction], order_by=[rows.entry_id]
        )
    )
    debit = ranked.filter(ranked.direction == "debit")
    credit = ranked.filter(ranked.direction == "credit")
    joined = debit.join(credit, [*keys, "n"], rname="{name}_credit")
    return joined.select(
        debit_entry=joined.entry_id,
        credit_entry=joined.entry_id_credit,
        debit_ref=joined.end_to_end_id,
        credit_ref=joined.end_to_end_id_credit,
    )


def make(t: Any) -> ir.Table:
    """One row per payment; see derived.toml for the columns."""
    e = settled(t)
    if t.has("entry", "counterparty_account"):
        pair = t._engine.keep("pair", pairs(e))  # noqa: SLF001  # used three times below
        left = e.anti_join(pair, e.entry_id == pair.credit_entry)
        debit_seen = left.left_join(pair, left.entry_id == pair.debit_entry)
        credit = e.select(
            credit_id=e.entry_id,
            credit_alias=e.counterparty_alias,
            credit_name=e.counterparty_name,
            credit_party=e.counterparty_party_id,
            credit_country=e.counterparty_country,
            **{f"credit_{c}": e[c] for c in SHARED},
        ).semi_join(pair, _.credit_id == pair.credit_entry)
        rows = debit_seen.left_join(credit, debit_seen.credit_entry == credit.credit_id)
    else:
        rows = e.mutate(
            **{
                c: ibis.null().cast("string")
                for c in ("credit_entry", "credit_alias", "credit_name", "credit_party")
            },
            credit_country=ibis.null().cast("string"),
            **{f"credit_{c}": ibis.null().cast("string") for c in SHARED},
        )
    return _oriented(t, rows)


def _oriented(t: Any, rows: ir.Table) -> ir.Table:
    """Turn account and counterparty into debtor and creditor, and name both sides."""
    out = rows.direction == "debit"
    rows = rows.select(
        "amount_dkk",
        "at",
        "initiated_at",
        "day",
        "channel",
        "end_to_end_id",
        payment_id=rows.entry_id,
        debit_entry=out.ifelse(rows.entry_id, ibis.null()),
        credit_entry=out.ifelse(rows.credit_entry, rows.entry_id),
        **{c: ibis.coalesce(rows[c], rows[f"credit_{c}"]) for c in SHARED},
        debtor_account=out.ifelse(rows.account_id, rows.counterparty_account),
        creditor_account=out.ifelse(rows.counterparty_account, rows.account_id),
        # On the credit entry of a pair the counterparty is the debtor.
        d_alias=out.ifelse(rows.credit_alias, rows.counterparty_alias),
        d_name=out.ifelse(rows.credit_name, rows.counterparty_name),
        d_party=out.ifelse(rows.credit_party, rows.counterparty_party_id),
        debtor_country=out.ifelse(rows.credit_country, rows.counterparty_country),
        c_alias=out.ifelse(rows.counterparty_alias, ibis.null()),
        creditor_name=out.ifelse(rows.counterparty_name, ibis.null()),
        c_party=out.ifelse(rows.counterparty_party_id, ibis.null()),
        creditor_country=out.ifelse(rows.counterparty_country, ibis.null()),
        creditor_city=out.ifelse(rows.counterparty_city, ibis.null()),
    )
    who = t.account.select("account_id", "alias").left_join(
        t.holder.filter(t.holder.main).select("account_id", "party_id"), "account_id"
    )
    d = who.select(d_id=who.account_id, d_own=who["alias"], d_holder=who.party_id)
    c = who.select(c_id=who.account_id, c_own=who["alias"], c_holder=who.party_id)
    both = rows.left_join(d, rows.debtor_account == d.d_id)
    both = both.left_join(c, both.creditor_account == c.c_id)
    both = both.mutate(
        debtor_alias=ibis.coalesce(both.d_alias, both.d_own),
        debtor_name=both.d_name,
        debtor_party=ibis.coalesce(both.d_holder, both.d_party),
        creditor_alias=ibis.coalesce(both.c_alias, both.c_own),
        creditor_party=ibis.coalesce(both.c_holder, both.c_party),
    )
    return both.mutate(
        debtor_key=_key(both, "debtor"),
        creditor_key=_key(both, "creditor"),
    )


def _key(rows: ir.Table, side: str) -> ir.StringColumn:
    """Who stands on this side, for counting: the first thing known of alias, account, party, name."""
    return ibis.coalesce(
        rows[f"{side}_alias"],
        rows[f"{side}_account"],
        rows[f"{side}_party"],
        "name:" + rows[f"{side}_name"].lower().strip(),
    )

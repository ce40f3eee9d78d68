"""Payments out of entries: versions settled, internal transfers paired, reversals netted.

Whatever counts people or payments reads `payment`, so that data from one side, from the other or
from both give the same counts.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

#: Columns of an entry that describe the payment itself and may be filled in from either side.
SHARED = (
    "initiated_at",
    "channel",
    "end_to_end_id",
    "purpose",
    "text",
    "mcc",
    "merchant",
    "municipality",
    "terminal_id",
    "device",
)
#: Columns of an entry about the other side.
OTHER = ("alias", "name", "party_id", "country")
#: What payers write where they have no reference; it identifies nothing.
NO_REFERENCE = ("NOTPROVIDED", "NOT PROVIDED", "NONREF", "")


def settled(t: Any) -> ir.Table:
    """Entries in their last version, in DKK, with what was reversed and the other account named.

    A reversal is no payment and is left out; `back_dkk` says how much of an entry was taken back,
    `undone` that nothing is left of it.
    """
    e = _last_version(t)
    e = e.mutate(
        amount_dkk=ibis.coalesce(e.amount_dkk, (e.currency == "DKK").ifelse(e.amount, ibis.null())),
        day=ibis.coalesce(e.initiated_at, e.booked_at).date(),
        end_to_end_id=e.end_to_end_id.strip()
        .upper()
        .isin(NO_REFERENCE)
        .ifelse(ibis.null(), e.end_to_end_id),
    )
    if t.has("entry", "counterparty_alias") and t.has("account", "alias"):
        e = _other_account(t, e)
    if not t.has("entry", "reversal_of"):
        return e.mutate(back_dkk=ibis.literal(0).cast("decimal(18, 2)"), undone=ibis.literal(False))
    return _with_reversals(e)


def _last_version(t: Any) -> ir.Table:
    """Only corrected entries are sorted out: most entries have one version, and sorting costs."""
    e = t.entry
    if not t.has("entry", "version"):
        return e
    version = e.version.fill_null(1)
    corrected = e.filter(version > 1).group_by(corrected_id=e.entry_id).agg(last=e.version.max())
    e = e.left_join(corrected, e.entry_id == corrected.corrected_id)
    e = e.filter(e["last"].isnull() | (e.version.fill_null(1) == e["last"]))
    return e.drop("corrected_id", "last")


def _other_account(t: Any, e: ir.Table) -> ir.Table:
    """The account behind an alias, where one account alone has it: mobile payments name no other."""
    named = t.account.filter(t.account["alias"].notnull())
    by_alias = named.group_by(own_alias=named["alias"]).agg(
        alias_account=named.account_id.min(), accounts=named.account_id.nunique()
    )
    by_alias = by_alias.filter(by_alias.accounts == 1).drop("accounts")
    e = e.left_join(by_alias, e.counterparty_alias == by_alias.own_alias)
    e = e.mutate(counterparty_account=ibis.coalesce(e.counterparty_account, e.alias_account))
    return e.drop("own_alias", "alias_account")


def _with_reversals(e: ir.Table) -> ir.Table:
    reversal = e.filter(e.reversal_of.notnull())
    # A reversal may itself be taken back.
    undoing = reversal.group_by(undone_id=reversal.reversal_of).agg(again=reversal.amount.sum())
    standing = reversal.left_join(undoing, reversal.entry_id == undoing.undone_id)
    standing = standing.filter(standing.again.isnull() | (standing.again < standing.amount))
    # Both banks may report the reversal of one entry: per account, and the larger of them.
    per_account = standing.group_by("account_id", original=standing.reversal_of).agg(
        back=standing.amount.sum(),
        back_dkk=standing.amount_dkk.sum(),
        back_currency=standing.currency.min(),
    )
    back = per_account.group_by("original").agg(
        back=per_account.back.max(),
        back_dkk=per_account.back_dkk.max(),
        back_currency=per_account.back_currency.min(),
    )
    plain = e.filter(e.reversal_of.isnull())
    netted = plain.left_join(back, plain.entry_id == back.original)
    whole = ((netted.back_currency == netted.currency) & (netted.back >= netted.amount)) | (
        netted.back_dkk >= netted.amount_dkk
    )
    netted = netted.mutate(
        back_dkk=netted.back_dkk.fill_null(0).cast("decimal(18, 2)"), undone=whole.fill_null(False)
    )
    return netted.drop("original", "back", "back_currency")


def pairs(e: ir.Table) -> ir.Table:
    """Debit and credit entry of each internal transfer.

    First by end-to-end id and accounts; then by accounts, amount and day of booking; last by
    end-to-end id and amount where one side does not name the other account.
    """
    own = e.select(own_account="account_id").distinct()
    slim = e.select(
        "entry_id",
        "direction",
        "amount_dkk",
        "end_to_end_id",
        "account_id",
        other="counterparty_account",
        booked_day=e.booked_at.date(),
    )
    inner = slim.semi_join(own, slim.other == own.own_account)
    inner = inner.mutate(
        debtor=(inner.direction == "debit").ifelse(inner.account_id, inner.other),
        creditor=(inner.direction == "debit").ifelse(inner.other, inner.account_id),
    )
    first = _match(
        inner.filter(inner.end_to_end_id.notnull()),
        ["debtor", "creditor", "end_to_end_id", "amount_dkk"],
    )
    second = _match(_without(inner, first), ["debtor", "creditor", "booked_day", "amount_dkk"])
    # Two references that differ name two payments, however alike the rest is.
    second = second.filter(second.debit_ref.isnull() | second.credit_ref.isnull())
    known = ibis.union(first, second)
    blind = slim.filter(slim.other.isnull() & slim.end_to_end_id.notnull())
    near = slim.semi_join(blind.select("end_to_end_id"), "end_to_end_id")
    third = _match(_without(near, known), ["end_to_end_id", "amount_dkk"])
    third = third.filter(
        third.debit_account != third.credit_account,
        third.debit_other.isnull() | (third.debit_other == third.credit_account),
        third.credit_other.isnull() | (third.credit_other == third.debit_account),
    )
    keep = ("debit_entry", "credit_entry")
    return ibis.union(known.select(*keep), third.select(*keep))


def _without(rows: ir.Table, found: ir.Table) -> ir.Table:
    taken = ibis.union(
        found.select(taken=found.debit_entry), found.select(taken=found.credit_entry)
    )
    return rows.anti_join(taken, rows.entry_id == taken.taken)


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
    # Join keys keep one name on both sides.
    credit_ref = "end_to_end_id" if "end_to_end_id" in keys else "end_to_end_id_credit"
    return joined.select(
        debit_entry=joined.entry_id,
        credit_entry=joined.entry_id_credit,
        debit_account=joined.account_id,
        credit_account=joined.account_id_credit,
        debit_other=joined.other,
        credit_other=joined.other_credit,
        debit_ref=joined.end_to_end_id,
        credit_ref=joined[credit_ref],
    )


def make(t: Any) -> ir.Table:
    """One row per payment; see derived.toml for the columns."""
    e = settled(t)
    pair = t._engine.keep("pair", pairs(e))  # noqa: SLF001  # used three times below
    paired = pair.select(paired_credit="credit_entry")
    left = e.anti_join(paired, e.entry_id == paired.paired_credit)
    debit_seen = left.left_join(pair, left.entry_id == pair.debit_entry)
    credit = e.semi_join(paired, e.entry_id == paired.paired_credit)
    credit = credit.select(
        credit_id=credit.entry_id,
        credit_account=credit.account_id,
        credit_booked_at=credit.booked_at,
        credit_back=credit.back_dkk,
        credit_undone=credit.undone,
        **{f"credit_{c}": credit[f"counterparty_{c}"] for c in OTHER},
        **{f"credit_{c}": credit[c] for c in SHARED},
    )
    rows = debit_seen.left_join(credit, debit_seen.credit_entry == credit.credit_id)
    # One side may know of a reversal before the other: a payment taken back on either is gone.
    rows = rows.filter(~rows.undone & ~rows.credit_undone.fill_null(False))
    back = ibis.greatest(rows.back_dkk, rows.credit_back.fill_null(0))
    rows = rows.mutate(amount_dkk=(rows.amount_dkk - back).cast("decimal(18, 2)"))
    return _oriented(t, rows)


def _oriented(t: Any, rows: ir.Table) -> ir.Table:
    """Turn account and counterparty into debtor and creditor, and name both sides."""
    out = rows.direction == "debit"
    initiated = ibis.coalesce(rows.initiated_at, rows.credit_initiated_at)
    moment = ibis.coalesce(initiated, rows.booked_at)
    rows = rows.select(
        "amount_dkk",
        at=moment,
        day=moment.date(),
        booked_at=ibis.coalesce(rows.credit_booked_at, rows.booked_at),
        payment_id=rows.entry_id,
        debit_entry=out.ifelse(rows.entry_id, ibis.null()),
        credit_entry=out.ifelse(rows.credit_entry, rows.entry_id),
        **{c: ibis.coalesce(rows[c], rows[f"credit_{c}"]) for c in SHARED},
        debtor_account=out.ifelse(rows.account_id, rows.counterparty_account),
        creditor_account=out.ifelse(
            ibis.coalesce(rows.credit_account, rows.counterparty_account), rows.account_id
        ),
        # On the credit entry of a pair the counterparty is the debtor.
        d_alias=out.ifelse(rows.credit_alias, rows.counterparty_alias),
        d_name=out.ifelse(rows.credit_name, rows.counterparty_name),
        d_party=out.ifelse(rows.credit_party_id, rows.counterparty_party_id),
        debtor_country=out.ifelse(rows.credit_country, rows.counterparty_country),
        c_alias=out.ifelse(rows.counterparty_alias, ibis.null()),
        creditor_name=out.ifelse(rows.counterparty_name, ibis.null()),
        c_party=out.ifelse(rows.counterparty_party_id, ibis.null()),
        creditor_country=out.ifelse(rows.counterparty_country, ibis.null()),
        creditor_city=out.ifelse(rows.counterparty_city, ibis.null()),
    )
    who = t.account.select("account_id", "alias")
    who = who.outer_join(
        t.holder.filter(t.holder.main).select("account_id", "party_id"), "account_id"
    )
    who = who.select(
        "alias", "party_id", account_id=ibis.coalesce(who.account_id, who.account_id_right)
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

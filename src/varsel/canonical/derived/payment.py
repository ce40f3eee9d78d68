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


def pairs(t: Any, e: ir.Table) -> ir.Table:
    """Debit and credit entry of each internal transfer.

    First by end-to-end id and accounts; then by accounts, amount and day of booking; last by
    end-to-end id and amount where one side does not name the other account.
    """
    keep = t._engine.keep  # noqa: SLF001  # each step is read more than once
    own = e.select(own_account="account_id").distinct()
    slim = e.filter(e.counterparty_account.notnull() | e.end_to_end_id.notnull()).select(
        "entry_id",
        "direction",
        "amount_dkk",
        "end_to_end_id",
        "account_id",
        other="counterparty_account",
        booked_day=e.booked_at.date(),
    )
    slim = slim.left_join(own, slim.other == own.own_account)
    slim = keep("pair_slim", slim.mutate(inside=slim.own_account.notnull()).drop("own_account"))
    inner = slim.filter(slim.inside).mutate(
        debtor=(slim.direction == "debit").ifelse(slim.account_id, slim.other),
        creditor=(slim.direction == "debit").ifelse(slim.other, slim.account_id),
    )
    first = keep(
        "pair_first",
        _match(
            inner.filter(inner.end_to_end_id.notnull()),
            ["debtor", "creditor", "end_to_end_id", "amount_dkk"],
        ),
    )
    second = _match(_without(inner, first), ["debtor", "creditor", "booked_day", "amount_dkk"])
    # Two references that differ name two payments, however alike the rest is.
    second = second.filter(second.debit_ref.isnull() | second.credit_ref.isnull())
    known = keep("pair_known", ibis.union(first, second))
    blind = slim.filter(slim.other.isnull() & slim.end_to_end_id.notnull())
    near = slim.semi_join(blind.select("end_to_end_id"), "end_to_end_id")
    third = _match(_without(near, known), ["end_to_end_id", "amount_dkk"])
    third = third.filter(
        third.debit_account != third.credit_account,
        third.debit_other.isnull() | (third.debit_other == third.credit_account),
        third.credit_other.isnull() | (third.credit_other == third.debit_account),
    )
    columns = ("debit_entry", "credit_entry")
    return ibis.union(known.select(*columns), third.select(*columns))


def _without(rows: ir.Table, found: ir.Table) -> ir.Table:
    taken = ibis.union(
        found.select(taken=found.debit_entry), found.select(taken=found.credit_entry)
    )
    return rows.anti_join(taken, rows.entry_id == taken.taken)


def _match(rows: ir.Table, keys: list[str]) -> ir.Table:
    """Debits and credits alike in `keys`, the first with the first, the second with the second.

    Nearly all groups are one debit and one credit. Adding up is enough for those; only larger
    groups are ranked.
    """
    # Null is like nothing.
    rows = rows.filter(*[rows[k].notnull() for k in keys])
    out = rows.direction == "debit"
    sides = {"entry": "entry_id", "account": "account_id", "other": "other", "ref": "end_to_end_id"}
    group = rows.group_by(keys).agg(
        debits=out.sum(),
        credits_=(~out).sum(),
        **{f"debit_{n}": rows[c].max(where=out) for n, c in sides.items()},
        **{f"credit_{n}": rows[c].max(where=~out) for n, c in sides.items()},
    )
    both = group.filter(group.debits > 0, group.credits_ > 0)
    single = both.filter(both.debits == 1, both.credits_ == 1)
    crowd = both.filter((both.debits > 1) | (both.credits_ > 1)).select(*keys)
    several = _ranked(rows.semi_join(crowd, keys), keys)
    return ibis.union(single.select(*several.columns), several)


def _ranked(rows: ir.Table, keys: list[str]) -> ir.Table:
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
    """One row per payment; see derived.toml.

    Most entries have no other side here. Those are turned into payments in one pass; only the
    entries of internal transfers are joined with one another.
    """
    keep, forget = t._engine.keep, t._engine.forget  # noqa: SLF001
    e = settled(t)
    pair = keep("pair", pairs(t, e))
    for step in ("pair_slim", "pair_first", "pair_known"):
        forget(step)
    ids = ibis.union(pair.select(paired=pair.debit_entry), pair.select(paired=pair.credit_entry))
    # Without an account or a reference nothing was paired; null finds no partner and costs little.
    may = e.counterparty_account.notnull() | e.end_to_end_id.notnull()
    sought = e.mutate(sought=may.ifelse(e.entry_id, ibis.null()))
    alone = sought.anti_join(ids, sought.sought == ids.paired).drop("sought")
    inside = keep("pair_entry", sought.semi_join(ids, sought.sought == ids.paired).drop("sought"))
    alone = alone.filter(~alone.undone)
    return _named(t, ibis.union(_one_sided(alone), _two_sided(inside, pair)))


def _one_sided(rows: ir.Table) -> ir.Table:
    """Payments of which one entry is seen: the other side is what the entry says of it."""
    out = rows.direction == "debit"
    moment = ibis.coalesce(rows.initiated_at, rows.booked_at)
    there = {c: rows[f"counterparty_{c}"] for c in (*OTHER, "account", "city")}
    return rows.select(
        amount_dkk=(rows.amount_dkk - rows.back_dkk).cast("decimal(18, 2)"),
        at=moment,
        day=moment.date(),
        booked_at=rows.booked_at,
        payment_id=rows.entry_id,
        debit_entry=out.ifelse(rows.entry_id, ibis.null()),
        credit_entry=out.ifelse(ibis.null(), rows.entry_id),
        **{c: rows[c] for c in SHARED},
        debtor_account=out.ifelse(rows.account_id, there["account"]),
        creditor_account=out.ifelse(there["account"], rows.account_id),
        d_alias=out.ifelse(ibis.null(), there["alias"]),
        d_name=out.ifelse(ibis.null(), there["name"]),
        d_party=out.ifelse(ibis.null(), there["party_id"]),
        debtor_country=out.ifelse(ibis.null(), there["country"]),
        c_alias=out.ifelse(there["alias"], ibis.null()),
        creditor_name=out.ifelse(there["name"], ibis.null()),
        c_party=out.ifelse(there["party_id"], ibis.null()),
        creditor_country=out.ifelse(there["country"], ibis.null()),
        creditor_city=out.ifelse(there["city"], ibis.null()),
    )


def _two_sided(inside: ir.Table, pair: ir.Table) -> ir.Table:
    """Payments of which both entries are seen, described by both."""
    credit = inside.select(
        credit_id=inside.entry_id,
        credit_account=inside.account_id,
        credit_booked_at=inside.booked_at,
        credit_back=inside.back_dkk,
        credit_undone=inside.undone,
        **{f"credit_{c}": inside[f"counterparty_{c}"] for c in OTHER},
        **{f"credit_{c}": inside[c] for c in SHARED},
    )
    rows = pair.join(inside, pair.debit_entry == inside.entry_id)
    rows = rows.join(credit, rows.credit_entry == credit.credit_id)
    # One side may know of a reversal before the other: a payment taken back on either is gone.
    rows = rows.filter(~rows.undone & ~rows.credit_undone)
    back = ibis.greatest(rows.back_dkk, rows.credit_back)
    moment = ibis.coalesce(rows.initiated_at, rows.credit_initiated_at, rows.booked_at)
    return rows.select(
        amount_dkk=(rows.amount_dkk - back).cast("decimal(18, 2)"),
        at=moment,
        day=moment.date(),
        booked_at=ibis.coalesce(rows.credit_booked_at, rows.booked_at),
        payment_id=rows.entry_id,
        debit_entry=rows.entry_id,
        credit_entry=rows.credit_entry,
        **{c: ibis.coalesce(rows[c], rows[f"credit_{c}"]) for c in SHARED},
        debtor_account=rows.account_id,
        creditor_account=rows.credit_account,
        # On the credit entry the counterparty is the debtor.
        d_alias=rows.credit_alias,
        d_name=rows.credit_name,
        d_party=rows.credit_party_id,
        debtor_country=rows.credit_country,
        c_alias=rows.counterparty_alias,
        creditor_name=rows.counterparty_name,
        c_party=rows.counterparty_party_id,
        creditor_country=rows.counterparty_country,
        creditor_city=rows.counterparty_city,
    )


def _named(t: Any, rows: ir.Table) -> ir.Table:
    """Name both sides by what is known of their accounts."""
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

"""F7: many small transfers to few, and cash just below a limit.

Limits come from the reference table cash_limit, as of the day of each deposit. Leaves out own
accounts, shops, night-bag accounts, and shops whose takings are as usual.
"""

import ibis
from ibis import _

from varsel.catalogue.build import EPOCH, named, reaching, row, rows, trailing

KEYS = ["account_id", "window_day"]


def detect(t, p):
    hits = ibis.union(small_transfers(t, p), just_below(t, p))
    return hits.mutate(subject_kind=ibis.literal("account")).rename(
        subject_id="account_id", day="window_day"
    )


def small_transfers(t, p):
    """Accounts whose few largest recipients got many small transfers."""
    sent = likely(private_transfers(t, p), p)
    window = trailing(sent, "account_id", p.window_days)
    per = window.group_by(*KEYS, "recipient").agg(
        transfers=_.count(), total=_.amount_dkk.sum(), tied=_.tied.min()
    )
    rank = ibis.row_number().over(
        group_by=KEYS, order_by=[ibis.desc("total"), ibis.desc("transfers"), "recipient"]
    )
    best = per.mutate(rank=rank).filter(_.rank < p.max_recipients)
    found = best.group_by(KEYS).agg(
        transfers=_.transfers.sum(), total=_.total.sum(), recipients=_.count(), tied=_.tied.min()
    )
    found = found.filter(_.transfers >= p.min_transfers, _.total >= p.min_sum_dkk)
    seen = window.semi_join(best, [*KEYS, "recipient"]).semi_join(found, KEYS)
    return finished(
        t,
        found,
        seen,
        ibis.union(*[
            seen.select(*KEYS, node=named("unclear", kind, seen[column]))
            for kind, column in (("party", "to_party"), ("account", "to_account"), ("phone", "phone"))
        ]),
        variant="small_transfers",
        transfers=found.transfers,
        recipients=found.recipients,
        notch=-found.tied,
    )  # fmt: skip


def private_transfers(t, p):
    """Small transfers to somebody else who is not known to be a business."""
    sent = t.payment.filter(
        _.channel.isin(p.transfer_channels),
        _.amount_dkk <= p.small_dkk,
        _.amount_dkk > 0,
        _.debtor_account.notnull(),
        _.creditor_key.notnull(),
        _.mcc.isnull(),
    )
    sent = sent.filter((_.debtor_party != _.creditor_party).fill_null(True))
    own = t.holder.select(own_account="account_id", own_party="party_id").distinct()
    sent = sent.anti_join(
        own, [sent.creditor_account == own.own_account, sent.debtor_party == own.own_party]
    )
    company = t.party.filter(_.kind == "company")
    sent = sent.anti_join(company, sent.creditor_party == company.party_id)
    shop = t.account.filter(_.alias_kind.isin(p.shop_aliases), _["alias"].notnull())
    sent = sent.anti_join(shop, sent.creditor_alias == shop["alias"])
    tie = t.tie.select(debtor_party="party_id", creditor_party="other_id").distinct()
    tie = tie.mutate(tie=ibis.literal(1))
    sent = sent.left_join(tie, ["debtor_party", "creditor_party"], rname="{name}_of_tie")
    return sent.select(
        "payment_id", "day", "amount_dkk", account_id="debtor_account", recipient="creditor_key",
        to_party="creditor_party", to_account="creditor_account",
        phone=_.creditor_alias.startswith("+").ifelse(_.creditor_alias, ibis.null()),
        tied=_.tie.fill_null(0),
        entry_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip


def likely(sent, p):
    """Transfers of accounts and times whose few largest recipients may reach the sum."""
    block = sent.day.delta(EPOCH, unit="day") // p.window_days
    both = ibis.union(sent.mutate(block=block), sent.mutate(block=block - 1))
    per = both.group_by("account_id", "block", "recipient").agg(
        total=_.amount_dkk.sum(), transfers=_.count()
    )
    rank = ibis.row_number().over(
        group_by=["account_id", "block"], order_by=[ibis.desc("total"), "recipient"]
    )
    top = per.mutate(top=(rank < p.max_recipients).ifelse(per.total, ibis.null()))
    good = top.group_by("account_id", "block").agg(top=_.top.sum(), transfers=_.transfers.sum())
    good = good.filter(_.top >= p.min_sum_dkk, _.transfers >= p.min_transfers)
    return both.semi_join(good, ["account_id", "block"]).drop("block").distinct()


def just_below(t, p):
    """Accounts with cash just below a limit much more often than just above it."""
    cash = deposits(t, p)
    limit = t.cash_limit.filter(_.kind.isin(p.limit_kinds), _["name"].notin(p.limits_left_out))
    near = cash.join(
        limit.select("threshold_dkk", "from_date", "until_date"),
        [
            cash.amount_dkk >= limit.threshold_dkk * p.below_share,
            cash.amount_dkk < limit.threshold_dkk * p.above_share,
            cash.day >= limit.from_date,
            limit.until_date.isnull() | (cash.day <= limit.until_date),
        ],
    )
    near = near.select(*cash.columns, limit="threshold_dkk").distinct()
    near = near.mutate(below=_.amount_dkk < _["limit"])
    near = reaching(near, ["account_id", "limit"], p.window_days, p.min_deposits)
    window = trailing(near, ["account_id", "limit"], p.window_days)
    found = window.group_by(*KEYS, "limit").agg(
        deposits=_.count(where=_.below),
        above=_.count(where=~_.below),
        places=_.place.nunique(where=_.below),
        total=_.amount_dkk.sum(where=_.below),
        depositors=_.depositor.nunique(where=_.below),
    )
    found = found.filter(
        _.deposits >= p.min_deposits,
        _.deposits >= _.above * p.min_ratio,
        _.places >= p.min_places,
        _.total >= _["limit"] * p.min_limits,
    )
    rank = ibis.row_number().over(group_by=KEYS, order_by=[ibis.desc("deposits"), "limit"])
    found = unusual(t, cash, found.mutate(rank=rank).filter(_.rank < 1), p)
    clubs = t.party.filter(_.segment.isin(p.collecting_segments))
    clubs = t.holder.semi_join(clubs, "party_id").select("account_id").distinct()
    found = found.left_join(clubs.mutate(club=ibis.literal(1)), "account_id")
    seen = window.filter(_.below).semi_join(found, [*KEYS, "limit"])
    return finished(
        t,
        found,
        seen,
        seen.select(*KEYS, node=named("unclear", "party", seen.depositor)),
        variant="just_below",
        deposits=found.deposits,
        above=found.above,
        places=found.places,
        limit_dkk=found["limit"],
        notch=-found.club.fill_null(0),
        third_party=found.depositors >= p.min_depositors,
    )


def deposits(t, p):
    """Cash paid in, with the place and whoever else is recorded as having paid it in."""
    paid = t.payment.filter(_.channel.isin(p.cash_channels), _.creditor_account.notnull())
    takings = t.account.filter(_.product.lower().isin(p.takings_products))
    paid = paid.anti_join(takings, paid.creditor_account == takings.account_id)
    other = (_.debtor_party != _.creditor_party).fill_null(True)
    return paid.select(
        "payment_id", "day", "amount_dkk", account_id="creditor_account",
        place=ibis.coalesce(_.terminal_id, _.municipality),
        depositor=other.ifelse(_.debtor_party, ibis.null()),
        entry_row=row("entry", ibis.coalesce(_.credit_entry, _.debit_entry)),
    )  # fmt: skip


def unusual(t, cash, found, p):
    """`found` without shops in cash trades whose cash is about what it was before."""
    group = t.trade_group.filter(_.trade_group.isin(p.retail_groups))
    known = t.party.filter(_.trade.notnull()).select("party_id", "trade")
    shops = known.join(group, known.trade.startswith(group.trade_prefix))
    shops = t.holder.semi_join(shops, "party_id").select("account_id").distinct()
    ends = found.semi_join(shops, "account_id").select("account_id", "window_day")
    both = ends.join(cash.select("account_id", "day", "amount_dkk"), "account_id").filter(
        _.day <= _.window_day,
        _.day > _.window_day - ibis.interval(days=p.window_days + p.history_days),
    )
    recent = both.day > both.window_day - ibis.interval(days=p.window_days)
    sums = both.group_by(KEYS).agg(
        now=both.amount_dkk.sum(where=recent), before=both.amount_dkk.sum(where=~recent)
    )
    steady = sums.filter(
        _.now * p.history_days >= _.before * p.window_days * (1 - p.steady_band),
        _.now * p.history_days <= _.before * p.window_days * (1 + p.steady_band),
    )
    return found.anti_join(steady, KEYS)


def finished(t, found, seen, nodes, *, variant, notch, third_party=None, **measures):
    """Hits of one variant with evidence, named nodes and every measure in its type."""
    evidence = seen.group_by(KEYS).agg(evidence=rows(_.entry_row))
    holder = t.holder.filter(_.main).select("account_id", "party_id")
    own = found.select(*KEYS).join(holder, "account_id")
    nodes = ibis.union(nodes, own.select(*KEYS, node=named("unclear", "party", own.party_id)))
    nodes = nodes.filter(_.node.notnull()).group_by(KEYS).agg(named=rows(_.node))
    counted = {
        m: measures[m].cast("int64") if m in measures else ibis.null("int64")
        for m in ("transfers", "recipients", "deposits", "above", "places")
    }
    limit = measures.get("limit_dkk", ibis.null("decimal(18, 4)"))
    hits = found.select(
        *KEYS,
        **counted,
        variant=ibis.literal(variant),
        total_dkk=found.total.cast("decimal(18, 4)"),
        limit_dkk=limit.cast("decimal(18, 4)"),
        notch=notch.cast("int64"),
        third_party=ibis.literal(False) if third_party is None else third_party,
    )
    hits = hits.join(evidence, KEYS).left_join(nodes, KEYS)
    return hits.drop(*[c for c in hits.columns if c.endswith("_right")])

"""F4: many different people pay one private number in a few price points.

Counts payments, not entries, so one bank's or both banks' data give the same. Leaves out business
numbers and boxes; cash and other services are not seen.
"""

import ibis
from ibis import _

from varsel.catalogue.build import names, named, next_quarter, peer_quantile, row, rows, share, trailing


def detect(t, p):
    paid = private_payments(t)
    crowd = paid.group_by("number").agg(payers=_.payer.nunique())
    paid = paid.semi_join(crowd.filter(_.payers >= p.min_payers), "number")
    window = trailing(paid, "number", p.window_days)
    found = counted(window, p)
    found = above_peers(t, found, p)
    onward = passed_on(t, window, p)
    found = found.left_join(onward, ["number", "window_day"])
    found = found.mutate(onward_share=share(found.onward_dkk.fill_null(0), found.total_dkk))
    account = t.account.group_by(number=_["alias"]).agg(account_id=_.account_id.min())
    owner = account.left_join(t.holder.filter(_.main), "account_id")
    found = found.left_join(owner.select("number", "account_id", "party_id"), "number")
    hit = found.select(
        subject_kind=ibis.literal("phone"),
        subject_id=_.number,
        day=_.window_day,
        payers=_.payers,
        one_off_share=_.one_off_share,
        band_share=share(_.in_band, _.payments),
        top_share=share(_.top_payments, _.payments),
        active_days=_.active_days,
        busy_days=_.busy_days,
        onward_share=_.onward_share,
        evidence=_.evidence,
        onward_evidence=_.onward_evidence,
        onward_dkk=_.onward_dkk,
        total_dkk=_.total_dkk,
        account=_.account_id,
        party=_.party_id,
        receiver=_.receiver,
    )
    base = hit.mutate(
        variant=ibis.literal("many_payers"),
        named=names(named("unclear", "account", _.account), named("unclear", "party", _.party)),
    )
    passed = hit.filter(_.onward_dkk >= _.total_dkk * p.min_onward_share).mutate(
        variant=ibis.literal("passed_on"),
        evidence=_.evidence.concat(_.onward_evidence).unique().sort(),
        named=names(
            named("exploited", "account", _.account),
            named("exploited", "party", _.party),
            named("controller", "party", _.receiver),
        ),
    )
    working = ("onward_evidence", "onward_dkk", "total_dkk", "account", "party", "receiver")
    return ibis.union(base.drop(*working), passed.drop(*working))


def private_payments(t):
    """Mobile payments to a private phone number, one row per payment."""
    business = t.account.filter(_.alias_kind.isin(["box", "merchant"]) & _["alias"].notnull())
    company = t.party.filter(_.kind == "company")
    paid = t.payment.filter(
        _.channel == "mobile", _.creditor_alias.startswith("+"), _.debtor_key.notnull()
    )
    paid = paid.anti_join(business, paid.creditor_alias == business["alias"])
    paid = paid.anti_join(company, paid.creditor_party == company.party_id)
    return paid.select(
        "day", "at", "amount_dkk", "creditor_account",
        number=_.creditor_alias, payer=_.debtor_key,
        entry_row=row("entry", ibis.coalesce(_.credit_entry, _.debit_entry)),
    )  # fmt: skip


def counted(window, p):
    """Windows in which every count reaches its threshold."""
    totals = window.group_by("number", "window_day").agg(
        payments=_.count(),
        payers=_.payer.nunique(),
        active_days=_.day.nunique(),
        total_dkk=_.amount_dkk.sum(),
        in_band=_.count(where=_.amount_dkk.between(p.price_low, p.price_high)),
        evidence=rows(_.entry_row),
    )
    per_payer = window.group_by("number", "window_day", "payer").agg(times=_.count())
    one_off = per_payer.group_by("number", "window_day").agg(
        one_off=_.count(where=_.times <= p.few_times)
    )
    per_price = window.group_by("number", "window_day", "amount_dkk").agg(times=_.count())
    rank = ibis.row_number().over(
        group_by=[per_price.number, per_price.window_day],
        order_by=[per_price.times.desc(), per_price.amount_dkk],
    )
    top = per_price.mutate(rank=rank).filter(_.rank < p.top_prices)
    top = top.group_by("number", "window_day").agg(top_payments=_.times.sum())
    per_day = window.group_by("number", "window_day", "day").agg(payers=_.payer.nunique())
    busy = per_day.group_by("number", "window_day").agg(
        busy_days=_.count(where=_.payers >= p.busy_payers)
    )
    keys = ["number", "window_day"]
    found = totals.join(one_off, keys).join(top, keys).join(busy, keys)
    return found.filter(
        _.payers >= p.min_payers,
        _.one_off >= _.payers * p.min_one_off_share,
        _.in_band >= _.payments * p.min_band_share,
        _.top_payments >= _.payments * p.min_top_share,
        _.active_days >= p.min_days,
        _.busy_days >= p.min_busy_days,
    ).mutate(one_off_share=share(_.one_off, _.payers))


def above_peers(t, found, p):
    """Numbers with more payers than almost all others at the end of the last closed quarter."""
    everyone = private_payments(t)
    closed = everyone.mutate(quarter=next_quarter(_.day))
    closed = closed.filter(_.day >= _.quarter - ibis.interval(days=p.window_days))
    per_alias = closed.group_by("quarter", "number").agg(payers=_.payer.nunique())
    peers = peer_quantile(per_alias, "quarter", "payers", p.peer_quantile)
    found = found.mutate(quarter=_.window_day.truncate("Q"))
    found = found.left_join(peers, "quarter")
    return found.filter(_.peer.isnull() | (_.payers > _.peer))


def passed_on(t, window, p):
    """What one other person received from the number's account soon after it came in."""
    came = window.filter(_.creditor_account.notnull())
    own = t.holder.select("account_id", holder="party_id")
    out = t.payment.filter(_.creditor_party.notnull(), _.creditor_party != _.debtor_party)
    out = out.select("payment_id", "debtor_account", sent_at="at", sent_dkk="amount_dkk", receiver="creditor_party",
                     sent_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)))
    out = out.semi_join(own, out.debtor_account == own.account_id)
    sent = came.join(
        out,
        [
            came.creditor_account == out.debtor_account,
            out.sent_at >= came["at"],
            out.sent_at <= came["at"] + ibis.interval(hours=p.onward_hours),
            out.sent_at.date() <= came.window_day,
        ],
    )
    sent = sent.select("number", "window_day", "payment_id", "receiver", "sent_dkk", "sent_row").distinct()
    per_receiver = sent.group_by("number", "window_day", "receiver").agg(
        onward_dkk=_.sent_dkk.sum(), onward_evidence=rows(_.sent_row)
    )
    best = ibis.row_number().over(
        group_by=[per_receiver.number, per_receiver.window_day],
        order_by=[per_receiver.onward_dkk.desc(), per_receiver.receiver],
    )
    return per_receiver.mutate(best=best).filter(_.best == 0).drop("best")

"""F4: many different people pay one private number in a few price points.

Counts payments, not entries, so one bank's or both banks' data give the same. Leaves out business
numbers and boxes; cash and other services are not seen. Where the number of an account is not
known, the account itself is the subject.
"""

import ibis
from ibis import _

from varsel.catalogue.build import (
    named,
    names,
    next_quarter,
    peer_quantile,
    reaching,
    row,
    rows,
    share,
    trailing,
)

KEYS = ["number", "window_day"]


def detect(t, p):
    """Windows of private numbers with many one-off payers, and those whose money moves on."""
    everyone = t.once(private_payments(t))
    likely = reaching(everyone, "number", p.window_days, p.min_payers, "payer")
    window = t.once(trailing(likely, "number", p.window_days))
    found = above_peers(everyone, counted(window, p), p)
    found = t.once(found.left_join(owners(t, everyone), "number").drop("number_right"))
    onward = passed_on(t, everyone, found, p)
    found = found.left_join(onward, KEYS)
    hit = found.select(
        "payers", "evidence", "active_days", "busy_days", "onward_evidence", "onward_dkk",
        "total_dkk", "account", "party", "receiver", "receiver_kind", "tied",
        subject_kind=_.number.startswith("+").ifelse("phone", "account"),
        subject_id=_.number,
        day=_.window_day,
        one_off_share=share(_.one_off, _.payers),
        band_share=share(_.in_band, _.payments),
        top_share=share(_.top_payments, _.payments),
        onward_share=share(_.onward_dkk.fill_null(0), _.total_dkk),
    )  # fmt: skip
    base = hit.mutate(
        variant=ibis.literal("many_payers"),
        notch=ibis.literal(0),
        named=names(named("unclear", "account", _.account), named("unclear", "party", _.party)),
    )
    passed = hit.filter(_.onward_dkk >= _.total_dkk * p.min_onward_share).mutate(
        variant=ibis.literal("passed_on"),
        notch=_.tied.ifelse(-1, 0),
        evidence=_.evidence.concat(_.onward_evidence).unique().sort(),
        named=names(
            named("exploited", "account", _.account),
            named("exploited", "party", _.party),
            "controller/" + _.receiver_kind + ":" + _.receiver,
        ),
    )
    working = (
        "onward_evidence", "onward_dkk", "total_dkk", "account", "party",
        "receiver", "receiver_kind", "tied",
    )  # fmt: skip
    return ibis.union(base.drop(*working), passed.drop(*working))


def private_payments(t):
    """Mobile payments to a private number, one row per payment."""
    sales = t.account.filter(_.alias_kind.isin(["box", "merchant"]))
    sales_number = sales.filter(_["alias"].notnull()).select(sales_number=_["alias"])
    sales_account = sales.select(sales_account="account_id")
    company = t.party.filter(_.kind == "company")
    paid = t.payment.filter(
        _.channel == "mobile",
        _.creditor_alias.startswith("+")
        | (_.creditor_alias.isnull() & _.creditor_account.notnull()),
        _.debtor_key.notnull(),
    ).mutate(number=ibis.coalesce(_.creditor_alias, _.creditor_account))
    paid = paid.anti_join(sales_number, paid.creditor_alias == sales_number.sales_number)
    paid = paid.anti_join(sales_account, paid.creditor_account == sales_account.sales_account)
    paid = paid.anti_join(company, paid.creditor_party == company.party_id)
    return paid.select(
        "number", "day", "at", "amount_dkk", "creditor_account", "creditor_party",
        payer=_.debtor_key,
        entry_row=row("entry", ibis.coalesce(_.credit_entry, _.debit_entry)),
    )  # fmt: skip


def counted(window, p):
    """Windows in which every count reaches its threshold, the cheap counts first."""
    totals = window.group_by(KEYS).agg(
        payments=_.count(),
        payers=_.payer.nunique(),
        active_days=_.day.nunique(),
        total_dkk=_.amount_dkk.sum(),
        in_band=_.count(where=_.amount_dkk.between(p.price_low, p.price_high)),
    )
    totals = totals.filter(
        _.payers >= p.min_payers,
        _.in_band >= _.payments * p.min_band_share,
        _.active_days >= p.min_days,
    )
    window = window.semi_join(totals, KEYS)
    per_payer = window.group_by([*KEYS, "payer"]).agg(times=_.count())
    one_off = per_payer.group_by(KEYS).agg(one_off=_.count(where=_.times <= p.few_times))
    per_price = window.group_by([*KEYS, "amount_dkk"]).agg(times=_.count())
    rank = ibis.row_number().over(
        group_by=[per_price.number, per_price.window_day],
        order_by=[per_price.times.desc(), per_price.amount_dkk],
    )
    top = per_price.mutate(rank=rank).filter(_.rank < p.top_prices)
    top = top.group_by(KEYS).agg(top_payments=_.times.sum())
    per_day = window.group_by([*KEYS, "day"]).agg(payers=_.payer.nunique())
    busy = per_day.group_by(KEYS).agg(busy_days=_.count(where=_.payers >= p.busy_payers))
    found = totals.join(one_off, KEYS).join(top, KEYS).join(busy, KEYS)
    found = found.filter(
        _.one_off >= _.payers * p.min_one_off_share,
        _.top_payments >= _.payments * p.min_top_share,
        _.busy_days >= p.min_busy_days,
    )
    shown = window.semi_join(found, KEYS).group_by(KEYS).agg(evidence=rows(_.entry_row))
    return found.join(shown, KEYS)


def above_peers(everyone, found, p):
    """Leaves out numbers with fewer payers than the busiest few, now and when the quarter closed.

    A number may itself be among those that make the baseline; then it stood out already.
    """
    closed = everyone.mutate(quarter=next_quarter(_.day))
    closed = closed.filter(_.day >= _.quarter - ibis.interval(days=p.window_days))
    last = closed.group_by("quarter", "number").agg(payers=_.payer.nunique())
    groups = last.group_by("quarter").agg(numbers=_.count()).filter(_.numbers >= p.min_peers)
    peers = peer_quantile(last.semi_join(groups, "quarter"), "quarter", "payers", p.peer_quantile)
    own = last.select("number", "quarter", own_payers="payers")
    found = found.mutate(quarter=_.window_day.truncate("Q").cast("date"))
    found = found.left_join(peers, "quarter").drop("quarter_right")
    found = found.left_join(own, ["number", "quarter"]).drop("number_right", "quarter_right")
    return found.filter(_.peer.isnull() | (ibis.greatest(_.payers, _.own_payers) >= _.peer))


def owners(t, everyone):
    """Account and main holder of each number, from the agreement or else from the payments."""
    agreed = t.account.filter(_["alias"].notnull()).select("account_id", number=_["alias"])
    seen = everyone.filter(_.creditor_account.notnull())
    seen = seen.select("number", account_id="creditor_account").distinct()
    account = ibis.union(agreed, seen).group_by("number").agg(account=_.account_id.min())
    who = t.holder.filter(_.main).select(account="account_id", party="party_id")
    return account.left_join(who, "account").select("number", "account", "party")


def passed_on(t, everyone, found, p):
    """What one other person received from the number's owner soon after it came in."""
    mine = found.select("number", "account", owner=ibis.coalesce(_.party, _.account)).distinct()
    came = t.once(
        everyone.join(mine, "number").select(
            "number", "account", "owner", came_at="at", came_day="day"
        )
    )
    out = t.payment.filter(
        _.channel.isin(p.onward_channels), _.mcc.isnull(), _.debtor_account.notnull()
    )
    company = t.party.filter(_.kind == "company")
    out = out.anti_join(company, out.creditor_party == company.party_id)
    out = out.select(
        "payment_id", "day", "at", "initiated_at", "amount_dkk", "debtor_party",
        owner=ibis.coalesce(_.debtor_party, _.debtor_account),
        receiver=ibis.coalesce(_.creditor_party, _.creditor_account, _.creditor_alias),
        receiver_kind=ibis.cases(
            (_.creditor_party.notnull(), "party"), (_.creditor_account.notnull(), "account"),
            (_.creditor_alias.startswith("+"), "phone"),
        ),
        sent_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    ).filter(_.receiver_kind.notnull(), _.receiver != _.owner)  # fmt: skip
    sent = came.join(out, "owner")
    # A booking without an hour on the same day counts as after.
    sent = sent.filter(
        (_["at"] >= _.came_at) | (_.initiated_at.isnull() & (_.day >= _.came_day)),
        _["at"] <= _.came_at + ibis.interval(hours=p.onward_hours),
    )
    sent = t.once(
        sent.select(
            "number", "payment_id", "day", "amount_dkk", "debtor_party", "receiver",
            "receiver_kind", "sent_row",
        ).distinct()
    )  # fmt: skip
    window = trailing(sent, "number", p.window_days, found.select("number", day="window_day"))
    per_receiver = window.group_by([*KEYS, "debtor_party", "receiver", "receiver_kind"]).agg(
        onward_dkk=_.amount_dkk.sum(), times=_.count(), onward_evidence=rows(_.sent_row)
    )
    per_receiver = per_receiver.filter(_.times >= p.min_onward_times)
    best = ibis.row_number().over(
        group_by=[per_receiver.number, per_receiver.window_day],
        order_by=[per_receiver.onward_dkk.desc(), per_receiver.receiver],
    )
    top = per_receiver.mutate(best=best).filter(_.best == 0)
    return with_ties(t, top)


def with_ties(t, top):
    """Says whether the receiver is tied to whoever sent the money."""
    ties = t.tie.select(debtor_party="party_id", receiver="other_id").distinct()
    joined = top.left_join(ties.mutate(tied=ibis.literal(True)), ["debtor_party", "receiver"])
    return joined.select(
        *KEYS, "onward_dkk", "onward_evidence", "receiver", "receiver_kind",
        tied=_.tied.fill_null(False),
    )  # fmt: skip

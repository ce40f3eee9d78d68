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
    """Windows of private numbers with many one-off payers, and those whose takings move on."""
    everyone = t.once(private_payments(t))
    many = one_off_payers(counted(windows(t, everyone, p.window_days, p), p), p)
    many = above_peers(everyone, many, p)
    clients = round_prices(counted(windows(t, everyone, p.passed_window_days, p), p), p)
    owner = t.once(owners(t, everyone))
    many = many.left_join(owner, "number").drop("number_right")
    clients = t.once(clients.left_join(owner, "number").drop("number_right"))
    clients = clients.join(passed_on(t, everyone, clients, p), KEYS)
    clients = clients.filter(_.onward_dkk >= _.total_dkk * p.min_onward_share)
    who = (named("unclear", "account", _.account), named("unclear", "party", _.party))
    base = many.mutate(
        variant=ibis.literal("many_payers"),
        notch=ibis.literal(0),
        # Not measured here: null, which is not "nothing was passed on".
        onward_share=ibis.null("decimal(18, 4)"),
        named=names(*who),
    )
    # Who keeps a good part in any window, or sends it home, may work for themselves.
    drained = (clients.onward_dkk >= clients.total_dkk * p.drained_share) & ~clients.tied
    drained = drained.all().over(group_by=clients.number)
    passed = clients.mutate(drained=drained).mutate(
        variant=ibis.literal("passed_on"),
        notch=_.tied.ifelse(-1, 0),
        onward_share=share(_.onward_dkk, _.total_dkk),
        evidence=_.evidence.concat(_.onward_evidence).unique().sort(),
        named=names(
            _.drained.ifelse("exploited", "unclear") + "/account:" + _.account,
            _.drained.ifelse("exploited", "unclear") + "/party:" + _.party,
            _.tied.ifelse("unclear", "controller") + "/" + _.receiver_kind + ":" + _.receiver,
        ),
    )
    return ibis.union(hit(base), hit(passed))


def hit(found):
    """The columns of a hit, typed alike for both variants."""
    return found.select(
        "variant", "named", "evidence", "payers", "active_days", "busy_days", "onward_share",
        subject_kind=_.number.startswith("+").ifelse("phone", "account"),
        subject_id=_.number,
        day=_.window_day,
        notch=_.notch.cast("int64"),
        one_off_share=share(_.one_off, _.payers),
        band_share=share(_.in_band, _.payments),
        step_share=share(_.in_steps, _.payments),
        top_share=share(_.top_payments, _.payments),
    )  # fmt: skip


def windows(t, everyone, days, p):
    """The windows of this length of every number that ever has enough payers in one."""
    likely = reaching(everyone, "number", days, p.min_payers, "payer")
    return t.once(trailing(likely, "number", days))


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
    """Windows with enough payers, days and amounts in the band, with what else is counted."""
    totals = window.group_by(KEYS).agg(
        payments=_.count(),
        payers=_.payer.nunique(),
        active_days=_.day.nunique(),
        total_dkk=_.amount_dkk.sum(),
        in_band=_.count(where=_.amount_dkk.between(p.price_low, p.price_high)),
        in_steps=_.count(where=_.amount_dkk % p.price_step == 0),
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
    shown = window.group_by(KEYS).agg(evidence=rows(_.entry_row))
    return totals.join(one_off, KEYS).join(top, KEYS).join(busy, KEYS).join(shown, KEYS)


def one_off_payers(found, p):
    """Windows that by themselves look like a sale of services: few prices, busy days."""
    return found.filter(
        _.one_off >= _.payers * p.min_one_off_share,
        _.top_payments >= _.payments * p.min_top_share,
        _.busy_days >= p.min_busy_days,
    )


def round_prices(found, p):
    """Windows of clients who may come back, at round prices; the receiver must say the rest."""
    return found.filter(
        _.one_off >= _.payers * p.passed_one_off_share,
        _.in_steps >= _.payments * p.min_step_share,
    )


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
    window = trailing(
        sent, "number", p.passed_window_days, found.select("number", day="window_day")
    )
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

"""F13: too few reported workers or hours, or too little tax, for what a company does.

A tax authority compares hours, turnover and inspections; a bank compares wages, taxes and takings
it can see. Turnover passed on to subcontractors is set aside, and so are the owners' own hours.
"""

import ibis
from ibis import _

from varsel.catalogue.build import next_quarter, peer_quantile, row, rows, share, trailing

MEASURES = {
    "hours_ratio": "decimal(18, 4)",
    "headcount_ratio": "decimal(18, 4)",
    "staffed_ratio": "decimal(18, 4)",
    "payroll_share": "decimal(18, 4)",
    "tax_share": "decimal(18, 4)",
    "paid_share": "decimal(18, 4)",
    "workers": "int64",
}


def detect(t, p):
    month = tax_months(t)
    hits = [
        hours_for_turnover(t, p, month),
        inspected(p, month),
        staffing(t, p, month),
        low_payroll(t, p),
        untaxed_wages(t, p),
        tax_unpaid(p, month),
    ]
    return ibis.union(*hits)


def tax_months(t):
    """The tax account's months with their last day and the company's trade."""
    end = (_.period + "-01").cast("date") + ibis.interval(months=1) - ibis.interval(days=1)
    month = t.tax_account.mutate(day=end.cast("date"), ref=row("tax_account", _.company_id))
    trade = t.party.select(company_id="party_id", trade="trade")
    return month.left_join(trade, "company_id").drop("company_id_right")


def by_trade(companies, table, value):
    """The value of the longest fitting trade prefix, else that of any trade."""
    known = table.select("trade_prefix", fitting=value)
    fit = companies.join(known, companies.trade.startswith(known.trade_prefix))
    longest = ibis.row_number().over(
        group_by=fit.company_id, order_by=[fit.trade_prefix.length().desc(), fit.trade_prefix]
    )
    fit = fit.mutate(longest=longest).filter(_.longest == 0)
    return fit.select("company_id", "fitting")


def hours_for_turnover(t, p, month):
    month = month.filter(month.reported_hours.notnull(), month.turnover.notnull())
    usual = t.turnover_per_hour
    other = usual.filter(_.trade_prefix == "any").select(other="dkk_per_hour")
    fit = by_trade(month.select("company_id", "trade").distinct(), usual, "dkk_per_hour")
    # What subcontractors and agencies did took none of the company's own hours.
    helper = t.trade_group.filter(_.trade_group.isin(p.helper_groups)).select("trade_prefix")
    firm = t.party.filter(_.kind == "company")
    firm = firm.join(helper, firm.trade.startswith(helper.trade_prefix))
    firm = firm.select(creditor_party="party_id").distinct()
    sub = t.payment.filter(_.debtor_party.notnull(), _.debtor_party != _.creditor_party)
    sub = sub.semi_join(month, sub.debtor_party == month.company_id)
    sub = sub.semi_join(firm, "creditor_party")
    sub = sub.select(company_id="debtor_party", sub_day="day", sub_dkk="amount_dkk")
    window = trailing(
        month.select("company_id", "day", "reported_hours", "turnover", "ref"),
        "company_id", p.year_days,
    )  # fmt: skip
    found = window.group_by("company_id", "window_day").agg(
        hours=_.reported_hours.sum(), turnover=_.turnover.sum(), evidence=rows(_.ref)
    )
    found = found.filter(_.turnover >= p.min_turnover)
    passed = found.select("company_id", "window_day").join(sub, "company_id")
    passed = passed.filter(
        _.sub_day <= _.window_day, _.sub_day > _.window_day - ibis.interval(days=p.year_days)
    )
    passed = passed.group_by("company_id", "window_day").agg(passed=_.sub_dkk.sum())
    found = found.left_join(passed, ["company_id", "window_day"])
    found = found.drop("company_id_right", "window_day_right").cross_join(other)
    found = found.left_join(fit, "company_id").drop("company_id_right")
    found = found.mutate(
        own=(_.turnover - _.passed.fill_null(0)).cast("decimal(18, 2)"),
        rate=ibis.coalesce(_.fitting, _.other),
        hours=_.hours.cast("decimal(18, 2)"),
    )
    found = found.filter(_.own > 0, _.hours * _.rate <= _.own * p.max_hours_ratio)
    ratio = share(found.hours * found.rate, found.own)
    return shown(found.mutate(hours_ratio=ratio, day=found.window_day), "hours_for_turnover")


def inspected(p, month):
    known = month.registered_workers.notnull() & month.inspected_workers.notnull()
    seen = month.filter(known)
    seen = seen.filter(
        seen.inspected_workers >= seen.registered_workers * p.min_headcount_ratio,
        seen.inspected_workers - seen.registered_workers >= p.min_unregistered,
    )
    ratio = share(seen.inspected_workers, seen.registered_workers)
    seen = seen.mutate(
        headcount_ratio=ratio,
        workers=seen.inspected_workers,
        evidence=ibis.array([seen.ref]),
    )
    return shown(seen, "inspected")


def staffing(t, p, month):
    """Months in which the place was open longer than the reported hours could staff it."""
    month = month.filter(month.reported_hours.notnull())
    week = t.opening.group_by(company_id="party_id").agg(
        minutes=(_.closes - _.opens).sum().cast("decimal(18, 2)")
    )
    fit = by_trade(month.select("company_id", "trade").distinct(), t.min_staffing, "staff")
    window = trailing(
        month.select("company_id", "day", "reported_hours", "ref"), "company_id", p.quarter_days
    )
    found = window.group_by("company_id", "window_day").agg(
        months=_.day.nunique(), hours=_.reported_hours.sum(), evidence=rows(_.ref)
    )
    found = found.filter(_.months >= p.min_months).join(week, "company_id").join(fit, "company_id")
    found = found.left_join(leading(t, found), ["company_id", "window_day"])
    found = found.drop("company_id_right", "window_day_right").mutate(
        needed=(
            found.minutes / p.hour_minutes * p.weeks * found.fitting * found.months
            - found.leaders.fill_null(p.unknown_owners) * p.owner_hours * found.months
        ).cast("decimal(18, 2)")
    )
    found = found.filter(_.needed > 0, _.hours < _.needed * p.min_staffed_ratio)
    ratio = share(found.hours, found.needed)
    return shown(found.mutate(staffed_ratio=ratio, day=found.window_day), "staffing")


def leading(t, found):
    """How many owners and directors a company has on each of its days; no row if none is known."""
    moved = t.company_event.filter(
        _.party_id.notnull(), _.kind.re_search("^(owner|director)_(in|out)$")
    )
    moved = moved.select(
        "company_id", "party_id", "at",
        role=_.kind.re_extract("^(owner|director)_", 1), enters=_.kind.endswith("_in"),
    )  # fmt: skip
    past = found.select("company_id", "window_day").distinct().join(moved, "company_id")
    past = past.filter(past["at"] <= past.window_day)
    last = past.group_by("company_id", "window_day", "party_id", "role").agg(
        came=past["at"].max(where=past.enters), left=past["at"].max(where=~past.enters)
    )
    # Somebody who came back after leaving is still in.
    there = last.filter(_.came.notnull(), _["left"].isnull() | (_.came > _["left"]))
    return there.group_by("company_id", "window_day").agg(leaders=_.party_id.nunique())


def taxes(t, p):
    """Payments of a party to the tax authority, by purpose or by name."""
    pay = t.payment.filter(_.debtor_party.notnull(), _.debit_entry.notnull())
    said = ibis.coalesce(pay.creditor_name, "") + " " + ibis.coalesce(pay.merchant, "")
    said = (said + " " + ibis.coalesce(pay.text, "")).lower()
    named = ibis.or_(*[said.contains(name) for name in p.tax_names])
    pay = pay.filter(pay.purpose.upper().isin(p.tax_purposes).fill_null(False) | named)
    return pay.select(
        "day", "amount_dkk", company_id="debtor_party", ref=row("entry", pay.debit_entry)
    )


def wages(t):
    """Wages seen leaving the employer's own account, so that its taxes could be seen too."""
    paid = t.payment.filter(_.debit_entry.notnull()).select("payment_id", "debit_entry")
    unknown = _.employer_id.startswith("account:") | _.employer_id.startswith("name:")
    wage = t.salary.filter(_.employer_id.notnull(), ~unknown)
    wage = wage.join(paid, wage.salary_id == paid.payment_id)
    return wage.select(
        "day", "amount_dkk", company_id="employer_id", ref=row("entry", wage.debit_entry),
        who=ibis.coalesce("party:" + wage.party_id, "account:" + wage.account_id),
    )  # fmt: skip


def tax_unpaid(p, month):
    """Quarters in which little of the tax that fell due for the workers was paid."""
    month = month.filter(month.tax_due.notnull(), month.tax_paid.notnull())
    month = month.select("company_id", "day", "tax_due", "tax_paid", "ref")
    found = (
        trailing(month, "company_id", p.quarter_days)
        .group_by("company_id", "window_day")
        .agg(
            months=_.day.nunique(), due=_.tax_due.sum(), came=_.tax_paid.sum(), evidence=rows(_.ref)
        )
    )
    found = found.filter(_.months >= p.min_months, _.due >= p.min_tax_due)
    found = found.filter(_.came < _.due * p.min_paid_share)
    return shown(
        found.mutate(paid_share=share(found.came, found.due), day=found.window_day), "tax_unpaid"
    )


def leaders(t):
    """Owners and directors of an employer and whoever is tied to them, from when they came in."""
    lead = t.employer_link.filter(_.kind.isin(["owner", "director"]))
    lead = lead.select("since", company_id="employer_id", leader="value")
    tie = t.tie.select(leader="other_id", kin="party_id").distinct()
    kin = lead.join(tie, "leader").select("since", "company_id", leader="kin")
    both = ibis.union(lead.select(*kin.columns), kin).mutate(who="party:" + _.leader)
    both = both.group_by("company_id", "who").agg(since=_.since.min(), ever=_.since.isnull().any())
    return both.select("company_id", "who", led=_.ever.ifelse(ibis.null(), _.since), leads=True)


def untaxed_wages(t, p):
    paid, tax = wages(t), taxes(t, p)
    many = paid.group_by("company_id").agg(n=_.who.nunique()).filter(_.n >= p.min_paid)
    paid = paid.semi_join(many, "company_id")
    window = trailing(paid, "company_id", p.quarter_days)
    # Pay to those who run the company, or to their families, tells nothing of who is exploited.
    window = window.left_join(leaders(t), ["company_id", "who"], rname="{name}_lead")
    by_then = _.led.isnull() | (_.led <= _.window_day)
    window = window.mutate(side=(_.leads.fill_null(False) & by_then).ifelse("unclear", "exploited"))
    found = window.group_by("company_id", "window_day").agg(
        workers=_.who.nunique(),
        months=_.day.truncate("M").nunique(),
        paid=_.amount_dkk.sum().cast("decimal(18, 2)"),
        refs=rows(_.ref),
        named=rows(_.side + "/" + _.who),
    )
    found = found.filter(_.workers >= p.min_paid, _.months >= p.min_months)
    ends = found.select("company_id", day="window_day")
    due = trailing(tax.semi_join(many, "company_id"), "company_id", p.quarter_days, ends)
    due = due.group_by("company_id", "window_day").agg(tax=_.amount_dkk.sum(), tax_refs=rows(_.ref))
    found = found.left_join(due, ["company_id", "window_day"])
    found = found.mutate(tax=_.tax.fill_null(0).cast("decimal(18, 2)"), day=_.window_day)
    found = found.filter(_.tax < _.paid * p.min_tax_share)
    none = ibis.literal([], type="array<string>")
    found = found.mutate(
        tax_share=share(found.tax, found.paid),
        evidence=found.refs.concat(ibis.coalesce(found.tax_refs, none)).unique().sort(),
    )
    return shown(found, "untaxed_wages")


def low_payroll(t, p):
    """Quarters with hardly any wages and taxes for the takings, several in a row."""
    hard = t.trade_group.filter(_.trade_group == "labour_intensive").select("trade_prefix")
    firm = t.party.filter(_.kind == "company", _.trade.notnull())
    firm = firm.join(hard, firm.trade.startswith(hard.trade_prefix))
    firm = firm.select("trade", company_id="party_id").distinct()
    came = t.payment.filter(_.credit_entry.notnull(), _.creditor_party.notnull())
    came = came.filter((_.creditor_party != _.debtor_party).fill_null(True))
    came = came.join(firm, came.creditor_party == firm.company_id)
    came = came.select(
        "company_id", "trade", "amount_dkk",
        quarter=came.day.truncate("Q").cast("date"), ref=row("entry", came.credit_entry),
    )  # fmt: skip
    # The takings are many; the largest of each quarter stands for them in the evidence.
    largest = ibis.row_number().over(
        group_by=[came.company_id, came.quarter], order_by=[came.amount_dkk.desc(), came.ref]
    )
    came = came.mutate(shown_ref=(largest == 0).ifelse(came.ref, ibis.null()))
    took = came.group_by("company_id", "trade", "quarter").agg(
        turnover=_.amount_dkk.sum().cast("decimal(18, 2)"),
        taking=_.shown_ref.max(),
    )
    took = took.filter(_.turnover >= p.min_quarter_turnover)
    spent = ibis.union(
        wages(t).drop("who"), taxes(t, p).select("day", "amount_dkk", "company_id", "ref")
    )
    spent = spent.semi_join(took, "company_id")
    spent = spent.group_by("company_id", quarter=spent.day.truncate("Q").cast("date")).agg(
        spent=_.amount_dkk.sum(), refs=rows(_.ref)
    )
    both = took.left_join(spent, ["company_id", "quarter"])
    both = both.drop("company_id_right", "quarter_right").mutate(
        spent=_.spent.fill_null(0).cast("decimal(18, 2)")
    )
    both = both.mutate(share=share(both.spent, both.turnover))
    closed = both.select("trade", "share", quarter=next_quarter(both.quarter))
    usual = peer_quantile(closed, ["trade", "quarter"], "share", p.peer_quantile)
    both = both.left_join(usual, ["trade", "quarter"]).drop("trade_right", "quarter_right")
    low = (both.share <= ibis.coalesce(both.peer, p.max_payroll_share)).cast("int64")
    order = {"group_by": both.company_id, "order_by": both.quarter}
    last = ibis.window(preceding=p.min_quarters - 1, following=0, **order)
    run = both.mutate(
        low=low.sum().over(last),
        began=both.quarter.lag(p.min_quarters - 1).over(ibis.window(**order)),
    )
    first = run.quarter - ibis.interval(months=p.quarter_months * (p.min_quarters - 1))
    run = run.filter(run.low == p.min_quarters, run.began == first.cast("date"))
    end = run.quarter + ibis.interval(months=p.quarter_months) - ibis.interval(days=1)
    run = run.mutate(day=end.cast("date"), payroll_share=run.share)
    hit = run.select("company_id", "day", hit_quarter="quarter")
    none = ibis.literal([], type="array<string>")
    seen = both.select(
        "company_id",
        "quarter",
        refs=ibis.coalesce(both.refs, none).concat(ibis.array([both.taking])),
    )
    seen = hit.join(seen, "company_id")
    seen = seen.filter(
        seen.quarter <= seen.hit_quarter,
        seen.quarter > seen.hit_quarter - ibis.interval(months=p.quarter_months * p.min_quarters),
    )
    seen = seen.group_by("company_id", "day").agg(
        evidence=_.refs.collect().flatten().unique().sort()
    )
    return shown(run.drop("refs").join(seen, ["company_id", "day"]), "low_payroll")


def shown(found, variant):
    measures = {
        m: (found[m] if m in found.columns else ibis.null()).cast(kind)
        for m, kind in MEASURES.items()
    }
    names = found["named"] if "named" in found.columns else ibis.null("array<string>")
    return found.select(
        "day", "evidence", variant=ibis.literal(variant), named=names,
        subject_kind=ibis.literal("party"), subject_id=found.company_id, **measures,
    )  # fmt: skip

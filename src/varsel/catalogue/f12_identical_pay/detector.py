"""F12: pay that is the same period after period where hours would normally vary.

Counts months without a gap, in trades with varying hours. Leaves out salaried staff, apprentices,
owners, and gross pay of those whose permit demands a fixed pay; their net pay should still move.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, next_quarter, peer_quantile, row, rows, share

WHO = ["employer", "who"]
MONTH = ["employer", "month", "day"]
MEASURES = {
    "spread_dkk": "decimal(18, 4)",
    "staff_share": "decimal(18, 4)",
    "alike": "int64",
    "hours_share": "decimal(18, 4)",
}


def detect(t, p):
    pay = months(t, p)
    gross = pay.filter(~_.fixed, _.amount.notnull())
    steady = runs(gross, "amount", p)
    person = steady.filter(_.same).mutate(variant=ibis.literal("same_pay"))
    net = runs(pay.filter(_.net.notnull()), "net", p)
    january = net.filter(_.same, _.januaries >= 1).mutate(variant=ibis.literal("same_net"))
    full = runs(pay.filter(_.hours.notnull()), "hours", p)
    full = full.mutate(same=full.whole & (full.least == p.full_hours) & (full.most == p.full_hours))
    hits = [one(person, gross, p), one(january, pay, p)]
    hits += [
        many_same(p, steady, gross),
        same_krone(p, steady, gross),
        many_full(p, full, pay),
    ]
    # Two months may be paid on one day: one hit a day.
    return ibis.union(*hits).group_by("subject_kind", "subject_id", "variant", "day").agg(
        spread_dkk=_.spread_dkk.min(), staff_share=_.staff_share.max(), alike=_.alike.max(),
        hours_share=_.hours_share.max(),
        evidence=_.evidence.collect().flatten().unique().sort(),
        named=_["named"].collect().flatten().unique().sort(),
    )  # fmt: skip


def months(t, p):
    """Pay of one person from one employer in one month, by payslip, else by wage."""
    varying = t.trade_group.filter(_.trade_group == "variable_hours").select("trade_prefix")
    firm = t.party.filter(_.trade.notnull()).select(employer="party_id", trade="trade")
    firm = firm.join(varying, firm.trade.startswith(varying.trade_prefix))
    firm = firm.select("employer", "trade").distinct()
    lead = t.employer_link.filter(_.kind.isin(["owner", "director"]))
    lead = lead.select("since", "until", leads="employer_id", leader="value")
    start = (_.period + "-01").cast("date")
    settled = t.payroll.filter(_.job_code.lower().isin(p.settled_jobs))
    settled = settled.select(employer="employer_id", who="employee_id", month=start).distinct()
    end = start + ibis.interval(months=1) - ibis.interval(days=1)
    slip = t.payroll.select(
        employer=_.employer_id, who=_.employee_id, month=start,
        day=ibis.coalesce(_.paid_on, end.cast("date")),
        amount=_.gross, net=_.net, hours=_.hours.cast("decimal(18, 4)"),
        ref=row("payroll", _.payslip_id),
    )  # fmt: skip
    wage = t.salary.filter(_.party_id.notnull(), _.payslip_id.isnull()).select(
        "day", employer=_.employer_id, who=_.party_id, month=_.day.truncate("M").cast("date"),
        amount=_.amount_dkk, net=_.amount_dkk, hours=ibis.null("decimal(18, 4)"),
        ref=row("entry", _.entry_id),
    )  # fmt: skip
    # Month by month: what a later payslip says must not change an earlier flag.
    wage = wage.anti_join(slip.select(*WHO, "month").distinct(), [*WHO, "month"])
    pay = ibis.union(slip, wage.select(*slip.columns))
    # Whoever is made director later was staff until then.
    pay = pay.anti_join(
        lead,
        [
            pay.employer == lead.leads,
            pay.who == lead.leader,
            (lead.since <= pay.day).fill_null(True),
            (lead.until >= pay.day).fill_null(True),
        ],
    )
    pay = pay.anti_join(settled, [*WHO, "month"]).join(firm, "employer")
    # What is missing on one payslip of a month is unknown for the month.
    pay = pay.group_by(*WHO, "trade", "month").agg(
        day=_.day.max(),
        amount=_.amount.isnull().any().ifelse(ibis.null(), _.amount.sum()),
        net=_.net.isnull().any().ifelse(ibis.null(), _.net.sum()),
        hours=_.hours.isnull().any().ifelse(ibis.null(), _.hours.sum()),
        refs=rows(_.ref),
    )
    tied = t.permit.filter(_.scheme.isin(p.fixed_schemes)).select(who="party_id", permit="party_id")
    pay = pay.left_join(tied.distinct(), "who").drop("who_right")
    return pay.mutate(fixed=pay.permit.notnull()).drop("permit")


def runs(pay, value, p):
    """Each month with the months before it: whether they are whole and the value the same."""
    order = {"group_by": [pay[k] for k in WHO], "order_by": [pay.month]}
    back = p.min_periods - 1
    last = ibis.window(preceding=back, following=0, **order)
    later = ibis.window(preceding=back - 1, following=0, **order)
    january = (pay.month.month() == 1).cast("int64")
    run = pay.mutate(
        began=pay.month.lag(back).over(ibis.window(**order)),
        most=pay[value].max().over(last).cast("decimal(18, 4)"),
        least=pay[value].min().over(last).cast("decimal(18, 4)"),
        januaries=january.sum().over(later),
        value=pay[value],
    )
    whole = (run.began + ibis.interval(months=back)).cast("date") == run.month
    run = run.mutate(
        whole=whole.fill_null(False), spread_dkk=(run.most - run.least).cast("decimal(18, 4)")
    )
    near = (run.spread_dkk <= p.max_spread_dkk) & (run.spread_dkk <= run.most * p.max_spread_share)
    return run.mutate(same=run.whole & near & (run.least > 0))


def behind(hits, pay, keys, p):
    """Evidence: the payslips or wages of the months that make the run."""
    part = hits.select(*{*keys, *WHO, "month"}).distinct()
    old = pay.select(*WHO, "refs", old_month="month")
    part = part.join(old, WHO)
    part = part.filter(
        part.old_month <= part.month,
        part.old_month > part.month - ibis.interval(months=p.min_periods),
    )
    return part.group_by(keys).agg(evidence=_.refs.collect().flatten().unique().sort())


def one(hits, pay, p):
    """Hits on a person, naming the employer."""
    found = hits.join(behind(hits, pay, [*WHO, "month"], p), [*WHO, "month"])
    found = found.mutate(named=ibis.array([named("unclear", "party", found.employer)]))
    return shown(found, found.who)


def many_same(p, steady, pay):
    """Employers with more steady pay than others of their trade."""
    firm = steady.group_by("employer", "trade", "month").agg(
        day=_.day.max(), staff=_.who.nunique(), same=_.who.nunique(where=_.same)
    )
    firm = firm.filter(_.staff >= p.min_staff)
    firm = firm.mutate(share=share(firm.same, firm.staff))
    closed = firm.mutate(quarter=next_quarter(_.month)).group_by("trade", "quarter", "employer")
    usual = peer_quantile(
        closed.agg(share=_.share.max()), ["trade", "quarter"], "share", p.peer_quantile
    )
    firm = firm.mutate(quarter=firm.month.truncate("Q").cast("date"))
    firm = firm.left_join(usual, ["trade", "quarter"])
    firm = firm.filter(
        firm.same >= firm.staff * p.min_staff_share, firm.peer.isnull() | (firm.share > firm.peer)
    )
    firm = firm.select("employer", "month", "day", staff_share="share")
    return group(firm, steady.filter(_.same), pay, "same_pay_many", p)


def same_krone(p, steady, pay):
    """Several employees with the very same steady pay."""
    same = steady.filter(_.same)
    firm = same.group_by("employer", "month", "value").agg(day=_.day.max(), alike=_.who.nunique())
    firm = firm.filter(_.alike >= p.min_alike)
    part = same.semi_join(firm, ["employer", "month", "value"])
    firm = firm.group_by("employer", "month").agg(day=_.day.max(), alike=_.alike.max())
    return group(firm, part, pay, "same_krone", p)


def many_full(p, full, pay):
    """Employers who report exactly a full month for most of the staff, always."""
    firm = full.group_by("employer", "month").agg(
        day=_.day.max(), staff=_.who.nunique(), same=_.who.nunique(where=_.same)
    )
    firm = firm.filter(_.staff >= p.min_staff, _.same >= _.staff * p.min_staff_share)
    firm = firm.mutate(hours_share=share(firm.same, firm.staff))
    return group(firm, full.filter(_.same), pay, "same_hours", p)


def group(firm, part, pay, variant, p):
    """Flags on an employer, naming the employees with the pattern."""
    month = ["employer", "month"]
    part = part.semi_join(firm, month)
    names = part.group_by(month).agg(named=rows("exploited/party:" + _.who))
    found = firm.join(names, month).join(behind(part, pay, month, p), month)
    return shown(found.mutate(variant=ibis.literal(variant)), found.employer)


def shown(found, subject):
    measures = {
        m: (found[m] if m in found.columns else ibis.null()).cast(kind)
        for m, kind in MEASURES.items()
    }
    return found.select(
        "variant", "day", "evidence", "named",
        subject_kind=ibis.literal("party"), subject_id=subject, **measures,
    )  # fmt: skip

"""X1: wages of employees of one employer paid into an account that is not theirs.

Reads payslips, and wages whose payer names the receivers. Leaves out accounts of guardians and
payroll firms; one employee alone is the weak form. What the holder then does with the money is
F8's question.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, row, rows, trailing

GROUP = ["employer", "account", "window_day"]
MEASURES = ("workers", "on_one", "names", "pay_days")


def detect(t, p):
    paid = t.once(payslips(t))
    crowd = paid.group_by("employer", "account").agg(n=_.worker.nunique())
    slips = paid.semi_join(crowd.filter(_.n >= p.min_workers), ["employer", "account"])
    slips = trailing(slips, ["employer", "account"], p.window_days)
    found = slips.group_by(GROUP).agg(
        workers=_.worker.nunique(),
        loose=_.worker.nunique(where=~_.tied),
        known=_.holder.max(),
        own=_.own.any(),
        evidence=rows(_.ref),
        people=rows("exploited/party:" + _.worker),
    )
    strange = found.known.notnull() & ~found.own
    others = found.filter(strange, _.workers >= p.min_workers).mutate(
        variant=ibis.literal("others_account"),
        subject_kind=ibis.literal("party"),
        subject_id=_.known,
        # A tie to the holder lowers and never erases.
        notch=(_.loose < p.min_workers).ifelse(-1, 0),
    )
    many = found.filter(~strange, _.workers >= p.min_on_one).mutate(
        variant=ibis.literal("many_on_one"),
        subject_kind=ibis.literal("account"),
        subject_id=_.account,
        notch=ibis.literal(0),
        on_one=_.workers,
    )
    parts = (others, many.drop("workers"), two_names(t, p), one_worker(t, p, paid))
    hits = ibis.union(*[shown(h) for h in parts])
    # One holder may have two such accounts: one hit a day.
    return hits.group_by("subject_kind", "subject_id", "variant", "day").agg(
        notch=_.notch.max(), workers=_.workers.max(), on_one=_.on_one.max(),
        names=_.names.max(), pay_days=_.pay_days.max(),
        evidence=_.evidence.collect().flatten().unique().sort(),
        named=_["named"].collect().flatten().unique().sort(),
    )  # fmt: skip


def payslips(t):
    """Payslips and the wages they announce, by account paid to, without accounts of middlemen."""
    end = (_.period + "-01").cast("date") + ibis.interval(months=1) - ibis.interval(days=1)
    slip = t.payroll.filter(_.paid_to_account.notnull()).select(
        "payslip_id",
        employer=_.employer_id,
        worker=_.employee_id,
        account=_.paid_to_account,
        day=ibis.coalesce(_.paid_on, end.cast("date")),
        ref=row("payroll", _.payslip_id),
    )
    slip = slip.anti_join(middlemen(t), "account")
    main = t.holder.filter(_.main).select(account="account_id", holder="party_id")
    own = t.holder.select(account="account_id", worker="party_id", own_account="account_id")
    tie = t.tie.select(worker="party_id", holder="other_id", tie_kind="kind")
    tie = tie.select("worker", "holder", tied_to="holder").distinct()
    slip = slip.left_join(main, "account").drop("account_right")
    slip = slip.left_join(own, ["account", "worker"]).drop("account_right", "worker_right")
    slip = slip.left_join(tie, ["worker", "holder"]).drop("worker_right", "holder_right")
    slip = slip.mutate(own=_.own_account.notnull(), tied=_.tied_to.notnull())
    slip = slip.drop("own_account", "tied_to")
    wage = t.salary.filter(_.payslip_id.notnull()).select("payslip_id", "entry_id")
    paid = slip.join(wage, "payslip_id").mutate(ref=row("entry", _.entry_id)).drop("entry_id")
    return ibis.union(slip, paid.select(*slip.columns)).drop("payslip_id")


def middlemen(t):
    """Accounts of guardians' offices, accountants and others who hold money for many."""
    hub = t.hub_kind
    segment = hub.filter(_.kind == "segment").select(segment="value")
    group = hub.filter(_.kind == "trade_group").select(trade_group="value")
    prefix = t.trade_group.semi_join(group, "trade_group").select("trade_prefix").distinct()
    trade = t.party.join(prefix, t.party.trade.startswith(prefix.trade_prefix))
    party = ibis.union(
        t.party.semi_join(segment, "segment").select("party_id"), trade.select("party_id")
    )
    return t.holder.semi_join(party, "party_id").select(account="account_id").distinct()


def one_worker(t, p, slips):
    """One employee paid, pay day after pay day, to the account of somebody they have no tie to."""
    moved = t.company_event.filter(_.kind.isin(["owner_in", "director_in"]))
    lead = moved.select(firm="company_id", worker="party_id", came="at")
    slips = slips.filter(_.holder.notnull(), ~_.own, ~_.tied)
    # Who leads the employer, or holds the account through a company, disposes of the pay.
    firm = (slips.employer == lead.firm) | (slips.holder == lead.firm)
    slips = slips.anti_join(lead, [slips.worker == lead.worker, lead.came <= slips.day, firm])
    window = trailing(slips, ["employer", "account", "worker"], p.repeat_days)
    found = window.group_by(*GROUP, "worker").agg(
        pay_days=_.day.nunique(), holder=_.holder.max(), evidence=rows(_.ref)
    )
    return found.filter(_.pay_days >= p.min_pay_days).mutate(
        variant=ibis.literal("one_worker"),
        subject_kind=ibis.literal("party"),
        subject_id=_.worker,
        notch=ibis.literal(0),
        people=ibis.array(
            [named("exploited", "party", _.worker), named("unclear", "party", _.holder)]
        ),
    )


def two_names(t, p):
    """Wages of one day to one account under more names than it has holders, on several days."""
    paid = t.salary.filter(_.payslip_id.isnull(), _.employer_id.notnull())
    names = t.payment.filter(_.creditor_name.notnull()).select("payment_id", "creditor_name")
    paid = paid.join(names, paid.salary_id == names.payment_id).select(
        "day",
        employer=paid.employer_id,
        account=paid.account_id,
        whom=names.creditor_name.lower().strip(),
        ref=row("entry", paid.entry_id),
    )
    paid = paid.anti_join(middlemen(t), "account")
    daily = paid.group_by("employer", "account", "day").agg(names=_.whom.nunique())
    holders = t.holder.group_by(account=_.account_id).agg(holders=_.party_id.nunique())
    daily = daily.filter(_.names >= p.min_names).left_join(holders, "account")
    daily = daily.filter(_.holders.isnull() | (_.names > _.holders))
    paid = paid.semi_join(daily, ["employer", "account", "day"])
    paid = paid.join(daily.select("employer", "account", "day", "names"),
                     ["employer", "account", "day"])  # fmt: skip
    window = trailing(paid, ["employer", "account"], p.repeat_days)
    found = window.group_by(GROUP).agg(
        names=_.names.max(), pay_days=_.day.nunique(), evidence=rows(_.ref)
    )
    return found.filter(_.pay_days >= p.min_pay_days).mutate(
        variant=ibis.literal("two_names"),
        subject_kind=ibis.literal("account"),
        subject_id=_.account,
        notch=ibis.literal(0),
        people=ibis.null("array<string>"),
    )


def shown(hit):
    """The columns of a hit; measures a variant lacks are null."""
    # One employee may have asked the employer for it.
    side = (hit.variant == "one_worker").ifelse("unclear/", "controller/")
    boss = ibis.cases(
        (hit.employer.startswith("name:"), ibis.null("string")),
        (hit.employer.startswith("account:"), side + hit.employer),
        else_=side + "party:" + hit.employer,
    )
    known = ibis.array([boss, named("unclear", "account", hit.account)])
    return hit.select(
        "subject_kind", "subject_id", "variant", "notch", "evidence",
        day=hit.window_day,
        named=ibis.coalesce(known.concat(hit.people), known),
        **{m: (hit[m] if m in hit.columns else ibis.null()).cast("int64") for m in MEASURES},
    )  # fmt: skip

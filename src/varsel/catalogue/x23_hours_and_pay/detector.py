"""X23: evidence of hours worked against the pay and the hours on the payslip.

Evidence is what the front line saw and, apart from it, messages in which a worker reports start
and finish (`_reported`). All payslips of a month count together (two jobs). Leaves out owners,
directors and apprentices' pay.
"""

import ibis
from ibis import _

from varsel.catalogue.build import row, rows, share, trailing

HITS = ["party_id", "variant", "day"]


def detect(t, p):
    evidence = ibis.union(observed(t, p), messaged(t, p))
    slips = payslips(t)
    near = one_slip(evidence.join(slips, "party_id"), p)
    near = near.mutate(
        day=ibis.greatest(near.seen_day, near.known),
        worked=(near.weekly * p.weeks).cast("decimal(18, 4)"),
        kept=(near.gross - near.returned).cast("decimal(18, 2)"),
    )
    low = near.filter(
        ~near.apprentice, near.kept < near.worked * near.norm * p.max_norm_share
    ).mutate(
        variant="low_pay" + _.source,
        hourly=share(_.kept, _.worked),
        norm_share=share(_.kept, _.worked * _.norm),
        hours_ratio=ibis.null("decimal(18, 4)"),
    )
    gap = near.filter(near.hours > 0, near.worked >= near.hours * p.min_hours_ratio).mutate(
        variant="hours_gap" + _.source,
        hourly=ibis.null("decimal(18, 4)"),
        norm_share=ibis.null("decimal(18, 4)"),
        hours_ratio=share(_.worked, _.hours),
    )
    columns = (
        *HITS,
        "weekly",
        "hourly",
        "norm_share",
        "hours_ratio",
        "refs",
        "slip_refs",
        "bosses",
    )
    hits = ibis.union(low.select(*columns), gap.select(*columns))
    hits = hits.group_by(HITS).agg(
        norm_share=_.norm_share.min(),
        hourly=_.hourly.min(),
        hours_ratio=_.hours_ratio.max(),
        weekly=_.weekly.max().cast("decimal(18, 4)"),
        times=ibis.null("int64"),
        evidence=_.refs.concat(_.slip_refs).collect().flatten().unique().sort(),
        named=_.bosses.collect().flatten().unique().sort(),
    )
    hits = ibis.union(hits, seen_idle(t, p).select(*hits.columns))
    return hits.select(
        "variant", "day", "evidence", "named", "norm_share", "hourly", "hours_ratio", "weekly",
        "times", subject_kind=ibis.literal("party"), subject_id=hits.party_id,
    )  # fmt: skip


def one_slip(near, p):
    """The last payslip before the hours were seen, else the first after: one fact of the pay.

    Which one it is does not change when later payslips arrive.
    """
    around = ibis.interval(days=p.slip_days)
    near = near.filter(
        near.seen_day <= near.slip_day + around, near.seen_day >= near.slip_day - around
    )
    before = near.slip_day <= near.seen_day
    same = ibis.window(group_by=[near.party_id, near.seen_day, near.source])
    chosen = ibis.coalesce(
        near.slip_day.max(where=before).over(same), near.slip_day.min(where=~before).over(same)
    )
    return near.mutate(chosen=chosen).filter(_.slip_day == _.chosen).drop("chosen")


def observed(t, p):
    """Weeks of long hours that somebody has evidence of."""
    o = t.observation.filter(_.party_id.notnull())
    hours = ibis.cases(
        (o.fact == "hours_evidenced_60", p.weekly_60), (o.fact == "hours_evidenced_70", p.weekly_70)
    )
    return o.mutate(weekly=hours.cast("decimal(18, 4)")).filter(_.weekly.notnull()).select(
        "party_id", "weekly", seen_day=_["at"].date(), source=ibis.literal(""),
        refs=ibis.array([row("observation", _.observation_id)]),
    )  # fmt: skip


def messaged(t, p):
    """Weekly hours from reports of start and finish on enough days of a window."""
    said = t.signal.filter(_.source_table == "message", _.criterion == "check_in")
    said = said.select(message_id="row_id").distinct()
    owner = t.profile.filter(_.party_id.notnull()).select("profile_id", "party_id")
    sent = t.message.semi_join(said, "message_id")
    sent = sent.join(owner, sent.sender_id == owner.profile_id)
    daily = sent.select(
        "party_id", "sent_at", day=_.sent_at.date(), ref=row("message", _.message_id)
    )
    daily = daily.group_by("party_id", "day").agg(
        first=_.sent_at.min(), final=_.sent_at.max(), refs=rows(_.ref)
    )
    daily = daily.mutate(minutes=daily.final.delta(daily["first"], unit="minute"))
    window = trailing(daily.filter(_.minutes > 0), "party_id", p.message_days)
    found = window.group_by("party_id", seen_day=window.window_day).agg(
        days=_.count(), minutes=_.minutes.sum(), refs=_.refs.collect().flatten()
    )
    weekly = share(found.minutes, ibis.literal(p.minutes_a_weekly_hour))
    found = found.mutate(weekly=weekly)
    found = found.filter(_.days >= p.min_days, _.weekly >= p.long_week)
    return found.select(
        "party_id", "weekly", "seen_day", source=ibis.literal("_reported"), refs=found.refs
    )


def payslips(t):
    """A person's pay of a month, at first as paid, then less what went back to the employer."""
    lead = t.employer_link.filter(_.kind.isin(["owner", "director"]))
    lead = lead.select("employer_id", employee_id="value").distinct()
    slip = t.payroll.filter(_.gross.notnull()).anti_join(lead, ["employer_id", "employee_id"])
    slip = slip.join(norms(t, slip), "employer_id")
    end = (_.period + "-01").cast("date") + ibis.interval(months=1) - ibis.interval(days=1)
    month = slip.mutate(
        slip_day=ibis.coalesce(_.paid_on, end.cast("date")),
        ref=row("payroll", _.payslip_id),
        boss="controller/party:" + _.employer_id,
    )
    month = month.group_by("period", party_id=month.employee_id).agg(
        slip_day=_.slip_day.max(),
        gross=_.gross.sum(),
        # Hours missing on one payslip make the month's hours unknown.
        hours=_.hours.isnull().any().ifelse(ibis.null(), _.hours.sum()),
        norm=_.norm.min(),
        apprentice=(_.job_code == "apprentice").fill_null(False).any(),
        slip_refs=rows(_.ref),
        bosses=rows(_.boss),
    )
    wage = t.salary.filter(_.payslip_id.notnull()).select("salary_id", "payslip_id")
    wage = wage.join(slip.select("payslip_id", "period", party_id="employee_id"), "payslip_id")
    out = t.salary_outflow.filter(_.to_employer, ~_.to_own).select(
        "salary_id", "day", "amount_dkk", ref=row("entry", _.entry_id)
    )
    out = out.join(wage.select("salary_id", "period", "party_id"), "salary_id")
    daily = out.group_by("party_id", "period", "day").agg(
        dkk=_.amount_dkk.sum(), back_refs=rows(_.ref)
    )
    so_far = ibis.cumulative_window(group_by=[daily.party_id, daily.period], order_by=daily.day)
    back = daily.mutate(returned=daily.dkk.sum().over(so_far).cast("decimal(38, 2)"))
    back = month.join(back.select("party_id", "period", "returned", "back_refs", back_day="day"),
                      ["party_id", "period"])  # fmt: skip
    less = back.mutate(
        known=ibis.greatest(back.slip_day, back.back_day),
        slip_refs=back.slip_refs.concat(back.back_refs),
    )
    plain = month.mutate(known=month.slip_day, returned=ibis.literal(0).cast("decimal(38, 2)"))
    return ibis.union(plain, less.select(*plain.columns))


def norms(t, slip):
    """Usual pay an hour in the employer's trade: the longest fitting prefix, else any trade."""
    usual = t.sector_pay.select("trade_prefix", usual="hourly_dkk")
    trade = t.party.select(employer_id="party_id", trade="trade")
    fit = trade.join(usual, trade.trade.startswith(usual.trade_prefix))
    longest = ibis.row_number().over(
        group_by=fit.employer_id, order_by=[fit.trade_prefix.length().desc(), fit.trade_prefix]
    )
    fit = fit.mutate(longest=longest).filter(_.longest == 0).select("employer_id", fitting="usual")
    other = usual.filter(_.trade_prefix == "any").select(other="usual")
    all_ = slip.select("employer_id").distinct().cross_join(other)
    all_ = all_.left_join(fit, "employer_id")
    return all_.select("employer_id", norm=ibis.coalesce(all_.fitting, all_.other))


def seen_idle(t, p):
    """Seen at work on several days in hours reported as free."""
    seen = t.observation.filter(_.fact == "work_while_reported_idle", _.party_id.notnull())
    seen = seen.select("party_id", day=_["at"].date(), ref=row("observation", _.observation_id))
    window = trailing(seen, "party_id", p.idle_days)
    found = window.group_by("party_id", day=window.window_day).agg(
        times=_.day.nunique(), evidence=rows(_.ref)
    )
    none = ibis.null("decimal(18, 4)")
    return found.filter(_.times >= p.min_idle).mutate(
        variant=ibis.literal("seen_idle"),
        named=ibis.null("array<string>"),
        norm_share=none, hourly=none, hours_ratio=none, weekly=none,
    )  # fmt: skip

"""F8: wages that leave again: to the employer's side, in cash, to one common account, or in company.

Also messages that demand it. Money is judged per pay day (all wages of one person from one employer
that day). Leaves out moves between own and joint accounts, owners and directors, direct debits and
card purchases, rent up to a cap.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, row, rows, share, trailing

KEYS = ["node", "variant", "day"]
MEASURES = {
    "moved_dkk": "decimal(18, 2)",
    "returned_share": "decimal(18, 4)",
    "drained_share": "decimal(18, 4)",
    "sink_share": "decimal(18, 4)",
    "repeats": "int64",
    "sharers": "int64",
    "together": "int64",
    "living_share": "decimal(18, 4)",
}


def detect(t, p):
    wages = t.once(wages_by_pay_day(t, p))
    events = wages.filter(_.salary_id == _.event)
    out = t.once(outflows(t, events, p))
    moved = out.filter(
        _.channel.isin(p.return_channels) | _.channel.isnull(),
        _.mcc.isnull(),
        _.day <= _.pay_day + ibis.interval(days=p.return_days),
    )
    cash = out.filter(_.channel.isin(p.cash_channels)).mutate(sink=ibis.null("string"))
    parts = [
        kick_back(t, p, wages, moved.filter(_.to_employer)),
        cash_drain(t, p, wages, cash.filter(_.minutes_after <= p.drain_minutes)),
        common_sink(t, p, wages, moved.filter(_.sink.notnull(), _.employer != "")),
        co_withdrawal(t, p, wages, cash.filter(_.terminal_id.notnull(), _.employer != "")),
        told_to(t),
    ]
    hits, refs, names = (ibis.union(*same) for same in zip(*parts, strict=True))
    hits = hits.group_by(KEYS).agg(notch=_.notch.max(), **{m: _[m].max() for m in MEASURES})
    hits = hits.join(refs.group_by(KEYS).agg(evidence=rows(_.ref)), KEYS)
    hits = hits.join(names.group_by(KEYS).agg(named=rows(_.whom)), KEYS)
    colon = hits.node.find(":")
    return hits.select(
        "variant", "day", "notch", "evidence", "named", *MEASURES,
        subject_kind=hits.node.substr(0, colon), subject_id=hits.node.substr(colon + 1),
    )  # fmt: skip


def wages_by_pay_day(t, p):
    """Wages with `event`, the first of one person's wages from one employer on one day.

    `pay` adds the wages of the weeks before: who is paid by the week may send on several at once.
    """
    leaders = t.employer_link.filter(_.kind.isin(["owner", "director"]))
    lead = leaders.select("employer_id", leader="value").distinct()
    # Only while they lead: who was registered as owner later was paid as staff before.
    term = leaders.select("employer_id", party_id="value", came="since", went="until")
    staff = t.employer_link.filter(_.kind == "employee").group_by("employer_id")
    alone = staff.agg(staff=_["value"].nunique()).filter(_.staff == 1)
    joint = t.tie.filter(_.kind == "joint_account").select("party_id", leader="other_id")
    # The only employee shares an account with the owner: a family firm. A shared home is none.
    family = lead.semi_join(alone, "employer_id").join(joint.distinct(), "leader")
    s, who = t.salary, ["employer_id", "party_id"]
    own = [s[w] == term[w] for w in who]
    own += [term.came.isnull() | (term.came <= s.day), term.went.isnull() | (term.went >= s.day)]
    s = s.anti_join(term, own).anti_join(family.select(*who), who)
    s = s.anti_join(own_money(t), "salary_id")
    s = s.select(
        "salary_id", "payslip_id", "account_id", "party_id", "day", "at", "amount_dkk",
        employer=_.employer_id.fill_null(""),
        who=ibis.coalesce("party:" + _.party_id, "account:" + _.account_id),
        ref=row("entry", _.entry_id),
    )  # fmt: skip
    one = [s.who, s.account_id, s.employer, s.day]
    back = ibis.interval(days=p.pay_days - 1)
    weeks = ibis.trailing_range_window(back, group_by=one[:-1], order_by=s.day)
    return s.mutate(
        event=s.salary_id.first().over(group_by=one, order_by=[s["at"], s.salary_id]),
        wage=s.amount_dkk.sum().over(group_by=one).cast("decimal(18, 2)"),
        pay=s.amount_dkk.sum().over(weeks).cast("decimal(18, 2)"),
        boss=ibis.cases(
            (s.employer.startswith("account:"), s.employer),
            (s.employer.startswith("name:") | (s.employer == ""), ibis.null("string")),
            else_="party:" + s.employer,
        ),
    )


def own_money(t):
    """What is called a wage and moves between two accounts in the same person's name."""
    own = t.party.filter(_.kind == "person").select(side="party_id", other=_.name.lower().strip())
    pay = t.payment.mutate(salary_id=_.payment_id)
    into = pay.select("salary_id", side="creditor_party", other=_.debtor_name.lower().strip())
    away = pay.select("salary_id", side="debtor_party", other=_.creditor_name.lower().strip())
    return ibis.union(into, away).semi_join(own, ["side", "other"]).select("salary_id")


def outflows(t, events, p):
    """Outflows with what their pay day knows; those to own and joint accounts are set aside."""
    event = events.select("event", "who", "employer", "wage", "pay", pay_day="day")
    out = t.salary_outflow.filter(~_.to_own).select(
        "day", "minutes_after", "amount_dkk", "channel", "purpose", "terminal_id", "mcc",
        "to_tie", "to_employer", "payment_id", "salary_id",
        ref=row("entry", _.entry_id),
        sink=ibis.coalesce(
            "party:" + _.creditor_party,
            "account:" + _.creditor_account,
            "phone:" + _.creditor_key.startswith("+").ifelse(_.creditor_key, ibis.null()),
            "key:" + _.creditor_key,
        ),
    )  # fmt: skip
    words = r"\b(" + "|".join(p.rent_words) + r")\b"
    called = t.payment.filter(_.text.lower().re_search(words)).select(called_id="payment_id")
    out = event.join(out, event.event == out.salary_id).drop("salary_id")
    out = out.left_join(called, out.payment_id == called.called_id)
    return out.mutate(called_rent=_.called_id.notnull()).drop("called_id")


def reaching(out, keys, least_share, least_dkk, p, most_share=None):
    """The first day on which the money out, rent up to the cap set aside, reaches its share."""
    rent = out.purpose.upper().isin(p.rent_purposes).fill_null(False)
    rent = rent | (out.channel == "standing_order").fill_null(False) | out.called_rent
    keys = ["event", "who", "employer", "wage", "pay", *keys]
    daily = out.group_by([*keys, "day"]).agg(
        rent=rent.ifelse(out.amount_dkk, 0).sum(),
        plain=rent.ifelse(0, out.amount_dkk).sum(),
        tied=out.to_tie.any(),
        remitted=(out.channel == "remittance").fill_null(False).all(),
    )
    so_far = ibis.cumulative_window(group_by=[daily[k] for k in keys], order_by=daily.day)
    above = ibis.greatest(daily.rent.sum().over(so_far) - p.rent_cap_dkk, 0)
    sent = (daily.plain.sum().over(so_far) + above).cast("decimal(18, 2)")
    daily = daily.mutate(sent=sent, total=(daily.plain + daily.rent).sum().over(so_far))
    met = daily.filter(daily.sent >= daily.wage * least_share, daily.sent >= least_dkk)
    if most_share is not None:
        # Clearly more than the pay is other money: a deposit, an invoice, a move between banks.
        met = met.filter(met.total <= met.pay * most_share)
    nth = ibis.row_number().over(group_by=[met[k] for k in keys], order_by=met.day)
    return met.mutate(nth=nth).filter(_.nth == 0).drop("nth", "rent", "plain", "total", "pay")


def kick_back(t, p, wages, out):
    met = reaching(out, [], p.min_return_share, p.min_return_dkk, p, p.max_return_share)
    seq = t.once(repeated(p, wages, met))
    hit = with_living(t, p, at_floor(t, p, seq))
    # A tie or an old common home lowers, whatever else is there.
    hit = hit.left_join(housemates(t, wages), ["who", "employer"], rname="{name}_kin")
    notch = (hit.tied | hit.kin.fill_null(False)).ifelse(-1, hit.floor.cast("int64"))
    hit = hit.mutate(notch=notch, returned_share=share(hit.sent, hit.wage))
    return personal(t, p, "kick_back", "controller", hit, seq, wages, out)


def housemates(t, wages):
    """Workers who shared a home with an owner or director before the first wage that is seen."""
    lead = t.employer_link.filter(_.kind.isin(["owner", "director"]))
    lead = lead.select(employer="employer_id", leader="value").distinct()
    pair = wages.group_by("who", "party_id", "employer").agg(began=_.day.min())
    home = t.residence.select("dwelling_id", "party_id", came="since")
    host = home.select("dwelling_id", leader="party_id", host_came="came")
    pair = pair.join(lead, "employer").join(home, "party_id").join(host, ["dwelling_id", "leader"])
    pair = pair.filter(_.party_id != _.leader, _.came < _.began, _.host_came < _.began)
    return pair.select("who", "employer", kin=True).distinct()


def cash_drain(t, p, wages, out):
    met = reaching(out, [], p.min_drain_share, 0, p)
    seq = t.once(repeated(p, wages, met))
    hit = with_living(t, p, at_floor(t, p, seq))
    # Somebody who also buys the daily things from the account may just like cash.
    lives = (hit.living_share > p.max_living_share).fill_null(False)
    notch = lives.ifelse(-1, hit.floor.cast("int64"))
    hit = hit.mutate(notch=notch, drained_share=share(hit.sent, hit.wage))
    return personal(t, p, "cash_drain", "unclear", hit, seq, wages, out)


def repeated(p, wages, met):
    """Pay days in order, `done` where it happened, and how often among the last ones."""
    met = met.select("sent", "tied", met_event="event", met_day="day")
    events = wages.filter(_.salary_id == _.event)
    seq = events.semi_join(events.join(met, events.event == met.met_event), ["who", "employer"])
    seq = seq.left_join(met, seq.event == met.met_event)
    seq = seq.mutate(done=seq.met_event.notnull().cast("int64"))
    order = {"group_by": [seq.who, seq.employer], "order_by": [seq.day, seq.event]}
    near = ibis.window(preceding=p.near_events - 1, following=0, **order)
    far = ibis.window(preceding=p.far_events - 1, following=0, **order)
    return seq.mutate(
        nth=ibis.row_number().over(**order),
        near=seq.done.sum().over(near),
        repeats=seq.done.sum().over(far),
    )


def at_floor(t, p, seq):
    """Hits among pay days, with `floor`: the gross pay is about the floor of the permit."""
    enough = (_.near >= p.near_needed) | (_.repeats >= p.far_needed)
    hit = seq.filter(_.done == 1, enough)
    fit = [
        t.permit.scheme == t.pay_floor.scheme,
        t.permit.applied_on >= t.pay_floor.from_date,
        (t.permit.applied_on <= t.pay_floor.until_date) | t.pay_floor.until_date.isnull(),
    ]
    known = t.permit.left_join(t.pay_floor, fit)
    known = known.select("party_id", yearly=ibis.coalesce(known.pay_floor, known.amount_dkk))
    slip = t.payroll.select("payslip_id", party_id="employee_id", gross="gross")
    paid = slip.join(known, "party_id")
    # Monthly pay is rounded: a krone less still meets the floor.
    paid = paid.filter((_.gross + 1) * p.months >= _.yearly)
    paid = paid.filter(_.gross * p.months <= _.yearly * (1 + p.floor_margin))
    paid = paid.select(floor_slip="payslip_id").distinct()
    hit = hit.left_join(paid, hit.payslip_id == paid.floor_slip)
    return hit.mutate(floor=hit.floor_slip.notnull())


def with_living(t, p, hit):
    """Purchases of daily things from the wage account as a share of the wage."""
    daily = t.mcc_group.filter(_.mcc_group.isin(p.living_groups)).select("mcc").distinct()
    spent = t.payment.semi_join(hit, t.payment.debtor_account == hit.account_id)
    spent = spent.semi_join(daily, "mcc")
    spent = spent.select(spent_account="debtor_account", spent_day="day", spent_dkk="amount_dkk")
    key = hit.select("event", "account_id", "met_day", "wage")
    since = key.met_day - ibis.interval(days=p.living_days)
    when = [spent.spent_day <= key.met_day, spent.spent_day > since]
    near = key.left_join(spent, [key.account_id == spent.spent_account, *when])
    bought = near.group_by("event", "wage").agg(bought=near.spent_dkk.sum().fill_null(0))
    bought = bought.select(living_event="event", living_share=share(bought.bought, bought.wage))
    if not t.has("entry", "mcc"):
        bought = bought.mutate(living_share=ibis.null("decimal(18, 4)"))
    return hit.join(bought, hit.event == bought.living_event)


def personal(t, p, variant, role, hit, seq, wages, out):
    """Hits on one person, with the rows of the last pay days on which it happened."""
    hit = hit.mutate(node=hit.who, variant=ibis.literal(variant), moved_dkk=hit.sent)
    key = hit.select("node", "variant", "who", "employer", hit_nth="nth", hit_day="met_day")
    back = seq.filter(_.done == 1).select("who", "employer", "event", "met_day", back_nth="nth")
    back = key.join(back, ["who", "employer"])
    back = back.filter(_.back_nth <= _.hit_nth, _.back_nth > _.hit_nth - p.far_events)
    back = back.select("node", "variant", "event", "employer", "met_day", day="hit_day")
    sent = back.join(out.select("event", "sink", "ref", sent_day="day"), "event")
    sent = sent.filter(_.sent_day <= _.met_day)
    paid = back.join(wages.select("event", "ref", "account_id", "boss", worker="who"), "event")
    whom = ibis.union(
        people(t, sent),
        workers(t, paid),
        paid.select(*KEYS, whom=role + "/" + paid.boss),
    )
    refs = ibis.union(sent.select(*KEYS, "ref"), paid.select(*KEYS, "ref"))
    return shown(hit.mutate(day=hit.met_day)), refs, whom.filter(_.whom.notnull())


def workers(t, paid):
    """Who was paid, and their account: unclear if they have led the company, or another holds it."""
    lead = t.employer_link.filter(_.kind.isin(["owner", "director"]))
    lead = lead.select("since", boss="party:" + _.employer_id, worker="party:" + lead["value"])
    then = lead.since.isnull() | (lead.since <= paid.day)
    led = [paid.boss == lead.boss, paid.worker == lead.worker, then]
    chief = paid.semi_join(lead, led).mutate(role=ibis.literal("unclear"))
    paid = paid.anti_join(lead, led).mutate(role=ibis.literal("exploited")).union(chief)
    own = t.holder.select("account_id", worker="party:" + _.party_id).distinct()
    other = paid.semi_join(t.holder, "account_id").anti_join(own, ["account_id", "worker"])
    theirs = paid.anti_join(other, ["account_id", "worker"])
    return ibis.union(
        paid.select(*KEYS, whom=paid.role + "/" + paid.worker),
        theirs.select(*KEYS, whom=named(theirs.role, "account", theirs.account_id)),
        other.select(*KEYS, whom=named("unclear", "account", other.account_id)),
    )


def people(t, sent):
    """Where money went: a controller, unless it is another of the staff."""
    staff = t.employer_link.filter(_.kind == "employee")
    staff = staff.select("employer_id", staff="party:" + staff["value"]).distinct()
    to = sent.filter(sent.sink.notnull(), ~sent.sink.startswith("key:"))
    to = to.left_join(staff, [to.employer == staff.employer_id, to.sink == staff.staff])
    return to.select(*KEYS, whom=to.staff.isnull().ifelse("controller/", "unclear/") + to.sink)


def common_sink(t, p, wages, out):
    pair = ["sink", "employer"]
    met = reaching(out, ["sink"], p.min_sink_share, 0, p, p.max_return_share)
    order = {"group_by": [met.sink, met.employer, met.who], "order_by": [met.day, met.event]}
    met = t.once(met.mutate(times=ibis.row_number().over(**order) + 1))
    shared = met.group_by(pair).agg(n=_.who.nunique()).filter(_.n >= p.min_sharers)
    window = trailing(met.semi_join(shared, pair), pair, p.sink_days)
    group = window.group_by([*pair, "window_day"]).agg(
        sharers=_.who.nunique(),
        times=_.times.max(),
        untied=_.who.nunique(where=~_.tied),
        remitted=_.remitted.all(),
        sink_share=share(_.sent, _.wage).max(),
        moved_dkk=_.sent.sum(),
    )
    # Once each may be a purchase or a deposit: one of them at least does it wage after wage.
    group = group.filter(_.sharers >= p.min_sharers, _.times >= p.near_needed).drop("times")
    # A landlord or a lender is paid by the staff of many employers.
    used = out.semi_join(group, "sink").select(*pair, "day").distinct()
    ends = group.select("sink", day="window_day").distinct()
    wide = trailing(used, "sink", p.sink_days, ends).group_by("sink", "window_day")
    wide = wide.agg(employers=_.employer.nunique()).filter(_.employers >= p.public_employers)
    group = group.anti_join(wide, ["sink", "window_day"])
    staff = staffed(wages, group.select("employer", day="window_day"), p)
    group = group.join(staff.rename(window_day="day"), ["employer", "window_day"])
    group = group.filter(_.sharers >= _.staff * p.min_staff_share)
    # Ties abroad are in no register: remittances count one step less.
    lower = group.remitted | (group.untied < p.min_sharers)
    hit = group.mutate(notch=lower.ifelse(-1, 0), day=group.window_day)
    part = window.semi_join(group, [*pair, "window_day"])
    part = part.select(*pair, "event", met_day="day", day="window_day")
    sent = part.join(out.select("sink", "event", "ref", sent_day="day"), ["sink", "event"])
    sent = sent.filter(_.sent_day <= _.met_day)
    return together(t, "common_sink", wages, hit, part, sent)


def co_withdrawal(t, p, wages, cash):
    taken = t.payment.filter(_.initiated_at.notnull(), _.channel.isin(p.cash_channels))
    taken = taken.select("payment_id", taken_at="initiated_at")
    cash = cash.filter(_.day <= _.pay_day + ibis.interval(days=p.after_pay_day))
    cash = cash.join(taken, "payment_id")
    # Near all of the pay, at one machine: sums for the week are no reason to stop.
    one = ibis.window(group_by=[cash.event, cash.terminal_id])
    cash = cash.filter(cash.amount_dkk.sum().over(one) >= cash.wage * p.min_drain_share)
    place = ["employer", "terminal_id", "day"]
    first = cash.select(*place, first_at="taken_at").distinct()
    until = _.first_at + ibis.interval(minutes=p.together_minutes)
    near = first.join(cash, place).filter(_.taken_at >= _.first_at, _.taken_at <= until)
    group = near.group_by([*place, "first_at"])
    group = group.agg(together=_.who.nunique(), moved_dkk=_.amount_dkk.sum())
    group = t.once(group.filter(_.together >= p.min_together))
    # Once may be chance or a party: it happens on several pay days of one employer.
    days = group.select("employer", "day").distinct()
    nth = ibis.row_number().over(group_by=days.employer, order_by=days.day)
    again = days.mutate(nth=nth + 1).filter(_.nth >= p.near_needed).drop("nth")
    group = group.semi_join(again, ["employer", "day"])
    # At a large workplace a few meet at the machine by chance.
    hit = group.join(staffed(wages, group, p), ["employer", "day"])
    hit = hit.filter(_.together >= _.staff * p.min_staff_share)
    near = near.semi_join(hit, [*place, "first_at"])
    part = near.select("employer", "event", "sink", "day")
    sent = near.select("employer", "event", "sink", "day", "ref")
    return together(t, "co_withdrawal", wages, hit.mutate(notch=0), part, sent)


def staffed(wages, ends, p):
    """How many an employer pays, around each of the days."""
    staff = wages.select("employer", "who", "day").distinct()
    ends = ends.select("employer", "day").distinct()
    staff = trailing(staff, "employer", p.sink_days, ends).group_by("employer", "window_day")
    return staff.agg(staff=_.who.nunique()).rename(day="window_day")


def together(t, variant, wages, hit, part, sent):
    """Hits on an employer, with the wages and payments of the people the flag is about."""
    group = ["employer", "day"]
    part = part.select(*group, "event").distinct()
    paid = part.join(wages.select("event", "who", "boss", "account_id", "ref"), "event")
    # An employer known by name only has no node: the first of the staff stands for the group.
    node = paid.group_by(group).agg(node=ibis.coalesce(paid.boss.max(), paid.who.min()))
    node = node.mutate(variant=ibis.literal(variant))
    paid, sent, hit = (x.join(node, group) for x in (paid.mutate(worker=_.who), sent, hit))
    whom = ibis.union(
        people(t, sent),
        workers(t, paid),
        paid.select(*KEYS, whom="controller/" + paid.boss),
    )
    refs = ibis.union(sent.select(*KEYS, "ref"), paid.select(*KEYS, "ref"))
    return shown(hit), refs, whom.filter(_.whom.notnull())


def told_to(t):
    """Messages that tell somebody to hand over pay: the demand itself, whatever the money does."""
    said = t.signal.filter(_.source_table == "message", _.criterion == "wage_handback")
    said = t.message.semi_join(said.select(message_id="row_id").distinct(), "message_id")
    owner = t.profile.filter(_.party_id.notnull())
    said = said.filter(_.recipient_id.notnull()).left_join(
        owner.select("profile_id", "party_id"), said.recipient_id == owner.profile_id
    )
    said = said.mutate(
        node=ibis.coalesce("party:" + _.party_id, "profile:" + _.recipient_id),
        variant=ibis.literal("told_to"),
        day=_.sent_at.date(),
        ref=row("message", _.message_id),
        notch=ibis.literal(0),
    )
    whom = ibis.union(
        said.select(*KEYS, whom=named("exploited", "profile", said.recipient_id)),
        said.select(*KEYS, whom=named("controller", "profile", said.sender_id)),
    )
    return shown(said), said.select(*KEYS, "ref"), whom.filter(_.whom.notnull())


def shown(hit):
    """The columns of a hit; a measure the variant lacks is null."""
    found = {m: hit[m] if m in hit.columns else ibis.null() for m in MEASURES}
    measures = {m: value.cast(MEASURES[m]) for m, value in found.items()}
    return hit.select(*KEYS, notch=hit.notch.cast("int64"), **measures)

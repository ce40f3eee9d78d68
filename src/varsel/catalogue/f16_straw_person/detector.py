"""F16: a company whose registered leader may stand there for somebody else: eight facts, counted.

Looks at leaders in their first year, at the start of each week. A missing language is no fact.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, row, rows, services, share

KEYS = ("company", "leader", "check")
FACTS = ("new_leader", "several", "side", "foreign", "address", "ramp", "passing", "told")
MEASURES = (
    "facts", "leader_days", "companies", "side_job", "no_footprint", "foreign_share",
    "at_address", "mailbox", "first_turnover", "pass_share", "told",
)  # fmt: skip


def detect(t, p):
    spell = spells(t)
    own = t.holder.join(spell.select(party_id="company").distinct(), "party_id")
    own = own.select("account_id", company="party_id")
    active = leading(spell, checks(t, p, spell, own))
    moved = movements(t, p, active, own)
    # Each gives the values it measures and the rows that show them.
    parts = (
        several(p, active, spell), side_job(t, p, active), footprint(t, p, active),
        foreign_logins(t, p, active, own), seat(t, p, active),
        first_turnover(t, p, active, own, moved), passed_on(p, active, moved),
        told(t, p, active), kin(t, active, spell),
    )  # fmt: skip
    days = active.check.delta(active.since, unit="day")
    found = active.mutate(leader_days=(active.leaders == 1).ifelse(days, ibis.null()))
    for values, _shown in parts:
        found = found.left_join(values, KEYS).drop(*[f"{k}_right" for k in KEYS])
    came = upto(active, spell.select("event_row", of="company", who="leader", day="since"))
    came = came.filter(_.who == _.leader, _.day == _.since)
    shown = [shows(came, "new_leader", "event_row")]
    shown += [s for _values, s in parts if s is not None]
    return hits(p, judged(found, p), ibis.union(*shown))


def judged(found, p):
    """Which of the eight facts hold; one that cannot be judged does not."""
    held = {
        "new_leader": found.leader_days <= p.new_days,
        "several": found.companies >= p.min_companies,
        "side": (found.side_job == 1) | (found.no_footprint == 1),
        "foreign": found.mostly_foreign,
        "address": (found.mailbox == 1) | (found.at_address >= p.min_at_address),
        "ramp": found.first_turnover >= p.min_turnover,
        "passing": found.mostly_passed,
        "told": found.told == 1,
    }
    found = found.mutate(**{f"is_{f}": held[f].fill_null(False).ifelse(1, 0) for f in FACTS})
    facts = found.is_new_leader
    for fact in FACTS[1:]:
        facts = facts + found[f"is_{fact}"]
    found = found.mutate(facts=facts).filter(_.facts >= p.min_facts)
    best = ibis.row_number().over(
        group_by=[found.company, found.check],
        order_by=[found.facts.desc(), found.since.desc(), found.leader],
    )
    return found.mutate(best=best).filter(_.best == 0)


def hits(p, found, shown):
    """One hit per company and day, with the evidence of the facts that hold."""
    true = [found.filter(found[f"is_{f}"] == 1).select(*KEYS, fact=ibis.literal(f)) for f in FACTS]
    true = ibis.union(*true)
    proof = shown.semi_join(true, [*KEYS, "fact"]).group_by(*KEYS).agg(evidence=rows(_.shown))
    # Somebody else's hand has to be seen; a key that is also the leader's own shows none.
    seen = (_.is_told == 1) | ((_.is_foreign == 1) & _.own_key.isnull())
    hand, kin = _.is_new_leader + _.is_foreign + _.is_told, _.kin.fill_null(0)
    return found.join(proof, KEYS).select(
        *MEASURES, "evidence",
        subject_kind=ibis.literal("party"), subject_id=_.company,
        variant=ibis.literal("straw_facts"), day=_.check,
        named=names(
            seen.ifelse("exploited", "unclear") + "/party:" + _.leader,
            named("unclear", "party", _.company),
            (_.side_job == 1).ifelse(named("unclear", "party", _.employer), ibis.null()),
            (_.is_foreign == 1).ifelse("unclear/" + _.foreign_key, ibis.null()),
        ),
        third_party=_.is_foreign == 1, notch=(hand < p.min_hand_facts).ifelse(-1, 0) - kin,
    )  # fmt: skip


def upto(active, table, who="company", days=None):
    """Rows of `table` (columns of, day) known at each check; if asked, of the last `days` only."""
    known = [active[who] == table.of, table.day <= active.check]
    if days is not None:
        known.append(table.day > active.check - ibis.interval(days=days))
    return active.join(table, known)


def shows(table, fact, column="shown"):
    """Evidence rows of one fact."""
    return table.select(*KEYS, fact=ibis.literal(fact), shown=column)


def spells(t):
    """Who led which company from when until when, people only; one row per registration."""
    event = t.company_event.filter(_.party_id.notnull(), _.kind.re_search("^(owner|director)_"))
    event = event.mutate(role=_.kind.re_extract("^(owner|director)_", 1))
    firm = t.party.filter(_.kind == "company")
    event = event.anti_join(firm, event.party_id == firm.party_id)
    came = event.filter(_.kind.endswith("_in"))
    came = came.select(
        "role", company="company_id", leader="party_id", since="at",
        event_row=row("company_event", _.event_id),
    )  # fmt: skip
    left = event.filter(_.kind.endswith("_out"))
    left = left.select(role="role", company="company_id", leader="party_id", left_on="at")
    same = [came[k] == left[k] for k in ("company", "leader", "role")]
    both = came.left_join(left, [*same, left.left_on >= came.since])
    keys = ("company", "leader", "role", "since", "event_row")
    return both.group_by(*keys).agg(until=_.left_on.min())


def next_week(day):
    """The first day of the week after a day: what happened in the week is known by then."""
    return (day.truncate("W") + ibis.interval(weeks=1)).cast("date")


def month_end(period):
    """The first day after a month written as YYYY-MM."""
    return ((period + "-01").cast("date") + ibis.interval(months=1)).cast("date")


def checks(t, p, spell, own):
    """The days in a leader's first year on which the facts about a company are put together."""
    who = spell.select("company", "leader").distinct()
    weekly = (
        t.payment.join(own, t.payment.creditor_account == own.account_id),
        t.payment.join(own, t.payment.debtor_account == own.account_id),
        t.login.join(own, "account_id").mutate(day=_["at"].date()),
        wages(t).rename(leader="of").join(who, "leader"),
    )
    weekly = ibis.union(*[x.select(at="company", check=next_week(x.day)) for x in weekly])
    noted = t.observation.join(who, t.observation.party_id == who.leader)
    days = ibis.union(
        weekly,
        t.company_event.select(at="company_id", check=_["at"]),
        noted.select(at=_.company, check=_["at"].date()),
        t.tax_account.select(at="company_id", check=month_end(_.period)),
        distinct=True,
    )
    near = spell.join(days, [spell.company == days["at"], days.check >= spell.since])
    near = near.filter(_.check <= _.since + ibis.interval(days=p.leader_days))
    return near.select("company", "check").distinct()


def leading(spell, check):
    """The leaders of each company on each of its days, how many they are, and since when."""
    day = check.select(at="company", check="check")
    both = spell.join(day, [spell.company == day["at"], spell.since <= day.check])
    both = both.filter(_.until.isnull() | (_.until > _.check))
    active = both.group_by(*KEYS).agg(since=_.since.min())
    count = active.group_by("company", "check").agg(leaders=_.count())
    return active.join(count, ["company", "check"])


def several(p, active, spell):
    """Companies the leader came into within a year."""
    came = spell.select("event_row", of="leader", day="since", other="company")
    year = upto(active, came, "leader", p.companies_days)
    values = year.group_by(*KEYS).agg(companies=_.other.nunique())
    return values, shows(year, "several", "event_row")


def wages(t):
    """Pay of people by day: payslips, and wage credits without one."""
    slip = t.payroll.select(
        of="employee_id", employer="employer_id", pay_dkk=ibis.coalesce(_.gross, _.net),
        day=ibis.coalesce(_.paid_on, month_end(_.period)), shown=row("payroll", _.payslip_id),
    )  # fmt: skip
    wage = t.salary.filter(_.payslip_id.isnull(), _.party_id.notnull())
    wage = wage.select(
        of="party_id", employer="employer_id", pay_dkk="amount_dkk", day="day",
        shown=row("entry", _.entry_id),
    )  # fmt: skip
    return ibis.union(slip, wage)


def side_job(t, p, active):
    """Low pay from another employer that shares the company's address or trades money with it."""
    near = upto(active, wages(t), "leader", p.window_days)
    near = near.filter(_.employer != _.company)
    linked = connected(t, near)
    same = [near.company == linked.one, near.employer == linked.other]
    near = near.left_join(linked, [*same, linked.linked_on <= near.check])
    earned = near.group_by(*KEYS, "employer").agg(
        pay_dkk=_.pay_dkk.sum(), linked=_.other.notnull().any()
    )
    low = earned.filter(_.linked, _.pay_dkk <= p.max_pay)
    least = low.group_by(*KEYS).agg(side=_.employer.min())
    values = earned.select(*KEYS).distinct().left_join(least, KEYS)
    values = values.select(*KEYS, employer="side", side_job=_.side.notnull().ifelse(1, 0))
    return values, shows(near.semi_join(low, [*KEYS, "employer"]), "side")


def connected(t, near):
    """Pairs of companies with one address, or with money between them, and since when."""
    pairs = near.select(one="company", other="employer").distinct()
    seats = t.company_event.filter(_.kind == "address", _.value.notnull())
    here = seats.select(one="company_id", home="value", here_on="at")
    there = seats.select(other="company_id", home="value", there_on="at")
    shared = here.join(there, "home")
    shared = shared.select("one", "other", linked_on=ibis.greatest(_.here_on, _.there_on))
    paid = t.payment.filter(_.debtor_party.notnull(), _.creditor_party.notnull())
    gave = paid.select(one="debtor_party", other="creditor_party", linked_on="day")
    got = paid.select(one="creditor_party", other="debtor_party", linked_on="day")
    both = ibis.union(*[x.semi_join(pairs, ["one", "other"]) for x in (shared, gave, got)])
    return both.group_by("one", "other").agg(linked_on=_.linked_on.min())


def footprint(t, p, active):
    """Whether pay data that reach far enough back hold nothing about the leader before."""
    pay = wages(t)
    account = t.holder.join(t.account, "account_id").filter(_.opened_on.notnull())
    trace = ibis.union(pay.select("of", "day"), account.select(of="party_id", day="opened_on"))
    trace = trace.group_by("of").agg(first=_.day.min())
    known = active.cross_join(pay.agg(reach=_.day.min()))
    known = known.filter(_.reach <= _.since - ibis.interval(days=p.reach_days))
    both = known.left_join(trace, known.leader == trace.of)
    new = (both["first"] >= both.since - ibis.interval(days=p.footprint_days)).fill_null(True)
    return both.select(*KEYS, no_footprint=new.ifelse(1, 0)), None


def foreign_logins(t, p, active, own):
    """Share of the company's log-ins from devices or phones that other people use for their own."""
    seen = sessions(t)
    held = own.select(account_id="account_id", of="company")
    ours = upto(active, held.join(seen, "account_id"), "company", p.window_days)
    # Whoever logs in under their own name hides from nobody.
    ours = ours.filter(_.party_id.isnull() | (_.party_id == _.leader) | (_.party_id == _.company))
    whole = ours.group_by(*KEYS).agg(logins=_.login_id.nunique())
    whole = whole.filter(_.logins >= p.min_logins)
    mine = keyed(ours, *KEYS, "login_id", "shown")
    firm, known = t.party.filter(_.kind == "company"), services(t)
    others = seen.filter(_.person.notnull())
    others = others.anti_join(firm, others.person == firm.party_id)
    others = others.left_join(held, others.account_id == held.account_id)
    others = keyed(others, "person", "of", used_on="day").rename(other_key="key")
    others = others.semi_join(mine, others.other_key == mine.key)
    same = mine.join(others, [mine.key == others.other_key, others.used_on <= mine.check])
    hub = others.semi_join(known, others.person == known.party_id)
    hub = hub.select(hub_key="other_key", hub_on="used_on").distinct()
    same = same.anti_join(hub, [same.key == hub.hub_key, hub.hub_on <= same.check])
    same = same.filter((_.of != _.company).fill_null(True))
    own_key = same.filter(_.person == _.leader).select(*KEYS).distinct().mutate(own_key=1)
    same = same.filter(
        _.person != _.leader,
        _.used_on > _.check - ibis.interval(days=p.window_days),
    )
    foreign = same.group_by(*KEYS).agg(foreign=_.login_id.nunique(), foreign_key=_.key.min())
    values = whole.left_join(foreign, KEYS)
    values = values.left_join(own_key, KEYS, rname="{name}_own")
    part = values.foreign.fill_null(0)
    values = values.select(
        *KEYS, "foreign_key", "own_key", foreign_share=share(part, values.logins),
        mostly_foreign=part >= values.logins * p.min_foreign_share,
    )  # fmt: skip
    return values, shows(same, "foreign")


def sessions(t):
    """Log-ins with the person whose access was used."""
    main = t.holder.filter(_.main).select(held="account_id", holder="party_id")
    seen = t.login.left_join(main, t.login.account_id == main.held)
    return seen.select(
        "login_id", "account_id", "party_id", "device", "phone", day=seen["at"].date(),
        person=ibis.coalesce(seen.party_id, seen.holder), shown=row("login", seen.login_id),
    )  # fmt: skip


def keyed(seen, *columns, **more):
    """One row for each device and each phone of a log-in."""
    device = seen.filter(_.device.notnull()).select(*columns, key="device:" + _.device, **more)
    phone = seen.filter(_.phone.notnull()).select(*columns, key="phone:" + _.phone, **more)
    return ibis.union(device, phone)


def seat(t, p, active):
    """How many companies share the company's address, and whether it is a mailbox."""
    moves = t.company_event.filter(_.kind == "address", _.value.notnull())
    order = ibis.window(group_by=moves.company_id, order_by=[moves["at"], moves.event_id])
    moves = moves.select(
        home="value", of="company_id", day="at", gone=moves["at"].lead().over(order),
        shown=row("company_event", _.event_id),
    )  # fmt: skip
    ours = upto(active, moves).filter(_.gone.isnull() | (_.gone > _.check))
    site = moves.select(site="home", firm="of", since_on="day", until_on="gone")
    asked = ours.select(asked="home", on="check").distinct()
    there = asked.join(site, [asked.asked == site.site, site.since_on <= asked.on])
    there = there.filter(_.until_on.isnull() | (_.until_on > _.on))
    there = there.group_by("asked", "on").agg(firms=_.firm.nunique())
    ours = ours.join(there, [ours.home == there.asked, ours.check == there.on])
    ours = ours.left_join(t.dwelling.select(home="dwelling_id", use="use"), "home")
    hub = t.hub_kind.filter(_.kind == "dwelling_use").select(hub="value")
    ours = ours.left_join(hub, ours.use == hub.hub)
    mailbox = ours.use.isin(list(p.mailbox_uses)).fill_null(False).ifelse(1, 0)
    # Where many firms sit by the nature of the place, their number says nothing.
    ours = ours.mutate(
        mailbox=mailbox, at_address=ours.hub.isnull().ifelse(ours.firms, ibis.null())
    )
    values = ours.group_by(*KEYS).agg(at_address=_.at_address.max(), mailbox=_.mailbox.max())
    return values, shows(ours, "address")


def movements(t, p, active, own):
    """Money in and out of each company's accounts around its leader's first year."""
    span = active.group_by(of="company").agg(low=_.since.min(), high=_.check.max())
    pay = t.payment.mutate(shown=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)))
    come = pay.join(own, pay.creditor_account == own.account_id).mutate(sent=ibis.literal(0))
    come = come.filter((_.debtor_party != _.company).fill_null(True))
    gone = pay.join(own, pay.debtor_account == own.account_id).mutate(sent=ibis.literal(1))
    gone = gone.filter((_.creditor_party != _.company).fill_null(True))
    columns = ("day", "amount_dkk", "shown", "sent")
    both = ibis.union(*[x.select(*columns, of="company") for x in (come, gone)])
    both = both.join(span, "of")
    both = both.filter(_.day >= _.low - ibis.interval(days=p.window_days), _.day <= _.high)
    return both.select("of", *columns)


def first_turnover(t, p, active, own, moved):
    """What came in during the company's first days, by bank or by tax account."""
    opened = own.join(t.account, "account_id").select(of="company", day="opened_on")
    start = ibis.union(opened, t.company_event.select(of="company_id", day="at"))
    start = start.group_by("of").agg(start=_.day.min())
    none = ibis.null().cast("decimal(18, 2)")
    paid = moved.filter(_.sent == 0)
    paid = paid.select("of", "day", "shown", bank_dkk="amount_dkk", tax_dkk=none)
    tax = t.tax_account.filter(_.turnover.notnull()).select(
        of="company_id", day=month_end(_.period),
        shown=row("tax_account", _.company_id + "/" + _.period), bank_dkk=none, tax_dkk="turnover",
    )  # fmt: skip
    both = upto(active, ibis.union(paid, tax).join(start, "of"))
    # A company that was there long before its leader has no first days to look at.
    both = both.filter(_.start >= _.since - ibis.interval(days=p.window_days))
    both = both.filter(_.day >= _.start, _.day <= _.start + ibis.interval(days=p.first_days))
    sums = both.group_by(*KEYS).agg(bank=_.bank_dkk.sum(), tax=_.tax_dkk.sum())
    most = ibis.greatest(sums.bank.fill_null(0), sums.tax.fill_null(0))
    return sums.select(*KEYS, first_turnover=most), shows(both, "ramp")


def passed_on(p, active, moved):
    """Share of what came in that left again within days; never more than left at all."""
    daily = moved.group_by("of", "day").agg(
        in_dkk=_.amount_dkk.sum(where=_.sent == 0).fill_null(0),
        out_dkk=_.amount_dkk.sum(where=_.sent == 1).fill_null(0),
    )
    gone = daily.select(by="of", out_on="day", gone_dkk="out_dkk")
    last = daily.day + ibis.interval(days=p.pass_days)
    soon = daily.join(gone, [daily.of == gone.by, gone.out_on >= daily.day, gone.out_on <= last])
    flow = soon.group_by("of", "day", "in_dkk", "out_dkk").agg(soon_dkk=_.gone_dkk.sum())
    span = upto(active, flow, "company", p.window_days)
    # What came in during the last days still has time to leave: it is not judged yet.
    due = span.day <= span.check - ibis.interval(days=p.pass_days)
    values = span.group_by(*KEYS).agg(
        came=span.in_dkk.sum(where=due),
        soon=ibis.least(span.in_dkk, span.soon_dkk).sum(where=due),
        gone=span.out_dkk.sum(),
    )
    values = values.filter(_.came >= p.min_inflow).mutate(passed=ibis.least(_.soon, _.gone))
    near = upto(active.semi_join(values, KEYS), moved, "company", p.window_days)
    values = values.select(
        *KEYS, pass_share=share(_.passed, _.came),
        mostly_passed=_.passed >= _.came * p.min_pass_share,
    )  # fmt: skip
    return values, shows(near, "passing")


def told(t, p, active):
    """Whether the leader could not describe the business, or others spoke and acted for them."""
    seen = t.observation.filter(_.party_id.notnull()).select(
        "fact", of="party_id", met_at="at", day=_["at"].date(),
        shown=row("observation", _.observation_id),
    )  # fmt: skip
    unable = seen.filter(_.fact == "cannot_describe_business")
    fair = seen.filter(_.fact.isin(list(p.fair_companions))).select("of", "met_at").distinct()
    led = seen.filter(_.fact.isin(list(p.led_facts))).anti_join(fair, ["of", "met_at"])
    often = led.group_by("of", "met_at").agg(facts=_.fact.nunique())
    led = led.semi_join(often.filter(_.facts >= p.min_led_facts), ["of", "met_at"])
    noted = ibis.union(unable, led).drop("fact")
    both = upto(active, noted, "leader")
    around = ibis.interval(days=p.window_days)
    both = both.filter(_.day >= _.since - around, _.day <= _.since + around)
    values = both.select(*KEYS).distinct().mutate(told=1)
    return values, shows(both, "told")


def kin(t, active, spell):
    """Leaders with a tie to an earlier leader of the company: perhaps the next generation."""
    both = upto(active, spell.select(of="company", before="leader", day="since"))
    tie = t.tie.select(one="party_id", other="other_id", tied_on="since")
    same = [both.leader == tie.one, both.before == tie.other]
    both = both.join(tie, [*same, (tie.tied_on <= both.check).fill_null(True)])
    return both.filter(_.day <= _.since).select(*KEYS).distinct().mutate(kin=ibis.literal(1)), None

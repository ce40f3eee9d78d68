"""R1: somebody follows where a person is, or imposes rules and reporting.

Reads shared locations, messages lawfully at hand, and phone checks their owner asked for. The
subject is the person followed or ordered; for shared locations the account that sees several.
Cameras and locks are not seen.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, row, rows, trailing

WHO = ["sender_id", "recipient_id"]
PAIR = [*WHO, "window_day"]
MEASURES = ("sharers", "report_days", "rules", "order_days", "kinds", "messages")


def detect(t, p):
    """Every way of following a person, one hit per subject, variant and day."""
    said = messages(t)
    return ibis.union(
        followed_place(t, p),
        reports_in(t, p, said),
        *orders(t, p, said),
        several_kinds(t, p, said),
        phone_check(t, "spyware_found", "spyware", t.party.filter(False)),
        phone_check(t, "managed_device", "managed_device", minors(t)),
    )


def hits(found, variant, kind):
    """The columns of a hit; measures that `found` lacks are null."""
    return found.select(
        "subject_id", "day", "evidence", "named",
        *[
            (found[m] if m in found.columns else ibis.null()).cast("int64").name(m)
            for m in MEASURES
        ],
        notch=found.notch.cast("int64"),
        subject_kind=ibis.literal(kind),
        variant=ibis.literal(variant),
    )  # fmt: skip


def minors(t):
    """Parties known to be under 18: for leaving out what parents may do, never for a flag."""
    return t.party.filter(_.minor.fill_null(False))


def tied(t, pairs, one, other):
    """`pairs` of profiles with whether their people are tied."""
    who = t.profile.filter(_.party_id.notnull())
    mine = who.select("party_id", **{one: "profile_id"})
    theirs = who.select(**{other: "profile_id", "other_id": "party_id"})
    ties = t.tie.select("party_id", "other_id").distinct()
    known = ties.join(mine, "party_id").join(theirs, "other_id").select(one, other).distinct()
    known = known.mutate(tied=ibis.literal(True))
    joined = pairs.left_join(known, [one, other], rname="{name}_known")
    return joined.mutate(tied=_.tied.fill_null(False)).drop(f"{one}_known", f"{other}_known")


def followed_place(t, p):
    """Days on which one account has seen several unrelated adults for long, showing nothing back."""
    young = t.profile.semi_join(minors(t), "party_id").select(sharer_id="profile_id")
    shares = t.location_share.filter(
        _.sharer_id != _.viewer_id,
        ~_.reciprocal.fill_null(False),
        ~_.relation.fill_null("").isin(p.lawful_relations),
    ).anti_join(young, "sharer_id")
    crowd = shares.group_by("viewer_id").agg(seen=_.sharer_id.nunique())
    shares = shares.semi_join(crowd.filter(_.seen >= p.min_sharers), "viewer_id")
    long = stretches(shares, p)
    days = long.mutate(n=ibis.range(0, long.over.delta(long.ripe, unit="day") + 1, 1).unnest())
    days = days.mutate(day=(_.ripe + _.n.as_interval("D")).cast("date"))
    seen = (
        tied(t, days, "sharer_id", "viewer_id")
        .group_by("viewer_id", "day")
        .agg(
            sharers=_.sharer_id.nunique(),
            strangers=_.sharer_id.nunique(where=~_.tied),
            evidence=_.evidence.collect().flatten().unique().sort(),
            people=named("exploited", "profile", _.sharer_id).collect(distinct=True),
        )
    )
    found = seen.filter(_.sharers >= p.min_sharers).mutate(
        subject_id=_.viewer_id,
        notch=(_.strangers >= p.min_sharers).ifelse(0, -1),
        named=names(named("controller", "profile", _.viewer_id)).concat(_.people),
    )
    return hits(found, "followed_place", "profile")


def stretches(shares, p):
    """Shares of a pair with short breaks between them are one; from the day it is long enough."""
    order = {"group_by": ["sharer_id", "viewer_id"], "order_by": ["since", "share_id"]}
    shares = shares.mutate(since=_.starts_at.date())
    shares = shares.mutate(
        until=ibis.coalesce(_.ends_at.date(), _.since + ibis.interval(days=p.longest_share))
    )
    shares = shares.mutate(reach=_.until.max().over(rows=(None, 0), **order))
    shares = shares.mutate(before=_.reach.lag().over(**order))
    fresh = _.before.isnull() | (_.since > _.before + ibis.interval(days=p.longest_break))
    shares = shares.mutate(fresh=fresh.ifelse(1, 0))
    shares = shares.mutate(stretch=_.fresh.sum().over(rows=(None, 0), **order))
    long = shares.group_by("sharer_id", "viewer_id", "stretch").agg(
        ripe=(_.since.min() + ibis.interval(days=p.min_share_days)).cast("date"),
        over=_.until.max(),
        evidence=rows(row("location_share", _.share_id)),
    )
    return long.filter(_.over >= _.ripe)


def messages(t):
    """Criteria met in messages, with who wrote to whom."""
    written = t.message.filter(_.sender_id != _.recipient_id)
    written = written.select(*WHO, row_id="message_id")
    met = t.signal.filter(_.source_table == "message")
    met = met.select("row_id", "criterion", "value", "day")
    return met.join(written, "row_id").mutate(ref=row("message", _.row_id))


def per_person(t, found, person, other, variant):
    """Pairs that meet a variant -> one hit per person and day, naming everyone on the other side."""
    measured = [m for m in MEASURES if m in found.columns]
    grouped = (
        tied(t, found, person, other)
        .group_by(person, "window_day")
        .agg(
            **{m: _[m].max() for m in measured},
            notch=(_.notch - _.tied.ifelse(1, 0)).max(),
            evidence=_.evidence.collect().flatten().unique().sort(),
            people=named("controller", "profile", _[other]).collect(distinct=True),
        )
    )
    grouped = grouped.mutate(
        subject_id=_[person],
        day=_.window_day,
        named=names(named("exploited", "profile", _[person])).concat(_.people),
    )
    return hits(grouped, variant, "profile")


def reports_in(t, p, said):
    """Who reports to one contact several times a day, day after day."""
    told = said.filter(_.criterion == "check_in").select(*WHO, "day", "ref").distinct()
    often = told.group_by(*WHO, "day").agg(reports=_.count())
    told = told.semi_join(often.filter(_.reports >= p.min_reports), [*WHO, "day"])
    window = trailing(told, WHO, p.report_days_window)
    found = window.group_by(PAIR).agg(
        report_days=_.day.nunique(), messages=_.count(), evidence=rows(_.ref)
    )
    found = found.filter(_.report_days >= p.min_report_days).mutate(notch=ibis.literal(0))
    return per_person(t, found, "sender_id", "recipient_id", "reports_in")


def orders(t, p, said):
    """Rules, orders to report and shown whereabouts, from one writer to one reader."""
    both = counted(said.filter(_.criterion.isin(p.order_criteria)), p)
    rules = both.filter(_.rules >= p.min_rules)
    ordered = both.filter(
        (_.order_days >= p.min_order_days)
        | ((_.order_days > 0) & (_.rules + _.threats + _.tracking > 0))
        | ((_.rules > 0) & (_.threats > 0))
    )
    shown = counted(said.filter(_.criterion.isin(p.tracking_criteria)), p)
    shown = shown.filter(_.tracking > 0).mutate(notch=(_.threats > 0).ifelse(1, 0))
    shown = shown.drop("rules", "order_days")
    return [
        per_person(t, found, "recipient_id", "sender_id", variant)
        for found, variant in (
            (rules, "rule_list"), (ordered, "ordered"), (shown, "whereabouts_shown")
        )
    ]  # fmt: skip


def several_kinds(t, p, said):
    """Kinds of control that one writer used on one reader: debt, threats, papers, lies, rules."""
    # The first weigh most; employers, families and clubs write the others too.
    grave = {
        "debt": p.debt_criteria, "threat": p.threat_criteria, "held": p.papers_criteria,
        "lie": p.lie_criteria, "watched": p.whereabouts_criteria,
    }  # fmt: skip
    usual = {
        "ruled": p.rule_criteria, "reporting": p.report_criteria, "fined": p.fine_criteria,
        "moved": p.move_criteria,
    }  # fmt: skip
    kinds = grave | usual
    window = said.filter(_.criterion.isin([c for listed in kinds.values() for c in listed]))
    window = trailing(window, WHO, p.rule_window)
    met = {
        k: window.criterion.isin(list(listed)).any().cast("int64") for k, listed in kinds.items()
    }
    found = window.group_by(PAIR).agg(**met, messages=_.ref.nunique(), evidence=rows(_.ref))
    heavy = sum((found[k] for k in grave), ibis.literal(0))
    found = found.mutate(grave=heavy, kinds=sum((found[k] for k in usual), heavy))
    found = found.filter(_.messages >= p.min_control_messages, _.kinds >= p.min_kinds, _.grave > 0)
    found = found.mutate(notch=ibis.literal(0))
    return per_person(t, found, "recipient_id", "sender_id", "several_kinds")


def counted(said, p):
    """What one writer told one reader in the days before; a stated number of rules counts whole."""
    window = trailing(said, WHO, p.rule_window)
    rule = _.criterion == "imposed_rules"
    found = window.group_by(PAIR).agg(
        sentences=_.count(where=rule),
        stated=_.value.max(where=rule),
        threats=_.count(where=_.criterion.isin(p.threat_criteria)),
        tracking=_.count(where=_.criterion == "follow_up_tracking"),
        order_days=_.day.nunique(where=_.criterion == "report_order"),
        messages=_.ref.nunique(),
        evidence=rows(_.ref),
    )
    rules = ibis.greatest(found.sentences, found.stated.fill_null(0).cast("int64"))
    return found.mutate(rules=rules, notch=ibis.literal(0))


def phone_check(t, fact, variant, spared):
    """What a check of a phone, asked for by its owner, found."""
    seen = t.observation.filter(_.fact == fact, _.party_id.notnull())
    seen = seen.anti_join(spared, "party_id").mutate(day=_["at"].date())
    found = seen.group_by(subject_id=_.party_id, day=_.day).agg(
        evidence=rows(row("observation", _.observation_id))
    )
    found = found.mutate(
        notch=ibis.literal(0), named=names(named("exploited", "party", _.subject_id))
    )
    return hits(found, variant, "party")

"""R8: a threat to spread pictures of somebody unless they do something.

Reads reports and messages lawfully at hand; pictures are never read. Only a report that a person
found credible tells a person at once. The subject is whoever is threatened, where known.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, row, rows, trailing

PERSON = ["subject_kind", "subject_id"]


def detect(t, p):
    """Confirmed and unconfirmed reports, threats in messages, and one threat to several people."""
    report, text = reports(t), texts(t)
    control = report.demand.isin(p.control_demands).fill_null(False)
    threats = ibis.union(report.drop("demand"), text)
    return ibis.union(
        hits(report.filter(report.confirmed, control), "confirmed_control"),
        hits(report.filter(report.confirmed, ~control), "confirmed_other"),
        hits(report.filter(~report.confirmed, control), "reported_control"),
        hits(report.filter(~report.confirmed, ~control), "reported_other"),
        hits(text, "in_message"),
        several(t, p, threats),
    )


def reports(t):
    """Reports of image threats, by whoever is affected, else reported, else the report itself."""
    known = t.party.select(affected_id="party_id").distinct().mutate(of_party=ibis.literal(True))
    report = t.abuse_report.filter(_.category == "image_threat")
    report = report.left_join(known, "affected_id").drop("affected_id_right")
    report = report.mutate(kind=_.of_party.fill_null(False).ifelse("party", "profile"))
    return report.select(
        "demand",
        subject_kind=ibis.cases(
            (_.affected_id.notnull(), _.kind), (_.reported_id.notnull(), "profile"), else_="report"
        ),
        subject_id=ibis.coalesce(_.affected_id, _.reported_id, _.report_id),
        affected=_.kind + ":" + _.affected_id,
        sender=_.reported_id,
        day=_["at"].date(),
        confirmed=_.confirmed_by_person.fill_null(False),
        minor=_.minor.fill_null(False),
        ref=row("abuse_report", _.report_id),
    )


def texts(t):
    """Messages that threaten with pictures under a condition: a pattern, so never confirmed."""
    met = t.signal.filter(_.source_table == "message", _.criterion == "image_threat")
    met = met.select("day", message_id="row_id").distinct()
    sent = t.message.filter(_.recipient_id.notnull() | _.sender_id.notnull())
    sent = sent.select("message_id", "sender_id", "recipient_id").join(met, "message_id")
    return sent.select(
        subject_kind=ibis.literal("profile"),
        subject_id=ibis.coalesce(_.recipient_id, _.sender_id),
        affected="profile:" + _.recipient_id,
        sender=_.sender_id,
        day=_.day,
        confirmed=ibis.literal(False),
        minor=ibis.literal(False),
        ref=row("message", _.message_id),
    )


def people(found):
    """Who is threatened and who threatens; where neither is known, the subject stands in."""
    subject = "unclear/" + found.subject_kind + ":" + found.subject_id
    affected, sender = "exploited/" + found.affected, named("controller", "profile", found.sender)
    return found.mutate(
        one=ibis.coalesce(affected, sender, subject), other=ibis.coalesce(sender, affected, subject)
    )


def hits(found, variant):
    """One hit per person and day; only what a person confirmed tells a person at once."""
    grouped = (
        people(found)
        .group_by(*PERSON, "day")
        .agg(
            reports=_.ref.nunique(),
            evidence=rows(_.ref),
            ones=_.one.collect(distinct=True),
            others=_.other.collect(distinct=True),
            confirmed=_.confirmed.any(),
            minor=(_.confirmed & _.minor).any(),
        )
    )
    return grouped.select(
        *PERSON, "day", "reports", "evidence",
        variant=ibis.literal(variant),
        affected=ibis.null("int64"),
        notch=ibis.literal(0).cast("int64"),
        named=_.ones.concat(_.others).unique(),
        safeguard=ibis.cases(
            (_.minor, "minor"), (_.confirmed, "confirmed_threat"), else_=ibis.null("string")
        ),
    )  # fmt: skip


def several(t, p, threats):
    """Senders whose threats, or whose very words under several names, reached several people."""
    known = threats.filter(_.sender.notnull(), _.affected.notnull())
    known = known.select("sender", "affected", "day", "ref")
    wording = t.text_group.filter(_.source_table == "message")
    wording = wording.select("group_id", ref=row("message", _.row_id))
    by_words = known.join(wording, "ref").mutate(cause="words " + _.group_id).drop("group_id")
    by_sender = known.mutate(cause="sender " + _.sender)
    both = ibis.union(by_sender, by_words.select(*by_sender.columns))
    size = both.group_by("cause").agg(reached=_.affected.nunique())
    both = both.semi_join(size.filter(_.reached >= p.min_affected), "cause")
    window = trailing(both, "cause", p.window_days)
    reached = window.group_by("cause", "window_day").agg(
        affected=_.affected.nunique(),
        reports=_.ref.nunique(),
        reported=_.count(where=_.ref.startswith("abuse_report/")),
        evidence=rows(_.ref),
        ones=("exploited/" + _.affected).collect(distinct=True),
        others=named("controller", "profile", _.sender).collect(distinct=True),
    )
    reached = reached.filter(_.affected >= p.min_affected)
    now = both.select("cause", "sender", window_day="day").distinct()
    grouped = (
        reached.join(now, ["cause", "window_day"])
        .group_by("sender", "window_day")
        .agg(
            affected=_.affected.max(),
            reports=_.reports.max(),
            reported=_.reported.max(),
            evidence=_.evidence.collect().flatten().unique().sort(),
            named=_.ones.concat(_.others).collect().flatten().unique(),
        )
    )
    return grouped.select(
        subject_kind=ibis.literal("profile"),
        subject_id=_.sender,
        day=_.window_day,
        reports=_.reports,
        evidence=_.evidence,
        variant=ibis.literal("several_people"),
        affected=_.affected,
        # Words alone are a pattern: a step lower than reports.
        notch=(_.reported > 0).ifelse(0, -1).cast("int64"),
        named=_.named,
        safeguard=ibis.null("string"),
    )

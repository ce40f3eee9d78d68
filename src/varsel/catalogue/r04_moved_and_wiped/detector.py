"""R4: new contacts moved to another app at once, and talks wiped right after the police came.

Using an encrypted app is no flag and has no weight here. Only offers of work or marriage count for
the first; for the second only deletions by somebody, never an app's timer.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, row, rows, share, trailing

PAIR = ["sender_id", "recipient_id"]


def detect(t, p):
    """Senders who move many new contacts away, and whoever wiped a talk."""
    return ibis.union(off_platform(t, p), remote_wipe(t, p))


def hits(found, variant):
    """The columns of a hit; measures a variant lacks are null."""
    kinds = {
        "moved_share": "decimal(18, 4)", "contacts": "int64", "wiped_share": "decimal(18, 4)",
        "wiped": "int64", "minutes": "int64",
    }  # fmt: skip
    return found.select(
        "subject_id", "day", "evidence", "named",
        *[
            (found[m] if m in found.columns else ibis.null()).cast(k).name(m)
            for m, k in kinds.items()
        ],
        subject_kind=ibis.literal("profile"),
        variant=ibis.literal(variant),
    )  # fmt: skip


def first_messages(t, p):
    """What each sender wrote first to people they wrote to before any answer."""
    verified = t.profile.filter(_.verified.fill_null(False)).select(sender_id="profile_id")
    sent = t.message.filter(_.sender_id != _.recipient_id).anti_join(verified, "sender_id")
    wide = sent.group_by("sender_id").agg(people=_.recipient_id.nunique())
    wide = sent.semi_join(wide.filter(_.people >= p.min_contacts), "sender_id")
    began = wide.group_by(PAIR).agg(began=_.sent_at.min())
    answer = t.message.group_by(PAIR).agg(answered=_.sent_at.min())
    answer = answer.select(sender_id="recipient_id", recipient_id="sender_id", answered="answered")
    began = began.left_join(answer, PAIR, rname="{name}_answer")
    began = began.filter(_.answered.isnull() | (_.began <= _.answered))
    began = began.select(*PAIR, began_on=_.began.date())
    rank = ibis.row_number().over(group_by=PAIR, order_by=["sent_at", "message_id"])
    early = wide.mutate(rank=rank).filter(_.rank < p.first_messages)
    early = early.select(*PAIR, "message_id", "rank", sent_on=_.sent_at.date())
    return early.join(began, PAIR)


def off_platform(t, p):
    """Many new contacts, a good part of them asked at once to talk elsewhere, about work or marriage."""
    early = first_messages(t, p)
    said = t.signal.filter(_.source_table == "message").select("criterion", message_id="row_id")
    said = early.select(*PAIR, "message_id", "sent_on").join(said, "message_id")
    met = said.group_by(PAIR).agg(
        moved_on=_.sent_on.min(where=_.criterion == "off_platform"),
        context_on=_.sent_on.min(where=_.criterion.isin(p.context_criteria)),
        moving=rows(row("message", _.message_id)),
    )
    opening = early.filter(_.rank < 1).select(
        *PAIR, day="began_on", opening=row("message", _.message_id)
    )
    contact = opening.left_join(met, PAIR, rname="{name}_met").drop(
        "sender_id_met", "recipient_id_met"
    )
    post = t.post.filter(_.group_kind.isin(p.context_groups))
    post = post.group_by(sender_id=post.author_id).agg(posts_since=_.posted_at.min().date())
    contact = contact.left_join(post, "sender_id").drop("sender_id_right")
    ends = ibis.union(
        contact.select("sender_id", "day"),
        contact.filter(_.moved_on.notnull()).select("sender_id", day="moved_on"),
    )
    window = trailing(contact, "sender_id", p.window_days, ends)
    known = (window.context_on <= window.window_day) | (window.posts_since <= window.window_day)
    moved = ((window.moved_on <= window.window_day) & known.fill_null(False)).fill_null(False)
    window = window.mutate(
        moved=moved,
        refs=moved.ifelse(window.moving.concat(names(window.opening)), names(window.opening)),
        approached=moved.ifelse(window.recipient_id, ibis.null("string")),
    )
    found = window.group_by("sender_id", "window_day").agg(
        contacts=_.count(),
        moved_count=_.count(where=_.moved),
        evidence=_.refs.collect().flatten().unique().sort(),
        people=named("unclear", "profile", _.approached).collect(distinct=True),
    )
    found = found.filter(
        _.contacts >= p.min_contacts,
        _.moved_count >= _.contacts * p.min_moved_share,
        _.moved_count > 0,
    )
    found = found.mutate(
        subject_id=_.sender_id,
        day=_.window_day,
        moved_share=share(_.moved_count, _.contacts),
        named=_.people.concat(names(named("controller", "profile", _.sender_id))),
    )
    return hits(found, "off_platform")


def remote_wipe(t, p):
    """Talks of which one side deleted a good part soon after the police met somebody."""
    pair = (
        ibis.least(_.sender_id, _.recipient_id) + "|" + ibis.greatest(_.sender_id, _.recipient_id)
    )
    talk = t.message.mutate(thread=ibis.coalesce(_.thread_id, pair)).filter(_.thread.notnull())
    met = talk.group_by("thread").agg(police=_.police_contact_at.min())
    talk = talk.join(met.filter(_.police.notnull()), "thread").filter(_.sent_at <= _.police)
    size = talk.group_by("thread").agg(messages=_.count(), days=_.sent_at.date().nunique())
    size = size.filter(_.messages >= p.min_messages, _.days >= p.min_days)
    gone = talk.join(size, "thread").filter(
        _.deleted_by.notnull(),
        _.deleted_at >= _.police,
        _.deleted_at <= _.police + ibis.interval(minutes=p.wipe_minutes),
    )
    other = (gone.sender_id == gone.deleted_by).ifelse(gone.recipient_id, gone.sender_id)
    # Cut to minutes first: engines count the minutes between two moments in two ways.
    lag = gone.deleted_at.truncate("m").delta(gone.sent_at.truncate("m"), unit="minute")
    wiped = gone.mutate(other=other.fill_null(gone.deleted_by), lag=lag)
    wiped = wiped.group_by("thread", "deleted_by", "police", "messages").agg(
        wiped=_.count(),
        done=_.deleted_at.max(),
        shortest=_.lag.min(),
        longest=_.lag.max(),
        evidence=rows(row("message", _.message_id)),
        people=named("exploited", "profile", _.other).collect(distinct=True),
    )
    # A timer takes every message equally long after it was sent; somebody takes them at once.
    wiped = wiped.filter(_.longest > _.shortest + p.timer_minutes)
    wiped = wiped.filter(_.wiped >= _.messages * p.min_wiped_share).mutate(
        day=_.done.date(),
        minutes=_.done.truncate("m").delta(_.police.truncate("m"), unit="minute"),
    )
    # Whoever wipes several talks at one moment may be the owner of the phone, wiping their own.
    several = wiped.group_by("deleted_by", "police").agg(threads=_.count())
    wiped = wiped.join(several, ["deleted_by", "police"])
    found = wiped.group_by(subject_id=wiped.deleted_by, day=wiped.day).agg(
        wiped=_.wiped.sum(),
        messages=_.messages.sum(),
        minutes=_.minutes.max(),
        threads=_.threads.max(),
        evidence=_.evidence.collect().flatten().unique().sort(),
        people=_.people.collect().flatten().unique(),
    )
    role = (found.threads > 1).ifelse("unclear", "controller")
    found = found.mutate(
        wiped_share=share(_.wiped, _.messages),
        named=found.people.concat(names(role + "/profile:" + found.subject_id)),
    )
    return hits(found, "remote_wipe")

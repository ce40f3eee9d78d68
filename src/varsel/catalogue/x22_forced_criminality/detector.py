"""X22: somebody seems to commit offences on another's orders.

Facts seen by the front line and messages that give tasks, put together per person. What is judged
is the direction by others, never the person or where they come from. That somebody is under 18
only tells a person at once; it changes no strength. Observations of nobody known are not joined.
"""

import ibis
from ibis import _

from varsel.catalogue.build import names, row, rows, trailing

PERSON = ["subject_kind", "subject_id"]
#: What each variant measures; thresholds of the others do not apply to it.
MEASURES = {
    "directed_offences": ["facts", "offences", "directions"],
    "minor": ["offences", "directions"],
    "instructions": ["task_messages"],
}


def detect(t, p):
    """Directed offences, instructions alone, and minors of whom several facts are known."""
    told = with_ties(t, messages(t, p))
    seen = counted(ibis.union(with_ties(t, observed(t, p)), told), p.window_days)
    young = t.party.filter(_.minor.fill_null(False)).select(subject_id="party_id")
    young = young.distinct().mutate(subject_kind=ibis.literal("party"), minor=ibis.literal(True))
    seen = seen.left_join(young, PERSON, rname="{name}_young")
    # A text pattern alone tells nobody at once: a person must have seen something.
    seen = seen.mutate(minor=_.minor.fill_null(False)).filter(_.observations > 0)
    directed = seen.filter(_.offences > 0, _.directions > 0, _.facts >= p.min_facts)
    minors = seen.filter(_.minor, _.facts >= p.min_facts_minor)
    tasks = counted(told, p.message_days).filter(_.task_messages >= p.min_tasks)
    tasks = tasks.mutate(minor=ibis.literal(False), notch=_.notch + (_.pressure > 0).ifelse(1, 0))
    return ibis.union(
        hits(directed, "directed_offences"), hits(minors, "minor"), hits(tasks, "instructions")
    )


def hits(found, variant):
    """The columns of a hit."""
    every = sorted({m for shown in MEASURES.values() for m in shown})
    shown = {m: found[m] if m in MEASURES[variant] else ibis.null() for m in every}
    return found.select(
        *PERSON,
        "evidence",
        **{m: value.cast("int64") for m, value in shown.items()},
        variant=ibis.literal(variant),
        day=_.window_day,
        notch=_.notch.cast("int64"),
        named=_.handlers,
        safeguard=_.minor.ifelse("minor", ibis.null("string")),
    )


def observed(t, p):
    """Facts of the closed list that speak of offences or of somebody who directs them."""
    seen = t.observation.filter(_.party_id.notnull())
    side = ibis.cases(
        (seen.fact.isin(p.offence_facts), "offence"),
        (seen.fact.isin(p.direction_facts), "direction"),
        (seen.fact.isin(p.absence_facts), "absence"),
    )
    # Who came along is no handler unless that is what was seen.
    handler = (seen.fact == "handler_present").ifelse(seen.companion_id, ibis.null("string"))
    return seen.mutate(side=side, handler_party=handler).filter(_.side.notnull()).select(
        "fact", "side", "handler_party",
        subject_kind=ibis.literal("party"),
        subject_id=_.party_id,
        day=_["at"].date(),
        handler="party:" + _.handler_party,
        ref=row("observation", _.observation_id),
    )  # fmt: skip


def messages(t, p):
    """What a writer who gives tasks wrote to the reader: tasks, threats, shown whereabouts."""
    met = t.signal.filter(_.source_table == "message", _.criterion.isin(p.message_criteria))
    met = met.select("criterion", "day", message_id="row_id")
    sent = t.message.filter(_.sender_id != _.recipient_id)
    said = met.join(sent.select("message_id", "sender_id", "recipient_id"), "message_id")
    tasks = said.filter(_.criterion == "task_instruction")
    said = said.semi_join(tasks, ["sender_id", "recipient_id"])
    who = t.profile.filter(_.party_id.notnull())
    reader = who.select(recipient_id="profile_id", reader_party="party_id")
    writer = who.select(sender_id="profile_id", handler_party="party_id")
    for side, key in ((reader, "recipient_id"), (writer, "sender_id")):
        said = said.left_join(side, key).drop(f"{key}_right")
    return said.select(
        "handler_party", "day",
        fact=_.criterion,
        side=ibis.literal("message"),
        subject_kind=_.reader_party.notnull().ifelse("party", "profile"),
        subject_id=ibis.coalesce(_.reader_party, _.recipient_id),
        handler="profile:" + _.sender_id,
        ref=row("message", _.message_id),
    )  # fmt: skip


def with_ties(t, facts):
    """`facts` with whether whoever directs is tied to the person by the records."""
    ties = t.tie.select(subject_id="party_id", handler_party="other_id").distinct()
    ties = ties.mutate(tied=ibis.literal(True))
    joined = facts.left_join(ties, ["subject_id", "handler_party"], rname="{name}_tie")
    return joined.select(
        *PERSON, "fact", "side", "day", "handler", "ref", tied=_.tied.fill_null(False)
    )


def counted(facts, days):
    """What is known of each person over the days before."""
    window = trailing(facts, PERSON, days)
    person = "exploited/" + window.subject_kind + ":" + window.subject_id
    known = window.handler.notnull()
    seen = window.group_by(*PERSON, "window_day").agg(
        facts=_.fact.nunique(),
        offences=_.fact.nunique(where=_.side == "offence"),
        directions=_.fact.nunique(where=_.side.isin(["direction", "message"])),
        observations=_.count(where=_.side != "message"),
        task_messages=_.ref.nunique(where=_.fact == "task_instruction"),
        pressure=_.count(where=(_.side == "message") & (_.fact != "task_instruction")),
        tied=window.count(where=known & window.tied),
        strangers=window.count(where=known & ~window.tied),
        evidence=rows(_.ref),
        handlers=("controller/" + window.handler).fill_null(person).collect(distinct=True),
    )
    person = "exploited/" + seen.subject_kind + ":" + seen.subject_id
    return seen.mutate(
        notch=((_.tied > 0) & (_.strangers < 1)).ifelse(-1, 0),
        handlers=seen.handlers.concat(names(person)).unique(),
    )

"""B1: somebody speaks for a person, or the person seeks another's approval before answering.

Reads observations only, never pictures or sound. Meetings with a guardian, a professional
interpreter or an official companion are left out. A relative lowers by a step, never erases.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, row, rows, trailing

MEETING = ["party_id", "at", "meeting_place", "meeting_staff"]


def detect(t, p):
    """One meeting with several facts, facts in several meetings, one companion of several people."""
    seen = companions(t, meetings(t, p))
    private = seen.filter(~seen.from_employer, ~seen.attorney)
    return ibis.union(
        one_meeting(private, p),
        several_meetings(private, p),
        same_companion(seen.filter(~seen.from_employer), p, "repeat"),
        same_companion(seen.filter(seen.from_employer), p, "repeat_employer"),
    )


def meetings(t, p):
    """The facts that speak of being spoken for, meeting by meeting; lawful companions left out."""
    said = t.observation.filter(_.party_id.notnull()).mutate(
        day=_["at"].date(),
        meeting_place=_.place.fill_null(""),
        meeting_staff=_.staff_id.fill_null(""),
        ref=row("observation", _.observation_id),
    )
    said = said.anti_join(said.filter(_.fact.isin(p.lawful_facts)), MEETING)
    context = said.group_by(MEETING).agg(
        from_employer=(_.fact == "companion_employer").any(),
        said_relative=(_.fact == "companion_relative").any(),
        came_along=_.companion_id.max(),
    )
    facts = said.filter(_.fact.isin(p.facts)).join(context, MEETING)
    return facts.mutate(companion=ibis.coalesce(_.companion_id, _.came_along)).select(
        *MEETING, "day", "fact", "staff_id", "ref", "companion", "from_employer", "said_relative"
    )


def companions(t, facts):
    """`facts` with what the records know of person and companion, and whether both may be led."""
    ties = t.tie.group_by("party_id", companion=t.tie.other_id).agg(
        attorney=(_.kind == "power_of_attorney").any(), kin=(_.kind != "power_of_attorney").any()
    )
    led = facts.select(companion="party_id").distinct().mutate(led=ibis.literal(True))
    facts = facts.left_join(ties, ["party_id", "companion"], rname="{name}_tie")
    facts = facts.left_join(led, "companion", rname="{name}_led")
    controller = named("controller", "party", facts.companion)
    # Whoever is spoken for elsewhere may be led too.
    role = facts.led.fill_null(False).ifelse(named("unclear", "party", facts.companion), controller)
    person = named("exploited", "party", facts.party_id)
    return facts.select(
        *MEETING, "day", "fact", "staff_id", "ref", "companion", "from_employer",
        relative=facts.said_relative | facts.kin.fill_null(False),
        # A power of attorney is checked by whoever holds the records.
        attorney=facts.attorney.fill_null(False),
        person=person,
        other=ibis.coalesce(role, person),
    )  # fmt: skip


def hits(found, variant, facts=None, meetings=None, customers=None):
    """The columns of a hit; measures a variant lacks are null."""
    empty = ibis.null("int64")
    return found.select(
        "subject_id", "day", "evidence",
        subject_kind=ibis.literal("party"),
        variant=ibis.literal(variant),
        facts=empty if facts is None else facts.cast("int64"),
        meetings=empty if meetings is None else meetings.cast("int64"),
        customers=empty if customers is None else customers.cast("int64"),
        notch=found.notch.cast("int64"),
        named=found.persons.concat(found.others).unique(),
    )  # fmt: skip


def one_meeting(seen, p):
    """Several different facts in one meeting."""
    full = seen.group_by(MEETING).agg(facts=_.fact.nunique()).filter(_.facts >= p.min_facts)
    found = (
        seen.join(full, MEETING)
        .group_by(subject_id=_.party_id, day=_.day)
        .agg(
            facts=_.facts.max(),
            meetings=_["at"].nunique(),
            notch=_.relative.all().ifelse(-1, 0),
            evidence=rows(_.ref),
            persons=_.person.collect(distinct=True),
            others=_.other.collect(distinct=True),
        )
    )
    return hits(found, "meeting", facts=found.facts, meetings=found.meetings)


def several_meetings(seen, p):
    """A fact in each of several meetings, noted by different staff."""
    noted = seen.filter(_.staff_id.notnull())
    staff = noted.group_by("party_id").agg(staff=_.staff_id.nunique())
    noted = noted.semi_join(staff.filter(_.staff >= p.min_meetings), "party_id")
    window = trailing(noted, "party_id", p.meeting_days)
    found = window.group_by(subject_id=window.party_id, day=window.window_day).agg(
        facts=_.fact.nunique(),
        meetings=_.staff_id.nunique(),
        notch=_.relative.all().ifelse(-1, 0),
        evidence=rows(_.ref),
        persons=_.person.collect(distinct=True),
        others=_.other.collect(distinct=True),
    )
    found = found.filter(_.meetings >= p.min_meetings)
    return hits(found, "several_meetings", facts=found.facts, meetings=found.meetings)


def same_companion(seen, p, variant):
    """One companion in the meetings of several people who are not related."""
    along = seen.filter(_.companion.notnull())
    crowd = along.group_by("companion").agg(people=_.party_id.nunique())
    along = along.semi_join(crowd.filter(_.people >= p.min_customers), "companion")
    window = trailing(along, "companion", p.repeat_days)
    found = window.group_by(subject_id=window.companion, day=window.window_day).agg(
        customers=_.party_id.nunique(),
        strangers=_.party_id.nunique(where=~_.relative),
        facts=_.fact.nunique(),
        evidence=rows(_.ref),
        persons=_.person.collect(distinct=True),
        others=_.other.collect(distinct=True),
    )
    found = found.filter(_.customers >= p.min_customers)
    found = found.mutate(notch=(_.strangers >= p.min_customers).ifelse(0, -1))
    return hits(found, variant, facts=found.facts, customers=found.customers)

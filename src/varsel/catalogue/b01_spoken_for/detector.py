"""B1: somebody speaks for a person, or the person seeks another's approval before answering.

Reads observations only, never pictures or sound. Meetings with a guardian, a professional
interpreter or an official companion are left out. A relative lowers by a step, never erases.
Speaking for somebody is weak; a fact that itself shows control in the same meeting raises it.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, row, rows, trailing

MEETING = ["person_id", "at", "meeting_place", "meeting_staff"]
#: The one fact of control that a helper with the form in hand shows too.
PAPERS = "companion_holds_papers"


def detect(t, p):
    """One meeting with several facts, facts in several meetings, one companion of several people."""
    said = meetings(t, p)
    seen = companions(t, said.filter(_.party_id.notnull()))
    private = seen.filter(~seen.from_employer, ~seen.attorney)
    spoken = seen.filter(seen.own)
    return ibis.union(
        one_meeting(private, p),
        several_meetings(private, p),
        unnamed(said.filter(_.party_id.isnull(), ~_.from_employer), p),
        same_companion(spoken.filter(~spoken.from_employer), p, "repeat"),
        same_companion(spoken.filter(spoken.from_employer), p, "repeat_employer"),
    )


def meetings(t, p):
    """Meetings in which somebody is spoken for, fact by fact; lawful companions left out."""
    said = t.observation.mutate(
        person_id=_.party_id.fill_null(""),
        day=_["at"].date(),
        meeting_place=_.place.fill_null(""),
        meeting_staff=_.staff_id.fill_null(""),
        ref=row("observation", _.observation_id),
        own=_.fact.isin(p.facts),
    )
    said = said.anti_join(said.filter(_.fact.isin(p.lawful_facts)), MEETING)
    context = said.group_by(MEETING).agg(
        from_employer=(_.fact == "companion_employer").any(),
        said_relative=(_.fact == "companion_relative").any(),
        spoken_for=_.own.any(),
        apart=(_.fact.isin(p.control_facts) & (_.fact != PAPERS)).any(),
        papers=((_.fact == PAPERS) & _.fact.isin(p.control_facts)).any(),
        handled=_.fact.isin(p.handling_facts).any(),
        came_along=_.companion_id.max(),
    )
    context = context.filter(_.spoken_for).mutate(control=_.apart | (_.papers & ~_.handled))
    beside = said.fact.isin([*p.control_facts, *p.account_facts])
    facts = said.mutate(beside=beside).join(context, MEETING)
    facts = facts.filter(_.own | (_.beside & _.control))
    return facts.mutate(companion=ibis.coalesce(_.companion_id, _.came_along)).select(
        *MEETING, "party_id", "day", "fact", "own", "control", "staff_id", "ref", "companion",
        "from_employer", "said_relative",
    )  # fmt: skip


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
        *MEETING, "party_id", "day", "fact", "own", "control", "staff_id", "ref", "companion",
        "from_employer",
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
            notch=_.control.any().ifelse(1, 0) - _.relative.all().ifelse(1, 0),
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
        notch=_.control.any().ifelse(1, 0) - _.relative.all().ifelse(1, 0),
        evidence=rows(_.ref),
        persons=_.person.collect(distinct=True),
        others=_.other.collect(distinct=True),
    )
    found = found.filter(_.meetings >= p.min_meetings)
    return hits(found, "several_meetings", facts=found.facts, meetings=found.meetings)


def unnamed(said, p):
    """Meetings of a known companion with somebody whose name nobody noted: weak, role unclear."""
    known = said.filter(_.companion.notnull())
    full = known.group_by(MEETING).agg(facts=_.fact.nunique()).filter(_.facts >= p.min_facts)
    found = known.join(full, MEETING).group_by(subject_id=_.companion, day=_.day)
    found = found.agg(
        facts=_.facts.max(),
        meetings=_["at"].nunique(),
        evidence=rows(_.ref),
        persons=named("unclear", "party", _.companion).collect(distinct=True),
    )
    found = found.mutate(notch=ibis.literal(0), others=_.persons)
    return hits(found, "unnamed", facts=found.facts, meetings=found.meetings)


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

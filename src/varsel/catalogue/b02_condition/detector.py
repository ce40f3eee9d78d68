"""B2: facts about a person's condition that raise concern.

Reads observations from a closed list only; no picture, no machine judgement of looks. A modifier:
it adds questions, never a level. Danger seen or stated goes to a person at once.
"""

import ibis
from ibis import _

from varsel.catalogue.build import row, rows, trailing

MEETING = ["party_id", "at", "meeting_place", "meeting_staff"]


def detect(t, p):
    """Several facts in one meeting, facts seen by different staff, and danger."""
    everything = t.observation.mutate(
        subject_kind=_.party_id.notnull().ifelse("party", "observation"),
        subject_id=ibis.coalesce(_.party_id, _.observation_id),
        day=_["at"].date(),
        meeting_place=_.place.fill_null(""),
        meeting_staff=_.staff_id.fill_null(""),
        ref=row("observation", _.observation_id),
    )
    seen = everything.filter(_.party_id.notnull())
    facts = seen.filter(_.fact.isin(p.facts))
    full = facts.group_by(MEETING).agg(facts=_.fact.nunique()).filter(_.facts >= p.min_facts)
    noted = facts.filter(_.staff_id.notnull())
    staff = noted.group_by("party_id").agg(staff=_.staff_id.nunique())
    noted = noted.semi_join(staff.filter(_.staff >= p.min_staff), "party_id")
    window = trailing(noted, "party_id", p.window_days).mutate(day=_.window_day)
    several = counted(window).filter(_.staff >= p.min_staff)
    return ibis.union(
        hits(counted(facts.semi_join(full, MEETING)), "meeting", None),
        hits(several, "several_staff", None),
        # Danger to somebody whose name nobody knows must not be lost.
        hits(counted(everything.filter(_.fact.isin(p.danger_facts))), "danger", "danger"),
    )


def counted(facts):
    """Facts of each person and day."""
    return facts.group_by("subject_kind", "subject_id", "day").agg(
        facts=_.fact.nunique(), staff=_.staff_id.nunique(), evidence=rows(_.ref)
    )


def hits(found, variant, safeguard):
    """The columns of a hit."""
    return found.select(
        "subject_kind", "subject_id", "day", "evidence", "facts", "staff",
        variant=ibis.literal(variant),
        named=ibis.array(["exploited/" + found.subject_kind + ":" + found.subject_id]),
        safeguard=ibis.literal(safeguard, "string"),
    )  # fmt: skip

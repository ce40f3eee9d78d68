"""B3: no language shared with staff, and a binding document signed without interpretation.

A modifier only: it adds questions to other flags. Language is what staff met in a talk; it is
never guessed from a name or from where somebody comes.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, row, rows, trailing


def detect(t, p):
    """Both facts of one person within the window."""
    seen = t.observation.filter(
        _.party_id.notnull(), _.fact.isin([p.language_fact, p.signed_fact])
    ).select("party_id", "fact", day=_["at"].date(), ref=row("observation", _.observation_id))
    both = seen.group_by("party_id").agg(facts=_.fact.nunique()).filter(_.facts > 1)
    window = trailing(seen.semi_join(both, "party_id"), "party_id", p.window_days)
    found = window.group_by("party_id", "window_day").agg(
        documents=_.count(where=_.fact == p.signed_fact),
        talks=_.count(where=_.fact == p.language_fact),
        evidence=rows(_.ref),
    )
    return found.filter(_.documents >= p.min_documents, _.talks > 0).select(
        "evidence", "documents",
        subject_kind=ibis.literal("party"),
        subject_id=_.party_id,
        variant=ibis.literal("signed_unaided"),
        day=_.window_day,
        named=names(named("exploited", "party", _.party_id)),
    )  # fmt: skip

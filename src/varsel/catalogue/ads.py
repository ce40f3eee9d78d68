"""What detectors share about advertisements: who gives which contact, spellings of places, trades.

Everything here is an Ibis expression; nothing knows an engine.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

#: Identifiers that are nodes; a link to a page is none.
CONTACT_KINDS = ("phone", "email", "handle")


def advertised(t: Any, kinds: tuple[str, ...] = ("sexual_services",)) -> ir.Table:
    """One row per ad of these kinds and contact in it, stated or read in the text.

    Columns: value_kind, value, ad_id, kind, site, persona, municipality (official name where
    known), country, image_hash, first_seen, last_seen (the first day where empty), advertiser_id,
    source (the row that gives the contact).
    """
    ad = official(t, t.ad.filter(t.ad.kind.isin(list(kinds))))
    ad = ad.mutate(last_seen=ibis.coalesce(ad.last_seen, ad.first_seen))
    given = t.identifier.filter(
        t.identifier.subject_kind == "ad", t.identifier.kind.isin(list(CONTACT_KINDS))
    )
    given = given.group_by(ad_id=given.subject_id, value_kind=given.kind, value=given.value).agg(
        source=(given.source_table + "/" + given.row_id).min()
    )
    columns = (
        "value_kind", "value", "ad_id", "kind", "site", "persona", "municipality", "country",
        "image_hash", "first_seen", "last_seen", "advertiser_id", "source",
    )  # fmt: skip
    return given.join(ad, "ad_id").select(*columns)


def own_contacts(t: Any) -> ir.Table:
    """Contacts of parties: stated, an alias of an account they hold, or of a profile of theirs.

    Columns: party_id, value_kind, value, since, until (empty: not known), source.
    """
    i = t.identifier.filter(t.identifier.kind.isin(list(CONTACT_KINDS)), _.how == "stated")
    i = i.select(
        "subject_kind", "subject_id", "since", "until",
        value_kind=i.kind, value=i.value, source=i.source_table + "/" + i.row_id,
    )  # fmt: skip
    direct = i.filter(i.subject_kind == "party").mutate(party_id=_.subject_id)
    holder = t.holder.select("party_id", subject_id="account_id").distinct()
    held = i.filter(i.subject_kind == "account").join(holder, "subject_id")
    owner = t.profile.filter(t.profile.party_id.notnull())
    owner = owner.select("party_id", subject_id="profile_id").distinct()
    shown = i.filter(i.subject_kind == "profile").join(owner, "subject_id")
    columns = ("party_id", "value_kind", "value", "since", "until", "source")
    return ibis.union(*[x.select(*columns) for x in (direct, held, shown)], distinct=True)


def official(t: Any, table: ir.Table) -> ir.Table:
    """`table` with `municipality` as the official name where the spelling or code is known."""
    names = t.municipality_name.select(written="value", official_name="name")
    joined = table.left_join(names, table.municipality == names.written)
    joined = joined.mutate(municipality=ibis.coalesce(joined.official_name, joined.municipality))
    return joined.select(*table.columns)


def in_trade(t: Any, *groups: str) -> ir.Table:
    """Parties whose line of business is in one of the groups: column `party_id`, each once."""
    prefixes = t.trade_group.filter(t.trade_group.trade_group.isin(list(groups)))
    party = t.party.filter(t.party.trade.notnull()).select("party_id", "trade")
    found = party.join(prefixes, party.trade.startswith(prefixes.trade_prefix))
    return found.select("party_id").distinct()

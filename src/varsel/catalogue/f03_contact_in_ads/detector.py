"""F3: a customer's phone, e-mail or handle stands in ads for sexual services.

Exact matches only, and only where the contact was the customer's while the ad ran. Who placed an
ad is not known from it: hoaxes and recycled numbers exist.
"""

import ibis
from ibis import _

from varsel.catalogue.ads import CONTACT_KINDS, advertised, in_trade, own_contacts
from varsel.catalogue.build import named, rows

SUBJECT = ["subject_kind", "subject_id"]
CONTACT = ["value_kind", "value"]
COUNTS = ("personas", "ads", "cities", "countries", "customers")


def detect(t, p):
    """Days on which a match appears, with what stands in the ads of the last month and half year."""
    match = matches(t, p)
    ends = match.select(*SUBJECT, window_day="day").distinct()
    window = ends.join(
        match,
        [
            *SUBJECT,
            match.day <= ends.window_day,
            match.last_seen > ends.window_day - ibis.interval(days=p.window_days),
        ],
    ).mutate(recent=_.last_seen > _.window_day - ibis.interval(days=p.recent_days))
    found = counted(window)
    company = t.party.filter(_.kind == "company").select(company="party_id")
    found = found.left_join(company, found.subject_id == company.company)
    raised = (
        (_.cities >= p.min_cities) | (_.countries >= p.min_countries)
        | (_.customers >= p.min_customers)
    ).ifelse(1, 0)  # fmt: skip
    lowered = (_.company.notnull() & (_.subject_kind == "party")).ifelse(1, 0) + (~_.dated).ifelse(
        1, 0
    )
    found = found.mutate(raised=raised, lowered=lowered)
    plain = hit(found, "match", found.raised - found.lowered, found.nodes)
    many = found.filter(_.personas >= p.min_personas)
    return ibis.union(plain, hit(many, "many_personas", -many.lowered, many.pictured))


def hit(found, variant, notch, nodes):
    """The columns of a hit, typed alike for both variants."""
    return found.select(
        "subject_kind", "subject_id", "evidence",
        variant=ibis.literal(variant),
        day=found.window_day,
        named=nodes.concat(found.contact_nodes).concat(found.holder_nodes).unique().sort(),
        notch=notch.cast("int64"),
        **{c: found[c].cast("int64") for c in COUNTS},
    )  # fmt: skip


def customers(t):
    """Contacts of parties, and of accounts whose holder is not known."""
    party = own_contacts(t).mutate(subject_kind=ibis.literal("party"), subject_id=_.party_id)
    alias = t.identifier.filter(
        _.subject_kind == "account", _.how == "stated", _.kind.isin(list(CONTACT_KINDS))
    )
    alias = alias.anti_join(t.holder, alias.subject_id == t.holder.account_id)
    alias = alias.select(
        "subject_kind", "subject_id", "since", "until", value_kind="kind", value="value",
        source=_.source_table + "/" + _.row_id,
    )  # fmt: skip
    return ibis.union(party.select(*alias.columns), alias)


def matches(t, p):
    """One row per customer, contact and ad that stood at the same time, from the first such day."""
    ad = advertised(t).rename(ad_source="source")
    own = customers(t)
    agency = in_trade(t, *p.ad_trades)
    own = own.anti_join(agency, own.subject_id == agency.party_id)
    both = own.join(ad, CONTACT)
    both = both.filter(
        _.since.isnull() | (_.since <= _.last_seen),
        _.until.isnull() | (_.until >= _.first_seen),
    ).mutate(day=ibis.greatest(_.first_seen, ibis.coalesce(_.since, _.first_seen)))
    both = both.left_join(sharing(t, both), [*SUBJECT, *CONTACT])
    both = both.drop(*[c for c in both.columns if c.endswith("_right")])
    return both.left_join(aliases(t), [*SUBJECT, *CONTACT]).select(
        *SUBJECT, *CONTACT, "day", "ad_id", "persona", "municipality", "country", "first_seen",
        "last_seen", "source", "ad_source", dated=_.since.notnull(),
        sharers=_.sharers.fill_null(1), account="account",
    )  # fmt: skip


def aliases(t):
    """The accounts that receive money at a contact of a party who holds them."""
    alias = t.identifier.filter(_.subject_kind == "account", _.how == "stated")
    alias = alias.select(account="subject_id", value_kind="kind", value="value")
    held = t.holder.select("account_id", subject_id="party_id").distinct()
    return alias.join(held, alias.account == held.account_id).select(
        "subject_id", "value_kind", "value", "account", subject_kind=ibis.literal("party")
    ).distinct()  # fmt: skip


def sharing(t, both):
    """How many customers give the same contact at the same time, those with a tie apart."""
    own = both.select(*SUBJECT, *CONTACT, "since", "until").distinct()
    other = own.select(
        *CONTACT, other_kind="subject_kind", other_id="subject_id", other_since="since",
        other_until="until",
    )  # fmt: skip
    pairs = own.join(other, CONTACT).filter(
        (_.subject_id != _.other_id) | (_.subject_kind != _.other_kind),
        _.since.isnull() | _.other_until.isnull() | (_.since <= _.other_until),
        _.until.isnull() | _.other_since.isnull() | (_.until >= _.other_since),
    )
    ties = t.tie.select(tied_id="party_id", tied_to="other_id")
    pairs = pairs.anti_join(
        ties, [pairs.subject_id == ties.tied_id, pairs.other_id == ties.tied_to]
    )
    return pairs.group_by([*SUBJECT, *CONTACT]).agg(
        sharers=(_.other_kind + ":" + _.other_id).nunique() + 1
    )


def counted(window):
    """Counts of each window; persons, cities and countries per contact, the largest of them."""
    keys = [*SUBJECT, "window_day"]
    each = window.group_by([*keys, *CONTACT]).agg(
        personas=_.persona.nunique(where=_.recent),
        cities=_.municipality.nunique(where=_.recent),
        countries=_.country.nunique(where=_.recent),
    )
    most = each.group_by(keys).agg(
        personas=_.personas.max(), cities=_.cities.max(), countries=_.countries.max()
    )
    whole = window.group_by(keys).agg(
        ads=_.ad_id.nunique(),
        customers=_.sharers.max(),
        dated=_.dated.any(),
        evidence=("ad/" + _.ad_id).collect(distinct=True)
        .concat(_.source.collect(distinct=True)).concat(_.ad_source.collect(distinct=True))
        .unique().sort(),
        nodes=rows("unclear/ad:" + _.ad_id),
        pictured=rows("exploited/ad:" + _.ad_id),
        contact_nodes=rows("unclear/" + _.value_kind + ":" + _.value),
        holder_nodes=rows("unclear/" + _.subject_kind + ":" + _.subject_id)
        .concat(
            ibis.coalesce(
                rows(named("unclear", "account", _.account)),
                ibis.literal([], type="array<string>"),
            )
        ),
    )  # fmt: skip
    return whole.join(most, keys)

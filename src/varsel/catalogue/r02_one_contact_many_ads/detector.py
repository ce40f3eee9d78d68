"""R2: one phone, e-mail or handle in several sex ads and dating profiles within a month.

Counts advertised persons by the name the ad gives them, never by what they look like. Windows end
on the days an ad or profile appears.
"""

import ibis
from ibis import _

from varsel.catalogue.ads import CONTACT_KINDS, advertised, in_trade, own_contacts
from varsel.catalogue.build import row, rows

KEYS = ["value_kind", "value", "day"]
COUNTS = ("personas", "cities", "items", "on_apps", "contacts")


def detect(t, p):
    """Contacts with several persons, cities or kinds of site, and texts with several contacts."""
    shown = items(t, p)
    found = counted(windows(shown, ["value_kind", "value"], p), KEYS)
    found = found.left_join(holders(t, found, p), KEYS)
    found = found.filter(~_.agency.fill_null(False)).select(
        *COUNTS, "evidence", "nodes", "pictured", "holder_nodes",
        subject_kind=_.value_kind, subject_id=_.value, day=_.day,
        lowered=ibis.ifelse(_.company.fill_null(False), -1, 0)
        + ibis.ifelse(_["items"] >= p.mass_ads, -1, 0),
    )  # fmt: skip
    several = found.filter(_["items"] >= p.min_items)
    personas = several.filter(_.personas >= p.min_personas).mutate(
        variant=ibis.literal("personas"),
        notch=_.lowered + ibis.ifelse(_.personas >= p.many_personas, 1, 0),
        named=all_named(_.pictured, _.holder_nodes),
    )
    cities = several.filter(_.cities >= p.min_cities).mutate(
        variant=ibis.literal("cities"),
        notch=_.lowered,
        named=all_named(_.nodes, _.holder_nodes),
    )
    both = several.filter(_.on_apps > 0, _.on_apps < _["items"]).mutate(
        variant=ibis.literal("site_and_app"),
        notch=_.lowered,
        named=all_named(_.nodes, _.holder_nodes),
    )
    parts = [hit(x) for x in (personas, cities, both, clusters(t, shown, p))]
    return ibis.union(*parts)


def hit(found):
    """The columns of a hit, typed alike for every variant."""
    return found.select(
        "subject_kind", "subject_id", "variant", "day", "evidence", "named",
        notch=_.notch.cast("int64"), **{c: found[c].cast("int64") for c in COUNTS},
    )  # fmt: skip


def all_named(*nodes):
    """Several arrays of named nodes as one."""
    first, *others = [ibis.coalesce(n, ibis.literal([], type="array<string>")) for n in nodes]
    for other in others:
        first = first.concat(other)
    return first


def items(t, p):
    """Ads and dating profiles, one row per contact in each."""
    ad = advertised(t, p.dating_kinds)
    ad = ad.select(
        "value_kind", "value", "persona", "municipality", "image_hash", "ad_id", "source",
        item=row("ad", _.ad_id), node="ad:" + _.ad_id, first=_.first_seen, last=_.last_seen,
        app=(_.kind == "dating").ifelse(1, 0),
    )  # fmt: skip
    sites = t.ad_site.filter(_.site_kind == "dating").select(app_site="site").distinct()
    profile = t.profile.select("profile_id", "platform", "created_on")
    profile = profile.semi_join(sites, profile.platform.lower().contains(sites.app_site))
    given = t.identifier.filter(_.subject_kind == "profile", _.kind.isin(list(CONTACT_KINDS)))
    given = given.join(profile, given.subject_id == profile.profile_id)
    day = ibis.coalesce(given.since, given.created_on)
    none = ibis.null().cast("string")
    shown = given.filter(day.notnull()).select(
        value_kind=given.kind, value=given.value, persona=none, municipality=none,
        image_hash=none, ad_id=none, source=row(given.source_table, given.row_id),
        item=row("profile", given.profile_id), node="profile:" + given.profile_id,
        first=day, last=ibis.greatest(ibis.coalesce(given.until, day), day),
        app=ibis.literal(1),
    )  # fmt: skip
    return ibis.union(ad, shown.select(*ad.columns))


def windows(shown, keys, p):
    """Every item once for each day another of the same keys appears while it is about."""
    enough = shown.group_by(keys).agg(all_items=_["item"].nunique())
    enough = enough.filter(_.all_items >= p.min_items)
    likely = shown.semi_join(enough, [shown[k] == enough[k] for k in keys])
    ends = likely.select(*keys, day="first").distinct()
    return ends.join(
        likely,
        [
            *keys,
            likely["first"] <= ends.day,
            likely["last"] > ends.day - ibis.interval(days=p.window_days),
        ],
    )


def counted(window, keys):
    """Persons, cities and items of each window with their rows."""
    return window.group_by(keys).agg(
        personas=_.persona.nunique(),
        cities=_.municipality.nunique(),
        items=_["item"].nunique(),
        on_apps=_["item"].nunique(where=_.app == 1),
        contacts=(_.value_kind + ":" + _.value).nunique(),
        evidence=_["item"].collect(distinct=True).concat(_.source.collect(distinct=True))
        .unique().sort(),
        nodes=rows("unclear/" + _.node),
        pictured=rows("exploited/" + _.node),
        contact_nodes=rows("unclear/" + _.value_kind + ":" + _.value),
    )  # fmt: skip


def holders(t, found, p):
    """Who gives each contact as their own in the window, and the accounts paid at it.

    Companies lower a flag, advertising trades set it aside. Who had the number before or since is
    not named.
    """
    alias = t.identifier.filter(_.subject_kind == "account", _.how == "stated")
    own = own_contacts(t).mutate(node="unclear/party:" + _.party_id)
    account = alias.select(
        "value", "since", "until", value_kind="kind", party_id=ibis.null().cast("string"),
        node="unclear/account:" + _.subject_id,
    )  # fmt: skip
    who = ibis.union(own.select(*account.columns), account)
    kind = t.party.select("kind", kind_party="party_id")
    agency = in_trade(t, *p.ad_trades).select(agency_party="party_id")
    who = who.left_join(kind, who.party_id == kind.kind_party)
    who = who.left_join(agency, who.party_id == agency.agency_party)
    who = found.select(*KEYS).join(who, ["value_kind", "value"])
    who = who.filter(
        _.since.isnull() | (_.since <= _.day),
        _.until.isnull() | (_.until > _.day - ibis.interval(days=p.window_days)),
    )
    return who.group_by(KEYS).agg(
        holder_nodes=rows(_.node),
        company=(_.kind == "company").fill_null(False).any(),
        agency=_.agency_party.notnull().any(),
    )


def clusters(t, shown, p):
    """Ads with one template or picture that carry several contacts and persons.

    The subject is the earliest ad, so that later ones do not rename the flag.
    """
    text = t.text_group.filter(_.source_table == "ad").select("group_id", ad_id="row_id")
    ads = shown.filter(_.ad_id.notnull())
    by_text = ads.join(text, "ad_id")
    by_image = ads.filter(_.image_hash.notnull()).mutate(group_id="image:" + _.image_hash)
    grouped = ibis.union(by_text.select(*by_image.columns), by_image)
    found = counted(windows(grouped, ["group_id"], p), ["group_id", "day"])
    found = found.filter(
        _["items"] >= p.min_items,
        _.contacts >= p.min_contacts,
        _.personas >= p.min_personas,
    )
    order = ibis.row_number().over(
        group_by=grouped.group_id, order_by=[grouped["first"], grouped.ad_id]
    )
    first = grouped.mutate(order=order).filter(_.order == 0)
    found = found.join(first.select("group_id", subject_id="ad_id"), "group_id")
    # One text and one picture may start with the same ad: the wider of the two stands.
    best = ibis.row_number().over(
        group_by=[found.subject_id, found.day],
        order_by=[found["items"].desc(), found.group_id],
    )
    found = found.mutate(best=best).filter(_.best == 0)
    return found.mutate(
        subject_kind=ibis.literal("ad"),
        variant=ibis.literal("cluster"),
        notch=ibis.literal(0),
        named=all_named(_.nodes, _.contact_nodes),
    )

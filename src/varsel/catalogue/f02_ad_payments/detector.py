"""F2: frequent payments for ads on sites for sexual services, and whose ads they are.

Selling sex is lawful, and sellers pay for their own ads: who has one identity, an own number and
keeps the money is set aside. Payments that hide behind a processor or cash are not seen.
"""

import ibis
from ibis import _

from varsel.catalogue.ads import advertised, in_trade, own_contacts
from varsel.catalogue.build import named, names, row, rows, trailing

KEYS = ["payer", "window_day"]
COUNTS = ("identities", "places", "payments")


def detect(t, p):
    """Windows with frequent ad payments, by what is known of the ads and of the money."""
    paid = ad_payments(t, p)
    totals = paid.group_by("payer").agg(times=_.count(), dkk=_.amount_dkk.sum())
    enough = totals.filter((_.times >= p.min_payments) | (_.dkk >= p.min_dkk))
    found = frequent(trailing(paid.semi_join(enough, "payer"), "payer", p.window_days), p)
    found = found.left_join(of_ads(t, found, p), KEYS).drop("payer_right", "window_day_right")
    found = found.left_join(passed_on(t, found, p), KEYS).drop("payer_right", "window_day_right")
    found = found.left_join(covered_sites(t, found, p), KEYS)
    found = found.drop("payer_right", "window_day_right")
    owner = own_contacts(t).group_by(payer=_.party_id).agg(contacts=_.count())
    found = found.left_join(owner, "payer").drop("payer_right")
    company = t.party.filter(_.kind == "company").select(company="party_id")
    found = found.left_join(company, found.payer == company.company).mutate(
        identities=ibis.coalesce(_.personas.nullif(0), _.phones, 0),
        places=_.places.fill_null(0),
        own=_.own.fill_null(False),
        drained=_.receiver.notnull(),
        company_steps=_.company.notnull().ifelse(1, 0),
        premium_steps=ibis.ifelse(_.premium >= p.premium_times, 1, 0),
    )
    own_ad = _.own & (_.identities == 1) & ~_.drained
    several = _.identities >= p.min_identities
    others = (_.ads > 0) & ~_.own & (_.contacts > 0)
    for_others = (several | others).fill_null(False).ifelse(1, 0)
    plain = found.mutate(raised=-_.company_steps)
    drained = found.filter(_.drained).mutate(raised=for_others - _.company_steps)
    found = found.mutate(raised=_.premium_steps - _.company_steps)
    none = ibis.literal([], type="array<string>")
    both = _.evidence.concat(_.ad_evidence).unique().sort()
    payer = "/" + _.payer_kind + ":" + _.payer
    unclear = ibis.array(["unclear" + payer])
    parts = [
        (plain.filter(~own_ad & ~several), "frequent", _.evidence, unclear),
        (found.filter(several), "several_identities", both,
         ibis.array(["controller" + payer]).concat(_.pictured)),
        (found.filter(_.places >= p.min_places), "several_places", both,
         unclear.concat(_.pictured)),
        (found.filter(others), "others_contact", both,
         unclear.concat(_.pictured)),
        (found.filter(_.ads.isnull(), _.contacts > 0, _.covered), "no_own_ad", _.evidence, unclear),
        (drained, "passed_on",
         _.evidence.concat(_.onward_evidence).concat(ibis.coalesce(_.ad_evidence, none))
         .unique().sort(),
         names(several.ifelse("unclear", "exploited") + payer,
               "controller/" + _.receiver_kind + ":" + _.receiver)),
    ]  # fmt: skip
    return ibis.union(*[hit(*part) for part in parts])


def hit(found, variant, evidence, nodes):
    """The columns of a hit, typed alike for every variant."""
    lowered = ibis.literal(0)
    if variant == "passed_on":
        lowered = found.tied.fill_null(False).ifelse(1, 0)
    return found.mutate(shown=evidence, nodes=nodes, lowered=lowered).select(
        subject_kind=_.payer_kind,
        subject_id=_.payer,
        variant=ibis.literal(variant),
        day=_.window_day,
        evidence=_.shown,
        named=_.nodes,
        notch=(_.raised - _.lowered).cast("int64"),
        ad_dkk=_.ad_dkk.cast("decimal(18, 4)"),
        **{c: found[c].cast("int64") for c in COUNTS},
    )


def ad_payments(t, p):
    """Payments to sites for sexual services, by name or merchant category."""
    paid = t.payment.filter(
        _.merchant.notnull() | _.creditor_name.notnull() | _.creditor_party.notnull()
        | _.mcc.notnull()
    ).mutate(label=ibis.coalesce(_.merchant, _.creditor_name))  # fmt: skip
    sites = ad_sites(t, p)
    labels = paid.filter(_.label.notnull()).select("label").distinct()
    by_name = site_names(sites, labels, "label")
    payee = t.party.filter(_.name.notnull()).select("party_id", "name")
    by_payee = site_names(sites, payee, "name").select("party_id", payee_site="site")
    codes = t.mcc_group.filter(_.mcc_group.isin(p.ad_mcc_groups)).select(ad_mcc="mcc")
    paid = paid.left_join(by_name, "label")
    paid = paid.left_join(by_payee, paid.creditor_party == by_payee.party_id)
    paid = paid.left_join(codes, paid.mcc == codes.ad_mcc)
    # A name on the list decides; the category speaks only for names that are not on it.
    listed = _.label_right.notnull() | _.party_id.notnull()
    paid = paid.filter(
        _.site.notnull() | (_.label.isnull() & _.payee_site.notnull())
        | (~listed & _.ad_mcc.notnull())
    ).mutate(
        site=ibis.coalesce(_.site, _.payee_site),
        payer=ibis.coalesce(_.debtor_party, _.debtor_account, _.debtor_alias),
        payer_kind=ibis.cases(
            (_.debtor_party.notnull(), "party"), (_.debtor_account.notnull(), "account"),
            (_.debtor_alias.startswith("+"), "phone"),
        ),
        entry_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip
    paid = paid.filter(_.payer_kind.notnull()).select(
        "payer", "payer_kind", "site", "day", "amount_dkk", "entry_row"
    )
    agency = in_trade(t, *p.ad_trades)
    return paid.anti_join(agency, paid.payer == agency.party_id)


def ad_sites(t, p):
    """The listed sites, and unlisted ones whose ads at hand are nearly all for sexual services."""
    listed = t.ad_site.select("site", "site_kind", "merchant_pattern")
    ads = t.ad.filter(_.site.notnull()).group_by(site=_.site.lower()).agg(
        ads=_.count(), sexual=(_.kind == "sexual_services").fill_null(False).cast("int64").sum()
    )  # fmt: skip
    ads = ads.filter(_.sexual >= p.min_known_ads, _.sexual >= _.ads * p.min_sexual_share)
    ads = ads.anti_join(listed, ads.site.contains(listed.merchant_pattern))
    learned = ads.select(
        "site", site_kind=ibis.literal("sexual_services"), merchant_pattern=ads.site
    )
    return ibis.union(listed, learned)


def site_names(sites, named_rows, column):
    """The rows whose name is that of a known site, each once; `site` is empty for other kinds."""
    known = named_rows.join(sites, named_rows[column].lower().contains(sites.merchant_pattern))
    return known.group_by(named_rows.columns).agg(
        site=_.site.min(where=_.site_kind == "sexual_services")
    )


def frequent(window, p):
    """Windows with enough payments or money for ads."""
    found = window.group_by([*KEYS, "payer_kind"]).agg(
        payments=_.count(),
        ad_dkk=_.amount_dkk.sum(),
        premium=_.count(where=_.amount_dkk >= p.premium_dkk),
        sites=_.site.collect(distinct=True),
        evidence=rows(_.entry_row),
    )
    return found.filter((_.payments >= p.min_payments) | (_.ad_dkk >= p.min_dkk))


def of_ads(t, found, p):
    """The payer's ads in each window: placed by the payer, or with a contact of the payer's."""
    ad = advertised(t)
    contact = own_contacts(t).rename(contact_since="since", contact_until="until", given="source")
    by_contact = ad.join(contact, ["value_kind", "value"])
    by_contact = by_contact.filter(
        _.contact_since.isnull() | (_.contact_since <= _.last_seen),
        _.contact_until.isnull() | (_.contact_until >= _.first_seen),
    )
    profile = t.profile.filter(_.party_id.notnull()).select("party_id", advertiser_id="profile_id")
    party = t.party.select("party_id", advertiser_id="party_id")
    placed = ad.join(ibis.union(profile, party, distinct=True), "advertiser_id")
    columns = ["ad_id", "value_kind", "value", "persona", "municipality", "first_seen", "last_seen",
               "source", "party_id"]  # fmt: skip
    mine = ibis.union(
        by_contact.select(*columns, "given", own=ibis.literal(True)),
        placed.select(*columns, given=_.source, own=ibis.literal(False)),
    )
    windows = found.select(*KEYS)
    seen = windows.join(
        mine,
        [
            windows.payer == mine.party_id,
            mine.first_seen <= windows.window_day,
            mine.last_seen > windows.window_day - ibis.interval(days=p.window_days),
        ],
    )
    return seen.group_by(KEYS).agg(
        ads=_.ad_id.nunique(),
        personas=_.persona.nunique(),
        phones=_.value.nunique(where=_.value_kind == "phone"),
        places=_.municipality.nunique(),
        own=_.own.any(),
        pictured=rows(named("exploited", "ad", _.ad_id)),
        ad_evidence=row("ad", _.ad_id).collect(distinct=True)
        .concat(_.source.collect(distinct=True)).concat(_.given.collect(distinct=True))
        .unique().sort(),
    )  # fmt: skip


def covered_sites(t, found, p):
    """Windows with a paid site whose ads were at hand in numbers in the month before."""
    sites = ad_sites(t, p).filter(_.site_kind == "sexual_services")
    sites = sites.select(pattern="site").distinct()
    ad = t.ad.filter(_.kind == "sexual_services", _.site.notnull()).select("site", "first_seen")
    known = ad.join(sites, ad.site.lower().contains(sites.pattern))
    months = known.group_by(
        site=_.pattern, month=(_.first_seen.truncate("M") + ibis.interval(months=1)).cast("date")
    ).agg(ads=_.count())
    months = months.filter(_.ads >= p.min_site_ads)
    paid = found.select(*KEYS, site=_.sites.unnest())
    paid = paid.mutate(month=_.window_day.truncate("M").cast("date"))
    return paid.semi_join(months, ["site", "month"]).group_by(KEYS).agg(covered=_.count() > 0)


def passed_on(t, found, p):
    """The one other person who got most of what came in to the payer in each window."""
    payers = found.select("payer").distinct()
    moves = t.payment.select(
        "day", "amount_dkk", "channel", "mcc", "creditor_party", "debtor_party",
        payer=ibis.coalesce(_.debtor_party, _.debtor_account),
        payee=ibis.coalesce(_.creditor_party, _.creditor_account, _.creditor_alias),
        receiver_kind=ibis.cases(
            (_.creditor_party.notnull(), "party"), (_.creditor_account.notnull(), "account"),
            (_.creditor_alias.startswith("+"), "phone"),
        ),
        entry_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip
    moves = moves.filter((_.payer != _.payee).fill_null(True))
    ends = found.select("payer", day="window_day")
    came = moves.drop("payer").rename(payer="payee")
    came = trailing(came.semi_join(payers, "payer"), "payer", p.window_days, ends)
    came = came.group_by(KEYS).agg(in_dkk=_.amount_dkk.sum())
    company = t.party.filter(_.kind == "company").select(company="party_id")
    sent = moves.filter(
        _.channel.isin(p.onward_channels), _.mcc.isnull(), _.receiver_kind.notnull()
    )
    sent = sent.anti_join(company, sent.creditor_party == company.company)
    sent = trailing(sent.semi_join(payers, "payer"), "payer", p.window_days, ends)
    sent = sent.group_by([*KEYS, "debtor_party", "receiver_kind", receiver_key(sent)]).agg(
        onward_dkk=_.amount_dkk.sum(), times=_.count(), onward_evidence=rows(_.entry_row)
    )
    whole = sent.join(came, KEYS).filter(
        _.times >= p.min_onward_times, _.onward_dkk >= _.in_dkk * p.min_onward_share
    )
    best = ibis.row_number().over(
        group_by=[whole.payer, whole.window_day],
        order_by=[whole.onward_dkk.desc(), whole.receiver],
    )
    top = whole.mutate(best=best).filter(_.best == 0)
    ties = t.tie.select(debtor_party="party_id", receiver="other_id").distinct()
    top = top.left_join(ties.mutate(tied=ibis.literal(True)), ["debtor_party", "receiver"])
    return top.select(*KEYS, "receiver", "receiver_kind", "onward_evidence", "tied")


def receiver_key(sent):
    """The payee under another name, so that grouping keeps the payer's."""
    return sent.payee.name("receiver")

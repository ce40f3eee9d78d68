"""R5: offers of work that promise much, ask for much, and hide who stands behind them.

Eleven criteria over posts, job ads, and the first messages from one person to another; each is a
measure of its own. Readers are not judged, and whoever looks for work is no poster of offers.
A post is weak unless what it takes or promises binds whoever accepts.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, row, rows, trailing

POSTER = ["poster_kind", "poster"]
TEXT = ["source_table", "row_id"]
CRITERIA = (
    "high_pay", "bundle", "fee", "papers", "off_platform", "no_company", "urgency", "same_text",
    "new_account", "person_criteria", "vague",
)  # fmt: skip


def detect(t, p):
    """Offers that meet enough criteria, one hit per poster, way of offering and day."""
    written = texts(t, p)
    said = facts(t, p, written)
    shown = said.filter(_.source_table != "message")
    shown = shown.mutate(thread=_.source_table + "/" + _.row_id, window_day=_.day)
    told = first_messages(t, p, said)
    offers = ibis.union(offer(shown, p, "offer"), offer(told, p, "offer_in_message"))
    met = with_poster(t, p, offers)
    met = met.mutate(criteria=sum((met[c] for c in CRITERIA), ibis.literal(0)))
    found = met.filter(_.criteria >= p.min_criteria)
    poster = "controller/" + found.poster_kind + ":" + found.poster
    grouped = found.group_by(*POSTER, "variant", "window_day").agg(
        **{c: found[c].max() for c in ("criteria", *CRITERIA)},
        grave=found.grave.any(),
        evidence=found.evidence.collect().flatten().unique().sort(),
        # An array of nothing but nulls is null: the poster stands in where there is no reader.
        readers=named("exploited", "profile", found.reader)
        .fill_null(poster)
        .collect(distinct=True),
    )
    return grouped.select(
        "variant", "evidence", *[grouped[c].cast("int64").name(c) for c in ("criteria", *CRITERIA)],
        subject_kind=_.poster_kind,
        subject_id=_.poster,
        day=_.window_day,
        notch=(_.grave & (_.variant == "offer")).ifelse(1, 0),
        named=_.readers.concat(names("controller/" + _.poster_kind + ":" + _.poster)).unique(),
    )  # fmt: skip


def texts(t, p):
    """Posts, job ads and messages alike: who wrote where, and whether the place is for jobs."""
    post = t.post.select(
        "text", source_table=ibis.literal("post"), row_id=_.post_id, poster_kind=ibis.literal("profile"),
        poster=_.author_id, reader=ibis.null("string"), place=ibis.coalesce(_.group_id, _.platform),
        job=(_.group_kind == "job").fill_null(False),
    )  # fmt: skip
    parties = (
        t.party.select(advertiser_id="party_id").distinct().mutate(of_party=ibis.literal(True))
    )
    ad = t.ad.filter(_.kind.isin(p.ad_kinds)).left_join(parties, "advertiser_id")
    ad = ad.select(
        text=_.title.fill_null("") + "\n" + _.text.fill_null(""),
        source_table=ibis.literal("ad"),
        row_id=_.ad_id,
        poster_kind=ibis.cases(
            (_.advertiser_id.isnull(), "ad"), (_.of_party.fill_null(False), "party"), else_="profile"
        ),
        poster=ibis.coalesce(_.advertiser_id, _.ad_id),
        reader=ibis.null("string"),
        place=ibis.coalesce(_.site, _.municipality),
        job=_.kind == "job",
    )  # fmt: skip
    message = t.message.filter(_.sender_id != _.recipient_id).select(
        "text", source_table=ibis.literal("message"), row_id=_.message_id,
        poster_kind=ibis.literal("profile"), poster=_.sender_id, reader=_.recipient_id,
        place=_.recipient_id, job=ibis.literal(False),
    )  # fmt: skip
    return ibis.union(post, ad.select(*post.columns), message.select(*post.columns))


def facts(t, p, written):
    """What each text says, and whether its template is spread: a row per text, fact and record."""
    met = t.signal.select(*TEXT, "criterion", "value", "day")
    met = met.mutate(ref=row(_.source_table, _.row_id))
    group = t.text_group.join(written.select(*TEXT, "poster", "place"), TEXT)
    window = trailing(group, "group_id", p.same_text_days)
    size = window.group_by("group_id", "window_day").agg(
        places=_.place.nunique(), posters=_.poster.nunique()
    )
    spread = size.filter((_.places >= p.min_groups) | (_.posters >= p.min_names))
    others = window.group_by("group_id", "window_day", "poster", "place").agg(
        ref=row(window.source_table, window.row_id).min()
    )
    twins = others.join(spread, ["group_id", "window_day"]).select(
        "group_id", "ref", day="window_day"
    )
    same = group.select(*TEXT, "group_id", "day").join(twins, ["group_id", "day"])
    same = same.select(
        *TEXT, "day", "ref", criterion=ibis.literal("same_text"), value=ibis.null("decimal(18, 4)")
    )
    both = ibis.union(met, same.select(*met.columns))
    return both.join(written, TEXT)


def first_messages(t, p, said):
    """Facts in what one person wrote to another in the first days of their contact."""
    pairs = t.message.filter(_.sender_id != _.recipient_id)
    pairs = pairs.mutate(pair=_pair(pairs.sender_id, pairs.recipient_id))
    began = pairs.group_by("pair").agg(began=_.sent_at.min().date())
    told = said.filter(_.source_table == "message")
    told = told.mutate(pair=_pair(told.poster, told.reader), thread=_.poster + "|" + _.reader)
    told = told.join(began, "pair")
    told = told.filter(_.day < _.began + ibis.interval(days=p.first_days)).drop("pair", "began")
    return trailing(told, "thread", p.first_days)


def _pair(one, other):
    return ibis.least(one, other) + "|" + ibis.greatest(one, other)


def offer(said, p, variant):
    """Texts that offer work, with the criteria their words meet as 1 or 0."""
    plain = said.text.lower()
    said = said.mutate(
        work=said.job & plain.re_search(p.work_words),
        seeker=plain.re_search(p.seeker_words),
        company=plain.re_search(p.company_words),
        promises=said.criterion.isin(p.offer_criteria),
    )
    met = said.group_by("thread", "window_day", *POSTER, "reader").agg(
        offered=(_.promises | _.work).any(),
        seeker=_.seeker.any(),
        company_named=_.company.any(),
        pay=_.value.max(where=_.criterion == "pay_promise"),
        grave=_.criterion.isin(p.grave_criteria).any()
        | (_.criterion.isin(p.unclear_work).any() & _.criterion.isin(p.promised_earnings).any()),
        **{
            name: (said.criterion.isin(words)).any().ifelse(1, 0)
            for name, words in (
                ("easy", ["no_experience"]),
                ("bundle", ["bundle_travel_visa_housing"]),
                ("fee", ["upfront_fee"]),
                ("papers", ["asks_papers"]),
                ("off_platform", ["off_platform"]),
                ("urgency", ["urgency"]),
                ("same_text", ["same_text"]),
                ("person_criteria", ["person_criteria"]),
                ("vague", p.vague_criteria),
            )
        },
        evidence=rows(_.ref),
    )
    return met.filter(_.offered, ~_.seeker.fill_null(False)).mutate(variant=ibis.literal(variant))


def posters(t):
    """Who posts: age of the profile, company number, whether verified, line of business."""
    party = t.party.select("party_id", party_no="company_no", party_trade="trade")
    firm = (
        t.party.filter(_.company_no.notnull()).group_by("company_no").agg(firm_trade=_.trade.min())
    )
    profile = t.profile.left_join(party, "party_id").left_join(firm, "company_no")
    number = ibis.coalesce(profile.company_no, profile.party_no)
    profile = profile.select(
        "created_on",
        poster_kind=ibis.literal("profile"),
        poster=profile.profile_id,
        verified=profile.verified.fill_null(False),
        unnamed=number.isnull() & ibis.literal(t.has("profile", "company_no")),
        trade=ibis.coalesce(profile.party_trade, profile.firm_trade),
    )
    known = t.party.select(
        "trade",
        created_on=ibis.null("date"),
        poster_kind=ibis.literal("party"),
        poster=_.party_id,
        verified=ibis.literal(False),
        unnamed=_.company_no.isnull() & ibis.literal(t.has("party", "company_no")),
    )
    return ibis.union(profile, known.select(*profile.columns))


def usual_pay(t, who):
    """`who` with the usual pay a month in their line of business, else in any."""
    trades = who.filter(_.trade.notnull()).select("trade").distinct()
    known = trades.join(t.sector_pay, trades.trade.startswith(t.sector_pay.trade_prefix))
    nearest = ibis.row_number().over(
        group_by=known.trade, order_by=[known.trade_prefix.length().desc(), known.trade_prefix]
    )
    nearest = known.mutate(rank=nearest).filter(_.rank < 1).select("trade", "monthly_dkk")
    return who.left_join(nearest, "trade").drop("trade_right")


def with_poster(t, p, offers):
    """Offers with every criterion; verified employers, authorities and organisations leave."""
    who = usual_pay(t, posters(t))
    joined = offers.left_join(who, POSTER, rname="{name}_known").filter(
        ~_.verified.fill_null(False)
    )
    usual = t.sector_pay.filter(_.trade_prefix == "any").agg(usual_dkk=_.monthly_dkk.max())
    joined = joined.cross_join(usual)
    norm = ibis.coalesce(joined.monthly_dkk, joined.usual_dkk)
    young = joined.window_day < joined.created_on + ibis.interval(days=p.new_days)
    return joined.mutate(
        high_pay=((joined.pay >= norm * p.pay_factor) & (joined.easy > 0)).fill_null(False).ifelse(1, 0),
        new_account=young.fill_null(False).ifelse(1, 0),
        no_company=(joined.unnamed.fill_null(False) & ~joined.company_named.fill_null(False)).ifelse(1, 0),
    )  # fmt: skip

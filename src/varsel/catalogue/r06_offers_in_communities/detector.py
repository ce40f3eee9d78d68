"""R6: offers of work or marriage in groups of communities, judged post by post.

Which group somebody reads or belongs to is never looked at, nor which community it is: only posts,
and whether the poster takes part otherwise. Adds weight to what R5 finds, seldom more.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, row, rows, trailing

MEASURES = ("criteria", "communities", "offers")


def detect(t, p):
    """Paid marriage or permits, offers in many communities, and offers by strangers there."""
    posts = community_posts(t, p)
    offers = offered(t, p, posts)
    return ibis.union(
        hits(marriage(t, posts), "marriage_offer"),
        hits(many_communities(offers, p), "many_communities"),
        hits(strangers(posts, offers, p), "stranger"),
    )


def hits(found, variant):
    """One hit per poster and day; measures a variant lacks are null."""
    return found.select(
        "evidence",
        *[
            (found[m] if m in found.columns else ibis.null()).cast("int64").name(m)
            for m in MEASURES
        ],
        subject_kind=ibis.literal("profile"),
        subject_id=_.author_id,
        variant=ibis.literal(variant),
        day=_.day,
        named=names(named("controller", "profile", _.author_id)),
    )


def community_posts(t, p):
    """Posts in groups of communities or about marriage; verified profiles leave."""
    verified = t.profile.filter(_.verified.fill_null(False)).select(author_id="profile_id")
    posts = t.post.filter(_.group_kind.isin(p.group_kinds)).anti_join(verified, "author_id")
    return posts.select(
        "author_id", "text", "group_kind", row_id=_.post_id, day=_.posted_at.date(),
        group=ibis.coalesce(_.group_id, _.platform), ref=row("post", _.post_id),
    )  # fmt: skip


def marriage(t, posts):
    """Marriage or a permit offered or sought for payment."""
    met = t.signal.filter(_.source_table == "post", _.criterion == "marriage_visa_offer")
    paid = posts.semi_join(met.select("row_id"), "row_id")
    return paid.group_by("author_id", "day").agg(
        offers=_.count(), communities=_.group.nunique(), evidence=rows(_.ref)
    )


def offered(t, p, posts):
    """Posts that meet enough criteria of a deceptive offer of work (those of R5)."""
    met = t.signal.filter(_.source_table == "post").join(posts.select("row_id"), "row_id")
    pay = t.sector_pay.filter(_.trade_prefix == "any").agg(usual=_.monthly_dkk.max())
    said = met.group_by("row_id").agg(
        plain=_.criterion.nunique(where=_.criterion.isin(p.plain_criteria)),
        vague=_.criterion.isin(p.vague_criteria).any().ifelse(1, 0),
        offer=_.criterion.isin(p.offer_criteria).any(),
        easy=(_.criterion == "no_experience").any(),
        pay=_.value.max(where=_.criterion == "pay_promise"),
    )
    spread = same_text(t, p).mutate(spread=ibis.literal(1))
    who = t.profile.select("created_on", "company_no", author_id="profile_id")
    joined = posts.join(said.filter(_.offer).cross_join(pay), "row_id")
    joined = joined.left_join(spread, "row_id").drop("row_id_right")
    joined = joined.left_join(who, "author_id", rname="{name}_known")
    young = joined.day < joined.created_on + ibis.interval(days=p.new_days)
    # A missing column is no missing number.
    numbers = ibis.literal(t.has("profile", "company_no"))
    nameless = joined.author_id_known.notnull() & joined.company_no.isnull() & numbers
    high = (joined.pay >= joined.usual * p.pay_factor) & joined.easy
    facts = [f.fill_null(False).ifelse(1, 0) for f in (young, nameless, high)]
    joined = joined.mutate(
        criteria=sum(facts, joined.plain + joined.vague + joined.spread.fill_null(0))
    )
    return joined.filter(_.criteria >= p.min_criteria).select(
        "author_id", "group_kind", "group", "day", "ref", "row_id", "criteria"
    )


def same_text(t, p):
    """Posts whose text stood in many groups, or under several names, in the days before."""
    texts = t.post.select("group_id", "author_id", row_id="post_id")
    template = t.text_group.filter(_.source_table == "post").rename(template="group_id")
    texts = template.select("template", "row_id", "day").join(texts, "row_id")
    window = trailing(texts, "template", p.same_text_days)
    size = window.group_by("template", day=window.window_day).agg(
        groups=_.group_id.nunique(), posters=_.author_id.nunique()
    )
    size = size.filter((_.groups >= p.min_groups) | (_.posters >= p.min_names))
    return texts.semi_join(size, ["template", "day"]).select("row_id").distinct()


def many_communities(offers, p):
    """Posters whose offers, in the same words or translated, stand in several communities."""
    own = offers.filter(_.group_kind == "community")
    size = own.group_by("author_id").agg(groups=_.group.nunique())
    own = own.semi_join(size.filter(_.groups >= p.min_communities), "author_id")
    window = trailing(own, "author_id", p.window_days)
    found = window.group_by("author_id", day=window.window_day).agg(
        criteria=_.criteria.max(),
        communities=_.group.nunique(),
        offers=_.count(),
        evidence=rows(_.ref),
    )
    return found.filter(_.communities >= p.min_communities)


def strangers(posts, offers, p):
    """Offers by somebody who posts nothing else there."""
    other = posts.anti_join(offers.select("row_id"), "row_id")
    other = other.select("author_id", "group", other_day="day")
    regular = offers.join(other, ["author_id", "group"]).filter(
        _.other_day <= _.day, _.other_day > _.day - ibis.interval(days=p.interaction_days)
    )
    alone = offers.anti_join(regular.select("row_id"), "row_id")
    return alone.group_by("author_id", "day").agg(
        criteria=_.criteria.max(),
        communities=_.group.nunique(),
        offers=_.count(),
        evidence=rows(_.ref),
    )

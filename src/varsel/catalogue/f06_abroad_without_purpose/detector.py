"""F6: a company's payments abroad that what it declared does not explain.

The yardstick is the company's own: declared countries, its history, its trade. Leaves out owners
and reported wages, and counts no recipient paid for long. Needs no list of countries.
"""

import ibis
from ibis import _

from varsel.catalogue.build import (
    next_quarter,
    peer_quantile,
    reaching,
    row,
    rows,
    share,
    trailing,
)

KEYS = ["company", "window_day"]
MEASURES = {
    "outflow_dkk": "decimal(18, 4)",
    "undeclared_share": "decimal(18, 4)",
    "new_countries": "int64",
    "people": "int64",
    "turnover_share": "decimal(18, 4)",
    "peer_limit": "decimal(18, 4)",
}


def detect(t, p):
    firms = t.party.filter(_.kind == "company").select(
        "trade", "expected_countries", company="party_id"
    )
    paid = abroad(t, firms, p)
    return ibis.union(
        undeclared_countries(firms, paid, p),
        new_countries(t, firms, paid, p),
        private_recipients(paid, p),
        share_of_turnover(t, firms, paid, p),
    )


def abroad(t, firms, p):
    """Payments of companies to others abroad, without owners and reported wages."""
    paid = t.payment.filter(
        _.creditor_country != p.home_country,
        _.creditor_key.notnull(),
        (_.debtor_party != _.creditor_party).fill_null(True),
    )
    paid = paid.semi_join(firms, paid.debtor_party == firms.company)
    kinds = t.party.select(creditor_party="party_id", known_kind="kind")
    paid = paid.left_join(kinds, "creditor_party").drop("creditor_party_right")
    name = _.creditor_name.lower().strip().re_replace(r"[.,]", "")
    private = (_.known_kind == "person").fill_null(False) | (
        _.known_kind.isnull()
        & (
            _.channel.isin(p.person_channels)
            | (name.re_search(r"\s") & ~name.re_search(p.firm_words))
        ).fill_null(False)
    )
    paid = paid.select(
        "payment_id", "day", "amount_dkk", "creditor_party", "creditor_key",
        company="debtor_party", country="creditor_country", private=private,
        node=ibis.coalesce(
            "party:" + _.creditor_party,
            "account:" + _.creditor_account,
            _.creditor_alias.startswith("+").ifelse("phone:" + _.creditor_alias, ibis.null()),
        ),
        entry_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip
    over = {"group_by": ["company", "country"]}
    paid = paid.mutate(
        begun=_.day.min().over(group_by=["company", "creditor_key"]),
        first_there=_.day.min().over(**over),
    )
    lead = t.company_event.filter(_.kind.isin(p.leading_events), _.party_id.notnull())
    lead = lead.select(company="company_id", creditor_party="party_id")
    wages = t.salary.filter(_.payslip_id.notnull()).select(payment_id="salary_id")
    paid = paid.anti_join(lead, ["company", "creditor_party"]).anti_join(wages, "payment_id")
    fresh = _.begun > _.day - ibis.interval(days=p.known_days)
    return with_routes(t, paid.mutate(fresh=fresh))


def with_routes(t, paid):
    """Marks payments on a route the deployment lists; without a list there are none."""
    route = t.country_route.select("country", from_day="since", to_day="expires")
    on = paid.join(route, "country").filter(
        _.day >= _.from_day, _.to_day.isnull() | (_.day < _.to_day)
    )
    on = on.select("payment_id").distinct().mutate(route=ibis.literal(1))
    paid = paid.left_join(on, "payment_id").drop("payment_id_right")
    return paid.mutate(route=_.route.fill_null(0))


def declared(rows_, firms):
    """Rows with `declared`: whether the company named the country; null if it named none."""
    listed = firms.select(
        "company",
        listed="," + _.expected_countries.upper().re_replace(r"[^A-Z,]", "") + ",",
    )
    joined = rows_.left_join(listed, "company").drop("company_right")
    return joined.mutate(declared=_.listed.contains("," + _.country.upper() + ",")).drop("listed")


def undeclared_countries(firms, paid, p):
    """A large share of the money abroad goes to countries the company did not name."""
    known = declared(paid, firms).filter(_.declared.notnull())
    known = known.mutate(odd=_.fresh & ~_.declared)
    total = known.group_by("company").agg(odd=_.amount_dkk.sum(where=_.odd))
    known = known.semi_join(total.filter(_.odd >= p.min_outflow_dkk), "company")
    window = trailing(known, "company", p.window_days)
    found = window.group_by(KEYS).agg(odd=_.amount_dkk.sum(where=_.odd), total=_.amount_dkk.sum())
    found = found.filter(_.odd >= p.min_outflow_dkk, _.odd >= _.total * p.min_share)
    return finished(
        found,
        window.filter(_.odd),
        "undeclared_countries",
        outflow_dkk=found.odd,
        undeclared_share=share(found.odd, found.total),
    )


def new_countries(t, firms, paid, p):
    """Several countries paid for the first time, by a company known for some time."""
    first = declared(paid, firms).filter(
        _.day == _.first_there, _.fresh, ~_.declared.fill_null(False)
    )
    first = reaching(first, "company", p.window_days, p.min_new, "country")
    seen = t.payment.semi_join(first, t.payment.debtor_party == first.company)
    known = seen.group_by(company="debtor_party").agg(known_since=_.day.min())
    first = first.join(known, "company").filter(
        _.day >= _.known_since + ibis.interval(days=p.history_days)
    )
    window = trailing(first, "company", p.window_days)
    found = window.group_by(KEYS).agg(total=_.amount_dkk.sum(), countries=_.country.nunique())
    found = found.filter(_.countries >= p.min_new)
    return finished(
        found, window, "new_countries", outflow_dkk=found.total, new_countries=found.countries
    )


def private_recipients(paid, p):
    """Several private people abroad are paid."""
    people = paid.filter(_.private, _.fresh)
    people = reaching(people, "company", p.window_days, p.min_people, "creditor_key")
    window = trailing(people, "company", p.window_days)
    found = window.group_by(KEYS).agg(total=_.amount_dkk.sum(), people=_.creditor_key.nunique())
    found = found.filter(_.people >= p.min_people)
    return finished(
        found, window, "private_recipients", outflow_dkk=found.total, people=found.people
    )


def share_of_turnover(t, firms, paid, p):
    """In a labour-intensive trade, much of the turnover goes to private people abroad."""
    group = t.trade_group.filter(_.trade_group.isin(p.labour_groups))
    trade = firms.filter(_.trade.notnull()).select("company", "trade")
    trade = trade.join(group, trade.trade.startswith(group.trade_prefix))
    trade = trade.group_by("company").agg(trade_prefix=_.trade_prefix.max())
    came = t.payment.filter((_.debtor_party != _.creditor_party).fill_null(True))
    came = came.semi_join(trade, came.creditor_party == trade.company)
    came = came.group_by("day", company=came.creditor_party).agg(turnover=_.amount_dkk.sum())
    people = paid.filter(_.private, _.fresh).semi_join(trade, "company")
    window = trailing(people, "company", p.window_days)
    spent = window.group_by(KEYS).agg(total=_.amount_dkk.sum(), people=_.creditor_key.nunique())
    earned = trailing(came.semi_join(people, "company"), "company", p.window_days, ends=people)
    earned = earned.group_by(KEYS).agg(turnover=_.turnover.sum())
    found = spent.join(earned, KEYS).filter(_.total > _.turnover * p.min_turnover_share)
    found = found.mutate(share=share(_.total, _.turnover)).join(trade, "company")
    usual = peers(trade, people, came, p)
    found = found.mutate(quarter=_.window_day.truncate("Q").cast("date"))
    found = found.left_join(usual, ["quarter", "trade_prefix"], rname="{name}_of_peers")
    found = found.filter(_.usual.isnull() | (_.share >= _.usual))
    return finished(
        found,
        window,
        "share_of_turnover",
        outflow_dkk=found.total,
        people=found.people,
        turnover_share=found.share,
        peer_limit=found.usual,
    )


def peers(trade, people, came, p):
    """The share at which a company stands out from its trade, from the last closed quarter."""
    spent = (
        people.mutate(quarter=next_quarter(_.day))
        .group_by("company", "quarter")
        .agg(total=_.amount_dkk.sum())
    )
    earned = (
        came.mutate(quarter=next_quarter(_.day))
        .group_by("company", "quarter")
        .agg(turnover=_.turnover.sum())
    )
    each = earned.join(trade, "company").left_join(
        spent, ["company", "quarter"], rname="{name}_of_spent"
    )
    group = ["quarter", "trade_prefix"]
    each = each.select(*group, share=share(_.total.fill_null(0), _.turnover).cast("decimal(18, 4)"))
    middle = peer_quantile(each, group, "share", p.median).rename(middle="peer")
    off = each.join(middle, group).mutate(off=(_.share - _.middle).abs())
    spread = peer_quantile(off, group, "off", p.median)
    return middle.join(spread, group).select(
        *group, usual=_.middle + _.peer * p.robust_z * p.mad_factor
    )


def finished(found, seen, variant, **measures):
    """Hits of one variant with evidence, named nodes, routes and every measure in its type."""
    seen = seen.semi_join(found, KEYS)
    nodes = ibis.union(
        seen.select(*KEYS, node="unclear/" + seen.node),
        found.select(*KEYS, node="controller/party:" + found.company),
    )
    nodes = nodes.filter(_.node.notnull()).group_by(KEYS).agg(named=rows(_.node))
    evidence = seen.group_by(KEYS).agg(evidence=rows(_.entry_row), notch=_.route.max())
    hits = found.select(
        *KEYS,
        variant=ibis.literal(variant),
        **{m: measures.get(m, ibis.null()).cast(kind) for m, kind in MEASURES.items()},
    )
    hits = hits.join(evidence, KEYS).join(nodes, KEYS)
    return hits.select(
        "variant", "evidence", "named", *MEASURES,
        subject_kind=ibis.literal("party"),
        subject_id=_.company,
        day=_.window_day,
        notch=_.notch.cast("int64"),
    )  # fmt: skip

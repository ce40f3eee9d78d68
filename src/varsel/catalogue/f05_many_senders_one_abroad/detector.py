"""F5: money from several parts of the country to the same recipient abroad.

A recipient is looked at under each thing it is known by: party, account, phone, name with city.
Works without any list of countries. Leaves out institutions, shops, and companies as senders.
"""

import ibis
from ibis import _

from varsel.catalogue.build import people_behind, reaching, row, rows, trailing

KEYS = ["token", "window_day"]


def detect(t, p):
    sent = with_routes(t, abroad(t, p))
    columns = (
        "subject_kind", "subject_id", "variant", "day", "evidence", "named", "notch", "total_dkk",
        "senders", "unrelated", "municipalities", "regions", "places", "km_apart",
    )  # fmt: skip
    return ibis.union(
        many_senders(t, sent, p).select(columns), moving_sender(t, sent, p).select(columns)
    )


def official(t, table, column):
    """`table` with the official name of the municipality in `column` as `city`; others leave."""
    spelled = table.mutate(spelling=table[column].strip().lower())
    known = t.municipality_name.select(spelling="value", city="name")
    return spelled.join(known, "spelling").drop("spelling")


def abroad(t, p):
    """Payments of people to somebody abroad, once for each thing the recipient is known by."""
    paid = t.payment.filter(
        (_.creditor_country != p.home_country)
        | (_.creditor_country.isnull() & (_.channel == "remittance")),
        _.mcc.isnull(),
        ~_.creditor_name.lower().re_search(p.institution).fill_null(False),
    )
    firms = t.party.filter(_.kind == "company")
    paid = paid.anti_join(firms.select(debtor_party="party_id"), "debtor_party")
    paid = paid.anti_join(firms.select(creditor_party="party_id"), "creditor_party")
    person = _.creditor_name.lower().strip() + "|" + _.creditor_city.lower().strip()
    paid = paid.select(
        "payment_id", "day", "amount_dkk", "municipality", "debtor_party", "creditor_country",
        sender=ibis.coalesce(
            "party:" + _.debtor_party, "account:" + _.debtor_account, phone(_.debtor_alias)
        ),
        party="party:" + _.creditor_party,
        account="account:" + _.creditor_account,
        phone=phone(_.creditor_alias),
        # A digest: the id is shown, and a name in it would be shown with it.
        person="party:beneficiary-" + person.hexdigest("sha256"),
        entry_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    ).filter(_.sender.notnull())  # fmt: skip
    return ibis.union(
        *[paid.mutate(token=paid[c]) for c in ("party", "account", "phone", "person")]
    ).filter(_.token.notnull())


def phone(alias):
    return alias.startswith("+").ifelse("phone:" + alias, ibis.null())


def with_routes(t, sent):
    """Marks payments on a route the deployment lists; without a list there are none."""
    route = t.country_route.select(creditor_country="country", from_day="since", to_day="expires")
    on = sent.join(route, "creditor_country").filter(
        _.day >= _.from_day, _.to_day.isnull() | (_.day < _.to_day)
    )
    on = on.select("payment_id").distinct().mutate(route=ibis.literal(1))
    sent = sent.left_join(on, "payment_id").drop("payment_id_right")
    return sent.mutate(route=_.route.fill_null(0))


def recipient(group):
    """The strongest thing a recipient is known by within a window."""
    return ibis.coalesce(
        group.party.min(), group.account.min(), group.phone.min(), group.person.min()
    )


def many_senders(t, sent, p):
    """Recipients with money from many senders in many places."""
    many = sent.group_by("token").agg(senders=_.sender.nunique())
    sent = sent.semi_join(many.filter(_.senders >= p.min_senders), "token")
    sent = seated(t, habits(sent, p))
    sent = reaching(sent, "token", p.window_days, p.min_senders, "sender")
    window = without_old_support(t, trailing(sent, "token", p.window_days), p)
    found = window.group_by(KEYS).agg(
        total=_.amount_dkk.sum(),
        senders=_.sender.nunique(),
        municipalities=_.city.nunique(),
        regions=_.region.nunique(),
        route=_.route.max(),
        subject=recipient(_),
        evidence=rows(_.entry_row),
    )
    found = found.filter(
        _.senders >= p.min_senders,
        (_.municipalities >= p.min_municipalities) | (_.regions >= p.min_regions),
        _.total >= p.min_total_dkk,
    )
    found = found.join(
        people_behind(t, window.semi_join(found, KEYS), KEYS, "sender", "debtor_party"), KEYS
    )
    seen = window.semi_join(found, KEYS).select(*KEYS, node="unclear/" + _.sender)
    nodes = ibis.union(seen, found.select(*KEYS, node="unclear/" + _.subject))
    found = found.join(nodes.group_by(KEYS).agg(named=rows(_.node)), KEYS)
    return finished(
        found,
        variant="many_senders",
        notch=found.route - (found.unrelated < p.min_senders).ifelse(1, 0),
        senders=found.senders,
        unrelated=found.unrelated,
        municipalities=found.municipalities,
        regions=found.regions,
    )


def seated(t, sent):
    """Where each payment was sent from, else where the sender lived that day."""
    at_desk = official(t, sent.select("payment_id", "municipality").distinct(), "municipality")
    home = official(t, t.residence.join(t.dwelling, "dwelling_id"), "municipality")
    home = home.select("since", "until", debtor_party="party_id", home="city")
    lives = sent.select("payment_id", "debtor_party", "day").distinct().join(home, "debtor_party")
    lives = lives.filter(
        _.since.isnull() | (_.since <= _.day), _.until.isnull() | (_.until >= _.day)
    )
    lives = lives.group_by("payment_id").agg(home=_.home.min())
    sent = sent.left_join(at_desk.select("payment_id", "city"), "payment_id")
    sent = sent.drop("payment_id_right").left_join(lives, "payment_id").drop("payment_id_right")
    sent = sent.mutate(city=ibis.coalesce(_.city, _.home)).drop("home")
    region = t.municipality.select("region", city="name")
    return sent.left_join(region, "city").drop("city_right")


def habits(sent, p):
    """For each payment: since when the sender pays this recipient, and whether it is as usual."""
    order = {"group_by": ["token", "sender"], "order_by": ["day", "payment_id"]}
    sent = sent.mutate(
        earlier=ibis.row_number().over(**order),
        before=_.amount_dkk.sum().over(rows=(None, 0), **order) - _.amount_dkk,
        begun=_.day.min().over(group_by=["token", "sender"]),
    )
    usual = (_.earlier > 0) & (_.amount_dkk * _.earlier <= _.before * p.steady_factor)
    return sent.mutate(usual=usual.ifelse(1, 0)).drop("earlier", "before")


def without_old_support(t, window, p):
    """Leaves out senders who have long sent even amounts that are small beside their wages."""
    per = window.group_by(*KEYS, "sender", "debtor_party").agg(
        sent=_.amount_dkk.sum(), usual=_.usual.min(), begun=_.begun.min()
    )
    old = per.filter(_.usual > 0, _.begun <= _.window_day - ibis.interval(days=p.long_days))
    wages = t.salary.select("salary_id", "day", "amount_dkk", debtor_party="party_id")
    paid = old.join(wages, "debtor_party").filter(
        _.day <= _.window_day, _.day > _.window_day - ibis.interval(days=p.window_days)
    )
    paid = paid.group_by(*KEYS, "sender").agg(sent=_.sent.max(), wages=_.amount_dkk.sum())
    small = paid.filter(_.sent <= _.wages * p.income_share)
    return window.anti_join(small, [*KEYS, "sender"])


def moving_sender(t, sent, p):
    """Senders who pay one recipient from several towns."""
    keys = ["sender", *KEYS]
    sent = official(t, sent, "municipality")
    sent = reaching(sent, ["sender", "token"], p.sender_days, p.min_places, "city")
    window = trailing(sent, ["sender", "token"], p.sender_days)
    found = window.group_by(keys).agg(
        total=_.amount_dkk.sum(),
        places=_.city.nunique(),
        route=_.route.max(),
        to=recipient(_),
        evidence=rows(_.entry_row),
    )
    found = found.filter(_.places >= p.min_places)
    town = window.semi_join(found, keys).select(*keys, a="city").distinct()
    pair = town.join(town.rename(b="a"), keys).join(t.municipality_distance, ["a", "b"])
    wide = pair.group_by(keys).agg(km=_.km.max())
    found = found.join(wide.filter(_.km >= p.apart_km), keys)
    found = found.drop(*[c for c in found.columns if c.endswith("_right")])
    tie = t.tie.select(sender="party:" + _.party_id, to="party:" + _.other_id).distinct()
    found = found.left_join(
        tie.mutate(tied=ibis.literal(1)), ["sender", "to"], rname="{name}_of_tie"
    )
    found = found.mutate(
        subject=_.sender, named=ibis.array(["unclear/" + _.sender, "unclear/" + _.to])
    )
    return finished(
        found,
        variant="moving_sender",
        notch=found.route - found.tied.fill_null(0),
        places=found.places,
        km_apart=found.km,
    )


def finished(found, *, variant, notch, **measures):
    """Hits with every measure; what one recipient is known by gives one hit a day: the largest."""
    counted = ("senders", "unrelated", "municipalities", "regions", "places", "km_apart")
    hits = found.select(
        "subject", "evidence", "named", "token",
        day="window_day",
        variant=ibis.literal(variant),
        total_dkk=found.total.cast("decimal(18, 4)"),
        notch=notch.cast("int64"),
        **{m: measures[m].cast("int64") if m in measures else ibis.null("int64") for m in counted},
    )  # fmt: skip
    best = ibis.row_number().over(
        group_by=["subject", "day"], order_by=[ibis.desc("total_dkk"), "token"]
    )
    hits = hits.mutate(best=best).filter(_.best < 1)
    return hits.mutate(
        subject_kind=_.subject.re_extract("^([a-z]+):(.*)$", 1),
        subject_id=_.subject.re_replace("^[a-z]+:", ""),
    )

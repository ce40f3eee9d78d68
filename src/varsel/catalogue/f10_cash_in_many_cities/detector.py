"""F10: cash paid into one account in many places.

Places are municipalities. What lies near a holder's home, work or business is not away. Leaves out
night-bag accounts; cash that is never paid in is not seen.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, reaching, row, rows, trailing

KEYS = ["account_id", "window_day"]


def detect(t, p):
    cash = deposits(t, p)
    places = cash.group_by("account_id").agg(cities=_.city.nunique())
    cash = placed(t, p, cash.semi_join(places.filter(_.cities > 1), "account_id"))
    many = reaching(cash, "account_id", p.window_days, p.min_cities, "city")
    window = trailing(many, "account_id", p.window_days)
    found = [
        far_cities(window, p),
        tour(t, window, p),
        spread(t, window, p),
        at_once(t, cash, p),
    ]
    hits = with_people(t, p, ibis.union(*[evidenced(*f) for f in found]))
    return hits.select(
        "variant", "cities", "deposits", "entropy", "km_apart", "evidence", "notch", "third_party",
        subject_kind=ibis.literal("account"),
        subject_id=_.account_id,
        day=_.window_day,
        named=(_.variant == "tour").ifelse(
            names(named("exploited", "party", _.party_id)),
            names(named("unclear", "party", _.party_id)),
        ),
    )  # fmt: skip


def official(t, table, column):
    """`table` with the official name of the municipality in `column` as `city`; others leave."""
    spelled = table.mutate(spelling=table[column].strip().lower())
    return spelled.join(t.municipality_name, spelled.spelling == t.municipality_name.value).rename(
        city="name"
    )


def deposits(t, p):
    """Cash paid in, with its place; accounts for a shop's takings left out."""
    paid = t.payment.filter(_.channel.isin(p.cash_channels), _.creditor_account.notnull())
    takings = t.account.filter(_.product.lower().isin(p.takings_products))
    paid = paid.anti_join(takings, paid.creditor_account == takings.account_id)
    return official(t, paid, "municipality").select(
        "payment_id", "at", "initiated_at", "day", "city", account_id="creditor_account",
        entry_row=row("entry", ibis.coalesce(_.credit_entry, _.debit_entry)),
    )  # fmt: skip


def own_places(t):
    """Municipalities where the holders of an account live, work or do business, and when."""
    always = {"since": ibis.null("date"), "until": ibis.null("date")}
    flat = t.dwelling.select("dwelling_id", "municipality")
    home = t.residence.join(flat, "dwelling_id").select(
        "party_id", "municipality", "since", "until"
    )
    work = t.party.select("party_id", municipality="work_municipality", **always)
    seat = t.company_event.filter(_.kind == "address")
    seat = seat.join(flat, seat.value == flat.dwelling_id).select(
        "municipality", party_id="company_id", since="at", until=ibis.null("date")
    )
    columns = ("party_id", "municipality", "since", "until")
    sites = ibis.union(*[s.select(*columns) for s in (home, work, seat)])
    sites = official(t, sites.filter(_.municipality.notnull()), "municipality")
    held = t.holder.select("account_id", "party_id").distinct()
    return held.join(sites, "party_id").select("account_id", "since", "until", own="city")


def placed(t, p, cash):
    """Deposits that know whether an own place is known, is near, and whether a stay was booked."""
    own = cash.join(own_places(t), "account_id")
    own = own.filter(
        _.since.isnull() | (_.since <= _.day), _.until.isnull() | (_.until >= _.day)
    ).select("payment_id", "city", "own")
    far = t.municipality_distance.select(own="a", city="b", km="km")
    known = own.join(far, ["own", "city"]).group_by("payment_id").agg(km=_.km.min())
    cash = cash.left_join(known, "payment_id").drop("payment_id_right")
    cash = cash.mutate(known=_.km.notnull(), near=(_.km <= p.near_km).fill_null(False)).drop("km")
    stays = booked(t, p, cash)
    return cash.left_join(stays, "payment_id").drop("payment_id_right")


def booked(t, p, cash):
    """The stay that the account's holder paid for or slept at, in the deposit's city, that day."""
    held = t.holder.select("account_id", "party_id").distinct()
    stay = t.booking.select(
        "booking_id", "payer_party_id", "payer_account", "guest_id", "municipality", "starts_on",
        "ends_on",
    )  # fmt: skip
    of_account = stay.select(account_id="payer_account", booking_id="booking_id")
    payer = stay.select("booking_id", party_id="payer_party_id")
    guest = stay.select("booking_id", party_id="guest_id")
    of_party = held.join(ibis.union(payer, guest), "party_id").select("account_id", "booking_id")
    whose = ibis.union(of_account.select("account_id", "booking_id"), of_party, distinct=True)
    dated = official(t, stay, "municipality").select("booking_id", "city", "starts_on", "ends_on")
    near = cash.join(whose.join(dated, "booking_id"), ["account_id", "city"]).filter(
        _.day >= _.starts_on, _.day <= _.ends_on + ibis.interval(days=p.checkout_days)
    )
    return near.group_by("payment_id").agg(stay_row=row("booking", near.booking_id.min()))


def measured(found, variant, entropy=None, km=None):
    """The hits of one variant with every measure in its type."""
    return found.select(
        *KEYS,
        variant=ibis.literal(variant),
        cities=found.cities.cast("int64") if "cities" in found.columns else ibis.null("int64"),
        deposits=found.deposits.cast("int64"),
        entropy=ibis.null("decimal(18, 4)") if entropy is None else entropy,
        km_apart=ibis.null("int64") if km is None else km.cast("int64"),
    )


def evidenced(found, seen):
    """`found` with the deposits of `seen`, and the stays beside them, as evidence."""
    seen = seen.semi_join(found, KEYS)
    both = ibis.union(
        seen.select(*KEYS, ref=seen.entry_row, stays=ibis.literal(0)),
        seen.filter(_.stay_row.notnull()).select(*KEYS, ref=_.stay_row, stays=ibis.literal(1)),
    )
    grouped = both.group_by(KEYS).agg(evidence=rows(_.ref), notch=_.stays.max())
    return found.join(grouped, KEYS)


def far_cities(window, p):
    """Several municipalities, all far from where the holders are known to live and work."""
    away = window.filter(_.known & ~_.near)
    found = away.group_by(KEYS).agg(cities=_.city.nunique(), deposits=_.count())
    return measured(found.filter(_.cities >= p.min_cities), "far_cities"), away


def tour(t, window, p):
    """Stays of several deposits in one city after another, each some way from the last."""
    order = {"group_by": KEYS, "order_by": ["at", "city", "payment_id"]}
    away = window.filter(~_.near)
    away = away.mutate(last=_.city.lag().over(**order))
    away = away.mutate(moved=(_.last.isnull() | (_.last != _.city)).ifelse(1, 0))
    away = away.mutate(stay=_.moved.sum().over(rows=(None, 0), **order))
    stays = away.group_by(*KEYS, "stay", "city").agg(
        last=_["last"].min(where=_.moved == 1), deposits=_.count()
    )
    hop = t.municipality_distance.select(last="a", city="b", km="km")
    stays = stays.left_join(hop, ["last", "city"], rname="{name}_of_hop")
    stays = stays.filter(_["last"].isnull() | (_.km >= p.hop_km), _.deposits >= p.stay_deposits)
    found = stays.group_by(KEYS).agg(cities=_.city.nunique(), deposits=_.deposits.sum())
    seen = away.semi_join(stays, [*KEYS, "stay"])
    return measured(found.filter(_.cities >= p.min_cities), "tour"), seen


def spread(t, window, p):
    """Entropy over municipalities, those near home being one; the most used stands for home."""
    counts = window.group_by(*KEYS, "city", "known", "near").agg(deposits=_.count())
    rank = ibis.row_number().over(group_by=KEYS, order_by=[ibis.desc("deposits"), "city"])
    unknown = counts.filter(~_.known)
    base = unknown.mutate(rank=rank).filter(_.rank < 1).select(*KEYS, base="city")
    around = t.municipality_distance.filter(_.km <= p.near_km).select(base="a", city="b", km="km")
    around = base.join(around, "base").select(*KEYS, "city", "base")
    counts = counts.left_join(around, [*KEYS, "city"], rname="{name}_of_base")
    local = _.near | (~_.known & _.base.notnull())
    per_place = counts.group_by(*KEYS, place=local.ifelse("", counts.city)).agg(
        deposits=_.deposits.sum()
    )
    # Logarithms are cut to decimals before they are summed, so that the order cannot matter.
    found = per_place.group_by(KEYS).agg(
        cities=_.count(),
        parts=(_.deposits * _.deposits.ln()).cast("decimal(18, 6)").sum(),
        deposits=_.deposits.sum(),
    )
    found = found.mutate(bits=(_.deposits * _.deposits.ln()).cast("decimal(18, 6)") - _.parts)
    found = found.filter(_.deposits >= p.min_deposits, _.bits >= _.deposits * p.min_entropy)
    entropy = (found.bits / found.deposits).cast("decimal(18, 4)")
    return measured(found, "spread", entropy=entropy), window


def at_once(t, cash, p):
    """Two deposits too far apart in too short a time for one person."""
    timed = cash.filter(_.initiated_at.notnull())
    one = timed.select("account_id", "initiated_at", "city", "entry_row", "stay_row")
    other = timed.select(
        "account_id", then="initiated_at", there="city", other_row="entry_row",
        other_stay="stay_row",
    )  # fmt: skip
    pair = one.join(other, "account_id").filter(
        _.city != _.there,
        _.then >= _.initiated_at,
        _.then <= _.initiated_at + ibis.interval(minutes=p.apart_minutes),
    )
    far = t.municipality_distance.filter(_.km >= p.apart_km).select(city="a", there="b", km="km")
    pair = pair.join(far, ["city", "there"]).mutate(window_day=_.then.date())
    seen = ibis.union(
        pair.select(*KEYS, "entry_row", "stay_row"),
        pair.select(*KEYS, entry_row="other_row", stay_row="other_stay"),
    ).distinct()
    near = pair.group_by(KEYS).agg(km=_.km.max())
    found = seen.group_by(KEYS).agg(deposits=_.entry_row.nunique()).join(near, KEYS)
    return measured(found, "several_depositors", km=found.km), seen


def with_people(t, p, hits):
    """Holder, steps down for what explains it in part, and whether a third party shows."""
    holder = t.holder.filter(_.main).select("account_id", "party_id")
    people = t.authority.group_by("account_id").agg(people=_.party_id.nunique())
    group = t.trade_group.filter(_.trade_group.isin(p.travelling_trades))
    working = (
        t.party.filter(_.trade.notnull())
        .select("party_id", "trade")
        .join(group, _.trade.startswith(group.trade_prefix))
    )
    travels = t.holder.semi_join(working, "party_id").select("account_id").distinct()
    travels = travels.mutate(travels=ibis.literal(1))
    for side in (holder, people, travels):
        hits = hits.left_join(side, "account_id").drop("account_id_right")
    shared = (_.people > 1).fill_null(False)
    pair = _.variant == "several_depositors"
    return hits.mutate(
        third_party=pair & ~shared,
        notch=_.notch - _.travels.fill_null(0) - (pair & shared).ifelse(1, 0),
    )

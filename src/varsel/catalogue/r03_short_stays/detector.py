"""R3: short stays one after the other in several places, or several units at once for others.

Reads bookings, and card payments for lodging where bookings are not at hand. Holidays are set
aside by their length, trades that travel by the payer's line of business. Stays alone are weak:
what raises them is an ad with the payer's or a guest's own contact in the same places and days.
"""

import ibis
from ibis import _

from varsel.catalogue.ads import advertised, in_trade, official, own_contacts
from varsel.catalogue.build import row, rows, trailing

PAYER = ["payer_kind", "payer"]
KEYS = [*PAYER, "window_day"]
COUNTS = ("places", "stays", "nights", "units", "guests")
#: Columns of a stay, whether booked or read from a payment.
STAY = (
    "stay_id", "payer_kind", "payer", "guest", "unit", "municipality", "day", "starts_on",
    "ends_on", "nights", "evidence_row",
)  # fmt: skip


def detect(t, p):
    """Payers with a tour of short stays, many nights away, or units for several others."""
    booked = booked_stays(t, p)
    short = booked.filter(_.nights.between(p.min_nights, p.max_nights))
    paid = paid_stays(t, p)
    window = counted(trailing(likely(short, p), PAYER, p.window_days))
    window_paid = counted(trailing(likely(paid, p), PAYER, p.window_days))
    at_once = concurrent(booked, p)
    tour = (_.stays >= p.min_stays) & (_.places >= p.min_places) & (_.span >= p.min_span_days)
    parts = [
        hit(window.filter(tour), "touring", "unclear", False),
        hit(window_paid.filter(tour), "touring_paid", "unclear", False),
        hit(away(t, window, p), "away", "unclear", False),
        hit(at_once, "concurrent", "unclear", _.guests > 0),
        hit(at_once.filter(_.units >= p.min_units, _.guests >= p.min_units), "many_units",
            "controller", True),
        hit(window.filter(_.guests >= p.min_guests, _.span >= p.min_span_days), "rotation",
            "controller", True),
    ]  # fmt: skip
    return weighed(t, ibis.union(*parts), ibis.union(booked, paid), p)


def hit(found, variant, role, third_party):
    """The columns of a hit, typed alike for every variant."""
    nodes = ibis.array([role + "/" + found.payer_kind + ":" + found.payer])
    if variant not in {"touring", "touring_paid", "away"}:
        none = ibis.literal([], type="array<string>")
        nodes = nodes.concat(found.guest_nodes.fill_null(none))
        nodes = nodes.concat(found.unit_nodes.fill_null(none))
    return found.select(
        *PAYER, "window_day", "evidence",
        variant=ibis.literal(variant),
        named=nodes,
        third_party=third_party,
        **{c: found[c].cast("int64") for c in COUNTS},
    )  # fmt: skip


def booked_stays(t, p):
    """Bookings with payer, guest (unless the payer or somebody tied to the payer) and nights."""
    who = t.holder.filter(_.main).select(payer_account="account_id", holder="party_id")
    rows_ = official(t, t.booking).left_join(who, "payer_account")
    rows_ = rows_.mutate(party=ibis.coalesce(_.payer_party_id, _.holder))
    rows_ = rows_.mutate(
        payer=ibis.coalesce(_.party, _.payer_account),
        payer_kind=ibis.ifelse(_.party.notnull(), "party", "account"),
    ).filter(_.payer.notnull())
    ties = t.tie.select(payer="party_id", tied="other_id").distinct()
    near = rows_.left_join(ties, [rows_.payer == ties.payer, rows_.guest_id == ties.tied])
    other = (near.guest_id != near.payer) & near.tied.isnull()
    near = near.mutate(guest=other.ifelse(near.guest_id, ibis.null()))
    stays = near.mutate(
        stay_id=row("booking", near.booking_id),
        unit=near.unit_id,
        day=near.starts_on,
        nights=near.ends_on.delta(near.starts_on, unit="day"),
        evidence_row=row("booking", near.booking_id),
    )
    return without_travelling_trades(t, stays.select(*STAY), p)


def paid_stays(t, p):
    """Card payments for lodging by place and day, as stays of unknown length."""
    codes = t.mcc_group.filter(_.mcc_group.isin(p.lodging_groups)).select("mcc")
    paid = t.payment.filter(_.municipality.notnull()).semi_join(codes, "mcc")
    paid = official(t, paid).mutate(
        payer=ibis.coalesce(_.debtor_party, _.debtor_account),
        payer_kind=ibis.ifelse(_.debtor_party.notnull(), "party", "account"),
        evidence_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )
    none = ibis.null().cast("string")
    stays = paid.filter(_.payer.notnull()).mutate(
        stay_id=_.municipality + _.day.cast("string"),
        guest=none,
        unit=none,
        starts_on=_.day,
        ends_on=(_.day + ibis.interval(days=p.paid_nights)).cast("date"),
        nights=ibis.null().cast("int64"),
    )
    return without_travelling_trades(t, stays.select(*STAY), p)


def without_travelling_trades(t, stays, p):
    """Leaves out payers that book for others by trade, and companies whose staff travels."""
    apart = in_trade(t, *p.trades_apart).rename(apart_id="party_id")
    stays = stays.anti_join(apart, stays.payer == apart.apart_id)
    company = t.party.filter(_.kind == "company").select("party_id")
    moving = in_trade(t, *p.travelling_trades).semi_join(company, "party_id")
    moving = moving.rename(moving_id="party_id")
    return stays.anti_join(moving, stays.payer == moving.moving_id)


def likely(stays, p):
    """Stays of payers who have enough of them for any window to count."""
    enough = stays.group_by(PAYER).agg(all_stays=_.stay_id.nunique())
    enough = enough.filter(_.all_stays >= min(p.min_stays, p.min_guests))
    return stays.semi_join(enough, [stays[k] == enough[k] for k in PAYER])


def counted(window):
    """Stays, places, nights and guests of each window."""
    return window.group_by(KEYS).agg(
        places=_.municipality.nunique(),
        stays=_.stay_id.nunique(),
        nights=_.nights.sum(),
        units=_.unit.nunique(),
        guests=_.guest.nunique(),
        span=_.starts_on.max().delta(_.starts_on.min(), unit="day"),
        evidence=rows(_.evidence_row),
        guest_nodes=rows("exploited/party:" + _.guest),
        unit_nodes=rows("unclear/dwelling:" + _.unit),
    )


def concurrent(booked, p):
    """Several units of one payer on the same nights, judged on the day the later stay begins."""
    known = booked.filter(_.unit.notnull())
    first = known.select(
        *PAYER, first_unit="unit", first_start="starts_on", first_end="ends_on",
        first_guest="guest", first_row="evidence_row",
    )  # fmt: skip
    pairs = known.join(first, PAYER).filter(
        _.unit != _.first_unit,
        (_.first_start < _.starts_on)
        | ((_.first_start == _.starts_on) & (_.first_row != _.evidence_row)),
        ibis.least(_.ends_on, _.first_end).delta(_.starts_on, unit="day") >= p.min_shared_nights,
    )
    sides = ibis.union(
        pairs.select(*PAYER, "unit", "guest", "evidence_row", window_day="day"),
        pairs.select(
            *PAYER, unit="first_unit", guest="first_guest", evidence_row="first_row",
            window_day="day",
        ),
    )  # fmt: skip
    none = ibis.null().cast("int64")
    return sides.group_by(KEYS).agg(
        units=_.unit.nunique(),
        guests=_.guest.nunique(),
        stays=_.evidence_row.nunique(),
        evidence=rows(_.evidence_row),
        guest_nodes=rows("exploited/party:" + _.guest),
        unit_nodes=rows("unclear/dwelling:" + _.unit),
    ).mutate(places=none, nights=none)  # fmt: skip


def away(t, window, p):
    """Windows with many nights elsewhere while a home is kept."""
    home = t.residence.select(payer="party_id", home_since="since", home_until="until")
    many = window.filter(_.nights >= p.min_away_nights, _.places >= 1)
    kept = many.filter(_.payer_kind == "party").join(home, "payer")
    kept = kept.filter(
        _.home_since.isnull() | (_.home_since <= _.window_day),
        _.home_until.isnull() | (_.home_until >= _.window_day),
    )
    return many.semi_join(kept, KEYS)


def weighed(t, found, stays, p):
    """Raises payers whose stays meet their own or a guest's ads, lowers those who travel for work."""
    places = places_met(t, found, stays, p)
    company = t.party.filter(_.kind == "company").select(lower_id="party_id")
    staff = t.employer_link.filter(_.kind == "employee").select("employer_id", lower_id="value")
    travels = in_trade(t, *p.travelling_trades).rename(employer_id="party_id")
    staff = staff.semi_join(travels, "employer_id").select("lower_id")
    lower = ibis.union(company, staff, distinct=True)
    joined = found.left_join(places, KEYS).drop("payer_kind_right", "payer_right")
    joined = joined.left_join(lower, joined.payer == lower.lower_id)
    met = (joined.met >= p.min_met_places).fill_null(False)
    return joined.mutate(met_now=met).select(
        "variant", "named", "third_party", *COUNTS,
        subject_kind=_.payer_kind,
        subject_id=_.payer,
        day=_.window_day,
        met_places=_.met.fill_null(0),
        evidence=_.met_now.ifelse(_.evidence.concat(_.met_evidence).unique().sort(), _.evidence),
        notch=_.met_now.ifelse(1, 0) - _.lower_id.notnull().ifelse(1, 0),
    )  # fmt: skip


def places_met(t, found, stays, p):
    """In how many municipalities a stay of the window meets an ad of the payer or a guest."""
    payers = found.select(*PAYER).distinct()
    stays = stays.semi_join(payers, [stays[k] == payers[k] for k in PAYER])
    stays = stays.filter(_.municipality.notnull())
    mine = stays.select(*PAYER, "day", "municipality", "starts_on", "ends_on", person="payer")
    theirs = stays.filter(_.guest.notnull()).select(
        *PAYER, "day", "municipality", "starts_on", "ends_on", person="guest"
    )
    people = ibis.union(mine, theirs, distinct=True)
    contact = own_contacts(t).select("value_kind", "value", person="party_id")
    ad = advertised(t).join(contact, ["value_kind", "value"]).select(
        "person", "municipality", from_day="first_seen", to_day="last_seen",
        met_row=row("ad", _.ad_id),
    )  # fmt: skip
    met = people.join(ad, ["person", "municipality"]).filter(
        _.from_day <= _.ends_on, _.to_day >= _.starts_on
    )
    met = met.select(*PAYER, "day", "municipality", "met_row", "from_day")
    ends = found.select(*PAYER, day="window_day").distinct()
    window = trailing(met, PAYER, p.window_days, ends).filter(_.from_day <= _.window_day)
    return window.group_by(KEYS).agg(met=_.municipality.nunique(), met_evidence=rows(_.met_row))

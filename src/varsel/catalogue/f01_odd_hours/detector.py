"""F1: a business is paid by consumers at hours when it should be closed.

Closed is what its own opening hours say, else what its trade shows, else the night. Only the hour
at which the payer acted counts, never the booking. Who the payers are is not asked, only whether
they are new.
"""

import datetime as dt

import ibis
from ibis import _

from varsel.catalogue.ads import in_trade
from varsel.catalogue.build import (
    MIN_PEERS,
    next_quarter,
    peer_quantile,
    row,
    rows,
    share,
    trailing,
)

HOUR = dt.timedelta(hours=1) // dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1) // dt.timedelta(minutes=1)
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
KEYS = ["party_id", "window_day"]
SLOT = ["party_id", "quarter", "weekday", "minute"]
COUNTS = ("off_payments", "payments")
SHARES = ("off_share", "peer_share", "price_share", "new_share")
#: What of the OpenStreetMap notation is read; anything else counts as hours not known.
_DAYS = r"(mo|tu|we|th|fr|sa|su|ph)(\s*-\s*(mo|tu|we|th|fr|sa|su))?"
_TIMES = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
_RULE = rf"({_DAYS}(\s*,\s*{_DAYS})*\s+)?({_TIMES}(\s*,\s*{_TIMES})*|off|closed)"
READABLE = rf"^\s*{_RULE}(\s*;\s*{_RULE})*\s*;?\s*$"


def detect(t, p):
    """Windows of businesses with many payments at closed hours, alike or from new payers."""
    everybody = judged(t, consumer_payments(t, p), p)
    size = everybody.group_by("party_id").agg(n=_.count(), off_n=_.off.sum())
    size = size.filter(_.n >= p.min_payments, _.off_n >= p.min_off_payments)
    paid = with_first(everybody.semi_join(size, "party_id"))
    peers = peer_shares(everybody, p)
    daily = paid.group_by("party_id", "day").agg(
        n=_.count(), off_n=_.off.sum(),
        off_known=(_.off * _.known).sum(), off_new=(_.off * _.first).sum(),
        open_known=((1 - _.off) * _.known).sum(), open_new=((1 - _.off) * _.first).sum(),
    )  # fmt: skip
    begun = daily.group_by("party_id").agg(begun=_.day.min())
    window = trailing(daily, "party_id", p.window_days).group_by(KEYS).agg(
        payments=_.n.sum(), off_payments=_.off_n.sum(), off_known=_.off_known.sum(),
        off_new=_.off_new.sum(), open_known=_.open_known.sum(), open_new=_.open_new.sum(),
    )  # fmt: skip
    found = window.filter(_.payments >= p.min_payments, _.off_payments >= p.min_off_payments)
    found = above_peers(t, found.join(begun, "party_id"), peers)
    often = (found.off_payments >= found.payments * p.min_off_share) & (
        found.peer_share.isnull()
        | (found.off_payments >= found.payments * found.peer_share * p.peer_factor)
    )
    newly = (
        (found.begun <= found.window_day - ibis.interval(days=p.history_days))
        & (found.off_known >= p.min_off_payments)
        & (found.off_new >= found.off_known * p.min_new_share)
        & (found.off_new * found.open_known >= found.open_new * found.off_known * p.new_factor)
    )
    found = found.mutate(often=often, newly=newly).filter(_.often | _.newly)
    found = found.join(closed_payments(paid, found, p), KEYS)
    parts = [
        hit(found.filter(_.often), "off_hours"),
        hit(found.filter(_.often, _.alike), "similar_amounts"),
        hit(found.filter(_.newly), "new_payers"),
    ]
    return ibis.union(*parts)


def hit(found, variant):
    """The columns of a hit, typed alike for every variant."""
    return found.select(
        "evidence",
        subject_kind=ibis.literal("party"),
        subject_id=_.party_id,
        variant=ibis.literal(variant),
        day=_.window_day,
        off_share=share(_.off_payments, _.payments),
        peer_share=_.peer_share.cast("decimal(18, 4)"),
        price_share=share(_.top_payments, _.off_payments),
        new_share=share(_.off_new, _.off_known),
        named=ibis.array(["unclear/party:" + _.party_id]),
        **{c: found[c].cast("int64") for c in COUNTS},
    )


def consumer_payments(t, p):
    """Payments by persons, or by nobody known, to companies that close at night."""
    company = t.party.filter(_.kind == "company")
    night = in_trade(t, *p.night_trades)
    closing = company.anti_join(night, "party_id").select("party_id", "trade")
    business = company.select(payer_id="party_id")
    paid = t.payment.filter(_.channel.isin(p.channels), _.initiated_at.notnull())
    paid = paid.mutate(
        payer=_.debtor_key,
        quarter=_.day.truncate("Q").cast("date"),
        weekday=_.day.day_of_week.index().cast("int64"),
        minute=(_.initiated_at.hour() * HOUR + _.initiated_at.minute()).cast("int64"),
        entry_row=row("entry", ibis.coalesce(_.credit_entry, _.debit_entry)),
    )
    paid = paid.join(closing, paid.creditor_party == closing.party_id)
    paid = paid.anti_join(business, paid.debtor_party == business.payer_id)
    return paid.select(
        "party_id", "trade", "payment_id", "day", "amount_dkk", "initiated_at", "payer",
        "quarter", "weekday", "minute", "entry_row",
    )  # fmt: skip


def judged(t, paid, p):
    """Every payment with `off`: 1 at a closed hour, else 0. Judged once per business and minute."""
    slots = paid.group_by([*SLOT, "trade"]).agg(n=_.count())
    read, rules = opening(t)
    by_rule = slots.join(rules, "party_id").filter(is_open(p))
    by_rule = by_rule.select(*SLOT).distinct().mutate(open_now=ibis.literal(True))
    slots = slots.left_join(read, slots.party_id == read.read_id)
    slots = slots.left_join(by_rule, SLOT).drop(*[f"{c}_right" for c in SLOT])
    slots = slots.left_join(peer_hours(slots, p), ["trade", "quarter", "weekday"])
    at_night = (_.minute >= p.night_from * HOUR) | (_.minute < p.night_until * HOUR)
    off = ibis.cases(
        (_.read_id.notnull(), _.open_now.isnull()),
        (_.low.notnull(), (_.minute < _.low) | (_.minute > _.high)),
        else_=at_night,
    )
    slots = slots.mutate(off=off.ifelse(1, 0).cast("int64"))
    return paid.join(slots.select(*SLOT, "off"), SLOT)


def opening(t):
    """Businesses whose opening hours can be read, and their spans: weekdays and minutes."""
    hours = t.party.filter(_.kind == "company", _.opening_hours.notnull())
    hours = hours.select("party_id", said=_.opening_hours.lower().strip())
    always = hours.said == "24/7"
    read = hours.filter(always | hours.said.re_search(READABLE)).select(
        "party_id", said=always.ifelse("mo-su 00:00-24:00", hours.said)
    )
    rule = read.select("party_id", rule=_.said.split(";").unnest())
    rule = rule.select(
        "party_id",
        days=_.rule.re_extract(r"^\s*([a-z][a-z, -]*?)\s+\d", 1),
        times=_.rule.re_extract(r"(\d{1,2}:.*)$", 1),
    ).filter(_.times != "")
    spans = rule.select("party_id", "days", span=_.times.split(",").unnest())
    spans = spans.mutate(days=(_.days == "").ifelse("mo-su", _.days))
    each = spans.select("party_id", "span", token=_.days.split(",").unnest())
    last = _.token.re_extract(r"-\s*([a-z]{2})", 1)
    each = each.select(
        "party_id",
        first=_.token.re_extract(r"^\s*([a-z]{2})", 1),
        last=(last == "").ifelse(_.token.re_extract(r"^\s*([a-z]{2})", 1), last),
        start=clock(_.span, r"^\s*"),
        end=clock(_.span, r"-\s*"),
    ).filter(_["first"].isin(list(WEEKDAYS)))
    rules = each.select(
        "party_id", "start",
        first=weekday(each["first"]),
        last=weekday(each["last"]),
        end=(each.end <= each.start).ifelse(each.end + DAY, each.end),
    )  # fmt: skip
    return read.select(read_id="party_id"), rules


def clock(span, before):
    """Minutes from midnight of the time that stands after `before`."""
    hour = span.re_extract(before + r"(\d{1,2}):", 1).cast("int64")
    minute = span.re_extract(before + r"\d{1,2}:(\d{2})", 1).cast("int64")
    return hour * HOUR + minute


def weekday(code):
    """Monday as 0, Sunday as the last."""
    return ibis.cases(*[(code == name, number) for number, name in enumerate(WEEKDAYS)]).cast(
        "int64"
    )


def is_open(p):
    """Whether a slot lies in a span, on its day or after the midnight that ends it."""
    last = len(WEEKDAYS) - 1
    before = (_.weekday == 0).ifelse(last, _.weekday - 1)
    today = (_.minute >= _.start - p.slack_minutes) & (_.minute <= _.end + p.slack_minutes)
    after = _.minute + DAY <= _.end + p.slack_minutes
    return (among(_.weekday) & today) | (among(before) & after)


def among(day):
    """Whether a weekday lies in the span's days, which may run over the end of the week."""
    return (_["first"] <= _["last"]).ifelse(
        day.between(_["first"], _["last"]), (day >= _["first"]) | (day <= _["last"])
    )


def peer_hours(slots, p):
    """The middle hours of each trade and weekday in the last closed quarter, from enough firms."""
    closed = slots.filter(_.trade.notnull()).mutate(quarter=next_quarter(_.quarter))
    firms = closed.group_by("trade", "quarter").agg(firms=_.party_id.nunique())
    closed = closed.semi_join(firms.filter(_.firms >= MIN_PEERS), ["trade", "quarter"])
    minutes = closed.group_by("trade", "quarter", "weekday", "minute").agg(n=_.n.sum())
    keys = [minutes.trade, minutes.quarter, minutes.weekday]
    running = minutes.mutate(
        upto=minutes.n.sum().over(ibis.cumulative_window(group_by=keys, order_by=[minutes.minute])),
        total=minutes.n.sum().over(ibis.window(group_by=keys)),
    )
    return running.group_by("trade", "quarter", "weekday").agg(
        low=_.minute.min(where=_.upto >= _.total * p.peer_low),
        high=_.minute.min(where=_.upto >= _.total * p.peer_high),
    )


def with_first(paid):
    """Marks payments by a known payer, and each payer's first to the business."""
    order = ibis.row_number().over(
        group_by=[paid.party_id, paid.payer], order_by=[paid.initiated_at, paid.payment_id]
    )
    known = paid.payer.notnull()
    return paid.mutate(known=known.ifelse(1, 0), first=(known & (order == 0)).ifelse(1, 0))


def peer_shares(paid, p):
    """The middle business's share of payments at closed hours, by trade and closed quarter."""
    firms = paid.filter(_.trade.notnull()).group_by("trade", "party_id", "quarter").agg(
        n=_.count(), off_n=_.off.sum()
    )  # fmt: skip
    firms = firms.filter(_.n >= p.min_payments).mutate(
        off_share=share(_.off_n, _.n), quarter=next_quarter(_.quarter)
    )
    return peer_quantile(firms, ["trade", "quarter"], "off_share", p.peer_median)


def above_peers(t, found, peers):
    """Adds the peers' share where there are enough of them."""
    trade = t.party.select("party_id", "trade")
    found = found.join(trade, "party_id").mutate(quarter=_.window_day.truncate("Q").cast("date"))
    found = found.left_join(peers, ["trade", "quarter"])
    return found.rename(peer_share="peer").drop("trade_right", "quarter_right")


def closed_payments(paid, found, p):
    """The payments at closed hours of each window, and how alike their amounts are."""
    off = paid.filter(_.off == 1)
    window = trailing(off, "party_id", p.window_days, found.select("party_id", day="window_day"))
    totals = window.group_by(KEYS).agg(
        n=_.count(),
        total=_.amount_dkk.sum(),
        squares=(_.amount_dkk * _.amount_dkk).sum(),
        round_n=_.count(where=_.amount_dkk % p.round_dkk == 0),
        evidence=rows(_.entry_row),
    )
    prices = window.group_by([*KEYS, "amount_dkk"]).agg(times=_.count())
    rank = ibis.row_number().over(
        group_by=[prices.party_id, prices.window_day],
        order_by=[prices.times.desc(), prices.amount_dkk],
    )
    top = prices.mutate(rank=rank).filter(_.rank < p.top_prices)
    top = top.group_by(KEYS).agg(top_payments=_.times.sum())
    # Squared, so that no root is taken: n * sum of squares - square of sum = (n * deviation)^2.
    spread = _.n * _.squares - _.total * _.total
    even = spread <= _.total * _.total * p.max_variation * p.max_variation
    few = _.top_payments >= _.n * p.min_price_share
    both = totals.join(top, KEYS)
    return both.mutate(alike=(_.round_n >= _.n * p.min_price_share) & (few | even)).select(
        *KEYS, "evidence", "top_payments", "alike"
    )

"""Words detectors share: evidence references, named nodes, trailing windows, medians of peers.

Everything here is an Ibis expression; nothing knows an engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

#: Smallest peer group that gives a baseline; below it the absolute threshold stands alone.
MIN_PEERS = 30
#: Stretches of days are counted from here; any day would do.
EPOCH = ibis.date("2000-01-01")


def row(table: str, column: ir.StringColumn) -> ir.StringColumn:
    """An evidence reference: "entry/E1"."""
    return table + "/" + column


def rows(reference: ir.StringColumn) -> ir.ArrayColumn:
    """Evidence references of a group, once each, sorted.

    Not collect(order_by=), which fails on Spark.
    """
    return reference.collect(distinct=True).sort()


def named(role: str, kind: str, column: ir.StringColumn) -> ir.StringColumn:
    """A node a flag names, with its role: exploited, controller or unclear; null stays null."""
    return role + "/" + kind + ":" + column


def names(*columns: ir.StringColumn) -> ir.ArrayColumn:
    """Several named nodes as one array; nulls are dropped by the runner."""
    return ibis.array(list(columns))


def trailing(
    table: ir.Table, by: str | Sequence[str], days: int, ends: ir.Table | None = None
) -> ir.Table:
    """Every row of `table` once for each day whose window of `days` ends on it: column `window_day`.

    Windows end on the days the subject has a row (or on those in `ends`, columns `by` and `day`).
    `table` needs the columns in `by` and `day`. Prune to likely subjects first: the result is as
    large as the rows times the days each one stays in a window.
    """
    keys = [by] if isinstance(by, str) else list(by)
    last = (table if ends is None else ends).select(*keys, window_day="day").distinct()
    joined = last.join(
        table,
        [
            *keys,
            table.day <= last.window_day,
            table.day > last.window_day - ibis.interval(days=days),
        ],
    )
    return joined.drop(*[c for c in joined.columns if c.endswith("_right")])


def share(part: Any, whole: Any) -> ir.DecimalValue:
    """Part / whole with four decimals, for showing; compare by multiplying instead."""
    return (part / whole.nullif(0)).round(4).cast("decimal(18, 4)")


def next_quarter(day: ir.DateColumn) -> ir.DateColumn:
    """The first day of the quarter after the day's.

    Peer baselines use the last closed quarter, so values of one quarter are compared with days of
    the next: join on `next_quarter(value day)` and
    `day.truncate("Q")`.
    """
    return (day.truncate("Q") + ibis.interval(months=3)).cast("date")


def peer_quantile(
    values: ir.Table, group: str | Sequence[str], value: str, quantile: float
) -> ir.Table:
    """Exact discrete quantile of `value` per group with at least MIN_PEERS rows: column `peer`.

    The smallest value with at least `quantile` of the rows at or below it, so engines agree.
    """
    keys = [group] if isinstance(group, str) else list(group)
    known = values.filter(values[value].notnull())
    by = [known[k] for k in keys]
    ranked = known.mutate(
        rank=ibis.row_number().over(group_by=by, order_by=[known[value]]) + 1,
        peers=known.count().over(group_by=by),
    )
    enough = ranked.filter(
        ranked.peers >= MIN_PEERS, ranked.rank >= (ranked.peers * quantile).ceil()
    )
    return enough.group_by(*keys).agg(peer=enough[value].min())


def reaching(
    table: ir.Table, by: str | Sequence[str], days: int, least: int, what: str | None = None
) -> ir.Table:
    """Rows of `table` near a window of `days` that may hold `least` different `what` (or rows).

    A cheap prune before `trailing`: any such window lies within two neighbouring stretches of
    `days`, so rows elsewhere cannot matter. `table` needs the columns in `by` and `day`.
    """
    keys = [by] if isinstance(by, str) else list(by)
    placed = table.mutate(near_stretch=table.day.delta(EPOCH, unit="day") // days)
    # Rows first: they are added up per stretch; different values only where rows suffice.
    sums = placed.group_by([*keys, "near_stretch"]).agg(near_size=placed.count())
    pairs = _paired(sums, keys)
    size = pairs.group_by([*keys, "near_pair"]).agg(near_size=pairs.near_size.sum())
    kept = _within(placed, size.filter(size.near_size >= least), keys)
    if what is not None:
        values = _paired(kept.select(*keys, "near_stretch", near_what=kept[what]), keys)
        size = values.group_by([*keys, "near_pair"]).agg(near_size=values.near_what.nunique())
        kept = _within(kept, size.filter(size.near_size >= least), keys)
    return kept.drop("near_stretch")


def _paired(rows_: ir.Table, keys: list[str]) -> ir.Table:
    """Each row in the pair of stretches it begins and in the pair it ends."""
    rest = [c for c in rows_.columns if c not in {*keys, "near_stretch"}]
    return ibis.union(
        rows_.select(*keys, *rest, near_pair=rows_.near_stretch),
        rows_.select(*keys, *rest, near_pair=rows_.near_stretch + 1),
    )


def _within(rows_: ir.Table, pairs: ir.Table, keys: list[str]) -> ir.Table:
    """Rows in either stretch of one of the pairs."""
    near = ibis.union(
        pairs.select(*keys, near_stretch=pairs.near_pair),
        pairs.select(*keys, near_stretch=pairs.near_pair - 1),
        distinct=True,
    )
    return rows_.semi_join(near, [rows_[k] == near[k] for k in [*keys, "near_stretch"]])


def services(t: Any) -> ir.Table:
    """Parties known to serve many people: bookkeepers, lawyers, carers, support organisations.

    By the data holder's own segment or by trade, as the reference table hub_kind lists them. A
    device, phone or address that one of them uses says nothing about the others who use it.
    """
    group = t.hub_kind.filter(t.hub_kind.kind == "trade_group").select(trade_group="value")
    trade = t.trade_group.semi_join(group, "trade_group")
    by_trade = t.party.semi_join(trade, t.party.trade.startswith(trade.trade_prefix))
    segment = t.hub_kind.filter(t.hub_kind.kind == "segment")
    by_segment = t.party.semi_join(segment, t.party.segment == segment.value)
    return ibis.union(by_trade.select("party_id"), by_segment.select("party_id"), distinct=True)


def sessions(t: Any, kind: str) -> ir.Table:
    """Log-ins that succeeded, by whose access was used; companies' own are left out.

    kind: device or phone. Columns: person (party_id, or the account's main holder), account_id, at,
    day, key (the device or phone; may be null), login_row.
    """
    main = t.holder.filter(t.holder.main).select(held="account_id", holder="party_id")
    seen = t.login.left_join(main, t.login.account_id == main.held)
    seen = seen.mutate(person=ibis.coalesce(seen.party_id, seen.holder), key=seen[kind])
    seen = seen.filter(seen.person.notnull(), seen.succeeded.fill_null(True))
    company = t.party.filter(t.party.kind == "company")
    seen = seen.anti_join(company, seen.person == company.party_id)
    return seen.select(
        "person", "account_id", "at", "key", day=seen["at"].date(),
        login_row=row("login", seen.login_id),
    )  # fmt: skip


def people_behind(t: Any, window: ir.Table, keys: list[str], sender: str, person: str) -> ir.Table:
    """Senders per `keys` counted with those tied to one another as one: column `unrelated`.

    `window` needs `keys` with `window_day`, the `sender` counted and the `person` behind each.
    """
    one = window.select(*keys, sender=window[sender], one=window[person]).distinct()
    other = one.select(*keys, tied="sender", other="one")
    tie = t.tie.select("since", one="party_id", other="other_id")
    pair = one.join(tie, "one").join(other, [*keys, "other"])
    pair = pair.filter(pair.since.isnull() | (pair.since <= pair.window_day))
    least = pair.group_by(*keys, "sender").agg(tied=pair.tied.min())
    group = one.left_join(least, [*keys, "sender"], rname="{name}_of_tie")
    eldest = ibis.least(group.sender, ibis.coalesce(group.tied, group.sender))
    return group.group_by(keys).agg(unrelated=eldest.nunique())

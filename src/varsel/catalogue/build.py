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
    enough = table.group_by(keys).agg(near_rows=table.count())
    enough = enough.filter(enough.near_rows >= least)
    often = table.semi_join(enough, [table[k] == enough[k] for k in keys])
    placed = often.mutate(near_stretch=often.day.delta(EPOCH, unit="day") // days)
    counted = [*keys] if what is None else [*keys, what]
    pairs = ibis.union(
        placed.select(*counted, near_pair=placed.near_stretch),
        placed.select(*counted, near_pair=placed.near_stretch + 1),
    )
    size = pairs.count() if what is None else pairs[what].nunique()
    full = pairs.group_by([*keys, "near_pair"]).agg(near_size=size)
    full = full.filter(full.near_size >= least)
    near = ibis.union(
        full.select(*keys, near_stretch=full.near_pair),
        full.select(*keys, near_stretch=full.near_pair - 1),
        distinct=True,
    )
    return placed.semi_join(near, [*keys, "near_stretch"]).drop("near_stretch")

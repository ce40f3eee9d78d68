"""Opening hours as spans a week. Reads weekdays and times; anything else counts as not known."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
#: ph is a public holiday: read, and left out of the ordinary week.
DAY = "(?:mo|tu|we|th|fr|sa|su|ph)"
DAYS = rf"{DAY}(?:\s*-\s*{DAY})?(?:\s*,\s*{DAY}(?:\s*-\s*{DAY})?)*"
SPAN = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
RULE = rf"\s*(?:{DAYS}\s+)?(?:{SPAN}(?:\s*,\s*{SPAN})*|off|closed)\s*"
READABLE = rf"^{RULE}(?:;{RULE})*;?$"
HOUR = 60


def make(t: Any) -> ir.Table:
    """One row per party, weekday and span; see derived.toml. A later rule replaces a day's earlier."""
    given = t.party.filter(t.party.opening_hours.notnull())
    said = given.opening_hours.lower().strip()
    always = said == "24/7"
    read = given.filter(always | said.re_search(READABLE)).select(
        "party_id", rule=always.ifelse("00:00-24:00", said).split(";")
    )
    rules = read.unnest("rule", offset="nth")
    rules = rules.filter(rules.rule.strip() != "")
    days = rules.rule.re_extract(rf"^\s*({DAYS})\s", 1)
    rules = rules.mutate(days=(days == "").ifelse("mo-su", days))
    each = rules.select("party_id", "nth", "rule", part=rules.days.split(",")).unnest("part")
    each = each.mutate(
        first=each.part.re_extract(rf"({DAY})", 1), last=each.part.re_extract(rf"({DAY})\s*$", 1)
    )
    week = t._engine.from_arrow(  # noqa: SLF001  # the seven days, for joining
        "weekday", pa.table({"name": list(WEEKDAYS), "weekday": range(len(WEEKDAYS))})
    )
    start = week.select(first_name="name", first_day="weekday")
    end = week.select(last_name="name", last_day="weekday")
    each = each.join(start, each["first"] == start.first_name)
    each = each.join(end, each["last"] == end.last_name)
    each = each.cross_join(week.select("weekday"))
    inside = (each.weekday >= each.first_day) & (each.weekday <= each.last_day)
    around = (each.weekday >= each.first_day) | (each.weekday <= each.last_day)
    each = each.filter((each.first_day > each.last_day).ifelse(around, inside))
    return _spans(_last_rule(each))


def _last_rule(each: ir.Table) -> ir.Table:
    newest = ibis.dense_rank().over(
        group_by=[each.party_id, each.weekday], order_by=[each.nth.desc()]
    )
    kept = each.mutate(newest=newest)
    return kept.filter(kept.newest == 0).select("party_id", "weekday", "rule").distinct()


def _spans(days: ir.Table) -> ir.Table:
    times = days.rule.re_extract(rf"({SPAN}.*)$", 1)
    open_days = days.mutate(times=times).filter(times != "")
    spans = open_days.select("party_id", "weekday", span=open_days.times.split(","))
    spans = spans.unnest("span")
    opens, closes = _clock(spans.span, r"^\s*"), _clock(spans.span, r"-\s*")
    return spans.select(
        "party_id",
        "weekday",
        opens=opens,
        # Closing at or before opening is closing the next day.
        closes=(closes <= opens).ifelse(closes + 24 * HOUR, closes),
    ).distinct()


def _clock(span: ir.StringValue, before: str) -> ir.IntegerValue:
    """Minutes from midnight of the time that stands after `before`."""
    hour = span.re_extract(before + r"(\d{1,2}):", 1).cast("int64")
    return hour * HOUR + span.re_extract(before + r"\d{1,2}:(\d{2})", 1).cast("int64")

"""What was known on a day: later rows hidden, open ends kept open, one spelling for phones."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from varsel.canonical.contract import Table

#: Columns that say how something ended. An end after the day of screening is not known yet.
ENDS = ("until", "closed_on", "ends_at", "deleted_at", "police_contact_at")
#: A plus and the fifteen digits that a number may have at most.
LONGEST = 16
#: Columns that grow while something lasts; cut at the day of screening.
LASTS = ("last_seen",)


def as_known_on(table: ir.Table, spec: Table, as_of: dt.date) -> ir.Table:
    """`table` as a screening on `as_of` may see it. Rows whose clock is empty are kept."""
    if spec.clock is not None:
        clock = table[spec.clock]
        if spec.columns[spec.clock].type == "period":
            known = clock <= f"{as_of:%Y-%m}"
        else:
            # Compared as a moment, so that Parquet can skip row groups by their statistics.
            known = clock < ibis.literal(as_of + dt.timedelta(days=1)).cast(clock.type())
        table = table.filter(known if spec.columns[spec.clock].required else known | clock.isnull())
    changes = {}
    for name in ENDS:
        if name in table.columns:
            ended = table[name].date() if spec.columns[name].type == "time" else table[name]
            changes[name] = ibis.ifelse(ended <= as_of, table[name], ibis.null())
    if "closed_by" in table.columns:
        changes["closed_by"] = ibis.ifelse(table.closed_on <= as_of, table.closed_by, ibis.null())
    for name in LASTS:
        if name in table.columns:
            changes[name] = ibis.least(table[name], ibis.literal(as_of))
    return table.mutate(**changes) if changes else table


def normal_alias(column: ir.StringColumn) -> ir.StringColumn:
    """A phone number as +CC…; box ids, merchant numbers and anything else as they stand.

    Danish numbers have eight digits and no area code; 00 stands for +.
    """
    plain = column.strip().re_replace(r"[ ().\-/]", "")
    phone = ibis.cases(
        (plain.re_search(r"^\+[0-9]{6,15}$"), plain),
        (plain.re_search(r"^00[1-9][0-9]{7,14}$"), "+" + plain.substr(2)),
        (plain.re_search(r"^[0-9]{8}$"), "+45" + plain),
        (plain.re_search(r"^45[0-9]{8}$"), "+" + plain),
        else_=column.strip(),
    )
    # The common case first: most feeds already write +45…, and regular expressions cost.
    return ibis.ifelse(
        column.startswith("+") & (column.length() <= LONGEST) & ~column.contains(" "), column, phone
    )

"""What may be shown of the rows that made the flags: enough to understand, no more than needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from varsel.backends.engine import Engine
from varsel.canonical.contract import Column, Table, contract
from varsel.canonical.tables import Tables
from varsel.detection.flags import Flag

#: Types that describe what happened rather than who somebody is.
PLAIN = ("amount", "number", "integer", "flag", "date", "time", "period", "code")
#: Columns that are open or plain and still tell who somebody is.
TELLING = ("birth_date", "company_no", "end_to_end_id", "value", "image_hash")
#: Tables whose words are shown as the criteria they meet, unless names are asked for.
WORDED = ("post", "ad", "message")

Rows = dict[tuple[str, str], tuple[dt.date | None, Mapping[str, str]]]


def shown_rows(engine: Engine, tables: Tables, flags: Iterable[Flag], *, names: bool) -> Rows:
    """(table, row id) -> (day, fields). Without `names` no name, number, text or id is shown.

    A permit's rows are never shown. Rows of several versions show the last.
    """
    wanted: dict[str, set[str]] = {}
    for flag in flags:
        for e in flag.evidence:
            wanted.setdefault(e.table, set()).add(e.row_id)
    found: Rows = {}
    for name in sorted(wanted):
        spec = contract().canonical.get(name)
        if spec is not None and name != "permit":
            found |= _rows_of(engine, tables, spec, wanted[name], names=names)
    return found


def _rows_of(engine: Engine, tables: Tables, spec: Table, ids: set[str], *, names: bool) -> Rows:
    key = spec.key[0]
    # Rows with a key of several parts are named by its first part or by all, with strokes between.
    wanted = sorted({i.partition("/")[0] for i in ids} | ids)
    near = engine.from_arrow(f"shown_{spec.name}", pa.table({"_id": wanted}))
    table = getattr(tables, spec.name)
    rows = engine.arrow(table.semi_join(near, table[key] == near["_id"])).to_pylist()
    said = _criteria(engine, tables, spec.name) if spec.name in WORDED else {}
    found: Rows = {}
    for row in sorted(rows, key=lambda r: tuple(str(r[c]) for c in spec.columns)):
        fields = {
            c.name: _text(row[c.name])
            for c in spec.columns.values()
            if row[c.name] is not None and c.name != key and (names or _plain(c))
        }
        if row[key] in said:
            fields["criteria"] = ", ".join(said[row[key]])
        whole = "/".join(str(row[k]) for k in spec.key)
        for name in {row[key], whole} & ids:
            found[spec.name, name] = (_day(row.get(spec.clock or "")), fields)
    return found


def _plain(column: Column) -> bool:
    if column.type == "id" or column.name in TELLING:
        return False
    return column.type in PLAIN or column.sensitivity == "open"


def _criteria(engine: Engine, tables: Tables, name: str) -> dict[str, list[str]]:
    signal = tables.signal
    rows = engine.arrow(
        signal.filter(signal.source_table == name).select("row_id", "criterion").distinct()
    )
    found: dict[str, list[str]] = {}
    for row in rows.to_pylist():
        found.setdefault(row["row_id"], []).append(row["criterion"])
    return {k: sorted(v) for k, v in found.items()}


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str):
        return dt.date.fromisoformat(f"{value}-01")
    return value if isinstance(value, dt.date) else None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    return str(value)

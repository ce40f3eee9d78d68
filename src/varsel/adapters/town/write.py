"""The ledger as a data folder: entries as Parquet of the contract's types, some tables messier.

A few tables are written as offices write them (semicolons, decimal commas, Windows letters) or as
JSONL, so that the demo reads what users bring.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from array import array
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from varsel.adapters.town.clock import AS_OF, stamp
from varsel.adapters.town.ledger import Booking, Ledger, Side
from varsel.canonical.contract import ARROW, contract

#: Tables that come as an office's CSV, and tables that come as a platform's JSONL.
CSV_TABLES = ("payroll", "booking", "observation", "company_event")
JSONL_TABLES = ("message", "post")

_SIDE: dict[str, Callable[[Side], str | None]] = {
    "counterparty_account": lambda s: s.account,
    "counterparty_name": lambda s: s.name,
    "counterparty_party_id": lambda s: s.party if s.inside else None,
    "counterparty_country": lambda s: s.country,
    "counterparty_city": lambda s: s.city,
}

_PLAIN = {
    "entry_id": "entry_id", "account_id": "account", "direction": "direction",
    "channel": "channel", "end_to_end_id": "end_to_end_id", "reversal_of": "reversal_of",
    "purpose": "purpose", "mcc": "mcc", "merchant": "merchant", "text": "text",
    "municipality": "municipality", "terminal_id": "terminal", "device": "device",
}  # fmt: skip


def write(ledger: Ledger, out: Path) -> None:
    """Write every table into `out`, replacing those of an earlier town."""
    out.mkdir(parents=True, exist_ok=True)
    for name in contract().canonical:
        for suffix in (".parquet", ".csv", ".jsonl"):
            (out / f"{name}{suffix}").unlink(missing_ok=True)
        shutil.rmtree(out / name, ignore_errors=True)
    # What a bank has not booked by the last day is not in its data.
    last = stamp(AS_OF, 24 * 60)
    entries = sorted(
        (b for b in ledger.entries if b.booked < last), key=lambda b: (b.booked, b.entry_id)
    )
    pq.write_table(entry_table(entries), out / "entry.parquet", compression="zstd")
    for name, rows in sorted(ledger.rows.items()):
        if name in CSV_TABLES:
            _csv(name, rows, out / f"{name}.csv")
        elif name in JSONL_TABLES:
            _jsonl(rows, out / f"{name}.jsonl")
        else:
            pq.write_table(row_table(name, rows), out / f"{name}.parquet", compression="zstd")


def entry_table(entries: Sequence[Booking]) -> pa.Table:
    """Bookings as the contract's entry table."""
    size = len(entries)
    amount = _amounts([b.amount for b in entries])
    columns: dict[str, pa.Array] = {
        "version": pa.array([1] * size, pa.int64()),
        "amount": amount,
        "amount_dkk": amount,
        "currency": pa.array(["DKK"] * size, pa.string()),
        "initiated_at": _times([b.initiated for b in entries]),
        "booked_at": _times([b.booked for b in entries]),
        "counterparty_alias": pa.array(
            [b.other.alias if b.other and b.channel == "mobile" else None for b in entries],
            pa.string(),
        ),
    }
    for name, attribute in _PLAIN.items():
        index = Booking._fields.index(attribute)
        columns[name] = pa.array([b[index] for b in entries], pa.string())
    for name, read in _SIDE.items():
        columns[name] = pa.array([read(b.other) if b.other else None for b in entries], pa.string())
    schema = contract().tables["entry"].schema
    return pa.table([columns[n] for n in schema.names], schema=schema)


def row_table(name: str, rows: Sequence[dict[str, object]]) -> pa.Table:
    """Rows as the contract's table; an unknown column is a mistake, not an extra."""
    schema = contract().tables[name].schema
    unknown = {k for row in rows for k in row} - set(schema.names)
    if unknown:
        raise KeyError(f"{name} has no columns {sorted(unknown)}")
    return pa.Table.from_pylist(list(rows), schema=schema)


def _amounts(ore: Sequence[int]) -> pa.Array:
    """Øre as decimal(18, 2): a decimal of scale 2 is stored as the number of hundredths."""
    words = array("q", (word for value in ore for word in (value, 0)))
    buffers = [None, pa.py_buffer(words.tobytes())]
    return pa.Array.from_buffers(ARROW["amount"], len(ore), buffers)


def _times(seconds: Sequence[int | None]) -> pa.Array:
    return pa.array([None if s is None else s * 1_000_000 for s in seconds], pa.int64()).cast(
        ARROW["time"]
    )


def _csv(name: str, rows: Sequence[dict[str, object]], path: Path) -> None:
    """As a Danish office exports it."""
    row_table(name, rows)  # a wrong column or type shows here, not when the file is read
    used = [
        n for n in contract().tables[name].columns if any(row.get(n) is not None for row in rows)
    ]
    with path.open("w", encoding="cp1252", newline="") as handle:
        writer = csv.writer(handle, delimiter=";", lineterminator="\r\n")
        writer.writerow(used)
        writer.writerows([_danish(row.get(n)) for n in used] for row in rows)


def _danish(value: object) -> str:
    """A value as people write it.

    >>> _danish(Decimal("24688.50")), _danish(dt.date(2026, 5, 29))
    ('24.688,50', '29-05-2026')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal):
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    if isinstance(value, dt.datetime):
        return value.strftime("%d-%m-%Y %H:%M:%S")
    if isinstance(value, dt.date):
        return value.strftime("%d-%m-%Y")
    return str(value)


def _jsonl(rows: Sequence[dict[str, object]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        for row in rows:
            kept = {k: _plain(v) for k, v in row.items() if v is not None}
            handle.write(json.dumps(kept, ensure_ascii=False) + "\n")


def _plain(value: object) -> object:
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return value if isinstance(value, bool) else str(value)

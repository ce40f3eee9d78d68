"""Entries of any number, streamed to Parquet in bounded memory. Traffic for the clock, not a society.

Numbers are drawn by row from a seed, so that the same call writes the same bytes. Rows stand in the
order of their days, as in a ledger; a transfer inside the bank is seen from both sides, in two rows.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.people import COMPANY_EVERY, TOWNS, ids, phones, where, write_people
from varsel.canonical.contract import contract

ENTRIES_PER_ACCOUNT = 400
ROWS_PER_PART = 2_000_000
ROWS_PER_GROUP = 250_000
FIRST_DAY = dt.date(2025, 11, 1)
DAYS = 365
#: channel, share of rows, credit share, lowest and highest amount in DKK
TRAFFIC = (
    ("card", 0.515, 0.0, 20, 900),
    ("mobile", 0.16, 0.5, 20, 1200),
    ("transfer", 0.17, 0.5, 100, 9000),
    ("direct_debit", 0.08, 0.0, 100, 4000),
    ("atm_withdrawal", 0.02, 0.0, 100, 3000),
    ("cash_deposit_machine", 0.005, 1.0, 500, 9000),
    ("remittance", 0.005, 0.0, 300, 4000),
    ("settlement", 0.02, 1.0, 500, 20000),
    ("standing_order", 0.02, 0.0, 500, 9000),
    ("wallet", 0.005, 0.5, 50, 2000),
)
CARD, MOBILE, TRANSFER, DEBIT, ATM, DEPOSIT, REMITTANCE, STANDING = 0, 1, 2, 3, 4, 5, 6, 8
#: Wages come on two days of thirty and are then this share of the rows: about twelve a year each.
WAGE_SHARE = 0.45
#: Mostly groceries; what detectors look for is rare, as in life.
RARE = ["5812", "5541", "5912", "4111", "7011", "4829", "4511", "7273", "4814", "4722"]
MCC = np.array(["5411"] * 990 + RARE)
TEXTS = np.array(["faktura", "tak for sidst", "husleje", "mad", "gave", "deling", "sport", "rejse"])


def generate(rows: int, out: Path, seed: int = 1) -> None:
    """Write entry/ with about `rows` entries, and the other tables for its accounts, to `out`."""
    (out / "entry").mkdir(parents=True, exist_ok=True)
    accounts = max(40, rows // ENTRIES_PER_ACCOUNT)
    write_people(out, accounts, np.random.default_rng([seed]), FIRST_DAY, DAYS)
    for part in range(0, rows, ROWS_PER_PART):
        number = min(ROWS_PER_PART, rows - part)
        rng = np.random.default_rng([seed, part])
        drawn = _draw(rng, part, number, rows, accounts)
        pq.write_table(
            _table(drawn, accounts),
            out / "entry" / f"part-{part // ROWS_PER_PART:04}.parquet",
            row_group_size=ROWS_PER_GROUP,
            compression="zstd",
        )


def _draw(
    rng: np.random.Generator, start: int, number: int, rows: int, accounts: int
) -> dict[str, Any]:
    """Numbers of one part: who, when, how much, by what channel."""
    row = np.arange(start, start + number)
    day = (row * DAYS) // rows
    kind = rng.choice(len(TRAFFIC), number, p=[t[1] for t in TRAFFIC])
    wage = (day % 30 < 2) & (rng.random(number) < WAGE_SHARE)
    kind[wage] = TRANSFER
    low, high = (np.array([t[i] for t in TRAFFIC])[kind] for i in (3, 4))
    credit = rng.random(number) < np.array([t[2] for t in TRAFFIC])[kind]
    amount = np.round(low + (high - low) * rng.random(number) ** 2) * 100
    amount[wage] = np.round(1_500_000 + 2_000_000 * rng.random(int(wage.sum())))
    account, other = (rng.integers(0, accounts, number) for _ in range(2))
    # A worker's employer is the company of the same twenty.
    credit[wage] = True
    other[wage] = account[wage] // COMPANY_EVERY * COMPANY_EVERY
    # What companies pay by direct debit are taxes.
    tax = (kind == DEBIT) & (account % COMPANY_EVERY == 0)
    amount[tax] *= 80
    # In the daytime, so that few are paid when shops are closed.
    second = day * 86_400 + 8 * 3600 + rng.integers(0, 12 * 3600, number)
    drawn = {
        "kind": kind, "account": account, "other": other, "amount": amount, "second": second,
        "wage": wage, "tax": tax,
    }  # fmt: skip
    # Half of the transfers and mobile payments stay inside: the other entry is the next row.
    inner = np.isin(kind, [MOBILE, TRANSFER, STANDING]) & (row % 2 == 0) & (account != other)
    inner[-1] = False
    source = np.flatnonzero(inner)
    twin = source + 1
    for values in drawn.values():
        values[twin] = values[source]
    account[source], other[source] = other[source], account[source]
    account[twin], other[twin] = other[source], account[source]
    credit[source], credit[twin] = False, True
    inside = np.zeros(number, dtype=bool)
    inside[source], inside[twin] = True, True
    pair = row.copy()
    pair[twin] = row[source]
    return drawn | {"row": row, "credit": credit, "inside": inside, "pair": pair}


def _table(drawn: dict[str, Any], accounts: int) -> pa.Table:
    """Drawn numbers as columns of the contract's types."""
    row, account, other, kind = (drawn[n] for n in ("row", "account", "other", "kind"))
    wage, inside = drawn["wage"], drawn["inside"]
    transfer, mobile = np.isin(kind, [TRANSFER, STANDING]), kind == MOBILE
    card, sent = np.isin(kind, [CARD, ATM, DEPOSIT]), kind == REMITTANCE
    shop = other % 997
    spec = contract().tables["entry"].columns
    money = pa.array(drawn["amount"].astype("int64")).cast(pa.decimal128(22, 2))
    hundredth = pa.scalar(100, pa.decimal128(3, 0))
    exact = pc.divide(money, hundredth).cast(pa.decimal128(18, 2), safe=False)
    at = np.datetime64(FIRST_DAY, "us") + (drawn["second"] * 1_000_000).astype("timedelta64[us]")
    columns = {
        "entry_id": ids("N", row),
        "account_id": ids("K", account),
        "direction": pc.if_else(pa.array(drawn["credit"]), "credit", "debit"),
        "amount": exact,
        "currency": pa.array(["DKK"]).take(pa.array(np.zeros(len(row), "int64"))),
        "amount_dkk": exact,
        "initiated_at": pa.array(at),
        "booked_at": pa.array(at),
        "channel": pa.array([t[0] for t in TRAFFIC]).take(pa.array(kind)),
        "end_to_end_id": where(transfer, ids("E", drawn["pair"])),
        "purpose": where(wage, pa.array(["SALA"]).take(pa.array(np.zeros(len(row), "int64")))),
        "counterparty_account": pc.if_else(
            pa.array(transfer & inside), ids("K", other), where(transfer, ids("X", other))
        ),
        "counterparty_alias": where(mobile, phones(other + np.where(inside, 0, accounts))),
        "counterparty_name": pc.if_else(
            pa.array(drawn["tax"]), "Skattestyrelsen", where(transfer | sent, ids("Navn ", other))
        ),
        "counterparty_country": where(sent, pa.array(np.array(["ZZ", "XX"])[other % 2])),
        "counterparty_city": where(sent, ids("By ", other % 97)),
        "mcc": where(card, pa.array(MCC[shop])),
        "merchant": where(card, ids("Butik ", shop)),
        "text": where(
            transfer & ~wage | mobile, pa.array(TEXTS).take(pa.array(row % len(TEXTS)))
        ),
        "municipality": where(card, pa.array(TOWNS[account % len(TOWNS)])),
        "terminal_id": where(card, ids("T", other % 4999)),
        "device": where(~card & ~drawn["credit"], ids("D", account)),
    }  # fmt: skip
    return pa.table(columns, schema=pa.schema([(n, spec[n].arrow) for n in columns]))

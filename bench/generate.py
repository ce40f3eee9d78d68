"""Entries of any number, streamed to Parquet in bounded memory. Traffic for the clock, not a society.

Numbers are drawn by row from a seed, so that the same call writes the same bytes. About one entry in
eight is an internal transfer seen from both sides.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from varsel.canonical.contract import contract

ENTRIES_PER_ACCOUNT = 400
ROWS_PER_PART = 2_000_000
ROWS_PER_GROUP = 250_000
FIRST_DAY = dt.date(2025, 11, 1)
DAYS = 365
TOWNS = np.array(["København", "Aarhus", "Odense", "Aalborg", "Esbjerg", "Randers", "Kolding"])
#: channel, share of rows, credit share, lowest and highest amount in DKK
TRAFFIC = (
    ("card", 0.52, 0.0, 20, 900),
    ("mobile", 0.16, 0.5, 20, 1200),
    ("transfer", 0.17, 0.5, 100, 9000),
    ("direct_debit", 0.08, 0.0, 100, 4000),
    ("atm_withdrawal", 0.02, 0.0, 100, 3000),
    ("cash_deposit_machine", 0.005, 1.0, 500, 9000),
    ("remittance", 0.005, 0.0, 300, 4000),
    ("settlement", 0.02, 1.0, 500, 20000),
    ("standing_order", 0.02, 0.0, 500, 9000),
)
#: Mostly groceries; what detectors look for is rare, as in life.
RARE = ["5812", "5541", "5912", "4111", "7011", "4829", "4511", "7273", "4814", "4722"]
MCC = np.array(["5411"] * 990 + RARE)


def generate(rows: int, out: Path, seed: int = 1) -> None:
    """Write entry/, account, party and authority for about `rows` entries to `out`."""
    (out / "entry").mkdir(parents=True, exist_ok=True)
    accounts = max(40, rows // ENTRIES_PER_ACCOUNT)
    _people(out, accounts)
    for part in range(0, rows, ROWS_PER_PART):
        number = min(ROWS_PER_PART, rows - part)
        rng = np.random.default_rng([seed, part])
        table = _entries(rng, part, number, rows, accounts)
        pq.write_table(
            table,
            out / "entry" / f"part-{part // ROWS_PER_PART:04}.parquet",
            row_group_size=ROWS_PER_GROUP,
            compression="zstd",
        )


def _entries(
    rng: np.random.Generator, start: int, number: int, rows: int, accounts: int
) -> pa.Table:
    row = np.arange(start, start + number)
    kind = rng.choice(len(TRAFFIC), number, p=[t[1] for t in TRAFFIC])
    low, high = (np.array([t[i] for t in TRAFFIC])[kind] for i in (3, 4))
    credit = rng.random(number) < np.array([t[2] for t in TRAFFIC])[kind]
    amount = np.round(low + (high - low) * rng.random(number) ** 2) * 100
    account, other = (rng.integers(0, accounts, number) for _ in range(2))
    second = (row * (DAYS * 86_400)) // rows
    transfer = np.isin(kind, [2, 8])
    mobile = kind == 1
    # A transfer inside the bank has its other entry in the next row.
    inner = transfer & (row % 2 == 0) & (np.arange(number) < number - 1)
    twin = np.flatnonzero(inner) + 1
    source = twin - 1
    for values, given in (
        (account, other[source]), (other, account[source]), (amount, amount[source]),
        (kind, kind[source]), (second, second[source]), (transfer, transfer[source]),
        (mobile, mobile[source]),
    ):  # fmt: skip
        values[twin] = given
    credit[source], credit[twin] = False, True
    pair = np.full(number, "", dtype=object)
    pair[source] = [f"E{n}" for n in row[source]]
    pair[twin] = pair[source]
    wage = transfer & credit & (pair == "") & (second // 86_400 % 30 < 2)
    amount[wage] += 2_000_000
    at = np.datetime64(FIRST_DAY, "us") + (second * 1_000_000).astype("timedelta64[us]")
    at += (rng.integers(0, 3600, number) * 1_000_000).astype("timedelta64[us]")
    card = (kind == 0) | (kind == 4) | (kind == 5)
    drawn = {
        "row": row, "account": account, "credit": credit, "amount": amount, "at": at, "kind": kind,
        "pair": pair, "wage": wage, "transfer": transfer, "mobile": mobile, "card": card,
        "other": other, "mcc": rng.integers(0, len(MCC), number),
    }  # fmt: skip
    return _table(drawn)


def _table(drawn: dict[str, np.ndarray]) -> pa.Table:  # type: ignore[type-arg]
    """Drawn numbers as columns of the contract's types."""
    row, account, other, kind = (drawn[n] for n in ("row", "account", "other", "kind"))
    transfer, mobile, card = (drawn[n] for n in ("transfer", "mobile", "card"))
    number = len(row)
    spec = contract().tables["entry"].columns
    money = (
        pa.array(drawn["amount"].astype("int64"))
        .cast(pa.decimal128(20, 0))
        .cast(pa.decimal128(22, 2))
    )
    hundredth = pa.scalar(100, pa.decimal128(3, 0))
    exact = pc.divide(money, hundredth).cast(pa.decimal128(18, 2), safe=False)
    names = pa.array([t[0] for t in TRAFFIC])
    columns = {
        "entry_id": _ids("N", row),
        "account_id": _ids("K", account),
        "direction": pc.if_else(pa.array(drawn["credit"]), "credit", "debit"),
        "amount": exact,
        "currency": pa.array(["DKK"] * number),
        "amount_dkk": exact,
        "initiated_at": pa.array(drawn["at"]),
        "booked_at": pa.array(drawn["at"]),
        "channel": names.take(pa.array(kind)),
        "end_to_end_id": pa.array([p or None for p in drawn["pair"]], pa.string()),
        "purpose": pc.if_else(pa.array(drawn["wage"]), "SALA", pa.scalar(None, pa.string())),
        "counterparty_account": _where(transfer, _ids("K", other)),
        "counterparty_alias": _where(mobile, _ids("+4500", 100_000 + other % 900_000)),
        "mcc": _where(card, pa.array(MCC[drawn["mcc"]])),
        "merchant": _where(card, _ids("Butik ", other % 997)),
        "municipality": _where(card, pa.array(TOWNS[account % len(TOWNS)])),
        "terminal_id": _where(card, _ids("T", other % 4999)),
        "counterparty_country": _where(kind == 6, pa.array(np.array(["ZZ", "XX"])[other % 2])),
    }
    return pa.table(columns, schema=pa.schema([(n, spec[n].arrow) for n in columns]))


def _ids(prefix: str, numbers: np.ndarray) -> pa.Array:  # type: ignore[type-arg]
    return pc.binary_join_element_wise(prefix, pa.array(numbers).cast(pa.string()), "")


def _where(mask: np.ndarray, values: pa.Array) -> pa.Array:  # type: ignore[type-arg]
    return pc.if_else(pa.array(mask), values, pa.scalar(None, pa.string()))


def _people(out: Path, accounts: int) -> None:
    number = np.arange(accounts)
    account, party = _ids("K", number), _ids("P", number)
    same = {"account_id": account, "party_id": party}
    tables = {
        "account": {
            "account_id": account,
            "kind": pa.array(["bank"] * accounts),
            "alias": _ids("+4500", 100_000 + number % 900_000),
            "alias_kind": pa.array(["phone"] * accounts),
        },
        "party": {
            "party_id": party,
            "kind": pc.if_else(pa.array(number % 20 == 0), "company", "person"),
            "trade": _where(
                number % 20 == 0, pa.array(np.array(["56.10", "81.21", "96.02"])[number % 3])
            ),
            "work_municipality": pa.array(TOWNS[number % len(TOWNS)]),
        },
        "authority": same | {"role": pa.array(["holder"] * accounts)},
    }
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), out / f"{name}.parquet")

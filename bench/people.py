"""The tables beside the entries: people, companies, homes and what else an indicator needs.

Sizes grow with the number of accounts. Every twentieth account is a company's.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from varsel.canonical.contract import contract

Drawn = dict[str, Any]

COMPANY_EVERY = 20
TOWNS = np.array(["København", "Aarhus", "Odense", "Aalborg", "Esbjerg", "Randers", "Kolding"])
TRADES = np.array(["56.10", "81.21", "96.02", "41.20", "47.11", "62.01"])
#: Fictional numbers: Danish numbers never begin with 00.
FIRST_PHONE, PHONES = 100_000, 900_000


def write_people(
    out: Path, accounts: int, rng: np.random.Generator, first: dt.date, days: int
) -> None:
    """Write every table but entry to `out`."""
    number = np.arange(accounts)
    tables = (
        _people(number, first, rng)
        | _homes(number, first)
        | _work(number, first, rng)
        | _traces(number, first, days, rng)
    )
    for name, columns in tables.items():
        spec = contract().tables[name].columns
        schema = pa.schema([(n, spec[n].arrow) for n in columns])
        pq.write_table(pa.table(columns, schema=schema), out / f"{name}.parquet")


def ids(prefix: str, numbers: Any) -> pa.Array:
    """The prefix and a number, for each."""
    return pc.binary_join_element_wise(prefix, pa.array(numbers).cast(pa.string()), "")


def phones(numbers: Any) -> pa.Array:
    """Phone numbers that nobody has."""
    return ids("+4500", FIRST_PHONE + numbers % PHONES)


def where(mask: Any, values: pa.Array) -> pa.Array:
    """`values` where the mask holds, else null."""
    return pc.if_else(pa.array(mask), values, pa.scalar(None, values.type))


def _days(first: dt.date, offsets: Any) -> pa.Array:
    return pa.array(np.datetime64(first, "D") + np.asarray(offsets, "timedelta64[D]"))


def _money(kroner: Any) -> pa.Array:
    return (
        pa.array(np.asarray(kroner, "int64")).cast(pa.decimal128(21, 2)).cast(pa.decimal128(18, 2))
    )


def _people(number: Any, first: dt.date, rng: np.random.Generator) -> dict[str, Drawn]:
    company = number % COMPANY_EVERY == 0
    account, party = ids("K", number), ids("P", number)
    trade = pa.array(TRADES[number // COMPANY_EVERY % len(TRADES)])
    # Customers came over twenty years, a few of them while the entries run.
    opened = _days(first, -rng.integers(-300, 7_000, len(number)))
    same = pa.array(np.zeros(len(number), "int64"))
    return {
        "party": {
            "party_id": party,
            "kind": pc.if_else(pa.array(company), "company", "person"),
            "name": ids("Navn ", number),
            "onboarded_on": opened,
            "trade": where(company, trade),
            "expected_countries": where(company, pa.array(["DE,SE,ZZ,XX"]).take(same)),
            "opening_hours": where(company, pa.array(["Mo-Su 07:00-22:00"]).take(same)),
            "work_municipality": pa.array(TOWNS[number % len(TOWNS)]),
        },
        "account": {
            "account_id": account,
            "kind": pa.array(["bank"]).take(same),
            "opened_on": opened,
            "closed_on": where(number % 500 == 7, _days(first, number % 300 + 30)),
            "alias": phones(number),
            "alias_kind": pc.if_else(pa.array(company), "merchant", "phone"),
        },
        "authority": {
            "account_id": account,
            "party_id": party,
            "role": pa.array(["holder"]).take(same),
            "since": opened,
        },
    }


def _homes(number: Any, first: dt.date) -> dict[str, Drawn]:
    """Two to a home."""
    dwelling = np.unique(number // 2)
    return {
        "dwelling": {
            "dwelling_id": ids("B", dwelling),
            "municipality": pa.array(TOWNS[dwelling % len(TOWNS)]),
            "use": pa.array(["home"] * len(dwelling)),
            "area_m2": pa.array(60 + dwelling % 90),
            "rooms": pa.array(2 + dwelling % 4),
            "registered_adults": pa.array(np.full(len(dwelling), 2)),
        },
        "residence": {
            "party_id": ids("P", number),
            "dwelling_id": ids("B", number // 2),
            "since": _days(first, -(number % 5_000)),
            "until": where(number % 700 == 3, _days(first, number % 300)),
        },
    }


def _work(number: Any, first: dt.date, rng: np.random.Generator) -> dict[str, Drawn]:
    """Payslips of one person in eight, twelve months; companies' registers and tax periods."""
    company = number[number % COMPANY_EVERY == 0]
    worker = np.repeat(number[number % 8 == 1], 12)
    owned, month = np.repeat(company, 12), np.tile(np.arange(12), len(company))
    at = np.tile(np.arange(12), len(worker) // 12)
    months = np.datetime64(first, "M") + np.arange(12)
    period = pa.array(np.datetime_as_string(months))
    gross = rng.integers(22_000, 48_000, len(worker))
    permit = number[number % 500 == 1]
    return {
        "payroll": {
            "payslip_id": ids("S", np.arange(len(worker))),
            "employer_id": ids("P", worker // COMPANY_EVERY * COMPANY_EVERY),
            "employee_id": ids("P", worker),
            "period": period.take(pa.array(at)),
            "gross": _money(gross),
            "net": _money(gross * 62 // 100),
            "tax": _money(gross * 30 // 100),
            "labour_contribution": _money(gross * 8 // 100),
            "hours": pa.array(rng.integers(120, 165, len(worker)))
            .cast(pa.decimal128(23, 4))
            .cast(pa.decimal128(18, 4)),
            "paid_to_account": ids("K", worker),
            "paid_on": _days(first, at * 30),
        },
        "permit": {
            "permit_id": ids("W", permit),
            "party_id": ids("P", permit),
            "employer_id": ids("P", permit // COMPANY_EVERY * COMPANY_EVERY),
            "scheme": pa.array(["pay_limit"] * len(permit)),
            "applied_on": _days(first, -(permit % 900)),
        },
        "company_event": {
            "event_id": ids("V", np.arange(2 * len(company))),
            "company_id": ids("P", np.tile(company, 2)),
            "party_id": ids("P", np.tile(company + 1, 2)),
            "kind": pa.array(["owner_in"] * len(company) + ["director_in"] * len(company)),
            "at": _days(first, -np.tile(company % 5_000, 2)),
        },
        "tax_account": {
            "company_id": ids("P", owned),
            "period": period.take(pa.array(month)),
            "registered_workers": pa.array(10 + owned % 20),
            "reported_hours": pa.array(1_500 + owned % 900)
            .cast(pa.decimal128(23, 4))
            .cast(pa.decimal128(18, 4)),
            "turnover": _money(600_000 + owned % 300_000),
            "tax_due": _money(60_000 + owned % 9_000),
            "tax_paid": _money(60_000 + owned % 9_000),
            "inspected_workers": where(owned % 400 == 0, pa.array(10 + owned % 20)),
        },
    }


def _traces(number: Any, first: dt.date, days: int, rng: np.random.Generator) -> dict[str, Drawn]:
    """Log-ins, contacts, ads, stays, phones and top-ups."""
    size = len(number)
    logged = np.repeat(number, 3)
    when = np.datetime64(first, "us") + np.asarray(
        rng.integers(0, days * 86_400, len(logged)) * 1_000_000, "timedelta64[us]"
    )
    ad = np.arange(size // 200 + 2)
    by = ad * 97 % size
    seen = rng.integers(0, days - 20, len(ad))
    stay = np.arange(size // 25 + 2)
    payer, begins = stay * 31 % size, rng.integers(0, days - 10, len(stay))
    phone = number[number % 2 == 0]
    return {
        "login": {
            "login_id": ids("L", np.arange(len(logged))),
            "party_id": ids("P", logged),
            "account_id": ids("K", logged),
            "device": ids("D", logged),
            "phone": phones(logged),
            "at": pa.array(when),
            "succeeded": pa.array(np.ones(len(logged), bool)),
        },
        "contact": {
            "contact_id": pa.concat_arrays([ids("C", number), ids("CA", ad)]),
            "kind": pa.array(["phone"] * (size + len(ad))),
            "value": phones(np.concatenate([number, by])),
            "party_id": pa.concat_arrays([ids("P", number), pa.nulls(len(ad), pa.string())]),
            "ad_id": pa.concat_arrays([pa.nulls(size, pa.string()), ids("A", ad)]),
        },
        "ad": {
            "ad_id": ids("A", ad),
            "site": ids("sted", ad % 5),
            "kind": pa.array(["sexual_services", "job", "rental", "other"]).take(
                pa.array(ad % 4)
            ),
            "advertiser_id": ids("P", by),
            "persona": ids("F", by),
            "municipality": pa.array(TOWNS[by % len(TOWNS)]),
            "country": pa.array(["DK"] * len(ad)),
            "first_seen": _days(first, seen),
            "last_seen": _days(first, seen + 14),
            "title": ids("Annonce ", ad),
            "text": ids("Ring og aftal tid, nummer ", ad),
        },
        "booking": {
            "booking_id": ids("R", stay),
            "payer_party_id": ids("P", payer),
            "payer_account": ids("K", payer),
            "guest_id": ids("P", payer),
            "unit_id": ids("U", stay % (len(stay) // 3 + 1)),
            "municipality": pa.array(TOWNS[payer % len(TOWNS)]),
            "starts_on": _days(first, begins),
            "ends_on": _days(first, begins + 2),
        },
        "phone_link": {
            "link_id": ids("T", phone),
            "phone": phones(phone),
            "kind": pa.array(["contract", "prepaid"]).take(pa.array(phone // 2 % 2)),
            "party_id": ids("P", phone),
            "account_id": ids("K", phone),
            "since": _days(first, -(phone % 2_000)),
        },
    }  # fmt: skip

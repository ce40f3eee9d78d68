"""Batches conform to a table: rows in are rows out and rejects, each reject named once."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa

from varsel.canonical.conform import Conformer
from varsel.canonical.contract import contract

ENTRY = contract().tables["entry"]
ZONE = ZoneInfo("Europe/Copenhagen")


def columns(amounts, **more):
    size = len(amounts)
    given = {
        "entry_id": [str(i) for i in range(size)],
        "account_id": ["K1"] * size,
        "direction": ["credit"] * size,
        "currency": ["DKK"] * size,
        "booked_at": ["2026-05-03"] * size,
        "amount": amounts,
    } | more
    return {n: pa.array(v, pa.string()) for n, v in given.items() if v is not None}


def conform(given, **settings):
    conformer = Conformer(ENTRY, ZONE, **settings)
    rows = pa.array(range(1, len(given["entry_id"]) + 1))
    out, kept, rejects = conformer.batch(given, rows)
    assert out.num_rows == len(kept)
    assert sorted([*kept.to_pylist(), *(r.row for r in rejects)]) == rows.to_pylist()
    return out.to_pylist(), rejects


def amounts(rows):
    return [row["amount"] for row in rows]


def test_a_row_with_two_faults_is_one_reject_that_names_both():
    rows, rejects = conform(columns(["1.2x4", "5"], booked_at=["never", "2026-05-03"]))
    assert len(rows) == 1
    (reject,) = rejects
    assert (reject.row, reject.column, reject.shape) == (1, "amount", "9.9a9")
    assert reject.reason == "amount is not a number; booked_at is not a date"


def test_empty_required_columns_are_rejected_once():
    _, rejects = conform(columns(["5", "x"], account_id=["", "K1"]))
    assert [r.reason for r in rejects] == [
        "account_id is required and empty",
        "amount is not a number",
    ]


def test_a_missing_required_column_rejects_every_row():
    rows, rejects = conform(columns(["5", "6"], booked_at=None))
    assert rows == []
    assert {r.reason for r in rejects} == {"booked_at is required and missing"}


def test_clear_numbers_decide_for_the_ambiguous_ones():
    assert amounts(conform(columns(["1.234", "12,50"]))[0]) == [Decimal(1234), Decimal("12.50")]


def test_a_number_against_the_column_is_rejected_not_reinterpreted():
    rows, rejects = conform(columns(["1,50", "12,50", "12.50"]))
    assert len(rows) == 2
    assert "decimal comma" in rejects[0].reason


def test_ambiguous_numbers_follow_the_file():
    assert amounts(conform(columns(["1.234"]), assumed=",")[0]) == [Decimal(1234)]
    assert "decimals" in conform(columns(["1.234"]), assumed=".")[1][0].reason
    other = columns(["1.234"], amount_dkk=["99,50"])
    assert amounts(conform(other)[0]) == [Decimal(1234)]


def test_the_decision_holds_for_later_batches():
    conformer = Conformer(ENTRY, ZONE)
    one = pa.array([1])
    conformer.batch(columns(["12,50"]), one)
    out, _, _ = conformer.batch(columns(["1.234"]), one)
    assert amounts(out.to_pylist()) == [Decimal(1234)]


def test_a_signed_amount_gives_the_direction():
    given = columns(["-12,50", "7", "0", "x"], direction=None)
    rows, rejects = conform(given, sign_is_direction=True)
    assert [(r["direction"], r["amount"]) for r in rows] == [
        ("debit", Decimal("12.50")),
        ("credit", Decimal(7)),
    ]
    assert [r.reason for r in rejects] == [
        "direction amount is 0, so its sign gives no direction",
        "amount is not a number",
    ]


def test_the_reason_names_the_column_of_the_file():
    _, rejects = conform(columns(["x"]), written_as={"amount": "Beløb"})
    assert rejects[0].reason == "amount ('Beløb') is not a number"

"""Parquet: left in place when it is what the contract says, staged row by row when it is not."""

from datetime import datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from folder import rows

from varsel.canonical.contract import contract
from varsel.errors import InputRefusedError

SCHEMA = contract().tables["entry"].schema
NAMES = ["entry_id", "account_id", "direction", "amount", "currency", "booked_at", "text"]
GOOD = {
    "entry_id": "1",
    "account_id": "K1",
    "direction": "credit",
    "amount": Decimal("12.50"),
    "currency": "DKK",
    "booked_at": datetime(2026, 5, 3, 14, 5),  # noqa: DTZ001
    "text": "x",
}


def entries(*changes, **types):
    schema = pa.schema([(n, types.get(n, SCHEMA.field(n).type)) for n in NAMES])
    return pa.Table.from_pylist([GOOD | c for c in changes], schema=schema)


def test_a_canonical_file_is_left_where_it_is(folder):
    path = folder.put("entry.parquet", entries({}, {"text": None}).append_column("saldo", [[1, 2]]))
    loaded = folder.load()
    table = loaded.tables["entry"]
    assert table.direct
    assert table.parts == (path,)
    assert table.present == set(NAMES)
    assert (table.rows_read, table.rows_rejected) == (2, 0)
    assert loaded.notes == ("entry.parquet: columns left out, not in the contract: saldo",)
    assert not (folder.path / "work").exists()


@pytest.mark.parametrize("kind", [pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_another_layout_of_text_is_still_direct(folder, kind):
    folder.put("entry.parquet", entries({}, direction=kind, text=kind))
    assert folder.load().tables["entry"].direct


def test_a_column_without_a_value_is_not_present(folder):
    folder.put("entry.parquet", entries({"text": None}))
    assert "text" not in folder.load().tables["entry"].present


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"amount": Decimal(-1)}, "amount", "amount is negative"),
        ({"amount": None}, "amount", "amount is required and empty"),
        ({"entry_id": None}, "entry_id", "entry_id is required and empty"),
        ({"account_id": " "}, "account_id", "account_id is required and empty"),
        ({"direction": "in"}, "direction", "direction is not one of credit, debit"),
        ({"booked_at": None}, "booked_at", "booked_at is required and empty"),
    ],
)
@pytest.mark.parametrize("statistics", [True, False])
def test_a_bad_row_stages_the_file_without_it(folder, change, column, reason, statistics):
    table = entries({}, change, {"entry_id": "3"})
    pq.write_table(table, folder.put("entry.parquet", b""), write_statistics=statistics)
    loaded = folder.load()
    assert not loaded.tables["entry"].direct
    assert [r["entry_id"] for r in rows(loaded)] == ["1", "3"]
    (line,) = loaded.rejected.to_pylist()
    assert (line["row"], line["column"], line["reason"]) == (2, column, reason)


@pytest.mark.parametrize("statistics", [True, False])
def test_a_blank_text_becomes_empty_as_in_a_csv(folder, statistics):
    path = folder.put("entry.parquet", b"")
    pq.write_table(entries({"text": ""}), path, write_statistics=statistics)
    assert rows(folder.load())[0]["text"] is None


def test_codes_in_capitals_are_staged_in_the_contracts_words(folder):
    folder.put("entry.parquet", entries({"direction": "CREDIT"}))
    loaded = folder.load()
    assert not loaded.tables["entry"].direct
    assert rows(loaded)[0]["direction"] == "credit"


def test_other_types_are_staged(folder):
    zoned = pa.timestamp("ns", "UTC")
    table = pa.table(
        {
            "entry_id": pa.array([7]),
            "account_id": ["007"],
            "direction": ["credit"],
            "amount": [0.1 + 0.2],
            "currency": ["DKK"],
            "booked_at": pa.array([datetime(2026, 5, 3, 12, 5)], zoned),  # noqa: DTZ001
        }
    )
    folder.put("entry.parquet", table)
    (row,) = rows(folder.load())
    assert row["entry_id"] == "7"
    assert row["account_id"] == "007"
    assert row["amount"] == Decimal("0.30")
    assert row["booked_at"] == datetime(2026, 5, 3, 14, 5)  # noqa: DTZ001
    assert row["source_file"] == "entry.parquet"


def test_a_folder_of_parts_mixes_parts_in_place_and_staged_ones(folder):
    good = folder.put("entry/a.parquet", entries({}))
    folder.put("entry/b/c.parquet", entries({"entry_id": "2"}, {"entry_id": "3", "amount": None}))
    folder.put("entry/_SUCCESS", "")
    loaded = folder.load()
    table = loaded.tables["entry"]
    assert not table.direct
    assert table.parts[0] == good
    assert [(r["entry_id"], r["source_file"]) for r in rows(loaded)] == [
        ("1", None),
        ("2", "entry/b/c.parquet"),
    ]


def test_a_period_must_be_a_month(folder):
    names = ["payslip_id", "employer_id", "employee_id", "period"]
    schema = contract().tables["payroll"].schema
    values = [["1", "2"], ["E", "E"], ["P", "P"], ["2026-05", "202606"]]
    folder.put("payroll.parquet", pa.table(values, pa.schema([schema.field(n) for n in names])))
    assert [r["period"] for r in rows(folder.load(), "payroll")] == ["2026-05", "2026-06"]


@pytest.mark.parametrize("keep", [0, 3, 200, -20])
def test_a_truncated_file_stops_the_run(folder, keep):
    path = folder.put("entry.parquet", entries({}))
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(InputRefusedError, match=r"entry\.parquet") as caught:
        folder.load()
    assert "not the same as nothing found" in caught.value.do


def test_damage_in_the_middle_stops_the_run(folder):
    path = folder.put("entry.parquet", entries(*[{"text": f"text {i}"} for i in range(2000)]))
    whole = bytearray(path.read_bytes())
    whole[4:400] = b"\xff" * 396
    path.write_bytes(whole)
    with pytest.raises(InputRefusedError, match=r"entry\.parquet"):
        folder.load("[entry]\nvalues = { direction = { K = 'credit' } }")


@pytest.mark.parametrize("nested", [True, False])
def test_a_barred_column_refuses_the_table(folder, nested):
    extra = [{"nationality": "x"}] if nested else ["x"]
    name = "who" if nested else "Nationality"
    folder.put("entry.parquet", entries({}).append_column(name, [extra]))
    with pytest.raises(InputRefusedError, match="audit"):
        folder.load()

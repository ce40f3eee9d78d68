"""JSONL: a bad line is a rejected row, a barred name at any depth refuses the table."""

import json
from decimal import Decimal

import pytest
from folder import rows

from varsel.errors import InputRefusedError

GOOD = {
    "entry_id": "1",
    "account_id": "K1",
    "direction": "credit",
    "amount": 12.5,
    "currency": "DKK",
    "booked_at": "2026-05-03T12:05:00Z",
}


def lines(*objects):
    return "".join((o if isinstance(o, str) else json.dumps(o)) + "\n" for o in objects)


def test_numbers_keep_their_digits_and_keys_may_be_absent(folder):
    text = lines(GOOD, GOOD | {"entry_id": 7, "amount": "12345678901234.10", "text": None}, "")
    folder.put("entry.jsonl", text)
    first, second = rows(folder.load())
    assert first["amount"] == Decimal("12.50")
    assert second["entry_id"] == "7"
    assert second["amount"] == Decimal("12345678901234.10")
    assert first["booked_at"].hour == 14


def test_every_bad_line_is_rejected_with_its_number(folder):
    half = json.dumps(GOOD | {"text": "\ud800"})
    bad = ["{bad", "[1]", '"x"', GOOD | {"amount": {"value": 1}}, half, GOOD | {"amount": "x"}]
    folder.put("entry.jsonl", lines(GOOD, "", *bad, GOOD))
    loaded = folder.load()
    told = {r["row"]: r["reason"] for r in loaded.rejected.to_pylist()}
    assert told == {
        2: "the line is not JSON",
        3: "the line is not a JSON object",
        4: "the line is not a JSON object",
        5: "amount is nested",
        6: "the line has half a character",
        7: "amount is not a number",
    }
    assert [r["source_row"] for r in rows(loaded)] == [1, 8]


def test_parts_with_other_keys_get_the_same_columns(folder, monkeypatch):
    monkeypatch.setattr("varsel.adapters.jsonl_file.ROWS", 1)
    folder.put("entry.jsonl", lines(GOOD, GOOD | {"text": "x"}, GOOD | {"purpose": "SALA"}))
    loaded = folder.load()
    assert [(r["text"], r["purpose"]) for r in rows(loaded)] == [
        (None, None),
        ("x", None),
        (None, "SALA"),
    ]
    assert {"text", "purpose"} <= loaded.tables["entry"].present


@pytest.mark.parametrize(
    "extra", [{"race": 1}, {"who": {"Nationalitet": "x"}}, {"a": [{"religion": 1}]}]
)
def test_a_barred_key_at_any_depth_refuses_the_table(folder, extra):
    folder.put("entry.jsonl", lines(*[GOOD] * 5, GOOD | extra))
    with pytest.raises(InputRefusedError, match="audit"):
        folder.load()
    assert not list((folder.path / "work").rglob("*.parquet"))


def test_unknown_keys_are_named_and_left_out(folder):
    folder.put("entry.jsonl", lines(GOOD | {"saldo": 1, "nested": {"a": 1}}))
    loaded = folder.load()
    assert loaded.notes == ("entry.jsonl: columns left out, not in the contract: nested, saldo",)


def test_a_required_key_that_never_comes_refuses_the_table(folder):
    short = {k: v for k, v in GOOD.items() if k != "booked_at"}
    folder.put("entry.jsonl", lines(short, short))
    with pytest.raises(InputRefusedError, match="booked_at"):
        folder.load()


def test_an_empty_file_is_an_empty_table(folder):
    folder.put("entry.jsonl", "")
    assert folder.load().tables["entry"].rows_read == 0

"""CSV as it really comes: every line is loaded or rejected with its own number."""

import time
from datetime import datetime
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from folder import HEADER, ROW, Folder, csv, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from varsel.errors import InputRefusedError

CELL = st.text(alphabet="aæ1.,-\"'; \n\r\t\x00é", max_size=8)
LINE = st.lists(CELL, min_size=1, max_size=9).map(";".join)


def only(folder: Folder, content: object) -> dict:
    folder.put("entry.csv", content)
    (row,) = rows(folder.load())
    return row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_the_encoding_is_recognised(folder, encoding):
    row = only(folder, csv("1;K1;credit;1.234,50;DKK;03-05-2026;Købt ærter").encode(encoding))
    assert row["text"] == "Købt ærter"
    assert row["amount"] == Decimal("1234.50")
    assert row["booked_at"] == datetime(2026, 5, 3)  # noqa: DTZ001


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_recognised(folder, delimiter):
    text = csv("1;K1;credit;12.50;DKK;2026-05-03;x").replace(";", delimiter)
    assert only(folder, text)["amount"] == Decimal("12.50")


def test_commas_in_numbers_do_not_pass_for_delimiters(folder):
    text = csv(*[f"{i};K1;credit;1,5;DKK;2026-05-03;a, b, c, d" for i in range(5)])
    folder.put("entry.csv", text)
    assert {r["text"] for r in rows(folder.load())} == {"a, b, c, d"}


def test_a_line_that_only_names_the_delimiter_is_skipped(folder):
    assert only(folder, "sep=;\r\n" + csv(ROW.format(1)))["source_row"] == 1


def test_an_ambiguous_number_between_semicolons_has_thousands(folder):
    assert only(folder, csv("1;K1;credit;1.234;DKK;2026-05-03;x"))["amount"] == Decimal(1234)


def test_a_quoted_line_break_is_one_row_and_blank_lines_are_none(folder):
    text = csv(
        '1;K1;credit;1;DKK;2026-05-03;"two\nlines"', "", ROW.format(2), "3;K1", ROW.format(4)
    )
    folder.put("entry.csv", text)
    loaded = folder.load()
    assert [(r["entry_id"], r["source_row"]) for r in rows(loaded)] == [
        ("1", 1),
        ("2", 2),
        ("4", 4),
    ]
    (line,) = loaded.rejected.to_pylist()
    assert line["row"] == 3
    assert line["reason"] == "the line has 2 fields, the header has 7"


def test_empty_fields_beyond_the_header_do_no_harm(folder):
    assert only(folder, csv(ROW.format(1) + ";;"))["entry_id"] == "1"


@pytest.mark.parametrize("after", [5, 500])
@pytest.mark.parametrize("place", [0, 6])
def test_a_quote_that_never_closes_costs_one_line(folder, after, place):
    fields = ROW.format("bad").split(";")
    fields[place] = '"' + fields[place]
    good = [ROW.format(i) for i in range(after)]
    folder.put("entry.csv", csv(*good[:3], ";".join(fields), *good[3:]))
    loaded = folder.load()
    assert [r["entry_id"] for r in rows(loaded)] == [str(i) for i in range(after)]
    (line,) = loaded.rejected.to_pylist()
    assert (line["row"], line["reason"]) == (4, "the line has a quote that does not close")


def test_two_stray_quotes_do_not_swallow_the_lines_between(folder):
    stray = 'x{0};K1;credit;1;DKK;2026-05-03;"text'
    folder.put("entry.csv", csv(stray.format(1), *map(ROW.format, range(9)), stray.format(2)))
    loaded = folder.load()
    assert loaded.tables["entry"].rows_loaded == 9
    assert [r["row"] for r in loaded.rejected.to_pylist()] == [1, 11]


def test_a_quote_inside_a_quoted_field_is_forgiven(folder):
    assert only(folder, csv('1;K1;credit;1;DKK;2026-05-03;"A" og B'))["text"] == "A og B"


def test_one_damaged_line_of_a_utf_8_file_is_rejected(folder):
    good = csv(*[f"{i};K1;credit;1;DKK;2026-05-03;Købt" for i in range(5)]).encode()
    folder.put("entry.csv", good + b"9;K1;credit;1;DKK;2026-05-03;K\xf8bt\n")
    loaded = folder.load()
    assert {r["text"] for r in rows(loaded)} == {"Købt"}
    assert loaded.rejected.to_pylist()[0]["reason"] == "the line is not valid utf-8"


@pytest.mark.parametrize("content", ["", "\n\n", b"\xff\xfe\x00"])
def test_a_file_without_a_header_is_refused(folder, content):
    folder.put("entry.csv", content)
    with pytest.raises(InputRefusedError, match=r"entry\.csv"):
        folder.load()


def test_a_column_that_stands_there_twice_is_refused(folder):
    folder.put("entry.csv", csv(header=HEADER + ";Amount"))
    with pytest.raises(InputRefusedError, match="2 times"):
        folder.load()


def test_a_header_alone_is_an_empty_table(folder):
    folder.put("entry.csv", HEADER + "\n")
    table = folder.load().tables["entry"]
    assert (table.rows_read, table.present) == (0, frozenset())
    assert "amount" in pq.read_schema(table.parts[0]).names


def test_a_wrong_type_in_row_one_million_is_rejected_alone(folder):
    started = time.monotonic()
    good = "\n".join(f"{i};K1;credit;12,50;DKK;03-05-2026;x" for i in range(1, 1_000_000))
    folder.put("entry.csv", f"{HEADER}\n{good}\nlast;K1;credit;1.2x4;DKK;03-05-2026;x\n")
    loaded = folder.load()
    assert loaded.tables["entry"].rows_loaded == 999_999
    assert loaded.rejected.to_pylist() == [
        {
            "table": "entry",
            "file": "entry.csv",
            "row": 1_000_000,
            "column": "amount",
            "shape": "9.9a9",
            "reason": "amount is not a number",
        }
    ]
    assert time.monotonic() - started < 60


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.one_of(LINE, st.integers().map(ROW.format)), max_size=25))
def test_rows_read_are_rows_loaded_and_rows_rejected(folder, lines):
    folder.put("entry.csv", csv(*lines))
    loaded = folder.load()
    told = [r["row"] for r in loaded.rejected.to_pylist()]
    kept = [r["source_row"] for r in rows(loaded)]
    assert sorted(told + kept) == list(range(1, loaded.tables["entry"].rows_read + 1))
    whole = [line for line in lines if "ok" in line]
    assert loaded.tables["entry"].rows_read >= len(whole)

"""Columns of any Arrow type become the contract's, without rounding, cutting or guessing."""

# ruff: noqa: DTZ001  (times of the contract are wall-clock times without a zone)

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from varsel.canonical.columns import Reading, convert
from varsel.canonical.contract import Column

ZONE = ZoneInfo("Europe/Copenhagen")


def read(kind, array, *, unit="", values=(), **reading):
    column = Column("x", kind, "for the test", unit=unit, values=values)
    made = convert(column, array, Reading(ZONE, **reading))
    assert made.values.type == column.arrow
    assert all(made.values[at].as_py() is None or "negative" in why for at, why in made.bad.items())
    return made.values.to_pylist(), made.bad


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (pa.array([7, 10**16, None]), ["7.00", "is too large", None]),
        (pa.array([7], pa.uint64()), ["7.00"]),
        (pa.array([0.1 + 0.2, 12.345]), ["0.30", "has more than 2 decimals"]),
        (pa.array([float("nan"), float("inf"), 1e15]), [None, "is too large", "is too large"]),
        (pa.array([Decimal("1.2300"), Decimal("1.2345")]), ["1.23", "has more than 2 decimals"]),
        (pa.array([Decimal("1.2")], pa.decimal256(60, 1)), ["1.20"]),
        (pa.array(["1.234,50", "1.234", "12.50"]), ["1234.50", "1234.00", "decimal comma"]),
        (pa.array(["1,5", "1,5"]).dictionary_encode(), ["1.50", "1.50"]),
        (pa.array(["1,5"], pa.large_string()), ["1.50"]),
        (pa.array([True]), ["is not a number"]),
        (pa.array(["-3", "-3,50 kr"]), ["is negative", "is negative"]),
        (pa.array(["", "  ", None]), [None, None, None]),
        (pa.nulls(2), [None, None]),
    ],
)
def test_amounts(array, expected):
    values, bad = read("amount", array, unit="DKK", sign=",")
    for at, wanted in enumerate(expected):
        if wanted is None:
            assert values[at] is None
            assert at not in bad
        elif wanted[0].isdigit():
            assert values[at] == Decimal(wanted)
        else:
            assert wanted in bad[at]


def test_an_amount_in_another_currency_than_its_own_is_refused():
    array = pa.array(["12 EUR", "12 DKK"])
    _, bad = read("amount", array, unit="DKK")
    assert list(bad) == [0]
    _, bad = read("amount", array, unit="currency", currency=pa.array(["eur", "EUR"]))
    assert list(bad) == [1]


def test_whole_numbers_only():
    assert read("integer", pa.array([7.0, 1.5])) == ([7, None], {1: "is not a whole number"})
    assert read("integer", pa.array(["7", "1,5"]), sign=",")[0] == [7, None]


def test_ids_stay_as_written():
    assert read("id", pa.array(["007", " 7"]))[0] == ["007", " 7"]
    assert read("id", pa.array([7, 8]))[0] == ["7", "8"]
    values, bad = read("id", pa.array([7.0, 1.5, None]))
    assert values == ["7", None, None]
    assert list(bad) == [1]
    assert list(read("id", pa.array([{"a": 1}]))[1]) == [0]


def test_codes_do_not_mind_case_or_blanks():
    values, bad = read("code", pa.array([" Credit", "DEBIT", "other"]), values=("credit", "debit"))
    assert values == ["credit", "debit", None]
    assert bad == {2: "is not one of credit, debit"}


def test_code_words_of_the_map_come_first():
    codes = {"K": "credit", "D": "debit"}
    values, _ = read("code", pa.array(["k ", "D"]), values=("credit", "debit"), codes=codes)
    assert values == ["credit", "debit"]


def test_times_of_every_type():
    utc = pa.array([datetime(2026, 5, 3, 23, 30)], pa.timestamp("ns", "UTC"))
    assert read("time", utc)[0] == [datetime(2026, 5, 4, 1, 30)]
    assert read("date", utc)[0] == [date(2026, 5, 4)]
    naive = pa.array([datetime(2026, 5, 3, 23, 30)], pa.timestamp("s"))
    assert read("time", naive)[0] == [datetime(2026, 5, 3, 23, 30)]
    assert read("time", pa.array([date(2026, 5, 3)]))[0] == [datetime(2026, 5, 3)]
    assert read("date", pa.array([20260503]))[0] == [date(2026, 5, 3)]
    assert read("time", pa.array([1.5]))[1] == {0: "is not a time"}


def test_an_impossible_time_costs_only_its_own_row():
    given = ["2026-05-03T12:05:00Z", "2026-06-31T10:00:00", "03-05-2026 14:05", "2026-05-03 14:05"]
    values, bad = read("time", pa.array(given))
    assert [values[i] for i in (0, 2, 3)] == [datetime(2026, 5, 3, 14, 5)] * 3
    assert list(bad) == [1]


def test_a_date_written_with_an_offset_is_the_local_day():
    assert read("date", pa.array(["2026-05-03T23:30:00Z"]))[0] == [date(2026, 5, 4)]


def test_flags_and_periods():
    assert read("flag", pa.array(["ja", "?"])) == ([True, None], {1: "is not yes or no"})
    assert read("flag", pa.array([1, 0]))[0] == [True, False]
    assert read("period", pa.array([202605]))[0] == ["2026-05"]

"""Values as people write them: understood in one way, or refused with a reason."""

# ruff: noqa: DTZ001  (times of the contract are wall-clock times without a zone)

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from varsel.canonical import values

ZONE = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(
    ("text", "sign", "expected"),
    [
        ("1.234,50", ",", "1234.50"),
        ("1.234", ",", "1234"),
        ("-12,5 DKK", ",", "-12.5"),
        ("12,50-", ",", "-12.50"),
        ("1 234,50 kr.", ",", "1234.50"),
        ("1\u00a0234,5", ",", "1234.5"),
        ("1,234.50", ".", "1234.50"),
        ("1'234.50", ".", "1234.50"),
        ("+7", ".", "7"),
        ("1.2300", ".", "1.23"),
        ("0007,10", ",", "7.1"),
    ],
)
def test_a_number_is_read(text, sign, expected):
    assert values.number(text, sign, scale=2)[0] == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "sign", "reason"),
    [
        ("1.2x4", ".", "not a number"),
        ("12.345", ".", "more than 2 decimals"),
        ("12.50", ",", "decimal comma"),
        ("12,50", ".", "decimal point"),
        ("1,23,456", ".", "decimal point"),
        ("12345678901234567", ".", "too large"),
        ("-5-", ".", "not a number"),
        ("1e5", ".", "not a number"),
        ("12 34", ".", "decimal point"),
        ("", ".", "not a number"),
        ("١٢", ".", "not a number"),
    ],
)
def test_a_number_that_is_not_clear_is_refused(text, sign, reason):
    with pytest.raises(ValueError, match=reason):
        values.number(text, sign, scale=2)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1.234", "12,50"], (",", True)),
        (["1,234.50"], (".", False)),
        (["1.234.567"], (",", False)),
        (["0.125"], (".", False)),
        (["1234.567"], (".", False)),
        (["1.234", "77"], (None, True)),
        (["77"], (None, False)),
        (["12,5", "12.5"], (None, True)),
        (["12,5", "1,5", "12.5"], (",", False)),
        (["x"], (None, False)),
    ],
)
def test_the_decimal_sign_is_what_clear_numbers_agree_on(texts, expected):
    assert values.decimal_sign(texts) == expected


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_danish_writing_of_any_amount_reads_back(amount):
    danish = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    assert values.number(danish, ",", scale=2)[0] == amount
    assert values.number(f"{amount:,.2f}", ".", scale=2)[0] == amount


@pytest.mark.parametrize(
    "text", ["03-05-2026", "3.5.2026", "03/05/2026", "2026-05-03", "20260503", " 2026/5/3 "]
)
def test_a_date_is_read_day_first(text):
    assert values.day(text) == date(2026, 5, 3)


@pytest.mark.parametrize("text", ["31-02-2026", "05/13/2026", "03-05-26", "soon", "2026-05", "0"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a d"):
        values.day(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-03T12:05:00Z", datetime(2026, 5, 3, 14, 5)),
        ("2026-01-03T12:05:00Z", datetime(2026, 1, 3, 13, 5)),
        ("2026-05-03 14:05", datetime(2026, 5, 3, 14, 5)),
        ("03-05-2026 14:05", datetime(2026, 5, 3, 14, 5)),
        ("03-05-2026 kl. 14.05", datetime(2026, 5, 3, 14, 5)),
        ("2026-05-03T14:05:06.1234567+02:00", datetime(2026, 5, 3, 14, 5, 6, 123456)),
        ("2026-05-03T23:30:00-0500", datetime(2026, 5, 4, 6, 30)),
        ("2026-05-03", datetime(2026, 5, 3)),
    ],
)
def test_a_time_becomes_the_clock_on_the_local_wall(text, expected):
    assert values.moment(text, ZONE) == expected


@pytest.mark.parametrize("text", ["2026-05-03 25:00", "2026-05-03 x", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match="is not a time"):
        values.moment(text, ZONE)


def test_a_format_of_the_map_replaces_the_guess():
    assert values.day("05/13/2026", "%m/%d/%Y") == date(2026, 5, 13)
    assert values.moment("13.05.26 1405", ZONE, "%d.%m.%y %H%M") == datetime(2026, 5, 13, 14, 5)
    with pytest.raises(ValueError, match="format the map gives"):
        values.day("2026-05-13", "%m/%d/%Y")


@pytest.mark.parametrize("text", ["true", "1", "ja", "Yes", "J"])
def test_yes(text):
    assert values.flag(text) is True


@pytest.mark.parametrize("text", ["false", "0", "NEJ", "no", "n"])
def test_no(text):
    assert values.flag(text) is False


def test_a_flag_is_never_guessed():
    with pytest.raises(ValueError, match="yes or no"):
        values.flag("måske")


@pytest.mark.parametrize("text", ["2026-05", "202605", "05-2026", "2026-05-31", "5/2026"])
def test_a_period_is_a_month(text):
    assert values.period(text) == "2026-05"


@pytest.mark.parametrize("text", ["2026-13", "132026", "maj", "2026"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="is not a month"):
        values.period(text)


@given(st.text())
def test_a_shape_holds_no_letter_and_no_digit_of_the_value(text):
    shape = values.shape(text)
    assert len(shape) <= values.SHAPE_LENGTH
    assert not any(s.isalnum() and s not in "a9" for s in shape)

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from varsel.canonical.text.money import sums


@pytest.mark.parametrize(
    ("text", "dkk", "period"),
    [
        ("40.000 kr. om måneden", 40_000, "month"),
        ("40,000 dkk per month", 40_000, "month"),
        ("40 000 kr/md", 40_000, "month"),
        ("kr. 180,50 pr. time", Decimal("180.50"), "hour"),
        ("180 kr/t", 180, "hour"),
        ("1.250,75 kr i døgnet", Decimal("1250.75"), "day"),
        ("€500 a week", 3_730, "week"),
        ("1000 euro hver 14 dage", 7_460, "fortnight"),
        ("436.000 kr. om året", 436_000, "year"),
        ("20-30 € an hour", Decimal("223.80"), "hour"),
        ("30k kr monthly", 30_000, "month"),
        ("5000,- kr", 5_000, ""),
        ("12,000", 12_000, ""),
    ],
)
def test_a_sum_is_read_with_its_currency_and_period(text, dkk, period):
    assert [(s.dkk, s.period) for s in sums(text)] == [(dkk, period)]


@pytest.mark.parametrize("text", ["3000 dollars a month", "$3000 per month", "9.000 zł per month"])
def test_other_currencies_are_found_and_have_no_value(text):
    (found,) = sums(text)
    assert (found.dkk, found.monthly) == (None, None)


@pytest.mark.parametrize(
    ("text", "monthly"),
    [
        ("120 kr i timen", 19_240),
        ("1.200 kr om dagen", 26_000),
        ("6.000 kr om ugen", 26_000),
        ("360.000 kr om året", 30_000),
        ("25.000 kr", 25_000),
        ("500 kr", None),
        ("436.000 kr", None),
        ("25.000", None),
    ],
)
def test_pay_becomes_a_month_by_the_full_time_week(text, monthly):
    (found,) = sums(text)
    value = found.monthly
    assert value == monthly if monthly is None else round(value, 6) == monthly


@given(st.text(alphabet="0123456789.,k -€krdtimåned/", max_size=40))
def test_no_text_stops_the_reading(text):
    assert all(s.number >= 0 for s in sums(text))

from decimal import Decimal

import pytest

from varsel.reporting.figures import measured, moment, number, reached


@pytest.mark.parametrize(
    ("value", "unit", "da", "en"),
    [
        (Decimal(1), "days", "1 dag", "1 day"),
        (Decimal(2), "days", "2 dage", "2 days"),
        (Decimal("0.005"), "share", "0,5 %", "0.5%"),
        (Decimal("12000.5"), "DKK", "12.000,50 kr.", "12,000.50 DKK"),
        (Decimal(1), "met", "ja", "yes"),
        (Decimal(0), "met", "nej", "no"),
        (Decimal(3), "moons", "3 moons", "3 moons"),
        ("mobile, transfer", "channels", "mobilbetaling, overførsel", "mobile payment, transfer"),
        (Decimal("1E+3"), "payers", "1.000 betalere", "1,000 payers"),
        (Decimal("-7.25"), "", "-7,25", "-7.25"),
    ],
)
def test_values_are_written_as_each_language_does(value, unit, da, en):
    found = measured(value, unit)
    assert (found.da, found.en) == (da, en)


def test_what_is_no_number_stands_as_it_is():
    assert number("NaN").en == "NaN"
    assert moment("not a day").en == "not a day"


@pytest.mark.parametrize(
    ("value", "threshold", "compare", "met"),
    [
        ("12", "12", ">=", True),
        ("11", "12", ">=", False),
        ("25", "25", "<=", True),
        ("25", "25", "<", False),
        ("25", "25", ">", False),
        ("1", "a, b", ">=", None),
        (None, "12", ">=", None),
        ("1", "", ">=", None),
        ("1", "1", "~", None),
    ],
)
def test_a_threshold_is_met_not_met_or_unknown(value, threshold, compare, met):
    assert reached(None if value is None else Decimal(value), threshold, compare) is met

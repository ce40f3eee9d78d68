import math

import pytest

from varsel.trials.intervals import Ratio, Share, median


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilsons_interval_is_the_published_one(hits, of, low, high):
    """81 of 263 is the worked example of Newcombe (1998), Statistics in Medicine 17, method 3."""
    found = Share(hits, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_a_share_of_nothing_says_nothing():
    found = Share(0, 0)
    assert found.value is None
    assert (found.low, found.high) == (0.0, 1.0)


def test_a_ratio_and_its_inverse_mirror_each_other():
    one, other = Ratio(Share(7, 90), Share(20, 400)), Ratio(Share(20, 400), Share(7, 90))
    assert math.isclose(one.low * other.high, 1.0)
    assert math.isclose(one.value * other.value, 1.0)


def test_a_ratio_without_cases_has_a_wide_interval_and_no_value():
    found = Ratio(Share(0, 50), Share(3, 1000))
    assert found.value == 0.0
    assert found.low < 1 < found.high
    assert Ratio(Share(2, 50), Share(0, 1000)).value is None
    assert Ratio(Share(0, 0), Share(1, 10)).low is None


def test_the_median_of_an_even_number_lies_between():
    assert median([4.0, 1.0, 3.0, 2.0]) == 2.5
    assert median([]) is None

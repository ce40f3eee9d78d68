"""Shares, rates and ratios as each language writes them, with no more digits than they can bear."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting import figures
from varsel.reporting.figures import PER_CENT
from varsel.reporting.phrases import both, same
from varsel.trials.words import say

#: What stands where there is nothing to measure.
NOTHING = same("–")
#: Per cent below and above which a share is written with one or two decimals.
FINE, FINEST = 10, 1
#: From here on a rate or a ratio is written whole.
LARGE = 100

Share = Mapping[str, Any]


def count(value: int) -> Text:
    """A whole number."""
    return figures.number(value)


def percent(value: float | None) -> Text:
    """A share in per cent: whole, finer near nothing and near everything.

    >>> percent(0.7935).da, percent(0.0131).en, percent(0.9968).en, percent(1.0).en
    ('79 %', '1.3%', '99.68%', '100%')
    """
    found = _percent(value)
    return both(lambda lang: found(lang) + PER_CENT[lang]) if value is not None else NOTHING


def interval(share: Share) -> Text:
    """The 95 % interval of a share.

    >>> interval({"hits": 9, "of": 10, "share": 0.9, "low": 0.5958, "high": 0.9821}).en
    '60–98%'
    """
    if not share["of"]:
        return NOTHING
    low, high = _percent(share["low"]), percent(share["high"])
    return both(lambda lang: f"{low(lang)}–{high(lang)}")


def hits(share: Share) -> Text:
    """How many of how many.

    >>> hits({"hits": 9, "of": 1000}).da
    '9 af 1.000'
    """
    return say("number", "of", hits=count(share["hits"]), of=count(share["of"]))


def told(share: Share) -> Text:
    """A share whole: per cent, interval, and how many of how many.

    >>> told({"hits": 9, "of": 10, "share": 0.9, "low": 0.5958, "high": 0.9821}).en
    '90% (60–98%), 9 of 10'
    """
    if not share["of"]:
        return say("number", "nothing")
    return both(
        lambda lang: (
            f"{percent(share['share'])(lang)} ({interval(share)(lang)}), {hits(share)(lang)}"
        )
    )


def rate(value: float) -> Text:
    """A number per 10,000 people, or another that is no share.

    >>> rate(12.345).en, rate(0.456).da, rate(1234.5).en
    ('12.3', '0,46', '1,235')
    """
    size = abs(value)
    digits = 2 if size < FINEST else 1 if size < LARGE else 0
    return figures.number(_rounded(Decimal(str(value)), digits))


def days(value: float) -> Text:
    """A number of days.

    >>> days(46.5).da, days(1.0).en
    ('46,5 dage', '1 day')
    """
    return figures.measured(_rounded(Decimal(str(value)), 1), "days")


def ratio(value: float | None) -> Text:
    """A ratio with two decimals, with fewer where it is large.

    >>> ratio(1.256).da, ratio(24.33).en, ratio(None).en
    ('1,26', '24.3', '–')
    """
    if value is None:
        return NOTHING
    digits = 2 if value < FINE else 1 if value < LARGE else 0
    return figures.number(_rounded(Decimal(str(value)), digits))


def between(low: float | None, high: float | None) -> Text:
    """The 95 % interval of a ratio."""
    if low is None or high is None:
        return NOTHING
    return both(lambda lang: f"{ratio(low)(lang)}–{ratio(high)(lang)}")


def _percent(value: float | None) -> Text:
    """Per cent without its sign."""
    if value is None:
        return NOTHING
    exact = Decimal(str(value)) * 100
    rim = min(exact, 100 - exact)
    digits = 2 if rim < FINEST else 1 if exact < FINE else 0
    return figures.number(_rounded(exact, digits))


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)

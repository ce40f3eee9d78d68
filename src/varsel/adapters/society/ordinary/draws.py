"""Small draws of plain luck that the makers of firms share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")


def between(luck: Random, bounds: Sequence[float]) -> float:
    """A number between two bounds."""
    return luck.uniform(bounds[0], bounds[1])


def count(luck: Random, bounds: Sequence[int]) -> int:
    """A whole number between two bounds, both included."""
    return luck.randint(bounds[0], bounds[1])


def weighted(luck: Random, mix: Mapping[Any, float]) -> Any:
    """One key, the heavier more often."""
    return luck.choices(list(mix), list(mix.values()))[0]


def skewed(luck: Random, median: float, factor: float) -> float:
    """A positive number around a median, two thirds of them within the factor up or down.

    >>> skewed(Random(1), 0.0, 2.0)
    0.0
    """
    return median * math.exp(luck.gauss(0.0, math.log(factor)))


def how_many(luck: Random, mean: float) -> int:
    """How often something happens that does so `mean` times on average (Poisson, after Knuth).

    >>> how_many(Random(1), 0.0)
    0
    """
    if mean > 50:
        return max(0, round(luck.gauss(mean, math.sqrt(mean))))
    limit, product, number = math.exp(-mean), luck.random(), 0
    while product > limit:
        product *= luck.random()
        number += 1
    return number


def money(luck: Random, kroner: float, steps: Sequence[float]) -> float:
    """Kroner as somebody would write them: rounded to one of the steps."""
    step = luck.choice(steps)
    return max(step, round(kroner / step) * step)

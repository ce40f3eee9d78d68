"""Shares and ratios with their 95 % intervals: a figure without one says more than is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

#: Two-sided 95 %.
Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Share:
    """`of` things, `hits` of which are so; with Wilson's interval.

    Wilson, E. B. (1927), Journal of the American Statistical Association 22. It stays between 0 and
    1 and says something where nothing was hit: of 300 look-alikes none, so at most 1.3 %.

    >>> Share(0, 300).high < 0.013 and Share(0, 300).low == 0
    True
    >>> round(Share(9, 10).low, 2)
    0.6
    """

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """The share itself; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return max(0.0, self._middle - self._half) if self.hits else 0.0

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return min(1.0, self._middle + self._half) if self.hits < self.of else 1.0

    @property
    def _middle(self) -> float:
        return (self.hits + Z * Z / 2) / (self.of + Z * Z)

    @property
    def _half(self) -> float:
        spread = self.hits * (self.of - self.hits) / self.of if self.of else 0.0
        return Z / (self.of + Z * Z) * math.sqrt(spread + Z * Z / 4)

    def as_json(self) -> dict[str, float | int | None]:
        """Hits, of, share and interval, rounded to what can be read."""
        value = self.value
        return {
            "hits": self.hits,
            "of": self.of,
            "share": None if value is None else round(value, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
        }


@dataclass(frozen=True)
class Ratio:
    """The rate of one group over that of another, with its interval on the logarithm (Katz 1978).

    Half a case is added to all four counts where one of them is zero (Haldane), so that the
    interval exists; it is then wide, as it should be.

    >>> Ratio(Share(10, 100), Share(10, 100)).value
    1.0
    >>> r = Ratio(Share(30, 100), Share(10, 100)); round(r.low, 2), round(r.high, 2)
    (1.55, 5.8)
    """

    one: Share
    other: Share

    @property
    def value(self) -> float | None:
        """Rate of one over rate of the other; None where the other has no case."""
        below = self.one.of * self.other.hits
        # One division, so that a ratio on the edge of a band lies on it.
        return self.one.hits * self.other.of / below if below else None

    @property
    def low(self) -> float | None:
        """Lower end of the interval; None where a group is empty."""
        return self._end(-1)

    @property
    def high(self) -> float | None:
        """Upper end of the interval; None where a group is empty."""
        return self._end(1)

    def _end(self, sign: int) -> float | None:
        a, n, b, m = self.one.hits, self.one.of, self.other.hits, self.other.of
        if not n or not m:
            return None
        half = 0.5 if 0 in (a, b) else 0.0
        spread = 1 / (a + half) - 1 / (n + half) + 1 / (b + half) - 1 / (m + half)
        middle = math.log((a + half) / (n + half)) - math.log((b + half) / (m + half))
        return math.exp(middle + sign * Z * math.sqrt(max(0.0, spread)))

    def as_json(self) -> dict[str, float | None]:
        """Ratio and interval."""
        ends = {"ratio": self.value, "low": self.low, "high": self.high}
        return {k: None if v is None else round(v, 3) for k, v in ends.items()}


def median(values: list[float]) -> float | None:
    """The middle value; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2

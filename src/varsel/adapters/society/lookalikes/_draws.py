"""How the look-alikes of private life draw: numbers, chances, texts, days and moments."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from varsel.adapters.society.assume import Assumptions
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.phrases import say, shown, slips
from varsel.adapters.society.truth import Network

MONTH = 30.4


@dataclass(eq=False)
class Draws:
    """One unit as it is told: its luck, its assumptions, and its days.

    own: the kind's assumptions first, then those it shares with others; the first that knows a
    name decides.
    """

    d: District
    luck: Random
    network: Network
    own: tuple[Assumptions, ...]
    start: dt.date
    end: dt.date

    def value(self, name: str) -> Any:
        """An assumption of the kind, or of all."""
        for one in self.own:
            if name in one.items:
                return one.items[name].value
        raise AttributeError(f"no assumption {name} in {self.network.bundle}")

    def draw(self, name: str) -> float:
        """A number from an assumption that says how it is spread."""
        return drawn(self.luck, self.value(name))

    def count(self, name: str) -> int:
        """A whole number; each as likely where the assumption is a pair."""
        spec = self.value(name)
        if isinstance(spec, Sequence) and len(spec) == 2:
            return self.luck.randint(int(spec[0]), int(spec[1]))
        return round(drawn(self.luck, spec))

    def one(self, name: str) -> str:
        """One of several by their weights, or of a list, each as likely."""
        spec = self.value(name)
        if isinstance(spec, Mapping):
            return str(self.luck.choices(list(spec), list(spec.values()))[0])
        return str(self.luck.choice(spec))

    def kind(self, name: str) -> Any:
        """One of a table of kinds; those that state a weight are drawn by it."""
        kinds = list(self.value(name).values())
        weights = [k.get("weight", 1) if isinstance(k, Mapping) else 1 for k in kinds]
        return self.luck.choices(kinds, weights)[0]

    def happens(self, name: str) -> bool:
        """Whether something occurs that has this chance."""
        return bool(self.luck.random() < self.value(name))

    def price(self, name: str, step: float) -> float:
        """Kroner, rounded as people round them, never nothing."""
        return rounded(self.draw(name), step)

    def write(self, kind: str, /, **slots: object) -> str:
        """A text from the kind's own templates, typed as people type."""
        filled = {k: f"{v:.0f}" if isinstance(v, float) else str(v) for k, v in slots.items()}
        return slips(self.luck, say(self.luck, self.value("texts"), kind, **filled))

    def shown(self, phone: str) -> str:
        """A number as people write it."""
        return shown(self.luck, phone)

    def days(
        self, per_month: float, since: dt.date | None = None, until: dt.date | None = None
    ) -> list[dt.date]:
        """Covered days on which something happens now and then, so often a month on average."""
        calendar = self.d.calendar
        first = max(since or self.start, calendar.first)
        length = (min(until or self.end, calendar.last) - first).days + 1
        found: list[dt.date] = []
        if per_month <= 0:
            return found
        ahead = self.luck.expovariate(per_month / MONTH)
        while ahead < length:
            found.append(first + dt.timedelta(days=int(ahead)))
            ahead += self.luck.expovariate(per_month / MONTH)
        return found

    def months(self) -> list[tuple[int, int]]:
        """Covered months of the habit, whole or in part."""
        calendar = self.d.calendar
        first, last = max(self.start, calendar.first), min(self.end, calendar.last)
        return [
            m for m in calendar.months if (first.year, first.month) <= m <= (last.year, last.month)
        ]

    def day(self, since: dt.date | None = None, until: dt.date | None = None) -> dt.date:
        """A covered day of the habit, or the nearest there is."""
        return self.d.calendar.some_day(self.luck, since or self.start, until or self.end)

    def at(self, day: dt.date, hours: str = "waking") -> int:
        """A moment of the day within an assumption's hours; those above 24 are next morning's."""
        return self.moment(day, self.value(hours))

    def moment(self, day: dt.date, hours: Any) -> int:
        """A moment of the day within hours."""
        return stamp(day, 60 * drawn(self.luck, hours) + self.luck.random())

    def covered(self, day: dt.date) -> bool:
        """Whether the data cover the day."""
        return self.d.calendar.within(day)


def drawn(luck: Random, spec: Any) -> float:
    """A number as its assumption says.

    A number is itself, a pair anything between, three numbers low, high and most likely, and a
    table a median with a spread (of the logarithm) between low and high.

    >>> drawn(Random(1), 3), drawn(Random(1), {"median": 2, "spread": 9.0, "low": 2, "high": 2})
    (3.0, 2.0)
    """
    if isinstance(spec, Mapping):
        value = 0.0
        for _ in range(12):
            value = spec["median"] * math.exp(luck.gauss(0, spec["spread"]))
            if spec["low"] <= value <= spec["high"]:
                return float(value)
        return float(min(max(value, spec["low"]), spec["high"]))
    if isinstance(spec, Sequence):
        return luck.triangular(*spec) if len(spec) == 3 else luck.uniform(*spec)
    return float(spec)


def rounded(kroner: float, step: float) -> float:
    """Kroner in whole steps, at least one.

    >>> rounded(1240, 50), rounded(3, 100)
    (1250, 100)
    """
    return max(step, round(kroner / step) * step)


def ore(kroner: float) -> int:
    """Kroner as øre.

    >>> ore(99.95)
    9995
    """
    return max(1, round(kroner * 100))

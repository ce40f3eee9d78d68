"""How many alerts a week to expect at each level, and how much work that is."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from varsel.errors import UsageError
from varsel.escalation.model import LEVELS
from varsel.reporting.result import Result
from varsel.trials.earliest import first_at


@cache
def assumed() -> tuple[Mapping[str, int], int]:
    """Minutes of work per level, and how many weeks back are counted.

    >>> assumed()[1]
    13
    """
    raw = tomllib.loads((files("varsel.trials") / "settings.toml").read_text("utf-8"))
    return {k: v["value"] for k, v in raw["minutes"].items()}, raw["weeks"]["recent"]["value"]


@dataclass(frozen=True)
class Workload:
    """Alerts a week by level, counted over the last `weeks` weeks, and the hours they take."""

    weeks: int
    per_week: Mapping[str, float]
    hours: float


def workload(result: Result, minutes: Mapping[str, int] | None = None) -> Workload:
    """Alerts by the day on which they first stood at their level, in the last weeks of the data."""
    each, weeks = assumed()
    each = {**each, **(minutes or {})}
    since = result.as_of - dt.timedelta(weeks=weeks)
    found: Counter[str] = Counter()
    for alert in result.alerts:
        day = first_at(alert, alert.level) or alert.first_day
        found[alert.level] += since < day <= result.as_of
    per_week = {level: found[level] / weeks for level in LEVELS}
    return Workload(weeks, per_week, sum(per_week[n] * each[n] for n in LEVELS) / 60)


def read_minutes(text: str) -> dict[str, int]:
    """Minutes per level as the command line gives them.

    >>> read_minutes("Review=45, Priority=90")
    {'Review': 45, 'Priority': 90}

    Raises UsageError for another level or no whole number.
    """
    found = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        level, _, value = part.partition("=")
        if level not in LEVELS or not value.isdecimal():
            raise UsageError(
                f"'{part}' is not minutes of work.", where="--minutes",
                why=f"it names a level ({', '.join(LEVELS)}) and whole minutes",
                do="write it like Review=60,Priority=180",
            )  # fmt: skip
        found[level] = int(value)
    return found

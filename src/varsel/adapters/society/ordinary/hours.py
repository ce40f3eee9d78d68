"""Opening hours: as a firm has registered them, or as its trade usually keeps them."""

from __future__ import annotations

import re

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(r"^([A-Za-z,\- ]+?)\s+(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")
#: For each weekday from Monday the hours (from, to); to is past 24 where the night belongs to it.
Week = tuple[tuple[float, float] | None, ...]


def opening(text: str) -> Week:
    """Hours by weekday from an OpenStreetMap string; a rule that cannot be read is left out.

    >>> opening("Mo-Fr 09:00-17:30; Sa 20:00-04:00")[4:]
    ((9.0, 17.5), (20.0, 28.0), None)
    """
    week: list[tuple[float, float] | None] = [None] * 7
    if text.strip() == "24/7":
        return tuple((0.0, 24.0) for _ in _DAYS)
    for rule in text.split(";"):
        found = _RULE.match(rule.strip())
        if not found:
            continue
        start = int(found[2]) + int(found[3]) / 60
        end = int(found[4]) + int(found[5]) / 60
        for day in _named(found[1]):
            week[day] = (start, end if end > start else end + 24)
    return tuple(week)


def _named(days: str) -> list[int]:
    """Weekdays of a rule such as "Mo-We,Fr"; 0 is Monday."""
    made: list[int] = []
    for part in days.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last and last not in _DAYS):
            continue
        a = _DAYS.index(first)
        b = _DAYS.index(last) if last else a
        made += [(a + n) % 7 for n in range((b - a) % 7 + 1)]
    return made

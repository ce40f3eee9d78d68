"""From which day an alert would have stood at a level, had the data been screened every day."""

from __future__ import annotations

import datetime as dt

from varsel.escalation.judge import judge
from varsel.escalation.model import LEVELS, Alert


def first_at(alert: Alert, level: str) -> dt.date | None:
    """The first day on which the alert's flags, those known by then, reach `level`.

    The flags that lie too far from the others are left out, as they are in the level itself. A flag
    is taken with the strength and the evidence it has now, from its first day on: an episode that
    began weak counts from then, so the day found is the earliest that it can have been.
    """
    flags = [c.flag for c in alert.counted if c.why != "apart"]
    least = LEVELS.index(level)
    for day in sorted({f.first_day for f in flags}):
        known = [f for f in flags if f.first_day <= day]
        if LEVELS.index(judge(known, day).level) >= least:
            return day
    return None

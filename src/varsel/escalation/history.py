"""How alerts stood from day to day: what somebody who screens regularly would have seen.

A screening on one day shows what is alive that day. Flags fade, and what stood at Review in spring may
be gone in autumn; the history keeps each alert's standing at every step at which it changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from varsel.detection.flags import Flag, Node
from varsel.escalation.alerts import combine
from varsel.escalation.model import LEVELS, Alert, Member
from varsel.escalation.network import Ground, Surroundings
from varsel.escalation.roles import owners
from varsel.escalation.standing import Past


@dataclass(frozen=True)
class Counts:
    """A flag that counts in an alert's level, and the parties that it is about."""

    flag: str
    parties: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """An alert's standing from `day` on. members and lowers: only above Note."""

    day: dt.date
    alert: str
    level: str
    safeguard: tuple[str, ...]
    positive: tuple[str, ...]
    counting: tuple[Counts, ...]
    members: tuple[Member, ...] = ()
    lowers: tuple[tuple[str, str], ...] = ()

    @property
    def urgency(self) -> tuple[object, ...]:
        """Sorts standings, the most urgent first; as escalation.alerts.urgency, without recency."""
        level = LEVELS.index(self.level)
        counting = len(self.counting)
        return (not self.safeguard, -level, -len(self.positive), -counting, self.alert)


def step(alert: Alert, day: dt.date) -> Step:
    """How an alert stands on a day."""
    flags = [c.flag for c in alert.counted if not c.why]
    own = owners({n for f in flags for n in f.nodes}, alert.links)
    raised = alert.level != LEVELS[0]
    return Step(
        day=day,
        alert=alert.id,
        level=alert.level,
        safeguard=alert.safeguard,
        positive=alert.positive,
        counting=tuple(Counts(f.id, _parties(f, own)) for f in flags),
        members=alert.members if raised else (),
        lowers=alert.lowers if raised else (),
    )


def _parties(flag: Flag, own: Mapping[Node, Node]) -> tuple[str, ...]:
    """The parties a flag names, by themselves or by a thing that is theirs alone."""
    nodes = {*flag.nodes, *(own[n] for n in flag.nodes if n in own)}
    return tuple(sorted(n.id for n in nodes if n.kind == "party"))


def history(
    flags_on: Callable[[dt.date], list[Flag]], around: Surroundings, days: Sequence[dt.date]
) -> list[Step]:
    """Every standing of every alert, had the data been screened on each of `days`, in their order.

    flags_on: the flags as they were known on a day. around: links near any of them; their tenure is
    judged as always, how many neighbours something has is counted over all data.
    """
    found: list[Step] = []
    last: dict[str, Step] = {}
    past: tuple[Past, ...] = ()
    ground = Ground(around)
    for day in days:
        alerts = combine(flags_on(day), ground, day, past=past)
        past = tuple(past_of(a) for a in alerts)
        for alert in alerts:
            now = step(alert, day)
            before = last.get(alert.id)
            if before is None or _changed(before, now):
                found.append(now)
            last[alert.id] = now
    return sorted(found, key=lambda s: (s.day, s.urgency))


def past_of(alert: Alert) -> Past:
    """An alert as the next run needs to know it."""
    return Past(
        alert.id, alert.level, frozenset(f.id for f in alert.flags), alert.first_day.isoformat()
    )


def _changed(one: Step, other: Step) -> bool:
    def seen(s: Step) -> tuple[object, ...]:
        return s.level, s.safeguard, tuple(c.flag for c in s.counting)

    return seen(one) != seen(other)


def every(days: int, first: dt.date, last: dt.date) -> list[dt.date]:
    """Days that lie `days` apart and end with `last`, from the first that is not before `first`.

    >>> every(7, dt.date(2026, 9, 10), dt.date(2026, 9, 30))
    [datetime.date(2026, 9, 16), datetime.date(2026, 9, 23), datetime.date(2026, 9, 30)]
    """
    number = (last - first).days // days
    return [last - dt.timedelta(days=days * n) for n in range(number, -1, -1)]


def standings(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """Alert -> its standings in the order of days."""
    found: dict[str, list[Step]] = {}
    for one in steps:
        found.setdefault(one.alert, []).append(one)
    return found

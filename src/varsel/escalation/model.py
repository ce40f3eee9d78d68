"""What combination makes: judged links, counted flags, members with both readings, alerts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from varsel.detection.flags import Flag, Node

#: Levels in rising order. "Safeguard now" is no level: it goes to a person at once, outside scoring.
LEVELS = ("Note", "Review", "Priority")


@dataclass(frozen=True)
class Link:
    """Two nodes that a record connects."""

    a: Node
    b: Node
    kind: str
    since: dt.date | None
    until: dt.date | None
    row: str

    @property
    def order(self) -> tuple[str, ...]:
        """Sorts links; open dates come last."""
        span = (str(self.since), str(self.until))
        return (str(self.a), str(self.b), self.kind, *span, self.row)


@dataclass(frozen=True)
class JudgedLink:
    """A link, whether it was kept, and why or why not.

    reason: kept, generic (an identifier of many), marked (a place or party known to be generic),
    many (one end has too many links of the kind), tenure (it did not hold while the flags did).
    """

    link: Link
    kept: bool
    reason: str
    detail: str


@dataclass(frozen=True)
class Counted:
    """A flag as it counts in one judgement: strength after fading, or why it does not count.

    why: "" when it counts; else modifier, faded, sex_work, same_facts:ID, weaker:ID, apart.
    """

    flag: Flag
    strength: str | None
    why: str


@dataclass(frozen=True)
class Judgement:
    """Level of one set of flags, and the rule that gave it."""

    level: str
    rule: str
    counted: tuple[Counted, ...]
    positive: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        """Sorts judgements: level, positive dimensions, flags that count."""
        held = sum(1 for c in self.counted if not c.why)
        return LEVELS.index(self.level), len(self.positive), held


@dataclass(frozen=True)
class Member:
    """Somebody in the network: the nodes that are theirs, and both readings.

    leading: exploited, controller or unclear. It is a hypothesis for a person to test: whoever
    looks like a controller may act through or under somebody else.
    """

    nodes: tuple[Node, ...]
    leading: str
    for_exploited: tuple[str, ...]
    for_controller: tuple[str, ...]


@dataclass(frozen=True)
class Alert:
    """A combination of flags on one network."""

    id: str
    level: str
    rule: str
    status: str
    standing: str
    safeguard: tuple[str, ...]
    flags: tuple[Flag, ...]
    counted: tuple[Counted, ...]
    positive: tuple[str, ...]
    centre: Node | None
    members: tuple[Member, ...]
    links: tuple[JudgedLink, ...]
    lowers: tuple[tuple[str, str], ...]
    held_from: str = ""

    @property
    def first_day(self) -> dt.date:
        """First day of the earliest flag."""
        return min(f.first_day for f in self.flags)

    @property
    def last_day(self) -> dt.date:
        """Last day of the latest flag."""
        return max(f.last_day for f in self.flags)

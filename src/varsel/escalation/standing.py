"""How an alert stands against earlier runs and people's decisions: identity, status, dismissal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from varsel.detection.flags import Flag
from varsel.escalation.model import LEVELS


@dataclass(frozen=True)
class Past:
    """An alert of the run before: its id, level, flags, and the first day of its earliest flag."""

    id: str
    level: str
    flags: frozenset[str]
    first_day: str


@dataclass(frozen=True)
class Decision:
    """What a person decided on an alert. kind: opened or dismissed; flags: those they had seen."""

    alert: str
    kind: str
    flags: frozenset[str]
    level: str = "Note"
    reason: str = ""


def known_as(flags: Iterable[Flag]) -> frozenset[str]:
    """Ids of the flags and of those they supersede."""
    flags = tuple(flags)
    return frozenset({f.id for f in flags} | {s for f in flags for s in f.supersedes})


def identity(flags: tuple[Flag, ...], past: Iterable[Past]) -> str:
    """The alert's id, after the oldest earlier alert whose flag is here, else the earliest flag.

    Growing keeps it, merging keeps the older, splitting leaves it with that flag.
    """
    ids = known_as(flags)
    earlier = sorted((p.first_day, p.id) for p in past if _anchor(p.id) in ids)
    return earlier[0][1] if earlier else f"A-{flags[0].id}"


def _anchor(alert_id: str) -> str:
    return alert_id.removeprefix("A-")


def status(alert_id: str, flags: tuple[Flag, ...], level: str, past: Iterable[Past]) -> str:
    """new, grown or unchanged against the run before."""
    before = next((p for p in past if p.id == alert_id), None)
    if before is None:
        return "new"
    more = {
        f.id for f in flags if f.id not in before.flags and not before.flags & set(f.supersedes)
    }
    rose = LEVELS.index(level) > LEVELS.index(before.level)
    return "grown" if more or rose else "unchanged"


def standing(
    alert_id: str, flags: tuple[Flag, ...], decisions: Iterable[Decision]
) -> tuple[str, str]:
    """(standing, level held): open, opened, dismissed or reopened, by the last decision on it.

    A dismissal covers the flags it listed; only a new one reopens. The level at which an alert was
    opened is held, so that it never falls silently.
    """
    own = [d for d in decisions if d.alert == alert_id]
    if not own:
        return "open", ""
    last = own[-1]
    if last.kind == "opened":
        return "opened", last.level
    covered = frozenset().union(*(d.flags for d in own if d.kind == "dismissed"))
    fresh = [f for f in flags if f.id not in covered and not covered & set(f.supersedes)]
    return ("reopened" if fresh else "dismissed"), ""

"""Flags -> alerts: networks, levels, members, what would lower them. Pure and deterministic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from varsel.detection.flags import Flag, Node
from varsel.escalation.judge import judge
from varsel.escalation.model import LEVELS, Alert, Counted, Judgement
from varsel.escalation.network import Ground, Network, Surroundings
from varsel.escalation.roles import members
from varsel.escalation.settings import Settings
from varsel.escalation.standing import Decision, Past, identity, standing, status

Sets = Sequence[tuple[Node, tuple[Flag, ...]]]


def combine(
    flags: Iterable[Flag],
    around: Surroundings | Ground,
    as_of: dt.date,
    *,
    past: Iterable[Past] = (),
    decisions: Iterable[Decision] = (),
    limits: Settings | None = None,
) -> list[Alert]:
    """All alerts, the most urgent first.

    Modifiers alone make no alert: they add questions to one. A network whose flags have all faded
    makes none either, unless somebody opened it.
    """
    past, decisions = tuple(past), tuple(decisions)
    network = Network(flags, around, limits)
    groups = network.components()
    home = {f.id: number for number, group in enumerate(groups) for f in group}
    own: list[list[tuple[Node, tuple[Flag, ...]]]] = [[] for _ in groups]
    for node, chosen in network.sets():
        own[home[chosen[0].id]].append((node, chosen))
    alerts = []
    for group, sets in zip(groups, own, strict=True):
        alert = _alert(group, sets, network, as_of, past, decisions)
        if alert is not None:
            alerts.append(alert)
    return sorted(alerts, key=urgency)


def urgency(alert: Alert) -> tuple[object, ...]:
    """Sorts alerts: safeguarding, level, positive dimensions, flags that count, recency, id."""
    counting = sum(1 for c in alert.counted if not c.why)
    return (
        not alert.safeguard,
        -LEVELS.index(alert.level),
        -len(alert.positive),
        -counting,
        -alert.last_day.toordinal(),
        alert.id,
    )


def _alert(
    group: tuple[Flag, ...],
    sets: Sets,
    network: Network,
    as_of: dt.date,
    past: tuple[Past, ...],
    decisions: tuple[Decision, ...],
) -> Alert | None:
    centre, best = _best(sets, as_of)
    alert_id = identity(group, past)
    stands, held = standing(alert_id, group, decisions)
    safeguard = safeguards(group, as_of)
    alive = any(c.why in {"", "sex_work"} for _, s in sets for c in judge(s, as_of).counted)
    if not alive and not safeguard and stands != "opened":
        return None
    level = best.level
    fell = bool(held) and LEVELS.index(held) > LEVELS.index(level)
    counted = _with_apart(best, group, as_of)
    links = network.links_of(group)
    strength = {c.flag.id: c.strength for c in counted}
    return Alert(
        id=alert_id,
        level=held if fell else level,
        rule=best.rule,
        status=status(alert_id, group, level, past),
        standing=stands,
        safeguard=safeguard,
        flags=group,
        counted=counted,
        positive=best.positive,
        centre=centre,
        members=members(group, strength, links),
        links=links,
        lowers=_lowers(best, sets, as_of),
        held_from=level if fell else "",
    )


def _best(sets: Sets, as_of: dt.date) -> tuple[Node, Judgement]:
    """The strongest judgement over all sets that count together; ties by centre."""
    judged = [(node, judge(chosen, as_of)) for node, chosen in sets]
    return min(judged, key=lambda j: (tuple(-r for r in j[1].rank), j[0]))


def _with_apart(best: Judgement, group: tuple[Flag, ...], as_of: dt.date) -> tuple[Counted, ...]:
    """The best set's flags as counted, and the alert's other flags, which lie too far from them."""
    inside = {c.flag.id for c in best.counted}
    alone = {c.flag.id: c for f in group for c in judge([f], as_of).counted}
    outside = [
        Counted(f, alone[f.id].strength, alone[f.id].why if alone[f.id].why == "faded" else "apart")
        for f in group
        if f.id not in inside
    ]
    return tuple(sorted([*best.counted, *outside], key=lambda c: (c.flag.first_day, c.flag.id)))


def _lowers(best: Judgement, sets: Sets, as_of: dt.date) -> tuple[tuple[str, str], ...]:
    """Indicators without which the level would be lower, and what it would be."""
    if best.level == LEVELS[0]:
        return ()
    found = []
    for indicator in sorted({c.flag.indicator for c in best.counted}):
        without = [(n, tuple(f for f in s if f.indicator != indicator)) for n, s in sets]
        level = _best([(n, s) for n, s in without if s] or [(sets[0][0], ())], as_of)[1].level
        if LEVELS.index(level) < LEVELS.index(best.level):
            found.append((indicator, level))
    return tuple(found)


def safeguards(flags: Iterable[Flag], as_of: dt.date) -> tuple[str, ...]:
    """Reasons to bring the alert to a person at once; outside scoring, until a half-life has passed."""
    fresh = (f for f in flags if f.safeguard and (as_of - f.last_day).days <= f.half_life)
    return tuple(sorted({f.safeguard for f in fresh}))

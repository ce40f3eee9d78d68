"""Daily hits -> episodes -> flags. Order of hits, parts and threads cannot matter here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from varsel.catalogue.model import STRENGTHS, Indicator
from varsel.detection.flags import Evidence, Flag, Measured, Named, Node, flag_id


@dataclass(frozen=True)
class Hit:
    """One subject, variant and day on which an indicator is met."""

    subject: Node
    variant: str
    day: dt.date
    notch: int = 0
    measures: tuple[Decimal | None, ...] = ()
    thresholds: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    evidence: frozenset[str] = frozenset()
    third_party: bool = False
    safeguard: str = ""


def shift(strength: str, notches: int) -> str:
    """Strength moved by whole steps between W and S; a modifier stays one.

    >>> shift("M", 1), shift("W", -1), shift("modifier", 2)
    ('S', 'W', 'modifier')
    """
    if strength == "modifier":
        return strength
    step = STRENGTHS.index(strength) + notches
    return STRENGTHS[max(1, min(step, len(STRENGTHS) - 1))]


def episodes(indicator: Indicator, hits: Iterable[Hit], facts: Mapping[str, str]) -> list[Flag]:
    """Flags out of hits: hits of one subject and variant with gaps up to merge_gap are one episode."""
    ordered = sorted(hits, key=lambda h: (h.variant, h.subject, h.day))
    flags = []
    for _, group in groupby(ordered, key=lambda h: (h.variant, h.subject)):
        run: list[Hit] = []
        for hit in group:
            if run and (hit.day - run[-1].day).days > indicator.merge_gap:
                flags.append(_flag(indicator, run, facts))
                run = []
            run.append(hit)
        flags.append(_flag(indicator, run, facts))
    return sorted(flags, key=lambda f: (f.first_day, f.id))


def _flag(indicator: Indicator, run: list[Hit], facts: Mapping[str, str]) -> Flag:
    variant = indicator.variants[run[0].variant]
    peak = min(run, key=lambda h: _peak(indicator, h))
    rows = sorted({e for h in run for e in h.evidence})
    first = run[0].day
    return Flag(
        id=flag_id(indicator.id, variant.name, run[0].subject, first),
        indicator=indicator.id,
        version=indicator.version,
        variant=variant.name,
        subject=run[0].subject,
        role=indicator.role,
        dimension=indicator.dimension,
        strength=shift(variant.strength, peak.notch),
        first_day=first,
        last_day=run[-1].day,
        peak_day=peak.day,
        days=len(run),
        half_life=variant.half_life,
        measures=tuple(
            Measured(m.name, value, threshold, m.compare, m.unit)
            for m, value, threshold in zip(
                indicator.measures.values(), peak.measures, peak.thresholds, strict=True
            )
        ),
        named=tuple(sorted({n for h in run for n in h.named})),
        evidence=tuple(_evidence(row, facts.get(row, row)) for row in rows),
        third_party=variant.third_party or any(h.third_party for h in run),
        lifts=variant.lifts,
        sex_work_rule=indicator.sex_work_rule,
        safeguard=max(h.safeguard for h in run),
    )


def _evidence(row: str, fact: str) -> Evidence:
    table, _, row_id = row.partition("/")
    return Evidence(table, row_id, fact)


def _peak(indicator: Indicator, hit: Hit) -> tuple[int, Decimal, dt.date]:
    """Sorts the strongest day first: notch, then the first measure, then the earliest day."""
    first = hit.measures[0] if hit.measures and hit.measures[0] is not None else Decimal(0)
    lower_is_more = bool(indicator.measures) and next(
        iter(indicator.measures.values())
    ).compare.startswith("<")
    return (-hit.notch, first if lower_is_more else -first, hit.day)


def superseding(new: list[Flag], old: Iterable[Flag], merge_gap: Mapping[str, int]) -> list[Flag]:
    """`new` with the ids of those `old` flags that late or corrected rows moved into them.

    An old flag is superseded when its id is gone and a new flag of the same indicator, variant and
    subject covers its days, within the gap that would have merged them.
    """
    ids = {f.id for f in new}
    gone = [f for f in old if f.id not in ids]
    result = []
    for flag in new:
        gap = dt.timedelta(days=merge_gap[flag.indicator])
        taken = sorted(
            f.id
            for f in gone
            if (f.indicator, f.variant, f.subject) == (flag.indicator, flag.variant, flag.subject)
            and f.first_day <= flag.last_day + gap
            and f.last_day >= flag.first_day - gap
        )
        result.append(replace(flag, supersedes=tuple(taken)) if taken else flag)
    return result

"""What could be evaluated, and why not where it could not. "Nothing found" needs "ran"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from varsel.catalogue.model import Indicator, Variant


@dataclass(frozen=True)
class Coverage:
    """One row per indicator and run.

    status: ran (every variant), partly (some variants), not_evaluable, or off.
    missing: one line per variant that could not be evaluated, saying which data it lacks.
    """

    indicator: str
    version: int
    status: str
    variants: tuple[str, ...]
    missing: tuple[str, ...]
    rows_read: int = 0
    flags: int = 0


def cover(
    indicator: Indicator, present: Mapping[str, frozenset[str]], rows: Mapping[str, int]
) -> Coverage:
    """Which variants of `indicator` the data allow, given columns with values per table."""
    if indicator.off:
        reason = ("switched off; a deployment turns it on and says why",)
        return Coverage(indicator.id, indicator.version, "off", (), reason)
    if indicator.status == "retired":
        reason = (f"retired: {indicator.review.get('reason', '')}",)
        return Coverage(indicator.id, indicator.version, "off", (), reason)
    able, missing, read = [], [], set()
    for variant in indicator.variants.values():
        lacks = lacking(variant, present)
        if lacks:
            missing.append(f"{variant.name}: {lacks}")
        else:
            able.append(variant.name)
            read |= {t for need in variant.needs for t in need if t in present}
    status = "not_evaluable" if not able else "partly" if missing else "ran"
    return Coverage(
        indicator.id,
        indicator.version,
        status,
        tuple(able),
        tuple(missing),
        rows_read=sum(rows.get(t, 0) for t in sorted(read)),
    )


def lacking(variant: Variant, present: Mapping[str, frozenset[str]]) -> str:
    """What the data lack for `variant`; empty if one alternative of its needs is there whole.

    Of several alternatives the one that lacks least is named: the shortest way to be evaluated.
    """
    reasons = []
    for need in variant.needs:
        absent = [f"table {t}" for t in need if t not in present]
        absent += [
            f"{t}.{c}"
            for t, columns in need.items()
            if t in present
            for c in columns
            if c not in present[t]
        ]
        if not absent:
            return ""
        reasons.append(sorted(absent))
    least = min(reasons, key=lambda absent: (len(absent), absent))
    return "needs " + ", ".join(least)

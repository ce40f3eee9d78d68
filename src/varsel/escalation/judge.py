"""A set of flags that count together -> a level, by the rules of combination.

No single indicator can reach Review: each counts once, and every rule asks for two or more.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from varsel.catalogue.model import STRENGTHS
from varsel.detection.flags import Flag
from varsel.escalation.model import Counted, Judgement

#: Strengths that carry a level; weak flags only support.
CARRYING = ("S", "M")
#: Flags that share more than this part of the smaller one's facts are one observation.
OVERLAP = 0.5


def positive(strengths: Iterable[str]) -> bool:
    """The Delphi rule: two strong; one strong with any other; three medium; two medium with a weak.

    Source: ILO and European Commission, Operational indicators of trafficking in human beings
    (2009); the wording of the rule is unverified.

    >>> positive("SW"), positive("MMW"), positive("S"), positive("MM"), positive("MWW")
    (True, True, False, False, False)
    """
    n = Counter(strengths)
    s, m, w = n["S"], n["M"], n["W"]
    return s >= 2 or (s == 1 and m + w >= 1) or m >= 3 or (m == 2 and w >= 1)  # noqa: PLR2004


def faded(flag: Flag, as_of: dt.date) -> str | None:
    """Strength on `as_of`: a step down per half-life since the episode's end; None below weak."""
    if flag.strength == "modifier":
        return None
    step = STRENGTHS.index(flag.strength) - max(0, (as_of - flag.last_day).days) // flag.half_life
    return STRENGTHS[step] if step >= 1 else None


def judge(flags: Iterable[Flag], as_of: dt.date) -> Judgement:
    """The level of `flags`, all taken to lie within reach of each other."""
    ordered = sorted(flags, key=lambda f: (f.first_day, f.id))
    strength = {f.id: faded(f, as_of) for f in ordered}
    why: dict[str, str] = {}
    for flag in ordered:
        if flag.strength == "modifier":
            why[flag.id] = "modifier"
        elif strength[flag.id] is None:
            why[flag.id] = "faded"
    _hold_back_sex_work(ordered, strength, why)
    _count_facts_once(ordered, strength, why)
    _count_indicators_once(ordered, strength, why)
    counting = [f for f in ordered if f.id not in why]
    held = {f.id: strength[f.id] or "" for f in counting}
    level, rule, dimensions = _level(counting, held)
    counted = tuple(Counted(f, strength[f.id], why.get(f.id, "")) for f in ordered)
    return Judgement(level, rule, counted, dimensions)


def _hold_back_sex_work(
    flags: list[Flag], strength: Mapping[str, str | None], why: dict[str, str]
) -> None:
    """Selling sex is lawful: these flags wait until a third party's control or profit shows."""
    shown = any(
        f.id not in why
        and (f.third_party or (f.dimension == "control" and strength[f.id] in CARRYING))
        for f in flags
    )
    if not shown:
        why.update({f.id: "sex_work" for f in flags if f.sex_work_rule and f.id not in why})


def _strongest_first(flags: Iterable[Flag], strength: Mapping[str, str | None]) -> list[Flag]:
    return sorted(
        flags, key=lambda f: (-STRENGTHS.index(strength[f.id] or "modifier"), f.first_day, f.id)
    )


def _count_facts_once(
    flags: list[Flag], strength: Mapping[str, str | None], why: dict[str, str]
) -> None:
    """Flags resting on the same facts count as the strongest of them."""
    kept: list[Flag] = []
    for flag in _strongest_first((f for f in flags if f.id not in why), strength):
        same = next((k for k in kept if overlap(k, flag) > OVERLAP), None)
        if same is None:
            kept.append(flag)
        else:
            why[flag.id] = f"same_facts:{same.id}"


def overlap(one: Flag, other: Flag) -> float:
    """Shared facts as a part of the smaller set; flags without rows share nothing."""
    smaller = min(len(one.facts), len(other.facts))
    return len(one.facts & other.facts) / smaller if smaller else 0.0


def _count_indicators_once(
    flags: list[Flag], strength: Mapping[str, str | None], why: dict[str, str]
) -> None:
    first: dict[str, Flag] = {}
    for flag in _strongest_first((f for f in flags if f.id not in why), strength):
        if flag.indicator in first:
            why[flag.id] = f"weaker:{first[flag.indicator].id}"
        else:
            first[flag.indicator] = flag


def _level(flags: list[Flag], strength: Mapping[str, str]) -> tuple[str, str, tuple[str, ...]]:
    """Level, the rule that gave it, and the positive dimensions."""
    by_dimension: dict[str, list[str]] = {}
    for flag in flags:
        by_dimension.setdefault(flag.dimension, []).append(strength[flag.id])
    dimensions = tuple(sorted(d for d, found in by_dimension.items() if positive(found)))
    carrying = {d for d, found in by_dimension.items() if any(s in CARRYING for s in found)}

    # Exploitation is judged in three parts, but two of its parts are not two dimensions.
    beside = any(_top(d) != _top(other) for d in dimensions for other in carrying)
    indicators = {f.indicator for f in flags if strength[f.id] in CARRYING}
    spread = {_top(d) for d in carrying}
    three = len(indicators) >= 3 and len(spread) >= 2  # noqa: PLR2004
    third = _third_party_shown(flags, strength)
    if not beside and not three and not third:
        return "Note", "any_flag", dimensions

    exploited = {d for d in carrying if _top(d) == "exploitation"}
    if (
        exploited
        and "control" in carrying
        and any(d in dimensions for d in {*exploited, "control"})
    ):
        return "Priority", "exploitation_and_control", dimensions
    if any(f.lifts and strength[f.id] == "S" for f in flags):
        return "Priority", "lifted_by_strong_variant", dimensions
    rule = (
        "dimension_and_another" if beside else "three_indicators" if three else "third_party_shown"
    )
    return "Review", rule, dimensions


def _third_party_shown(flags: Iterable[Flag], strength: Mapping[str, str]) -> bool:
    """Whether somebody else's control or profit is shown by two indicators, or strongly beside one."""
    carrying = [f for f in flags if strength[f.id] in CARRYING]
    shown = [strength[f.id] for f in carrying if f.third_party or f.dimension == "control"]
    return len(shown) >= 2 or ("S" in shown and len(carrying) >= 2)  # noqa: PLR2004


def _top(dimension: str) -> str:
    return dimension.partition(".")[0]

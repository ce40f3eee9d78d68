"""Disparity: are groups of people who were not planted alerted unequally often, and by what.

The groups stand in a separate audit file, which no detector ever reads: a row per party with
citizenship, sex, age_band, residence, self_employed_sex_work, or whatever groups you may lawfully
hold. Requirement 3 of the fairness list: rate ratios with intervals, and an inquiry outside 0.8-1.25.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from varsel.errors import InputRefusedError
from varsel.reporting.result import Result
from varsel.trials.intervals import Ratio, Share
from varsel.trials.match import RAISED, steps_of

#: Ratios outside this band start an inquiry.
BAND = (0.8, 1.25)
PERSON = "party_id"


@dataclass(frozen=True)
class Group:
    """One group of one attribute: its people, how many are in any alert, and in one above Note.

    by_indicator: people of the group named by a counting flag of an alert above Note, per indicator;
    noted_by: the same for all alerts.
    """

    attribute: str
    name: str
    people: int
    alerted: int
    reviewed: int
    by_indicator: Mapping[str, int]
    noted_by: Mapping[str, int]


@dataclass(frozen=True)
class Audit:
    """Groups of every attribute; within an attribute all are compared with the largest."""

    groups: tuple[Group, ...]

    def reference(self, attribute: str) -> Group:
        """The group that the others of an attribute are compared with: the largest, then by name."""
        return min(
            (g for g in self.groups if g.attribute == attribute), key=lambda g: (-g.people, g.name)
        )


def read_groups(path: Path) -> dict[str, dict[str, str]]:
    """Party -> attribute -> group, from an audit file (Parquet), or a folder that holds audit.parquet.

    Raises InputRefusedError where the file cannot be read, has no party_id or names a party twice.
    """
    path = path / "audit.parquet" if path.is_dir() else path
    try:
        rows = pq.read_table(path).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise InputRefusedError(
            "The audit file cannot be read.", where=str(path), why=str(error),
            do="bring a Parquet file with party_id and one column per attribute",
        ) from error  # fmt: skip
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, 1):
        party = row.pop(PERSON, None)
        if party is None or party in found:
            raise InputRefusedError(
                "The audit file does not say whom a row is about.", where=f"{path}, row {number}",
                why=f"{PERSON} is {'missing' if party is None else 'there twice'}",
                do="give each party one row",
            )  # fmt: skip
        found[party] = {k: str(v).lower() if isinstance(v, bool) else str(v)
                        for k, v in row.items() if v is not None}  # fmt: skip
    return found


def audit(
    result: Result, groups: Mapping[str, Mapping[str, str]], planted: Iterable[str] = ()
) -> Audit:
    """Count alerted and reviewed people by group, at any time, leaving out `planted` parties."""
    left_out = frozenset(planted)
    alerted, reviewed = set[str](), set[str]()
    by_indicator: dict[str, set[str]] = defaultdict(set)
    noted_by: dict[str, set[str]] = defaultdict(set)
    indicator = {f.id: f.indicator for f in result.flags}
    for one in steps_of(result):
        for counts in one.counting:
            who = counts.parties
            alerted.update(who)
            noted_by[indicator[counts.flag]].update(who)
            if one.level in RAISED:
                reviewed.update(who)
                by_indicator[indicator[counts.flag]].update(who)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for party, attributes in groups.items():
        if party not in left_out:
            for attribute, name in attributes.items():
                people[attribute, name].add(party)
    return Audit(
        tuple(
            Group(
                attribute, name, len(own), len(own & alerted), len(own & reviewed),
                {i: len(own & who) for i, who in sorted(by_indicator.items()) if own & who},
                {i: len(own & who) for i, who in sorted(noted_by.items()) if own & who},
            )
            for (attribute, name), own in sorted(people.items())
        )
    )  # fmt: skip


def merged_audit(audits: Iterable[Audit]) -> Audit:
    """Several audits as one."""
    found: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for each in audits:
        for group in each.groups:
            found[group.attribute, group.name].append(group)
    return Audit(
        tuple(
            Group(
                attribute=attribute,
                name=name,
                people=sum(g.people for g in own),
                alerted=sum(g.alerted for g in own),
                reviewed=sum(g.reviewed for g in own),
                by_indicator=sum((Counter(g.by_indicator) for g in own), Counter()),
                noted_by=sum((Counter(g.noted_by) for g in own), Counter()),
            )
            for (attribute, name), own in sorted(found.items())
        )
    )


def audit_figures(found: Audit) -> list[dict[str, Any]]:
    """A row per group and rate: alerted and reviewed, the ratio to the reference, and what causes it."""
    rows = []
    for group in found.groups:
        base = found.reference(group.attribute)
        for rate, causes in (("alerted", "noted_by"), ("reviewed", "by_indicator")):
            one = Share(getattr(group, rate), group.people)
            other = Share(getattr(base, rate), base.people)
            ratio = Ratio(one, other)
            rows.append(
                {
                    "attribute": group.attribute, "group": group.name, "reference": base.name,
                    "rate": rate, **one.as_json(),
                    "per_10000": round((one.value or 0) * 10_000, 2), **_ratio(ratio),
                    "inquiry": group is not base and outside(ratio),
                    "causes": [] if group is base else _causes(group, base, causes),
                }
            )  # fmt: skip
    return rows


def outside(ratio: Ratio) -> bool:
    """Whether a ratio starts an inquiry: it lies outside the band, whatever its interval."""
    value = ratio.value
    return (value is None and ratio.one.hits > 0) or (
        value is not None and not (BAND[0] <= value <= BAND[1])
    )


def _ratio(ratio: Ratio) -> dict[str, Any]:
    found = ratio.as_json()
    return {"ratio": found["ratio"], "ratio_low": found["low"], "ratio_high": found["high"]}


def _causes(group: Group, base: Group, name: str) -> list[dict[str, Any]]:
    """Indicators by how much they add to the difference of the two rates, per 10,000 people."""
    own, other = getattr(group, name), getattr(base, name)
    rows = []
    for indicator in sorted({*own, *other}):
        one = own.get(indicator, 0) / group.people * 10_000 if group.people else 0.0
        two = other.get(indicator, 0) / base.people * 10_000 if base.people else 0.0
        rows.append({"indicator": indicator, "per_10000": round(one, 2),
                     "reference_per_10000": round(two, 2), "people": own.get(indicator, 0)})  # fmt: skip
    return sorted(rows, key=lambda r: -abs(r["per_10000"] - r["reference_per_10000"]))

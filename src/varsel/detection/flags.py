"""A flag: one hit of one indicator over an episode, with its measures and its evidence."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, order=True)
class Node:
    """Somebody or something a flag is about: a party, account, phone, dwelling, ad, post, profile.

    >>> str(Node("phone", "+4500001234"))
    'phone:+4500001234'
    """

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Node:
        """Read "kind:id"."""
        kind, _, name = text.partition(":")
        return cls(kind, name)


@dataclass(frozen=True, order=True)
class Named:
    """A node that a flag names beside its subject, with the role the flag suggests.

    Roles: exploited (possible victim), controller (possible trafficker), unclear.
    """

    node: Node
    role: str


@dataclass(frozen=True, order=True)
class Evidence:
    """A row that made the hit. `fact` stands for rows that are the same fact seen twice."""

    table: str
    row_id: str
    fact: str


@dataclass(frozen=True)
class Measured:
    """A value as measured on the peak day, beside its threshold."""

    name: str
    value: Decimal | None
    threshold: str
    compare: str
    unit: str


@dataclass(frozen=True)
class Flag:
    """One hit of one indicator with its evidence. `safeguard` is a reason to tell a person at once."""

    id: str
    indicator: str
    version: int
    variant: str
    subject: Node
    role: str
    dimension: str
    strength: str
    first_day: dt.date
    last_day: dt.date
    peak_day: dt.date
    days: int
    half_life: int
    measures: tuple[Measured, ...] = ()
    named: tuple[Named, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    third_party: bool = False
    lifts: bool = False
    sex_work_rule: bool = False
    safeguard: str = ""
    supersedes: tuple[str, ...] = ()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Subject and named nodes, sorted."""
        return tuple(sorted({self.subject, *(n.node for n in self.named)}))

    @property
    def facts(self) -> frozenset[str]:
        """The facts the flag rests on."""
        return frozenset(e.fact for e in self.evidence)


def flag_id(indicator: str, variant: str, subject: Node, first_day: dt.date) -> str:
    """A stable id: the same indicator, variant, subject and episode start give the same.

    >>> flag_id("F8", "kick_back", Node("account", "K1"), dt.date(2026, 1, 31))
    'F8-866db8c0ab11'
    """
    text = "|".join([indicator, variant, str(subject), first_day.isoformat()])
    return f"{indicator}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"

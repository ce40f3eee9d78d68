"""Groups on platforms in which the district's people write, those that others wrote in among them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District

HABITS = beside(__file__)


@dataclass(frozen=True)
class Group:
    """One group: what it is for, on which platform, in which language, and how lively it is."""

    id: str
    about: str
    platform: str
    kind: str
    tongue: str
    lively: float


def groups(d: District, luck: Random) -> list[Group]:
    """The district's own groups and those in which look-alikes and networks posted already.

    Nobody has a group to themselves: whoever wrote in a group before wrote among ordinary members.
    """
    made = [
        Group(d.book.new("G"), about, platform, kind, tongue, _lively(luck))
        for about, platform, kind, tongue, number in HABITS.groups
        for _ in range(number)
    ]
    abouts = HABITS.about_of_kind
    met: dict[str, Group] = {}
    for row in d.book.rows.get("post", ()):
        group, kind = row.get("group_id"), str(row.get("group_kind") or "other")
        if isinstance(group, str) and group not in met:
            about, tongue = abouts[kind], luck.choice(HABITS.tongues)
            platform = str(row.get("platform") or "Facebook")
            met[group] = Group(group, about, platform, kind, tongue, _lively(luck))
    return made + list(met.values())


def _lively(luck: Random) -> float:
    return luck.lognormvariate(0, HABITS.lively_sigma)

"""Which flags belong together: kept links, two links and 180 days of each other, no hubs.

Two flags count together around a centre: a node that each of them names or reaches by one kept
link. Any two flags around one centre are then within two links of each other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import rustworkx as rx

from varsel.detection.flags import Flag, Node
from varsel.escalation.model import JudgedLink, Link
from varsel.escalation.settings import Settings, settings


@dataclass(frozen=True)
class Surroundings:
    """Links near the flags, how many neighbours each node has in all data, and marked nodes.

    degree counts a node's neighbours over the whole link table, by kind of link; generic maps nodes
    that the data mark as shared by strangers (a hostel, an accountant) to the mark.
    """

    links: tuple[Link, ...] = ()
    degree: Mapping[tuple[Node, str], int] | None = None
    generic: Mapping[Node, str] | None = None


class Ground:
    """Links and their ends, judged by what they are; shared by the networks of several days."""

    def __init__(self, around: Surroundings, limits: Settings | None = None) -> None:
        self.limits = limits or settings()
        self._generic = around.generic or {}
        self._degree: dict[Node, dict[str, int]] = defaultdict(dict)
        known = around.degree if around.degree is not None else _degrees(around.links)
        for (node, kind), number in known.items():
            self._degree[node][kind] = number
        self.at: dict[Node, list[Link]] = defaultdict(list)
        self.rank: dict[Link, int] = {}
        for link in sorted(set(around.links), key=lambda k: k.order):
            self.rank[link] = len(self.rank)
            self.at[link.a].append(link)
            self.at[link.b].append(link)
        self._hubs: dict[Node, str] = {}
        self._judged: dict[Link, JudgedLink] = {}

    def hub(self, node: Node) -> str:
        """Why `node` joins nobody by itself; empty if it may."""
        if node not in self._hubs:
            self._hubs[node] = self._hub(node)
        return self._hubs[node]

    def judge(self, link: Link) -> JudgedLink:
        """Whether a link may join anybody, whatever the flags."""
        if link not in self._judged:
            self._judged[link] = self._judge(link)
        return self._judged[link]

    def _hub(self, node: Node) -> str:
        marked = self._generic.get(node, "")
        if marked:
            return f"marked:{marked}"
        limit = self.limits.hub.get(node.kind)
        degree = self._degree.get(node, {})
        total = sum(degree.get(kind, 0) for kind in self.limits.many)
        return f"generic:{total} neighbours, limit {limit}" if limit and total > limit else ""

    def _judge(self, link: Link) -> JudgedLink:
        for node in (link.a, link.b):
            reason = self.hub(node)
            if reason:
                return JudgedLink(link, False, reason.partition(":")[0], f"{node}: {reason}")
        limit = self.limits.many.get(link.kind)
        for node in (link.a, link.b):
            number = self._degree.get(node, {}).get(link.kind, 0)
            if limit and number > limit:
                return JudgedLink(
                    link, False, "many", f"{node} has {number} links of this kind, limit {limit}"
                )
        return JudgedLink(link, True, "kept", link.row)


class Network:
    """Flags and the kept links around them."""

    def __init__(
        self,
        flags: Iterable[Flag],
        around: Surroundings | Ground,
        limits: Settings | None = None,
    ) -> None:
        self.flags = sorted(flags, key=lambda f: (f.first_day, f.id))
        self._ground = around if isinstance(around, Ground) else Ground(around, limits)
        self._limits = self._ground.limits
        # Only links at a node that a flag names are ever followed.
        named = {n for f in self.flags for n in f.nodes}
        near = {link for node in named for link in self._ground.at.get(node, ())}
        self.judged = {k: self._ground.judge(k) for k in sorted(near, key=self._rank)}
        self._settle_tenure()
        self.reach = {f.id: self._reached(f) for f in self.flags}

    def hub(self, node: Node) -> str:
        """Why `node` joins nobody by itself; empty if it may."""
        return self._ground.hub(node)

    def _rank(self, link: Link) -> int:
        return self._ground.rank[link]

    def sets(self) -> list[tuple[Node, tuple[Flag, ...]]]:
        """Every set of flags that count together: around one centre, within reach in time."""
        found: dict[tuple[str, ...], tuple[Node, tuple[Flag, ...]]] = {}
        for (node, _), flags in sorted(self._around().items()):
            for chosen in _within(flags, self._limits.reach_days):
                found.setdefault(tuple(f.id for f in chosen), (node, chosen))
        # A flag that nothing reaches (its only node is a hub) still stands for itself.
        for flag in self.flags:
            if not self.reach[flag.id]:
                found.setdefault((flag.id,), (flag.subject, (flag,)))
        return list(found.values())

    def _around(self) -> dict[tuple[Node, str], list[Flag]]:
        """Flags around every centre, and those that only one kind of link brings there.

        A link that only some flags may follow joins only such flags at its other end too.
        """
        around: dict[tuple[Node, str], list[Flag]] = defaultdict(list)
        for flag in self.flags:
            for node, kinds in self.reach[flag.id].items():
                for kind in kinds:
                    around[node, kind].append(flag)
        for (node, kind), brought in around.items():
            if kind:
                here = around.get((node, ""), [])
                fitting = [f for f in here if self._limits.followed(kind, f.dimension)]
                brought += [f for f in fitting if f not in brought]
                brought.sort(key=lambda f: (f.first_day, f.id))
        return around

    def components(self) -> list[tuple[Flag, ...]]:
        """Flags joined by sharing a set, directly or through others: one alert each."""
        graph = rx.PyGraph()
        index = {f.id: graph.add_node(f.id) for f in self.flags}
        for _, chosen in self.sets():
            for one, other in pairwise(chosen):
                graph.add_edge(index[one.id], index[other.id], None)
        by_id = {f.id: f for f in self.flags}
        groups = [
            tuple(sorted((by_id[graph[i]] for i in c), key=lambda f: (f.first_day, f.id)))
            for c in rx.connected_components(graph)
        ]
        return sorted(groups, key=lambda g: (g[0].first_day, g[0].id))

    def links_of(self, flags: Iterable[Flag]) -> tuple[JudgedLink, ...]:
        """Links at the nodes of `flags`, kept or cut."""
        nodes = {n for f in flags for n in f.nodes}
        found = {link for n in nodes for link in self._ground.at.get(n, ())}
        return tuple(self.judged[link] for link in sorted(found, key=self._rank))

    def _settle_tenure(self) -> None:
        """Cut links that did not hold while any flag at one of their ends was alive."""
        naming: dict[Node, list[Flag]] = defaultdict(list)
        for flag in self.flags:
            for node in flag.nodes:
                naming[node].append(flag)
        for link, judged in self.judged.items():
            near = naming[link.a] + naming[link.b]
            if judged.kept and near and not any(self._held(link, f) for f in near):
                span = f"{link.since or 'open'} to {link.until or 'open'}"
                self.judged[link] = JudgedLink(link, False, "tenure", span)

    def _held(self, link: Link, flag: Flag) -> bool:
        slack = dt.timedelta(days=self._limits.tenure_slack_days)
        began = link.since is None or link.since <= flag.last_day + slack
        return began and (link.until is None or link.until >= flag.first_day - slack)

    def _reached(self, flag: Flag) -> dict[Node, set[str]]:
        """Nodes that `flag` names or reaches; by which kinds of link, "" where any flag may."""
        named = [n for n in flag.nodes if not self.hub(n)]
        found: dict[Node, set[str]] = {n: {""} for n in named}
        for node in named:
            for link in self._ground.at.get(node, ()):
                followed = self._limits.followed(link.kind, flag.dimension)
                if followed and self.judged[link].kept and self._held(link, flag):
                    kind = link.kind if link.kind in self._limits.only else ""
                    found.setdefault(link.b if link.a == node else link.a, set()).add(kind)
        return {n: {""} if "" in kinds else kinds for n, kinds in sorted(found.items())}


def _degrees(links: Iterable[Link]) -> dict[tuple[Node, str], int]:
    neighbours: dict[tuple[Node, str], set[Node]] = defaultdict(set)
    for link in links:
        for node, other in ((link.a, link.b), (link.b, link.a)):
            # A number on many ads is what R2 looks for; a number of many people is generic.
            if link.kind != "gives_contact" or other.kind not in {"ad", "post"}:
                neighbours[node, link.kind].add(other)
    return {k: len(v) for k, v in neighbours.items()}


def _within(flags: list[Flag], days: int) -> list[tuple[Flag, ...]]:
    """The largest sets of `flags` whose periods lie pairwise at most `days` apart.

    Periods stretched by `days` at the end overlap pairwise exactly when they share a day, and the
    shared day can be taken as the start of one of them.
    """
    stretch = dt.timedelta(days=days)
    found: list[tuple[Flag, ...]] = []
    for start in sorted({f.first_day for f in flags}):
        chosen = tuple(f for f in flags if f.first_day <= start <= f.last_day + stretch)
        ids = {f.id for f in chosen}
        if found and ids >= {f.id for f in found[-1]}:
            found[-1] = chosen
        elif not found or not ids <= {f.id for f in found[-1]}:
            found.append(chosen)
    return found

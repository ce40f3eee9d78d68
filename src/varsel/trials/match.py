"""Which alerts are about which true network, and which people an alert is about.

An alert finds a network when at least two of its counting flags name the network's members: no
single flag can raise an alert, so with one the network is not the reason for it. A Note finds a
network with one flag.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from varsel.detection.flags import Flag, Node
from varsel.escalation.model import LEVELS, Alert
from varsel.escalation.roles import owners
from varsel.reporting.result import Result
from varsel.trials.truth import Truly, Truth

#: Counting flags about a network's members that make it the reason for an alert above Note.
REASON = 2
RAISED = LEVELS[1:]


@dataclass(frozen=True)
class Matched:
    """An alert with the plants it finds, the look-alikes it touches, and its place in the queue."""

    alert: Alert
    plants: tuple[str, ...]
    touched: tuple[str, ...]
    rank: int

    @property
    def raised(self) -> bool:
        """Whether the alert is above Note."""
        return self.alert.level in RAISED

    @property
    def false(self) -> bool:
        """An alert above Note that finds no planted network."""
        return self.raised and not self.plants


def counting(alert: Alert) -> tuple[Flag, ...]:
    """The flags that count in an alert's level."""
    return tuple(c.flag for c in alert.counted if not c.why)


def of_nodes(networks: Iterable[Truly]) -> dict[Node, tuple[str, ...]]:
    """Node -> ids of the networks it is a member of."""
    found: dict[Node, list[str]] = defaultdict(list)
    for network in networks:
        for node in network.members:
            found[node].append(network.id)
    return {n: tuple(ids) for n, ids in found.items()}


def matched(result: Result, truth: Truth) -> list[Matched]:
    """Every alert against the truth, in the order of the queue."""
    plants, lookalikes = of_nodes(truth.plants), of_nodes(truth.lookalikes)
    found = []
    for rank, alert in enumerate(result.alerts, 1):
        named: Counter[str] = Counter()
        for flag in counting(alert):
            named.update({i for n in flag.nodes for i in plants.get(n, ())})
        least = REASON if alert.level in RAISED else 1
        touched = {i for f in counting(alert) for n in f.nodes for i in lookalikes.get(n, ())}
        found.append(
            Matched(
                alert,
                tuple(sorted(i for i, n in named.items() if n >= least)),
                tuple(sorted(touched)),
                rank,
            )
        )
    return found


def parties(alert: Alert, flags: Iterable[Flag]) -> set[str]:
    """The parties that flags of an alert name, by themselves or by a thing that is theirs alone."""
    nodes = {n for f in flags for n in f.nodes}
    own = owners(nodes, alert.links)
    return {n.id for n in nodes | {own[n] for n in nodes if n in own} if n.kind == "party"}


def indicators_of(flags: Iterable[Flag]) -> Mapping[str, int]:
    """How often each indicator stands among flags."""
    return Counter(f.indicator for f in flags)

"""Which alerts are about which true network.

An alert finds a network when at least two of its counting flags name the network's members: no
single flag can raise an alert, so with one the network is not the reason for it. A Note finds a
network with one flag. An alert is taken as it stood over time, where the result holds its history:
what a flag of spring was worth in spring, somebody who screens every day has seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from varsel.detection.flags import Flag, Node
from varsel.escalation.history import Step, standings, step
from varsel.escalation.model import LEVELS
from varsel.reporting.result import Result
from varsel.trials.truth import Truly, Truth

#: Counting flags about a network's members that make it the reason for an alert above Note.
REASON = 2
RAISED = LEVELS[1:]


@dataclass(frozen=True)
class Matched:
    """An alert over time: its most urgent standing, what it finds and touches, its place in the queue.

    found: planted network -> its standings in which the network is the reason, in order of days.
    touched: look-alikes that a counting flag names while the alert stands above Note; noted: those
    named while it does not.
    """

    best: Step
    found: Mapping[str, tuple[Step, ...]]
    touched: tuple[str, ...]
    noted: tuple[str, ...]
    rank: int

    @property
    def raised(self) -> bool:
        """Whether the alert ever stood above Note."""
        return self.best.level in RAISED

    @property
    def false(self) -> bool:
        """An alert above Note that never found a planted network there."""
        return self.raised and not any(s.level in RAISED for f in self.found.values() for s in f)


def of_nodes(networks: Iterable[Truly]) -> dict[Node, tuple[str, ...]]:
    """Node -> ids of the networks it is a member of."""
    found: dict[Node, list[str]] = defaultdict(list)
    for network in networks:
        for node in network.members:
            found[node].append(network.id)
    return {n: tuple(ids) for n, ids in found.items()}


def steps_of(result: Result) -> tuple[Step, ...]:
    """The history of a result; without one, how its alerts stand on the last day."""
    return result.history or tuple(step(a, result.as_of) for a in result.alerts)


def matched(result: Result, truth: Truth) -> list[Matched]:
    """Every alert against the truth, the most urgent first."""
    plants, lookalikes = of_nodes(truth.plants), of_nodes(truth.lookalikes)
    flags = {f.id: f for f in result.flags}
    every = [
        (min(own, key=lambda s: s.urgency), own) for own in standings(steps_of(result)).values()
    ]
    return [
        Matched(
            best,
            _found(own, flags, plants),
            _touched((s for s in own if s.level in RAISED), flags, lookalikes),
            _touched((s for s in own if s.level not in RAISED), flags, lookalikes),
            rank,
        )
        for rank, (best, own) in enumerate(sorted(every, key=lambda e: e[0].urgency), 1)
    ]


def _found(
    own: Iterable[Step], flags: Mapping[str, Flag], plants: Mapping[Node, tuple[str, ...]]
) -> dict[str, tuple[Step, ...]]:
    found: dict[str, list[Step]] = defaultdict(list)
    for one in own:
        named: Counter[str] = Counter()
        for counts in one.counting:
            named.update({i for n in flags[counts.flag].nodes for i in plants.get(n, ())})
        least = REASON if one.level in RAISED else 1
        for network, number in sorted(named.items()):
            if number >= least:
                found[network].append(one)
    return {network: tuple(steps) for network, steps in found.items()}


def _touched(
    own: Iterable[Step], flags: Mapping[str, Flag], networks: Mapping[Node, tuple[str, ...]]
) -> tuple[str, ...]:
    nodes = {n for s in own for c in s.counting for n in flags[c.flag].nodes}
    return tuple(sorted({i for n in nodes for i in networks.get(n, ())}))

"""Where the nodes of a small network stand: rings around a centre, children beside their parent.

Whole numbers only, from the order of the nodes, so that the same network is the same drawing.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

#: Room for one label along a ring, and from one ring to the next, in drawing units.
ALONG, BETWEEN = 128, 104
#: From how many nodes a ring is staggered, and how far.
CROWD, STAGGER = 10, 62


def middle(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> str:
    """The node that reaches most others, and those by the fewest steps; the first of equals.

    >>> middle(["a", "b", "c"], [("a", "b"), ("b", "c")])
    'b'
    """
    edges = tuple(edges)

    def far(node: str) -> tuple[int, int]:
        steps = _tree(nodes, edges, node)[1]
        return -len(steps), sum(steps.values())

    return min(nodes, key=far)


def rings(
    nodes: Sequence[str], edges: Iterable[tuple[str, str]], centre: str
) -> dict[str, tuple[int, int]]:
    """Place of each node around (0, 0). Nodes that no edge reaches stand on a ring of their own.

    >>> rings(["a", "b"], [("a", "b")], "a")
    {'a': (0, 0), 'b': (0, -104)}
    """
    children, depth = _tree(nodes, edges, centre)
    outer = max(depth.values()) + 1
    loose = [n for n in nodes if n not in depth]
    children[centre] += loose
    width = _widths(children, centre)
    sizes: dict[int, int] = defaultdict(int)
    for node in nodes:
        sizes[depth.get(node, outer)] += 1
    radius = _radii(sizes)
    found: dict[str, tuple[int, int]] = {}
    placed: dict[int, int] = defaultdict(int)
    todo = deque([(centre, 0.0, 1.0)])
    while todo:
        node, start, span = todo.popleft()
        angle = (start + span / 2) * 2 * math.pi
        level = depth.get(node, outer)
        placed[level] += 1
        # Every other node of a crowded ring stands a little further out.
        ring = _outermost(radius, sizes, level) if placed[level] % 2 else radius[level]
        # Rounding hides the last bits, in which sine and cosine may differ between machines.
        found[node] = (round(-math.sin(angle) * ring) + 0, round(math.cos(angle) * ring) + 0)
        for child in children[node]:
            part = span * width[child] / sum(width[c] for c in children[node])
            todo.append((child, start, part))
            start += part
    return {n: found[n] for n in nodes}


def _tree(
    nodes: Sequence[str], edges: Iterable[tuple[str, str]], centre: str
) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Children of each node in a breadth-first walk from the centre, and the ring of each."""
    rank = {n: i for i, n in enumerate(nodes)}
    beside: Mapping[str, set[str]] = defaultdict(set)
    for a, b in edges:
        beside[a].add(b)
        beside[b].add(a)
    children: dict[str, list[str]] = {n: [] for n in nodes}
    depth = {centre: 0}
    todo = deque([centre])
    while todo:
        node = todo.popleft()
        for other in sorted(beside[node] & rank.keys(), key=rank.__getitem__):
            if other not in depth:
                depth[other] = depth[node] + 1
                children[node].append(other)
                todo.append(other)
    return children, depth


def _widths(children: Mapping[str, list[str]], node: str) -> dict[str, int]:
    """Leaves below each node: the share of its parent's arc that it gets."""
    order, todo = [], [node]
    while todo:
        order.append(here := todo.pop())
        todo += children[here]
    width: dict[str, int] = {}
    for here in reversed(order):
        width[here] = sum(width[c] for c in children[here]) or 1
    return width


def _radii(sizes: Mapping[int, int]) -> dict[int, float]:
    """A radius per ring, wide enough for its labels; a crowded ring is staggered in two."""
    found = {0: 0.0}
    for ring in sorted(sizes):
        if ring:
            inner = max(r for r in found if r < ring)
            rows = 2 if sizes[ring] > CROWD else 1
            room = sizes[ring] * ALONG / (2 * math.pi * rows)
            found[ring] = max(_outermost(found, sizes, inner) + BETWEEN, room)
    return found


def _outermost(radius: Mapping[int, float], sizes: Mapping[int, int], ring: int) -> float:
    return radius[ring] + (STAGGER if sizes[ring] > CROWD else 0)

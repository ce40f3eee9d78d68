"""An alert's network as a drawing. Roles are left out: they are hypotheses, and pictures travel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from varsel.detection.flags import Node
from varsel.escalation.model import Alert
from varsel.reporting import figures
from varsel.reporting.layout import middle, rings
from varsel.reporting.markup import Html, aria, join, tag
from varsel.reporting.phrases import LANGUAGES, joined, same, say, word
from varsel.reporting.pseudonyms import Pseudonyms
from varsel.reporting.view import Teller

Pair = tuple[Node, Node]
#: Nodes drawn; the rest are counted in words.
DRAWN = 40
#: From so many on, nodes that look alike are drawn as one.
STACK = 4
#: Flags named below a node.
NAMED = 3
#: Outline of each kind around (0, 0); kinds that are not here are diamonds.
SHAPES = {
    "person": '<circle r="13"/>',
    "party": '<circle r="13"/>',
    "company": '<rect x="-13" y="-13" width="26" height="26"/>',
    "account": '<rect x="-16" y="-10" width="32" height="20" rx="4"/>',
    "profile": '<ellipse rx="17" ry="10"/>',
    "phone": '<rect x="-8" y="-13" width="16" height="26" rx="3"/>',
    "device": '<polygon points="-15,0 -8,-12 8,-12 15,0 8,12 -8,12"/>',
    "dwelling": '<polygon points="-13,12 -13,-3 0,-14 13,-3 13,12"/>',
    "ad": '<polygon points="-11,-13 5,-13 12,-6 12,13 -11,13"/>',
    "post": '<polygon points="-11,-13 5,-13 12,-6 12,13 -11,13"/>',
    "message": '<polygon points="-14,-10 14,-10 14,7 0,7 -7,14 -7,7 -14,7"/>',
}
DIAMOND = '<polygon points="0,-14 14,0 0,14 -14,0"/>'
#: Empty space around the outermost nodes, for labels.
MARGIN_X, MARGIN_Y = 78, 52
NARROWEST = 420


@dataclass(frozen=True)
class Drawing:
    """The nodes drawn, and edges between them: kept links, naming in one flag, cut links.

    stacks: a drawn node -> how many it stands for, itself included. left: nodes not drawn.
    """

    nodes: tuple[Node, ...]
    stacks: Mapping[Node, int]
    left: int
    kept: tuple[Pair, ...]
    named: tuple[Pair, ...]
    cut: tuple[Pair, ...]


def network(teller: Teller, alert: Alert) -> Html:
    """The drawing with its legend, and in words what was left out of it."""
    drawing = drawn(alert, teller.pseudonyms)
    parts = [_svg(teller, alert, drawing), tag("p", say("alert", "legend"), class_="small")]
    if drawing.left:
        left = say("alert", "not_drawn", n=figures.number(drawing.left))
        parts.append(tag("p", left, class_="small"))
    return join(parts)


def drawn(alert: Alert, names: Pseudonyms) -> Drawing:
    """What to draw: the centre, the flags' nodes, then the other ends of kept and of cut links.

    Four or more nodes of one kind with the same flags and the same neighbours are one stack.
    """
    kept = _pairs((j.link.a, j.link.b) for j in alert.links if j.kept)
    cut = _pairs((j.link.a, j.link.b) for j in alert.links if not j.kept) - kept
    # Nodes named in one flag hang on its subject; a clique would hide everything.
    named = _pairs((f.subject, n) for f in alert.flags for n in f.nodes if n != f.subject) - kept
    cut -= named
    centre = alert.centre or alert.flags[0].subject
    order = [centre, *sorted({n for f in alert.flags for n in f.nodes})]
    order += [n for pairs in (kept, cut) for pair in sorted(pairs) for n in pair]
    nodes = list(dict.fromkeys(order))
    alike = _alike(nodes, alert, {"kept": kept, "named": named, "cut": cut}, names)
    stacks = {g[0]: len(g) for g in alike if len(g) >= STACK and centre not in g}
    behind = {n for g in alike if g[0] in stacks for n in g[1:]}
    chosen = [n for n in nodes if n not in behind][:DRAWN]
    stacks = {n: number for n, number in stacks.items() if n in chosen}
    seen = len(chosen) + sum(stacks.values()) - len(stacks)
    inside = set(chosen)
    edges = [
        tuple(sorted((a, b) for a, b in pairs if a in inside and b in inside))
        for pairs in (kept, named, cut)
    ]
    return Drawing(tuple(chosen), stacks, len(nodes) - seen, *edges)


def _alike(
    nodes: Sequence[Node], alert: Alert, edges: Mapping[str, set[Pair]], names: Pseudonyms
) -> list[list[Node]]:
    """Nodes that no drawing could tell apart but by their names, together."""
    beside: dict[Node, set[tuple[str, Node]]] = defaultdict(set)
    for kind, pairs in edges.items():
        for a, b in pairs:
            beside[a].add((kind, b))
            beside[b].add((kind, a))
    flags = {n: [f.id for f in alert.flags if n in f.nodes] for n in nodes}
    groups: dict[object, list[Node]] = defaultdict(list)
    for n in nodes:
        groups[names.kind(n), tuple(flags[n]), frozenset(beside[n])].append(n)
    return list(groups.values())


def _pairs(found: Iterable[Pair]) -> set[Pair]:
    return {(min(a, b), max(a, b)) for a, b in found}


def _svg(teller: Teller, alert: Alert, drawing: Drawing) -> Html:
    edges = [(str(a), str(b)) for a, b in (*drawing.kept, *drawing.named)]
    # Cut links are followed last, so that they place only what nothing else does.
    reached = [(str(a), str(b)) for a, b in drawing.cut]
    names = [str(n) for n in drawing.nodes]
    place = rings(names, [*edges, *reached], middle(names, edges))
    lines = [
        _line(place[str(a)], place[str(b)], kind)
        for kind, pairs in (("cut", drawing.cut), ("named", drawing.named), ("kept", drawing.kept))
        for a, b in pairs
    ]
    marks = [_node(teller, alert, n, place[str(n)], drawing) for n in drawing.nodes]
    xs, ys = [x for x, _ in place.values()], [y for _, y in place.values()]
    width = max(max(xs) - min(xs) + 2 * MARGIN_X, NARROWEST)
    height = max(ys) - min(ys) + 2 * MARGIN_Y
    left = (max(xs) + min(xs) - width) // 2
    whole = tag(
        "svg",
        Html("".join(lines)),
        Html("".join(marks)),
        viewBox=f"{left} {min(ys) - MARGIN_Y + 8} {width} {height}",
        width=str(width),
        height=str(height),
        role="img",
        aria_label=aria(say("alert", "network_label")),
        class_="network",
    )
    return tag("div", whole, class_="wide")


def _line(a: tuple[int, int], b: tuple[int, int], kind: str) -> str:
    return f'<line class="{kind}" x1="{a[0]}" y1="{a[1]}" x2="{b[0]}" y2="{b[1]}"/>'


def _node(teller: Teller, alert: Alert, node: Node, at: tuple[int, int], drawing: Drawing) -> str:
    kind = teller.pseudonyms.kind(node)
    label = teller.pseudonyms.label(node)
    number = drawing.stacks.get(node, 1)
    if number > 1:
        label = joined([same(str(number)), word("nodes", kind)], " ")
    ids = sorted({f.indicator for f in alert.flags if node in f.nodes})
    more = f" +{len(ids) - NAMED}" if len(ids) > NAMED else ""
    texts = [tag("text", label(lang), y="28", lang=lang) for lang in LANGUAGES]
    if ids:
        texts.append(tag("text", " ".join(ids[:NAMED]) + more, y="41", class_="ids"))
    shape = SHAPES.get(kind, DIAMOND)
    behind = f'<g transform="translate(5 -5)">{shape}</g>' if number > 1 else ""
    return tag(
        "g",
        Html(behind + shape),
        *texts,
        transform=f"translate({at[0]} {at[1]})",
        class_=f"node {kind}" + (" centre" if node == drawing.nodes[0] else ""),
    )

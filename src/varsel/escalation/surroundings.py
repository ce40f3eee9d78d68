"""Fetches from the tables what a network needs: links near the flags, degrees, generic nodes."""

from __future__ import annotations

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from varsel.backends.engine import Engine
from varsel.canonical.tables import Tables
from varsel.detection.flags import Flag, Node
from varsel.escalation.model import Link
from varsel.escalation.network import Surroundings

#: Rounds of fetching: the flags' own links, and the links at their other ends.
HOPS = 2


def surroundings(engine: Engine, tables: Tables, flags: Iterable[Flag]) -> Surroundings:
    """Links within two steps of the flags' nodes; everything else in the data stays out."""
    nodes = {str(n) for f in flags for n in f.nodes}
    if not nodes:
        return Surroundings()
    link = tables.link
    links: set[Link] = set()
    for hop in range(HOPS):
        near = engine.from_arrow(f"near_{hop}", pa.table({"node": sorted(nodes)}))
        rows = ibis.union(
            link.semi_join(near, link.a == near.node),
            link.semi_join(near, link.b == near.node),
            distinct=True,
        )
        links |= {_link(r) for r in engine.arrow(rows).to_pylist()}
        nodes |= {str(n) for k in links for n in (k.a, k.b)}
    near = engine.from_arrow("near", pa.table({"node": sorted(nodes)}))
    return Surroundings(
        tuple(sorted(links, key=lambda k: k.order)),
        _degrees(engine, link, near),
        _generic(engine, tables, near),
    )


def _link(row: dict[str, object]) -> Link:
    return Link(
        Node.parse(str(row["a"])),
        Node.parse(str(row["b"])),
        str(row["kind"]),
        row["since"],  # type: ignore[arg-type]
        row["until"],  # type: ignore[arg-type]
        str(row["row"]),
    )


def _degrees(engine: Engine, link: ir.Table, near: ir.Table) -> dict[tuple[Node, str], int]:
    ends = ibis.union(
        link.select("kind", node=link.a, other=link.b),
        link.select("kind", node=link.b, other=link.a),
    )
    ends = ends.semi_join(near, "node")
    # A number on many ads is what R2 looks for; a number of many people is generic.
    ends = ends.filter(
        (ends.kind != "gives_contact")
        | ~(ends.other.startswith("ad:") | ends.other.startswith("post:"))
    )
    rows = ends.group_by("node", "kind").agg(n=ends.other.nunique())
    return {(Node.parse(r["node"]), r["kind"]): r["n"] for r in engine.arrow(rows).to_pylist()}


def _generic(engine: Engine, tables: Tables, near: ir.Table) -> dict[Node, str]:
    """Nodes that the data or the reference lists mark as shared by strangers."""
    marks = tables.hub_kind
    party, dwelling = tables.party, tables.dwelling
    segment = marks.filter(marks.kind == "segment").select("value")
    use = marks.filter(marks.kind == "dwelling_use").select("value")
    found = ibis.union(
        party.semi_join(segment, party.segment == segment.value).select(
            node="party:" + party.party_id, mark=party.segment
        ),
        dwelling.semi_join(use, dwelling.use == use.value).select(
            node="dwelling:" + dwelling.dwelling_id, mark=dwelling.use
        ),
    )
    rows = engine.arrow(found.semi_join(near, "node"))
    return {Node.parse(r["node"]): r["mark"] for r in rows.to_pylist()}

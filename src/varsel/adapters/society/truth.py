"""What really happens: networks, their members and the traces they leave. Kept apart from the data.

A trace is one kind of conduct, such as wages handed back, with the rows it left in the data. A trace
that left no row, because it happened where this data holder cannot see, is kept without rows: it is
counted, not hidden.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pyarrow as pa

from varsel.adapters.society.book import Book, Ref

ROLES = ("exploited", "controller", "other")
_TEXT = pa.string()

NETWORK = pa.schema(
    [
        ("network_id", _TEXT),
        ("kind", _TEXT),
        ("bundle", _TEXT),
        ("near", _TEXT),
        ("started_on", pa.date32()),
        ("ended_on", pa.date32()),
        ("care", _TEXT),
        ("exploited", pa.int64()),
        ("seen", pa.float64()),
    ]
)
MEMBER = pa.schema([("network_id", _TEXT), ("node", _TEXT), ("role", _TEXT)])
TRACE = pa.schema([("network_id", _TEXT), ("trace", _TEXT), ("table", _TEXT), ("row_id", _TEXT)])
SCHEMAS = {"network": NETWORK, "member": MEMBER, "trace": TRACE}


@dataclass
class Network:
    """A planted network, or one unit of a look-alike.

    kind: plant or lookalike. bundle: its kind of exploitation, or of lawful life. near: the bundle
    whose neighbourhood a look-alike lies in. care: how careful the organiser is (low, some, high).
    seen: the part of its adults that bank here.
    """

    network_id: str
    kind: str
    bundle: str
    book: Book
    near: str = ""
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    care: str = ""
    exploited: int = 0
    seen: float | None = None
    members: dict[str, str] = field(default_factory=dict)
    traces: dict[str, list[Ref]] = field(default_factory=dict)

    def member(self, role: str, *nodes: str | None) -> None:
        """Nodes written kind:id (party, account, phone, email, profile, ad, device) of somebody."""
        if role not in ROLES:
            raise ValueError(f"no role {role}; choose among {ROLES}")
        for node in nodes:
            if node and not node.endswith((":", ":None")):
                self.members[node] = role

    @contextmanager
    def trace(self, name: str) -> Iterator[None]:
        """What is written inside is what this conduct left; without rows it is unseen here."""
        with self.book.recording() as refs:
            yield
        self.traces.setdefault(name, []).extend(refs)

    def row(self) -> dict[str, object]:
        """The network's row."""
        values = {c: getattr(self, c) for c in NETWORK.names}
        return {c: None if v == "" else v for c, v in values.items()}


def truth_tables(networks: Iterable[Network], kept: frozenset[Ref]) -> dict[str, pa.Table]:
    """Networks as tables; rows that are not in `kept` fell outside the data's days."""
    networks = list(networks)
    members = [
        {"network_id": n.network_id, "node": node, "role": role}
        for n in networks
        for node, role in n.members.items()
    ]
    traces = []
    for n in networks:
        for name, refs in n.traces.items():
            seen = dict.fromkeys(r for r in refs if r in kept)
            traces += [
                {"network_id": n.network_id, "trace": name, "table": t, "row_id": r}
                for t, r in seen or ((None, None),)
            ]
    rows = {"network": [n.row() for n in networks], "member": members, "trace": traces}
    return {name: pa.Table.from_pylist(rows[name], schema) for name, schema in SCHEMAS.items()}

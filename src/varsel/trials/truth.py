"""The truth beside a data folder: which networks there are, who is in them, what they left behind.

Written by `varsel simulate`; a labelled set of your own has the same three files and society.json.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from varsel.detection.flags import Node
from varsel.errors import InputRefusedError

PLANT, LOOKALIKE = "plant", "lookalike"
FILES: Mapping[str, tuple[str, ...]] = {
    "network": ("network_id", "kind", "bundle", "near", "started_on", "ended_on", "care",
                "exploited", "seen"),
    "member": ("network_id", "node", "role"),
    "trace": ("network_id", "trace", "table", "row_id"),
}  # fmt: skip


@dataclass(frozen=True)
class Truly:
    """One network as it really is.

    kind: plant or lookalike. bundle: which exploitation, or which lawful life. members: node -> role
    (exploited, controller, other). traces: kind of conduct -> the tables in which it left rows;
    empty where this data holder sees nothing of it.
    """

    id: str
    kind: str
    bundle: str
    near: str
    started_on: dt.date | None
    ended_on: dt.date | None
    care: str
    exploited: int
    seen: float | None
    members: Mapping[Node, str] = field(default_factory=dict)
    traces: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def visible(self, tables: frozenset[str]) -> tuple[str, ...]:
        """The traces of which a holder of `tables` has at least one row."""
        return tuple(sorted(t for t, found in self.traces.items() if found & tables))


@dataclass(frozen=True)
class Truth:
    """All networks, and what the society is (people, first and last day, simulator, seed)."""

    networks: tuple[Truly, ...]
    society: Mapping[str, Any]

    @property
    def plants(self) -> tuple[Truly, ...]:
        """The networks of exploitation."""
        return tuple(n for n in self.networks if n.kind == PLANT)

    @property
    def lookalikes(self) -> tuple[Truly, ...]:
        """The lawful lives that resemble one."""
        return tuple(n for n in self.networks if n.kind == LOOKALIKE)

    @property
    def planted_parties(self) -> frozenset[str]:
        """The parties of planted networks, whom a disparity audit leaves out."""
        return frozenset(n.id for p in self.plants for n in p.members if n.kind == "party")

    @property
    def people(self) -> int:
        """How many people the data are about."""
        return int(self.society["people"])


def read_truth(folder: Path) -> Truth:
    """Read a truth folder.

    Raises InputRefusedError where a file is missing or lacks a column.
    """
    try:
        society = json.loads((folder / "society.json").read_text("utf-8"))
        tables = {
            n: pq.read_table(folder / f"{n}.parquet", columns=list(c)) for n, c in FILES.items()
        }
        society["people"]
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise InputRefusedError(
            "This is not a truth folder.",
            where=str(folder),
            why=str(error),
            do="point to the folder truth/ that `varsel simulate` wrote",
        ) from error
    members: dict[str, dict[Node, str]] = defaultdict(dict)
    for row in tables["member"].to_pylist():
        members[row["network_id"]][Node.parse(row["node"])] = row["role"]
    traces: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    kinds = tables["trace"].group_by(["network_id", "trace", "table"], use_threads=False)
    for row in kinds.aggregate([]).to_pylist():
        found = traces[row["network_id"]][row["trace"]]
        if row["table"] is not None:
            found.add(row["table"])
    networks = [
        Truly(
            id=row["network_id"],
            members=members[row["network_id"]],
            traces={t: frozenset(f) for t, f in sorted(traces[row["network_id"]].items())},
            care=row["care"] or "",
            near=row["near"] or "",
            exploited=row["exploited"] or 0,
            **{k: row[k] for k in ("kind", "bundle", "started_on", "ended_on", "seen")},
        )
        for row in tables["network"].to_pylist()
    ]
    return Truth(tuple(sorted(networks, key=lambda n: n.id)), society)

"""Takes rows and optional fields out of a data folder at random, and out of its truth what went with them."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from varsel.canonical.contract import contract


def thin(data: Path, truth: Path, out: Path, *, rows: float, fields: float, seed: int) -> None:
    """Write OUT/data and OUT/truth: each row is lost with chance `rows`, each optional field with `fields`.

    Traces whose rows are all gone are unseen, so that a network is not missed for what is not there.
    """
    (out / "data").mkdir(parents=True)
    (out / "truth").mkdir()
    wanted = _planted(truth)
    lost: set[tuple[str, str]] = set()
    for path in sorted(data.glob("*.parquet")):
        lost |= _table(path, out / "data" / path.name, rows, fields, seed, wanted[path.stem])
    for path in truth.iterdir():
        if path.name != "trace.parquet":
            shutil.copy(path, out / "truth" / path.name)
    _traces(truth / "trace.parquet", out / "truth" / "trace.parquet", lost)


def _planted(truth: Path) -> dict[str, pa.Array]:
    """Table -> keys of the rows that a trace names."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in pq.read_table(truth / "trace.parquet").to_pylist():
        if row["table"]:
            found[row["table"]].append(row["row_id"])
    return defaultdict(
        lambda: pa.array([], pa.string()), {k: pa.array(v) for k, v in found.items()}
    )


def _table(
    source: Path, to: Path, rows: float, fields: float, seed: int, wanted: pa.Array
) -> set[tuple[str, str]]:
    """Thin one table, part by part; gives the planted rows that were lost."""
    spec = contract().canonical[source.stem]
    luck = np.random.default_rng([seed, *source.stem.encode()])
    lost: set[tuple[str, str]] = set()
    file = pq.ParquetFile(source)
    with pq.ParquetWriter(to, file.schema_arrow, compression="zstd") as writer:
        for number in range(file.num_row_groups):
            part = file.read_row_group(number)
            kept = luck.random(part.num_rows) >= rows
            keys = part[spec.key[0]].filter(pa.array(~kept))
            gone = keys.filter(pc.is_in(keys, value_set=wanted)).to_pylist()
            lost |= {(source.stem, k) for k in gone}
            part = part.filter(pa.array(kept))
            for at, name in enumerate(part.column_names):
                if spec.columns[name].required or name in spec.key:
                    continue
                empty = pa.array(luck.random(part.num_rows) < fields)
                column = pc.if_else(empty, pa.scalar(None, part[name].type), part[name])
                part = part.set_column(at, part.schema.field(name), column)
            writer.write_table(part)
    return lost


def _traces(source: Path, to: Path, lost: set[tuple[str, str]]) -> None:
    table = pq.read_table(source)
    rows, traces = [], {}
    for row in table.to_pylist():
        traces[row["network_id"], row["trace"]] = row
        if row["table"] and (row["table"], row["row_id"]) not in lost:
            rows.append(row)
    seen = {(r["network_id"], r["trace"]) for r in rows}
    rows += [{**r, "table": None, "row_id": None} for k, r in traces.items() if k not in seen]
    pq.write_table(pa.Table.from_pylist(rows, table.schema), to)

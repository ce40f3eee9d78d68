"""A data folder for a test: files in, loaded tables out."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from varsel.adapters.load import Loaded, load

HEADER = "entry_id;account_id;direction;amount;currency;booked_at;text"
ROW = "{0};K1;credit;12,50;DKK;03-05-2026 14:05;ok"


def csv(*rows: str, header: str = HEADER) -> str:
    """A CSV of entries, `;` between the fields."""
    return "\n".join([header, *rows]) + "\n"


@dataclass
class Folder:
    """`tmp_path` as a data folder."""

    path: Path

    def put(self, name: str, content: object) -> Path:
        """Write a file: text, bytes or an Arrow table."""
        target = self.path / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, pa.Table):
            pq.write_table(content, target)
        elif isinstance(content, bytes):
            target.write_bytes(content)
        else:
            target.write_bytes(str(content).encode())
        return target

    def load(self, toml: str | None = None, **more: object) -> Loaded:
        """Load the folder and check what must hold of every load."""
        (self.path / "data").mkdir(exist_ok=True)
        if toml is not None:
            more["column_map"] = self.path / "map.toml"
            more["column_map"].write_text(toml, "utf-8")
        loaded = load(self.path / "data", self.path / "work", **more)
        for table in loaded.tables.values():
            rows = sum(pq.read_metadata(p).num_rows for p in table.parts)
            lines = [r for r in loaded.rejected.to_pylist() if r["table"] == table.name]
            assert rows == table.rows_loaded
            assert len(lines) == table.rows_rejected
            assert table.rows_read == rows + len(lines)
        return loaded


def rows(loaded: Loaded, table: str = "entry") -> list[dict]:
    """The loaded rows of a table."""
    parts = [pq.read_table(p) for p in loaded.tables[table].parts]
    return pa.concat_tables(parts, promote_options="default").to_pylist()

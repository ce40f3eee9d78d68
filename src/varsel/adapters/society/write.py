"""Districts as a data folder, a truth folder and an audit file, streamed so that memory stays bounded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from varsel.adapters.society.calendar import DAY, stamp
from varsel.adapters.society.district import District, audit_rows
from varsel.adapters.society.entries import times
from varsel.adapters.society.truth import SCHEMAS, truth_tables
from varsel.canonical.contract import contract
from varsel.errors import UsageError

AUDIT = pa.schema(
    [
        ("party_id", pa.string()),
        ("citizenship", pa.string()),
        ("sex", pa.string()),
        ("age_band", pa.string()),
        ("residence", pa.string()),
        ("self_employed_sex_work", pa.bool_()),
    ]
)


@dataclass(frozen=True)
class Made:
    """One finished district: its tables, its truth, its audit rows, and how many live there."""

    data: Mapping[str, pa.Table]
    truth: Mapping[str, pa.Table]
    audit: pa.Table
    people: int


def finished(d: District) -> Made:
    """A district as tables. What was not booked, or not yet there, on the data's days is left out."""
    entries = d.book.entry_table()
    first, after = stamp(d.calendar.first, 0), stamp(d.calendar.last, 0) + DAY
    low, high = (times([s])[0] for s in (first, after))
    booked = entries["booked_at"]
    entries = entries.filter(pc.and_(pc.greater_equal(booked, low), pc.less(booked, high)))
    data = {"entry": _on_open_accounts(entries, d.book.table("account"))}
    for name, spec in contract().canonical.items():
        if name == "entry" or name not in d.book.rows:
            continue
        table = d.book.table(name)
        if spec.clock and spec.columns[spec.clock].type in {"date", "time"}:
            when = table[spec.clock].cast(pa.timestamp("us"))
            table = table.filter(pc.fill_null(pc.less(when, high), fill_value=True))
        data[name] = table
    told = {ref for n in d.networks for refs in n.traces.values() for ref in refs}
    kept = frozenset(
        (name, key)
        for name in sorted({t for t, _ in told} & set(data))
        for key in data[name][contract().canonical[name].key[0]].to_pylist()
        if (name, key) in told
    )
    audit = pa.Table.from_pylist(audit_rows(d.everybody, d.calendar.last), AUDIT)
    return Made(data, truth_tables(d.networks, kept), audit, len(d.everybody))


def _on_open_accounts(entries: pa.Table, accounts: pa.Table) -> pa.Table:
    """Entries without those booked before their account was opened: such a payment would have failed.

    The other side of a payment between two accounts here fails with it.
    """
    opened = dict(
        zip(accounts["account_id"].to_pylist(), accounts["opened_on"].to_pylist(), strict=True)
    )
    coded = entries["account_id"].combine_chunks().dictionary_encode()
    since = pa.array([opened[a] for a in coded.dictionary.to_pylist()], pa.date32())
    early = pc.less(entries["booked_at"].cast(pa.date32()), since.take(coded.indices))
    early = pc.fill_null(early, fill_value=False)
    failed = pc.drop_null(entries["end_to_end_id"].filter(early))
    other = pc.is_in(entries["end_to_end_id"], value_set=failed.combine_chunks(), skip_nulls=True)
    return entries.filter(pc.invert(pc.or_(early, other)))


@dataclass
class Writer:
    """Writes districts in order into OUT/data, OUT/truth and OUT/audit, a row group each.

    Everything is written beside OUT and put in its place at the end: a killed or failed run leaves
    nothing that looks whole.
    """

    out: Path
    people: int = 0
    entries: int = 0
    _open: dict[Path, pq.ParquetWriter] = field(default_factory=dict)

    def __enter__(self) -> Self:
        if self.out.exists() and (not self.out.is_dir() or any(self.out.iterdir())):
            raise UsageError(
                "The society was not written.",
                where=str(self.out),
                why="the folder is not empty",
                do="name a new folder, or empty this one first",
            )
        shutil.rmtree(self._fresh, ignore_errors=True)
        for part in ("data", "truth", "audit"):
            (self._fresh / part).mkdir(parents=True)
        for name, schema in SCHEMAS.items():
            self._write("truth", name, schema.empty_table())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for writer in self._open.values():
            writer.close()
        if kind is None:
            if self.out.exists():
                self.out.rmdir()
            self._fresh.rename(self.out)
        else:
            shutil.rmtree(self._fresh, ignore_errors=True)

    def take(self, made: Made) -> None:
        """Write one district."""
        self.people += made.people
        self.entries += made.data["entry"].num_rows
        for part, tables in (("data", made.data), ("truth", made.truth)):
            for name, table in tables.items():
                self._write(part, name, table)
        self._write("audit", "audit", made.audit)

    def note(self, facts: Mapping[str, object]) -> None:
        """Write what the society is: OUT/truth/society.json."""
        text = json.dumps(dict(facts), ensure_ascii=False, indent=2, sort_keys=True)
        (self._fresh / "truth" / "society.json").write_text(text + "\n", "utf-8")

    @property
    def _fresh(self) -> Path:
        return self.out.with_name(f".{self.out.name}.new")

    def _write(self, part: str, name: str, table: pa.Table) -> None:
        path = self._fresh / part / f"{name}.parquet"
        if path not in self._open:
            self._open[path] = pq.ParquetWriter(path, table.schema, compression="zstd")
        if table.num_rows:
            self._open[path].write_table(table)

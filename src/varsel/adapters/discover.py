"""Which file of a data folder gives which table. No file is passed over without a note."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from varsel.adapters.camt import camt_kind
from varsel.adapters.columnmap import ColumnMap
from varsel.adapters.source import Source
from varsel.canonical.contract import contract
from varsel.errors import InputRefusedError

#: File ending -> format.
FORMATS = {
    ".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".tsv": "csv", ".txt": "csv",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".xml": "camt",
    ".sta": "mt940", ".mt940": "mt940", ".940": "mt940",
}  # fmt: skip
_NAMED = {".parquet", ".pq", ".csv", ".tsv", ".jsonl", ".ndjson"}


def discover(
    folder: Path, work: Path, maps: Sequence[ColumnMap], column_map: Path | None = None
) -> tuple[list[Source], list[str]]:
    """The sources in the folder, in order of table and name, and notes about all other files."""
    if not folder.is_dir():
        raise _nothing(folder, "there is no such folder")
    skip = {work.resolve()} | ({column_map.resolve()} if column_map else set())
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file() and not _hidden(p, folder)]
    sources, notes = [], []
    for path in paths:
        here = path.resolve()
        if here in skip or any(s in here.parents for s in skip):
            continue
        found = _source(path, path.relative_to(folder).as_posix(), maps)
        if isinstance(found, str):
            notes.append(found)
        else:
            sources += found
    unused = [
        g for m in maps for g in m.files if not any(s.map and g in s.map.files for s in sources)
    ]
    notes += [f"no file matches '{g}' of the column map" for g in unused]
    if not sources:
        raise _nothing(folder, "; ".join(notes) or "the folder is empty")
    return sorted(sources, key=lambda s: (s.table, s.name)), sorted(notes)


def _source(path: Path, name: str, maps: Sequence[ColumnMap]) -> list[Source] | str:
    suffix = path.suffix.lower()
    mapped = [m for m in maps if any(_matches(name, glob) for glob in m.files)]
    if mapped:
        kind = FORMATS.get(suffix, "csv")
        return [Source(m.table, path, name, kind, m) for m in mapped]
    if suffix == ".xml":
        return _statement(path, name)
    if FORMATS.get(suffix) == "mt940":
        return [Source("entry", path, name, "mt940")]
    table = name.split("/", maxsplit=1)[0] if "/" in name else path.stem
    if table in contract().canonical and suffix in _NAMED:
        own = next((m for m in maps if m.table == table and not m.files), None)
        return [Source(table, path, name, FORMATS[suffix], own)]
    if path.stem == "audit":
        return f"{name}: left alone; only a disparity audit reads it"
    return f"{name}: not read; it is named after no table and no column map names it"


def _statement(path: Path, name: str) -> list[Source] | str:
    """An XML file if it is a camt.053 or camt.054, told by the namespace of its root."""
    if camt_kind(path, name=name):
        return [Source("entry", path, name, "camt")]
    return f"{name}: not read; it is XML but neither camt.053 nor camt.054"


def _matches(name: str, glob: str) -> bool:
    return fnmatchcase(name, glob) or fnmatchcase(name.rsplit("/", 1)[-1], glob)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part[0] in "._" for part in path.relative_to(folder).parts)


def _nothing(folder: Path, why: str) -> InputRefusedError:
    tables = ", ".join(contract().canonical)
    return InputRefusedError(
        "There is no table to read.",
        where=str(folder),
        why=why,
        do="put files named after tables there, such as entry.parquet, a folder entry/ of parts, "
        "entry.csv or entry.jsonl, or bank statements (*.xml with camt.053 or camt.054, *.sta, "
        f"*.mt940, *.940), or name the files in a column map; the tables are {tables}",
    )

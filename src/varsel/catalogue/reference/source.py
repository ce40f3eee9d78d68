"""What sources.toml says of each file of reference data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

import pyarrow as pa

#: Type in sources.toml -> Arrow type. A pattern is lower-case text to be found within a name.
ARROW: dict[str, pa.DataType] = {
    "text": pa.string(),
    "pattern": pa.string(),
    "integer": pa.int64(),
    "amount": pa.decimal128(18, 2),
    "number": pa.decimal128(18, 4),
    "date": pa.date32(),
    "flag": pa.bool_(),
}


@dataclass(frozen=True)
class Source:
    """One file of reference data: what it is, where it is from, what its columns are."""

    name: str
    meaning: str
    source: str
    as_of: date
    note: str
    columns: dict[str, str]
    key: list[str]
    empty: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    shipped: bool = True

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the loaded table."""
        return pa.schema([(name, ARROW[type_]) for name, type_ in self.columns.items()])


@cache
def sources() -> dict[str, Source]:
    """Return every file of reference data that Varsel knows, by name.

    >>> sources()["municipality_distance"].columns
    {'a': 'text', 'b': 'text', 'km': 'integer'}
    """
    text = (files("varsel.catalogue.reference") / "sources.toml").read_text("utf-8")
    return {name: Source(name=name, **raw) for name, raw in sorted(tomllib.loads(text).items())}

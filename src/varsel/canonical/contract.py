"""The data contract as objects: tables, columns, types. The contract itself is contract.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

import pyarrow as pa

#: Contract type -> Arrow type. Times are wall-clock times of the deployment's zone (see decision 0003).
ARROW: dict[str, pa.DataType] = {
    "id": pa.string(),
    "text": pa.string(),
    "code": pa.string(),
    "period": pa.string(),
    "amount": pa.decimal128(18, 2),
    "number": pa.decimal128(18, 4),
    "integer": pa.int64(),
    "flag": pa.bool_(),
    "date": pa.date32(),
    "time": pa.timestamp("us"),
}


@dataclass(frozen=True)
class Column:
    """One column of the contract."""

    name: str
    type: str
    meaning: str
    required: bool = False
    unit: str = ""
    sensitivity: str = "open"
    values: tuple[str, ...] = ()

    @property
    def arrow(self) -> pa.DataType:
        """The Arrow type the column has once loaded."""
        return ARROW[self.type]


@dataclass(frozen=True)
class Table:
    """One table of the contract, canonical or derived."""

    name: str
    meaning: str
    columns: dict[str, Column]
    key: tuple[str, ...] = ()
    clock: str | None = None
    sources: tuple[str, ...] = ()
    any_source: bool = False
    schema: pa.Schema = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "schema", pa.schema([(c.name, c.arrow) for c in self.columns.values()])
        )

    @property
    def derived(self) -> bool:
        """Whether Varsel makes the table itself."""
        return bool(self.sources)


@dataclass(frozen=True)
class Contract:
    """Every table, the closed vocabulary of observed facts, and the barred columns."""

    version: int
    tables: dict[str, Table]
    facts: dict[str, str]
    barred: dict[str, tuple[str, ...]]

    @cached_property
    def canonical(self) -> dict[str, Table]:
        """The tables a user may bring."""
        return {n: t for n, t in self.tables.items() if not t.derived}

    @cached_property
    def derived(self) -> dict[str, Table]:
        """The tables Varsel makes."""
        return {n: t for n, t in self.tables.items() if t.derived}


@cache
def contract() -> Contract:
    """Read the contract that ships with this version.

    >>> contract().tables["entry"].columns["amount"].unit
    'currency'
    """
    raw = _read("contract.toml")
    facts: dict[str, str] = raw["vocabulary"]["facts"]
    tables = {n: _table(n, t, facts) for n, t in raw["tables"].items()}
    tables |= {n: _table(n, t, facts) for n, t in _read("derived.toml")["tables"].items()}
    barred = {k: tuple(v) for k, v in raw["barred"].items()}
    return Contract(raw["version"], tables, facts, barred)


def _read(name: str) -> dict:  # type: ignore[type-arg]
    return tomllib.loads((files("varsel.canonical") / name).read_text("utf-8"))


def _table(name: str, raw: dict, facts: dict[str, str]) -> Table:  # type: ignore[type-arg]
    columns = {}
    for column, spec in raw["columns"].items():
        plain = {k: v for k, v in spec.items() if k not in {"vocabulary", "values"}}
        values = tuple(facts) if "vocabulary" in spec else tuple(spec.get("values", ()))
        columns[column] = Column(name=column, values=values, **plain)
    return Table(
        name=name,
        meaning=raw["meaning"],
        columns=columns,
        key=tuple(raw.get("key", ())),
        clock=raw.get("clock"),
        sources=tuple(raw.get("from", ())),
        any_source=raw.get("any", False),
    )

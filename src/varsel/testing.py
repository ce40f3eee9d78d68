"""Run an indicator on the rows of its cases.toml, on any engine. Ships, so that users can test too."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pyarrow as pa

from varsel.backends.duckdb import DuckEngine
from varsel.backends.engine import Engine
from varsel.canonical.contract import Column, contract
from varsel.canonical.tables import Tables
from varsel.catalogue.model import Indicator
from varsel.catalogue.reference.load import load_reference
from varsel.detection.coverage import cover
from varsel.detection.flags import Flag
from varsel.detection.run import detect
from varsel.errors import CatalogueError

STEP = re.compile(r"^(\d+)(d|h|m)$")
UNITS = {"d": "days", "h": "hours", "m": "minutes"}
CASE_KEYS = {"name", "on", "since", "innocent", "example", "given", "flags", "not_evaluable"}
ROW_KEYS = {"repeat", "step", "cycle"}


@dataclass(frozen=True)
class Case:
    """Given rows and the flags expected from them."""

    name: str
    on: dt.date
    given: dict[str, list[dict[str, Any]]]
    flags: list[dict[str, Any]]
    since: dt.date | None = None
    innocent: str = ""
    example: bool = False
    not_evaluable: bool = False
    reference: dict[str, pa.Table] = field(default_factory=dict)


def cases_of(indicator: Indicator) -> list[Case]:
    """The cases of one indicator, rows written out."""
    path = indicator.folder / "cases.toml"
    raw = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    defaults = raw.get("defaults", {})
    return [_case(c, defaults, str(path)) for c in raw["case"]]


def _case(raw: dict[str, Any], defaults: Mapping[str, Any], where: str) -> Case:
    unknown = set(raw) - CASE_KEYS
    if unknown:
        raise CatalogueError(
            "A case has unknown keys.",
            where=f"{where}, case '{raw.get('name')}'",
            why=", ".join(sorted(unknown)),
            do=f"use {', '.join(sorted(CASE_KEYS))}",
        )
    given = {
        table: [r for given in rows for r in expand(defaults.get(table, {}) | given)]
        for table, rows in raw["given"].items()
    }
    return Case(**{**raw, "given": given})


def expand(row: dict[str, Any]) -> list[dict[str, Any]]:
    """One row, or `repeat` rows: {n} counts from 1, `step` moves every time, `cycle` deals values.

    >>> expand({"repeat": 2, "id": "e{n}", "step": "1d", "on": dt.date(2026, 1, 1)})[1]
    {'id': 'e2', 'on': datetime.date(2026, 1, 2)}
    """
    plain = {k: v for k, v in row.items() if k not in ROW_KEYS}
    if "repeat" not in row:
        return [plain]
    size, unit = STEP.match(row.get("step", "0d")).groups()  # type: ignore[union-attr]
    out = []
    for n in range(1, row["repeat"] + 1):
        moved = dt.timedelta(**{UNITS[unit]: int(size) * (n - 1)})
        filled: dict[str, Any] = {}
        for key, value in plain.items():
            if isinstance(value, str):
                filled[key] = value.format(n=n)
            elif isinstance(value, dt.date) and not isinstance(value, bool):
                filled[key] = value + moved
            else:
                filled[key] = value
        for key, dealt in row.get("cycle", {}).items():
            filled[key] = dealt[(n - 1) % len(dealt)]
        out.append(filled)
    return out


def arrow_table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows typed by hand as a table of the contract; unknown columns are errors."""
    spec = contract().tables[name]
    unknown = {k for r in rows for k in r} - set(spec.columns)
    if unknown:
        raise CatalogueError(
            f"The table '{name}' has no column {', '.join(sorted(unknown))}.",
            do="see `varsel schema`",
        )
    columns = [c for c in spec.columns if any(r.get(c) is not None for r in rows)]
    arrays = [
        pa.array([_typed(r.get(c), spec.columns[c]) for r in rows], spec.columns[c].arrow)
        for c in columns
    ]
    return pa.table(arrays, names=columns)


def _typed(value: Any, column: Column) -> Any:
    if value is None or value == "":
        return None
    kind = column.type
    if kind in {"amount", "number"}:
        return Decimal(str(value))
    if kind == "time" and not isinstance(value, dt.datetime):
        day = value if isinstance(value, dt.date) else dt.datetime.fromisoformat(value)
        return day if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time())
    if kind == "date" and isinstance(value, str):
        return dt.date.fromisoformat(value)
    if column.values and value not in column.values:
        raise CatalogueError(
            f"'{value}' is not a value of {column.name}.", do=f"use {', '.join(column.values)}"
        )
    return value


def run_case(indicator: Indicator, case: Case, engine: Engine | None = None) -> list[Flag]:
    """The flags `indicator` raises on the rows of `case`; not evaluable gives none."""
    engine = engine or DuckEngine()
    arrow = {name: arrow_table(name, rows) for name, rows in case.given.items()}
    present = {n: frozenset(a.column_names) for n, a in arrow.items()}
    given = {n: engine.from_arrow(n, a) for n, a in arrow.items()}
    tables = Tables(engine, given, load_reference() | case.reference, case.on, present)
    covered = cover(indicator, present, {})
    if case.not_evaluable != (covered.status == "not_evaluable"):
        raise AssertionError(f"coverage is {covered.status}: {covered.missing}")
    if not covered.variants:
        return []
    found = detect(engine, indicator, covered.variants, tables, case.on)
    return found.flags(case.on, case.since)


def differences(flags: list[Flag], expected: list[dict[str, Any]]) -> list[str]:
    """What differs between the flags raised and those a case expects; empty if they agree."""
    found = {(str(f.subject), f.variant): f for f in flags}
    wanted = {(e["subject"], e["variant"]): e for e in expected}
    out = [f"not expected: {k}" for k in sorted(set(found) - set(wanted))]
    out += [f"missing: {k}" for k in sorted(set(wanted) - set(found))]
    if len(found) != len(flags):
        out.append(f"{len(flags)} flags for {len(found)} subjects and variants")
    for key in sorted(set(found) & set(wanted)):
        seen = _comparable(found[key])
        for name, value in wanted[key].items():
            if name not in seen:
                out.append(f"{key}: a case cannot expect '{name}'")
                continue
            got = seen[name]
            if isinstance(value, dict):
                # TOML has no null: a case names the measures it is about.
                got = {m: got.get(m) for m in value}
            if got != value:
                out.append(f"{key}: {name} is {got}, expected {value}")
    return out


def uncovered(indicator: Indicator) -> list[str]:
    """What the cases of an indicator leave untold: a hit per variant, a near miss, each explanation."""
    cases = cases_of(indicator)
    shown = {f["variant"] for c in cases for f in c.flags}
    named = {c.innocent for c in cases if c.innocent}
    known = {i.name for i in indicator.innocent}
    excluded = {i.name for i in indicator.innocent if i.excluded}
    wrong = [f"no case shows variant {v}" for v in indicator.variants if v not in shown]
    wrong += [f"no case for the lawful explanation '{n}'" for n in sorted(known - named)]
    wrong += [f"a case names '{n}', which indicator.toml does not" for n in sorted(named - known)]
    wrong += [
        f"'{c.name}' is excluded and flagged all the same"
        for c in cases
        if c.innocent in excluded and c.flags
    ]
    if not any(not c.flags and not c.innocent and not c.not_evaluable for c in cases):
        wrong.append("no near miss")
    if sum(c.example for c in cases) != 1:
        wrong.append("exactly one case is the example")
    if not any("evidence" in f for c in cases for f in c.flags):
        wrong.append("no case names its evidence")
    return [f"{indicator.id}: {w}" for w in wrong]


def _comparable(flag: Flag) -> dict[str, Any]:
    return {
        "subject": str(flag.subject),
        "variant": flag.variant,
        "strength": flag.strength,
        "first": flag.first_day,
        "last": flag.last_day,
        "days": flag.days,
        "named": [f"{n.role}/{n.node}" for n in flag.named],
        "evidence": [f"{e.table}/{e.row_id}" for e in flag.evidence],
        "evidence_rows": len(flag.evidence),
        "measures": {m.name: m.value for m in flag.measures},
        "third_party": flag.third_party,
        "safeguard": flag.safeguard,
    }

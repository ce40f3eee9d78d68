"""The column map: a TOML file that says how a data holder's own files and columns are called.

It renames, fills constants and translates code words. It computes nothing else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from varsel.canonical.barred import refuse_barred
from varsel.canonical.contract import Table, contract
from varsel.errors import InputRefusedError

_KEYS = {
    "files", "columns", "constants", "values", "delimiter", "encoding", "decimal",
    "date_format", "direction_from_sign",
}  # fmt: skip


@dataclass(frozen=True)
class ColumnMap:
    """How one sort of file gives one table. `columns` goes from canonical to the file's name."""

    table: str
    files: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    delimiter: str | None = None
    encoding: str | None = None
    decimal: str | None = None
    date_format: Mapping[str, str] = field(default_factory=dict)
    direction_from_sign: bool = False


def read_map(path: Path) -> tuple[ColumnMap, ...]:
    """Read a column map; anything in it that is not understood is an InputRefusedError."""
    try:
        text = path.read_text("utf-8-sig")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputRefusedError(
            "The column map cannot be read.",
            where=str(path),
            why=str(error),
            do="correct the file; docs/how-to/bring-your-data.md has a worked example",
        ) from error
    return _Checker(path, text).maps(raw)


class _Checker:
    """Turns the parsed TOML into maps; every complaint names the file, the line and the key."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines = path, text.splitlines()

    def maps(self, raw: Mapping[str, Any]) -> tuple[ColumnMap, ...]:
        out = []
        for name, given in raw.items():
            table = contract().canonical.get(name)
            if table is None:
                known = ", ".join(contract().canonical)
                self.fail(name, f"there is no table '{name}'", f"use one of: {known}")
                continue
            blocks = given if isinstance(given, list) else [given]
            for block in blocks:
                if not isinstance(block, dict):
                    self.fail(name, "it is not a table of settings", f"write [{name}]")
                out.append(self.one(table, block))
        return tuple(out)

    def one(self, table: Table, raw: dict[str, Any]) -> ColumnMap:
        for key in raw:
            if key not in _KEYS:
                self.fail(key, f"'{key}' is not a setting", f"use {', '.join(sorted(_KEYS))}")
        columns = self.texts(raw, "columns")
        constants = self.texts(raw, "constants")
        values = {k: self.texts(raw["values"], k) for k in self.part(raw, "values")}
        written = raw.get("date_format", {})
        if isinstance(written, str):
            dates = [c.name for c in table.columns.values() if c.type in {"date", "time"}]
            written = dict.fromkeys(dates, written)
        where = str(self.path)
        names = [*columns, *columns.values(), *constants, *values, *written]
        refuse_barred(names, table=table.name, where=where)
        for key in [*columns, *constants, *values, *written]:
            if key not in table.columns:
                self.fail(
                    key,
                    f"the table '{table.name}' has no column '{key}'",
                    "the canonical name stands left of the sign =; `varsel schema "
                    f"{table.name}` lists them",
                )
        for key in sorted(set(columns) & set(constants)):
            self.fail(key, f"'{key}' is both a column and a constant", "keep one of them")
        return ColumnMap(
            table=table.name,
            files=self.files(raw),
            columns=columns,
            constants=constants,
            values=values,
            delimiter=self.choice(raw, "delimiter", None),
            encoding=self.encoding(raw),
            decimal=self.choice(raw, "decimal", (",", ".")),
            date_format=written,
            direction_from_sign=self.sign(table, raw),
        )

    def part(self, raw: Mapping[str, Any], key: str) -> dict[str, Any]:
        given = raw.get(key, {})
        if not isinstance(given, dict):
            self.fail(key, f"'{key}' is not a list of pairs", f'write {key} = {{ a = "b" }}')
        return dict(given)

    def texts(self, raw: Mapping[str, Any], key: str) -> dict[str, str]:
        out = {}
        for name, value in self.part(raw, key).items():
            if isinstance(value, (dict, list)):
                self.fail(name, f"'{name}' is not one value", "write one text")
            out[name] = str(value).lower() if isinstance(value, bool) else str(value)
        return out

    def files(self, raw: Mapping[str, Any]) -> tuple[str, ...]:
        given = raw.get("files", [])
        given = [given] if isinstance(given, str) else given
        if not isinstance(given, list) or not all(isinstance(g, str) for g in given):
            self.fail("files", "'files' is not a list of file names", 'write files = ["*.csv"]')
        return tuple(given)

    def choice(
        self, raw: Mapping[str, Any], key: str, allowed: tuple[str, ...] | None
    ) -> str | None:
        given = raw.get(key)
        if given is None:
            return None
        if not isinstance(given, str) or len(given) != 1 or (allowed and given not in allowed):
            choices = " or ".join(f'"{a}"' for a in allowed) if allowed else "one character"
            self.fail(key, f"'{key}' is not understood", f"write {choices}")
        return str(given)

    def encoding(self, raw: Mapping[str, Any]) -> str | None:
        given = raw.get("encoding")
        if given is None:
            return None
        try:
            "".encode(given)
        except (LookupError, TypeError):
            self.fail("encoding", "the encoding is unknown", 'write "utf-8" or "cp1252"')
        return str(given)

    def sign(self, table: Table, raw: Mapping[str, Any]) -> bool:
        given = raw.get("direction_from_sign", False)
        if not isinstance(given, bool) or (given and table.name != "entry"):
            self.fail(
                "direction_from_sign",
                "it is true or false, and only of the table 'entry'",
                "write direction_from_sign = true under [entry]",
            )
        return bool(given)

    def fail(self, key: str, why: str, do: str) -> None:
        found = (
            i
            for i, line in enumerate(self.lines, 1)
            if re.search(rf"(^|[\s\[{{,.\"']){re.escape(key)}[\"']?\s*([=\].]|$)", line)
        )
        line = next(found, None)
        where = f"{self.path}, " + (f"line {line}, " if line else "") + f"key '{key}'"
        raise InputRefusedError("The column map is not understood.", where=where, why=why, do=do)

"""JSONL: one JSON object a line. A bad line is a rejected row; nested values are not read.

Row 1 is the first line that is not blank. Numbers keep the digits they are written with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from varsel.adapters.columnmap import ColumnMap
from varsel.adapters.encoding import Encoding, encoding_of, is_whole
from varsel.adapters.source import ROWS, Chunk
from varsel.canonical.barred import refuse_barred
from varsel.canonical.conform import Reject
from varsel.canonical.values import shape


class JsonlReader:
    """An opened JSONL file; barred names are looked for at every depth of every object."""

    def __init__(
        self, path: Path, column_map: ColumnMap | None = None, *, table: str = "", name: str = ""
    ) -> None:
        self.path, self.table, self.name = path, table, name or path.name
        given = column_map.encoding if column_map else None
        self.encoding = Encoding(given, damaged=True) if given else encoding_of(path)
        self.names: tuple[str, ...] | None = None
        self.decimal: str | None = None
        self.assumed = "."
        self._judged: set[str] = set()

    def notes(self) -> list[str]:
        """Nothing beyond what the rejected rows say."""
        return []

    def chunks(self, wanted: frozenset[str] | None = None) -> Iterator[Chunk]:
        """The rows in order, as columns of text."""
        if wanted is not None:
            wanted = frozenset(name.strip().casefold() for name in wanted)
        good: list[dict[str, Any]] = []
        rows: list[int] = []
        rejects: list[Reject] = []
        with self.path.open(encoding=self.encoding.name, errors="surrogateescape") as handle:
            row = 0
            for line in handle:
                if not line.strip():
                    continue
                row += 1
                found = self._line(line, wanted)
                if isinstance(found, dict):
                    good.append(found)
                    rows.append(row)
                else:
                    rejects.append(Reject(row, found[0], found[1], found[2]))
                if len(good) + len(rejects) >= ROWS:
                    yield _chunk(good, rows, rejects)
                    good, rows, rejects = [], [], []
        if good or rejects:
            yield _chunk(good, rows, rejects)

    def _line(
        self, line: str, wanted: frozenset[str] | None
    ) -> dict[str, Any] | tuple[str, str, str]:
        """The object's values, or column, shape and reason of the rejection."""
        if not is_whole(line):
            return "", shape(line), f"the line is not valid {self.encoding.name}"
        try:
            given = json.loads(line, parse_float=str, parse_int=str, parse_constant=_nothing)
        except (json.JSONDecodeError, RecursionError):
            return "", shape(line), "the line is not JSON"
        if not isinstance(given, dict):
            return "", shape(line), "the line is not a JSON object"
        if "\\u" in line and not is_whole(json.dumps(given, ensure_ascii=False)):
            return "", shape(line), "the line has half a character"
        self._judge(given)
        for key, value in given.items():
            if isinstance(value, bool):
                given[key] = "true" if value else "false"
            elif isinstance(value, (dict, list)):
                if wanted is None or key.strip().casefold() in wanted:
                    return key, shape(json.dumps(value)), f"{key} is nested"
                given[key] = None
        return given

    def _judge(self, given: Any) -> None:
        if isinstance(given, list):
            for value in given:
                self._judge(value)
            return
        if not isinstance(given, dict):
            return
        new = given.keys() - self._judged
        if new:
            refuse_barred(new, table=self.table, where=self.name)
            self._judged |= new
        for value in given.values():
            if isinstance(value, (dict, list)):
                self._judge(value)


def _nothing(word: str) -> None:
    """NaN and Infinity are no values."""


def _chunk(good: list[dict[str, Any]], rows: list[int], rejects: list[Reject]) -> Chunk:
    names = dict.fromkeys(k for g in good for k in g)
    columns = {n: pa.array([g.get(n) for g in good], pa.string()) for n in names}
    return Chunk(columns, pa.array(rows, pa.int64()), rejects)

"""One CSV file of reference data to rows, strictly: a file is read whole or refused."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import Any

from varsel.catalogue.reference.source import Source
from varsel.catalogue.reference.values import PARSERS
from varsel.errors import CatalogueError

Row = tuple[Any, ...]


def parse(source: Source, content: bytes, where: str) -> list[Row]:
    r"""Return the rows of a file in the column order of `source`, sorted by its key.

    `where` names the file in messages. Raises CatalogueError with line and column.

    >>> from varsel.catalogue.reference.source import sources
    >>> parse(sources()["wallet_firm"], b"name_pattern\nwechat\nalipay\n", "wallet_firm.csv")
    [('alipay',), ('wechat',)]
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(source, where, "it is not UTF-8 text", "save it as CSV UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(source, header, where)
        rows = [
            _row(source, header, cells, f"{where}, line {reader.line_num}")
            for cells in reader
            if cells
        ]
    except csv.Error as error:
        at = f"{where}, line {reader.line_num}"
        raise refusal(source, at, f"it is no CSV: {error}", "correct the line") from error
    return in_key_order(source, rows, where)


def in_key_order(source: Source, rows: list[Row], where: str) -> list[Row]:
    """Sort rows by key, so that a file's order never matters. Two rows of one key are refused."""
    at = [list(source.columns).index(column) for column in source.key]
    ordered = sorted(rows, key=lambda row: tuple(row[i] for i in at))
    keys = [tuple(row[i] for i in at) for row in ordered]
    for key, following in pairwise(keys):
        if key == following:
            why = f"two rows have the same {', '.join(source.key)}: {', '.join(map(str, key))}"
            raise refusal(source, where, why, "keep one of them")
    return ordered


def refusal(source: Source, where: str, why: str, do: str) -> CatalogueError:
    """Return the error that refuses a file of `source`."""
    what = f"The reference data '{source.name}' was refused."
    return CatalogueError(what, where=where, why=why, do=do)


def _check_header(source: Source, header: list[str], where: str) -> None:
    if sorted(header) == sorted(source.columns):
        return
    missing = [c for c in source.columns if c not in header]
    unknown = [c for c in header if c not in source.columns]
    why = [f"missing columns: {', '.join(missing)}"] if missing else []
    why += [f"unknown columns: {', '.join(unknown)}"] if unknown else []
    do = f"make the first line {','.join(source.columns)}"
    raise refusal(source, f"{where}, line 1", "; ".join(why) or "a column stands twice", do)


def _row(source: Source, header: list[str], cells: list[str], where: str) -> Row:
    if len(cells) != len(header):
        why = f"{len(cells)} values for {len(header)} columns"
        raise refusal(source, where, why, 'correct the line; a value with a comma needs "quotes"')
    named = dict(zip(header, cells, strict=True))
    return tuple(_value(source, c, named[c].strip(), where) for c in source.columns)


def _value(source: Source, column: str, text: str, line: str) -> Any:
    where, type_ = f"{line}, column '{column}'", source.columns[column]
    read, example = PARSERS[type_]
    if not text:
        if column in source.empty:
            return None
        raise refusal(source, where, "the value is missing", f"write a value like {example}")
    allowed = source.values.get(column, [text])
    if text not in allowed:
        raise refusal(source, where, f"'{text}' is not known", f"use one of {', '.join(allowed)}")
    try:
        return read(text)
    except ValueError as error:
        do = f"write it like {example}"
        raise refusal(source, where, f"'{text}' is not of type {type_}", do) from error

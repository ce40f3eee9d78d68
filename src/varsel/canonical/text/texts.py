"""The texts of ads, posts and messages as one stream, in batches.

Rows without words are left out: a deleted message has no text, and that is not a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

#: Rows turned into Python objects at a time: a few megabytes, whatever the table's size.
BATCH = 20_000

#: table -> (key, columns of its text, first day, last day)
_SHAPE: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "ad": ("ad_id", ("title", "text"), "first_seen", "last_seen"),
    "message": ("message_id", ("text",), "sent_at", "sent_at"),
    "post": ("post_id", ("text",), "posted_at", "posted_at"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text with the row it stands in and the days it was there."""

    table: str
    row_id: str
    text: str
    since: date | None
    until: date | None


def texts(tables: Mapping[str, pa.Table]) -> Iterator[Text]:
    r"""Every text in ads, messages and posts that holds at least one visible character.

    >>> ads = pa.table({"ad_id": ["a"], "title": ["Help wanted"], "text": ["Call us"]})
    >>> [t.text for t in texts({"ad": ads})]
    ['Help wanted\nCall us']
    """
    for name, (key, parts, first, last) in _SHAPE.items():
        for row in rows(tables.get(name), (key, *parts, first, last)):
            text = "\n".join(row[p] for p in parts if row[p])
            if row[key] is not None and text and not text.isspace():
                since = day(row[first])
                yield Text(name, row[key], text, since, day(row[last]) or since)


def rows(table: pa.Table | None, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows of a table with the columns asked for; a missing column is empty.

    >>> list(rows(pa.table({"a": [1]}), ("a", "b")))
    [{'a': 1, 'b': None}]
    """
    if table is None:
        return
    names = list(dict.fromkeys(columns))
    present = [n for n in names if n in table.column_names]
    blank = dict.fromkeys(names)
    for batch in table.select(present).to_batches(max_chunksize=BATCH):
        for row in batch.to_pylist():
            yield blank | row


def day(value: object) -> date | None:
    """The calendar day of a date or a wall-clock time.

    >>> from datetime import datetime
    >>> day(datetime(2026, 5, 1, 23, 30))
    datetime.date(2026, 5, 1)
    """
    if value is None or not isinstance(value, date):
        return None
    return date(value.year, value.month, value.day)

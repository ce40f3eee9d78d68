"""The table `text_group`: texts made from one template, across ads, messages and posts.

Two texts belong together when they are equal once numbers and contacts are masked, or, from
eight words on, when their three-word shingles have a Jaccard similarity of at least 0.8; groups
are connected components (see likeness.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from varsel.canonical.contract import contract
from varsel.canonical.text.contacts import EMAIL, HANDLE, LINK
from varsel.canonical.text.fold import fold
from varsel.canonical.text.likeness import components
from varsel.canonical.text.texts import texts

#: Scripts written without spaces: each character counts as a word.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_NUMBER = re.compile(r"\+?\d(?:[\d\s.,:/()\-]*\d)?")


def text_groups(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Every text that shares its template with another, sorted by group and row.

    Args:
        tables: any of ad, post, message.

    >>> ads = pa.table({"ad_id": ["a", "b", "c"],
    ...                 "text": ["Nice room, 500 kr", "Nice room, 650 kr", "No room"]})
    >>> text_groups({"ad": ads}).select(["group_id", "row_id"]).to_pylist()
    [{'group_id': 'ad/a', 'row_id': 'a'}, {'group_id': 'ad/a', 'row_id': 'b'}]

    """
    same: dict[str, list[tuple[str, str, date | None]]] = defaultdict(list)
    for text in texts(tables):
        if words := template(text.text):
            same[words].append((text.table, text.row_id, text.since))
    keys = sorted(same)
    roots = components(keys)
    groups: dict[int, list[tuple[str, str, date | None]]] = defaultdict(list)
    for i, key in enumerate(keys):
        groups[roots[i]].extend(same[key])
    found = []
    for members in groups.values():
        if len({m[:2] for m in members}) > 1:
            group_id = min(f"{table}/{row}" for table, row, _ in members)
            found += [(group_id, *m) for m in members]
    ordered = sorted(found, key=lambda m: (*m[:3], m[3] or date.min))
    schema = contract().tables["text_group"].schema
    columns = list(zip(*ordered, strict=True)) or [()] * len(schema)
    arrays = [pa.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def template(text: str) -> str:
    """The words of a text with numbers as 0 and contacts left out, any script kept.

    >>> template("Call Ana on 00 12 34 56, 500 kr! t.me/ana")
    'call ana on 0 kr'
    """
    plain = fold(text).text.casefold()
    if "@" in plain or "/" in plain or "www." in plain or ":" in plain:
        for contact in (EMAIL, LINK, HANDLE):
            plain = contact.sub(" ", plain)
    words = _WORD.findall(_NUMBER.sub(" 0 ", plain))
    merged = [w for i, w in enumerate(words) if w != "0" or i == 0 or words[i - 1] != "0"]
    return "" if all(w == "0" for w in merged) else " ".join(merged)

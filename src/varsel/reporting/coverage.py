"""What `varsel check` says: tables, rejected rows, and what can be evaluated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import pyarrow as pa

from varsel.detection.coverage import Coverage

#: Rejected rows listed one by one; the rest are counted by reason.
LISTED = 20
WORDS = {
    "da": {
        "tables": "Tabeller", "read": "læst", "loaded": "indlæst", "rejected": "afvist",
        "rows": "Afviste rækker", "row": "række", "more": "flere", "notes": "Bemærk",
        "indicators": "Indikatorer", "ran": "kan vurderes", "partly": "kan delvis vurderes",
        "not_evaluable": "kan ikke vurderes", "off": "slået fra",
    },
    "en": {
        "tables": "Tables", "read": "read", "loaded": "loaded", "rejected": "rejected",
        "rows": "Rejected rows", "row": "row", "more": "more", "notes": "Note",
        "indicators": "Indicators", "ran": "can be evaluated",
        "partly": "can be evaluated in part", "not_evaluable": "cannot be evaluated",
        "off": "switched off",
    },
}  # fmt: skip


class _Loaded(Protocol):
    """What this page needs of a load, so that reporting imports no adapter."""

    @property
    def tables(self) -> Mapping[str, Any]:
        """Loaded tables by name."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """What was passed over."""
        ...


def coverage_lines(
    loaded: _Loaded, rejected: pa.Table, coverage: Iterable[Coverage], lang: str
) -> list[str]:
    """Lines for the terminal. Rows read = rows loaded + rows rejected, per table."""
    word = WORDS[lang]
    refused = Counter(rejected["table"].to_pylist())
    lines = [word["tables"]]
    for name, table in sorted(loaded.tables.items()):
        kept = table.rows_read - refused[name]
        lines.append(
            f"  {name:16} {table.rows_read:>12,} {word['read']}  {kept:>12,} {word['loaded']}"
            f"  {refused[name]:>8,} {word['rejected']}"
        )
    lines += _rejected(rejected, word)
    if loaded.notes:
        lines += ["", word["notes"], *(f"  {n}" for n in loaded.notes)]
    lines += ["", word["indicators"]]
    for row in coverage:
        lines.append(f"  {row.indicator:4} {word[row.status]}")
        lines += [f"         {m}" for m in row.missing]
    return lines


def _rejected(rejected: pa.Table, word: Mapping[str, str]) -> list[str]:
    if not rejected.num_rows:
        return []
    lines = ["", f"{word['rows']} ({rejected.num_rows:,})"]
    for r in rejected.slice(0, LISTED).to_pylist():
        where = f"{r['file']}, {word['row']} {r['row']}, {r['column']}"
        shape = f" [{r['shape']}]" if r["shape"] else ""
        lines.append(f"  {where}{shape}: {r['reason']}")
    if rejected.num_rows > LISTED:
        lines.append(f"  … {rejected.num_rows - LISTED:,} {word['more']}")
    return lines

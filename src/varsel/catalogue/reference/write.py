"""Writes a generated file of reference data."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from varsel.catalogue.reference.source import sources

#: Where the files ship from.
HERE = Path(__file__).parent


def write(folder: Path, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write `rows` as the file called `name`, with the header that sources.toml gives it."""
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(sources()[name].columns)
        writer.writerows(rows)

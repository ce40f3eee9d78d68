"""The reference data as tables: what ships, or the user's own in place of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pyarrow as pa

from varsel.catalogue.reference.parse import Row, in_key_order, parse
from varsel.catalogue.reference.places import distances, spellings
from varsel.catalogue.reference.source import Source, sources
from varsel.errors import CatalogueError


def load_reference(replace: Path | None = None) -> dict[str, pa.Table]:
    """Return every table of reference data by name, its rows sorted by key.

    A file in the folder `replace` takes the place of the shipped file of the same name; it must
    have the same columns. A replaced `municipality` renews the distances and spellings made of it.
    Raises CatalogueError for a file that has no known name or cannot be read whole.

    >>> load_reference()["price_band"].column("core_high").to_pylist()
    [Decimal('1000.00')]
    """
    tables = {name: shipped(name) for name in sources()}
    if replace is None:
        return tables
    given = {
        name: _table(sources()[name], parse(sources()[name], path.read_bytes(), str(path)))
        for name, path in _own(replace)
    }
    renewed = places(given["municipality"]) if "municipality" in given else {}
    return tables | renewed | given


@cache
def shipped(name: str) -> pa.Table:
    """Return one table as it ships; empty where nothing ships."""
    source = sources()[name]
    if not source.shipped:
        return source.schema.empty_table()
    content = (files("varsel.catalogue.reference") / f"{name}.csv").read_bytes()
    return _table(source, parse(source, content, f"{name}.csv"))


def places(municipality: pa.Table) -> dict[str, pa.Table]:
    """Return the two tables that are computed from `municipality`."""
    found = municipality.to_pylist()
    seats = {row["name"]: (float(row["lat"]), float(row["lon"])) for row in found}
    computed: dict[str, list[Row]] = {
        "municipality_distance": list(distances(seats)),
        "municipality_name": list(spellings((row["code"], row["name"]) for row in found)),
    }
    return {
        name: _table(sources()[name], in_key_order(sources()[name], rows, "municipality.csv"))
        for name, rows in computed.items()
    }


def _table(source: Source, rows: list[Row]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(source.columns)
    types = source.schema.types
    arrays = [pa.array(values, type_) for values, type_ in zip(columns, types, strict=True)]
    return pa.table(arrays, schema=source.schema)


def _own(folder: Path) -> list[tuple[str, Path]]:
    """Find the user's files. A file that looks meant and would replace nothing is an error."""
    if not folder.is_dir():
        raise CatalogueError(
            "The reference data could not be replaced.",
            where=str(folder),
            why="there is no such folder",
            do="name a folder that holds CSV files such as ad_site.csv",
        )
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv" and path.stem not in sources():
            continue
        if path.suffix != ".csv" or path.stem not in sources() or not path.is_file():
            raise CatalogueError(
                f"The reference file '{path.name}' was refused.",
                where=str(path),
                why="it would replace nothing: no reference data has that file name",
                do=f"call it one of {', '.join(f'{name}.csv' for name in sources())}",
            )
        found.append((path.stem, path))
    return found

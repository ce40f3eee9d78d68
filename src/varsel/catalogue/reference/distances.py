"""Run as a module: writes municipality_distance.csv and municipality_name.csv anew."""

from __future__ import annotations

from pathlib import Path

from varsel.catalogue.reference.load import places, shipped
from varsel.catalogue.reference.write import HERE, write


def main(folder: Path = HERE) -> None:
    """Compute both files from municipality.csv and write them into `folder`."""
    for name, table in places(shipped("municipality")).items():
        write(folder, name, zip(*(column.to_pylist() for column in table.columns), strict=True))


if __name__ == "__main__":
    main()

"""Numbers of the society: each unit's assumptions stand in a TOML file beside it, with their source.

A number in code would hide where it comes from. Whoever doubts a figure of the benchmark finds here
what it rests on; `varsel.adapters.society.pages` prints all of them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from varsel.errors import CatalogueError


@dataclass(frozen=True)
class Assumption:
    """One number or set of numbers. source: a publication, or "assumption:" and the reasoning."""

    name: str
    value: Any
    source: str
    unit: str = ""


class Assumptions:
    """The assumptions of one unit, read as attributes.

    >>> assumptions(Path(__file__).with_name("people.toml")).adult_age
    18
    """

    def __init__(self, items: dict[str, Assumption]) -> None:
        self.items = items

    def __getattr__(self, name: str) -> Any:
        try:
            return self.items[name].value
        except KeyError:
            raise AttributeError(f"no assumption {name}; there are {sorted(self.items)}") from None


@cache
def assumptions(path: Path) -> Assumptions:
    """The assumptions in a TOML file: a table per number with value, source and, where it has one, unit.

    Raises CatalogueError where one lacks its value or source.
    """
    items = {}
    for name, raw in tomllib.loads(path.read_text("utf-8")).items():
        if (
            not isinstance(raw, dict)
            or set(raw) - {"value", "source", "unit"}
            or not raw.get("source")
            or "value" not in raw
        ):
            raise CatalogueError(
                "An assumption of the society is not whole.",
                where=f"{path.name}, {name}",
                why="it needs value and source, may have unit, and nothing else",
                do="say where the number comes from, or 'assumption: ' and why",
            )
        items[name] = Assumption(name, _frozen(raw["value"]), raw["source"], raw.get("unit", ""))
    return Assumptions(items)


def beside(module_file: str) -> Assumptions:
    """The assumptions of a module: the TOML file of the same name beside it."""
    return assumptions(Path(module_file).with_suffix(".toml"))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value

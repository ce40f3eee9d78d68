"""Municipalities in which the society lives; the rest of Denmark is only travelled to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random


@dataclass(frozen=True)
class Place:
    """A municipality. people: thousands of residents. near: municipalities in reach of a commute."""

    name: str
    people: int
    region: str
    near: tuple[str, ...]


@cache
def places() -> dict[str, Place]:
    """All places by name.

    >>> places()["Vejle"].region
    'Syddanmark'
    """
    raw = tomllib.loads((files("varsel.adapters.society") / "places.toml").read_text("utf-8"))
    return {n: Place(n, p["people"], p["region"], tuple(p["near"])) for n, p in raw.items()}


def some_place(luck: Random, *, besides: tuple[str, ...] = ()) -> str:
    """A municipality, the populous more often, none of `besides`."""
    choice = [p for p in places().values() if p.name not in besides]
    return luck.choices(choice, [p.people for p in choice])[0].name

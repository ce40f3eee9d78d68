"""Finds the units that tell of exploitation (bundles/) and of lawful lives near it (lookalikes/).

A unit is a module and a TOML file of its assumptions, of one name; putting them in the folder is all
there is to add one. The module has NEAR (the bundle whose neighbourhood it lies in, itself for a
bundle) and tell(d, luck, network), which tells one network into the district and returns False where
the district had nobody for it. A look-alike's assumptions hold per_10000: units per 10,000 residents.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from varsel.adapters.society import bundles, lookalikes
from varsel.adapters.society.assume import Assumptions, beside
from varsel.adapters.society.district import District
from varsel.adapters.society.truth import Network

Teller = Callable[[District, Random, Network], bool]


@dataclass(frozen=True)
class Unit:
    """One kind of network: its name, the bundle it lies near, what tells it, and what it assumes."""

    name: str
    kind: str
    near: str
    tell: Teller
    assumptions: Assumptions
    what: str


@cache
def units(kind: str) -> tuple[Unit, ...]:
    """All units of a kind (plant or lookalike), by name.

    >>> sorted({u.kind for u in units("plant")})
    ['plant']
    """
    package = {"plant": bundles, "lookalike": lookalikes}[kind]
    found = []
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        what = (module.__doc__ or "").strip().splitlines()[0]
        found.append(
            Unit(info.name, kind, module.NEAR, module.tell, beside(module.__file__ or ""), what)
        )
    return tuple(found)


def told(d: District, unit: Unit, topic: str) -> bool:
    """Tell one network of a unit; where it cannot be told here, nothing of it is kept."""
    luck = d.luck.plain(f"{unit.name}/{topic}")
    network = d.network(unit.kind, unit.name, near=unit.near)
    if unit.tell(d, luck, network):
        return True
    d.networks.remove(network)
    for person in d.everybody:
        if person.used == network.network_id:
            person.used = ""
    return False

"""Lines of business: trades.toml, a row per NACE class."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from varsel.errors import CatalogueError


@dataclass(frozen=True)
class Trade:
    """One line of business, and how its workplaces usually are.

    per_1000: workplaces per thousand residents. staff: typical number and, as a factor, its spread.
    pay: median gross an hour in kroner; pay_spread: the factor between firms. hourly: part of the
    staff paid by the hour. mcc: of its card terminals, if it has any. hours: opening hours as in
    OpenStreetMap, several of which one firm has one. foreign: part of the staff who are foreign
    citizens. season: months in which more work is done, with the factor. staff_cost: wages as a part
    of turnover. source: where the figures come from.
    """

    nace: str
    what: str
    per_1000: float
    staff: tuple[float, float]
    pay: float
    pay_spread: float
    hourly: float
    hours: tuple[str, ...]
    foreign: float
    staff_cost: float
    source: str
    mcc: str | None = None
    season: tuple[tuple[int, float], ...] = ()
    fortnightly: float = 0.0
    part_time: float = 0.2


@cache
def trades() -> dict[str, Trade]:
    """Every trade by NACE class."""
    path = Path(__file__).with_name("trades.toml")
    known = {f.name for f in fields(Trade)} - {"nace"}
    found = {}
    for nace, raw in tomllib.loads(path.read_text("utf-8")).items():
        if set(raw) - known or not raw.get("source"):
            raise CatalogueError(
                "A trade of the society is not whole.",
                where=f"trades.toml, {nace}",
                why=f"it needs a source and may have {', '.join(sorted(known))}",
                do="say where its figures come from, or 'assumption: ' and why",
            )
        found[nace] = Trade(nace=nace, **{k: _frozen(v) for k, v in raw.items()})
    return found


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value

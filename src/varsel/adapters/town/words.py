"""What people in the town write, read from words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(part: str) -> dict[str, Any]:
    """The texts of one case, or of the town.

    >>> words("chen_ying")["name"]["en"]
    'Chen Ying'
    """
    raw = tomllib.loads((files("varsel.adapters.town") / "words.toml").read_text("utf-8"))
    found: dict[str, Any] = raw[part]
    return found

"""The settings of combination, from settings.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Settings:
    """Limits of combination; see settings.toml for their reasons."""

    reach_days: int
    tenure_slack_days: int
    hub: dict[str, int]
    many: dict[str, int]
    only: dict[str, tuple[str, ...]]

    def followed(self, kind: str, dimension: str) -> bool:
        """Whether a flag of `dimension` reaches along a link of `kind`.

        >>> settings().followed("employs", "exploitation.labour")
        True
        """
        return kind not in self.only or dimension in self.only[kind]


@cache
def settings() -> Settings:
    """The settings that ship with this version.

    >>> settings().reach_days
    180
    """
    raw = tomllib.loads((files("varsel.escalation") / "settings.toml").read_text("utf-8"))
    return Settings(
        raw["reach_days"],
        raw["tenure_slack_days"],
        {k: v["limit"] for k, v in raw["hub"].items()},
        {k: v["limit"] for k, v in raw["many"].items()},
        {k: tuple(v["dimensions"]) for k, v in raw["only"].items()},
    )

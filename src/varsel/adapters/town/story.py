"""What happens in the town and to whom: the key to the demo, kept apart from the data.

Nothing here is read by a detector; it lets a test or a reader ask whether the right people were
found, and whether the others were left in peace.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: Roles in truth: exploited, controller, and bystander for everybody who is neither.
ROLES = ("exploited", "controller", "bystander")


@dataclass(frozen=True)
class Tale:
    """One thing that happens: `kind` is story or lookalike; members are node ids with true roles."""

    key: str
    kind: str
    name: dict[str, str]
    what: dict[str, str]
    members: dict[str, str]
    #: The level its alert must reach (a story) or must not pass (a look-alike).
    level: str
    #: Leaflet or catalogue ids that the telling comes near or shows.
    near: tuple[str, ...] = ()


def lookalike(
    key: str, da: tuple[str, str], en: tuple[str, str], members: Sequence[str], *near: str
) -> Tale:
    """A lawful tale: name and what happens in both languages, nobody exploited, Note at most."""
    name, what = {"da": da[0], "en": en[0]}, {"da": da[1], "en": en[1]}
    return Tale(key, "lookalike", name, what, dict.fromkeys(members, "bystander"), "Note", near)


@dataclass
class TownStory:
    """All tales of one town, with the seed that made it."""

    seed: int
    people: int
    as_of: str
    tales: list[Tale] = field(default_factory=list)

    @property
    def stories(self) -> list[Tale]:
        """The leaflet's three."""
        return [t for t in self.tales if t.kind == "story"]

    @property
    def lookalikes(self) -> list[Tale]:
        """The lawful ones beside them."""
        return [t for t in self.tales if t.kind == "lookalike"]

    def write(self, path: Path) -> None:
        """Write as TOML."""
        lines = [f"seed = {self.seed}", f"people = {self.people}", f'as_of = "{self.as_of}"']
        for tale in self.tales:
            lines += ["", "[[tale]]", f"key = {_text(tale.key)}", f"kind = {_text(tale.kind)}"]
            lines += [f"name = {_table(tale.name)}", f"what = {_table(tale.what)}"]
            near = ", ".join(_text(n) for n in tale.near)
            lines += [f"level = {_text(tale.level)}", f"near = [{near}]", "[tale.members]"]
            lines += [f"{_text(node)} = {_text(role)}" for node, role in tale.members.items()]
        path.write_text("\n".join(lines) + "\n", "utf-8")


def read_story(path: Path) -> TownStory:
    """Read what `TownStory.write` wrote."""
    raw = tomllib.loads(path.read_text("utf-8"))
    tales = [Tale(**{**t, "near": tuple(t["near"])}) for t in raw["tale"]]
    return TownStory(raw["seed"], raw["people"], raw["as_of"], tales)


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _table(values: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{k} = {_text(v)}" for k, v in values.items()) + " }"

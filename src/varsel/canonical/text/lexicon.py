"""The lexicon: criteria, and the patterns of each language that meet them, read from TOML.

Every pattern is checked when it is read: unknown keys, slots and criteria stop the load.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from varsel.canonical.text.money import MONEY, PER, SUM
from varsel.errors import CatalogueError

LANGUAGES = ("da", "en")
_FOLDER = files("varsel.canonical.text") / "lexicon"

#: A character within a sentence: a stop within a word or after an abbreviation does not end it.
_INSIDE = r"(?:[^.!?\n]|\.(?=\S)|(?<=\bkr)\.|(?<=\bpr)\.|(?<=\bca)\.|(?<=\bnr)\.|(?<=\bdkk)\.)"
#: Slots of every language -> what they stand for, and a coarser form without look-around.
_BUILT_IN = {
    "gap": (rf"{_INSIDE}{{0,40}}?", "(?s:.*)"),
    "near": (rf"{_INSIDE}{{0,90}}?", "(?s:.*)"),
    "far": (r"[\s\S]{0,300}?", "(?s:.*)"),
    "money": (MONEY, "(?s:.*)"),
    "per": (PER, "(?s:.*)"),
    "sum": (SUM, "(?s:.*)"),
    "start": (r"(?:(?:^|(?<=[.!?\n,:;(*-]))[\s*-]{0,3})", ""),
    "stop": (r"(?=\W{0,3}(?:$|[\n.!?]))", ""),
}
_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Criterion:
    """What a text can be found to say."""

    name: str
    da: str
    en: str
    read_by: tuple[str, ...]
    value: str = ""
    parts: tuple[str, ...] = ()
    parts_needed: int = 1
    hearsay: bool = True


@dataclass(frozen=True)
class Pattern:
    """One way of saying it. `coarse` is RE2 and matches whatever `find` matches, and more."""

    criterion: str
    language: str
    part: str
    find: re.Pattern[str]
    coarse: str
    unless: re.Pattern[str] | None
    negatable: bool
    example: str


@dataclass(frozen=True)
class Lexicon:
    """Criteria, patterns and guards of all languages."""

    version: str
    criteria: dict[str, Criterion]
    patterns: tuple[Pattern, ...]
    guards: dict[str, re.Pattern[str]]

    @property
    def name(self) -> str:
        """Name and version as signals carry them."""
        return f"varsel {self.version}"


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with this version.

    >>> lexicon().criteria["image_threat"].parts_needed
    3
    """
    raw = _toml("criteria")
    criteria = {n: _criterion(n, c) for n, c in raw["criteria"].items()}
    languages = {name: _toml(name) for name in LANGUAGES}
    patterns = tuple(p for n, r in languages.items() for p in _patterns(n, r, criteria))
    return Lexicon(raw["version"], criteria, patterns, _guards(list(languages.values())))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _criterion(name: str, raw: dict[str, Any]) -> Criterion:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
    try:
        return Criterion(name=name, **values)
    except TypeError as error:
        raise _refused(f"criteria.toml, [criteria.{name}]", str(error)) from error


def _patterns(language: str, raw: dict[str, Any], criteria: dict[str, Criterion]) -> list[Pattern]:
    slots = {n: rf"\b(?:{'|'.join(words)})\b" for n, words in raw["slots"].items()}
    unless = slots | raw["unless"]
    found = []
    for name, entry in raw["criteria"].items():
        where = f"{language}.toml, [criteria.{name}]"
        if name not in criteria:
            raise _refused(where, "criteria.toml does not have it")
        for spec in entry["patterns"]:
            left = set(spec) - {"part", "find", "unless", "negatable", "example"}
            part = spec.get("part", "")
            if left or (part or "") not in (criteria[name].parts or ("",)):
                raise _refused(where, f"unknown key or part in {spec['find']!r}")
            exact, coarse = _expand(spec["find"], slots, where)
            without = _expand(spec["unless"], unless, where)[0] if "unless" in spec else ""
            found.append(
                Pattern(name, language, part, re.compile(exact), coarse,
                        re.compile(without) if without else None,
                        spec.get("negatable", True), spec["example"])
            )  # fmt: skip
    return found


def _expand(find: str, slots: dict[str, str], where: str) -> tuple[str, str]:
    """The regular expression with its slots filled in: exact, and coarse for RE2."""
    for slot in _SLOT.findall(find):
        if slot not in slots and slot not in _BUILT_IN:
            raise _refused(where, f"there is no slot {slot!r}")
    edge = r"\b" if re.match(r"\w|\(\?:\w", find) else ""
    end = r"\b" if re.search(r"(?<!\\)\w\)?$", find) else ""
    exact = _SLOT.sub(lambda m: slots.get(m[1]) or _BUILT_IN[m[1]][0], find)
    coarse = _SLOT.sub(lambda m: slots.get(m[1]) or _BUILT_IN[m[1]][1], find)
    coarse = re.sub(r"\(\?![^()]*\)", "", coarse).replace(r"\b", "")
    coarse = coarse.replace(r"\w", r"\S").replace(r"\W", r"(?s:.)").replace(r"\d", r"\pN")
    return f"{edge}{exact}{end}", coarse


def _guards(languages: list[dict[str, Any]]) -> dict[str, re.Pattern[str]]:
    """Guards of all languages in one: a text may mix languages."""
    names = languages[0]["guards"]
    return {
        n: re.compile(rf"(?<!\w)(?:{'|'.join(w for r in languages for w in r['guards'][n])})(?!\w)")
        for n in names
    }


def _refused(where: str, why: str) -> CatalogueError:
    return CatalogueError("The lexicon cannot be read.", where=where, why=why,
                          do="correct it; the rules stand at the top of en.toml")  # fmt: skip

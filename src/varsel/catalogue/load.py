"""Folders -> indicators. Unknown or missing keys are errors with file and line."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from varsel.catalogue.model import (
    DIMENSIONS,
    ROLES,
    STRENGTHS,
    Dated,
    Indicator,
    Innocent,
    Measure,
    Parameter,
    Text,
    Variant,
)
from varsel.errors import CatalogueError

FOLDER = re.compile(r"^([bfrx])(\d\d)_[a-z0-9_]+$")
REQUIRED = {
    "id", "version", "status", "dimension", "role", "merge_gap", "half_life", "evidence_grade",
    "title", "description", "source", "variants", "parameters", "measures", "innocent",
    "known_gaps", "questions", "next_steps", "crosswalk", "review",
}  # fmt: skip
OPTIONAL = {"sex_work_rule", "off"}


def catalogue_folder() -> Path:
    """The folder of indicators that ships with this version."""
    return Path(str(files("varsel.catalogue")))


def load_catalogue(folder: Path | None = None) -> dict[str, Indicator]:
    """Every indicator below `folder`, in the order of the folder names.

    >>> load_catalogue()["F8"].role
    'both'
    """
    root = folder or catalogue_folder()
    found = [load_indicator(d) for d in sorted(root.iterdir()) if FOLDER.match(d.name)]
    if not found:
        raise CatalogueError(
            "No indicator was found.",
            where=str(root),
            why="no folder is named like f08_salary_returned",
            do="point to a folder that holds one folder per indicator",
        )
    return {i.id: i for i in sorted(found, key=lambda i: i.folder.name)}


def indicator_id(text: str) -> str:
    """The id as the catalogue writes it.

    >>> indicator_id("f08")
    'F8'
    """
    return re.sub(r"^([A-Z])0*(\d)", r"\1\2", text.strip().upper())


def load_indicator(folder: Path) -> Indicator:
    """One indicator from its three files."""
    path = folder / "indicator.toml"
    reader = _Reader(path)
    raw = reader.raw
    reader.keys(raw, REQUIRED, OPTIONAL, "the top")
    reader.one_of(raw, "dimension", DIMENSIONS)
    reader.one_of(raw, "role", ROLES)
    letter, number = FOLDER.match(folder.name).groups()  # type: ignore[union-attr]
    if raw["id"] != f"{letter.upper()}{int(number)}":
        reader.fail("id", f"the folder is named {folder.name}", "make id and folder agree")
    parameters = {n: reader.parameter(n, p) for n, p in raw["parameters"].items()}
    return Indicator(
        id=raw["id"],
        folder=folder,
        version=raw["version"],
        status=raw["status"],
        title=reader.text(raw, "title"),
        description=reader.text(raw, "description"),
        dimension=raw["dimension"],
        role=raw["role"],
        source=raw["source"],
        merge_gap=raw["merge_gap"],
        sex_work_rule=raw.get("sex_work_rule", False),
        off=raw.get("off", False),
        parameters=parameters,
        measures={n: reader.measure(n, m, parameters) for n, m in raw["measures"].items()},
        variants={n: reader.variant(n, v, raw["half_life"]) for n, v in raw["variants"].items()},
        innocent=tuple(reader.innocent(i) for i in raw["innocent"]),
        known_gaps=reader.text(raw, "known_gaps"),
        questions=tuple(reader.bare_text(q, "questions") for q in raw["questions"]),
        next_steps=tuple(reader.bare_text(q, "next_steps") for q in raw["next_steps"]),
        crosswalk=raw["crosswalk"],
        evidence_grade=raw["evidence_grade"],
        review=raw["review"],
        detect=_detector(folder / "detector.py"),
    )


def _detector(path: Path) -> Callable[[Any, Any], Any]:
    """The function `detect` of a detector file, wherever the folder lies."""
    if not path.exists():
        raise CatalogueError(
            "An indicator has no detector.", where=str(path), do="write detector.py beside it"
        )
    spec = importlib.util.spec_from_file_location(f"varsel_detector_{path.parent.name}", path)
    assert spec is not None  # a path that exists always gives a spec
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    detect: Callable[[Any, Any], Any] = module.detect
    return detect


class _Reader:
    """Reads one indicator.toml and says where something is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._source = path.read_text("utf-8")
            self.raw = tomllib.loads(self._source, parse_float=Decimal)
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise CatalogueError(
                "An indicator could not be read.",
                where=str(path),
                why=str(error),
                do="mend the file; it is TOML",
            ) from error

    def fail(self, key: str, why: str, do: str) -> None:
        lines = self._source.splitlines()
        line = next((n for n, text in enumerate(lines, 1) if key in text), 1)
        raise CatalogueError(
            "An indicator is not as it should be.",
            where=f"{self.path}, line {line}, key '{key}'",
            why=why,
            do=do,
        )

    def keys(
        self, found: Mapping[str, Any], required: set[str], optional: set[str], where: str
    ) -> None:
        for key in sorted(set(found) - required - optional):
            known = ", ".join(sorted(required | optional))
            self.fail(key, f"unknown key at {where}", f"use one of: {known}")
        for key in sorted(required - set(found)):
            self.fail(key, f"missing at {where}", f"add '{key}'")

    def one_of(self, found: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> None:
        if found[key] not in allowed:
            self.fail(key, f"'{found[key]}' is not known", f"use one of: {', '.join(allowed)}")

    def text(self, found: Mapping[str, Any], key: str) -> Text:
        return self.bare_text(found[key], key)

    def bare_text(self, found: Any, key: str) -> Text:
        if not isinstance(found, dict) or set(found) != {"da", "en"} or not all(found.values()):
            self.fail(key, "a text needs Danish and English", 'write { da = "...", en = "..." }')
        return Text(found["da"], found["en"])

    def parameter(self, name: str, raw: dict[str, Any]) -> Parameter:
        self.keys(raw, {"label", "unit", "values"}, set(), f"parameters.{name}")
        dated = []
        for value in raw["values"]:
            self.keys(value, {"since", "value", "reason"}, set(), f"parameters.{name}.values")
            if not isinstance(value["since"], dt.date):
                self.fail(name, "since is not a date", "write since = 2026-01-01")
            held = value["value"]
            held = tuple(held) if isinstance(held, list) else held
            dated.append(Dated(value["since"], held, value["reason"]))
        if not dated:
            self.fail(name, "no value", "add one to values")
        return Parameter(
            name, self.text(raw, "label"), raw["unit"], tuple(sorted(dated, key=lambda d: d.since))
        )

    def measure(self, name: str, raw: dict[str, Any], known: Mapping[str, Parameter]) -> Measure:
        self.keys(raw, {"label", "unit"}, {"parameter", "compare"}, f"measures.{name}")
        parameter = raw.get("parameter")
        if parameter is not None and parameter not in known:
            self.fail(name, f"no parameter '{parameter}'", "name one of parameters")
        return Measure(
            name, self.text(raw, "label"), raw["unit"], parameter, raw.get("compare", ">=")
        )

    def variant(self, name: str, raw: dict[str, Any], half_life: int) -> Variant:
        self.keys(
            raw, {"label", "strength", "needs"}, {"third_party", "lifts", "half_life"},
            f"variants.{name}",
        )  # fmt: skip
        self.one_of(raw, "strength", STRENGTHS)
        needs = raw["needs"] if isinstance(raw["needs"], list) else [raw["needs"]]
        return Variant(
            name=name,
            label=self.text(raw, "label"),
            strength=raw["strength"],
            needs=tuple({t: tuple(c) for t, c in alternative.items()} for alternative in needs),
            third_party=raw.get("third_party", False),
            lifts=raw.get("lifts", False),
            half_life=raw.get("half_life", half_life),
        )

    def innocent(self, raw: dict[str, Any]) -> Innocent:
        self.keys(raw, {"name", "excluded", "da", "en"}, set(), "innocent")
        return Innocent(raw["name"], Text(raw["da"], raw["en"]), raw["excluded"])

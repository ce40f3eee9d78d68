"""An indicator as an object: what indicator.toml says, checked key by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

#: Strength in rising order; a modifier adds questions and never a level.
STRENGTHS = ("modifier", "W", "M", "S")
#: dimension -> the part of it an indicator may name. Exploitation is judged in three parts.
DIMENSIONS = (
    "recruitment",
    "control",
    "exploitation.sexual",
    "exploitation.labour",
    "exploitation.criminal",
    "movement",
    "identity",
    "laundering",
    "modifier",
)
ROLES = ("victim", "trafficker", "both")

Value = int | Decimal | str | tuple[Any, ...]


@dataclass(frozen=True)
class Text:
    """One text in both languages."""

    da: str
    en: str

    def __call__(self, lang: str) -> str:
        """The text in `lang`: da or en."""
        return self.da if lang == "da" else self.en


@dataclass(frozen=True)
class Dated:
    """A parameter's value from a day on, and why."""

    since: dt.date
    value: Value
    reason: str


@dataclass(frozen=True)
class Parameter:
    """A threshold with a name, a unit, and a value for every day it has been in force."""

    name: str
    label: Text
    unit: str
    values: tuple[Dated, ...]

    def on(self, day: dt.date) -> Dated:
        """The value in force on `day`; before the first, the first."""
        held = [v for v in self.values if v.since <= day]
        return held[-1] if held else self.values[0]


@dataclass(frozen=True)
class Measure:
    """A measured value of a flag: a column of the detector's result beside its threshold."""

    name: str
    label: Text
    unit: str
    parameter: str | None
    compare: str


@dataclass(frozen=True)
class Variant:
    """One way an indicator can be met, with the strength and the data it needs."""

    name: str
    label: Text
    strength: str
    #: Alternatives; each is table -> columns, and one of them must be there whole.
    needs: tuple[Mapping[str, tuple[str, ...]], ...]
    third_party: bool
    lifts: bool
    half_life: int


@dataclass(frozen=True)
class Innocent:
    """A lawful explanation: its name (cases refer to it) and its text.

    `excluded` says that the detector itself sets such data aside; otherwise a person has to ask.
    """

    name: str
    text: Text
    excluded: bool


@dataclass(frozen=True)
class Indicator:
    """One indicator: definition, parameters, texts, and its detector."""

    id: str
    folder: Path
    version: int
    status: str
    title: Text
    description: Text
    dimension: str
    role: str
    source: Mapping[str, Any]
    merge_gap: int
    sex_work_rule: bool
    off: bool
    parameters: Mapping[str, Parameter]
    measures: Mapping[str, Measure]
    variants: Mapping[str, Variant]
    innocent: tuple[Innocent, ...]
    known_gaps: Text
    questions: tuple[Text, ...]
    next_steps: tuple[Text, ...]
    crosswalk: Mapping[str, str]
    evidence_grade: str
    review: Mapping[str, Any]
    detect: Callable[[Any, Any], ir.Table]

    def regimes(self, since: dt.date, until: dt.date) -> list[tuple[dt.date, dt.date]]:
        """Spans of days within which no parameter changes, in order, both ends included."""
        # The first value holds backwards too, so only later ones change anything.
        changes = {v.since for p in self.parameters.values() for v in p.values[1:]}
        starts = sorted({since} | {c for c in changes if since < c <= until})
        ends = [s - dt.timedelta(days=1) for s in starts[1:]] + [until]
        return list(zip(starts, ends, strict=True))

    def on(self, day: dt.date, changed: Mapping[str, Value] | None = None) -> Parameters:
        """The parameters in force on `day`, with `changed` ones replaced (a trial)."""
        values = {n: p.on(day).value for n, p in self.parameters.items()}
        return Parameters(self.id, values | dict(changed or {}))


class Parameters:
    """Parameter values as attributes: `p.window_days`."""

    def __init__(self, indicator: str, values: Mapping[str, Value]) -> None:
        self._indicator, self._values = indicator, dict(values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"{self._indicator} has no parameter '{name}'") from None

    def items(self) -> list[tuple[str, Value]]:
        """Names and values in the order of the names."""
        return sorted(self._values.items())

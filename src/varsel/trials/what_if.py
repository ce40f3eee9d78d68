"""What a changed parameter would do: flags and alerts gained and lost, and the people concerned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from varsel.catalogue.model import Indicator, Value
from varsel.detection.flags import Flag
from varsel.errors import UsageError
from varsel.escalation.model import LEVELS, Alert
from varsel.reporting.result import Result
from varsel.trials.evaluate import evaluate
from varsel.trials.figures import figures
from varsel.trials.match import steps_of
from varsel.trials.truth import Truth
from varsel.trials.workload import Workload, workload

#: An alert that is not there has this level.
GONE = "none"


@dataclass(frozen=True)
class Moved:
    """An alert whose level a change moves. alert: as it is after, or before where it is gone."""

    alert: Alert
    before: str
    after: str

    @property
    def rises(self) -> bool:
        """Whether the change raises it."""
        return _rank(self.after) > _rank(self.before)


@dataclass(frozen=True)
class Difference:
    """What a change does.

    changed: flags that stay and get another period, strength, measures or rows. people_in, people_out:
    parties that come newly into an alert above Note, or leave one.
    """

    gained: tuple[Flag, ...]
    lost: tuple[Flag, ...]
    changed: tuple[Flag, ...]
    moved: tuple[Moved, ...]
    people_in: tuple[str, ...]
    people_out: tuple[str, ...]
    work: tuple[Workload, Workload]
    proof: tuple[dict[str, Any], dict[str, Any]] | None = None

    def as_json(self) -> dict[str, Any]:
        """Ids and counts, for machines."""
        return {
            "flags_gained": [f.id for f in self.gained],
            "flags_lost": [f.id for f in self.lost],
            "flags_changed": [f.id for f in self.changed],
            "alerts_moved": [
                {"id": m.alert.id, "before": m.before, "after": m.after} for m in self.moved
            ],
            "people_in": list(self.people_in),
            "people_out": list(self.people_out),
            "work": [
                {"weeks": w.weeks, "per_week": dict(w.per_week), "hours": round(w.hours, 2)}
                for w in self.work
            ],
            "proof": list(self.proof) if self.proof else None,
        }


def difference(
    before: Result,
    after: Result,
    truth: Truth | None = None,
    minutes: Mapping[str, int] | None = None,
) -> Difference:
    """Two results of the same data, before and after a change; with a truth also recall and false alerts."""
    old, new = {f.id: f for f in before.flags}, {f.id: f for f in after.flags}
    were, are = _raised(before), _raised(after)
    proof = None
    if truth is not None:
        proof = (figures(evaluate(before, truth)), figures(evaluate(after, truth)))
    return Difference(
        tuple(f for i, f in new.items() if i not in old),
        tuple(f for i, f in old.items() if i not in new),
        tuple(f for i, f in new.items() if i in old and not _alike(f, old[i])),
        _moved(before, after),
        tuple(sorted(are - were)),
        tuple(sorted(were - are)),
        (workload(before, minutes), workload(after, minutes)),
        proof,
    )


def _alike(one: Flag, other: Flag) -> bool:
    """Whether two flags of one id say the same; thresholds may differ, for they are what is tried."""
    plain = [
        replace(f, measures=tuple(replace(m, threshold="") for m in f.measures))
        for f in (one, other)
    ]
    return plain[0] == plain[1]


def _raised(result: Result) -> set[str]:
    """Parties in alerts above Note."""
    raised = (s for s in steps_of(result) if s.level != LEVELS[0])
    return {p for s in raised for c in s.counting for p in c.parties}


def _moved(before: Result, after: Result) -> tuple[Moved, ...]:
    """Alerts whose level differs. An alert is known again by its id, else by a flag they share."""
    old = {a.id: a for a in before.alerts}
    by_flag = {f.id: a for a in before.alerts for f in a.flags}
    found, met = [], set()
    for alert in after.alerts:
        was = old.get(alert.id) or next(
            (by_flag[f.id] for f in alert.flags if f.id in by_flag), None
        )
        if was is not None:
            met.add(was.id)
        if was is None or was.level != alert.level:
            found.append(Moved(alert, was.level if was else GONE, alert.level))
    found += [Moved(a, a.level, GONE) for a in before.alerts if a.id not in met]
    return tuple(sorted(found, key=lambda m: (-max(_rank(m.before), _rank(m.after)), m.alert.id)))


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else -1


def read_changes(indicator: Indicator, settings: Sequence[str], day: dt.date) -> dict[str, Value]:
    """Parameter values as the command line gives them (name=value), in the type of those they replace.

    day: on which the replaced values are in force. Raises UsageError for an unknown name or a value
    of another type.
    """
    now = dict(indicator.on(day).items())
    found: dict[str, Value] = {}
    for setting in settings:
        name, sign, text = (s.strip() for s in setting.partition("="))
        if not sign or name not in now:
            raise UsageError(
                f"'{setting}' sets nothing.", where=f"{indicator.id} --set",
                why=f"{indicator.id} has no parameter '{name}'" if sign else "there is no =",
                do=f"write name=value with one of {', '.join(sorted(now))}",
            )  # fmt: skip
        found[name] = _read(indicator.id, name, text, now[name])
    if not found:
        raise UsageError(
            "Nothing is to be changed.", where=f"varsel try {indicator.id}",
            why="no --set was given", do=f"choose among {', '.join(sorted(now))}",
        )  # fmt: skip
    return found


def _read(indicator: str, name: str, text: str, now: Value) -> Value:
    """A value in the type of `now`; several with commas where `now` is several."""
    if isinstance(now, tuple):
        like = now[0] if now else ""
        parts = [p.strip() for p in text.split(",") if p.strip()]
        return tuple(_read(indicator, name, p, like) for p in parts)
    kind: type = Decimal if isinstance(now, Decimal) else int if isinstance(now, int) else str
    try:
        return kind(text)  # type: ignore[no-any-return]
    except (ValueError, InvalidOperation) as error:
        raise UsageError(
            f"'{text}' is no value for {name}.", where=f"{indicator} --set {name}",
            why=f"it is {now} now", do="give a value of the same kind",
        ) from error  # fmt: skip

"""The lock: which logic each version of an indicator had. Logic cannot change without a version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from varsel.catalogue.load import catalogue_folder
from varsel.catalogue.model import Indicator

NAME = "catalogue.lock.json"


def logic_hash(indicator: Indicator) -> str:
    """A hash over what decides a flag: detector, variants, parameters, gap; not the texts."""
    logic = {
        "detector": (indicator.folder / "detector.py").read_text("utf-8"),
        "variants": {
            n: [v.strength, v.third_party, v.lifts, v.half_life, [dict(need) for need in v.needs]]
            for n, v in indicator.variants.items()
        },
        "parameters": {
            n: [[str(d.since), str(d.value)] for d in p.values]
            for n, p in indicator.parameters.items()
        },
        "measures": [[m.name, m.parameter, m.compare] for m in indicator.measures.values()],
        "rest": [indicator.dimension, indicator.role, indicator.merge_gap, indicator.sex_work_rule],
    }
    text = json.dumps(logic, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_lock(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """Id -> {version, sha256} as last locked; empty for a catalogue that never was."""
    path = (folder or catalogue_folder()) / NAME
    if not path.exists():
        return {}
    locked: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return locked


def write_lock(catalogue: Mapping[str, Indicator]) -> Path:
    """Lock every indicator as it stands; returns the file."""
    folder = next(iter(catalogue.values())).folder.parent
    rows = {i.id: {"version": i.version, "sha256": logic_hash(i)} for i in catalogue.values()}
    path = folder / NAME
    path.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    return path


def unlocked(
    catalogue: Mapping[str, Indicator], locked: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """What the lock forbids, in sentences: changed logic under an old version, ids that vanished."""
    wrong = [
        f"{i} is locked and gone: an id is retired, never removed"
        for i in sorted(set(locked) - set(catalogue))
    ]
    for indicator in catalogue.values():
        known = locked.get(indicator.id)
        if known is None:
            wrong.append(f"{indicator.id} is not locked: run `varsel indicators --lock`")
        elif known["sha256"] != logic_hash(indicator):
            what = (
                "raise its version and lock again"
                if known["version"] == indicator.version
                else "run `varsel indicators --lock`"
            )
            wrong.append(f"{indicator.id} changed its logic: {what}")
    return wrong

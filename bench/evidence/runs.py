"""One society: made, looked at through each view, screened, held against its truth. A process each."""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from bench.evidence.thin import thin
from varsel.adapters.society.make import simulate
from varsel.api import screen
from varsel.trials.audit import audit, read_groups
from varsel.trials.evaluate import evaluate
from varsel.trials.truth import read_truth

PLAN = tomllib.loads(Path(__file__).with_name("plan.toml").read_text("utf-8"))


def measure(kind: str, seed: int, work: Path, views: tuple[str, ...]) -> None:
    """Everything about one seed into WORK/KIND-SEED.VIEW.pickle; what is there already is kept."""
    name = f"{kind}-{seed}"
    missing = [v for v in views if not (work / f"{name}.{v}.pickle").exists()]
    if not missing:
        return
    society = work / name
    shutil.rmtree(society, ignore_errors=True)
    asked = {k: PLAN["societies"][kind][k] for k in ("people", "days", "plants")}
    simulate(society, seed=seed, jobs=os.cpu_count() or 1, **asked)
    for view in missing:
        command = [sys.executable, "-m", "bench.evidence.runs", str(society), view, str(work)]
        subprocess.run(command, check=True)
    shutil.rmtree(society)


def one(society: Path, view: str, work: Path) -> None:
    """Screen a society through one view and store what the evaluation counts."""
    began = time.monotonic()
    data, truth = society / "data", society / "truth"
    if view == "thinned":
        thin(data, truth, society / "thinned", **PLAN["thinned"])
        data, truth = society / "thinned" / "data", society / "thinned" / "truth"
    elif PLAN["views"][view]:
        data = society / view
        data.mkdir()
        for name in PLAN["views"][view]:
            (data / f"{name}.parquet").symlink_to(society / "data" / f"{name}.parquet")
    result, true = screen(data, every=PLAN["every"]), read_truth(truth)
    groups = read_groups(society / "audit")
    found = {
        "evaluation": evaluate(result, true),
        "audit": audit(result, groups, true.planted_parties),
        "rejected": {n: t["rejected"] for n, t in result.run["tables"].items() if t["rejected"]},
        "lost": [[c.indicator, list(c.missing)] for c in result.coverage if c.missing],
        "catalogue": result.run["catalogue"],
        "indicators": dict(result.run["indicators"]),
        "seconds": round(time.monotonic() - began),
    }
    path = work / f"{society.name}.{view}.pickle"
    path.with_suffix(".new").write_bytes(pickle.dumps(found))
    path.with_suffix(".new").rename(path)
    print(
        json.dumps({"society": society.name, "view": view, "seconds": found["seconds"]}), flush=True
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("society", "view", "work"):
        parser.add_argument(name)
    given = parser.parse_args()
    one(Path(given.society), given.view, Path(given.work))

"""`make evidence`: make, screen and judge the societies of plan.toml; write docs/evidence.json and .md."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pickle
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from bench.evidence.page import page
from bench.evidence.runs import PLAN, measure
from varsel.trials.audit import audit_figures, merged_audit
from varsel.trials.evaluate import merged
from varsel.trials.figures import figures

DOCS = Path(__file__).parents[2] / "docs"
WRITTEN = Path(__file__).with_name("written.toml")


def gathered(work: Path, seeds: list[int], views: tuple[str, ...]) -> dict[str, Any]:
    """Every seed's counts added up, view by view."""
    found = {
        v: [pickle.loads((work / f"{s}.{v}.pickle").read_bytes()) for s in seeds] for v in views
    }
    lost = {
        v: sorted({(i, tuple(why)) for one in found[v] for i, why in one["lost"]}) for v in views
    }
    rejected: Counter[str] = Counter()
    for one in found[views[0]]:
        rejected.update(one["rejected"])
    return {
        "made_on": dt.date.today().isoformat(),  # noqa: DTZ011 - the day here
        "plan": PLAN,
        "catalogue": found[views[0]][0]["catalogue"],
        "indicators": found[views[0]][0]["indicators"],
        "rejected": dict(rejected),
        "views": {v: figures(merged(one["evaluation"] for one in found[v])) for v in views},
        "audit": audit_figures(merged_audit(one["audit"] for one in found["whole"])),
        "lost": lost,
    }


def main() -> None:
    """Run what is asked for; a work folder that already holds a seed's counts is used again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", choices=list(PLAN["seeds"]), default="reported")
    parser.add_argument("--views", nargs="*", default=[*PLAN["views"], "thinned"])
    parser.add_argument("--people", type=int, help="a smaller society, for a look")
    parser.add_argument(
        "--work", type=Path, help="where counts are kept; a temporary folder otherwise"
    )
    parser.add_argument(
        "--page", action="store_true", help="only write the page from evidence.json"
    )
    given = parser.parse_args()
    stored = DOCS / "evidence.json"
    if not given.page:
        plan = PLAN | {
            "society": PLAN["society"] | ({"people": given.people} if given.people else {})
        }
        with tempfile.TemporaryDirectory() as name:
            work = given.work or Path(name)
            work.mkdir(parents=True, exist_ok=True)
            seeds, views = PLAN["seeds"][given.seeds], tuple(given.views)
            for seed in seeds:
                measure(seed, work, views, plan)
            found = gathered(work, seeds, views)
        if given.seeds != "reported" or given.people:
            print(json.dumps(found, ensure_ascii=False, indent=1))
            return
        stored.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    found = json.loads(stored.read_text("utf-8"))
    text = page(found, tomllib.loads(WRITTEN.read_text("utf-8")))
    (DOCS / "evidence.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()

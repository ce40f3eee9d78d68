"""`python -m bench.evidence`: make, screen and judge plan.toml's societies; write docs/evidence.*."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pickle
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from bench.evidence.page import page
from bench.evidence.runs import PLAN, measure
from varsel.trials.audit import audit_figures, merged_audit
from varsel.trials.evaluate import merged
from varsel.trials.figures import figures

DOCS = Path(__file__).parents[2] / "docs"
WRITTEN = Path(__file__).with_name("written.toml")


def gathered(work: Path, which: str, views: tuple[str, ...]) -> dict[str, Any]:
    """Every society's counts added up, view by view.

    What is found comes from all societies, whom it disturbs and how many alerts there are only from
    those in which look-alikes outnumber plants as they should.
    """
    found = {
        (kind, v): [
            pickle.loads((work / f"{kind}-{seed}.{v}.pickle").read_bytes())
            for seed in society[which]
        ]
        for kind, society in PLAN["societies"].items()
        for v in views
    }
    first = found["alike", views[0]][0]
    return {
        "made_on": dt.date.today().isoformat(),  # noqa: DTZ011 - the day here
        "plan": PLAN,
        "catalogue": first["catalogue"],
        "indicators": first["indicators"],
        "views": {v: _figures(found, v) for v in views},
        "audit": audit_figures(merged_audit(one["audit"] for one in found["alike", "whole"])),
        "lost": {
            v: sorted(
                {
                    (i, tuple(why))
                    for k in PLAN["societies"]
                    for one in found[k, v]
                    for i, why in one["lost"]
                }
            )
            for v in views
        },
        "rejected": {v: _rejected(found, v) for v in views},
    }


def _figures(found: dict[tuple[str, str], list[Any]], view: str) -> dict[str, Any]:
    alike = figures(merged(one["evaluation"] for one in found["alike", view]))
    every = figures(
        merged(one["evaluation"] for kind in PLAN["societies"] for one in found[kind, view])
    )
    pooled = {k: every[k] for k in ("levels", "roles", "early", "missed", "strangers", "societies")}
    recall = every["recall"] | {
        k: alike["recall"][k] for k in ("at_budget", "at_budget_enough_traces")
    }
    return (
        alike
        | pooled
        | {
            "recall": recall,
            "recall_alike": alike["recall"],
            "indicators": {
                name: f | {k: every["indicators"][name][k] for k in ("plants", "holds_up")}
                for name, f in alike["indicators"].items()
            },
        }
    )


def _rejected(found: dict[tuple[str, str], list[Any]], view: str) -> int:
    return sum(sum(one["rejected"].values()) for k in PLAN["societies"] for one in found[k, view])


def main() -> None:
    """Run what is asked for; a work folder that already holds a society's counts is used again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", choices=("tuning", "reported"), default="reported")
    parser.add_argument("--views", nargs="*", default=[*PLAN["views"], "thinned"])
    parser.add_argument("--work", type=Path, help="where counts are kept; else a temporary folder")
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    given = parser.parse_args()
    stored = DOCS / "evidence.json"
    if "whole" not in given.views:
        parser.error("--views must hold `whole`: the disparity audit rests on it")
    if given.seeds == "reported" and not WRITTEN.exists():
        parser.error(
            f"{WRITTEN.name} is missing beside this file; the page needs its opening, audit, "
            "shortfalls, changes and limits. Write it, then run this again; tuning seeds need none"
        )
    if not given.page:
        with tempfile.TemporaryDirectory() as name:
            work = given.work or Path(name)
            work.mkdir(parents=True, exist_ok=True)
            views = tuple(given.views)
            for kind, society in PLAN["societies"].items():
                for seed in society[given.seeds]:
                    measure(kind, seed, work, views)
            found = gathered(work, given.seeds, views)
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        if given.seeds != "reported":
            print(text)
            return
        stored.write_text(text, "utf-8")
    found = json.loads(stored.read_text("utf-8"))
    (DOCS / "evidence.md").write_text(
        page(found, tomllib.loads(WRITTEN.read_text("utf-8"))), "utf-8"
    )


if __name__ == "__main__":
    main()

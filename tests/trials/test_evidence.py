"""The stored figures and the page that tells them belong together, and name the frozen simulator."""

import json
import tomllib
from pathlib import Path

from bench.evidence.page import page

ROOT = Path(__file__).parents[2]
STORED = json.loads((ROOT / "docs" / "evidence.json").read_text("utf-8"))


def test_the_page_is_made_from_the_stored_figures_and_the_written_texts():
    written = tomllib.loads((ROOT / "bench" / "evidence" / "written.toml").read_text("utf-8"))
    assert (ROOT / "docs" / "evidence.md").read_text("utf-8") == page(STORED, written)


def test_only_reported_seeds_of_the_plan_are_in_it():
    plan = tomllib.loads((ROOT / "bench" / "evidence" / "plan.toml").read_text("utf-8"))
    reported = {s for kind in plan["societies"].values() for s in kind["reported"]}
    assert {s["seed"] for s in STORED["views"]["whole"]["societies"]} == reported

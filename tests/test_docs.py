"""The documents tell the truth: generated pages are fresh, README's code runs, commands are named."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from varsel.catalogue.pages import pages
from varsel.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_pages_are_fresh(name):
    assert (ROOT / "docs" / name).read_text("utf-8") == pages()[name], "run `make docs`"


def test_no_generated_page_is_left_over():
    made = {Path(n).name for n in pages() if n.startswith("indicators/")}
    assert {p.name for p in (ROOT / "docs" / "indicators").glob("*.md")} == made


def test_the_readme_names_every_command():
    commands = {c.name or c.callback.__name__.rstrip("_") for c in app.registered_commands}
    assert commands == {
        "screen", "check", "schema", "indicators", "explain", "demo", "simulate", "evaluate", "audit", "try",
    }  # fmt: skip
    for command in commands:
        assert f"varsel {command}" in README


def test_the_readmes_library_example_runs(town):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning", "-c", code],
        cwd=town.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Priority" in done.stdout


def test_links_in_documents_lead_somewhere():
    pages_ = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages_
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_every_statement_of_the_leaflet_names_its_home():
    text = (ROOT / "docs" / "leaflet-coverage.md").read_text("utf-8")
    items = [*(f"B{n}" for n in range(1, 4)), *(f"F{n}" for n in range(1, 18)),
             *(f"R{n}" for n in range(1, 9))]  # fmt: skip
    for item in items:
        assert re.search(rf"\| {item}\b", text), item

"""The simulator is what it was when its figures were measured, and makes the same bytes each time."""

import hashlib
import os
import subprocess
import sys

import pytest

from varsel.adapters.society.assume import assumptions
from varsel.adapters.society.frozen import FOLDER, digest, versions
from varsel.adapters.society.make import LARGEST_PEOPLE, simulate
from varsel.errors import CatalogueError, UsageError

MAKE = """
import sys
from varsel.adapters.society.make import simulate
simulate(sys.argv[1], people=1000, days=120, seed=3, plants=20, jobs=int(sys.argv[2]))
"""


def test_the_code_is_the_last_version_that_was_frozen():
    last = versions()[-1]
    assert digest() == last["sha256"], (
        "The simulator has changed since it was frozen. If the change is meant, add a version with "
        "its hash and its reason to frozen.toml; figures of older versions no longer hold for it."
    )
    assert len(last["reason"]) > 20


def test_versions_are_never_taken_back():
    listed = versions()
    assert [v["version"] for v in listed] == [str(n) for n in range(1, len(listed) + 1)]
    assert len({v["sha256"] for v in listed}) == len(listed)


def test_the_same_seed_gives_the_same_bytes_whatever_hash_seed_and_processes(tmp_path):
    hashes = []
    for number, jobs in enumerate(("1", "2")):
        out = tmp_path / str(number)
        environment = os.environ | {"PYTHONHASHSEED": str(number + 1)}
        subprocess.run([sys.executable, "-c", MAKE, str(out), jobs], check=True, env=environment)
        found = hashlib.sha256()
        for path in sorted(out.rglob("*.*")):
            found.update(path.name.encode() + path.read_bytes())
        hashes.append(found.hexdigest())
    assert hashes[0] == hashes[1]


#: Facts, texts and versions are no assumptions; trades.toml has a source in each row.
OTHERS = {"places.toml", "trades.toml", "frozen.toml"}
ASSUMED = [
    p
    for p in sorted(FOLDER.rglob("*.toml"))
    if p.name not in OTHERS and not p.stem.startswith("words_")
]


@pytest.mark.parametrize("path", ASSUMED, ids=lambda p: p.stem)
def test_every_number_says_where_it_comes_from(path):
    assert assumptions(path).items
    assert all(a.source for a in assumptions(path).items.values())


def test_an_assumption_without_source_is_refused(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("[rent]\nvalue = 1\n", "utf-8")
    with pytest.raises(CatalogueError, match="not whole"):
        assumptions(path)


@pytest.mark.parametrize("wrong", [{"people": 10}, {"people": LARGEST_PEOPLE + 1}, {"days": 5}])
def test_a_society_out_of_bounds_is_refused(tmp_path, wrong):
    with pytest.raises(UsageError, match="cannot be made"):
        simulate(tmp_path / "x", **wrong)


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="not empty"):
        simulate(tmp_path, people=1000, days=120)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"

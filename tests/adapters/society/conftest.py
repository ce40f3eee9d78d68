"""One small society with every bundle in it, made once for all tests of it."""

import fcntl

import pytest

from varsel.adapters.society.make import simulate

PEOPLE, PLANTS = 1_000, 80.0


@pytest.fixture(scope="session")
def society(tmp_path_factory, worker_id):
    """The folder of a society of 1,000 people in which each bundle is planted once."""
    root = tmp_path_factory.getbasetemp()
    base = root if worker_id == "master" else root.parent
    with (base / "society.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / "society").exists():
            simulate(base / "society", people=PEOPLE, seed=11, plants=PLANTS)
    return base / "society"

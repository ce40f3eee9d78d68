"""Times every indicator that reads entries against one `group by account_id` over the same file."""

from __future__ import annotations

import multiprocessing as mp
import resource
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb

from varsel import screen
from varsel.catalogue.load import load_catalogue

THREADS = 2
BASE_RUNS = 3


def base(data: Path) -> dict[str, Any]:
    """The yardstick: count and sum per account, median of three after one to warm the cache."""
    con = duckdb.connect()
    con.execute(f"SET threads = {THREADS}; SET enable_progress_bar = false")
    query = f"SELECT account_id, count(*), sum(amount) FROM '{data}/entry/*.parquet' GROUP BY account_id"
    times = []
    for _ in range(BASE_RUNS + 1):
        began = time.perf_counter()
        # Kept as a table, so that no aggregate can be optimised away.
        con.execute(f"CREATE OR REPLACE TEMP TABLE yardstick AS {query}")
        times.append(time.perf_counter() - began)
    return {"seconds": sorted(times[1:])[BASE_RUNS // 2]}


def screened(data: Path) -> dict[str, Any]:
    """All indicators that read entries, from files on disk to alerts in memory."""
    steps: list[tuple[str, float]] = []
    only = [
        i.id
        for i in load_catalogue().values()
        if any("entry" in need for v in i.variants.values() for need in v.needs)
    ]
    began = time.perf_counter()
    result = screen(
        data,
        only=only,
        threads=THREADS,
        progress=lambda what, _rows: steps.append((what, time.perf_counter())),
    )
    ended = time.perf_counter()
    marks = [*steps, ("end", ended)]
    spent: dict[str, float] = {"start": steps[0][1] - began if steps else 0.0}
    for (what, at), (_, after) in pairwise(marks):
        spent[what] = spent.get(what, 0.0) + after - at
    return {
        "seconds": ended - began,
        "steps": spent,
        "ran": [c.indicator for c in result.coverage if c.variants],
        "not_evaluable": {c.indicator: c.missing for c in result.coverage if not c.variants},
        "flags": len(result.flags),
    }


def apart(work: Callable[[Path], dict[str, Any]], data: Path) -> dict[str, Any]:
    """Run `work` in a process of its own and add the most memory it held."""
    context = mp.get_context("spawn")
    queue = context.SimpleQueue()
    process = context.Process(target=_child, args=(work, data, queue))
    process.start()
    found: dict[str, Any] = queue.get()
    process.join()
    return found


def _child(work: Callable[[Path], dict[str, Any]], data: Path, queue: Any) -> None:
    found = work(data)
    found["peak_gib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    queue.put(found)

"""Writes a result folder so that a kill at any moment leaves the old one or the new one whole."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import shutil
from pathlib import Path

import pyarrow.parquet as pq

from varsel.errors import InputRefusedError
from varsel.reporting.result import FILES, Result

#: renameat2(2): swap two paths in one step; linux/fs.h.
RENAME_EXCHANGE = 2
AT_FDCWD = -100


def write_result(result: Result, out: Path, pages: dict[str, str]) -> None:
    """Write `result` and `pages` (file name -> text) as the folder `out`, all or nothing.

    Raises InputRefusedError if `out` exists and is not a result: nothing of another kind is replaced.
    """
    recover(out)
    if out.exists() and any(out.iterdir()) and not (out / "run.json").exists():
        raise InputRefusedError(
            "The result was not written.",
            where=str(out),
            why="the folder holds other things",
            do="name a new folder, or one that holds an earlier result",
        )
    fresh = out.with_name(f".{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in FILES:
        # Fixed settings and no statistics of when or where: the same result is the same bytes.
        pq.write_table(result.table(name), fresh / f"{name}.parquet", compression="zstd")
    run = json.dumps(dict(result.run), ensure_ascii=False, indent=2, sort_keys=True)
    for name, text in {**pages, "run.json": run + "\n"}.items():
        (fresh / name).write_text(text, "utf-8")
    for path in [*sorted(fresh.iterdir()), fresh]:
        _sync(path)
    _swap(fresh, out)


def recover(out: Path) -> None:
    """Finish what a killed writer left: put the set-aside old result back, sweep up unfinished work."""
    aside = out.with_name(f".{out.name}.old")
    if aside.exists() and not out.exists():
        aside.rename(out)
    shutil.rmtree(aside, ignore_errors=True)
    shutil.rmtree(out.with_name(f".{out.name}.new"), ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
    elif _exchanged(fresh, out):
        shutil.rmtree(fresh)
    else:
        # Without an exchange there is a moment with no result under its name; recover() ends it.
        aside = out.with_name(f".{out.name}.old")
        out.rename(aside)
        fresh.rename(out)
        shutil.rmtree(aside)
    _sync(out.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux)."""
    libc = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return bool(done == 0)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The library's face: screen a folder, check a folder. Everything below it is importable apart."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from varsel.adapters.load import Loaded, load
from varsel.backends.duckdb import DuckEngine
from varsel.backends.engine import Engine
from varsel.canonical.contract import contract
from varsel.canonical.duplicates import may_repeat, split
from varsel.canonical.tables import Tables
from varsel.canonical.text.identifiers import unreadable
from varsel.catalogue.load import indicator_id, load_catalogue
from varsel.catalogue.model import Indicator, Value
from varsel.catalogue.reference.load import load_reference
from varsel.detection.coverage import Coverage, cover
from varsel.detection.episodes import superseding
from varsel.detection.flags import Flag
from varsel.detection.run import Found, Trial, detect
from varsel.detection.shown import shown_rows
from varsel.errors import InputRefusedError, UsageError
from varsel.escalation.alerts import combine
from varsel.escalation.history import Step, every, history
from varsel.escalation.network import Surroundings
from varsel.escalation.standing import Decision
from varsel.escalation.surroundings import surroundings
from varsel.reporting.report import render
from varsel.reporting.result import Result, Shown, read_result
from varsel.reporting.store import recover, write_result
from varsel.trials.what_if import read_changes
from varsel.version import VERSION

Progress = Callable[[str, int], None]
#: A check looks at all rows, whenever they are dated.
ALWAYS = dt.date(9000, 1, 1)
#: Tables whose clock says when something was seen to happen: the last of them dates the data.
DATED = ("entry", "message", "post", "login", "observation", "abuse_report", "payroll", "ad")


@dataclass(frozen=True)
class Options:
    """How to screen. Everything has a default; `screen` documents each."""

    as_of: dt.date | None = None
    since: dt.date | None = None
    column_map: Path | None = None
    only: Sequence[str] = ()
    catalogue: Path | None = None
    reference: Path | None = None
    decisions: Sequence[Decision] = ()
    trial: Trial | None = None
    threads: int | None = None
    names: bool = False
    zone: str = "Europe/Copenhagen"
    progress: Progress | None = None
    every: int = 0


@dataclass(frozen=True)
class Check:
    """What loads, what is rejected and why, and which indicators can be evaluated."""

    loaded: Loaded
    rejected: pa.Table
    coverage: tuple[Coverage, ...]


def screen(data: str | Path, *, out: str | Path | None = None, **options: Any) -> Result:
    """Screen a folder of canonical tables or statements and combine what is found.

    data: a folder as `varsel schema` describes it. out: where to write the result; an earlier
    result there tells which alerts are new, and is replaced whole. as_of: the last day judged,
    default the last day in the data. since: leaves out flags that ended before. only: indicator
    ids. column_map: TOML for files that use other names. names: show names and texts. decisions:
    what people decided on alerts. threads: how many DuckDB may use. every: also keep how alerts would
    have stood, had the data been screened each so many days (the result's history).

    Raises InputRefusedError for data that may not or cannot be read, UsageError for a call that
    cannot mean anything.
    """
    opts = Options(**options)
    catalogue = load_catalogue(opts.catalogue)
    chosen = _chosen(catalogue, opts.only)
    past = _earlier(Path(out), catalogue) if out else None
    with _opened(Path(data), opts) as run:
        found = {i.id: _evaluate(run, i, opts) for i in chosen.values()}
        result = _combined(run, found, opts, catalogue, past)
    if out:
        write_result(result, Path(out), {"report.html": render(result, names=opts.names)})
    return result


@dataclass(frozen=True)
class Tried:
    """One screening as it is and one with changed parameters of one indicator, on the same data."""

    indicator: Indicator
    values: Mapping[str, Value]
    before: Result
    after: Result


def trial(data: str | Path, indicator: str, settings: Sequence[str], **options: Any) -> Tried:
    """Say what a change would do: screen once as it is and once with it. Nothing is written.

    settings: name=value, each for a parameter of the indicator, in the type it has now. The data are
    read once and the other indicators are evaluated once. Options as for `screen`.

    Raises UsageError for an indicator, a parameter or a value that there is not.
    """
    opts = Options(**options)
    catalogue = load_catalogue(opts.catalogue)
    chosen = _chosen(catalogue, opts.only)
    (one,) = _chosen(catalogue, [indicator]).values()
    with _opened(Path(data), opts) as run:
        values = read_changes(one, settings, run.as_of)
        found = {i.id: _evaluate(run, i, opts) for i in chosen.values()}
        before = _combined(run, found, opts, catalogue, None)
        tried = replace(opts, trial=Trial({one.id: values}))
        found = found | {one.id: _evaluate(run, one, tried)}
        return Tried(one, values, before, _combined(run, found, tried, catalogue, None))


def _combined(
    run: _Run,
    found: Mapping[str, tuple[Coverage, Found | None]],
    opts: Options,
    catalogue: Mapping[str, Indicator],
    past: Result | None,
) -> Result:
    """Hits of each indicator -> flags and alerts, and what may be shown of their rows."""
    flags = _flags(found, run.as_of, opts.since)
    flags = superseding(
        flags, past.flags if past else (), {i.id: i.merge_gap for i in catalogue.values()}
    )
    _say(opts, "combine", len(flags))
    around = surroundings(run.engine, run.tables, flags)
    alerts = combine(
        flags, around, run.as_of, past=past.past() if past else (), decisions=opts.decisions
    )
    shown = shown_rows(run.engine, run.tables, flags, names=opts.names)
    return Result(
        run=_run(run, opts, catalogue, {i: catalogue[i] for i in found}),
        coverage=tuple(
            replace(row, flags=sum(f.indicator == row.indicator for f in flags))
            for row, _ in found.values()
        ),
        flags=tuple(flags),
        alerts=tuple(alerts),
        evidence={k: Shown(*v) for k, v in shown.items()},
        rejected=run.rejected,
        catalogue=catalogue,
        history=_history(found, around, opts, run.as_of) if opts.every else (),
    )


def _flags(
    found: Mapping[str, tuple[Coverage, Found | None]], day: dt.date, since: dt.date | None = None
) -> list[Flag]:
    every = [f for _, hits in found.values() if hits for f in hits.flags(day, since)]
    return sorted(every, key=lambda f: (f.first_day, f.id))


def _history(
    found: Mapping[str, tuple[Coverage, Found | None]],
    around: Surroundings,
    opts: Options,
    as_of: dt.date,
) -> tuple[Step, ...]:
    """How alerts would have stood every so many days, from the first hit on."""
    days = [h.day for _, hits in found.values() if hits for h in hits.hits]
    if not days:
        return ()
    _say(opts, "history", 0)
    first = max(min(days), opts.since or min(days))
    return tuple(
        history(lambda day: _flags(found, day, opts.since), around, every(opts.every, first, as_of))
    )


def check(data: str | Path, **options: Any) -> Check:
    """Load a folder and say what loads, what is rejected, and what could be evaluated. Screens nothing."""
    opts = Options(**({"as_of": ALWAYS} | options))
    chosen = _chosen(load_catalogue(opts.catalogue), opts.only)
    with _opened(Path(data), opts) as run:
        rows = _covered(run, chosen.values())
        return Check(run.loaded, run.rejected, tuple(rows))


@dataclass
class _Run:
    """One opened folder: its engine, tables, and what was read."""

    engine: Engine
    tables: Tables
    loaded: Loaded
    rejected: pa.Table
    present: Mapping[str, frozenset[str]]
    counts: Mapping[str, int]
    as_of: dt.date


@contextmanager
def _opened(folder: Path, opts: Options) -> Iterator[_Run]:
    with tempfile.TemporaryDirectory(prefix="varsel-") as name:
        work = Path(name)
        loaded = load(
            folder, work, column_map=opts.column_map, zone=opts.zone, progress=opts.progress
        )
        engine = DuckEngine(work, opts.threads)
        try:
            given, rejected, counts = _without_duplicates(engine, loaded)
            present = {n: t.present for n, t in loaded.tables.items() if counts[n]}
            as_of = opts.as_of or _last_day(engine, given, present)
            reference = load_reference(opts.reference)
            tables = Tables(engine, given, reference, as_of, present)
            loaded = replace(loaded, notes=(*loaded.notes, *_unread(engine, tables, present)))
            yield _Run(engine, tables, loaded, rejected, present, counts, as_of)
        finally:
            engine.close()


def _without_duplicates(
    engine: Engine, loaded: Loaded
) -> tuple[dict[str, ir.Table], pa.Table, dict[str, int]]:
    """Tables with each key once, all rejected rows, and the rows kept per table."""
    given, counts, rejected = {}, {}, [loaded.rejected]
    for name, table in loaded.tables.items():
        spec = contract().canonical[name]
        if not table.parts:
            counts[name] = 0
            continue
        rows = engine.from_parquet(name, table.parts)
        seen = engine.arrow(may_repeat(rows, spec.key)).to_pylist()[0] if spec.key else {}
        counts[name] = seen.get("rows", table.rows_loaded)
        if seen and seen["rows"] != seen["keys"]:
            rows, twice = split(engine.located(name, table.parts) if table.direct else rows, spec)
            found = engine.arrow(twice)
            rejected.append(_twice(name, spec.key, found, loaded.rejected.schema))
            rows = engine.keep(f"once_{name}", rows)
            counts[name] -= found.num_rows
        given[name] = rows
    both = pa.concat_tables(rejected)
    order = [("table", "ascending"), ("file", "ascending"), ("row", "ascending")]
    return given, both.sort_by(order), counts


def _unread(engine: Engine, tables: Tables, present: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Stated contacts that nobody could read: they are loaded, and join nothing."""
    stated = {
        n: engine.arrow(getattr(tables, n)) for n in ("contact", "phone_link") if n in present
    }
    found = unreadable(stated)
    for table, column in sorted({(t, c) for t, _, c in found}):
        rows = [r for t, r, c in found if (t, c) == (table, column)]
        some = ", ".join(rows[:5]) + (", …" if len(rows) > 5 else "")  # noqa: PLR2004
        yield (
            f"{table}.{column}: {len(rows)} values are no phone, e-mail or handle that can be read "
            f"and join nothing (rows {some})"
        )


def _twice(name: str, key: tuple[str, ...], found: pa.Table, schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "table": name,
                "file": Path(r["source_file"]).name,
                "row": r["source_row"],
                "column": ", ".join(key),
                "shape": "",
                "reason": "the same key stands in another row; one of them is kept",
            }
            for r in found.to_pylist()
        ],
        schema,
    )


def _last_day(
    engine: Engine, given: Mapping[str, ir.Table], present: Mapping[str, frozenset[str]]
) -> dt.date:
    """The last day on which something was seen to happen."""
    days: list[dt.date] = []
    dated = [n for n in DATED if n in present] or list(present)
    for name in dated:
        spec = contract().canonical[name]
        if spec.clock is None or spec.clock not in present[name]:
            continue
        last = engine.arrow(given[name].agg(last=given[name][spec.clock].max()))["last"][0].as_py()
        if isinstance(last, str):
            last = dt.date.fromisoformat(f"{last}-28")
        days.append(last.date() if isinstance(last, dt.datetime) else last)
    if not days:
        raise InputRefusedError(
            "The data name no day.",
            where=", ".join(sorted(present)) or "the folder",
            why="no table has a date or time that says when something happened",
            do="give --as-of, or bring a table such as entry, message or observation",
        )
    return max(days)


def _covered(run: _Run, indicators: Any) -> list[Coverage]:
    return [cover(i, run.present, run.counts) for i in indicators]


def _evaluate(run: _Run, indicator: Indicator, opts: Options) -> tuple[Coverage, Found | None]:
    row = cover(indicator, run.present, run.counts)
    if not row.variants:
        return row, None
    _say(opts, indicator.id, row.rows_read)
    return row, detect(run.engine, indicator, row.variants, run.tables, run.as_of, opts.trial)


def _chosen(catalogue: Mapping[str, Indicator], only: Sequence[str]) -> dict[str, Indicator]:
    if not only:
        return dict(catalogue)
    wanted = [indicator_id(o) for o in only]
    unknown = [w for w in wanted if w not in catalogue]
    if unknown:
        raise UsageError(
            f"There is no indicator {', '.join(unknown)}.",
            do=f"choose among {', '.join(catalogue)}",
        )
    return {i: d for i, d in catalogue.items() if i in wanted}


def _earlier(out: Path, catalogue: Mapping[str, Indicator]) -> Result | None:
    recover(out)
    return read_result(out, catalogue) if (out / "run.json").exists() else None


def _run(
    run: _Run,
    opts: Options,
    catalogue: Mapping[str, Indicator],
    chosen: Mapping[str, Indicator],
) -> dict[str, Any]:
    """run.json: what is needed to know what was judged, with what. No clock time: same in, same out."""
    parameters = {
        i.id: {n: _plain(v) for n, v in i.on(run.as_of, (opts.trial or Trial()).of(i.id)).items()}
        for i in chosen.values()
    }
    return {
        "varsel": VERSION,
        "engine": run.engine.name,
        "contract": contract().version,
        "as_of": run.as_of.isoformat(),
        "since": opts.since.isoformat() if opts.since else None,
        "names": opts.names,
        "catalogue": catalogue_hash(catalogue),
        "indicators": {i.id: i.version for i in chosen.values()},
        "parameters": parameters,
        "inputs": dict(sorted(run.loaded.fingerprints.items())),
        "notes": list(run.loaded.notes),
        "tables": {
            n: {
                "read": t.rows_read,
                "loaded": run.counts[n],
                "rejected": t.rows_read - run.counts[n],
            }
            for n, t in sorted(run.loaded.tables.items())
        },
    }


def catalogue_hash(catalogue: Mapping[str, Indicator]) -> str:
    """One hash over the logic of every indicator: indicator.toml and detector.py."""
    digest = hashlib.sha256()
    for indicator in catalogue.values():
        for name in ("indicator.toml", "detector.py"):
            digest.update((indicator.folder / name).read_bytes())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, int) else str(value)


def _say(opts: Options, what: str, rows: int) -> None:
    if opts.progress:
        opts.progress(what, rows)

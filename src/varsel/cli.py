"""The command line: one thin function per command. Exit codes: 0 done, 1 failed, 2 wrong call."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from varsel.adapters.town import make_town
from varsel.api import check as check_folder
from varsel.api import screen as screen_folder
from varsel.canonical.contract import contract
from varsel.catalogue.describe import describe, listing
from varsel.catalogue.lint import lint
from varsel.catalogue.load import indicator_id, load_catalogue
from varsel.catalogue.lock import read_lock, unlocked, write_lock
from varsel.errors import UsageError, VarselError
from varsel.escalation.standing import Decision
from varsel.reporting.coverage import coverage_lines
from varsel.reporting.demo import told
from varsel.reporting.explain import explain as explain_alert
from varsel.reporting.result import read_result
from varsel.reporting.summary import headline
from varsel.testing import cases_of, differences, run_case, uncovered

app = typer.Typer(
    help="Varsel makes the red flags of human trafficking run. A human decides.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Data = Annotated[Path, typer.Argument(help="Folder of tables or statements.")]
Map = Annotated[Path | None, typer.Option("--map", help="TOML that maps other column names.")]
Lang = Annotated[str, typer.Option("--lang", help="da or en.")]
Only = Annotated[str, typer.Option("--only", help="Indicators, such as F08,R05.")]
Catalogue = Annotated[
    Path | None, typer.Option("--catalogue", help="Another folder of indicators.")
]
Reference = Annotated[
    Path | None, typer.Option("--reference", help="Folder with your own reference data.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Stepper:
    """Shows on a terminal what is being done; stays quiet in a pipe."""

    def __init__(self) -> None:
        self._status = err.status("reading") if err.is_terminal else None
        if self._status:
            self._status.start()

    def __call__(self, what: str, rows: int) -> None:
        """Say which step has begun and how many rows it looks at."""
        if self._status:
            self._status.update(f"{what} ({rows:,} rows)" if rows else what)

    def close(self) -> None:
        """Clear the line."""
        if self._status:
            self._status.stop()


def _day(text: str | None, option: str) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"'{text}' is not a day.", where=option, why=str(error), do="write it like 2026-05-31"
        ) from error


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _language(lang: str) -> str:
    if lang not in {"da", "en"}:
        raise UsageError(f"'{lang}' is not a language Varsel speaks.", do="write --lang da or en")
    return lang


@app.command()
def screen(
    data: Data,
    to: Annotated[Path, typer.Option("--out", help="Folder for the result.")],
    as_of: Annotated[
        str | None, typer.Option(help="Last day judged; default the data's last.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Leave out flags that ended before.")] = None,
    engine: Annotated[str, typer.Option(help="duckdb.")] = "duckdb",
    column_map: Map = None,
    only: Only = "",
    catalogue: Catalogue = None,
    reference: Reference = None,
    decisions: Annotated[
        Path | None, typer.Option(help="JSONL: what people decided on earlier alerts.")
    ] = None,
    threads: Annotated[int | None, typer.Option(help="Processors to use.")] = None,
    names: Annotated[bool, typer.Option("--names", help="Show names, numbers and texts.")] = False,
    lang: Lang = "en",
) -> None:
    """Screen a folder and write flags, alerts, evidence and a report."""
    if engine != "duckdb":
        raise UsageError(f"There is no engine '{engine}' in this version.", do="use duckdb")
    _language(lang)
    steps = Stepper()
    try:
        result = screen_folder(
            data,
            out=to,
            as_of=_day(as_of, "--as-of"),
            since=_day(since, "--since"),
            column_map=column_map,
            only=_list(only),
            catalogue=catalogue,
            reference=reference,
            decisions=_decisions(decisions),
            threads=threads,
            names=names,
            progress=steps,
        )
    finally:
        steps.close()
    for line in headline(result, lang):
        out.print(line, markup=False)
    out.print(str(to / "report.html"), markup=False)


def _decisions(path: Path | None) -> list[Decision]:
    if path is None:
        return []
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found.append(Decision(**(row | {"flags": frozenset(row["flags"])})))
        except (ValueError, TypeError, KeyError) as error:
            raise UsageError(
                "A decision could not be read.",
                where=f"{path}, line {number}",
                why=str(error),
                do='write {"alert": "...", "kind": "opened" or "dismissed", "flags": [...]}',
            ) from error
    return found


@app.command()
def check(
    data: Data,
    column_map: Map = None,
    only: Only = "",
    catalogue: Catalogue = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say what loads, what is rejected and why, and which indicators can be evaluated."""
    _language(lang)
    steps = Stepper()
    try:
        found = check_folder(
            data, column_map=column_map, only=_list(only), catalogue=catalogue, progress=steps
        )
    finally:
        steps.close()
    if as_json:
        tables = {
            n: {"read": t.rows_read, "rejected": t.rows_rejected, "columns": sorted(t.present)}
            for n, t in sorted(found.loaded.tables.items())
        }
        rows = {
            "tables": tables,
            "rejected": found.rejected.to_pylist(),
            "notes": list(found.loaded.notes),
            "coverage": [vars(c) for c in found.coverage],
        }
        _print_json(rows)
        return
    for line in coverage_lines(found.loaded, found.rejected, found.coverage, lang):
        out.print(line, markup=False)


@app.command()
def schema(
    table: Annotated[str, typer.Argument(help="A table; all where left out.")] = "",
    as_json: Json = False,
) -> None:
    """Print the data contract: tables, columns, types, keys, who reads what."""
    known = contract().tables
    if table and table not in known:
        raise UsageError(f"There is no table '{table}'.", do=f"choose among {', '.join(known)}")
    rows = listing(load_catalogue(), table)
    if as_json:
        _print_json(rows)
        return
    for name, spec in rows["tables"].items():
        grid = Table(title=f"{name}: {spec['meaning']}", title_justify="left", box=None)
        for head in (
            "column",
            "type",
            "unit",
            "key",
            "required",
            "sensitivity",
            "read by",
            "meaning",
        ):
            grid.add_column(head, overflow="fold")
        for column in spec["columns"]:
            grid.add_row(
                column["name"],
                column["type"],
                column["unit"],
                "key" if column["key"] else "",
                "yes" if column["required"] else "",
                column["sensitivity"],
                " ".join(column["read_by"]),
                column["meaning"],
            )
        out.print(grid)
        out.print()


@app.command()
def indicators(
    wanted: Annotated[str, typer.Argument(metavar="[ID]", help="One indicator.")] = "",
    lang: Lang = "en",
    as_json: Json = False,
    test: Annotated[bool, typer.Option("--test", help="Run their cases on this engine.")] = False,
    check_texts: Annotated[bool, typer.Option("--lint", help="Say what is missing.")] = False,
    lock: Annotated[bool, typer.Option("--lock", help="Renew the catalogue's lock.")] = False,
    catalogue: Catalogue = None,
) -> None:
    """Print the catalogue, or one indicator; --test runs the cases."""
    known = load_catalogue(catalogue)
    if lock:
        write_lock(known)
    if wanted and indicator_id(wanted) not in known:
        raise UsageError(
            f"There is no indicator '{wanted}'.", do=f"choose among {', '.join(known)}"
        )
    chosen = [known[indicator_id(wanted)]] if wanted else list(known.values())
    if check_texts:
        wrong = [s for i in chosen for s in (*lint(i), *uncovered(i))]
        wrong += unlocked(known, read_lock(catalogue))
        for line in wrong or ["nothing is missing"]:
            out.print(line, markup=False)
        raise typer.Exit(1 if wrong else 0)
    if test:
        failed = 0
        for indicator in chosen:
            for case in cases_of(indicator):
                wrong = differences(run_case(indicator, case), case.flags)
                failed += bool(wrong)
                out.print(
                    f"{'failed' if wrong else 'ok':6} {indicator.id} {case.name}", markup=False
                )
                for line in wrong:
                    out.print(f"       {line}", markup=False)
        if failed:
            raise typer.Exit(1)
        return
    rows = [describe(i, _language(lang)) for i in chosen]
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        if wanted:
            out.print(row["page"], markup=False)
        else:
            out.print(f"{row['id']:4} {row['strengths']:8} {row['title']}", markup=False)


@app.command()
def explain(
    result: Annotated[Path, typer.Argument(help="Folder written by varsel screen.")],
    alert: Annotated[str, typer.Argument(help="The alert's id, or how it begins.")],
    lang: Lang = "en",
    names: Annotated[bool, typer.Option("--names", help="Show ids as they are.")] = False,
) -> None:
    """Say in the terminal what the report says of one alert."""
    found = read_result(result, load_catalogue())
    out.print(explain_alert(found, alert, _language(lang), names=names), markup=False)


@app.command()
def demo(
    to: Annotated[Path, typer.Option("--out", help="Where the town and its result go.")],
    people: Annotated[int, typer.Option(help="How many people live there.")] = 3000,
    seed: Annotated[int, typer.Option(help="Another seed, another town.")] = 7,
    lang: Lang = "en",
) -> None:
    """Make a synthetic town with three stories and their lawful look-alikes, and screen it."""
    _language(lang)
    began = time.monotonic()
    steps = Stepper()
    try:
        steps("making the town", 0)
        story = make_town(to / "data", seed=seed, people=people, story=to / "story.toml")
        result = screen_folder(
            to / "data", out=to / "result", as_of=dt.date.fromisoformat(story.as_of), progress=steps
        )
    finally:
        steps.close()
    for line in told(story, result, _language(lang)):
        out.print(line, markup=False)
    out.print(f"{to / 'result' / 'report.html'}  ({time.monotonic() - began:.0f} s)", markup=False)


def _print_json(rows: object) -> None:
    sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; expected errors become a message and an exit code."""
    try:
        app(arguments, standalone_mode=True)
    except UsageError as error:
        err.print(str(error), markup=False)
        sys.exit(2)
    except VarselError as error:
        err.print(str(error), markup=False)
        sys.exit(1)

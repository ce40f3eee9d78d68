"""Commands that look at data: screen, check, explain, demo."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Annotated

import typer

from varsel.adapters.town import make_town
from varsel.api import check as check_folder
from varsel.api import screen as screen_folder
from varsel.catalogue.load import load_catalogue
from varsel.cli.shared import (
    Catalogue,
    Data,
    Json,
    Lang,
    Map,
    Only,
    Reference,
    Stepper,
    app,
    out,
    print_json,
    read_day,
    read_language,
    read_list,
)
from varsel.errors import UsageError
from varsel.escalation.standing import Decision
from varsel.reporting.coverage import coverage_lines
from varsel.reporting.demo import told
from varsel.reporting.explain import explain as explain_alert
from varsel.reporting.result import read_result
from varsel.reporting.summary import headline


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
    every: Annotated[
        int, typer.Option(min=0, help="Also keep how alerts stood each so many days before.")
    ] = 0,
    threads: Annotated[int | None, typer.Option(help="Processors to use.")] = None,
    names: Annotated[bool, typer.Option("--names", help="Show names, numbers and texts.")] = False,
    lang: Lang = "en",
) -> None:
    """Screen a folder and write flags, alerts, evidence and a report."""
    if engine != "duckdb":
        raise UsageError(f"There is no engine '{engine}' in this version.", do="use duckdb")
    read_language(lang)
    steps = Stepper()
    try:
        result = screen_folder(
            data,
            out=to,
            as_of=read_day(as_of, "--as-of"),
            since=read_day(since, "--since"),
            column_map=column_map,
            only=read_list(only),
            catalogue=catalogue,
            reference=reference,
            decisions=_decisions(decisions),
            every=every,
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
    read_language(lang)
    steps = Stepper()
    try:
        found = check_folder(
            data, column_map=column_map, only=read_list(only), catalogue=catalogue, progress=steps
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
        print_json(rows)
        return
    for line in coverage_lines(found.loaded, found.rejected, found.coverage, lang):
        out.print(line, markup=False)


@app.command()
def explain(
    result: Annotated[Path, typer.Argument(help="Folder written by varsel screen.")],
    alert: Annotated[str, typer.Argument(help="The alert's id, or how it begins.")],
    lang: Lang = "en",
    names: Annotated[bool, typer.Option("--names", help="Show ids as they are.")] = False,
) -> None:
    """Say in the terminal what the report says of one alert."""
    found = read_result(result, load_catalogue())
    out.print(explain_alert(found, alert, read_language(lang), names=names), markup=False)


@app.command()
def demo(
    to: Annotated[Path, typer.Option("--out", help="Where the town and its result go.")],
    people: Annotated[int, typer.Option(help="How many people live there.")] = 3000,
    seed: Annotated[int, typer.Option(help="Another seed, another town.")] = 7,
    lang: Lang = "en",
) -> None:
    """Make a synthetic town with three stories and their lawful look-alikes, and screen it."""
    read_language(lang)
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
    for line in told(story, result, read_language(lang)):
        out.print(line, markup=False)
    out.print(f"{to / 'result' / 'report.html'}  ({time.monotonic() - began:.0f} s)", markup=False)

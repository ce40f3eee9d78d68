"""Commands that prove: simulate, evaluate, audit, try."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from varsel.adapters.society.make import PER_10000
from varsel.adapters.society.make import simulate as make_society
from varsel.api import trial
from varsel.catalogue.load import load_catalogue
from varsel.cli.shared import (
    Catalogue,
    Data,
    Json,
    Lang,
    Map,
    Reference,
    Stepper,
    app,
    err,
    out,
    print_json,
    read_day,
    read_language,
)
from varsel.reporting.result import read_result
from varsel.trials.audit import audit as audit_result
from varsel.trials.audit import audit_figures, read_groups
from varsel.trials.evaluate import evaluate as evaluate_result
from varsel.trials.figures import figures
from varsel.trials.page import render
from varsel.trials.show import audit_lines, lines, try_lines
from varsel.trials.truth import read_truth
from varsel.trials.what_if import difference
from varsel.trials.workload import read_minutes

ResultFolder = Annotated[Path, typer.Argument(help="Folder written by varsel screen.")]
#: More would not stay within 4 GiB.
JOBS = min(2, os.cpu_count() or 1)
AUDIT_HELP = "Audit file, or the folder that holds it: groups per party, never read by a detector."


@app.command()
def simulate(
    to: Annotated[Path, typer.Option("--out", help="A new folder: data, truth and audit.")],
    people: Annotated[int, typer.Option(help="Residents, about.")] = 20_000,
    days: Annotated[int, typer.Option(help="Days that the records cover.")] = 365,
    seed: Annotated[int, typer.Option(help="Another seed, another society.")] = 1,
    plants: Annotated[
        float, typer.Option(help="Planted networks per 10,000 residents.")
    ] = PER_10000,
    jobs: Annotated[
        int, typer.Option(help="Districts made at once, about 1 GB of memory each.")
    ] = JOBS,
) -> None:
    """Make a synthetic society with lawful look-alikes and planted exploitation, and its truth."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, disable=not err.is_terminal, transient=True) as bar:
        task = bar.add_task("districts", total=None)

        def show(done: int, of: int, entries: int) -> None:
            bar.update(task, completed=done, total=of, description=f"{entries:,} entries")

        made = make_society(
            to, people=people, days=days, seed=seed, plants=plants, progress=show, jobs=jobs,
        )  # fmt: skip
    out.print(
        f"{made.people:,} people, {made.entries:,} entries, {made.plants} planted networks, "
        f"{made.first_day} to {made.last_day}",
        markup=False,
    )
    for part in ("data", "truth", "audit"):
        out.print(str(to / part), markup=False)


@app.command()
def evaluate(
    result: ResultFolder,
    truth: Annotated[Path, typer.Argument(help="Folder truth/ of the same society.")],
    groups: Annotated[Path | None, typer.Option("--audit", help=AUDIT_HELP)] = None,
    page: Annotated[Path | None, typer.Option("--out", help="Write an HTML page here.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Hold a result against the truth: what was found, whom it disturbs, how early, by which flags."""
    read_language(lang)
    found, true = read_result(result, load_catalogue()), read_truth(truth)
    numbers = figures(evaluate_result(found, true))
    audited = None
    if groups is not None:
        audited = audit_figures(audit_result(found, read_groups(groups), true.planted_parties))
    if page is not None:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(render(numbers, audited), "utf-8")
    if as_json:
        print_json(numbers if audited is None else numbers | {"audit": audited})
        return
    for line in [*lines(numbers, lang), *(audit_lines(audited, lang) if audited else [])]:
        out.print(line)
    if page is not None:
        out.print(str(page), markup=False)


@app.command()
def audit(
    result: ResultFolder,
    groups: Annotated[Path, typer.Argument(help=AUDIT_HELP)],
    truth: Annotated[
        Path | None, typer.Option(help="Truth folder, to leave out people who were planted.")
    ] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Compare how often groups are alerted, with intervals, and say which flags cause a difference."""
    read_language(lang)
    found = read_result(result, load_catalogue())
    left_out = read_truth(truth).planted_parties if truth else ()
    numbers = audit_figures(audit_result(found, read_groups(groups), left_out))
    if as_json:
        print_json(numbers)
        return
    for line in audit_lines(numbers, lang):
        out.print(line)


@app.command("try")
def try_(
    indicator: Annotated[str, typer.Argument(metavar="ID", help="The indicator, such as F8.")],
    data: Data,
    change: Annotated[list[str], typer.Option("--set", help="name=value; may be given again.")],
    truth: Annotated[
        Path | None, typer.Option(help="Truth folder: recall and false alerts too.")
    ] = None,
    minutes: Annotated[str, typer.Option(help="Minutes of work a level, Review=60,...")] = "",
    as_of: Annotated[str | None, typer.Option(help="Last day judged.")] = None,
    column_map: Map = None,
    catalogue: Catalogue = None,
    reference: Reference = None,
    names: Annotated[bool, typer.Option("--names", help="Show ids as they are.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say what a changed parameter would gain and lose, before it is changed."""
    read_language(lang)
    work = read_minutes(minutes)
    known = read_truth(truth) if truth else None
    steps = Stepper()
    try:
        tried = trial(
            data, indicator, change, as_of=read_day(as_of, "--as-of"), column_map=column_map,
            catalogue=catalogue, reference=reference, progress=steps,
        )  # fmt: skip
    finally:
        steps.close()
    found = difference(tried.before, tried.after, known, work)
    if as_json:
        print_json(found.as_json())
        return
    for line in try_lines(found, tried.indicator.id, dict(tried.values), lang, names=names):
        out.print(line)

"""Commands that print what Varsel knows: the data contract and the catalogue."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from varsel.canonical.contract import contract
from varsel.catalogue.describe import describe, listing
from varsel.catalogue.lint import lint
from varsel.catalogue.load import indicator_id, load_catalogue
from varsel.catalogue.lock import read_lock, unlocked, write_lock
from varsel.cli.shared import Catalogue, Json, Lang, app, out, print_json, read_language
from varsel.errors import UsageError
from varsel.testing import cases_of, differences, run_case, uncovered


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
        print_json(rows)
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
    rows = [describe(i, read_language(lang)) for i in chosen]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        if wanted:
            out.print(row["page"], markup=False)
        else:
            out.print(f"{row['id']:4} {row['strengths']:8} {row['title']}", markup=False)

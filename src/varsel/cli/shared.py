"""What every command shares: the app, its consoles, its options, and how it says what it does."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from varsel.errors import UsageError

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


def read_day(text: str | None, option: str) -> dt.date | None:
    """A day as --as-of and its like give it."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"'{text}' is not a day.", where=option, why=str(error), do="write it like 2026-05-31"
        ) from error


def read_list(text: str) -> list[str]:
    """Words with commas between them."""
    return [part.strip() for part in text.split(",") if part.strip()]


def read_language(lang: str) -> str:
    """Da or en; anything else is a wrong call."""
    if lang not in {"da", "en"}:
        raise UsageError(f"'{lang}' is not a language Varsel speaks.", do="write --lang da or en")
    return lang


def print_json(rows: object) -> None:
    """Rows as JSON that people can read too."""
    sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n")

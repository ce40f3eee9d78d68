"""The command line: one thin function per command. Exit codes: 0 done, 1 failed, 2 wrong call."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from varsel.cli import knowledge, screening, trials
from varsel.cli.shared import app, err
from varsel.errors import UsageError, VarselError

#: The modules whose import puts their commands into the app, in the order of the help.
COMMANDS = (screening, knowledge, trials)


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

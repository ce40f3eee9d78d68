"""The errors a user may meet. Each says what, where, why and what to do."""

from __future__ import annotations


class VarselError(Exception):
    """An expected failure with a message written for the person who runs Varsel.

    >>> print(VarselError("The table 'entry' was refused.", where="entry.csv, column 'x'",
    ...                   why="it is barred", do="remove the column"))
    The table 'entry' was refused.
      where: entry.csv, column 'x'
      why: it is barred
      what to do: remove the column
    """

    def __init__(self, what: str, *, where: str = "", why: str = "", do: str = "") -> None:
        self.what, self.where, self.why, self.do = what, where, why, do
        parts = [what]
        parts += [f"  where: {where}"] if where else []
        parts += [f"  why: {why}"] if why else []
        parts += [f"  what to do: {do}"] if do else []
        super().__init__("\n".join(parts))


class InputRefusedError(VarselError):
    """A table or file that may not or cannot be read at all."""


class CatalogueError(VarselError):
    """An indicator folder that is not as it should be."""


class UsageError(VarselError):
    """A call that cannot mean anything: exit code 2 on the command line."""

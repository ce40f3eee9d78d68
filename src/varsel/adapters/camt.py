"""camt.053 statements and camt.054 notifications (ISO 20022, versions .02 to .12) as entries.

The file streams: memory does not grow with it. Only booked entries load. The birthplace that the
standard allows beside a party is never read. camt_entry.py reads the single entry.

An entry's id is the bank's own reference and a digest, so that the same booking has the same id in
every file it is in:

* with AcctSvcrRef: of account, reference, direction, amount and currency;
* without: of account, statement id, NtryRef, dates, amounts, the other side and the text.

Entries of one statement that agree in all of this get -2, -3 in their order; the parts of a batch
get /1, /2 in theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
from lxml import etree

from varsel.adapters.camt_entry import COLUMNS, EntryMaker, Statement
from varsel.adapters.ids import Booked
from varsel.adapters.source import Chunk
from varsel.canonical.conform import Reject
from varsel.canonical.values import shape
from varsel.errors import InputRefusedError

#: Rows in one chunk; entries are wide, so fewer than elsewhere.
_ROWS = 2_048
KINDS = ("camt.053", "camt.054")


def camt_kind(path: Path, *, name: str = "") -> str | None:
    """The namespace of a camt.053 or camt.054 file, None for other XML; broken XML is refused."""
    try:
        with path.open("rb") as handle:
            _, root = next(_parse(handle, events=("start",), tag=None))
    except (etree.XMLSyntaxError, StopIteration, OSError) as error:
        raise _refused(name or path.name, error) from None
    space = etree.QName(root).namespace or ""
    return space if any(kind in space for kind in KINDS) else None


class CamtReader:
    """An opened statement file; see adapters/source.py for what a reader gives.

    `booked` holds the ids of earlier files, so that a reversal finds its original.
    """

    def __init__(self, path: Path, *, name: str = "", booked: Booked | None = None) -> None:
        self.path, self.name = path, name or path.name
        self.names: tuple[str, ...] | None = COLUMNS
        self.decimal: str | None = "."
        self.assumed = "."
        space = camt_kind(path, name=self.name)
        if space is None:
            raise InputRefusedError(
                "A statement cannot be read.",
                where=self.name,
                why="it is neither camt.053 nor camt.054",
                do="export it as camt.053, or take it out of the column map",
            )
        self._tag = f"{{{space}}}Ntry"
        self._make = EntryMaker(space, booked or Booked())

    def notes(self) -> list[str]:
        """Batches kept whole and reversals without their original, in numbers."""
        return [f"{self.name}: {note}" for note in self._make.notes()]

    def chunks(self, wanted: frozenset[str] | None = None) -> Iterator[Chunk]:  # noqa: ARG002
        """The entries in order, as columns of text; the row is the entry's ordinal."""
        made: list[tuple[str | None, ...]] = []
        rows: list[int] = []
        rejects: list[Reject] = []
        for row, element, statement in self._entries():
            status = self._make.status(element)
            if status == "BOOK":
                parts = self._make.rows(element, statement)
                made += parts
                rows += [row] * len(parts)
            else:
                why = "the entry is not booked, as its status is not BOOK"
                rejects.append(Reject(row, "Sts", shape(status), why))
            if len(made) + len(rejects) >= _ROWS:
                yield _chunk(made, rows, rejects)
                made, rows, rejects = [], [], []
        if made or rejects:
            yield _chunk(made, rows, rejects)

    def _entries(self) -> Iterator[tuple[int, etree._Element, Statement]]:
        parent = statement = None
        try:
            with self.path.open("rb") as handle:
                parsed = _parse(handle, events=("end",), tag=self._tag)
                for row, (_, element) in enumerate(parsed, 1):
                    above = element.getparent()
                    if statement is None or above is not parent:
                        parent, statement = above, self._make.statement(above)
                    yield row, element, statement
                    element.clear()
                    if above is not None:
                        while element.getprevious() is not None:
                            del above[0]
        except (etree.XMLSyntaxError, OSError) as error:
            raise _refused(self.name, error) from None


def _parse(
    handle: BinaryIO, *, events: tuple[str, ...], tag: str | None
) -> Iterator[tuple[str, etree._Element]]:
    return iter(
        etree.iterparse(
            handle,
            events=events,
            tag=tag,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_blank_text=True,
            remove_comments=True,
            remove_pis=True,
        )
    )


def _refused(name: str, error: Exception) -> InputRefusedError:
    # the parser's own message can quote the file, so only the line is told
    line = f", line {error.lineno}" if isinstance(error, etree.XMLSyntaxError) else ""
    return InputRefusedError(
        "An XML file cannot be read.",
        where=name + line,
        why=f"it is not whole, or it is not XML ({type(error).__name__})",
        do="export the statement anew; nothing was screened, because an unreadable file is not "
        "the same as nothing found",
    )


def _chunk(made: list[tuple[str | None, ...]], rows: list[int], rejects: list[Reject]) -> Chunk:
    turned = list(zip(*made, strict=True)) if made else [()] * len(COLUMNS)
    columns = {n: pa.array(values, pa.string()) for n, values in zip(COLUMNS, turned, strict=True)}
    return Chunk(columns, pa.array(rows, pa.int64()), rejects)

"""MT940 statements (SWIFT) as entries, each :61: line a row.

The library that reads them writes raw account data to its log when it fails and moves impossible
dates to the end of the month; here its log is off, such rows are rejected, and one bad row does not
cost the others. Ids follow camt.py: the bank's reference where there is one, else the content.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mt940
import pyarrow as pa

from varsel.adapters.bankcodes import swift_channel
from varsel.adapters.encoding import encoding_of
from varsel.adapters.ids import (
    Booked,
    Booking,
    Numbering,
    booking_id,
    digest,
    original,
    plain_amount,
)
from varsel.adapters.source import Chunk
from varsel.canonical.conform import Reject
from varsel.canonical.values import shape
from varsel.errors import InputRefusedError

_COLUMNS = (
    "entry_id", "account_id", "direction", "amount", "currency", "booked_at", "channel",
    "end_to_end_id", "reversal_of", "purpose", "counterparty_account", "counterparty_name", "text",
)  # fmt: skip
_START = re.compile(r"^:20:", re.MULTILINE)
_LINE = re.compile(r"^:61:", re.MULTILINE)
_END = re.compile(r"^(:6[2-5][A-Z]?:|-\}?\s*$)", re.MULTILINE)
_OPTIONS = mt940.Options.all()

# On failure the library logs the line it could not read, which holds a person's account data.
logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)


class Mt940Reader:
    """An opened MT940 file; see adapters/source.py for what a reader gives."""

    def __init__(self, path: Path, *, name: str = "", booked: Booked | None = None) -> None:
        self.path, self.name = path, name or path.name
        self.names: tuple[str, ...] | None = _COLUMNS
        self.decimal: str | None = "."
        self.assumed = "."
        self._booked = booked or Booked()
        self._reversals = 0
        encoding = encoding_of(path)
        text = path.read_text(encoding.name, errors="replace").replace("\r\n", "\n")
        self._statements = [s for s in _START.split(text)[1:] if s.strip()]
        if not self._statements:
            raise InputRefusedError(
                "An MT940 file cannot be read.",
                where=self.name,
                why="there is no statement in it: no line begins with :20:",
                do="export the statement anew; nothing was screened",
            )

    def notes(self) -> list[str]:
        """Reversals without their original, in number."""
        if not self._reversals:
            return []
        return [f"{self.name}: {self._reversals} reversals whose original entry was not found"]

    def chunks(self, wanted: frozenset[str] | None = None) -> Iterator[Chunk]:  # noqa: ARG002
        """A chunk for each statement; the row is the ordinal of the :61: line in the file."""
        done = 0
        for statement in self._statements:
            head, *lines = _LINE.split(statement)
            given = Numbering()
            made, rows, rejects = [], [], []
            for row, line in enumerate(lines, done + 1):
                found = self._row(head, _END.split(line)[0], given)
                if isinstance(found, str):
                    rejects.append(Reject(row, ":61:", shape(line.split("\n")[0]), found))
                else:
                    made.append(found)
                    rows.append(row)
            done += len(lines)
            columns = {n: pa.array([m.get(n) for m in made], pa.string()) for n in _COLUMNS}
            yield Chunk(columns, pa.array(rows, pa.int64()), rejects)

    def _row(self, head: str, line: str, given: Numbering) -> dict[str, str | None] | str:
        """The row, or why there is none."""
        try:
            statement = mt940.parse(f":20:{head}:61:{line}", options=_OPTIONS)
            (found,) = statement.transactions
        except Exception as error:  # noqa: BLE001  (the library raises what it likes)
            return f"the line is not MT940 ({type(error).__name__})"
        data = found.data
        if "amount" not in data or data["date"].strftime("%y%m%d") != line[:6]:
            return "the value date is not a day of the calendar"
        return self._fields(statement.data, data, given)

    def _fields(
        self, head: dict[str, Any], data: dict[str, Any], given: Numbering
    ) -> dict[str, str | None]:
        account = _clean(head.get("account_identification"))
        number = data["amount"].amount
        direction = "credit" if data["status"] in {"C", "RD"} else "debit"
        amount, currency = plain_amount(f"{abs(number):f}"), _clean(data["amount"].currency)
        booking = Booking(account, direction, amount, currency)
        booked = str(data.get("entry_date") or data["date"])
        refs = [_clean(data.get("bank_reference")), _clean(data.get("customer_reference"))]
        text = _clean(data.get("purpose") or data.get("transaction_details"))
        row = {
            "account_id": account,
            "direction": direction,
            "amount": amount,
            "currency": currency,
            "booked_at": booked,
            "channel": swift_channel(data.get("id")),
            "end_to_end_id": _clean(data.get("end_to_end_reference")),
            "purpose": _clean(data.get("purpose_code")),
            "counterparty_account": _clean(data.get("applicant_iban")),
            "counterparty_name": _clean(data.get("applicant_name")),
            "text": text or _clean(data.get("extra_details")),
        }
        if refs[0]:
            base = booking_id(refs[0], booking)
        else:
            told = head.get("statement_number"), str(data["date"]), refs[1], *row.values()
            base = f"{refs[1] or 'entry'}-{digest(*told)}"
        row["entry_id"] = given.of(base)
        row["reversal_of"] = None
        if data["status"].startswith("R"):
            found = original(refs, booking, self._booked)
            row["reversal_of"] = found
            self._reversals += found is None
        self._booked.add(row["entry_id"] or "")
        return row


def _clean(value: object) -> str | None:
    """One line of text; what stands for no reference is none."""
    text = " ".join(str(value).split()) if value is not None else ""
    return None if text in {"", "NONREF", "NOTPROVIDED"} else text

"""One Ntry element of camt.053 or camt.054 as one or several rows of the table entry.

A batch whose details add up to its amount gives a row per detail, any other entry one row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

from varsel.adapters.bankcodes import channel
from varsel.adapters.ids import (
    Booked,
    Booking,
    Numbering,
    booking_id,
    digest,
    original,
    plain_amount,
)

Element = etree._Element  # noqa: SLF001  (lxml has no public name for it)
Kids = dict[str, Element]

COLUMNS = (
    "entry_id", "account_id", "direction", "amount", "currency", "amount_dkk", "initiated_at",
    "booked_at", "channel", "end_to_end_id", "reversal_of", "purpose", "counterparty_account",
    "counterparty_alias", "counterparty_name", "counterparty_country", "counterparty_city", "mcc",
    "merchant", "text", "terminal_id",
)  # fmt: skip

_DIRECTIONS = {"CRDT": "credit", "DBIT": "debit"}
_REVERSAL_OF = COLUMNS.index("reversal_of")
_MCC = re.compile(r"\d{4}")
_FACING = {"Dbtr": "Cdtr", "Cdtr": "Dbtr"}
_AMOUNTS = ("TxAmt", "InstdAmt", "CntrValAmt")


@dataclass
class Statement:
    """What all entries of one Stmt or Ntfctn share, and the numbering of its ids."""

    id: str
    account: str | None
    numbering: Numbering = field(default_factory=Numbering)


@dataclass(frozen=True)
class _Side:
    """The other side of an entry."""

    account: str | None = None
    alias: str | None = None
    name: str | None = None
    country: str | None = None
    city: str | None = None


class EntryMaker:
    """Reads entries of one namespace, that is, of one version of the message."""

    def __init__(self, space: str, booked: Booked) -> None:
        self._space = f"{{{space}}}"
        self._cut = len(self._space)
        self._booked = booked
        self._batches = self._reversals = 0

    def notes(self) -> list[str]:
        """What a person should know after the file."""
        out = []
        if self._batches:
            out.append(
                f"{self._batches} batch entries kept as one row each, because their details do "
                "not add up to the amount"
            )
        if self._reversals:
            out.append(f"{self._reversals} reversals whose original entry was not found")
        return out

    def kids(self, element: Element | None) -> Kids:
        """The children by local name; the first of each."""
        if element is None:
            return {}
        cut = self._cut
        # backwards, so that the first of each name stays; half of the reading time is spent here
        return {child.tag[cut:]: child for child in reversed(element)}

    def one(self, element: Element | None, name: str) -> Element | None:
        """The first child of that name."""
        if element is None:
            return None
        return next(element.iterchildren(f"{self._space}{name}"), None)

    def statement(self, element: Element | None) -> Statement:
        """Id and account of a Stmt or Ntfctn."""
        kids = self.kids(element)
        return Statement(_text(kids.get("Id")) or "", self._account(kids.get("Acct"))[0])

    def status(self, element: Element) -> str:
        """BOOK, PDNG, INFO or whatever stands there; '' for none."""
        found = self.one(element, "Sts")
        if found is None:
            return ""
        return _text(found) or (_text(found[0]) if len(found) else None) or ""

    def rows(self, element: Element, statement: Statement) -> list[tuple[str | None, ...]]:
        """The rows of one booked entry."""
        entry = self.kids(element)
        details = [
            self.kids(tx)
            for part in element.iterchildren(f"{self._space}NtryDtls")
            for tx in part.iterchildren(f"{self._space}TxDtls")
        ]
        amount, currency = _amount(entry.get("Amt"))
        direction = _DIRECTIONS.get(_text(entry.get("CdtDbtInd")) or "")
        whole = Booking(statement.account, direction, amount, currency)
        parts = self._parts(details, whole) if len(details) > 1 else None
        if len(details) != 1 and parts is None:
            self._batches += len(details) > 1
            details = [{}]
        single = parts is None
        made = [
            self._row(entry, tx, share, single=single)
            for tx, share in zip(details, parts or [whole], strict=True)
        ]
        first = self._id(entry, made[0] if single else [], statement, whole)
        reversal = self._original(entry, details[0], whole)
        for k, row in enumerate(made, 1):
            row[0] = first if single else f"{first}/{k}"
            row[_REVERSAL_OF] = reversal if single or reversal is None else f"{reversal}/{k}"
        return [tuple(row) for row in made]

    def _parts(self, details: list[Kids], whole: Booking) -> list[Booking] | None:
        """Each detail's own booking, if they add up to the entry's amount."""
        parts = []
        total = Decimal(0)
        try:
            for tx in details:
                found = self._in_currency(tx, whole.currency)
                way = _DIRECTIONS.get(_text(tx.get("CdtDbtInd")) or "", whole.direction)
                total += Decimal(found or "") * (1 if way == whole.direction else -1)
                parts.append(whole._replace(amount=found, direction=way))
            return parts if total == Decimal(whole.amount or "") else None
        except InvalidOperation:
            return None

    def _amounts(self, tx: Kids) -> list[tuple[str | None, str | None]]:
        """All amounts of a detail with their currencies."""
        found = [_amount(tx["Amt"])] if "Amt" in tx else []
        if "AmtDtls" in tx:
            kinds = self.kids(tx["AmtDtls"])
            found += [_amount(self.kids(kinds[k]).get("Amt")) for k in _AMOUNTS if k in kinds]
        return found

    def _in_currency(self, tx: Kids, currency: str | None) -> str | None:
        return next((a for a, c in self._amounts(tx) if c == currency), None)

    def _row(self, entry: Kids, tx: Kids, share: Booking, *, single: bool) -> list[str | None]:
        account, direction, amount, currency = share
        turned = (_text(entry.get("RvslInd")) or "").lower() in {"true", "1"}
        side = self._side(tx, account, direction, turned=turned)
        terminal, mcc, acted = self._card(entry, tx)
        how = self._channel(entry.get("BkTxCd")) or self._channel(tx.get("BkTxCd"))
        end = _text(self.one(tx.get("Refs"), "EndToEndId"))
        dkk = amount if currency == "DKK" else None
        if dkk is None:
            told = [*self._amounts(tx), *(self._amounts(_only(entry, "AmtDtls")) if single else [])]
            dkk = next((a for a, c in told if c == "DKK"), None)
        return [
            None,
            account,
            direction,
            amount,
            currency,
            dkk,
            _text(self.one(tx.get("RltdDts"), "TxDtTm")) or acted,
            self._date(entry.get("BookgDt")),
            how,
            None if end in {"NOTPROVIDED", "NOT PROVIDED"} else end,
            None,
            _text(self.one(tx.get("Purp"), "Cd")),
            side.account,
            side.alias,
            side.name,
            side.country,
            side.city,
            mcc,
            side.name if how == "card" and direction == "debit" else None,
            self._remittance(tx) or _text(tx.get("AddtlTxInf")) or _text(entry.get("AddtlNtryInf")),
            terminal,
        ]

    def _date(self, element: Element | None) -> str | None:
        # a choice of Dt and DtTm: one child
        return _text(element[0]) if element is not None and len(element) else None

    def _account(self, element: Element | None) -> tuple[str | None, str | None]:
        """Account number and alias of an account element."""
        kids = self.kids(element)
        ids = self.kids(kids.get("Id"))
        number = _text(ids.get("IBAN")) or _text(self.kids(ids.get("Othr")).get("Id"))
        alias = _text(self.kids(kids["Prxy"]).get("Id")) if "Prxy" in kids else None
        return number, alias

    def _side(self, tx: Kids, own: str | None, direction: str | None, *, turned: bool) -> _Side:
        """Who is on the other side: not the own account, else by direction.

        A reversal keeps the parties of its original, so there the roles are the other way round.
        """
        kids = self.kids(tx.get("RltdPties"))
        if not kids:
            return _Side()
        who = "Dbtr" if (direction == "credit") != turned else "Cdtr"
        account = self._account(kids.get(who + "Acct"))
        if own and account[0] == own:
            other = self._account(kids.get(_FACING[who] + "Acct"))
            if other[0] != own:
                who, account = _FACING[who], other
        party = kids.get(who)
        inner = self.kids(party)
        inner = self.kids(inner["Pty"]) if "Pty" in inner else inner
        address = inner.get("PstlAdr")
        return _Side(
            *account,
            name=_text(inner.get("Nm")),
            country=_text(self.one(address, "Ctry")) or _text(inner.get("CtryOfRes")),
            city=_text(self.one(address, "TwnNm")),
        )

    def _channel(self, element: Element | None) -> str | None:
        domain = self.one(element, "Domn")
        if domain is None:
            return None
        codes = [code for text in domain.itertext() if (code := str(text).strip())]
        # the standard demands domain, family and sub-family whenever there is a domain
        return channel(*codes) if len(codes) == 3 else None  # noqa: PLR2004

    def _card(self, entry: Kids, tx: Kids) -> tuple[str | None, str | None, str | None]:
        """Terminal, merchant category and time of a card transaction."""
        element = tx.get("CardTx", entry.get("CardTx"))
        if element is None:
            return None, None, None
        card = self.kids(element)
        point = self.kids(self.kids(card.get("POI")).get("Id"))
        single = self.kids(self.kids(card.get("Tx")).get("Indv"))
        mcc = _text(single.get("TxCtgy")) or ""
        acted = _text(self.kids(single.get("TxId")).get("TxDtTm"))
        return _text(point.get("Id")), mcc if _MCC.fullmatch(mcc) else None, acted

    def _remittance(self, tx: Kids) -> str | None:
        element = tx.get("RmtInf")
        if element is None:
            return None
        free = [_text(c) for c in element.iterchildren(f"{self._space}Ustrd")]
        if any(free):
            return " ".join(t for t in free if t)
        ordered = self.kids(self.kids(element).get("Strd"))
        return _text(ordered.get("AddtlRmtInf")) or _text(
            self.kids(ordered.get("CdtrRefInf")).get("Ref")
        )

    def _id(self, entry: Kids, row: list[str | None], statement: Statement, whole: Booking) -> str:
        ref = _text(entry.get("AcctSvcrRef"))
        if ref:
            base = booking_id(ref, whole)
        else:
            own = _text(entry.get("NtryRef"))
            dates = self._date(entry.get("BookgDt")), self._date(entry.get("ValDt"))
            told = row or [_text(entry.get("AddtlNtryInf"))]
            base = f"{own or 'entry'}-{digest(statement.id, own, *dates, *whole, *told)}"
        made = statement.numbering.of(base)
        self._booked.add(made)
        return made

    def _original(self, entry: Kids, tx: Kids, whole: Booking) -> str | None:
        """The id of the entry that a reversal takes back, if that entry was read before."""
        if (_text(entry.get("RvslInd")) or "").lower() not in {"true", "1"}:
            return None
        refs = self.kids(tx.get("Refs"))
        own = _text(refs.get("AcctSvcrRef"))
        named = [_text(self.kids(c).get("Ref")) for n, c in refs.items() if n == "Prtry"]
        told = own, *named, _text(entry.get("AcctSvcrRef"))
        found = original(told, whole, self._booked)
        self._reversals += found is None
        return found


def _only(kids: Kids, name: str) -> Kids:
    return {name: kids[name]} if name in kids else {}


def _text(element: Element | None) -> str | None:
    if element is None or element.text is None:
        return None
    return element.text.strip() or None


def _amount(element: Element | None) -> tuple[str | None, str | None]:
    """An amount in its plain form, and its currency."""
    text = _text(element)
    currency = element.get("Ccy") if element is not None else None
    return (plain_amount(text) if text else None), currency

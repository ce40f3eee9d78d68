"""Readable stand-ins for people, accounts and numbers: the same within one result, none beyond it.

What may be shown of an evidence row is filtered here once more, so that a result written with names
can still be read without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from varsel.canonical.contract import Column, contract
from varsel.catalogue.model import Text
from varsel.detection.flags import Node
from varsel.escalation.model import Alert
from varsel.reporting.phrases import both, joined, word, words
from varsel.reporting.result import Result

#: Links that tell what an end of kind party is.
LIVES = ("lives_at", "comes_with", "stays_at")
#: Types that say what happened rather than who somebody is; a day may be a birthday, see `_plain`.
PLAIN = ("amount", "number", "integer", "flag", "time", "period", "code")
#: Open columns that still point to somebody: a company's number, a payment's own reference.
POINTING = ("company_no", "end_to_end_id")
#: Tables whose row id is the id of a node of this kind.
ROW_IS = {
    "party": "party", "residence": "party", "account": "account", "authority": "account",
    "dwelling": "dwelling", "ad": "ad", "post": "post", "profile": "profile", "message": "message",
}  # fmt: skip


class Pseudonyms:
    """Labels of nodes, and what of an evidence row may be read.

    >>> from varsel.detection.flags import Node
    >>> Pseudonyms([Node("account", "K7"), Node("phone", "+4500001234")]).label(
    ...     Node("phone", "+4500001234")).da
    'Telefon 1 (…34)'
    """

    def __init__(
        self,
        nodes: Iterable[Node],
        kinds: Mapping[Node, str] | None = None,
        *,
        names: bool = False,
    ) -> None:
        self.names = names
        self._kinds = dict(kinds or {})
        self._number: dict[Node, int] = {}
        counts: dict[str, int] = {}
        for node in nodes:
            if node not in self._number:
                kind = self.kind(node)
                counts[kind] = counts.get(kind, 0) + 1
                self._number[node] = counts[kind]

    def kind(self, node: Node) -> str:
        """What sort of node it is: party becomes person or company where the records tell."""
        if node.kind == "party":
            return self._kinds.get(node, "party")
        return node.kind if node.kind in words()["node"] else "other"

    def label(self, node: Node) -> Text:
        """What the reader sees: kind and number, or kind and id when names are asked for."""
        kind = word("node", self.kind(node))
        if self.names:
            return both(lambda lang: f"{kind(lang)} {node.id}")
        number = self._number.get(node)
        if number is None:
            return kind
        end = f" (…{node.id[-2:]})" if node.kind == "phone" and node.id[-2:].isdigit() else ""
        return both(lambda lang: f"{kind(lang)} {number}{end}")

    def labels(self, nodes: Iterable[Node]) -> Text:
        """Labels with commas."""
        return joined([self.label(n) for n in nodes])

    def row(self, table: str, row_id: str, place: int) -> Text:
        """How an evidence row is called: its id, the node it is, or its place in the list."""
        if self.names:
            return Text(row_id, row_id)
        node = Node(ROW_IS.get(table, ""), row_id)
        return self.label(node) if node in self._number else Text(str(place), str(place))

    def fields(self, table: str, fields: Mapping[str, str]) -> dict[str, str]:
        """The fields of a row that may be read, in the contract's order."""
        spec = contract().canonical.get(table)
        if spec is None:
            return dict(fields) if self.names else {}
        order = [*spec.columns, "criteria"]
        chosen = {n: fields[n] for n in order if n in fields}
        if self.names:
            return chosen
        hidden = {n for n, c in spec.columns.items() if not _plain(c)}
        if fields.get("kind") == "address":
            hidden.add("value")
        return {n: v for n, v in chosen.items() if n not in hidden}


def pseudonyms(result: Result, *, names: bool) -> Pseudonyms:
    """The pseudonyms of one result, numbered in the order in which a reader meets them."""
    return Pseudonyms((n for a in result.alerts for n in _met(a)), _kinds(result), names=names)


def _met(alert: Alert) -> Iterable[Node]:
    if alert.centre is not None:
        yield alert.centre
    for member in alert.members:
        yield from member.nodes
    for flag in alert.flags:
        yield from flag.nodes
    for judged in alert.links:
        yield judged.link.a
        yield judged.link.b


def _kinds(result: Result) -> dict[Node, str]:
    """Parties that the rows, links or flags show to be a person or a company."""
    found: dict[Node, str] = {}
    for alert in result.alerts:
        for flag in alert.flags:
            # Only people are exploited.
            found |= {n.node: "person" for n in flag.named if n.role == "exploited"}
        for judged in alert.links:
            link = judged.link
            kind = "person" if link.kind in LIVES else ""
            kind = "company" if link.kind == "has_its_seat_at" else kind
            if kind:
                found |= {n: kind for n in (link.a, link.b) if n.kind == "party"}
    for (table, row_id), shown in result.evidence.items():
        if table == "party" and "kind" in shown.fields:
            found[Node("party", row_id)] = shown.fields["kind"]
    return found


def _plain(column: Column) -> bool:
    if column.type == "id" or column.name in POINTING:
        return False
    return column.type in PLAIN or column.sensitivity == "open"

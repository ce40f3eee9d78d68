"""The table `identifier`: phones, e-mails, handles and links, stated in a column or found in text.

A stated value that cannot be read is not an identifier; `unreadable` lists those, so that none is
lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from varsel.canonical.contract import contract
from varsel.canonical.text.contacts import Found, contacts_in, normal_email, normal_handle
from varsel.canonical.text.fold import fold
from varsel.canonical.text.phones import normal_phone, phones_in
from varsel.canonical.text.texts import Text, day, rows, texts

_COLUMNS = (
    "kind", "value", "subject_kind", "subject_id", "source_table", "row_id", "how",
    "span_start", "span_end", "since", "until",
)  # fmt: skip
#: Aliases of these kinds are what they are: a box or a merchant number is nobody's phone.
_PHONE_ALIAS = {"phone", None}


class _Stated(NamedTuple):
    """A value in a column of its own, as it stands there."""

    table: str
    row_id: str
    column: str
    read: tuple[str, str] | None
    owners: tuple[tuple[str | None, str | None], ...]
    since: date | None
    until: date | None


def identifiers(tables: Mapping[str, pa.Table], *, region: str = "DK") -> pa.Table:
    """Every identifier of the tables given, sorted; the schema is the contract's.

    Args:
        tables: any of contact, account, phone_link, login, ad, post, message.
        region: ISO 3166 code of the country whose phones are written without a country code.

    >>> link = pa.table({"link_id": ["l"], "phone": ["00 12 34 56"], "party_id": ["p"]})
    >>> identifiers({"phone_link": link}).column("value").to_pylist()
    ['+4500123456']

    """
    found = {row for item in _stated(tables, region) for row in _rows_stated(item)}
    for text in texts(tables):
        found.update(_rows_found(text, region))
    ordered = sorted(found, key=lambda r: tuple((v is not None, v) for v in (*r[4:6], *r)))
    columns = list(zip(*ordered, strict=True)) or [()] * len(_COLUMNS)
    schema = contract().tables["identifier"].schema
    by_name = dict(zip(_COLUMNS, columns, strict=True))
    arrays = [pa.array(by_name[f.name], type=f.type) for f in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def unreadable(tables: Mapping[str, pa.Table], *, region: str = "DK") -> list[tuple[str, str, str]]:
    """Stated values that are no identifier: (table, row id, column), sorted.

    >>> link = pa.table({"link_id": ["l"], "phone": ["not known"]})
    >>> unreadable({"phone_link": link})
    [('phone_link', 'l', 'phone')]
    """
    return sorted((s.table, s.row_id, s.column) for s in _stated(tables, region) if not s.read)


def _rows_stated(item: _Stated) -> Iterator[tuple[object, ...]]:
    """One row for each owner the record names; without an owner the row stands alone."""
    if item.read is None:
        return
    owners = [o for o in item.owners if o[1] is not None] or [(None, None)]
    for kind, owner in owners:
        yield (*item.read, kind, owner, item.table, item.row_id, "stated", None, None,
               item.since, item.until)  # fmt: skip


def _rows_found(text: Text, region: str) -> Iterator[tuple[object, ...]]:
    folded = fold(text.text)
    if not any(c.isdecimal() or c in "@:/" for c in folded.text) and "id" not in folded.text:
        return
    found = list(contacts_in(folded.text, region))
    for start, end, value in phones_in(folded.text, region):
        if all(end <= f.start or start >= f.end for f in found):
            found.append(Found(start, end, "phone", value))
    for item in found:
        span = folded.span(item.start, item.end)
        yield (item.kind, item.value, text.table, text.row_id, text.table, text.row_id, "text",
               *span, text.since, text.until)  # fmt: skip


def _stated(tables: Mapping[str, pa.Table], region: str) -> Iterator[_Stated]:
    yield from _contacts(tables.get("contact"), region)
    yield from _aliases(tables.get("account"), region)
    yield from _phone_links(tables.get("phone_link"), region)
    yield from _logins(tables.get("login"), region)


def _contacts(table: pa.Table | None, region: str) -> Iterator[_Stated]:
    names = ("contact_id", "kind", "value", "party_id", "profile_id", "ad_id", "since", "until")
    for r in _with(table, names, "contact_id", "value"):
        owners = (("party", r["party_id"]), ("profile", r["profile_id"]), ("ad", r["ad_id"]))
        read = _read(r["kind"], r["value"], region)
        span = day(r["since"]), day(r["until"])
        yield _Stated("contact", r["contact_id"], "value", read, owners, *span)


def _aliases(table: pa.Table | None, region: str) -> Iterator[_Stated]:
    names = ("account_id", "alias", "alias_kind", "opened_on", "closed_on")
    for r in _with(table, names, "account_id", "alias"):
        read = _read("phone", r["alias"], region)
        if r["alias_kind"] not in _PHONE_ALIAS or (r["alias_kind"] is None and read is None):
            continue
        owners = (("account", r["account_id"]),)
        span = day(r["opened_on"]), day(r["closed_on"])
        yield _Stated("account", r["account_id"], "alias", read, owners, *span)


def _phone_links(table: pa.Table | None, region: str) -> Iterator[_Stated]:
    names = ("link_id", "phone", "party_id", "account_id", "profile_id", "since", "until")
    for r in _with(table, names, "link_id", "phone"):
        owners = tuple((k, r[f"{k}_id"]) for k in ("party", "account", "profile"))
        read = _read("phone", r["phone"], region)
        span = day(r["since"]), day(r["until"])
        yield _Stated("phone_link", r["link_id"], "phone", read, owners, *span)


def _logins(table: pa.Table | None, region: str) -> Iterator[_Stated]:
    names = ("login_id", "phone", "party_id", "account_id", "at")
    for r in _with(table, names, "login_id", "phone"):
        owners = (("party", r["party_id"]), ("account", r["account_id"]))
        read = _read("phone", r["phone"], region)
        yield _Stated("login", r["login_id"], "phone", read, owners, day(r["at"]), day(r["at"]))


def _with(
    table: pa.Table | None, names: tuple[str, ...], key: str, value: str
) -> Iterator[dict[str, Any]]:
    return (r for r in rows(table, names) if r[key] is not None and r[value])


def _read(kind: object, value: str, region: str) -> tuple[str, str] | None:
    if kind == "phone":
        phone = normal_phone(value, region)
        return ("phone", phone) if phone else None
    if kind == "email":
        email = normal_email(value)
        return ("email", email) if email else None
    return normal_handle(value, region)

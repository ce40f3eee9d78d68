"""Posts and messages of a tale, written into the ledger."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.town.ledger import Ledger


def post(
    ledger: Ledger,
    platform: str,
    group: str,
    author: str,
    at: dt.datetime,
    text: str,
    *,
    kind: str = "job",
) -> None:
    """One post in a group."""
    ledger.add(
        "post", post_id=ledger.new("PO"), platform=platform, group_id=group, group_kind=kind,
        author_id=author, posted_at=at, text=text,
    )  # fmt: skip


def message(
    ledger: Ledger,
    platform: str,
    thread: str,
    sender: str,
    reader: str,
    at: dt.datetime,
    text: str | None,
    *,
    basis: str = "consent",
    deleted: tuple[dt.datetime, str] | None = None,
    police: dt.datetime | None = None,
) -> None:
    """One message; `deleted` says when and by whom its text was taken away."""
    ledger.add(
        "message", message_id=ledger.new("M"), basis=basis, platform=platform, thread_id=thread,
        sender_id=sender, recipient_id=reader, sent_at=at, text=text, police_contact_at=police,
        deleted_at=deleted[0] if deleted else None, deleted_by=deleted[1] if deleted else None,
    )  # fmt: skip

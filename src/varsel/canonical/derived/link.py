"""Everything a record connects, as pairs of nodes. Which links count is decided in escalation."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir


def make(t: Any) -> ir.Table:
    """One row per pair of nodes, way and record; see derived.toml."""
    parts = [
        *_accounts(t),
        *_identifiers(t),
        *_places(t),
        *_companies(t),
        *_platforms(t),
        *_meetings(t),
    ]
    rows = ibis.union(*parts)
    rows = rows.filter(rows.x.notnull() & rows.y.notnull() & (rows.x != rows.y))
    # A pair may meet a thousand times (messages, log-ins): the first row stands for all.
    return rows.group_by(
        a=ibis.least(rows.x, rows.y), b=ibis.greatest(rows.x, rows.y), kind=rows.kind
    ).agg(since=rows.since.min(), until=_open_max(rows), row=rows.row.min())


def _open_max(rows: ir.Table) -> ir.DateValue:
    """The latest end; null as soon as one of the rows has no end."""
    return rows.until.isnull().any().ifelse(ibis.null(), rows.until.max())


def _link(
    rows: ir.Table, x: Any, y: Any, kind: str, row: Any, since: Any = None, until: Any = None
) -> ir.Table:
    empty = ibis.null().cast("date")
    return rows.select(
        x=x,
        y=y,
        kind=ibis.literal(kind),
        since=empty if since is None else since,
        until=empty if until is None else until,
        row=row,
    )


def _accounts(t: Any) -> list[ir.Table]:
    a, login, phone = t.authority, t.login, t.phone_link
    seen = login["at"].date()
    return [
        _link(
            a, "party:" + a.party_id, "account:" + a.account_id,
            "holds_or_may_act_on", "authority/" + a.account_id, a.since, a.until,
        ),
        _link(
            login, "party:" + login.party_id, "device:" + login.device,
            "logs_in_from", "login/" + login.login_id, seen, seen,
        ),
        _link(
            login, "account:" + login.account_id, "device:" + login.device,
            "logs_in_from", "login/" + login.login_id, seen, seen,
        ),
        _link(
            phone, "party:" + phone.party_id, "phone:" + phone.phone,
            "pays_or_uses_phone", "phone_link/" + phone.link_id, phone.since, phone.until,
        ),
        _link(
            phone, "account:" + phone.account_id, "phone:" + phone.phone,
            "pays_or_uses_phone", "phone_link/" + phone.link_id, phone.since, phone.until,
        ),
    ]  # fmt: skip


def _identifiers(t: Any) -> list[ir.Table]:
    """Who or what gives a phone, e-mail, handle or link; a message that quotes one is no owner."""
    i = t.identifier.filter(t.identifier.subject_kind != "message")
    return [
        _link(
            i, i.subject_kind + ":" + i.subject_id, i.kind + ":" + i.value,
            "gives_contact", i.source_table + "/" + i.row_id, i.since, i.until,
        )
    ]  # fmt: skip


def _places(t: Any) -> list[ir.Table]:
    r, b = t.residence, t.booking
    unit = "dwelling:" + b.unit_id
    return [
        _link(
            r, "party:" + r.party_id, "dwelling:" + r.dwelling_id,
            "lives_at", "residence/" + r.party_id, r.since, r.until,
        ),
        _link(
            b, "party:" + b.payer_party_id, unit,
            "books", "booking/" + b.booking_id, b.starts_on, b.ends_on,
        ),
        _link(
            b, "account:" + b.payer_account, unit,
            "books", "booking/" + b.booking_id, b.starts_on, b.ends_on,
        ),
        _link(
            b, "party:" + b.guest_id, unit,
            "stays_at", "booking/" + b.booking_id, b.starts_on, b.ends_on,
        ),
    ]  # fmt: skip


def _companies(t: Any) -> list[ir.Table]:
    e, c = t.employer_link, t.company_event
    staff = e.filter((e.kind == "employee") & ~e.employer_id.contains(":"))
    lead = e.filter(e.kind.isin(["owner", "director"]))
    seat = c.filter((c.kind == "address") & c.value.notnull())
    return [
        _link(
            staff, "party:" + staff.employer_id, "party:" + staff.value,
            "employs", staff.evidence, staff.since, staff.until,
        ),
        _link(
            lead, "party:" + lead.employer_id, "party:" + lead.value,
            "owns_or_directs", lead.evidence, lead.since, lead.until,
        ),
        _link(
            seat, "party:" + seat.company_id, "dwelling:" + seat.value,
            "has_its_seat_at", "company_event/" + seat.event_id, seat["at"],
        ),
    ]  # fmt: skip


def _platforms(t: Any) -> list[ir.Table]:
    p, post, ad, m, s = t.profile, t.post, t.ad, t.message, t.location_share
    posted, sent = post.posted_at.date(), m.sent_at.date()
    return [
        _link(
            p, "profile:" + p.profile_id, "party:" + p.party_id,
            "is_profile_of", "profile/" + p.profile_id, p.created_on,
        ),
        _link(
            post, "post:" + post.post_id, "profile:" + post.author_id,
            "posts", "post/" + post.post_id, posted, posted,
        ),
        _link(
            ad, "ad:" + ad.ad_id, "profile:" + ad.advertiser_id,
            "advertises", "ad/" + ad.ad_id, ad.first_seen, ibis.coalesce(ad.last_seen, ad.first_seen),
        ),
        _link(
            m, "profile:" + m.sender_id, "profile:" + m.recipient_id,
            "writes_to", "message/" + m.message_id, sent, sent,
        ),
        _link(
            s, "profile:" + s.sharer_id, "profile:" + s.viewer_id,
            "sees_place_of", "location_share/" + s.share_id, s.starts_at.date(), s.ends_at.date(),
        ),
    ]  # fmt: skip


def _meetings(t: Any) -> list[ir.Table]:
    o = t.observation
    seen = o["at"].date()
    return [
        _link(
            o, "party:" + o.party_id, "party:" + o.companion_id,
            "comes_with", "observation/" + o.observation_id, seen, seen,
        )
    ]  # fmt: skip

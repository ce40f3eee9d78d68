"""Rows that are not payments: profiles, ads, posts, messages, log-ins, stays, phones, meetings, reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from varsel.adapters.society.calendar import moment
from varsel.adapters.society.district import District
from varsel.adapters.society.person import Person


def profile(
    d: District,
    platform: str,
    *,
    owner: Person | None = None,
    party: str | None = None,
    created: dt.date | None = None,
    verified: bool | None = None,
    company_no: str | None = None,
) -> str:
    """A profile on a platform; gives its id. owner or party: only where the platform knows who it is."""
    return d.book.add(
        "profile",
        profile_id=d.book.new("PR"),
        platform=platform,
        created_on=created,
        party_id=owner.id if owner else party,
        verified=verified,
        company_no=company_no,
    )


def ad(
    d: District,
    kind: str,
    *,
    site: str,
    first_seen: dt.date,
    title: str,
    text: str,
    last_seen: dt.date | None = None,
    advertiser: str | None = None,
    persona: str | None = None,
    municipality: str | None = None,
    country: str = "DK",
    price: float | None = None,
    image: str | None = None,
    contacts: Iterable[tuple[str, str]] = (),
) -> str:
    """An advertisement, as the contract describes it; contacts: (phone|email|handle, value) pairs."""
    made = d.book.add(
        "ad",
        ad_id=d.book.new("AD"),
        site=site,
        kind=kind,
        advertiser_id=advertiser,
        persona=persona,
        municipality=municipality,
        country=country,
        first_seen=first_seen,
        last_seen=last_seen,
        title=title,
        text=text,
        image_hash=image,
        price_dkk=None if price is None else Decimal(round(price)),
    )
    for what, value in contacts:
        d.book.add("contact", kind=what, value=value, ad_id=made, since=first_seen, until=last_seen)
    return made


def post(
    d: District, author: str, at: int, text: str, *, platform: str, group: str, kind: str
) -> str:
    """A post in a group. kind: job, community, marriage or other."""
    return d.book.add(
        "post",
        post_id=d.book.new("PO"),
        platform=platform,
        group_id=group,
        group_kind=kind,
        author_id=author,
        posted_at=moment(at),
        text=text,
    )


def message(
    d: District,
    sender: str,
    recipient: str,
    at: int,
    text: str | None,
    *,
    basis: str,
    platform: str,
    thread: str,
    deleted: int | None = None,
    deleted_by: str | None = None,
    police: int | None = None,
) -> str:
    """A message lawfully at hand; basis: reported, consent or order."""
    return d.book.add(
        "message",
        message_id=d.book.new("ME"),
        basis=basis,
        platform=platform,
        thread_id=thread,
        sender_id=sender,
        recipient_id=recipient,
        sent_at=moment(at),
        text=text,
        deleted_at=None if deleted is None else moment(deleted),
        deleted_by=deleted_by,
        police_contact_at=None if police is None else moment(police),
    )


def share_place(
    d: District,
    sharer: str,
    viewer: str,
    starts: int,
    ends: int | None,
    *,
    platform: str,
    reciprocal: bool | None,
    relation: str | None,
) -> str:
    """One profile sees another's place."""
    return d.book.add(
        "location_share",
        share_id=d.book.new("LS"),
        platform=platform,
        sharer_id=sharer,
        viewer_id=viewer,
        starts_at=moment(starts),
        reciprocal=reciprocal,
        relation=relation,
        ends_at=None if ends is None else moment(ends),
    )


def log_in(
    d: District,
    person: Person,
    at: int,
    *,
    device: str | None = None,
    ok: bool = True,
    ip: str | None = None,
    phone: str | None = None,
) -> str | None:
    """A log-in to a person's own account; by their own device from home where nothing else is said."""
    if not person.side.inside:
        return None
    return d.book.add(
        "login",
        login_id=d.book.new("L"),
        party_id=person.id,
        account_id=person.side.account,
        device=device or person.device,
        ip_hash=ip or f"IP-{person.home or person.id}",
        phone=phone,
        at=moment(at),
        succeeded=ok,
    )


def stay(
    d: District,
    *,
    payer: str | None,
    account: str | None,
    guest: str | None,
    municipality: str,
    starts: dt.date,
    nights: int,
    price: float,
    unit: str | None = None,
    platform: str = "Klithytten",
) -> str:
    """A booked stay; gives the unit's id, so that it can be booked again."""
    unit = unit or d.book.new("U")
    d.book.add(
        "booking",
        booking_id=d.book.new("B"),
        payer_party_id=payer,
        payer_account=account,
        guest_id=guest,
        unit_id=unit,
        municipality=municipality,
        starts_on=starts,
        ends_on=starts + dt.timedelta(days=nights),
        price_dkk=Decimal(round(price)),
        platform=platform,
    )
    return unit


def phone_link(
    d: District,
    phone: str,
    kind: str,
    *,
    since: dt.date,
    party: str | None = None,
    account: str | None = None,
    profile_id: str | None = None,
    until: dt.date | None = None,
    amount: float | None = None,
) -> str:
    """A number under contract, bought as prepaid, topped up or used."""
    return d.book.add(
        "phone_link",
        link_id=d.book.new("PL"),
        phone=phone,
        kind=kind,
        party_id=party,
        account_id=account,
        profile_id=profile_id,
        since=since,
        until=until,
        amount_dkk=None if amount is None else Decimal(round(amount)),
    )


def meet(
    d: District,
    party: str | None,
    at: int,
    facts: Iterable[str],
    *,
    role: str,
    place: str,
    companion: str | None = None,
    staff: str | None = None,
) -> None:
    """What the front line saw in one meeting, a row a fact of the contract's vocabulary."""
    for fact in facts:
        d.book.add(
            "observation",
            observation_id=d.book.new("O"),
            at=moment(at),
            staff_role=role,
            staff_id=staff or f"S{d.number:04}-{role}",
            place=place,
            party_id=party,
            companion_id=companion,
            fact=fact,
        )


def report(
    d: District,
    category: str,
    at: int,
    *,
    reported: str | None,
    affected: str | None,
    demand: str | None = None,
    confirmed: bool | None = None,
    minor: bool | None = None,
) -> str:
    """A report to a platform or an authority, of the contract's categories and demands."""
    return d.book.add(
        "abuse_report",
        report_id=d.book.new("AR"),
        category=category,
        reported_id=reported,
        affected_id=affected,
        demand=demand,
        confirmed_by_person=confirmed,
        minor=minor,
        at=moment(at),
    )

"""Somebody with several numbers: a second phone, prepaid cards from the kiosk, a card from abroad."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, foreign_phone, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who likes cheap cards, keeps work and home apart, or lends numbers to visitors."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "idle", "pensioner"))
    if not found:
        return False
    person, kind = found[0], life.kind("kinds")
    numbers = [life.d.book.phone() for _ in range(luck.randint(*kind["danish"]))]
    numbers += [foreign_phone(life) for _ in range(luck.randint(*kind["foreign"]))]
    spans = [_number(life, person, phone, luck.random() < kind["prepaid"]) for phone in numbers]
    for day in life.days(luck.uniform(*kind["top_ups"])):
        alive = [
            n for n, (since, until) in zip(numbers, spans, strict=True) if since <= day <= until
        ]
        danish = [n for n in alive if n.startswith("+45")]
        if danish:
            life.top_up(person, luck.choice(danish), day)
    for day in life.days(life.draw("logins_a_month")):
        alive = [
            n for n, (since, until) in zip(numbers, spans, strict=True) if since <= day <= until
        ]
        if alive:
            online.log_in(d, person, life.at(day), phone=luck.choice(alive))
    _used_in(life, person, numbers)
    return True


def _number(life: Life, person: Person, phone: str, prepaid: bool) -> tuple[dt.date, dt.date]:
    """A number: some are thrown away after weeks, some last; gives its first and last day."""
    life.network.member("other", f"phone:{phone}")
    earliest = max(
        life.start, life.d.calendar.first - dt.timedelta(days=life.count("number_lasts_days"))
    )
    since = life.d.day_in(life.luck, earliest, life.d.calendar.last)
    lasts = life.count("number_lasts_days")
    until = since + dt.timedelta(days=lasts) if life.happens("number_ends") else None
    foreign = not phone.startswith("+45")
    if life.covered(since) and not foreign:
        name, mcc = ("Kiosk Torvet", "5499") if prepaid else ("Telebutikken", "4812")
        life.buy(
            person, life.price("card_price", 1), life.at(since), name, mcc, town=life.d.municipality
        )
    if life.happens("numbers_seen"):
        online.phone_link(
            life.d, phone, "used" if foreign else "prepaid" if prepaid else "contract",
            since=since, party=person.id,
            account=person.side.account if life.happens("paid_from_account") else None, until=until,
        )  # fmt: skip
    if life.happens("on_record"):
        life.d.book.add(
            "contact", kind="phone", value=phone, party_id=person.id, since=since, until=until
        )
    return since, until or life.d.calendar.last


def _used_in(life: Life, person: Person, numbers: list[str]) -> None:
    """The same profile on several numbers, or a profile for each."""
    platform = life.one("platforms")
    shared = life.profile(platform, person) if life.happens("one_profile") else None
    for phone in numbers:
        if life.happens("used_in_app"):
            profile = shared or life.profile(platform, person, contact=phone)
            since = life.day()
            online.phone_link(life.d, phone, "used", since=since, profile_id=profile)

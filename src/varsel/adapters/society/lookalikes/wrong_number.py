"""Somebody whose number stands in advertisements that are not theirs: bought used, mistyped, out of spite."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _seller as selling
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who wonders why strangers ring."""
    life = begin(d, luck, network, HABITS, selling.HABITS)
    found = life.residents(1, who=lambda p: p.life != "child")
    if not found:
        return False
    person, how = found[0], life.one("how")
    if how == "bought_used":
        _bought_used(life, person)
    elif how == "mistyped":
        _mistyped(life, person)
    else:
        _spite(life, person)
    return True


def _bought_used(life: Life, person: Person) -> None:
    """A number that was given up by somebody else and sold again by the phone company."""
    since = life.day()
    phone = life.number(person, life.one("work_phone_kind"), since)
    life.d.book.add("contact", kind="phone", value=phone, party_id=person.id, since=since)
    last = since - dt.timedelta(days=life.count("days_unused"))
    for _ in range(life.count("advertisements")):
        ends = last - dt.timedelta(days=life.count("earlier"))
        _ad(
            life,
            life.town(),
            ends - dt.timedelta(days=life.count("run_days")),
            ends,
            [("phone", phone)],
        )
    # An advertisement that the site forgot to take down.
    if life.happens("still_up"):
        _ad(
            life,
            life.town(),
            last,
            since + dt.timedelta(days=life.count("run_days")),
            [("phone", phone)],
        )
    _strangers(life, person, since)


def _mistyped(life: Life, person: Person) -> None:
    """One digit wrong in an advertisement of somebody who writes it right elsewhere."""
    since = life.day()
    until, right = since + dt.timedelta(days=life.count("run_days")), life.d.book.phone()
    own = ("email", f"{life.one('stage_names').lower()}{life.luck.randint(10, 999)}@brev.example")
    town = life.d.nearby(life.luck)
    for number in range(life.count("advertisements")):
        wrong = number == 0 or life.happens("copied_with_the_mistake")
        _ad(life, town, since, until, [("phone", person.phone if wrong else right), own])
    _strangers(life, person, since)


def _spite(life: Life, person: Person) -> None:
    """A former partner, neighbour or classmate puts up an advertisement; it is reported and taken down."""
    since = life.day()
    for _ in range(life.count("advertisements")):
        until = since + dt.timedelta(days=life.count("days_until_removed"))
        contacts = [("phone", person.phone)]
        if person.email and life.happens("mail_too"):
            contacts.append(("email", person.email))
        _ad(life, life.d.municipality, since, until, contacts)
        since = until + dt.timedelta(days=life.count("days_until_again"))
    if life.happens("reported"):
        online.report(
            life.d, life.one("categories"), life.at(min(since, life.d.calendar.last)),
            reported=life.stranger(life.one("site_mcc_names")), affected=person.id,
            demand=life.one("demands"), confirmed=True if life.happens("found_credible") else None,
        )  # fmt: skip
    _strangers(life, person, since)


def _strangers(life: Life, person: Person, since: dt.date) -> None:
    """Now and then somebody pays a deposit to the number, and gets it back."""
    for day in life.days(life.draw("strangers_a_month"), since):
        payer, kroner, at = (
            life.payer("local_some"),
            rounded(life.draw("deposit"), 50),
            life.at(day, "evening"),
        )
        life.receive(person.side, kroner, at, payer)
        back = day + dt.timedelta(days=life.count("days_to_return"))
        if life.covered(back) and payer.side.account != person.side.account:
            life.pay(person, kroner, life.at(back), payer.side, text=life.note("return_text"))


def _ad(
    life: Life, town: str, since: dt.date, until: dt.date, contacts: list[tuple[str, str]]
) -> None:
    """An advertisement as sellers put them up."""
    slots = {
        "name": life.one("stage_names"), "town": town, "age": life.count("ages_claimed"),
        "phone": life.shown(contacts[0][1]), "price": rounded(life.draw("hour_price"), 100),
    }  # fmt: skip
    made = online.ad(
        life.d, "sexual_services", site=life.one("site_mcc_names"), first_seen=since,
        last_seen=until if life.happens("ad_end_known") else None,
        title=life.write("ad_title", **slots), text=life.write("ad", **slots), municipality=town,
        persona=life.d.book.new("PS") if life.happens("ad_has_persona") else None,
        image=f"{life.luck.getrandbits(64):016x}" if life.happens("ad_has_image") else None,
        contacts=contacts,
    )  # fmt: skip
    life.network.member("other", f"ad:{made}")

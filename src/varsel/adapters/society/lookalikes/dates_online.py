"""Somebody who looks for company online: one number in several apps, memberships, gifts and dinners."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with profiles and advertisements on dating sites, some of which also carry escorts."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "pensioner", "idle"))
    if not found:
        return False
    person = found[0]
    sites = luck.sample(list(life.value("sites")), life.count("number_of_sites"))
    for site in sites:
        _profile(life, person, site)
    for day in life.days(life.draw("dates_a_month")):
        _date(life, person, day)
    return True


def _profile(life: Life, person: Person, site: str) -> None:
    """A profile, an advertisement in it, a membership by card, and boosts."""
    luck, (mcc, low, high) = life.luck, life.value("sites")[site]
    since = life.day()
    until = since + dt.timedelta(days=life.count("days_on_site"))
    phone = person.phone
    profile = life.profile(
        site, person, contact=phone if life.happens("gave_phone") else person.email
    )
    if life.happens("phone_seen_by_site"):
        online.phone_link(life.d, phone, "used", since=since, profile_id=profile)
    if life.happens("advertisement_seen"):
        slots = {
            "age": person.age(since),
            "name": person.name.split()[0],
            "town": life.d.municipality,
            "phone": life.shown(phone),
            "app": life.one("apps"),
        }
        with_phone = life.happens("phone_in_text")
        made = online.ad(
            life.d, "dating", site=site, first_seen=since, last_seen=until, advertiser=profile,
            persona=life.d.book.new("PS"), municipality=life.d.municipality,
            title=life.write("title", **slots),
            text=life.write("text_with_phone" if with_phone else "text", **slots),
            image=f"{luck.getrandbits(64):016x}" if life.happens("has_picture") else None,
            contacts=[("phone", phone)] if with_phone else [],
        )  # fmt: skip
        life.network.member("other", f"ad:{made}")
    fee = round(luck.uniform(low, high))
    if fee and life.happens("member"):
        day = since
        while day <= until:
            if life.covered(day):
                life.buy(person, fee, life.at(day, "evening"), site, mcc)
            day += dt.timedelta(days=30)
        for day in life.days(life.draw("boosts_a_month"), since, until):
            life.buy(person, life.price("boost", 1), life.at(day, "night"), site, mcc)


def _date(life: Life, person: Person, day: dt.date) -> None:
    """An evening out: a table, a taxi, at times a room or a gift."""
    town = life.d.municipality if life.happens("date_at_home") else life.town()
    life.buy(
        person,
        life.price("dinner", 1),
        life.at(day, "evening"),
        f"Bistro {town}",
        "5812",
        town=town,
    )
    if life.happens("takes_taxi"):
        life.buy(
            person, life.price("taxi", 1), life.at(day, "night"), f"Taxa {town}", "4121", town=town
        )
    if life.happens("takes_room"):
        life.stay(person, town, day, 1, people=2, lodging=life.one("date_lodging"))
    if life.happens("sends_gift"):
        to = life.payer("local_some").side
        if to.account != person.side.account:
            life.pay(
                person,
                life.price("gift", 50),
                life.at(day, "night"),
                to,
                text=life.note("gift_text"),
            )

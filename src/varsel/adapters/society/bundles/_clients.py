"""Those who pay for sex: regulars and men in passing, what they pay, when, and in which way."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society import names
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles._scene import Scene, day_of
from varsel.adapters.society.bundles._sexual import Persona, Trade
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Payer, passers_by
from varsel.adapters.society.person import Person
from varsel.adapters.society.places import places


def visitors_of(scene: Scene, town: str) -> list[Payer]:
    """Men who come again and again in one town."""

    def made() -> list[Payer]:
        near = town in places()[scene.d.municipality].near
        home = town == scene.d.municipality
        local = scene.value("clients_home" if home else "clients_near" if near else "clients_away")
        return [_client(scene, local) for _ in range(scene.count("regulars_a_town"))]

    return scene.once(f"visitors in {town}", made)


def client(scene: Scene, town: str) -> Payer:
    """One client: a regular of the town, or somebody who comes once."""
    if scene.happens("client_comes_again"):
        return scene.of(visitors_of(scene, town))
    home = town == scene.d.municipality
    near = town in places()[scene.d.municipality].near
    local = scene.value("clients_home" if home else "clients_near" if near else "clients_away")
    return _client(scene, local)


def _client(scene: Scene, local: float) -> Payer:
    luck, d = scene.luck, scene.d
    if luck.random() < local:
        for _ in range(12):
            person: Person = luck.choice(d.people)
            man = person.sex == "m" or luck.random() < scene.value("client_women")
            if person.life != "child" and man and scene.can_pay(person):
                return Payer(person.side, person.device)
    if luck.random() < scene.value("client_in_passing"):
        return Payer(luck.choice(passers_by(d)))
    return Payer(luck.choice(_pool(scene)))


def _pool(scene: Scene) -> list[Side]:
    """Men from elsewhere who pay this district's networks; made once for a district."""
    d = scene.d
    made: list[Side] | None = vars(d).get("_clients")
    if made is None:
        luck = d.luck.plain("clients")
        made = [
            d.outsider(
                name=names.person(luck), phone=luck.random() < scene.value("client_has_number")
            )
            for _ in range(scene.value("client_pool"))
        ]
        vars(d)["_clients"] = made
    return made


def kroner_of(scene: Scene, who: Persona) -> float:
    """What one client pays: by the time, with extras and rebates now and then."""
    kroner = who.hour * float(scene.one("length"))
    if scene.happens("extra"):
        kroner += scene.draw("extra_kroner")
    if scene.happens("haggles"):
        kroner *= scene.draw("rebate")
    return rounded(kroner, scene.value("price_step"))


def visits(made: Trade, who: Persona, town: str, since: dt.date, until: dt.date) -> None:
    """Clients of some days in a town, by phone into a till or in cash."""
    scene = made.scene
    first, last = max(since, who.actor.since), min(until, who.actor.until)
    till = made.till_of(who)
    for at in _moments(scene, who, first, last):
        day, kroner = day_of(at), kroner_of(scene, who)
        by_phone = till is not None and scene.luck.random() < made.by_phone
        if till is None or not by_phone or not till.owner.ready(day):
            made.cash.append((day, town, kroner))
            continue
        if kroner > scene.value("mobile_most"):
            made.cash.append((day, town, kroner))
            continue
        with scene.network.trace(till.trace):
            text = scene.phrase("ad_texts", "client") if scene.happens("clients_write") else None
            scene.receive(till.side, kroner, at, client(scene, town), text=text)
        till.taken.append((at, kroner))
    if made.cash:
        scene.unseen("clients_pay_cash")


def _moments(scene: Scene, who: Persona, first: dt.date, last: dt.date) -> list[int]:
    """When clients come: on days of work, one after the other."""
    off = _days_off(scene, who)
    days = [d for d in scene.days(30.4 * who.busy, first, last) if d.weekday() not in off]
    made: list[int] = []
    for at in sorted(scene.at(day, "plant_client_hours") for day in days):
        least = made[-1] + round(60 * scene.draw("client_minutes")) if made else at
        made.append(max(at, least))
    return made


def _days_off(scene: Scene, who: Persona) -> tuple[int, ...]:
    """Weekdays on which somebody does not work, if any."""

    def days() -> tuple[int, ...]:
        number = int(scene.one("days_off"))
        return tuple(scene.luck.sample(range(7), number))

    return scene.once(f"days off of {who.key}", days)

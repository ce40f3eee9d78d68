"""What bank, town hall, police, health and border staff see of a plant, and the numbers it uses."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from functools import partial

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles._scene import Actor, Scene
from varsel.adapters.society.calendar import bank_day, next_bank_day, stamp
from varsel.adapters.society.ordinary.meetings import HABITS as FRONT

HABITS = beside(__file__)
#: Staff at desks, who meet people on working days only.
_DESKS = ("bank", "municipality", "tax")


def meeting(
    scene: Scene,
    trace: str,
    one: Actor,
    day: dt.date,
    role: str,
    facts: str,
    *,
    companion: Actor | str | None = None,
    town: str | None = None,
) -> None:
    """Somebody of the front line meets an exploited person; it leaves a note only at times."""
    with scene.network.trace(trace):
        if role in _DESKS and not bank_day(day):
            day = next_bank_day(day)
        noted = scene.luck.random() < scene.noted and scene.covered(day)
        unknown = one.person is None or (role == "bank" and not one.inside)
        if not noted or (role == "bank" and unknown):
            return
        luck, d = scene.luck, scene.d
        seen = scene.some_of(facts)
        if companion is None:
            seen = [f for f in seen if not f.startswith("companion")]
        luck.shuffle(seen)
        if not seen:
            return
        places = scene.value("meeting_places").get(role) or FRONT.places[role]
        number = max(1, round(FRONT.staff[role] * len(d.people) / 2500))
        named = one.person is not None and luck.random() < FRONT.party_named[role]
        online.meet(
            d,
            one.person.id if one.person and named else None,
            stamp(day, luck.randint(*FRONT.hours[role])),
            seen[: scene.count("facts_noted")],
            role=role,
            place=f"{luck.choice(places)}, {town or d.municipality}",
            companion=_companion(scene, companion),
            staff=f"S{d.number:04}-{role}-{luck.randint(1, number)}",
        )


def _companion(scene: Scene, who: Actor | str | None) -> str | None:
    """How the companion is kept: as a known party, as one and the same pseudonym, or not at all."""
    if who is None or not scene.happens("companion_noted"):
        return None
    if isinstance(who, str):
        return who
    if who.person is not None and who.inside:
        return who.person.id
    return scene.once(f"companion {id(who)}", lambda: scene.d.book.new("C"))


def at_the_counter(scene: Scene, trace: str, pairs: list[tuple[Actor, Actor]]) -> None:
    """An organiser comes along when somebody opens an account, registers, or asks for something."""
    for one, other in pairs:
        role = scene.one("counter_role")
        day = one.opened if role == "bank" and one.opened > dt.date.min else one.since
        day += dt.timedelta(days=scene.count("counter_after"))
        for _ in range(scene.count("counter_visits")):
            if one.there(day):
                meeting(scene, trace, one, day, role, "counter_facts", companion=other)
            day += dt.timedelta(days=scene.count("counter_again"))


def some_day(scene: Scene, one: Actor) -> dt.date | None:
    """A covered day of somebody's time in it, if there is one."""
    since, until = scene.part(one)
    return scene.d.day_in(scene.luck, since, until) if since <= until else None


def visited(scene: Scene, trace: str, facts: str, role: str, town: str | None = None) -> None:
    """Police or social workers come by and meet those who are there."""
    there = [one for one in scene.victims if scene.overlaps(one)]
    if not there:
        scene.unseen(trace)
        return
    first = scene.luck.choice(there)
    day = some_day(scene, first)
    for one in there:
        if day and one.there(day) and (one is first or scene.happens("met_as_well")):
            meeting(scene, trace, one, day, role, facts, town=town)


def hurt(scene: Scene, trace: str, facts: str, escort: Actor) -> None:
    """Some see a doctor, late, and seldom alone."""
    for one in scene.victims:
        day = some_day(scene, one)
        if day and scene.happens("sees_doctor"):
            along = escort if scene.happens("doctor_with_escort") else None
            meeting(scene, trace, one, day, "health", facts, companion=along)


def number_for(
    scene: Scene,
    holder: Actor,
    since: dt.date,
    until: dt.date | None = None,
    *,
    trace: str = "",
) -> str:
    """One more number bought for the plant; in somebody's name, on file at the bank, or neither."""
    d, phone = scene.d, scene.d.book.phone()
    person = holder.person
    known = person is not None and scene.happens("number_holder_known")
    kind = scene.one("number_kind")
    scene.once(f"kind of {phone}", partial(str, kind))
    scene.network.member(holder.role, f"phone:{phone}")
    start = max(since, d.calendar.first - dt.timedelta(days=scene.value("links_before")))
    if scene.happens("numbers_seen") and start <= d.calendar.last:
        with scene.network.trace(trace) if trace else nullcontext():
            online.phone_link(
                d,
                phone,
                kind,
                since=start,
                until=until if until and until <= d.calendar.last else None,
                party=person.id if person and known else None,
            )
    if person and scene.happens("number_on_file") and since <= d.calendar.last:
        d.book.add("contact", kind="phone", value=phone, party_id=person.id, since=since)
    return phone


def topped_up(scene: Scene, payer: Actor, phone: str, since: dt.date, until: dt.date) -> None:
    """An organiser fills up a number that somebody else uses, by card or with vouchers for cash."""
    d = scene.d
    if scene.once(f"kind of {phone}", partial(str, "contract")) != "prepaid":
        return
    for day in scene.days(scene.draw("top_ups_by_organiser"), since, until):
        kroner = float(scene.luck.choice(scene.value("top_up_sums")))
        cash = scene.happens("top_up_paid_in_cash")
        if not cash:
            name = scene.luck.choice(scene.value("top_up_shops"))
            scene.spend(payer, kroner, scene.at(day), name, "4814")
        if scene.happens("numbers_seen"):
            known = payer.person is not None and not cash
            online.phone_link(
                d,
                phone,
                "top_up",
                since=day,
                party=payer.person.id if payer.person and known else None,
                account=payer.side.account if payer.side and payer.inside and known else None,
                amount=kroner,
            )


def phones_bought(scene: Scene, trace: str, buyer: Actor) -> None:
    """Numbers that an organiser buys for the exploited, several and changed as care has it."""
    scene.unseen(trace)
    for one in scene.victims:
        day = one.since
        for _ in range(scene.count("numbers_a_head")):
            lasts = scene.luck.expovariate(1 / scene.value("number_lasts"))
            until = min(one.until, day + dt.timedelta(days=7 + int(lasts)))
            if day > min(one.until, scene.d.calendar.last):
                break
            if until >= scene.d.calendar.first:
                phone = number_for(scene, buyer, day, until, trace=trace)
                scene.network.member("exploited", f"phone:{phone}")
                scene.given[id(one)] = phone
                with scene.network.trace(trace):
                    topped_up(scene, buyer, phone, day, until)
            day = until + dt.timedelta(days=1)


def keys_of(scene: Scene, trace: str, pairs: list[tuple[Actor, Actor]]) -> None:
    """An organiser signs in to somebody's account from their own device, now and then."""
    with scene.network.trace(trace):
        for one, other in pairs:
            if one.person is None or not one.inside:
                continue
            since, until = scene.part(one)
            since = max(since, one.opened)
            for day in scene.days(scene.draw("keys_a_month"), since, until):
                online.log_in(
                    scene.d,
                    one.person,
                    scene.at(day, "any_hour"),
                    device=other.device,
                    ip=f"IP-{other.home or other.device}" if scene.happens("from_home") else None,
                    phone=other.phone if scene.happens("code_to_phone") else None,
                    ok=not scene.happens("log_in_fails"),
                )

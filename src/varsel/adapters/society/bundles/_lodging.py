"""Where exploited people are kept and how they get there: rooms, moves, tickets, papers, food, cameras."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles._scene import Actor, Scene, day_of
from varsel.adapters.society.calendar import first_bank_day, stamp
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.online import stay as booked
from varsel.adapters.society.places import places

HABITS = beside(__file__)


@dataclass(frozen=True)
class Leg:
    """Some days in a town: who is there, and how they are lodged."""

    town: str
    since: dt.date
    until: dt.date
    people: tuple[Actor, ...]


def groups(scene: Scene) -> list[list[Actor]]:
    """Who is moved together: alone, by two or three."""
    left = list(scene.victims)
    made = []
    while left:
        size = int(scene.one("moved_together"))
        made.append(left[:size])
        left = left[size:]
    return made


def circuit(scene: Scene) -> list[str]:
    """The towns of a plant: near its base, in a part of the country, or everywhere."""
    d, reach = scene.d, scene.one("reach")
    here = places()[d.municipality]
    if reach == "near":
        pool = [d.municipality, *here.near]
    elif reach == "region":
        pool = [p.name for p in places().values() if p.region == here.region]
    else:
        pool = [scene.town() for _ in range(scene.count("circuit_towns"))]
    towns = list(dict.fromkeys(pool))
    scene.luck.shuffle(towns)
    return towns[: max(2, scene.count("circuit_towns"))]


def legs(scene: Scene, group: Sequence[Actor], towns: Sequence[str]) -> list[Leg]:
    """Where a group is from day to day; told only for days that the data cover."""
    since, until = min(a.since for a in group), max(a.until for a in group)
    calendar = scene.d.calendar
    day = max(since, calendar.first - dt.timedelta(days=scene.luck.randrange(10)))
    rhythm = scene.draw("nights_a_leg")
    made: list[Leg] = []
    while day <= min(until, calendar.last):
        nights = max(1, round(rhythm * scene.draw("nights_vary")))
        leaves = min(day + dt.timedelta(days=nights), until)
        there = tuple(a for a in group if a.since <= leaves and a.until >= day)
        away = [t for t in towns if not made or t != made[-1].town]
        if there:
            made.append(Leg(scene.luck.choice(away or list(towns)), day, leaves, there))
        day = leaves + dt.timedelta(days=scene.count("days_between_legs"))
        if leaves >= until:
            break
    return made


def lodge(scene: Scene, booker: Actor, leg: Leg) -> None:
    """A room or two for one leg, booked by somebody else than those who stay there."""
    kinds = scene.value("plant_lodgings")
    way = scene.one("plant_lodging")
    kind = kinds.get(way)
    if kind is None:
        _unbooked(scene, booker, way)
        return
    with scene.network.trace("rooms_booked_for_exploited"):
        rooms = 1 if len(leg.people) == 1 else scene.count("rooms_for_several")
        nights = max(1, (leg.until - leg.since).days)
        weeks = [nights]
        if scene.happens("booked_week_by_week"):
            weeks = [min(7, nights - n) for n in range(0, nights, 7)]
        start = leg.since
        for week in weeks:
            for number in range(rooms):
                guest = leg.people[number % len(leg.people)]
                _room(scene, booker, guest, kind, leg.town, start, week, number)
            start += dt.timedelta(days=week)


def _unbooked(scene: Scene, booker: Actor, way: str) -> None:
    """A flat that the organisers rent by the month, or a room of somebody they know."""
    if way != "own":
        scene.unseen("lodged_with_acquaintances")
        return

    def rent() -> bool:
        for _ in range(scene.count("own_flats")):
            landlord = scene.d.outsider(name=names.person(scene.luck), phone=False)
            kroner = scene.draw("own_flat_rent")
            leased(
                scene,
                booker,
                landlord,
                kroner,
                "flats_rented_for_exploited",
                scene.start,
                scene.last,
            )
        return True

    scene.once("own flats", rent)


def _room(
    scene: Scene,
    booker: Actor,
    guest: Actor,
    kind: dict[str, object],
    town: str,
    start: dt.date,
    nights: int,
    number: int,
) -> None:
    d, luck = scene.d, scene.luck
    price = rounded(drawn(luck, kind["night"]) * nights, 1)
    shown_names: Sequence[str] = kind["names"]  # type: ignore[assignment]
    name = luck.choice(shown_names).format(town=town)
    on_site = bool(kind["on_site"])
    if not scene.happens("room_paid_in_cash"):
        ahead = dt.timedelta(days=int(luck.expovariate(1 / scene.value("booked_days_ahead"))))
        day = start if on_site and scene.happens("paid_on_arrival") else start - ahead
        if scene.covered(day):
            where = town if on_site else None
            scene.spend(booker, price, scene.at(day), name, str(kind["mcc"]), where)
    if not scene.happens("stay_seen") or not scene.covered(start):
        return
    known = scene.happens("stay_payer_known") and booker.person is not None
    account = booker.side.account if booker.side and scene.happens("stay_payer_known") else None
    shown = scene.one("guest_shown_as")
    guest_id: str | None = None
    if shown == "guest" and guest.person:
        guest_id = guest.person.id
    elif shown == "booker" and booker.person:
        guest_id = booker.person.id
    elif shown in {"guest", "same_name"}:
        guest_id = scene.once(f"guest {id(guest)}", lambda: d.book.new("GU"))
    elif shown == "new_name":
        guest_id = d.book.new("GU")
    again = scene.happens("same_unit")
    unit = scene.once(f"unit {name} {town} {number}", lambda: d.book.new("U")) if again else None
    booked(
        d,
        payer=booker.person.id if known and booker.person else None,
        account=account,
        guest=guest_id,
        municipality=town,
        starts=start,
        nights=nights,
        price=price,
        unit=unit,
        platform=name,
    )


def moved(scene: Scene, driver: Actor, leg: Leg) -> None:
    """The journey to the next town: tickets, fuel or a taxi that others pay for."""
    with scene.network.trace("journeys_paid_for_exploited"):
        if scene.happens("journey_unseen") or not scene.covered(leg.since):
            return
        way = scene.one("journey")
        name, mcc = scene.value("journeys")[way]
        number = len(leg.people) if way in {"train", "coach"} else 1
        for _ in range(number):
            kroner = round(drawn(scene.luck, scene.value("fares")[way]))
            town = scene.d.nearby(scene.luck) if way == "fuel" else None
            scene.spend(driver, kroner, scene.at(leg.since), name, mcc, town)


def provided(scene: Scene, payer: Actor, leg: Leg) -> None:
    """Food, taxis, chemist's goods and linen bought for those who do not go out."""
    with scene.network.trace("errands_paid_for_exploited"):
        since = max(leg.since, scene.d.calendar.first)
        for what, habit in scene.value("errands").items():
            per_month = habit["a_month"] * scene.value("errand_pace") * len(leg.people) ** 0.5
            for day in scene.days(per_month, since, leg.until):
                kroner = round(drawn(scene.luck, habit["kroner"]))
                name = scene.luck.choice(habit["names"]).format(town=leg.town)
                where = None if habit.get("web") else leg.town
                hours = "errand_hours" if what != "food" else "late_hours"
                scene.spend(payer, kroner, scene.at(day, hours), name, habit["mcc"], where)


def own_purchases(scene: Scene, leg: Leg) -> None:
    """What those who have an account buy themselves where they are: their own life, no trace."""
    for one in leg.people:
        if not one.inside or one.resident:
            continue
        since, until = max(leg.since, one.since, one.opened), min(leg.until, one.until)
        level = scene.once(f"level of {id(one)}", lambda: scene.draw("own_life"))
        for habit in scene.value("own_habits").values():
            for day in scene.days(habit["a_month"] * level, since, until):
                kroner = round(drawn(scene.luck, habit["kroner"]))
                name = scene.luck.choice(habit["names"]).format(town=leg.town)
                scene.spend(
                    one, kroner, scene.at(day, "errand_hours"), name, habit["mcc"], leg.town
                )


def brought(scene: Scene, payer: Actor, who: Sequence[Actor]) -> None:
    """Tickets to Denmark and home, bought by an organiser, at times from a travel agency abroad."""
    with scene.network.trace("tickets_bought_for_exploited"):
        for one in who:
            if one.resident or one.country == "DK":
                continue
            ahead = dt.timedelta(days=scene.count("ticket_days_ahead"))
            days = [one.since - ahead]
            if scene.happens("sent_home") and one.until < scene.last:
                days.append(one.until - dt.timedelta(days=scene.count("home_days_ahead")))
            for day in days:
                if not scene.covered(day) or scene.happens("ticket_unseen"):
                    continue
                way = scene.one("ticket_from")
                name, mcc = scene.value("ticket_sellers")[way]
                scene.spend(payer, round(scene.draw("ticket")), scene.at(day), name, mcc)


def papers(scene: Scene, payer: Actor, who: Sequence[Actor]) -> None:
    """Visa fees, passports and translations paid for others at embassies and offices."""
    with scene.network.trace("papers_paid_for_exploited"):
        for one in who:
            day = one.since - dt.timedelta(days=scene.count("papers_days_before"))
            if one.resident or one.country in scene.value("no_visa") or not scene.covered(day):
                continue
            if not scene.happens("paper_paid_here"):
                continue
            name, mcc = scene.value("offices")[scene.one("office_kind")]
            kroner = round(scene.draw("paper_fee"))
            if scene.happens("paper_by_card"):
                scene.spend(payer, kroner, scene.at(day, "office"), name, mcc)
            else:
                to = scene.outside(name)
                scene.move(payer, to, kroner, scene.at(day), text=one.name.split()[0])


def leased(
    scene: Scene,
    tenant: Actor,
    landlord: Side,
    kroner: float,
    trace: str,
    since: dt.date,
    until: dt.date,
) -> None:
    """Rent of a flat or premises, month by month, by standing order, by hand, or in cash."""
    with scene.network.trace(trace):
        way = scene.one("lease_paid")
        if way == "cash" or tenant.side is None:
            return
        late = scene.count("rent_days")
        for year, month in scene.d.calendar.months:
            day = first_bank_day(year, month)
            by_hand = way != "standing_order"
            if by_hand:
                day += dt.timedelta(days=late)
            if not since <= day <= until or not scene.covered(day) or not tenant.ready(day):
                continue
            scene.d.book.pay(
                scene.at(day) if by_hand else stamp(day, 240),
                tenant.side,
                landlord,
                round(kroner) * 100,
                "transfer" if by_hand else "standing_order",
                timed=by_hand,
                purpose="RENT" if scene.happens("rent_coded") else None,
                text=scene.one("rent_words") or None,
                device=tenant.device if by_hand else None,
            )


def cameras(scene: Scene, payer: Actor, since: dt.date) -> None:
    """Cameras in the rooms: bought once, at times with a subscription."""
    with scene.network.trace("watched_by_camera"):
        day = since - dt.timedelta(days=scene.count("camera_days_before"))
        if scene.happens("camera_unseen"):
            return
        if scene.covered(day):
            name = scene.luck.choice(scene.value("camera_shops"))
            scene.spend(payer, round(scene.draw("camera_kroner")), scene.at(day), name, "5732")
        if scene.happens("camera_subscription"):
            kroner, when = round(scene.draw("camera_monthly")), scene.at(since)
            while day_of(when) <= scene.last:
                if scene.covered(day_of(when)):
                    scene.spend(payer, kroner, when, "Kamerasky", "4816")
                when += 30 * 86_400

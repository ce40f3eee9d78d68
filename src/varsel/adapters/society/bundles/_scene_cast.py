"""Who takes part in a plant of sold sex, recruitment or minors: organisers, exploited people, straws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from varsel.adapters.society import names, online, people
from varsel.adapters.society.bundles._labour_rows import end_account, moves_out, opened_on
from varsel.adapters.society.bundles._scene import Actor, Scene
from varsel.adapters.society.lookalikes._lives import foreign_phone
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.person import Person


def acting(scene: Scene, role: str, person: Person, since: dt.date, until: dt.date) -> Actor:
    """Somebody whom the records know, as an actor."""
    made = Actor(
        role,
        person.name,
        person.phone,
        person.device,
        scene.country(person.citizenship),
        since,
        until,
        person=person,
        side=person.side,
        opened=opened_on(scene.d, person) if person.side.inside else dt.date.min,
        sex=person.sex,
        home=person.home,
    )
    scene.actors.append(made)
    return made


def resident_as(
    scene: Scene,
    role: str,
    ages: str,
    since: dt.date,
    until: dt.date,
    who: Callable[[Person], bool] = lambda _: True,
) -> Actor | None:
    """A resident of the district, whose everyday is told elsewhere; None where there is nobody."""
    (low, high), last = scene.value(ages), scene.d.calendar.last
    found = scene.d.pick(
        scene.luck,
        1,
        lambda p: low <= p.age(last) <= high and p.side.inside and who(p),
        network=scene.network,
    )
    if not found:
        return None
    made = acting(scene, role, found[0], since, until)
    made.resident = True
    return made


def newcomer(
    scene: Scene,
    role: str,
    ages: str,
    citizenship: str,
    since: dt.date,
    until: dt.date,
    *,
    sex: str,
    home: str | None,
    banks: bool,
    arrived: dt.date | None = None,
    residence: str = "settled",
    life: str | None = "idle",
) -> Actor:
    """Somebody who is not among the district's ordinary residents."""
    last = scene.d.calendar.last
    person = people.resident(
        scene.d,
        scene.luck,
        scene.count(ages),
        home=home,
        citizenship=scene.one(citizenship),
        sex=sex,
        arrived=min(arrived, last) if arrived else None,
        moved=min(since, last) if home else None,
        banks_here=banks,
        life=life,
        residence=residence,
        registered=home is not None and scene.sees("register"),
    )
    person.used = scene.network.network_id
    return acting(scene, role, person, since, until)


def nobody(
    scene: Scene, role: str, country: str, since: dt.date, until: dt.date, *, sex: str = "m"
) -> Actor:
    """Somebody whom no record knows, but for a number, a profile or an account elsewhere."""
    abroad = country != "DK"
    phone = foreign_phone(scene) if abroad and scene.happens("foreign_number") else None
    name = names.person(scene.luck)
    made = Actor(
        role,
        name,
        phone or scene.d.book.phone(),
        scene.d.book.new("DV"),
        country,
        since,
        until,
        sex=sex,
    )
    scene.actors.append(made)
    return made


def home_for(scene: Scene, adults: int | None, use: str = "home") -> str:
    """A dwelling that somebody of the plant lives in or rents."""
    rooms = scene.count("rooms")
    area = round(rooms * scene.draw("area_of_room"))
    return scene.d.dwelling(use, area, rooms, adults)


def organisers(scene: Scene) -> list[Actor]:
    """Those who run it, the first one its head; each bank, live and are known as it happens."""
    return [_organiser(scene) for _ in range(int(scene.one("organisers")))]


def _organiser(scene: Scene) -> Actor:
    kind, banks = scene.one("organiser_is"), scene.bank()
    sex = "f" if scene.happens("organiser_women") else "m"
    since, until = scene.start, scene.end
    if kind == "resident" and banks:
        found = resident_as(
            scene,
            "controller",
            "organiser_ages",
            since,
            until,
            lambda p: p.life in {"worker", "idle"} and p.sex == sex,
        )
        if found:
            return found
    if kind == "abroad":
        made = nobody(scene, "controller", scene.country("other"), since, until, sex=sex)
        made.side = scene.d.outsider(
            name=made.name, country=made.country, city=scene.city(made.country), phone=False
        )
        return made
    made = newcomer(
        scene,
        "controller",
        "organiser_ages",
        "organiser_citizenship",
        since,
        until,
        sex=sex,
        home=home_for(scene, 1),
        banks=banks,
    )
    if made.person and made.inside:
        everyday(
            scene.d,
            scene.luck,
            made.person,
            level=scene.draw("organiser_level"),
            rent=scene.draw("organiser_rent") if scene.happens("organiser_rents") else None,
            cash=scene.draw("organiser_cash"),
        )
        own_log_ins(scene, made)
    return made


def spell(scene: Scene) -> tuple[dt.date, dt.date]:
    """A person's first and last day; some come later, many leave before the end."""
    since, until = scene.start, scene.end
    latest = max(since, scene.last - dt.timedelta(days=scene.value("least_days")))
    if scene.happens("comes_later"):
        since = scene.d.day_in(scene.luck, since, latest)
    if scene.happens("leaves_early"):
        until = min(until, since + dt.timedelta(days=max(1, scene.count("stay_days"))))
    return since, until


def exploited(
    scene: Scene, number: int, head: Actor | None = None, *, sex: str | None = None
) -> list[Actor]:
    """The exploited people of a plant; the first is there on days that the data cover.

    Where the head is the partner or a relative of the first, they share a home or a household.
    """
    made = []
    tie = "partner" if scene.happens("is_partner") else ""
    tie = tie or ("relative" if scene.happens("is_relative") else "")
    for n in range(number):
        since, until = spell(scene)
        if n == 0 and until < scene.d.calendar.first:
            since, until = scene.start, scene.end
        close_to = head if tie and n == 0 else None
        found = _of_household(scene, close_to, since, until) if close_to else None
        made.append(found or _exploited(scene, since, until, sex or _sex(scene), close_to))
    return made


def _of_household(scene: Scene, head: Actor, since: dt.date, until: dt.date) -> Actor | None:
    """An adult of the organiser's own household, where there is one and it is that way."""
    if head.person is None or not head.person.kin or not scene.happens("of_own_household"):
        return None
    (low, high), last = scene.value("resident_ages"), scene.d.calendar.last
    free = [
        p
        for p in head.person.household
        if p.life != "child" and not p.used and low <= p.age(last) <= high
    ]
    if not free:
        return None
    person = scene.luck.choice(free)
    person.used = scene.network.network_id
    made = acting(scene, "exploited", person, since, until)
    made.resident = True
    return made


def _sex(scene: Scene) -> str:
    return "f" if scene.happens("exploited_women") else "m"


def _exploited(
    scene: Scene, since: dt.date, until: dt.date, sex: str, close_to: Actor | None
) -> Actor:
    """One exploited person; close_to: an organiser at whose home they live."""
    kind = scene.one("exploited_is")
    if kind == "resident" and scene.bank():
        found = resident_as(
            scene,
            "exploited",
            "resident_ages",
            since,
            until,
            lambda p: p.life in {"worker", "idle", "student"} and p.sex == sex,
        )
        if found:
            return found
    if kind == "unknown" and scene.happens("unrecorded"):
        citizenship = scene.one("exploited_citizenship")
        return nobody(scene, "exploited", scene.country(citizenship), since, until, sex=sex)
    days = (min(until, scene.d.calendar.last) - since).days
    ago = "long_ago_days" if scene.happens("came_long_ago") else "arrives_before"
    arrived = since - dt.timedelta(days=scene.count(ago))
    stays = days >= scene.value("account_wanted_days") or ago == "long_ago_days"
    has_one = stays and scene.happens("has_account")
    home = close_to.home if close_to else None
    if home is None and scene.happens("has_home"):
        home = _shared_home(scene)
    made = newcomer(
        scene,
        "exploited",
        "exploited_ages",
        "exploited_citizenship",
        since,
        until,
        sex=sex,
        home=home,
        banks=has_one and scene.bank(),
        arrived=arrived,
        residence="sharers",
    )
    if not has_one:
        made.side = None
    return made


def _shared_home(scene: Scene) -> str:
    """One of the flats in which exploited people of the plant are registered."""
    number = scene.luck.randrange(scene.count("flats_of_theirs"))
    return scene.once(f"flat {number}", lambda: home_for(scene, None))


def straws(scene: Scene, number: int) -> list[Actor]:
    """People who lend an account; they do not know, or do not ask, what it is used for."""
    made: list[Actor] = []
    for _ in range(number):
        found = None
        if scene.bank() and scene.happens("straw_is_resident"):
            found = resident_as(
                scene,
                "other",
                "straw_ages",
                scene.start,
                scene.end,
                lambda p: p.life in {"idle", "student", "pensioner"},
            )
        if found is None:
            found = nobody(scene, "other", "DK", scene.start, scene.end)
            found.side = scene.d.outsider(name=found.name)
            found.phone = found.side.alias or found.phone
        made.append(found)
    return made


def own_log_ins(scene: Scene, one: Actor) -> None:
    """Log-ins by somebody's own device, where ordinary life does not tell them."""
    if one.person is None or not one.inside or one.resident:
        return
    since = max(one.opened, scene.d.calendar.first)
    until = scene.d.calendar.last if one.role == "controller" else one.until
    for day in scene.days(scene.draw("log_ins_a_month"), since, until):
        online.log_in(scene.d, one.person, scene.at(day))


def private_life(scene: Scene) -> None:
    """What exploited people with an account buy and do beside it: a lot, or hardly anything."""
    for one in scene.victims:
        if one.person is None or not one.inside or one.resident:
            continue
        level = scene.draw("own_life")
        if level >= scene.value("least_level"):
            everyday(
                scene.d,
                scene.luck,
                one.person,
                since=max(one.opened, scene.d.calendar.first),
                until=one.until,
                level=level,
                cash=scene.draw("own_cash"),
            )
        own_log_ins(scene, one)


def farewell(scene: Scene) -> None:
    """Accounts and addresses of those who have left are given up, or not."""
    for one in scene.victims:
        if one.person is None or one.resident or one.until >= scene.d.calendar.last:
            continue
        after = one.until + dt.timedelta(days=scene.count("account_closed_after"))
        if one.inside and scene.happens("account_closed"):
            by = scene.luck.choice(("customer", "bank"))
            end_account(scene.d, one.person.side.account, max(after, one.opened), by)
        if scene.happens("moves_out"):
            moves_out(scene.d, one.person, after)

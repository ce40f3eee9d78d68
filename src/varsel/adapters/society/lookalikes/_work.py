"""Shared by the look-alikes near labour exploitation and identity misuse: whom it is about, jobs, homes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from random import Random

from varsel.adapters.society import names, people
from varsel.adapters.society.book import Shop, Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._chance import (
    HABITS,
    a_day,
    at,
    awake,
    between,
    count,
    days_on,
    kroner,
    rent,
    weighted,
)
from varsel.adapters.society.lookalikes._rows import (
    authorise,
    draw_out,
    end_account,
    invoice,
    monthly,
    move,
    open_on,
    opened,
    visit,
)
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.person import Firm, PayDay, Person
from varsel.adapters.society.truth import Network

__all__ = [
    "HABITS",
    "a_day",
    "abroad",
    "an_employer",
    "at",
    "authorise",
    "awake",
    "begins",
    "between",
    "colleagues",
    "count",
    "country_of",
    "customers",
    "days_on",
    "draw_out",
    "earns_by",
    "employers",
    "end_account",
    "from_abroad",
    "grown_up",
    "hire",
    "home_of",
    "invoice",
    "kroner",
    "last_pay",
    "livelihood",
    "long_ago",
    "long_here",
    "machine",
    "monthly",
    "move",
    "newcomer",
    "open_on",
    "opened",
    "remember",
    "rent",
    "small_home",
    "usual_pay",
    "visit",
    "weighted",
    "working",
]

STATE = Side("X-STATE-UDK", name="Udbetaling Danmark")


def remember(
    d: District,
    network: Network,
    persons: Iterable[Person] = (),
    companies: Iterable[Firm] = (),
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> None:
    """Write down whose lawful life this is and when; nobody else will be given it."""
    network.started_on = since or d.calendar.first
    network.ended_on = min(until or d.calendar.last, d.calendar.last)
    for person in persons:
        person.used = network.network_id
        network.member("other", *person.nodes)
        if person.joint:
            network.member("other", f"account:{person.joint.account}")
    for firm in companies:
        firm.used = network.network_id
        network.member("other", *firm.nodes)
        # Whatever still trades is from now on a firm of the town, with tax and log-ins like the rest.
        if firm not in d.firms and (firm.turnover or firm.staff):
            d.firms.append(firm)


def working(person: Person) -> bool:
    """Whether somebody is paid wages here, month after month."""
    return person.life == "worker" and person.side.inside and len(person.paydays) > 2


def from_abroad(person: Person) -> bool:
    """Whether a wage earner is a foreign citizen."""
    return working(person) and person.citizenship != "dk"


def employers(d: District, *trades: str, least: int = 0) -> list[Firm]:
    """Ordinary firms that bank here, of some trades where any are named, with enough staff."""
    return [
        f
        for f in d.firms
        if not f.used
        and f.side.inside
        and len(f.staff) >= least
        and f.trade.startswith(trades or "")
    ]


def an_employer(d: District, luck: Random, *trades: str) -> Firm | None:
    """One ordinary employer, the larger more often; of any trade where none of these is here."""
    choice = employers(d, *trades) or employers(d)
    return luck.choices(choice, [1 + len(f.staff) for f in choice])[0] if choice else None


def colleagues(
    d: District, luck: Random, least: int, *trades: str
) -> tuple[Firm, list[Person]] | None:
    """A workplace and those of its staff to whom nothing has happened yet."""
    choice = [
        (f, free)
        for f in employers(d, *trades, least=least)
        if len(free := [p for p in f.staff if not p.used and working(p)]) >= least
    ]
    return luck.choice(choice) if choice else None


def home_of(d: District, luck: Random, rooms: int, adults: int | None, use: str = "home") -> str:
    """A home of an ordinary size for its rooms."""
    return d.dwelling(use, round(rooms * between(luck, HABITS.room_m2)), rooms, adults)


def small_home(d: District, luck: Random, adults: int | None, town: str | None = None) -> str:
    """A flat for one or two, here or in another town."""
    rooms = count(luck, HABITS.small_home)
    return d.dwelling("home", round(rooms * between(luck, HABITS.room_m2)), rooms, adults, town)


def long_ago(d: District, luck: Random) -> dt.date:
    """A day in the years before the data begin."""
    return d.calendar.first - dt.timedelta(days=count(luck, HABITS.long_ago))


def newcomer(
    d: District,
    luck: Random,
    arrived: dt.date,
    *,
    home: str | None,
    residence: str = "settled",
    purpose: str = "",
    registered: bool = True,
    citizenship: str | None = None,
) -> Person:
    """Somebody of working age who came to the country on a day, for work."""
    return people.resident(
        d,
        luck,
        count(luck, HABITS.young_age),
        home=home,
        arrived=arrived,
        citizenship=citizenship or weighted(luck, HABITS.newcomers),
        life="worker",
        residence=residence,
        purpose=purpose,
        registered=registered,
    )


def grown_up(
    d: District, luck: Random, *, citizenship: str | None = None, settled: bool = False
) -> Person:
    """One more resident of working age, in a flat of their own; settled: here for years."""
    group = citizenship or weighted(luck, HABITS.citizenship)
    home, age = small_home(d, luck, 1), count(luck, HABITS.adult_age)
    if settled:
        return long_here(d, luck, age, home, group)
    moved = long_ago(d, luck)
    return people.resident(d, luck, age, home=home, moved=moved, citizenship=group, life="worker")


def long_here(d: District, luck: Random, age: int, home: str, citizenship: str) -> Person:
    """An adult who has lived and banked here since before the data begin, citizen or not."""
    person = people.resident(d, luck, age, home=home, moved=long_ago(d, luck), life="worker")
    person.citizenship = citizenship
    return person


def begins(d: District, luck: Random, person: Person, since: dt.date | None = None) -> dt.date:
    """The first day of a job: long ago where no other day is named, never before there is an account."""
    wanted = since or d.calendar.first - dt.timedelta(days=count(luck, HABITS.in_job_for))
    return max(wanted, opened(d, person)) if person.side.inside else wanted


def hire(
    d: District,
    luck: Random,
    person: Person,
    firm: Firm,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    weekly_hours: float | None = None,
    into: Side | None = None,
    deduct: float = 0.0,
) -> list[PayDay]:
    """A job on ordinary terms: paid by the hour under an agreement, everything declared."""
    begun = begins(d, luck, person, since)
    return firms.employ(
        d,
        luck,
        firm,
        person,
        since=begun,
        until=until,
        hourly=between(luck, HABITS.hourly),
        weekly_hours=weekly_hours or float(weighted(luck, HABITS.weekly_hours)),
        into=into,
        deduct=deduct,
    )


def livelihood(d: District, luck: Random, person: Person) -> None:
    """What a brought-in adult lives on: a job, a student's grant with some hours, or a benefit."""
    firm = an_employer(d, luck)
    if firm is not None and person.life == "worker":
        hire(d, luck, person, firm)
        return
    if firm is not None and person.life == "student":
        hours = float(weighted(luck, HABITS.student_hours))
        hire(d, luck, person, firm, weekly_hours=hours)
    student = person.life == "student"
    sum_ = between(luck, HABITS.grant if student else HABITS.benefit)
    text, since = "SU" if student else "ydelse", opened(d, person)
    monthly(d, STATE, person.side, round(sum_ * 100), text, since=since)


def earns_by(person: Person, day: dt.date) -> bool:
    """Whether somebody's first wage has come by then."""
    return min(p.day for p in person.paydays) <= day if person.paydays else False


def last_pay(person: Person) -> list[PayDay]:
    """The last pay day of each month."""
    return list({p.period: p for p in sorted(person.paydays, key=lambda p: p.at)}.values())


def usual_pay(person: Person) -> int:
    """What somebody takes home in an ordinary month, in øre."""
    sums: dict[tuple[int, int], int] = {}
    for pay in person.paydays:
        sums[pay.period] = sums.get(pay.period, 0) + pay.net
    return sorted(sums.values())[len(sums) // 2] if sums else 0


def country_of(luck: Random, citizenship: str) -> str:
    """A country that people of that group come from."""
    return weighted(luck, HABITS.abroad_eu if citizenship == "eu" else HABITS.abroad_other)


def abroad(
    d: District,
    luck: Random,
    citizenship: str,
    name: str | None = None,
    country: str | None = None,
) -> Side:
    """Somebody in another country, likelier there where people of that group come from."""
    country = country or country_of(luck, citizenship)
    known = luck.random() < HABITS.city_known
    return d.outsider(
        name=name or names.person(luck),
        country=country,
        city=luck.choice(HABITS.cities[country]) if known else None,
    )


def customers(d: District) -> list[Person]:
    """Residents who have banked here since before the data begin."""
    return [p for p in d.adults if p.side.inside and p.arrived is None]


def machine(d: District, luck: Random) -> Shop:
    """A cash machine of the district."""
    return luck.choice(d.machines) if d.machines else Shop("Automat Torvet", d.municipality, "M0")

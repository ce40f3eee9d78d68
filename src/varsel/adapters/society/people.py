"""The people of a district: households, homes, accounts, phones and devices.

Work, spending and whatever happens to them is told elsewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.person import Person

HABITS = beside(__file__)


def settle(d: District, number: int) -> list[Person]:
    """Households until there are `number` residents."""
    luck = d.luck.plain("people")
    town: list[Person] = []
    while len(town) < number:
        mix = HABITS.household_mix
        town += household(d, luck, luck.choices(list(mix), list(mix.values()))[0])
    return town


def household(d: District, luck: Random, kind: str) -> list[Person]:
    """One home and the people in it: single, couple, family, parent or sharers."""
    adults = {"single": 1, "couple": 2, "family": 2, "parent": 1}.get(kind) or luck.randint(2, 4)
    children = luck.randint(1, 3) if kind in {"family", "parent"} else 0
    rooms = max(1, adults + children + luck.randint(-1, 2))
    home = d.dwelling("home", rooms * luck.randint(18, 30), rooms, adults)
    age = luck.randint(28, 52) if children else luck.randint(19, 84)
    if kind == "sharers":
        age = luck.randint(20, 38)
    mix = HABITS.citizenship
    citizenship = luck.choices(list(mix), list(mix.values()))[0]
    recent = luck.random() < HABITS.moved_lately
    moved = d.day_in(luck, d.calendar.first if recent else dt.date(2008, 1, 1), d.calendar.last)
    members = []
    for number in range(adults + children):
        years = age + luck.randint(-3, 3) if number < adults else luck.randint(1, 17)
        members.append(
            resident(
                d,
                luck,
                max(years, HABITS.adult_age) if number < adults else years,
                home=home,
                moved=moved,
                citizenship=citizenship,
                residence="sharers" if kind == "sharers" else "settled",
            )
        )
    for member in members:
        member.household = [m for m in members if m is not member]
        member.kin = kind != "sharers"
    if kind in {"couple", "family"} and luck.random() < HABITS.joint_account:
        share_account(d, luck, members[:2])
    return members


def resident(
    d: District,
    luck: Random,
    age: int,
    *,
    home: str | None,
    moved: dt.date | None = None,
    citizenship: str = "dk",
    sex: str | None = None,
    arrived: dt.date | None = None,
    banks_here: bool = True,
    purpose: str = "",
    life: str | None = None,
    residence: str = "settled",
    registered: bool = True,
    municipality: str | None = None,
) -> Person:
    """One person, known to the data holder, with an account, a phone and a device of their own.

    Args:
        d: the district.
        luck: whose luck.
        age: whole years on the calendar's last day.
        home: dwelling_id, or None without one.
        moved: since when they live there.
        citizenship: dk, eu or other; for the audit file.
        sex: f or m; for the audit file; by chance where None.
        arrived: first day in the country, for those who came lately; accounts open after it.
        banks_here: whether the account is held in the society's bank; otherwise others' payments
            name it and nothing else is seen of it.
        purpose: what the customer said the account is for.
        life: worker, student, pensioner, idle or child; by chance where None.
        residence: settled, sharers, student_hall, staff_housing or none; for the audit file.
        registered: whether the dwelling is their registered address.
        municipality: where they live; the district's own where None.

    """
    party, phone, last = d.book.new("P"), d.book.phone(), d.calendar.last
    adult = age >= HABITS.adult_age
    born = last - dt.timedelta(days=round(age * 365.25) + luck.randint(2, 363))
    if arrived is None and citizenship != "dk" and adult and luck.random() < HABITS.newcomer:
        arrived = d.day_in(luck, last - dt.timedelta(days=3 * 365), last - dt.timedelta(days=60))
    if arrived:
        opened = arrived + dt.timedelta(days=luck.randint(7, 45))
        moved = max(moved or arrived, arrived)
    else:
        opened = max(d.day_in(luck, dt.date(2004, 1, 1), d.calendar.first), born)
    opened = min(opened, last)
    name = names.person(luck)
    d.book.add(
        "party",
        party_id=party,
        kind="person",
        name=name,
        birth_date=born,
        onboarded_on=opened if banks_here else None,
        segment=None,
        purpose=(purpose or ("lønkonto" if adult else "børnekonto")) if banks_here else None,
        minor=None if adult else True,
    )
    if home and registered:
        since = max(moved or born, born)
        d.book.add("residence", party_id=party, dwelling_id=home, since=min(since, last))
    side = Side(f"X-{party}", inside=False, alias=phone, party=party, name=name)
    if banks_here:
        side = replace(
            d.account(party, "current" if adult else "child", opened, alias=phone), name=name
        )
    person = Person(
        party,
        name,
        born,
        sex or luck.choice("fm"),
        citizenship,
        life or _life(luck, age),
        municipality or d.municipality,
        home,
        side,
        phone,
        d.book.new("DV"),
        arrived=arrived,
        residence=residence if home else "none",
    )
    d.book.add("contact", kind="phone", value=phone, party_id=party, since=opened)
    if adult:
        d.book.add("phone_link", phone=phone, kind="contract", party_id=party, since=opened)
        if luck.random() < HABITS.has_email:
            person.email = f"{party.lower()}@post.example"
            d.book.add("contact", kind="email", value=person.email, party_id=party, since=opened)
        if banks_here and luck.random() < HABITS.savings_account:
            person.savings = d.account(party, "savings", opened)
        if luck.random() < HABITS.second_bank:
            person.elsewhere = Side(d.book.new("X-A"), party=party, name=name)
    d.everybody.append(person)
    return person


def share_account(d: District, luck: Random, pair: list[Person]) -> None:
    """A couple's joint account for rent and bills."""
    opened = max(d.day_in(luck, dt.date(2010, 1, 1), d.calendar.first), *(p.born for p in pair))
    side = d.account(pair[0].id, "budget", opened)
    d.book.add(
        "authority", account_id=side.account, party_id=pair[1].id, role="joint", since=opened
    )
    for one in pair:
        one.joint = side


def _life(luck: Random, age: int) -> str:
    if age < HABITS.adult_age:
        return "child"
    if age >= 67:
        return "pensioner"
    if age <= 26 and luck.random() < HABITS.students:
        return "student"
    return "idle" if luck.random() < HABITS.idle else "worker"

"""Gives everybody who works a job: who works where, when they change, and their terms."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.careers import Careers
from varsel.adapters.society.ordinary.draws import count, how_many, weighted
from varsel.adapters.society.ordinary.founding import House
from varsel.adapters.society.ordinary.workplaces import elsewhere
from varsel.adapters.society.person import Person
from varsel.adapters.society.places import places

HABITS = beside(__file__)


def staff(
    d: District,
    houses: list[House],
    owns: set[str],
    part: set[str],
    last_days: dict[str, dt.date],
) -> None:
    """Fill every post of the district's firms, and give the others a job elsewhere.

    owns: residents who own a firm. part: those of them who have another job. last_days: of firms
    that close, by id.
    """
    luck = d.luck.plain("staff")
    for person in d.people:
        if person.id in part:
            person.employer = None
    workers = [p for p in d.people if p.life == "worker" and (p.id not in owns or p.id in part)]
    young = _small_jobs(d, luck)
    luck.shuffle(workers)
    careers = Careers(d, luck, last_days)
    posts = [(h, luck.random()) for h in houses for _ in range(h.posts)]
    luck.shuffle(posts)
    small = [h for h, at in posts if at < h.kind.part_time * HABITS.young_share]
    full = [h for h, at in posts if at >= h.kind.part_time * HABITS.young_share]
    small, beyond = small[: len(young)], small[len(young) :]
    full = [*full, *beyond][: round(len(workers) * HABITS.most_local)]
    away = elsewhere(d, luck, max(0, len(workers) - len(full)))
    full += [h for h in away for _ in range(h.posts)]
    luck.shuffle(full)
    careers.offer([*houses, *away])
    for person, house in _seated(luck, workers, full):
        if house.local and luck.random() < HABITS.commuters:
            colleague = _commuter(d, luck, person)
            careers.small(colleague, house, "full")
            # The town knows its residents only; the payroll knows everybody.
            house.firm.staff[:] = [p for p in house.firm.staff if p is not colleague]
        careers.long(person, house)
    for person, house in zip(young, small, strict=False):
        careers.small(person, house, person.life)
    for person in young[len(small) :]:
        careers.small(person, careers.any_house(person), person.life)
    _seasons(careers, luck, houses, young)
    for person in workers:
        if luck.random() < HABITS.second_job:
            careers.small(person, careers.any_house(person), "second")
    _owners(careers, luck, houses, part)


def _small_jobs(d: District, luck: Random) -> list[Person]:
    """Students, pensioners and youngsters who earn a little."""
    found = []
    for person in d.people:
        age = person.age(d.calendar.first)
        if person.life == "child" and age < HABITS.least_age:
            continue
        if luck.random() < HABITS.works[person.life]:
            found.append(person)
    luck.shuffle(found)
    return found


def _seated(
    luck: Random, workers: Iterable[Person], posts: list[House]
) -> Iterable[tuple[Person, House]]:
    """Who takes which post: foreign citizens more often in trades that employ many of them."""
    home = deque(p for p in workers if p.citizenship == "dk")
    foreign = deque(p for p in workers if p.citizenship != "dk")
    wanted = sum(h.kind.foreign for h in posts) or 1.0
    scale = len(foreign) / wanted
    for house in posts:
        first, second = home, foreign
        if luck.random() < min(HABITS.most_foreign, house.kind.foreign * scale):
            first, second = foreign, home
        queue = first or second
        if not queue:
            return
        yield queue.popleft(), house
    # More workers than posts: they share the last houses.
    for person in (*home, *foreign):
        yield person, luck.choice(posts)


def _commuter(d: District, luck: Random, like: Person) -> Person:
    """A colleague from another municipality, who banks elsewhere."""
    town = luck.choice(places()[d.municipality].near)
    home = d.dwelling("home", count(luck, HABITS.home_area), count(luck, HABITS.rooms), None, town)
    age = max(HABITS.grown, like.age(d.calendar.last) + count(luck, HABITS.age_differs))
    return people.resident(
        d, luck, min(age, HABITS.oldest), home=home, citizenship=like.citizenship,
        banks_here=False, municipality=town, life="worker",
    )  # fmt: skip


def _seasons(careers: Careers, luck: Random, houses: list[House], busy: list[Person]) -> None:
    """Further hands for the months in which a trade has most to do: young people, and from elsewhere."""
    d = careers.d
    working = {p.id for p in busy}
    young = [
        p for p in d.people
        if p.life in {"student", "child", "idle"} and p.id not in working
        and p.age(d.calendar.first) >= HABITS.least_age
    ]  # fmt: skip
    luck.shuffle(young)
    for house in houses:
        share = HABITS.seasonal.get(house.kind.nace, 0.0)
        spells = _peaks(d, house) if share else []
        if not spells:
            continue
        for _ in range(how_many(luck, house.posts * share)):
            since, until = luck.choice(spells)
            since += dt.timedelta(days=count(luck, HABITS.season_starts))
            until += dt.timedelta(days=count(luck, HABITS.season_ends))
            like = d.people[luck.randrange(len(d.people))]
            person = (
                young.pop() if young and luck.random() < HABITS.season_here
                else _commuter(d, luck, like)
            )  # fmt: skip
            careers.season(person, house, since, until)


def _peaks(d: District, house: House) -> list[tuple[dt.date, dt.date]]:
    """First and last day of each run of months in which the trade has more to do."""
    busy = {month for month, factor in house.kind.season if factor > 1}
    found: list[tuple[dt.date, dt.date]] = []
    for year, month in d.calendar.months:
        if month not in busy:
            continue
        first, last = dt.date(year, month, 1), last_bank_day(year, month)
        if found and (first - found[-1][1]).days < HABITS.same_season:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def _owners(careers: Careers, luck: Random, houses: list[House], part: set[str]) -> None:
    """Owners' jobs before they founded the firm, and its wage for some; the others draw what is left."""
    for house in houses:
        owner = house.firm.owner
        if owner is None or owner.id in part:
            continue
        if house.firm.since > careers.d.calendar.first and owner.life == "worker":
            careers.before(owner, house)
        if not house.posts:
            continue
        if luck.random() < HABITS.owner_paid:
            careers.small(owner, house, weighted(luck, HABITS.owner_terms))

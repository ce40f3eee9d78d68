"""Makes a society district by district and writes it, in one process or several, always the same."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from varsel.adapters.society import people
from varsel.adapters.society.calendar import Calendar
from varsel.adapters.society.district import District
from varsel.adapters.society.frozen import frozen
from varsel.adapters.society.ordinary import firms, living, talk
from varsel.adapters.society.units import Unit, told, units
from varsel.adapters.society.write import Made, Writer, finished
from varsel.errors import UsageError

#: Residents of one district: a small town, or a part of a city.
SIZE = 2_500
#: The last day of every society; `days` counts back from it.
LAST = dt.date(2026, 9, 30)
#: Planted networks per 10,000 residents where nothing else is asked for.
PER_10000 = 2.0
SMALLEST_PEOPLE, LARGEST_PEOPLE = 1_000, 500_000
SHORTEST, LONGEST = 120, 1_096

Progress = Callable[[int, int, int], None]


@dataclass(frozen=True)
class Plan:
    """What one district is to be: its size, and the plants that happen in it."""

    number: int
    seed: int
    people: int
    days: int
    plants: tuple[str, ...]


@dataclass(frozen=True)
class Society:
    """What was made: residents, entries, planted networks, first and last day."""

    people: int
    entries: int
    plants: int
    first_day: dt.date
    last_day: dt.date


def simulate(
    out: str | Path,
    *,
    people: int = 20_000,
    days: int = 365,
    seed: int = 1,
    plants: float = PER_10000,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Society:
    """Make a society and write it into the folder `out`: data/, truth/ and audit/.

    Args:
        out: a new or empty folder. data/ is what `varsel screen` reads; truth/ says what really
            happens and audit/ holds the groups of a disparity audit: neither belongs beside data.
        people: residents, about; 1,000 to 500,000.
        days: how many days the records cover, back from LAST; 120 to 1,096.
        seed: which society; the same seed, people, days and plants give the same bytes.
        plants: planted networks per 10,000 residents.
        jobs: districts made at once, each in a process of its own; changes nothing in the result.
        progress: told districts done, districts in all, and entries so far.

    Raises UsageError where a number is out of bounds or the folder holds something.

    """
    _bounded("people", people, SMALLEST_PEOPLE, LARGEST_PEOPLE)
    _bounded("days", days, SHORTEST, LONGEST)
    _bounded("plants", plants, 0, 200)
    planned = plans(people, days, seed, plants)
    calendar = calendar_of(days)
    with Writer(Path(out)) as writer:
        for done, made in enumerate(_made(planned, jobs), 1):
            writer.take(made)
            if progress:
                progress(done, len(planned), writer.entries)
        number = sum(len(p.plants) for p in planned)
        version, digest = frozen()
        writer.note(
            {
                "simulator": version,
                "sha256": digest,
                "seed": seed,
                "people": writer.people,
                "people_asked": people,
                "days": days,
                "first_day": calendar.first.isoformat(),
                "last_day": calendar.last.isoformat(),
                "plants": number,
                "plants_per_10000": plants,
                "entries": writer.entries,
                "districts": len(planned),
            }
        )
        return Society(writer.people, writer.entries, number, calendar.first, calendar.last)


def calendar_of(days: int) -> Calendar:
    """The days that a society of `days` days covers.

    >>> calendar_of(365).first
    datetime.date(2025, 10, 1)
    """
    return Calendar(LAST - dt.timedelta(days=days - 1), LAST)


def plans(people: int, days: int, seed: int, plants: float) -> list[Plan]:
    """How residents and plants are spread over districts.

    Bundles take turns, so that each is planted about as often; where and in what order is chance.
    """
    number = -(-people // SIZE)
    luck = Random(f"{seed}/society")
    kinds = [u.name for u in units("plant")]
    turns: list[str] = []
    for _ in range(round(people * plants / 10_000)):
        if not len(turns) % len(kinds):
            luck.shuffle(kinds)
        turns.append(kinds[len(turns) % len(kinds)])
    where: list[list[str]] = [[] for _ in range(number)]
    for kind in turns:
        where[luck.randrange(number)].append(kind)
    sizes = [people // number + (n < people % number) for n in range(number)]
    return [
        Plan(n, seed, size, days, tuple(w))
        for n, (size, w) in enumerate(zip(sizes, where, strict=True))
    ]


def district(plan: Plan) -> District:
    """One district with everything that happens in it."""
    d = District(plan.number, plan.seed, calendar_of(plan.days))
    d.people += people.settle(d, plan.people)
    firms.found_all(d)
    bundles = {u.name: u for u in units("plant")}
    for turn, kind in enumerate(plan.plants):
        if not told(d, bundles[kind], str(turn)):
            raise RuntimeError(f"{kind} could not be planted in district {d.number}")
    for unit in units("lookalike"):
        for turn in range(_how_many(d, unit, plan.people)):
            told(d, unit, str(turn))
    living.live_all(d)
    talk.talk_all(d)
    firms.close_books(d)
    return d


def _how_many(d: District, unit: Unit, residents: int) -> int:
    """Units of a look-alike in a district: its prevalence, the remainder by chance."""
    expected: float = unit.assumptions.per_10000 * residents / 10_000
    whole = int(expected)
    return whole + (d.luck.plain(f"{unit.name}/how many").random() < expected - whole)


def make(plan: Plan) -> Made:
    """One district as tables."""
    return finished(district(plan))


def _made(planned: Iterable[Plan], jobs: int) -> Iterator[Made]:
    """Districts in order; never more in memory than are being made and wait for their turn."""
    if jobs <= 1:
        yield from map(make, planned)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting: deque[Future[Made]] = deque()
        for plan in planned:
            waiting.append(pool.submit(make, plan))
            if len(waiting) > jobs + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _bounded(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise UsageError(
            "That society cannot be made.",
            where=f"{name}={value}",
            why=f"{name} goes from {least:,} to {most:,}",
            do="ask for a number between them",
        )

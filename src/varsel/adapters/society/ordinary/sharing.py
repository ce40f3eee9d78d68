"""Who lets whom see where they are: couples, families, friends, couriers, carers."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import DAY, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.faces import Cast, Face
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)


def share_places(d: District, cast: Cast) -> None:
    """Lasting and passing shares of ordinary people."""
    luck = d.luck.plain("sharing")
    seen: set[str] = set()
    for person in d.people:
        if person.kin and person.household and person.id not in seen:
            home = [person, *person.household]
            seen.update(p.id for p in home)
            _family(d, luck, cast, home)
    _elders(d, luck, cast)
    for firm in d.firms:
        _fleet(d, luck, cast, firm)
    _friends(d, luck, cast)


def _family(d: District, luck: Random, cast: Cast, home: list[Person]) -> None:
    """Partners see each other; parents see their children, and children at times their parents."""
    last = d.calendar.last
    adults = [p for p in home if p.life != "child"]
    if len(adults) > 1 and luck.random() < HABITS.couples:
        one, other = luck.sample(adults[:2], 2)
        _lasting(d, luck, cast, one, other, "partner", HABITS.couples_mutual)
    for child in home:
        if child.life != "child" or not HABITS.youngest <= child.age(last):
            continue
        for parent in adults:
            if luck.random() < HABITS.parents:
                _lasting(d, luck, cast, child, parent, "parent", HABITS.parents_mutual)


def _elders(d: District, luck: Random, cast: Cast) -> None:
    """Somebody old who wanders, or is alone, and a relative, neighbour or carer who looks."""
    old = [p for p in d.adults if p.age(d.calendar.last) >= HABITS.old]
    helpers = [p for p in d.adults if p.age(d.calendar.last) < HABITS.old]
    for person in old:
        if helpers and luck.random() < HABITS.elders:
            own = [p for p in person.household if p in helpers]
            helper = luck.choice(own or helpers)
            relation = luck.choices(list(HABITS.elder_relation), HABITS.elder_weights)[0]
            _lasting(d, luck, cast, person, helper, relation, HABITS.elders_mutual)


def _fleet(d: District, luck: Random, cast: Cast, firm: Firm) -> None:
    """Drivers, fitters and couriers whose place the firm's planner sees, most of them at work only."""
    shares = [s for trade, s in HABITS.fleets.items() if firm.trade.startswith(trade)]
    planner = firm.owner or (firm.staff[0] if firm.staff else None)
    if not shares or planner is None or luck.random() > shares[0]:
        return
    for worker in firm.staff:
        if worker is planner or luck.random() > HABITS.tracked:
            continue
        if luck.random() < HABITS.all_day:
            _lasting(d, luck, cast, worker, planner, "work", HABITS.fleet_mutual)
            continue
        for _ in range(luck.randint(*HABITS.shifts)):
            start = stamp(d.calendar.some_day(luck), luck.uniform(*HABITS.shift_starts))
            hours = luck.uniform(*HABITS.shift_hours)
            viewer = cast.on(planner, "Ruteblik")
            _share(d, luck, cast.on(worker, "Ruteblik"), viewer, start, hours, "work", 0.0)


def _friends(d: District, luck: Random, cast: Cast) -> None:
    """Friends at a festival, on a tour, on the way home at night: hours, not months."""
    young = [p for p in d.people if HABITS.youngest <= p.age(d.calendar.last) < HABITS.old]
    if len(young) < HABITS.party[1]:
        return
    years = len(d.calendar) / 365
    for _ in range(round(len(young) / 1000 * HABITS.meetings * years)):
        group = luck.sample(young, luck.randint(*HABITS.party))
        platform = luck.choice(HABITS.friends_apps)
        start = stamp(d.calendar.some_day(luck), luck.uniform(*HABITS.evening))
        hours = luck.lognormvariate(*HABITS.friends_hours)
        first = cast.on(group[0], platform)
        for other in group[1:]:
            pair = [first, cast.on(other, platform)]
            luck.shuffle(pair)
            relation = luck.choice(HABITS.friends_relation) or None
            _share(d, luck, pair[0], pair[1], start, hours, relation, HABITS.friends_mutual)


def _lasting(
    d: District,
    luck: Random,
    cast: Cast,
    sharer: Person,
    viewer: Person,
    relation: str,
    mutual: float,
) -> None:
    """A share of months or years; some end with a quarrel, a new phone or growing up."""
    platform = luck.choices(list(HABITS.apps[relation]), list(HABITS.apps[relation].values()))[0]
    one, other = cast.on(sharer, platform), cast.on(viewer, platform)
    since = max(one.since, other.since)
    day = d.day_in(luck, since, max(since, d.calendar.last - dt.timedelta(days=1)))
    hours = luck.lognormvariate(*HABITS.lasting_days) * 24
    stated = relation if luck.random() < HABITS.stated else luck.choice((None, None, "none"))
    lasts = hours if luck.random() < HABITS.ends else None
    _share(d, luck, one, other, stamp(day, luck.uniform(*HABITS.awake)), lasts, stated, mutual)


def _share(
    d: District,
    luck: Random,
    sharer: Face,
    viewer: Face,
    start: int,
    hours: float | None,
    relation: str | None,
    mutual: float,
) -> None:
    known = stamp(max(sharer.since, viewer.since), 0)
    start += max(0, -(-(known - start) // DAY)) * DAY
    over = stamp(d.calendar.last, 1440)
    if start >= over:
        return
    end = None if hours is None else start + round(hours * 3600)
    online.share_place(
        d,
        sharer.profile,
        viewer.profile,
        start,
        end if end is None or end < over else None,
        platform=sharer.platform,
        reciprocal=None if luck.random() < HABITS.mutual_unknown else luck.random() < mutual,
        relation=relation,
    )

"""Reports of spam, quarrels, threats and extortion among ordinary people, false ones among them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.faces import Cast, Face
from varsel.adapters.society.person import Person

HABITS = beside(__file__)


def report_abuse(d: District, cast: Cast) -> None:
    """A year's reports to platforms and authorities."""
    luck = d.luck.plain("reports")
    ten_thousands = len(d.people) / 10_000 * len(d.calendar) / 365
    ages = {p.id: p.age(d.calendar.last) for p in d.people}
    pools = {
        "anyone": d.adults,
        "young": [p for p in d.people if HABITS.young[0] <= ages[p.id] <= HABITS.young[1]],
        "parted": [p for p in d.adults if not p.kin],
    }
    tellers: dict[str, Callable[[], Face | None]] = {
        "stranger": lambda: cast.stranger(luck.choice(HABITS.platforms)),
        "neighbour": lambda: cast.on(luck.choice(d.adults), luck.choice(HABITS.platforms)),
        "firm": lambda: luck.choice(cast.firms + cast.agencies),
        "nobody": lambda: None,
    }
    for kind in HABITS.reports:
        expected = kind["rate"] * ten_thousands
        count = int(expected) + (luck.random() < expected % 1)
        for _ in range(max(0, round(luck.gauss(count, count**0.5)))):
            if pools[kind["who"]]:
                _one(d, luck, cast, kind, luck.choice(pools[kind["who"]]), tellers, ages)
    _from_messages(d, luck)


def _one(
    d: District,
    luck: Random,
    cast: Cast,
    kind: dict[str, Any],
    who: Person,
    tellers: dict[str, Callable[[], Face | None]],
    ages: dict[str, int],
) -> None:
    by = luck.choices(list(kind["by"]), list(kind["by"].values()))[0]
    reported = tellers[by]()
    day = d.calendar.some_day(luck)
    demands = kind.get("demand", {"": 1})
    demand = luck.choices(list(demands), list(demands.values()))[0]
    online.report(
        d,
        kind["category"],
        stamp(day, luck.triangular(*HABITS.minutes)),
        reported=reported.profile if reported else None,
        affected=_affected(luck, cast, who, reported),
        demand=demand or None,
        confirmed=_confirmed(luck, kind["confirmed"]),
        minor=ages[who.id] < 18 if luck.random() < HABITS.age_known else None,
    )


def _affected(luck: Random, cast: Cast, who: Person, reported: Face | None) -> str | None:
    """Whoever is affected: as a profile, as a party where an authority reports, or nobody."""
    way = luck.choices(("profile", "party", "nobody"), HABITS.affected)[0]
    if way == "profile":
        platform = reported.platform if reported else luck.choice(HABITS.platforms)
        return cast.on(who, platform).profile
    return who.id if way == "party" else None


def _confirmed(luck: Random, shares: list[float]) -> bool | None:
    """Read by a person and found credible, not credible, or not read."""
    return luck.choices((True, False, None), shares)[0]


def _from_messages(d: District, luck: Random) -> None:
    """Threads that a user reported also stand among the reports, most of them unread."""
    seen: set[str] = set()
    for row in d.book.rows.get("message", ()):
        thread = str(row["thread_id"])
        if row["basis"] != "reported" or not thread.startswith("TH") or thread in seen:
            continue
        seen.add(thread)
        if luck.random() > HABITS.thread_reported:
            continue
        sent = row["sent_at"]
        at = stamp(sent.date(), sent.hour * 60 + sent.minute) + luck.randint(*HABITS.later) * 60  # type: ignore[attr-defined]
        online.report(
            d,
            luck.choices(list(HABITS.thread_category), list(HABITS.thread_category.values()))[0],
            at,
            reported=str(row["sender_id"]),
            affected=str(row["recipient_id"]),
            confirmed=_confirmed(luck, HABITS.thread_confirmed),
        )

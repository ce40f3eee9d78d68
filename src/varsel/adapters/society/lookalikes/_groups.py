"""Where people of the look-alikes write: groups that others of the district write in too."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society import online
from varsel.adapters.society.lookalikes._lives import Life, group
from varsel.adapters.society.person import Person


def post_in_groups(
    life: Life, person: Person, day: dt.date, text: str, *, kinds: str, tongue: str, number: int
) -> None:
    """One text in some groups on a day, by the person's profile on each platform."""
    at = life.at(day, "writes")
    done: set[str] = set()
    for _ in range(number):
        kind = life.one(kinds)
        where, platform = group(life, kind, tongue)
        if where in done:
            continue
        done.add(where)
        author = life.own_profile(platform, person)
        if life.happens("post_at_hand"):
            online.post(life.d, author, at, text, platform=platform, group=where, kind=kind)
        at += round(60 * life.draw("minutes_between_posts"))

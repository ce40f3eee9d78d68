"""Two people who delete what they write out of habit; their phones were looked at for another reason."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident and somebody they write with: friends, an affair, a boss and an employee."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "idle", "pensioner"))
    if not found:
        return False
    kind, platform = life.kind("kinds"), life.one("platforms")
    own = life.profile(platform, found[0], contact=found[0].phone)
    other = life.stranger(platform)
    network.member("other", f"profile:{other}")
    since = life.day()
    until = since + dt.timedelta(days=life.count("thread_days"))
    police = None
    if life.happens("police_came"):
        met = d.calendar.some_day(luck, since, until)
        police = stamp(met, 60 * life.draw("waking"))
    _thread(life, (own, other), platform, kind, (since, until), police)
    return True


def _thread(
    life: Life,
    pair: tuple[str, str],
    platform: str,
    kind: dict[str, list[str]],
    days: tuple[dt.date, dt.date],
    police: int | None,
) -> None:
    """What was written and when it disappeared: after a while, or all at once one evening."""
    luck, thread, basis = life.luck, life.d.book.new("TH"), life.one("bases")
    way, cleaner = life.one("ways"), luck.choice(pair)
    at_once = life.at(min(days[1], life.d.calendar.last), "evening")
    if police is not None and life.happens("cleaned_after_police"):
        at_once = police + round(3600 * life.draw("hours_after_police"))
    end = stamp(life.d.calendar.last, 1440)
    for day in life.days(life.draw("days_a_month"), *days):
        at = life.at(day)
        for _ in range(life.count("turns")):
            sender = luck.choice(pair)
            gone = None
            if way == "timer":
                gone = at + round(3600 * life.draw("timer_hours"))
            elif way == "one_by_one" and life.happens("this_one"):
                gone = at + round(60 * life.draw("minutes_regretted"))
            elif way == "all_at_once" and at < at_once:
                gone = at_once
            if gone is not None and gone >= end:
                gone = None
            by = None
            if gone is not None:
                by = sender if way != "all_at_once" else cleaner
            online.message(
                life.d, sender, pair[1] if sender == pair[0] else pair[0], at,
                None if gone else life.luck.choice(kind["texts"]), basis=basis, platform=platform,
                thread=thread, deleted=gone, deleted_by=by, police=police,
            )  # fmt: skip
            at += round(60 * life.draw("minutes_between"))

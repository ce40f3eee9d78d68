"""Two people of whom one sees where the other is: an old parent, a courier, a runner, a spouse, a worker."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who is seen, and somebody at home, elsewhere or at work who sees."""
    life = begin(d, luck, network, HABITS)
    kind = life.kind("kinds")
    found = life.residents(1, kind["ages"], grown(*kind["lives"]))
    if not found:
        return False
    seen = found[0]
    watcher = _watcher(life, seen, kind)
    platform = luck.choice(kind["platforms"])
    pair = (
        life.profile(platform, seen, contact=seen.phone),
        life.profile(platform, watcher, contact=watcher.phone if watcher else None),
    )
    _shares(life, platform, pair, kind)
    if luck.random() < kind["messages"]:
        _messages(life, platform, pair)
    return True


def _watcher(life: Life, seen: Person, kind: dict[str, Any]) -> Person | None:
    """Somebody of the household where the kind says so and there is one; else nobody known here."""
    at_home = [p for p in seen.household if p.life != "child" and not p.used and seen.kin]
    if life.luck.random() < kind["at_home"] and at_home:
        life.join(at_home[0])
        return at_home[0]
    return None


def _shares(life: Life, platform: str, pair: tuple[str, str], kind: dict[str, Any]) -> None:
    """Always on, or for each trip, shift or run."""
    relation = kind["relation"] if life.happens("relation_stated") else None
    mutual = life.luck.random() < kind["mutual"] if life.happens("mutual_known") else None
    if life.luck.random() < kind["always"]:
        since = max(life.start, life.d.calendar.first - dt.timedelta(days=life.count("older")))
        ends = life.at(life.end) if life.end < life.d.calendar.last else None
        online.share_place(
            life.d, *pair, life.at(since), ends, platform=platform, reciprocal=mutual, relation=relation,
        )  # fmt: skip
        return
    for day in life.days(drawn(life.luck, kind["a_month"])):
        starts = life.moment(day, kind["hours"])
        ends = starts + round(3600 * drawn(life.luck, kind["lasts"]))
        online.share_place(
            life.d, *pair, starts, ends, platform=platform, reciprocal=mutual, relation=relation,
        )  # fmt: skip


def _messages(life: Life, platform: str, pair: tuple[str, str]) -> None:
    """A few messages that came along when one of them asked for help with a stolen phone or a quarrel."""
    thread, basis = life.d.book.new("TH"), life.one("bases")
    for day in life.days(life.draw("messages_a_month")):
        at = life.at(day)
        asks = life.happens("watcher_writes")
        online.message(
            life.d, pair[1 if asks else 0], pair[0 if asks else 1], at,
            life.write("asks" if asks else "answers"), basis=basis, platform=platform, thread=thread,
        )  # fmt: skip

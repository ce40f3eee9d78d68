"""A strict parent who texts a teenager about where they are, what they may and when they must be home."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A teenager and a parent; the talk is at hand where the teenager reported or showed it."""
    life = begin(d, luck, network, HABITS)

    def parents(teen: Person) -> list[Person]:
        return [p for p in teen.household if p.life != "child" and teen.kin and not p.used]

    found = life.residents(1, who=lambda p: p.life == "child" and bool(parents(p)))
    if not found:
        return False
    teen = found[0]
    parent = parents(teen)[0]
    life.join(parent)
    platform = life.one("platforms")
    child, adult = (life.profile(platform, p, contact=p.phone) for p in (teen, parent))
    if life.happens("place_shared"):
        starts = life.at(max(life.start, d.calendar.first))
        online.share_place(
            d, child, adult, starts, None, platform=platform,
            reciprocal=False if life.happens("one_way") else None,
            relation="parent" if life.happens("relation_stated") else None,
        )  # fmt: skip
    _talk(life, platform, child, adult)
    for day in life.days(life.draw("fetched_a_month")):
        life.buy(
            parent,
            life.price("fuel", 1),
            life.at(day, "late"),
            "Automattank",
            "5541",
            town=d.nearby(luck),
        )
    for day in life.days(life.draw("sums_a_month")):
        life.pay(parent, life.price("sum", 10), life.at(day), teen.side, text=life.note("sum_text"))
    if life.happens("reported"):
        online.report(
            d, "control", life.at(life.day()), reported=adult, affected=child,
            demand=life.one("demand"), confirmed=False if life.happens("read_by_somebody") else None,
            minor=True if life.happens("age_known") else None,
        )  # fmt: skip
    return True


def _talk(life: Life, platform: str, child: str, adult: str) -> None:
    """Some weeks of a thread, several messages a day, as teenagers and parents write."""
    thread, basis = life.d.book.new("TH"), life.one("bases")
    since = life.day()
    until = since + dt.timedelta(days=life.count("talk_days"))
    for day in life.days(life.draw("talks_a_month"), since, until):
        at = life.at(day, "out")
        for _ in range(life.count("turns")):
            asks = life.happens("parent_writes")
            gone = (
                at + round(3600 * life.draw("deleted_after"))
                if life.happens("teen_deletes")
                else None
            )
            text = life.write("parent" if asks else "teen")
            online.message(
                life.d, adult if asks else child, child if asks else adult, at,
                text if gone is None else None, basis=basis, platform=platform, thread=thread,
                deleted=gone, deleted_by=child if gone else None,
            )  # fmt: skip
            at += round(60 * life.draw("minutes_between"))

"""A parent with the phones of several children: contracts, top-ups, location, pocket money for games."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with children at home who have phones of their own."""
    life = begin(d, luck, network, HABITS)
    low, high = life.value("child_ages")
    last = d.calendar.last

    def children(person: Person) -> list[Person]:
        return [c for c in _children_of(person, last, low, high) if not c.used]

    found = life.residents(1, who=lambda p: p.life != "child" and bool(children(p)))
    if not found:
        return False
    parent = found[0]
    platform = life.one("platforms")
    watcher = life.profile(platform, parent, contact=parent.phone)
    for child in children(parent):
        life.join(child)
        _phone(life, parent, child)
        _money(life, parent, child)
        if life.happens("place_shared"):
            _place(life, platform, watcher, child)
    return True


def _children_of(person: Person, last: dt.date, low: int, high: int) -> list[Person]:
    """The children at home of an age."""
    return [p for p in person.household if person.kin and low <= p.age(last) <= high]


def _phone(life: Life, parent: Person, child: Person) -> None:
    """The child's number in the parent's name, as a contract or as a card that is filled up."""
    numbers = [child.phone]
    if life.happens("has_second_card"):
        numbers.append(life.d.book.phone())
        life.network.member("other", f"phone:{numbers[-1]}")
    prepaid = life.happens("prepaid")
    since = life.d.day_in(
        life.luck, life.start - dt.timedelta(days=life.value("number_held_days")), life.start
    )
    for phone in numbers:
        if life.happens("numbers_seen"):
            online.phone_link(
                life.d, phone, "prepaid" if prepaid else "contract", since=max(since, child.born),
                party=parent.id, account=parent.side.account,
            )  # fmt: skip
    if prepaid:
        for day in life.days(life.draw("top_ups_a_month")):
            life.top_up(parent, life.luck.choice(numbers), day)


def _money(life: Life, parent: Person, child: Person) -> None:
    """Pocket money, sums when the card is empty, and things in games."""
    weekly = life.price("pocket_money", 10)
    if life.happens("fixed_pocket_money"):
        for day in life.d.calendar.between(life.start, life.end):
            if day.weekday() == 4:
                life.d.book.pay(
                    stamp(day, 300), parent.side, child.side, round(weekly * 100), "standing_order",
                    timed=False, text="lommepenge",
                )  # fmt: skip
    for day in life.days(life.draw("extra_a_month")):
        life.pay(
            parent,
            life.price("extra", 5),
            life.at(day, "afternoon"),
            child.side,
            text=life.note("extra_text"),
        )
    for day in life.days(life.draw("games_a_month")):
        name, mcc = life.kind("game_shops")
        life.buy(parent, life.price("game", 1), life.at(day, "evening"), name, mcc)
    if life.happens("child_pays_back"):
        for day in life.days(life.value("back_a_month")):
            life.pay(
                child,
                life.price("extra", 5),
                life.at(day, "evening"),
                parent.side,
                text=life.note("back_text"),
            )


def _place(life: Life, platform: str, watcher: str, child: Person) -> None:
    """The parent sees where the child is, all the time or on some days."""
    seen = life.profile(platform, child, contact=child.phone)
    relation = "parent" if life.happens("relation_stated") else None
    mutual = life.happens("mutual")
    if life.happens("always"):
        starts = life.at(
            max(life.start, life.d.calendar.first - dt.timedelta(days=life.count("older")))
        )
        online.share_place(
            life.d, seen, watcher, starts, None, platform=platform, reciprocal=mutual, relation=relation,
        )  # fmt: skip
        return
    for day in life.days(life.draw("shares_a_month")):
        starts = life.at(day, "afternoon")
        ends = starts + round(3600 * life.draw("share_hours"))
        online.share_place(
            life.d, seen, watcher, starts, ends, platform=platform, reciprocal=mutual, relation=relation,
        )  # fmt: skip

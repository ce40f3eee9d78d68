"""A young sharer who moves from room to room several times a year."""

from __future__ import annotations

from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)
WANTED = (
    "Søger værelse i {town} fra den 1., max {price}. Rolig, arbejder, betaler til tiden 🙂",
    "hej, står uden bolig fra næste måned.. nogen der har et værelse? max {price} kr",
    "Looking for a room in {town} asap, budget {price}. Can move in this weekend, also short term",
    "Fremleje søges 2-4 mdr. mens jeg leder videre. {price} kr inkl.",
)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Sublets end, flats are sold, partners split: deposits in, deposits out, new addresses."""
    chosen = d.pick(
        luck, 1, lambda p: p.life in {"worker", "student"} and _young(d, p), network=network
    )
    if not chosen:
        return False
    person = chosen[0]
    number = int(work.weighted(luck, HABITS.moves))
    days = sorted(d.calendar.some_day(luck) for _ in range(number))
    landlords = [d.outsider(), *(d.outsider() for _ in days)]
    for turn, day in enumerate(days):
        home = _next_home(d, luck)
        if luck.random() < HABITS.registers:
            work.move(d, person, home, day)
        price = round(work.rent(luck, work.HABITS.room_rent) / 100) * 100
        deposit = round(price * luck.choice(HABITS.deposit)) * 100
        at = work.at(luck, day, work.HABITS.day)
        way = "mobile" if luck.random() < HABITS.by_mobile else "transfer"
        before = at - 86_400 * work.count(luck, HABITS.paid_before)
        text = luck.choice(("depositum", "depositum + 1. md", "værelse", "indskud", None))
        d.book.pay(before, person.side, landlords[turn + 1], deposit, way, text=text)
        if luck.random() < HABITS.returned:
            back = round(deposit * work.between(luck, HABITS.part_back) / 5000) * 5000
            later = at + 86_400 * work.count(luck, HABITS.back_after)
            if back:
                d.book.pay(
                    later, landlords[turn], person.side, back, "transfer", text="depositum retur"
                )
        if luck.random() < HABITS.asks_online:
            profile = online.profile(d, "Facebook")
            text = luck.choice(WANTED).format(town=d.municipality, price=price)
            group = f"G-bolig-{d.municipality}"
            earlier = before - 86_400 * work.count(luck, HABITS.asked_before)
            online.post(d, profile, earlier, text, platform="Facebook", group=group, kind="other")
    work.remember(d, network, chosen, since=days[0], until=days[-1])
    return True


def _young(d: District, person: Person) -> bool:
    alone = not person.household or person.residence == "sharers"
    return alone and person.age(d.calendar.last) <= HABITS.oldest and person.side.inside


def _next_home(d: District, luck: Random) -> str:
    """A room in somebody's home, in a shared flat, or a small flat."""
    shared = [p.home for p in d.people if p.residence == "sharers" and p.home]
    if shared and luck.random() < HABITS.into_shared:
        return luck.choice(shared)
    use = work.weighted(luck, HABITS.use)
    return work.home_of(
        d, luck, work.count(luck, HABITS.rooms), work.count(luck, HABITS.others), use
    )

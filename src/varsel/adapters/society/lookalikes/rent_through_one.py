"""Housemates who pay their rent to the one of them who has the lease."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online, people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import first_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, rent_to
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "cleaning_beauty"
HABITS = beside(__file__)
TEXTS = (
    "Husleje",
    "husleje {month}",
    "leje",
    "rent",
    "værelse",
    "Rent {month}",
    "",
    "husleje + net",
    "🏠",
)
MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec".split()  # noqa: SIM905


def tell(d: District, luck: Random, network: Network) -> bool:
    """A home shared by people who are no family; one name stands on the lease."""
    mates = people.household(d, luck, "sharers")
    head, others = mates[0], mates[1:]
    for one in mates:
        work.livelihood(d, luck, one)
        everyday(d, luck, one, level=work.between(luck, HABITS.level))
    rents = {m.id: round(work.rent(luck, work.HABITS.room_rent) / 50) * 50 for m in mates}
    landlord = d.outsider(name="Boligudlejning v/ privat", phone=False)
    rent_to(d, luck, head, landlord, sum(rents.values()), work.opened(d, head), None)
    for one in others:
        _pays(d, luck, one, head, rents[one.id])
    if luck.random() < HABITS.seeks_mate:
        _look_for_mate(d, luck, head, rents[others[0].id], len(mates))
    work.remember(d, network, mates)
    return True


def _pays(d: District, luck: Random, one: Person, head: Person, rent: int) -> None:
    """Each month near the first, by mobile or transfer, at times in two parts; bills are split."""
    channel = "mobile" if luck.random() < HABITS.by_mobile else "transfer"
    fixed = channel == "transfer" and luck.random() < HABITS.standing
    wording = luck.choice(TEXTS)
    start = max(work.opened(d, one), work.opened(d, head))
    for year, month in d.calendar.months:
        if dt.date(year, month, 1) <= start:
            continue
        text = wording.format(month=MONTHS[month - 1]) or None
        due = first_bank_day(year, month)
        if fixed:
            ore = rent * 100
            d.book.pay(
                stamp(due, 190), one.side, head.side, ore, "standing_order", timed=False, text=text
            )
        else:
            halves = luck.random() < HABITS.in_halves
            for part in range(2 if halves else 1):
                span = HABITS.second_half if part else HABITS.around_the_first
                at = work.at(luck, work.days_on(luck, due, span), work.HABITS.day)
                ore = rent * 100 // (2 if halves else 1)
                d.book.pay(at, one.side, head.side, ore, channel, text=text, device=one.device)
        for _ in range(work.count(luck, HABITS.shared_bills)):
            bill = work.kroner(luck, HABITS.bill, step=5) * 100
            day = due + dt.timedelta(days=luck.randrange(28))
            note = luck.choice(("mad", "el", "internet", "rengøring", "øl", "toiletpapir", None))
            at = work.at(luck, day, work.HABITS.day)
            d.book.pay(at, one.side, head.side, bill, "mobile", text=note)


def _look_for_mate(d: District, luck: Random, head: Person, rent: int, number: int) -> None:
    """A room falls free and is offered in a group."""
    profile = online.profile(d, "Facebook", owner=head if luck.random() < HABITS.known else None)
    text = luck.choice(HABITS.wanted).format(town=d.municipality, price=rent, n=number)
    day = d.calendar.some_day(luck)
    group = f"G-bolig-{d.municipality}"
    at = work.at(luck, day, work.HABITS.evening)
    online.post(d, profile, at, text, platform="Facebook", group=group, kind="other")

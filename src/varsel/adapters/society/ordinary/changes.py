"""What the company register says of firms over the years: sales, partners, boards, moves, and ends."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import count, how_many, weighted
from varsel.adapters.society.ordinary.founding import House
from varsel.adapters.society.ordinary.lives import generator
from varsel.adapters.society.ordinary.registers import event, let_act
from varsel.adapters.society.ordinary.sheet import Sheet
from varsel.adapters.society.ordinary.takings import take
from varsel.adapters.society.ordinary.upkeep import drawings
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)
YEAR = 365


def endings(d: District, luck: Random, houses: list[House]) -> dict[str, dt.date]:
    """Which of the district's firms close within the data, and when: ids and last days."""
    last: dict[str, dt.date] = {}
    chance = HABITS.closes_a_year * len(d.calendar) / YEAR
    for house in houses:
        if house.firm.since < d.calendar.first and luck.random() < chance:
            last[house.firm.id] = d.calendar.some_day(luck).replace(day=1) - dt.timedelta(days=1)
    return {firm: day for firm, day in last.items() if d.calendar.within(day)}


def close(d: District, luck: Random, houses: list[House], last: dict[str, dt.date]) -> None:
    """Takings until the last day, then the register's words and the account's end.

    Whoever comes after finds the firm no more among those of the town.
    """
    sheet = Sheet(d, generator(luck))
    for house in houses:
        firm = house.firm
        if firm.id not in last:
            continue
        day = last[firm.id]
        take(sheet, firm, until=day)
        drawings(sheet, firm)
        for word, wait in weighted_end(luck):
            on = day + dt.timedelta(days=count(luck, wait))
            if on <= d.calendar.last:
                event(d, firm.id, "status", on, value=word)
        _end_account(d, luck, firm, day)
        d.firms.remove(firm)
    sheet.write()


def weighted_end(luck: Random) -> list[tuple[str, tuple[int, int]]]:
    """The words of one kind of ending, each with the days until it is registered."""
    way = HABITS.endings[weighted(luck, {n: e["odds"] for n, e in HABITS.endings.items()})]
    return [(str(word), wait) for word, wait in zip(way["words"], way["days"], strict=True)]


def _end_account(d: District, luck: Random, firm: Firm, day: dt.date) -> None:
    on = day + dt.timedelta(days=count(luck, HABITS.account_closes))
    if not firm.side.inside or on > d.calendar.last:
        return
    by = "customer" if luck.random() < HABITS.by_customer else "bank"
    for row in d.book.rows["account"]:
        if row["account_id"] == firm.side.account:
            row["closed_on"], row["closed_by"] = on, by


def register(d: District, luck: Random, houses: list[House]) -> None:
    """Earlier partners, new directors and moves of every firm; one professional on many boards."""
    known = [p for p in d.adults if not p.arrived and p.age(d.calendar.last) >= HABITS.partner_age]
    for house in houses:
        firm = house.firm
        years = (d.calendar.last - firm.since).days / YEAR
        if firm.owner is not None:
            for _ in range(how_many(luck, HABITS.partners_a_year * years)):
                _partner(d, luck, firm, luck.choice(known))
            if luck.random() < HABITS.directors_a_year * len(d.calendar) / YEAR:
                _director(d, luck, firm, luck.choice(known))
        if house.posts >= HABITS.moves_from:
            for _ in range(how_many(luck, HABITS.moves_a_year * years)):
                _moves(d, luck, firm)
    _boards(d, luck, [h for h in houses if h.posts >= HABITS.board_from], known)


def _partner(d: District, luck: Random, firm: Firm, who: Person) -> None:
    """Somebody who owned a part and left, or only directed; often from elsewhere."""
    if who is firm.owner:
        return
    came = d.day_in(luck, firm.since, d.calendar.last)
    left = came + dt.timedelta(days=count(luck, HABITS.partner_days))
    here = luck.random() < HABITS.partner_here
    party = who.id if here else d.book.new("X-P")
    owned = luck.random() < HABITS.partner_owned
    for kind in ("director", *(("owner",) if owned else ())):
        event(d, firm.id, f"{kind}_in", came, party=party)
        if left <= d.calendar.last:
            event(d, firm.id, f"{kind}_out", left, party=party)
    if here and firm.side.inside and luck.random() < HABITS.partner_acts:
        let_act(d, firm.side, party, "business_user", came, min(left, d.calendar.last))


def _director(d: District, luck: Random, firm: Firm, who: Person) -> None:
    """A new director within the data."""
    if who is not firm.owner:
        on = max(firm.since, d.calendar.some_day(luck))
        event(d, firm.id, "director_in", on, party=who.id)
        if firm.side.inside:
            let_act(d, firm.side, who.id, "business_user", on)


def _moves(d: District, luck: Random, firm: Firm) -> None:
    """Larger or cheaper premises."""
    on = d.day_in(luck, firm.since + dt.timedelta(days=30), d.calendar.last)
    unit = d.dwelling("business", count(luck, HABITS.area), None, 0, firm.municipality)
    event(d, firm.id, "address", on, value=unit)
    if on < d.calendar.first:
        firm.premises = unit


def _boards(d: District, luck: Random, houses: list[House], known: list[Person]) -> None:
    """Lawyers and former managers who sit on the boards of many firms."""
    for who in luck.sample(known, min(len(known), count(luck, HABITS.professionals))):
        number = min(len(houses), count(luck, HABITS.seats))
        for house in luck.sample(houses, number):
            since = d.day_in(luck, house.firm.since, d.calendar.last)
            event(d, house.firm.id, "director_in", since, party=who.id)
            out = since + dt.timedelta(days=count(luck, HABITS.seat_days))
            if out <= d.calendar.last:
                event(d, house.firm.id, "director_out", out, party=who.id)

"""Founds the district's firms: how many of each trade, whose they are, and where they sit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import count, how_many, skewed, weighted
from varsel.adapters.society.ordinary.registers import establish, event, let_act
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.ordinary.trade import Trade, trades
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)
HOLDING = "64.20"
_BOARDS_SINCE = dt.date(*HABITS.board_since)


@dataclass
class House:
    """A firm with its trade, how many it wants to employ, and how well it pays beside others."""

    firm: Firm
    kind: Trade
    posts: int
    level: float
    local: bool = True
    fortnightly: bool = False


def house_of(luck: Random, firm: Firm, kind: Trade, posts: int, *, local: bool = True) -> House:
    """A firm as an employer."""
    level, every = skewed(luck, 1.0, kind.pay_spread), luck.random() < kind.fortnightly
    return House(firm, kind, posts, level, local, every)


class Founder:
    """Founds one firm after another, so that owners and shared addresses are used in turn."""

    def __init__(self, d: District, luck: Random) -> None:
        self.d, self.luck = d, luck
        self.owns: set[str] = set()
        self.beside: set[str] = set()
        self.addresses = [
            (use, d.dwelling(use, count(luck, area), None, 0))
            for use, area in HABITS.shared_addresses
        ]
        grown = [p for p in d.adults if HABITS.owner_ages[0] <= p.age(d.calendar.last)]
        able = [p for p in grown if p.age(d.calendar.last) <= HABITS.owner_ages[1]]
        self.groups = {
            group: self._shuffled(
                [p for p in able if (p.citizenship == "dk") is home and (p.life in lives)]
            )
            for group, home, lives in (
                ("dk", True, ("worker",)),
                ("foreign", False, ("worker",)),
                ("old", True, ("pensioner",)),
            )
        }

    def local(self) -> list[House]:
        """The firms of every trade, by how common it is."""
        residents = len(self.d.people) / 1_000
        made = [
            self._one(kind)
            for kind in trades().values()
            for _ in range(how_many(self.luck, kind.per_1000 * HABITS.stand_for * residents))
        ]
        self._tenants()
        return made

    def _tenants(self) -> None:
        """Firms from elsewhere that have only their address here."""
        luck, d = self.luck, self.d
        for use, unit in self.addresses:
            for _ in range(count(luck, HABITS.tenants[use])):
                trade = weighted(luck, HABITS.tenant_trades)
                firm = establish(d, luck, trade, premises=unit, banks_here=False)
                owner = d.book.new("X-P")
                for role in ("owner_in", "director_in"):
                    event(d, firm.id, role, firm.since, party=owner)

    def _one(self, kind: Trade) -> House:
        luck, d = self.luck, self.d
        posts = min(round(skewed(luck, *kind.staff)), round(len(d.people) * HABITS.largest))
        since = d.calendar.some_day(luck) if luck.random() < HABITS.new_lately else None
        if since is not None:
            posts = min(posts, HABITS.new_staff)
        free = kind.nace[:2] in HABITS.without_owner
        owner = None if free else self._owner(kind, since)
        here = luck.random() < HABITS.banks_here
        holding = self._holding(owner, since) if posts >= HABITS.holding_from and owner else None
        firm = establish(
            d, luck, kind.nace, owner=owner, since=since, banks_here=here,
            segment=HABITS.segments.get(kind.nace) if here else None,
            premises=self._premises(kind, owner, posts), holder=holding.id if holding else None,
        )  # fmt: skip
        if holding is not None:
            holders: dict[str, Firm] = town(d).once("holders", dict)
            holders[firm.id] = holding
        d.firms.append(firm)
        if kind.nace == HOLDING:
            firm.turnover.update(dict.fromkeys(d.calendar.months, 0.0))
        if owner is None:
            self._board(firm)
        return house_of(luck, firm, kind, posts)

    def _owner(self, kind: Trade, since: dt.date | None) -> Person | None:
        """A resident who owns nothing yet; in some trades mostly somebody with another job."""
        luck, d = self.luck, self.d
        group = "foreign" if luck.random() < kind.foreign * HABITS.foreign_owners else "dk"
        beside = luck.random() < HABITS.beside_work.get(kind.nace, HABITS.beside_work["else"])
        if beside and luck.random() < HABITS.old_owners:
            group = "old"
        begun = since or d.calendar.first
        for person in self.groups[group]:
            late = person.arrived and (begun - person.arrived).days < HABITS.settled_days
            if person.id not in self.owns and not late:
                self.owns.add(person.id)
                if beside:
                    self.beside.add(person.id)
                return person
        return None

    def _premises(self, kind: Trade, owner: Person | None, posts: int) -> str | None:
        """At the owner's home, in an office house or a letter box, or rooms of its own (None)."""
        luck = self.luck
        if kind.mcc or posts > HABITS.home_staff:
            return None
        where = weighted(luck, HABITS.small_address)
        if where == "home":
            return owner.home if owner else None
        shared = [unit for use, unit in self.addresses if use == where]
        return luck.choice(shared) if shared else None

    def _holding(self, owner: Person, since: dt.date | None) -> Firm | None:
        """The company through which the owner of a larger firm owns it."""
        luck, d = self.luck, self.d
        if luck.random() >= HABITS.through_holding:
            return None
        firm = establish(
            d, luck, HOLDING, owner=owner, since=since, premises=owner.home,
            name=names.firm(luck, "Holding"), banks_here=luck.random() < HABITS.banks_here,
        )  # fmt: skip
        firm.turnover.update(dict.fromkeys(d.calendar.months, 0.0))
        owner.employer = None
        d.firms.append(firm)
        return firm

    def _board(self, firm: Firm) -> None:
        """Directors of a club or a self-owned institution; the treasurer acts for it."""
        luck, d = self.luck, self.d
        settled = [p for p in d.adults if not p.arrived]
        board = luck.sample(settled, min(len(settled), count(luck, HABITS.board)))
        for person in board:
            on = d.day_in(luck, max(firm.since, _BOARDS_SINCE), d.calendar.last)
            event(d, firm.id, "director_in", on, party=person.id)
        if board and firm.side.inside:
            let_act(d, firm.side, board[0].id, "business_user", firm.since)

    def _shuffled(self, people: list[Person]) -> list[Person]:
        self.luck.shuffle(people)
        return people

"""One resident's jobs within the data: from when to when, on what terms, and what comes between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import accumulate
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import last_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import between, count, skewed, weighted
from varsel.adapters.society.ordinary.founding import House
from varsel.adapters.society.ordinary.leave import at_home, months_left
from varsel.adapters.society.ordinary.permits import Permits
from varsel.adapters.society.ordinary.terms import Terms, terms
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.ordinary.wages import employ
from varsel.adapters.society.person import PayDay, Person

HABITS = beside(__file__)
Spell = tuple[House, dt.date, dt.date | None]


class Careers:
    """Employs residents one after another."""

    def __init__(self, d: District, luck: Random, closing: dict[str, dt.date]) -> None:
        self.d, self.luck, self.closing = d, luck, closing
        self.houses: list[House] = []
        self.permits = Permits(d, luck)

    def offer(self, houses: list[House]) -> None:
        """The houses among which those who change jobs find the next."""
        self.houses = [h for h in houses if h.posts]
        foreign = [h.posts * h.kind.foreign for h in self.houses]
        home = [h.posts * (1 - h.kind.foreign) for h in self.houses]
        self._weights = {True: list(accumulate(foreign)), False: list(accumulate(home))}

    def any_house(self, person: Person) -> House:
        """Any employer, the larger more often; foreign citizens where more of them work."""
        weights = self._weights[person.citizenship != "dk"]
        return self.luck.choices(self.houses, cum_weights=weights)[0]

    def long(self, person: Person, house: House) -> None:
        """The main job of a worker, and those that come after it."""
        begins = self._from(person)
        if begins is None:
            return
        scheme = self.permits.scheme(person, house.kind)
        spells = list(self._spells(person, house, begins, stays=scheme is not None))
        into = self._elsewhere(person)
        away = months_left(self.d, self.luck, person)
        at_home(self.d, self.luck, person, away, into or person.side, begins)
        idle_since: dt.date | None = None if person.arrived else self.d.calendar.first
        for place, since, until in spells:
            if idle_since is not None:
                self._between(person, idle_since, since, into or person.side)
            made = terms(self.luck, place, person, "full", self.d.calendar.first)
            made = self.permits.raised(person, scheme, made, place)
            self._employ(person, place, made, since, until, into, away)
            idle_since = until + dt.timedelta(days=1) if until else None
        if idle_since is not None:
            after = self.d.calendar.last + dt.timedelta(days=1)
            self._between(person, idle_since, after, into or person.side)

    def small(self, person: Person, house: House, kind: str) -> None:
        """A job beside something else, a colleague's job, or an owner's own."""
        luck, d = self.luck, self.d
        since = self._from(person)
        if since is None:
            return
        since = max(since, house.firm.since)
        until = None
        if kind not in {"owner", "full"}:
            if luck.random() < HABITS.starts[kind]:
                since = max(since, d.calendar.some_day(luck))
            if luck.random() < HABITS.stops[kind]:
                until = d.calendar.some_day(luck, min(since, d.calendar.last))
        if since > d.calendar.last or (until and until <= since):
            return
        made = terms(luck, house, person, kind, d.calendar.first)
        self._employ(person, house, made, since, until, self._elsewhere(person))

    def season(self, person: Person, house: House, since: dt.date, until: dt.date) -> None:
        """A job for the busy months of a trade."""
        begins = self._from(person)
        since = max(since, house.firm.since)
        if begins is None or since < begins or until <= since:
            return
        made = terms(self.luck, house, person, "season", self.d.calendar.first)
        self._employ(person, house, made, since, until, None)

    def before(self, owner: Person, house: House) -> None:
        """What somebody did before founding a firm."""
        begins = self._from(owner)
        until = house.firm.since - dt.timedelta(days=count(self.luck, HABITS.before_founding))
        if begins is None or until <= begins:
            return
        place = self.any_old(owner, house, begins)
        made = terms(self.luck, place, owner, "full", self.d.calendar.first)
        self._employ(owner, place, made, begins, until, None)

    def _employ(
        self, person: Person, house: House, made: Terms, since: dt.date, until: dt.date | None,
        into: Side | None, away: Mapping[tuple[int, int], float] | None = None,
    ) -> None:  # fmt: skip
        end = self.closing.get(house.firm.id)
        if end is not None:
            until = min(until or end, end)
        if until is not None and until < since:
            return
        factors = made.factors(self.luck, self.d.calendar)
        paid = employ(
            self.d, self.luck, house.firm, person, since=since, until=until,
            monthly=made.monthly, hourly=made.hourly, weekly_hours=made.weekly, job=made.job,
            into=into, every=made.every, deduct=made.deduct, payer=bureau(self.d, house),
            months={m: f * (away or {}).get(m, 1.0) for m, f in factors.items()},
        )  # fmt: skip
        if into is not None:
            self._forward(person, paid)

    def _from(self, person: Person) -> dt.date | None:
        """The first day on which somebody may work here and be paid; None where it never comes."""
        first = self.d.calendar.first - dt.timedelta(days=HABITS.long_before)
        if person.arrived is not None:
            first = max(first, person.arrived + dt.timedelta(days=count(self.luck, HABITS.settles)))
        return first if first < self.d.calendar.last - dt.timedelta(days=31) else None

    def _spells(
        self, person: Person, house: House, begins: dt.date, *, stays: bool
    ) -> Iterator[Spell]:
        """Jobs one after another; most people have one."""
        luck, last, day = self.luck, self.d.calendar.last, begins
        if not person.arrived and luck.random() < HABITS.begins_later:
            day = _month_start(self.d.calendar.some_day(luck), 1)
        if house.firm.since > day:
            yield self.any_old(person, house, day), day, house.firm.since - dt.timedelta(days=1)
            day = house.firm.since
        young = person.age(last) < HABITS.young
        rate = HABITS.leaves["young" if young else "else"] * (HABITS.tied if stays else 1.0)
        while day <= last:
            stay = luck.expovariate(rate) * 365
            end = _month_start(day + dt.timedelta(days=round(stay)), 1) - dt.timedelta(days=1)
            closing = self.closing.get(house.firm.id)
            if closing is not None and closing > day:
                end = min(end, closing)
            if end >= last:
                yield house, day, None
                return
            yield house, day, end
            if luck.random() < HABITS.stops_for_good:
                return
            pause = count(luck, HABITS.pause) if luck.random() < HABITS.has_pause else 0
            day = _month_start(end + dt.timedelta(days=1), pause)
            house = self.any_old(person, house, day)

    def any_old(self, person: Person, besides: House, day: dt.date) -> House:
        """An employer that is there on a day, another than this one."""
        for _ in range(HABITS.tries):
            house = self.any_house(person)
            gone = self.closing.get(house.firm.id, self.d.calendar.last)
            if house is not besides and house.firm.since <= day <= gone:
                return house
        return next(h for h in self.houses if not h.local)

    def _elsewhere(self, person: Person) -> Side | None:
        """The account in another bank to which some have their pay sent."""
        if person.elsewhere is not None and self.luck.random() < HABITS.paid_elsewhere:
            return person.elsewhere
        return None

    def _forward(self, person: Person, paid: list[PayDay]) -> None:
        """What somebody who is paid elsewhere sends on to the account here, for the household."""
        luck, part = self.luck, between(self.luck, HABITS.forwards)
        text = weighted(luck, HABITS.forward_texts) or None
        standing = luck.random() < HABITS.forwards_by_order
        usual = sorted(p.net for p in paid)[len(paid) // 2] if paid else 0
        for pay in paid:
            sum_ = usual if standing else pay.net
            at = pay.at + count(luck, HABITS.forward_hours) * 3_600
            self.d.book.pay(
                at, person.elsewhere or person.side, person.side,
                max(100, round(sum_ * part / 10_000)) * 10_000 if sum_ > 2_000_000 else sum_,
                "standing_order" if standing else "transfer", timed=not standing, text=text,
            )  # fmt: skip

    def _between(self, person: Person, since: dt.date, until: dt.date, into: Side) -> None:
        """Unemployment benefit of the whole months between two jobs."""
        luck = self.luck
        months = [
            m for m in self.d.calendar.months
            if dt.date(*m, 1) >= since and last_bank_day(*m) < until
        ]  # fmt: skip
        if not months or person.life != "worker" or luck.random() >= HABITS.insured:
            return
        payer = town(self.d).body(
            weighted(luck, HABITS.benefit_payers).format(place=self.d.municipality)
        )
        usual = skewed(luck, *HABITS.benefit)
        text = weighted(luck, HABITS.benefit_texts)
        for month in months:
            ore = round(usual * luck.gauss(1, HABITS.benefit_varies)) * 100
            day = last_bank_day(*month)
            if ore <= 0 or not self.d.calendar.within(day):
                continue
            at = stamp(day, luck.uniform(*HABITS.night))
            purpose = "BENE" if luck.random() < HABITS.purpose else None
            self.d.book.pay(at, payer, into, ore, "transfer", timed=False, purpose=purpose,
                            text=text)  # fmt: skip
            person.paydays.append(PayDay(day, at, month, ore, payer.account or ""))


def bureau(d: District, house: House) -> Side | None:
    """The bureau's account from which a firm's wages are paid, where it has one pay them."""
    chosen: dict[str, Side | None] = town(d).once("bureaus", dict)
    firm = house.firm.id
    if firm not in chosen:
        luck = d.luck.plain(f"bureau/{firm}")
        uses = house.local and luck.random() < HABITS.by_bureau
        chosen[firm] = town(d).body(luck.choice(HABITS.bureaus)) if uses else None
    return chosen[firm]


def _month_start(day: dt.date, later: int) -> dt.date:
    """The first of the day's month, or of one later."""
    number = day.year * 12 + day.month - 1 + later
    return dt.date(number // 12, number % 12 + 1, 1)

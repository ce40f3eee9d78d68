"""Booked stays: holidays, visits, festivals, work trips, crews on the road, and guests from elsewhere."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

import pyarrow as pa
import pyarrow.compute as pc

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Shop
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.places import places, some_place

HABITS = beside(__file__)


@dataclass
class Unit:
    """One flat, room or house that is let; `nights` says when it is taken."""

    id: str | None
    place: str
    platform: str
    price: float
    liked: float
    nights: list[tuple[dt.date, dt.date]] = field(default_factory=list)

    def free(self, starts: dt.date, nights: int) -> bool:
        """Whether nobody else is there."""
        ends = starts + dt.timedelta(days=nights)
        return all(ends <= a or b <= starts for a, b in self.nights)


def book_stays(d: District) -> None:
    """A year's stays, as far as the booking platforms at hand know of them."""
    luck = d.luck.plain("stays")
    market = Market(d, luck)
    _paid_by_residents(d, luck, market)
    years = len(d.calendar) / 365
    adults = d.adults
    for _ in range(round(HABITS.paid_elsewhere * len(adults) / 1000 * years)):
        _holiday(d, luck, market, luck.choice(adults), None, None)
    for _ in range(round(HABITS.festivals * len(adults) / 1000 * years)):
        _festival(d, luck, market, adults)
    for firm in d.firms:
        _work(d, luck, market, firm, years)
    _from_elsewhere(d, luck, market, years)
    _at_home(d, luck)


class Market:
    """Units to let in all of Denmark, some of them booked by others before."""

    def __init__(self, d: District, luck: Random) -> None:
        self.d, self.luck = d, luck
        self.units: dict[str, list[Unit]] = defaultdict(list)
        self.guests: dict[str, str] = {}
        self._met()

    def stay(
        self,
        place: str,
        starts: dt.date,
        nights: int,
        guest: str | None,
        *,
        payer: tuple[str | None, str | None] = (None, None),
        price: float | None = None,
        unit: Unit | None = None,
    ) -> tuple[Unit, float]:
        """One booking in a free unit; gives the unit and what the stay cost."""
        unit = unit if unit and unit.free(starts, nights) else self.find(place, starts, nights)
        cost = price or unit.price * nights * self.luck.uniform(*HABITS.season_price)
        unit.id = online.stay(
            self.d,
            payer=payer[0],
            account=payer[1],
            guest=guest,
            municipality=unit.place,
            starts=starts,
            nights=nights,
            price=cost,
            unit=unit.id,
            platform=unit.platform,
        )
        unit.nights.append((starts, starts + dt.timedelta(days=nights)))
        return unit, cost

    def find(self, place: str, starts: dt.date, nights: int) -> Unit:
        """A unit in a place, a popular one where one is free."""
        luck = self.luck
        free = [u for u in self.units[place] if u.free(starts, nights)]
        if free and luck.random() < HABITS.known_unit:
            return luck.choices(free, [u.liked for u in free])[0]
        kinds = HABITS.night
        kind = luck.choices(list(kinds), HABITS.night_weights)[0]
        median, sigma = kinds[kind]
        price = luck.lognormvariate(0, sigma) * median
        made = Unit(None, place, luck.choice(HABITS.platforms), price, self._liked())
        self.units[place].append(made)
        return made

    def _liked(self) -> float:
        return self.luck.lognormvariate(0, HABITS.liked_sigma)

    def guest(self, who: Person) -> str | None:
        """A known party, a pseudonym that stays the same for a person, or nobody's name."""
        ways = HABITS.guest_known
        way = self.luck.choices(("party", "pseudonym", "empty"), ways)[0]
        if way == "party":
            return who.id
        return self.guests.setdefault(who.id, self.d.book.new("GU")) if way == "pseudonym" else None

    def _met(self) -> None:
        """Units that others booked: ordinary guests come there too."""
        met: dict[str, Unit] = {}
        for row in self.d.book.rows.get("booking", ()):
            unit, place = str(row["unit_id"]), row.get("municipality")
            starts, ends = row["starts_on"], row["ends_on"]
            if not unit.startswith("U") or not isinstance(place, str):
                continue
            if not isinstance(starts, dt.date) or not isinstance(ends, dt.date):
                continue
            if unit not in met:
                price = float(str(row.get("price_dkk") or 0)) / max(1, (ends - starts).days)
                price = price or HABITS.night["room"][0]
                met[unit] = Unit(unit, place, str(row["platform"]), price, self._liked())
                self.units[place].append(met[unit])
            met[unit].nights.append((starts, ends))


def _paid_by_residents(d: District, luck: Random, market: Market) -> None:
    """Bookings behind card payments to hotels and landlords that residents made."""
    owner = {s.account: p for p in d.people for s in (p.side, p.joint) if s and s.inside}
    for account, ore, paid, place in _payments(d):
        who = owner.get(account)
        if who and luck.random() < HABITS.platform_knows:
            _holiday(d, luck, market, who, ore / 100, paid, place)


def _payments(d: District) -> list[tuple[str, float, dt.date, str | None]]:
    """Card payments to lodgings: account, øre, day, and the municipality where there is one."""
    found: list[tuple[str, float, dt.date, str | None]] = []
    codes = pa.array(HABITS.lodging)
    names = ("account_id", "amount", "initiated_at", "municipality")
    for table in d.book.bulk:
        part = table.filter(pc.is_in(table["mcc"], codes)).select(names)
        for account, amount, at, place in zip(*(c.to_pylist() for c in part.columns), strict=True):
            if at is not None:
                found.append((account, float(amount) * 100, at.date(), place))
    return found


def _holiday(
    d: District,
    luck: Random,
    market: Market,
    who: Person,
    kroner: float | None,
    paid: dt.date | None,
    place: str | None = None,
) -> None:
    """A private stay; a family may need a second room, paid in one."""
    before = round(luck.expovariate(1 / HABITS.booked_before))
    starts = (paid or d.calendar.some_day(luck)) + dt.timedelta(days=before if paid else 0)
    place = place if place in places() else some_place(luck, besides=(d.municipality,))
    unit = market.find(place, starts, 1)
    nights = round(kroner / unit.price) if kroner else round(luck.expovariate(1 / HABITS.nights))
    nights = max(1, min(nights, HABITS.nights_most))
    rooms = 2 if len(who.household) > 2 and luck.random() < HABITS.second_room else 1
    payer = _payer(luck, who.id, who.side.account if who.side.inside else None)
    for _ in range(rooms):
        market.stay(
            place,
            starts,
            nights,
            market.guest(luck.choice([who, *who.household]) if who.kin else who),
            payer=payer if paid else (None, None),
            price=kroner / rooms if kroner else None,
            unit=unit,
        )


def _festival(d: District, luck: Random, market: Market, adults: list[Person]) -> None:
    """Friends who take rooms for the same summer nights, each paying their own."""
    first = d.calendar.some_day(luck)
    starts = first.replace(month=luck.choice(HABITS.festival_months), day=luck.randint(1, 28))
    if not d.calendar.within(starts):
        return
    place, nights = some_place(luck), luck.randint(*HABITS.festival_nights)
    for who in luck.sample(adults, min(luck.randint(*HABITS.festival_party), len(adults))):
        market.stay(place, starts, nights, market.guest(who))


def _work(d: District, luck: Random, market: Market, firm: Firm, years: float) -> None:
    """Courses and customers elsewhere, and crews who sleep at an inn from Monday to Friday."""
    if not firm.staff:
        return
    crews = [share for trade, share in HABITS.crews.items() if firm.trade.startswith(trade)]
    if crews and luck.random() < crews[0]:
        for _ in range(luck.randint(*HABITS.crew_jobs)):
            _crew(d, luck, market, firm)
    for _ in range(round(luck.expovariate(1 / (HABITS.work_trips * years)))):
        day = d.calendar.some_day(luck)
        who = luck.choice(firm.staff)
        place = some_place(luck, besides=(firm.municipality,))
        payer = _payer(luck, firm.id, firm.side.account if firm.side.inside else None)
        nights = luck.randint(*HABITS.work_nights)
        unit, cost = market.stay(place, day, nights, market.guest(who), payer=payer)
        _paid(d, luck, firm, day, cost, unit)


def _crew(d: District, luck: Random, market: Market, firm: Firm) -> None:
    """One job far away: the same rooms week after week."""
    place = some_place(luck, besides=(firm.municipality,))
    crew = luck.sample(firm.staff, min(luck.randint(*HABITS.crew), len(firm.staff)))
    day = d.calendar.some_day(luck)
    day -= dt.timedelta(days=day.weekday())
    rooms: dict[str, Unit] = {}
    payer = _payer(luck, firm.id, firm.side.account if firm.side.inside else None)
    for _ in range(luck.randint(*HABITS.crew_weeks)):
        total, unit = 0.0, None
        for who in crew:
            unit, cost = market.stay(
                place,
                day,
                luck.randint(*HABITS.crew_nights),
                market.guest(who),
                unit=rooms.get(who.id),
                payer=payer,
            )
            rooms[who.id], total = unit, total + cost
        if unit:
            _paid(d, luck, firm, day, total, unit)
        day += dt.timedelta(days=7)
        if not d.calendar.within(day):
            return


def _payer(luck: Random, party: str, account: str | None) -> tuple[str | None, str | None]:
    """Who paid and from which account, as far as the platform knows."""
    known = luck.random() < HABITS.payer_known
    return party if known else None, account if luck.random() < HABITS.account_known else None


def _paid(d: District, luck: Random, firm: Firm, day: dt.date, kroner: float, unit: Unit) -> None:
    """The firm's card at the inn or on the platform."""
    paid = day - dt.timedelta(days=round(luck.expovariate(1 / HABITS.firm_before)))
    shop = Shop(unit.platform, None, None, "7011")
    d.book.card(stamp(paid, luck.uniform(*HABITS.office)), firm.side, round(kroner * 100), shop)


def _from_elsewhere(d: District, luck: Random, market: Market, years: float) -> None:
    """Tourists, relatives and workers from elsewhere who stay in the district."""
    for _ in range(round(HABITS.visitors * len(d.people) / 1000 * years)):
        day = d.calendar.some_day(luck)
        nights = max(1, min(round(luck.expovariate(1 / HABITS.nights)), HABITS.nights_most))
        rooms = luck.choices((1, 2, 3), HABITS.visitor_rooms)[0]
        for _ in range(rooms):
            guest = d.book.new("GU") if luck.random() < HABITS.visitor_named else None
            market.stay(d.municipality, day, nights, guest)


def _at_home(d: District, luck: Random) -> None:
    """Residents who let their own home while they are away."""
    for who in d.adults:
        if who.home and luck.random() < HABITS.hosts:
            for _ in range(luck.randint(*HABITS.host_lets)):
                nights = luck.randint(*HABITS.host_nights)
                median, sigma = HABITS.night["flat"]
                online.stay(
                    d,
                    payer=None,
                    account=None,
                    guest=d.book.new("GU"),
                    municipality=who.municipality,
                    starts=d.calendar.some_day(luck),
                    nights=nights,
                    price=luck.lognormvariate(0, sigma) * median * nights,
                    unit=who.home,
                    platform=luck.choice(HABITS.platforms),
                )

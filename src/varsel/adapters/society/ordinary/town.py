"""What the ordinary lives of one district share: shops and machines in reach, and whatever is made once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Shop, Side
from varsel.adapters.society.calendar import DAY, last_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.places import places

T = TypeVar("T")
#: What is sold where, by kind of shop.
MARKET = beside(__file__)
KINDS: tuple[str, ...] = tuple(n for n, a in MARKET.items.items() if "mcc" in a.value)
KIND = {name: number for number, name in enumerate(KINDS)}
HOME = tuple(places())
#: Everywhere a card is used: Danish municipalities, the web, and countries people travel to.
PLACES: tuple[str, ...] = (*HOME, "web", *MARKET.countries)
PLACE = {name: number for number, name in enumerate(PLACES)}


class Town:
    """Shops and machines by kind and place, opened when somebody first goes there."""

    def __init__(self, d: District) -> None:
        self.d = d
        self.luck = d.luck.plain("town")
        self.shops: list[Shop] = []
        self._countries: list[str | None] = []
        self._cities: list[str | None] = []
        self._start = np.zeros(len(KINDS) * len(PLACES), np.int64)
        self._count = np.zeros(len(KINDS) * len(PLACES), np.int64)
        self._made: dict[str, Any] = {}
        self._opened: dict[str, object] = {}
        self._hours: dict[str, str] = {}
        self._parties = 0
        self._told: dict[str, tuple[int, int]] = {}
        self._read = 0

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives the first time it is asked for under this name, and ever after."""
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

    def body(self, name: str, country: str | None = None) -> Side:
        """An organisation that many pay or are paid by: an authority, a landlord, a supplier."""
        return self.once(
            f"body/{name}", lambda: Side(self.d.book.new("X-A"), name=name, country=country)
        )

    def accounts_opened(self) -> dict[str, object]:
        """The day each account was opened, by its id; reads what has been added since last asked."""
        for row in self.d.book.rows.get("account", [])[len(self._opened) :]:
            self._opened[str(row["account_id"])] = row["opened_on"]
        return self._opened

    def told_so_far(self) -> dict[str, tuple[int, int]]:
        """Øre paid into and out of each account one by one within the data's days, up to now."""
        first, after = stamp(self.d.calendar.first, 0), stamp(self.d.calendar.last, 0) + DAY
        for row in self.d.book.entries[self._read :]:
            if first <= row.booked < after:
                into, out_of = self._told.get(row.account_id, (0, 0))
                paid_in = row.direction == "credit"
                self._told[row.account_id] = (
                    into + row.amount * paid_in,
                    out_of + row.amount * (not paid_in),
                )
        self._read = len(self.d.book.entries)
        return self._told

    def days(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Weekday, month (0 to 11) and days since pay day, for each day of the calendar."""

        def made() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            calendar = self.d.calendar
            number = np.arange(len(calendar))
            paid = {last_bank_day(y, m) for y, m in calendar.months}
            day = np.array([n for n, x in enumerate(calendar.days) if x in paid], np.int64)
            before = np.searchsorted(day, number, "right") - 1
            since = np.where(before >= 0, number - day[np.maximum(before, 0)], number % 30)
            weekday = np.array([x.weekday() for x in calendar.days])
            return weekday, np.array([x.month - 1 for x in calendar.days]), since

        return self.once("days", made)

    def opening_hours(self) -> dict[str, str]:
        """The hours that firms have registered, by party; reads what has been added since."""
        rows = self.d.book.rows.get("party", [])
        for row in rows[self._parties :]:
            if row.get("opening_hours"):
                self._hours[str(row["party_id"])] = str(row["opening_hours"])
        self._parties = len(rows)
        return self._hours

    def choose(
        self, rng: np.random.Generator, kind: np.ndarray, place: np.ndarray, who: np.ndarray
    ) -> np.ndarray:
        """A shop for each purchase: mostly one of the person's own favourites, or a popular one."""
        key = kind * len(PLACES) + place
        for missing in np.unique(key[self._count[key] == 0]):
            self._open(int(missing))
        count, size = self._count[key], len(key)
        own = (who * 7919 + kind * 104_729) % np.maximum(count, 1)
        rank = (count * rng.random(size) ** MARKET.popular["bias"]).astype(np.int64)
        favourite = np.where(rng.random(size) < MARKET.popular["favourites"], own, 0)
        chosen: np.ndarray = self._start[key] + (favourite + rank) % np.maximum(count, 1)
        return chosen

    def abroad(self, shop: np.ndarray) -> dict[str, pa.Array]:
        """Country and city columns of purchases, where the shop lies abroad."""
        if not any(self._countries):
            return {}
        taken = pa.array(shop)
        return {
            "counterparty_country": pa.array(self._countries, pa.string()).take(taken),
            "counterparty_city": pa.array(self._cities, pa.string()).take(taken),
        }

    def _open(self, key: int) -> None:
        """Open the shops of one kind in one place."""
        kind, place = KINDS[key // len(PLACES)], PLACES[key % len(PLACES)]
        self._start[key] = len(self.shops)
        if place in MARKET.countries:
            self._abroad(kind, place)
        elif place == "web":
            for name, country in _web(kind):
                self._add(Shop(name, None, None, _mcc(kind)), country)
        else:
            self._danish(kind, place)
        self._count[key] = len(self.shops) - self._start[key]

    def _danish(self, kind: str, place: str) -> None:
        habits = getattr(MARKET, kind)
        codes = {habits["mcc"], *habits.get("also", ())}
        known = self.d.machines if kind == "machine" else self.d.shops
        here = [
            s for s in known if s.municipality == place and (kind == "machine" or s.mcc in codes)
        ]
        for shop in here:
            self._add(shop)
        size = places()[place].people
        wanted = max(1, round(habits["shops"] * (0.5 + min(size, 200) / 200)))
        names = list(habits["names"])
        self.luck.shuffle(names)
        for number in range(max(0, wanted - len(here))):
            name = names[number % len(names)]
            mark = self.luck.choice(MARKET.syllables)
            title = name.format(place=place, mark=mark) if number < len(names) else f"{name} {mark}"
            self._add(
                Shop(title.format(place=place, mark=mark), place, self._terminal(), habits["mcc"])
            )

    def _abroad(self, kind: str, country: str) -> None:
        facts = MARKET.countries[country]
        for _ in range(self.luck.randint(2, 5)):
            what = facts["words"].get(kind) or getattr(MARKET, kind)["abroad"]
            name = f"{what} {self.luck.choice(MARKET.syllables)}".upper()
            self._add(
                Shop(name, None, self._terminal(), _mcc(kind)),
                country,
                self.luck.choice(facts["cities"]),
            )

    def _terminal(self) -> str:
        return self.d.book.new("T")

    def _add(self, shop: Shop, country: str | None = None, city: str | None = None) -> None:
        self.shops.append(shop)
        self._countries.append(country)
        self._cities.append(city)


def town(d: District) -> Town:
    """The town of a district, made when it is first needed."""
    made: Town = vars(d).setdefault("_town", None) or Town(d)
    vars(d)["_town"] = made
    return made


def _mcc(kind: str) -> str:
    return str(getattr(MARKET, kind)["mcc"])


def _web(kind: str) -> Sequence[tuple[str, str | None]]:
    """Shops on the web; a name written "Name|LU" belongs to a merchant abroad."""
    found = getattr(MARKET, kind).get("web") or getattr(MARKET, kind)["names"]
    parts = [n.format(place="", mark="").partition("|") for n in found]
    return [(name.strip(), country or None) for name, _, country in parts]

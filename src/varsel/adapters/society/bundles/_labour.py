"""What the bundles of exploited labour share: how a plant is drawn, and what can be seen of it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from varsel.adapters.society.assume import Assumptions, beside
from varsel.adapters.society.book import Ref, Shop, Side
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.person import Firm, PayDay, Person
from varsel.adapters.society.truth import Network

HABITS = beside(__file__)
CARE = ("low", "some", "high")
#: Countries of EU and EEA among those that `home_country` may name, for the audit file only.
UNION = frozenset("BG CZ DE EE ES FR GR HR HU IT LT LV NO PL PT RO SE SK".split())  # noqa: SIM905


@dataclass(frozen=True)
class Sight:
    """What the data holder sees of one plant, drawn once for it.

    bank: the chance that each adult and firm banks here. The flags say whether records of that kind
    are at hand at all; meetings: the chance that somebody notes down what they saw.
    """

    bank: float
    payroll: bool
    tax: bool
    permits: bool
    register: bool
    platforms: bool
    talk: bool
    phones: bool
    meetings: float


@dataclass(eq=False)
class Worker:
    """One exploited person: since and until when, where from, and what is left of a month's pay.

    resident: lived here before, so that ordinary life is told elsewhere. account: has one of their
    own, here or in another bank; who has none is paid from hand to hand. spent: øre that went from
    it to organiser, agent and family besides pay handed over.
    """

    person: Person
    since: dt.date
    until: dt.date
    resident: bool = False
    account: bool = True
    paydays: list[PayDay] = field(default_factory=list)
    handed: dict[PayDay, int] = field(default_factory=dict)
    spent: int = 0
    country: str = ""

    @property
    def left(self) -> float:
        """The share of the pay that is left after what was handed over, rent, fee and the like."""
        net = sum(p.net for p in self.paydays)
        return max(0.0, 1 - (sum(self.handed.values()) + self.spent) / net) if net else 0.0

    @property
    def monthly(self) -> float:
        """What is left of a month's pay in kroner."""
        months = max(1, len({p.period for p in self.paydays}))
        return self.left * sum(p.net for p in self.paydays) / 100 / months


@dataclass(eq=False)
class Plot:
    """One plant as it is told: its luck and assumptions, its days, who takes part, and what is seen.

    own: the bundle's assumptions; what they lack is looked up in those all labour bundles share. A
    value with the keys low, some and high holds for the organiser's care; one named name_setting holds
    in that setting only. unknown: exploited people of whom no record exists at all. spans
    closing, shut: days of firms that work for a part of the time, when they are struck off, and those
    whose account is closed.
    """

    d: District
    luck: Random
    network: Network
    own: Assumptions
    care: str
    start: dt.date
    end: dt.date
    sight: Sight
    workers: list[Worker] = field(default_factory=list)
    bosses: list[Person] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    setting: str = ""
    origin: str = ""
    unknown: int = 0
    relative: Person | None = None
    collector: Person | None = None
    agent: Side | None = None
    spans: dict[str, tuple[dt.date, dt.date]] = field(default_factory=dict)
    closing: list[tuple[Firm, dt.date]] = field(default_factory=list)
    shut: list[Firm] = field(default_factory=list)
    machines: dict[str, Shop] = field(default_factory=dict)
    collected: dict[dt.date, int] = field(default_factory=dict)
    notes: dict[str, str | None] = field(default_factory=dict)
    profiles: dict[str, str] = field(default_factory=dict)

    @property
    def boss(self) -> Person:
        """Whoever the workers answer to."""
        return self.bosses[0]

    def value(self, name: str) -> Any:
        """An assumption of the bundle, or of all labour bundles, for this organiser's care."""
        own = self.own.items
        item = own.get(f"{name}_{self.setting}") or own.get(name) or HABITS.items[name]
        found = item.value
        return found[self.care] if isinstance(found, Mapping) and set(found) == set(CARE) else found

    def draw(self, name: str) -> float:
        """A number from an assumption that says how it is spread."""
        return drawn(self.luck, self.value(name))

    def count(self, name: str) -> int:
        """A whole number from an assumption that says how it is spread."""
        return round(self.draw(name))

    def one(self, name: str) -> str:
        """One of several, by their weights."""
        mix = self.value(name)
        return str(self.luck.choices(list(mix), list(mix.values()))[0])

    def happens(self, name: str) -> bool:
        """Whether something occurs that has this chance."""
        return bool(self.luck.random() < self.value(name))

    def clock(self, name: str) -> float:
        """A minute of the day from a range of hours."""
        return 60 * self.draw(name) + self.luck.random()

    def covered(self, day: dt.date) -> bool:
        """Whether the data cover the day."""
        return self.d.calendar.within(day)

    def day(self, since: dt.date | None = None, until: dt.date | None = None) -> dt.date:
        """Any day of the plant, or of a part of it."""
        return self.d.day_in(self.luck, since or self.start, until or self.end)

    def seen_day(self, since: dt.date | None = None, until: dt.date | None = None) -> dt.date:
        """Any day of the plant that the data cover, or the nearest that they do."""
        return self.d.calendar.some_day(self.luck, since or self.start, until or self.end)

    def span(self, firm: Firm) -> tuple[dt.date, dt.date]:
        """A firm's days in this plant: those set for it, or from when both were there to the end."""
        return self.spans.get(firm.id, (max(self.start, firm.since), self.end))

    def payer(self, day: dt.date) -> Side:
        """Who pays for what the workers need: a firm that is there by then, or the organiser."""
        there = [f.side for f in self.firms if f.since < day]
        return there[0] if there and self.happens("firm_pays") else self.boss.side

    def mark(self, trace: str, refs: Iterable[Ref], *tables: str) -> None:
        """Rows of these tables, written elsewhere, belong to a trace of this plant."""
        kept = self.network.traces.setdefault(trace, [])
        kept.extend(r for r in refs if not tables or r[0] in tables)

    def machine(self, place: str | None = None) -> Shop:
        """A cash machine in a place, the same ones again and again."""
        town = place or self.d.municipality
        own = [m for m in self.d.machines if m.municipality == town]
        if own:
            return self.luck.choice(own)
        if town not in self.machines:
            self.machines[town] = Shop("", town, self.d.book.new("T"), None)
        return self.machines[town]

    def country(self) -> str:
        """Where somebody of this plant comes from: mostly the same country as the others."""
        self.origin = self.origin or self.one("home_country")
        return self.origin if self.happens("same_country") else self.one("home_country")

    def bank(self) -> bool:
        """Whether one more adult or firm of this plant banks here."""
        return self.luck.random() < self.sight.bank


def drawn(luck: Random, spec: Any) -> float:
    """A number as its assumption says: itself, a pair for anything between, or median and spread.

    >>> drawn(Random(1), 3), drawn(Random(1), {"median": 2, "spread": 9.0, "low": 2, "high": 2})
    (3.0, 2.0)
    """
    if isinstance(spec, (tuple, list)):
        return luck.uniform(*spec)
    if not isinstance(spec, Mapping):
        return float(spec)
    low, high, value = float(spec["low"]), float(spec["high"]), 0.0
    for _ in range(12):
        value = float(spec["median"]) * math.exp(luck.gauss(0, spec["spread"]))
        if low <= value <= high:
            return value
    return min(max(value, low), high)


def ore(kroner: float, step: float = 1) -> int:
    """Kroner as whole øre, rounded to a step of kroner.

    >>> ore(1234.5, 100)
    120000
    """
    return int(round(kroner / step) * step * 100)


def moment_of(plot: Plot, day: dt.date, clock: str, after: int = 0) -> int:
    """A stamp on a day at an hour of a range, not before another stamp."""
    at = stamp(day, plot.clock(clock))
    return at if at > after else after + round(60 * plot.draw("minutes_between"))


def awake(plot: Plot, at: int) -> int:
    """The same moment, or, where most people sleep, mostly some hours later."""
    since_midnight, wakes = at % 86_400, 3_600 * plot.draw("wakes")
    if since_midnight > wakes or plot.happens("up_at_night"):
        return at
    return at - since_midnight + round(wakes)


def begin(d: District, luck: Random, network: Network, own: Assumptions) -> Plot:
    """A plant's days, care and sight, written into its network."""
    care = luck.choices(CARE, [HABITS.care_mix[c] for c in CARE])[0]
    lasts = max(1, round(drawn(luck, own.lasts_days)))
    overlap = dt.timedelta(days=min(lasts, round(drawn(luck, HABITS.overlap_days))))
    length = dt.timedelta(days=lasts)
    start = d.day_in(luck, d.calendar.first - length + overlap, d.calendar.last - overlap)
    network.started_on, network.ended_on, network.care = start, start + length, care

    def at_hand(name: str) -> bool:
        return bool(luck.random() < getattr(HABITS, name))

    sight = Sight(
        bank=drawn(luck, HABITS.sees_bank),
        payroll=at_hand("sees_payroll"),
        tax=at_hand("sees_tax"),
        permits=at_hand("sees_permits"),
        register=at_hand("sees_register"),
        platforms=at_hand("sees_platforms"),
        talk=at_hand("sees_talk"),
        phones=at_hand("sees_phones"),
        meetings=drawn(luck, HABITS.sees_meetings),
    )
    return Plot(d, luck, network, own, care, start, start + length, sight)

"""What the bundles of sold sex, recruitment and minors share: a plant's days, care, sight and people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from varsel.adapters.society.assume import Assumptions, beside
from varsel.adapters.society.book import Ref, Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import ore, rounded
from varsel.adapters.society.lookalikes._lives import HABITS as LIVES
from varsel.adapters.society.lookalikes._lives import Life
from varsel.adapters.society.ordinary.phrases import say, slips
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

HABITS = beside(__file__)
CARE = ("low", "some", "high")
#: Shares of records at hand that hold only where the plant leaves records of that kind at all.
_AT_HAND = {
    "stay_seen": "stays",
    "numbers_seen": "phones",
    "site_seen": "ads",
    "job_site_seen": "jobs",
    "post_seen": "posts",
}


@dataclass(eq=False)
class Actor:
    """Somebody in a plant: what they are to it, from when to when, and how they can be paid.

    person: who they are in the records, None where no record knows them. side: where money for
    them goes, None where they have no account at all. opened: since when it can be used. resident:
    lived in the district before, so that their everyday is told elsewhere. nodes: what else is
    theirs, such as numbers and profiles.
    """

    role: str
    name: str
    phone: str
    device: str
    country: str
    since: dt.date
    until: dt.date
    person: Person | None = None
    side: Side | None = None
    opened: dt.date = dt.date.min
    resident: bool = False
    sex: str = "f"
    home: str | None = None

    @property
    def inside(self) -> bool:
        """Whether they bank here."""
        return self.side is not None and self.side.inside

    def ready(self, day: dt.date) -> bool:
        """Whether money can come to or from them on a day."""
        return self.side is not None and day >= self.opened

    def there(self, day: dt.date) -> bool:
        """Whether they are in it on a day."""
        return self.since <= day <= self.until


@dataclass(eq=False)
class Scene(Life):
    """One plant as it is told: care, what of it is at hand, and who takes part.

    It draws, pays and writes as the look-alikes of private life do, so that nothing but conduct
    tells the two apart. countries: where most of its people come from, by citizenship. earners:
    those on whose account money comes in anyway. given: numbers that organisers gave somebody.
    """

    care: str = "some"
    bank_share: float = 0.5
    at_hand: frozenset[str] = frozenset()
    noted: float = 0.3
    actors: list[Actor] = field(default_factory=list)
    countries: dict[str, str] = field(default_factory=dict)
    earners: list[Actor] = field(default_factory=list)
    given: dict[int, str] = field(default_factory=dict)

    def earns(self, one: Actor) -> bool:
        """Whether money comes in on somebody's account anyway: clients', wages, what they lend it to."""
        return one in self.earners

    def value(self, name: str) -> Any:
        """An assumption, for this organiser's care, and none of what is not at hand."""
        if name in _AT_HAND and _AT_HAND[name] not in self.at_hand:
            return 0.0
        found = super().value(name)
        return found[self.care] if isinstance(found, Mapping) and set(found) == set(CARE) else found

    def bank(self) -> bool:
        """Whether one more adult of this plant banks here."""
        return self.luck.random() < self.bank_share

    def sees(self, kind: str) -> bool:
        """Whether records of a kind are at hand."""
        return kind in self.at_hand

    def of_role(self, role: str) -> list[Actor]:
        """Those of a role, in the order in which they came in."""
        return [a for a in self.actors if a.role == role]

    @property
    def victims(self) -> list[Actor]:
        """The exploited."""
        return self.of_role("exploited")

    @property
    def last(self) -> dt.date:
        """The last day that is told: the plant's, or the data's."""
        return min(self.end, self.d.calendar.last)

    def overlaps(self, one: Actor) -> bool:
        """Whether the data cover any day of somebody's time in it."""
        return one.since <= self.d.calendar.last and one.until >= self.d.calendar.first

    def country(self, citizenship: str) -> str:
        """Where somebody comes from; most of one plant from the same place."""
        if citizenship == "dk":
            return "DK"
        known = self.countries.get(citizenship)
        if known and self.happens("same_country"):
            return known
        return self.countries.setdefault(citizenship, self.one(f"countries_{citizenship}"))

    def city(self, country: str) -> str | None:
        """A city of a country, where one comes to mind."""
        found = self.value("cities").get(country)
        return self.luck.choice(found) if found else None

    def move(
        self,
        payer: Actor,
        to: Side,
        kroner: float,
        at: int,
        channel: str = "transfer",
        *,
        text: str | None = None,
        device: str | None = None,
    ) -> bool:
        """Money from somebody of the plant to somebody, where both can; whether it went."""
        side = payer.side
        if side is None or not payer.ready(day_of(at)) or side.account == to.account or kroner < 1:
            return False
        too_much = kroner > self.value("mobile_most")
        if channel == "mobile" and (not to.alias or not side.alias or too_much):
            channel = "transfer"
        self.d.book.pay(
            at, side, to, ore(kroner), channel, text=text, device=device or payer.device
        )
        return True

    def spend(
        self, payer: Actor, kroner: float, at: int, name: str, mcc: str, town: str | None = None
    ) -> None:
        """A card payment by somebody of the plant; on the web where no town is named."""
        if payer.side is not None and payer.ready(day_of(at)) and kroner >= 1:
            shop = self.shop(name, mcc, town)
            device = None if town else payer.device
            self.d.book.card(at, payer.side, ore(kroner), shop, device=device)

    def words(self, texts: str = "notes_texts") -> str | None:
        """What is written on a payment between people who know each other, if anything."""
        if not self.happens("says_what_for"):
            return None
        return str(self.luck.choice(self.value(texts)["for_what"]))

    def phrase(self, texts: str, what: str, **slots: object) -> str:
        """A sentence of one of an assumption's lists, as people type it."""
        filled = {k: str(v) for k, v in slots.items()}
        return slips(self.luck, say(self.luck, self.value(texts), what, **filled))

    def filled(self, texts: str, template: str, **slots: object) -> str:
        """A sentence from one template, with an assumption's lists for what it leaves open."""
        lists = {"": (template,), **self.value(texts)}
        return slips(self.luck, say(self.luck, lists, "", **{k: str(v) for k, v in slots.items()}))

    def some_of(self, mix: str) -> list[str]:
        """Of several things that may be the case each with its own chance."""
        return [name for name, chance in self.value(mix).items() if self.luck.random() < chance]

    def part(self, one: Actor) -> tuple[dt.date, dt.date]:
        """The covered days of somebody's time in it; the first lies after the last where none is."""
        calendar = self.d.calendar
        return max(one.since, calendar.first), min(one.until, self.end, calendar.last)

    def mark(self, trace: str, refs: Sequence[Ref], *tables: str) -> None:
        """Rows of these tables, written elsewhere, belong to a trace of this plant."""
        kept = self.network.traces.setdefault(trace, [])
        kept.extend(r for r in refs if r[0] in tables)

    def can_pay(self, person: Person) -> bool:
        """Whether an ordinary resident had an account on all of the data's days, and nothing else on."""
        here = person.arrived is None or (self.d.calendar.first - person.arrived).days > 60
        return here and not person.used and person.side.inside

    def unseen(self, trace: str) -> None:
        """Something that happens and leaves nothing here."""
        with self.network.trace(trace):
            pass


def begin(d: District, luck: Random, network: Network, *own: Assumptions) -> Scene:
    """A plant's days, care and sight, written into its network."""
    scene = Scene(d, luck, network, (*own, HABITS, LIVES), d.calendar.first, d.calendar.last)
    scene.care = luck.choices(CARE, scene.value("care_weights"))[0]
    lasts = max(1, scene.count("lasts_days"))
    overlap = min(lasts, scene.count("overlap_days"), len(d.calendar) - 1)
    earliest = d.calendar.first - dt.timedelta(days=lasts - overlap)
    scene.start = d.day_in(luck, earliest, d.calendar.last - dt.timedelta(days=overlap))
    scene.end = scene.start + dt.timedelta(days=lasts)
    network.started_on, network.ended_on = scene.start, min(scene.end, d.calendar.last)
    network.care = scene.care
    scene.bank_share = scene.draw("sees_bank")
    scene.at_hand = frozenset(scene.some_of("sees"))
    scene.noted = scene.draw("sees_meetings")
    return scene


def close(scene: Scene) -> bool:
    """Write down who took part, how many were exploited, and how many of the adults bank here."""
    network, last = scene.network, scene.d.calendar.last
    adults: list[Actor] = []
    for one in scene.actors:
        if one.person:
            network.member(one.role, *one.person.nodes)
        elif one.side:
            network.member(one.role, f"account:{one.side.account}", f"phone:{one.phone}")
        if one.role != "other" and (one.person is None or one.person.age(last) >= 18):
            adults.append(one)
    network.exploited = len(scene.victims)
    here = sum(a.inside for a in adults)
    network.seen = round(here / len(adults), 3) if adults else 0.0
    return True


def day_of(at: int) -> dt.date:
    """The day of a stamp.

    >>> day_of(91800)
    datetime.date(1970, 1, 2)
    """
    return dt.date.fromordinal(dt.date(1970, 1, 1).toordinal() + at // 86_400)


def notes(kroner: float) -> float:
    """A sum in whole hundreds, as banknotes make it.

    >>> notes(1260)
    1300
    """
    return rounded(kroner, 100)

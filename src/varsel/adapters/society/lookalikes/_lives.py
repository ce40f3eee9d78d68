"""What the look-alikes of private life share: how one is drawn, and the rows its habits leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar

from varsel.adapters.society import names, online
from varsel.adapters.society.assume import Assumptions, beside
from varsel.adapters.society.book import Shop, Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import Draws, drawn, ore, rounded
from varsel.adapters.society.person import Person
from varsel.adapters.society.places import places, some_place
from varsel.adapters.society.truth import Network

HABITS = beside(__file__)
T = TypeVar("T")


@dataclass(frozen=True)
class Payer:
    """Somebody who pays, and the device they do it from where the data holder sees it."""

    side: Side
    device: str | None = None


@dataclass(eq=False)
class Life(Draws):
    """One unit of a look-alike as it is told: what its people do, and the rows that leaves."""

    _known: dict[str, Any] = field(default_factory=dict)

    # People

    def residents(
        self, number: int, ages: str = "ages", who: Callable[[Person], bool] = lambda _: True
    ) -> list[Person]:
        """Residents to whom this life happens, made its members; none where there are too few."""
        calendar, (low, high) = self.d.calendar, self.value(ages)
        latest = calendar.last - dt.timedelta(days=self.value("here_for_days"))
        found = self.d.pick(
            self.luck,
            number,
            lambda p: (
                low <= p.age(calendar.last) <= high
                and p.side.inside
                and (p.arrived is None or p.arrived < latest)
                and who(p)
            ),
            network=self.network,
        )
        if len(found) < number:
            return []
        for person in found:
            self.join(person)
        return found

    def join(self, *people: Person) -> None:
        """Make people members; the habit begins when they have settled here."""
        for person in people:
            person.used = self.network.network_id
            self.network.member("other", *person.nodes)
            if person.arrived:
                settled = person.arrived + dt.timedelta(days=self.value("settled_after_days"))
                self.start = max(self.start, settled)
        self.network.started_on = self.start

    def payer(self, local: float | None = None) -> Payer:
        """Somebody who pays: a resident to whom nothing else happens, or one from around."""
        if self.luck.random() < (self.value("local_payers") if local is None else local):
            for _ in range(12):
                person = self.luck.choice(self.d.people)
                if person.life != "child" and not person.used and person.side.inside:
                    return Payer(person.side, person.device)
        return Payer(self.luck.choice(passers_by(self.d)))

    def passing(self) -> Payer:
        """Somebody who pays once; the records of such payments often lack their number."""
        if self.happens("passing_is_known"):
            return self.payer(0)
        side = Side(self.d.book.new("X-A"), name=names.person(self.luck))
        return Payer(side)

    def circle(self, number: int, local: float | None = None) -> list[Payer]:
        """People who pay again and again, each of them once."""
        made: dict[str | None, Payer] = {}
        for _ in range(2 * number):
            one = self.payer(local)
            made.setdefault(one.side.account, one)
            if len(made) >= number:
                break
        return list(made.values())

    def of(self, circle: Sequence[Payer]) -> Payer:
        """One of a circle; some come far more often than others."""
        return circle[int(len(circle) * self.luck.random() ** self.value("regulars_skew"))]

    # Money

    def receive(
        self,
        to: Side,
        kroner: float,
        at: int,
        payer: Payer,
        *,
        channel: str = "mobile",
        text: str | None = None,
    ) -> None:
        """A payment to somebody of this life."""
        if payer.side.account != to.account:
            self.d.book.pay(
                at, payer.side, to, ore(kroner), channel, text=text, device=payer.device
            )

    def pay(
        self,
        person: Person,
        kroner: float,
        at: int,
        to: Side,
        *,
        channel: str = "mobile",
        text: str | None = None,
        purpose: str | None = None,
    ) -> None:
        """A payment by somebody of this life."""
        self.d.book.pay(
            at, person.side, to, ore(kroner), channel, text=text, purpose=purpose,
            device=person.device,
        )  # fmt: skip

    def note(self, texts: str) -> str | None:
        """A payment text, which most leave empty."""
        return self.write(texts) if self.happens("payment_has_text") else None

    def buy(
        self,
        person: Person,
        kroner: float,
        at: int,
        shop: str,
        mcc: str,
        *,
        town: str | None = None,
        side: Side | None = None,
    ) -> None:
        """A card payment; on the web where no town is named."""
        self.d.book.card(at, side or person.side, ore(kroner), self.shop(shop, mcc, town))

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives the first time it is asked for under this name, and ever after."""
        if name not in self._known:
            self._known[name] = make()
        made: T = self._known[name]
        return made

    def shop(self, name: str, mcc: str, town: str | None = None) -> Shop:
        """A shop, the same one each time it is named."""
        return self.once(
            f"shop {name} in {town}",
            lambda: Shop(name, town, self.d.book.new("T") if town else None, mcc),
        )

    def machine(self, town: str) -> Shop:
        """A cash machine in a town, one of the two or three somebody uses there."""
        here = [m for m in self.d.machines if m.municipality == town]
        number = self.luck.randrange(self.value("machines_used"))
        if here:
            return here[number % len(here)]
        return self.once(
            f"machine {number} in {town}", lambda: Shop("", town, self.d.book.new("T"))
        )

    def bank_cash(self, side: Side, kroner: float, at: int, town: str) -> None:
        """Cash paid in at a machine, in whole hundreds."""
        if kroner >= 100:
            amount = ore(kroner // 100 * 100)
            self.d.book.cash(at, side, amount, self.machine(town), "cash_deposit_machine")

    def draw_cash(self, person: Person, kroner: float, at: int, town: str) -> None:
        """Cash fetched at a machine, in whole hundreds."""
        amount = ore(rounded(kroner, 100))
        self.d.book.cash(at, person.side, amount, self.machine(town), "atm_withdrawal")

    def outside(self, name: str, country: str | None = None, city: str | None = None) -> Side:
        """A payee or payer elsewhere, the same one each time it is named."""
        return self.once(
            f"side {name} in {country}",
            lambda: self.d.outsider(name=name, country=country, city=city, phone=False),
        )

    # Places, numbers and profiles

    def next_town(self) -> str:
        """A town in reach, not their own."""
        return self.luck.choice(places()[self.d.municipality].near)

    def town(self, *besides: str) -> str:
        """A town somewhere in the country."""
        return some_place(self.luck, besides=besides)

    def stay(
        self,
        payer: Person,
        town: str,
        day: dt.date,
        nights: int,
        *,
        guest: str | None = None,
        lodging: str | None = None,
        people: int = 1,
        unit: str | None = None,
        side: Side | None = None,
    ) -> str | None:
        """A stay that somebody books and pays by card; gives the unit, where the booking is seen."""
        kind = self.value("lodgings")[lodging or self.one("lodging")]
        night = drawn(self.luck, kind["night"]) + kind["more"] * (people - 1)
        price = rounded(night * nights, 1)
        ahead = self.luck.expovariate(1 / kind["days_ahead"])
        booked = max(day - dt.timedelta(days=int(ahead)), self.d.calendar.first)
        name = self.luck.choice(kind["names"]).format(town=town)
        where = town if kind["on_site"] else None
        self.buy(payer, price, self.at(booked), name, kind["mcc"], town=where, side=side)
        if not self.happens("stay_seen") or not self.covered(day):
            return None
        known = self.happens("stay_payer_known")
        shown_guest = guest or (payer.id if self.happens("stay_guest_known") else None)
        return online.stay(
            self.d,
            payer=payer.id if known else None,
            account=(side or payer.side).account if self.happens("stay_payer_known") else None,
            guest=shown_guest,
            municipality=town,
            starts=day,
            nights=nights,
            price=price,
            unit=unit,
            platform=name if kind["on_site"] else self.luck.choice(kind["names"]),
        )

    def number(self, person: Person, kind: str, since: dt.date | None = None) -> str:
        """One more Danish number of somebody, and what the phone company's records say of it."""
        phone = self.d.book.phone()
        self.keep_number(person, phone, kind, since)
        return phone

    def keep_number(
        self, person: Person, phone: str, kind: str, since: dt.date | None = None
    ) -> None:
        """What is known of a number somebody uses."""
        self.network.member("other", f"phone:{phone}")
        if self.happens("numbers_seen"):
            online.phone_link(self.d, phone, kind, since=since or self.start, party=person.id)

    def top_up(self, person: Person, phone: str, day: dt.date) -> None:
        """A prepaid number is filled up, in a kiosk or on the web."""
        kroner = float(self.luck.choice(self.value("top_up_sums")))
        kiosk = self.happens("top_up_in_kiosk")
        self.buy(
            person,
            kroner,
            self.at(day),
            "Kiosk Torvet" if kiosk else "Tank op taletid",
            "5499" if kiosk else "4814",
            town=self.d.municipality if kiosk else None,
        )
        if self.happens("numbers_seen"):
            paid = None if kiosk else person.side.account
            online.phone_link(
                self.d, phone, "top_up", since=day, party=person.id, account=paid, amount=kroner
            )

    def profile(
        self, platform: str, person: Person | None = None, *, contact: str | None = None
    ) -> str:
        """A member's profile on a platform; whose it is, the data holder knows of some."""
        earliest = dt.date(*self.value("profiles_since"))
        if person is not None:
            earliest = max(
                earliest, person.born + dt.timedelta(days=366 * self.value("least_user_age"))
            )
        created = self.d.day_in(self.luck, min(earliest, self.start), self.start)
        made = online.profile(
            self.d,
            platform,
            owner=person if self.happens("profile_known") else None,
            created=min(created, self.d.calendar.last) if self.happens("profile_dated") else None,
        )
        self.network.member("other", f"profile:{made}")
        if contact and self.happens("profile_contact"):
            kind = (
                "phone" if contact.startswith("+") else "email" if "@" in contact[1:] else "handle"
            )
            self.d.book.add("contact", kind=kind, value=contact, profile_id=made, since=created)
        return made

    def own_profile(self, platform: str, person: Person) -> str:
        """A member's one profile on a platform."""
        return self.once(
            f"{person.id} on {platform}",
            lambda: self.profile(platform, person, contact=person.phone),
        )

    def stranger(self, platform: str) -> str:
        """The profile of somebody who is no member."""
        created = self.d.day_in(self.luck, dt.date(*self.value("profiles_since")), self.start)
        return online.profile(self.d, platform, created=created)


def begin(d: District, luck: Random, network: Network, *own: Assumptions) -> Life:
    """A unit's days, written into its network: a habit that may be older than the data or end in them."""
    life = Life(d, luck, network, (*own, HABITS), d.calendar.first, d.calendar.last)
    lasts = max(1, round(life.draw("lasts_days")))
    overlap = min(lasts, round(life.draw("overlap_days")), len(d.calendar) - 1)
    earliest = d.calendar.first - dt.timedelta(days=lasts - overlap)
    life.start = d.day_in(luck, earliest, d.calendar.last - dt.timedelta(days=overlap))
    life.end = life.start + dt.timedelta(days=lasts)
    network.started_on, network.ended_on = life.start, min(life.end, d.calendar.last)
    return life


def passers_by(d: District) -> list[Side]:
    """People from around who pay somebody in the district now and then; made once, kept with it."""
    made: list[Side] | None = vars(d).get("_passers_by")
    if made is None:
        luck = d.luck.plain("passers-by")
        made = [d.outsider(name=names.person(luck)) for _ in range(HABITS.passers_by)]
        vars(d)["_passers_by"] = made
    return made


def group(life: Life, kind: str, tongue: str) -> tuple[str, str]:
    """A group and its platform: one in which others of the district write too."""
    d, luck = life.d, life.luck
    own: dict[str, tuple[str, str]] = vars(d).setdefault("_groups_of_lives", {})
    if life.happens("joins_a_group_met"):
        met = {
            (str(r["group_id"]), str(r["platform"]))
            for r in d.book.rows.get("post", ())
            if r.get("group_kind") == kind and r.get("group_id")
        }
        others = sorted(met - set(own.values()))
        if others:
            return luck.choice(others)
    name = f"{kind} {tongue} {luck.randrange(life.value('groups_of_a_kind'))}"
    if name not in own:
        own[name] = (d.book.new("G"), life.one("group_platform"))
    return own[name]


def post_in_groups(
    life: Life, person: Person, day: dt.date, text: str, *, kinds: str, tongue: str, number: int
) -> None:
    """One text in some groups on a day, by the person's profile on each platform."""
    at = life.at(day, "writes")
    done: set[str] = set()
    for _ in range(number):
        kind = life.one(kinds)
        where, platform = group(life, kind, tongue)
        if where in done:
            continue
        done.add(where)
        author = life.own_profile(platform, person)
        online.post(life.d, author, at, text, platform=platform, group=where, kind=kind)
        at += round(60 * life.draw("minutes_between_posts"))


def foreign_phone(life: Life) -> str:
    """A foreign number kept for fiction, one that nobody in the district has; Danish where none is left."""
    d = life.d
    taken: set[str] = {
        str(r.get("phone") or r.get("value"))
        for table in ("phone_link", "contact")
        for r in d.book.rows.get(table, ())
    }
    left = [n for n in _fiction()[d.number % 200 :: 200] if n not in taken]
    return life.luck.choice(left) if left else d.book.phone()


def grown(*lives: str) -> Callable[[Person], bool]:
    """Whether somebody is an adult who lives by one of these: worker, student, pensioner, idle."""
    return lambda p: p.life in lives


def children_of(person: Person, last: dt.date, low: int, high: int) -> list[Person]:
    """The children at home of an age."""
    return [p for p in person.household if person.kin and low <= p.age(last) <= high]


def shuffled(luck: Random, things: Iterable[Any]) -> list[Any]:
    """Things in another order."""
    made = list(things)
    luck.shuffle(made)
    return made


def _fiction() -> list[str]:
    """Foreign numbers that are kept for fiction."""
    return [
        *(f"+447700900{n:03}" for n in range(1000)),
        *(f"+467017406{n:02}" for n in range(5, 100)),
        *(f"+336399800{n:02}" for n in range(100)),
        *(f"+120255501{n:02}" for n in range(100)),
        *(f"+4917139200{n:02}" for n in range(100)),
    ]

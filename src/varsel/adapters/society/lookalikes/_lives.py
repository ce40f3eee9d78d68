"""What the look-alikes of private life share: how one is drawn, and the rows its habits leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from varsel.adapters.society import names, online
from varsel.adapters.society.assume import Assumptions, beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._abroad import foreign_phone
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._money import Money, Payer
from varsel.adapters.society.ordinary.faces import HABITS as FACES
from varsel.adapters.society.person import Person
from varsel.adapters.society.places import places, some_place
from varsel.adapters.society.truth import Network

__all__ = ["Life", "Payer", "begin", "foreign_phone", "group", "grown", "passers_by"]
HABITS = beside(__file__)


@dataclass(eq=False)
class Life(Money):
    """One unit of a look-alike as it is told: what its people do, and the rows that leaves."""

    def residents(
        self,
        number: int,
        ages: str | Sequence[int] = "ages",
        who: Callable[[Person], bool] = lambda _: True,
    ) -> list[Person]:
        """Residents to whom this life happens, made its members; none where there are too few."""
        last = self.d.calendar.last
        low, high = self.value(ages) if isinstance(ages, str) else ages
        youngest, oldest = years_before(last, low), years_before(last, high + 1)
        latest = last - dt.timedelta(days=self.value("here_for_days"))
        found = self.d.pick(
            self.luck,
            number,
            lambda p: (
                oldest < p.born <= youngest
                and (p.arrived is None or p.arrived < latest)
                and p.side.inside
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

    def payer(self, local: str | float = "local_payers") -> Payer:
        """Somebody who pays: a resident to whom nothing else happens, or one from around."""
        share = self.value(local) if isinstance(local, str) else local
        if self.luck.random() < share:
            settled = self.d.calendar.first - dt.timedelta(days=self.value("settled_after_days"))
            for _ in range(12):
                person = self.luck.choice(self.d.people)
                here = person.arrived is None or person.arrived < settled
                if person.life != "child" and not person.used and person.side.inside and here:
                    return Payer(person.side, person.device)
        return Payer(self.luck.choice(passers_by(self.d)))

    def passing(self) -> Payer:
        """Somebody who pays once; the records of such payments often lack their number."""
        if self.happens("passing_is_known"):
            return self.payer(0)
        return Payer(Side(self.d.book.new("X-A"), name=names.person(self.luck)))

    def circle(self, number: int, local: str | float = "local_payers") -> list[Payer]:
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
        created = self._created(platform, person)
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

    def _created(self, platform: str, person: Person | None) -> dt.date:
        """Any day since the platform began and the person was old enough for it."""
        since: int = FACES.first_year.get(platform, self.value("profiles_since")[0])
        earliest = dt.date(since, 1, 1)
        if person is not None:
            old_enough = dt.timedelta(days=366 * self.value("least_user_age"))
            earliest = max(earliest, person.born + old_enough)
        return self.d.day_in(self.luck, min(earliest, self.start), self.start)

    def own_profile(self, platform: str, person: Person) -> str:
        """A member's one profile on a platform."""
        return self.once(
            f"{person.id} on {platform}",
            lambda: self.profile(platform, person, contact=person.phone),
        )

    def stranger(self, platform: str) -> str:
        """The profile of somebody who is no member."""
        created = self._created(platform, None)
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
        others = sorted(_met(d, kind) - set(own.values()))
        if others:
            return luck.choice(others)
    name = f"{kind} {tongue} {luck.randrange(life.value('groups_of_a_kind'))}"
    if name not in own:
        own[name] = (d.book.new("G"), life.one("group_platform"))
    return own[name]


def _met(d: District, kind: str) -> set[tuple[str, str]]:
    """Groups of a kind in which somebody has written so far; posts are read once."""
    posts = d.book.rows.get("post", [])
    read, found = vars(d).setdefault("_groups_met", [0, {}])
    for row in posts[read:]:
        group_id, platform = row.get("group_id"), row.get("platform")
        found.setdefault(row.get("group_kind"), set()).add((str(group_id), str(platform)))
    vars(d)["_groups_met"][0] = len(posts)
    made: set[tuple[str, str]] = found.get(kind, set())
    return made


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day some years before; who was born on it has turned that old.

    >>> years_before(dt.date(2028, 2, 29), 18)
    datetime.date(2010, 2, 28)
    """
    at = 28 if (day.month, day.day) == (2, 29) else day.day
    return dt.date(day.year - years, day.month, at)


def grown(*lives: str) -> Callable[[Person], bool]:
    """Whether somebody is an adult who lives by one of these: worker, student, pensioner, idle."""
    wanted = frozenset(lives)
    return lambda p: p.life in wanted

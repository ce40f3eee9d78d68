"""Somebody who lawfully sells sex and keeps what they earn: number, advertisements, clients, cash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from varsel.adapters.society import names, online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import first_bank_day, stamp
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, Payer
from varsel.adapters.society.person import Person

HABITS = beside(__file__)
STATE = Side("X-STATE-SKAT", name="Skattestyrelsen")


@dataclass(eq=False)
class Seller:
    """Somebody who sells sex: under which name and number, for what price, into which account."""

    life: Life
    person: Person
    name: str
    persona: str
    phone: str
    till: Side
    age: int
    hour: float
    sites: list[str]
    image: str | None
    regulars: dict[str, list[Payer]] = field(default_factory=dict)
    email: str | None = None
    card: Side | None = None
    purse: list[tuple[dt.date, float]] = field(default_factory=list)
    by_phone: list[tuple[dt.date, float]] = field(default_factory=list)
    earned: dict[tuple[int, int], float] = field(default_factory=dict)

    @property
    def own(self) -> Side:
        """Their own account, whatever clients pay into."""
        return self.person.side

    def advertise(
        self,
        town: str,
        since: dt.date,
        until: dt.date,
        *,
        texts: str = "ad",
        contacts: Sequence[tuple[str, str]] = (),
        payer: Person | None = None,
    ) -> None:
        """Advertisements on the sites for some days, and what the sites charge for them."""
        life = self.life
        until = min(until, life.d.calendar.last)
        if since > until:
            return
        for site in self.sites:
            if life.happens("site_seen"):
                self._ad(site, town, since, until, texts, contacts)
            self._fees(site, since, until, payer or self.person)

    def _ad(
        self,
        site: str,
        town: str,
        since: dt.date,
        until: dt.date,
        texts: str,
        contacts: Sequence[tuple[str, str]],
    ) -> None:
        life, luck = self.life, self.life.luck
        price = rounded(self.hour, 100)
        slots = {
            "name": self.name,
            "town": town,
            "phone": life.shown(self.phone),
            "age": self.age,
            "price": round(price),
            "until": f"{until.day}/{until.month}",
        }
        given = list(contacts) or [("phone", self.phone)]
        if self.email and not contacts and life.happens("ad_has_email"):
            given.append(("email", self.email))
        made = online.ad(
            life.d,
            "sexual_services",
            site=site,
            first_seen=since,
            last_seen=until if life.happens("ad_end_known") else None,
            title=life.write("ad_title", **slots),
            text=life.write(texts, **slots),
            advertiser=self.profile(site) if life.happens("ad_has_profile") else None,
            persona=self.persona if life.happens("ad_has_persona") else None,
            municipality=town,
            price=price if life.happens("ad_has_price") else None,
            image=self.image if luck.random() < life.value("ad_has_image") else None,
            contacts=given,
        )
        life.network.member("other", f"ad:{made}")

    def profile(self, site: str) -> str:
        """The profile on a site, one for all advertisements there."""
        life = self.life
        return life.once(
            f"profile of {self.persona} on {site}",
            lambda: life.profile(site, self.person, contact=self.phone),
        )

    def _fees(self, site: str, since: dt.date, until: dt.date, payer: Person) -> None:
        life, weekly = self.life, self.life.value("site_fee")[self.life.one("fee_every")]
        day = max(since, life.d.calendar.first)
        while day <= until:
            self.life.buy(
                payer,
                rounded(drawn(life.luck, weekly["kroner"]), 1),
                life.at(day),
                site,
                life.value("site_mcc")[site],
                side=self.card if payer is self.person else None,
            )
            day += dt.timedelta(days=weekly["days"])

    def clients(self, per_month: float, town: str, since: dt.date, until: dt.date) -> None:
        """Clients on some days, by phone into the account or in cash into the purse."""
        life = self.life
        for day in life.days(per_month, since, until):
            at = life.at(day, "client_hours")
            kroner = rounded(self.hour * float(life.one("session")), 100)
            month = (day.year, day.month)
            self.earned[month] = self.earned.get(month, 0) + kroner
            if not life.happens("client_pays_by_phone"):
                self.purse.append((day, kroner))
                continue
            self.by_phone.append((day, kroner))
            life.receive(self.till, kroner, at, self._client(town), text=life.note("client_text"))

    def _client(self, town: str) -> Payer:
        """A regular of the town or somebody new; away from home hardly anybody is from the district."""
        life = self.life
        regulars = self.regulars.get(town)
        if regulars is None:
            regulars = [self._somebody(town) for _ in range(life.count("regulars"))]
            self.regulars[town] = regulars
        return life.of(regulars) if life.happens("client_is_regular") else self._somebody(town)

    def _somebody(self, town: str) -> Payer:
        """A client from the town, or from wherever."""
        life = self.life
        if town == life.d.municipality:
            return life.payer("local_clients")
        if life.happens("local_clients_away"):
            return life.payer(1)
        return Payer(life.d.outsider(name=names.person(life.luck)))

    def bank(self, day: dt.date, town: str) -> None:
        """A part of the cash taken so far is paid in at a machine; the rest is spent."""
        taken = sum(kroner for when, kroner in self.purse if when < day)
        self.purse = [(when, kroner) for when, kroner in self.purse if when >= day]
        if self.life.covered(day):
            kroner = taken * self.life.draw("cash_banked")
            self.life.bank_cash(self.card or self.person.side, kroner, self.life.at(day), town)

    def taxes(self) -> None:
        """Tax of the self-employed, month by month, from those who pay it by instalments."""
        life, book = self.life, self.life.d.book
        part = life.draw("tax_share")
        for (year, month), earned in sorted(self.earned.items()):
            day = first_bank_day(year + month // 12, month % 12 + 1)
            if earned * part >= 1 and life.covered(day):
                book.pay(
                    stamp(day, 200), self.person.side, STATE, round(earned * part) * 100,
                    "direct_debit", timed=False, text="B-skat",
                )  # fmt: skip


def seller(life: Life, person: Person, *, phone: str | None = None) -> Seller:
    """Make somebody one who sells sex, with a number and an account for it."""
    luck = life.luck
    person.sells_sex = True
    if phone is None and life.happens("work_phone"):
        phone = life.number(person, life.one("work_phone_kind"))
        if life.happens("work_phone_on_record"):
            life.d.book.add(
                "contact", kind="phone", value=phone, party_id=person.id, since=life.start
            )
    number = phone or person.phone
    till = person.side
    if number != person.phone and person.side.inside and life.happens("own_till"):
        till = replace(
            life.d.account(person.id, "current", life.start, alias=number), name=person.name
        )
        life.network.member("other", f"account:{till.account}")
    elif number != person.phone and life.happens("paid_to_work_phone"):
        till = replace(person.side, alias=number)
    sites = list(life.value("site_mcc"))
    made = Seller(
        life,
        person,
        life.one("stage_names"),
        life.d.book.new("PS"),
        number,
        till,
        life.count("ages_claimed"),
        life.draw("hour_price"),
        luck.sample(sites, min(len(sites), int(life.one("sites")))),
        f"{luck.getrandbits(64):016x}",
        email=person.email if life.happens("own_email") else None,
    )
    if not made.email and life.happens("work_email"):
        made.email = f"{made.name.lower()}.{luck.randint(10, 9999)}@brev.example"
        life.network.member("other", f"email:{made.email}")
    return made


def stretches(life: Life) -> list[tuple[dt.date, dt.date]]:
    """When advertisements are up: weeks or months at a time, with pauses."""
    day = max(life.start, life.d.calendar.first - dt.timedelta(days=life.count("run_days")))
    last, found = min(life.end, life.d.calendar.last), []
    while day <= last:
        until = min(day + dt.timedelta(days=life.count("run_days")), last)
        found.append((day, until))
        day = until + dt.timedelta(days=1 + life.count("pause_days"))
    return found


def sellers(life: Life, number: int) -> list[Person]:
    """Residents who sell sex; most of them are women."""
    sex = "f" if life.happens("women") else "m"
    return life.residents(
        number, who=lambda p: p.life in {"worker", "idle", "student"} and p.sex == sex
    )

"""Advertisements of ordinary people and firms: work, homes, partners, things and services."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary import jobs
from varsel.adapters.society.ordinary.faces import Cast, Face
from varsel.adapters.society.ordinary.phrases import base, say, slips, words
from varsel.adapters.society.ordinary.posts import goods, price
from varsel.adapters.society.person import Person

HABITS = beside(__file__)
_WORDS = "words_ads.toml"

Contacts = list[tuple[str, str]]


def write_adverts(d: District, cast: Cast) -> None:
    """A year's advertisements, most of them once, some again and again."""
    luck = d.luck.plain("adverts")
    desk = Desk(d, luck, cast)
    years = len(d.calendar) / 365
    for firm in cast.firms:
        for _ in range(_some(luck, HABITS.firm_job_ads * years)):
            desk.job(firm)
    for agency in cast.agencies:
        for _ in range(_some(luck, HABITS.agency_job_ads * years)):
            desk.job(agency)
    adults = d.adults
    tellers = {"rental": desk.rental, "dating": desk.dating, "other": desk.thing}
    for kind, tell in tellers.items():
        for _ in range(_some(luck, HABITS.ads_per_1000[kind] * len(adults) / 1000 * years)):
            tell(luck.choice(adults))
    for firm in cast.firms:
        if luck.random() < HABITS.firm_service_ad:
            desk.service(firm)


class Desk:
    """Where advertisements are handed in."""

    def __init__(self, d: District, luck: Random, cast: Cast) -> None:
        self.d, self.luck, self.cast = d, luck, cast
        self._stock = [_picture(luck) for _ in range(HABITS.stock_pictures)]

    def job(self, face: Face) -> None:
        """A firm's or agency's job advertisement."""
        luck, day = self.luck, self.d.calendar.some_day(self.luck)
        town = self.d.nearby(luck)
        tongue = luck.choices(list(HABITS.job_tongue), list(HABITS.job_tongue.values()))[0]
        made = jobs.offer(luck, face, day, town, tongue, on_site=True)
        contacts = self._contacts(face, HABITS.job_contacts)
        self._run(
            "job",
            face,
            day,
            made.title,
            slips(luck, made.text, luck.choice(HABITS.job_care)),
            town,
            contacts,
            picture=luck.choice(self._stock) if luck.random() < HABITS.stock else None,
        )

    def rental(self, who: Person) -> None:
        """A room or flat to let, by the month; at times somebody lets several."""
        luck, day = self.luck, self.d.calendar.some_day(self.luck)
        several = luck.random() < HABITS.several_flats
        picture = _picture(luck) if luck.random() < HABITS.pictures else None
        for _ in range(luck.randint(2, HABITS.flats_most) if several else 1):
            whole = luck.random() < HABITS.whole_flat
            median, sigma = HABITS.flat if whole else HABITS.room
            rent = round(luck.lognormvariate(0, sigma) * median / 50) * 50
            size = max(
                HABITS.smallest,
                round(rent / HABITS.kroner_a_metre * luck.uniform(*HABITS.size_varies)),
            )
            self._personal(
                "rental",
                "flat" if whole else "room",
                who,
                day,
                rent,
                {
                    "rooms": str(max(1, round(size / HABITS.metres_a_room))),
                    "kvm": str(size),
                    "small": str(luck.randint(*HABITS.room_size)),
                },
                picture,
            )

    def dating(self, who: Person) -> None:
        """A single person who looks for somebody; those with a partner at home do not advertise."""
        luck = self.luck
        if who.kin and any(p.life != "child" for p in who.household):
            return
        age = who.age(self.d.calendar.last)
        low = max(18, age - luck.randint(*HABITS.age_gap))
        slots = {"low": str(low), "high": str(max(low, age + luck.randint(*HABITS.age_gap)))}
        picture = _picture(luck) if luck.random() < HABITS.pictures else None
        self._personal(
            "dating", "dating", who, self.d.calendar.some_day(luck), None, slots, picture
        )

    def thing(self, who: Person) -> None:
        """Something for sale or a small service, by a private person."""
        luck, day = self.luck, self.d.calendar.some_day(self.luck)
        if luck.random() < HABITS.private_service:
            self._service(who.name, self.cast.on(who, "Facebook"), who, day)
            return
        tongue = self._tongue(who)
        slots = goods(luck, tongue)
        picture = _picture(luck) if luck.random() < HABITS.pictures else None
        self._personal("other", "other", who, day, float(slots["price"]), slots, picture)

    def service(self, face: Face) -> None:
        """What a firm offers its customers."""
        self._service(face.name, face, None, self.d.calendar.some_day(self.luck))

    def _service(self, name: str, face: Face, who: Person | None, day: dt.date) -> None:
        luck, tongue = self.luck, self._tongue(who)
        town = self.d.municipality
        slots = jobs.common(luck, face, day, town, tongue) | {
            "years": str(luck.randint(*HABITS.years)),
            "price": str(price(luck, *HABITS.service_price)),
            "name": name.split(maxsplit=1)[0],
        }
        phrases = words(_WORDS)[tongue]
        title, text = (say(luck, phrases, f"service_{part}", **slots) for part in ("title", "text"))
        contacts = self._contacts(face, HABITS.private_contacts)
        self._run("other", face, day, title, slips(luck, text), town, contacts)

    def _personal(
        self,
        kind: str,
        what: str,
        who: Person,
        day: dt.date,
        cost: float | None,
        slots: dict[str, str],
        picture: str | None,
    ) -> None:
        luck, tongue = self.luck, self._tongue(who)
        face, town = self.cast.on(who, "Facebook"), self.d.nearby(luck)
        phrases = words(_WORDS)[tongue]
        slots = jobs.common(luck, face, day, town, tongue) | slots
        if kind == "dating":
            gender = phrases["who"][{"m": 0, "f": 1}[who.sex]]
            slots |= {"who": gender, "Who": gender.capitalize()}
            slots["like2"] = say(luck, phrases, "like", **slots)
        title = say(luck, phrases, f"{what}_title", **slots)
        text = slips(luck, say(luck, phrases, f"{what}_text", **slots))
        shares = HABITS.dating_contacts if kind == "dating" else HABITS.private_contacts
        contacts = self._contacts(face, shares)
        self._run(kind, face, day, title, text, town, contacts, price=cost, picture=picture)

    def _run(
        self,
        kind: str,
        face: Face,
        day: dt.date,
        title: str,
        text: str,
        town: str,
        contacts: Contacts,
        *,
        price: float | None = None,
        picture: str | None = None,
    ) -> None:
        """One advertisement, put up once or again after some weeks, or on a second site."""
        luck, d = self.luck, self.d
        again = 1
        while luck.random() < HABITS.again[kind] and again < HABITS.again_most:
            again += 1
        persona = d.book.new("PS") if kind == "dating" else None
        site = luck.choice(HABITS.sites[kind])
        advertiser = self._advertiser(face)
        for _ in range(again):
            if not d.calendar.within(day):
                break
            lasts = round(luck.expovariate(1 / HABITS.days_up[kind]))
            online.ad(
                d,
                kind,
                site=site,
                first_seen=day,
                last_seen=min(day + dt.timedelta(days=lasts), d.calendar.last)
                if luck.random() < HABITS.last_seen_known
                else None,
                title=title,
                text=text,
                advertiser=advertiser,
                persona=persona,
                municipality=town,
                price=price,
                image=picture,
                contacts=contacts,
            )
            day += dt.timedelta(days=lasts + luck.randint(*HABITS.pause))
            if luck.random() < HABITS.other_site:
                site = luck.choice(HABITS.sites[kind])

    def _advertiser(self, face: Face) -> str | None:
        """Whom the site knows: the profile, the party, or nobody."""
        luck = self.luck
        party = face.person.id if face.person else face.firm.id if face.firm else None
        ways = {"profile": face.profile, "party": party or face.profile, "nobody": None}
        return ways[luck.choices(list(ways), HABITS.advertiser)[0]]

    def _contacts(self, face: Face, shares: dict[str, float]) -> Contacts:
        values = {"phone": face.phone, "email": face.email, "handle": face.handle}
        return [(k, values[k]) for k, share in shares.items() if self.luck.random() < share]

    def _tongue(self, who: Person | None) -> str:
        """Sites are Danish; those who write no Danish advertise in English."""
        spoken = base(self.cast.tongue[who.id]) if who else "da"
        return "da" if spoken == "da" else "en"


def _picture(luck: Random) -> str:
    """A perceptual hash as platforms keep it."""
    return f"{luck.getrandbits(64):016x}"


def _some(luck: Random, expected: float) -> int:
    """A count with this mean: skewed, as few advertise often."""
    if expected > 12:
        return max(0, round(luck.gauss(expected, expected**0.5)))
    count, left = 0, luck.expovariate(1.0)
    while left < expected:
        count, left = count + 1, left + luck.expovariate(1.0)
    return count

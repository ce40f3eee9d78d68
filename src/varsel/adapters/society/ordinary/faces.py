"""Who is who on platforms: profiles of residents, firms and strangers, and how they can be reached."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from random import Random

from varsel.adapters.society import names, online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.phrases import base, plain
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)
#: Numbers kept for fiction are few: each district has some of its own, so that none ties strangers.
_SLICES = 200

#: A profile that was written before, and its day of creation where that is told.
Known = tuple[str, dt.date | None]


@dataclass(frozen=True)
class Face:
    """One profile with what its owner writes and answers by; person and firm only for residents."""

    profile: str
    platform: str
    since: dt.date
    tongue: str
    name: str
    phone: str
    email: str
    handle: str
    person: Person | None = None
    firm: Firm | None = None
    agency: bool = False


@dataclass
class Cast:
    """The faces of a district. tongue: the language each resident writes in, by id."""

    d: District
    luck: Random
    faces: dict[tuple[str, str], Face] = field(default_factory=dict)
    residents: dict[str, list[Face]] = field(default_factory=lambda: defaultdict(list))
    strangers: dict[str, list[Face]] = field(default_factory=lambda: defaultdict(list))
    firms: list[Face] = field(default_factory=list)
    agencies: list[Face] = field(default_factory=list)
    tongue: dict[str, str] = field(default_factory=dict)
    opened: dict[str, dt.date] = field(default_factory=dict)
    abroad: list[str] = field(default_factory=list)

    def on(self, who: Person, platform: str) -> Face:
        """A resident's face on a platform, which is made where there is none yet."""
        found = self.faces.get((who.id, platform))
        return found or self.add(who, platform)

    def add(self, who: Person, platform: str, known: Known | None = None) -> Face:
        """One more face of a resident; `known` is a profile that somebody else wrote already."""
        luck, d = self.luck, self.d
        since = (known and known[1]) or self._created(who, platform)
        handle = _handle(luck, who.name)
        profile = (
            known[0]
            if known
            else online.profile(
                d,
                platform,
                owner=who if luck.random() < HABITS.party_known else None,
                created=since if luck.random() > HABITS.creation_unknown else None,
                verified=None if luck.random() < HABITS.verified_empty else False,
            )
        )
        face = Face(
            profile,
            platform,
            since,
            self._tongue_of(who),
            who.name,
            who.phone,
            who.email or f"{handle[1:]}@post.example",
            handle,
            person=who,
        )
        if not known:
            self._give(face)
        self.faces.setdefault((who.id, platform), face)
        self.residents[platform].append(face)
        return face

    def stranger(self, platform: str, tongue: str | None = None) -> Face:
        """Somebody from elsewhere who is met on a platform; the data holder does not know them."""
        pool = self.strangers[platform]
        fitting = [f for f in pool if tongue in {None, base(f.tongue)}]
        if fitting and self.luck.random() < HABITS.known_stranger:
            return self.luck.choice(fitting)
        face = self._outsider(platform, tongue or self._tongue("eu"))
        pool.append(face)
        return face

    def again(self, face: Face, platform: str) -> Face:
        """The same agency or firm on another platform, reached by the same phone and mail."""
        if face.platform == platform:
            return face
        key = (face.profile, platform)
        if key not in self.faces:
            profile = online.profile(self.d, platform, created=face.since)
            made = replace(face, profile=profile, platform=platform)
            self._give(made)
            self.faces[key] = made
        return self.faces[key]

    def _outsider(self, platform: str, tongue: str, *, agency: bool = False) -> Face:
        luck, d = self.luck, self.d
        days = round(365 * luck.expovariate(1 / HABITS.years_old))
        since = d.calendar.some_day(luck) - dt.timedelta(days=days)
        number = f"99{luck.randrange(1_000_000):06}" if agency else None
        profile = online.profile(
            d,
            platform,
            created=since if luck.random() > HABITS.creation_unknown else None,
            verified=(luck.random() < HABITS.firm_verified) if agency else None,
            company_no=number if luck.random() < HABITS.firm_number else None,
        )
        name = names.firm(luck, "Vikar") if agency else names.person(luck)
        handle = _handle(luck, name)
        if luck.random() < HABITS.learners.get(tongue, 0.0):
            tongue = f"poor_{tongue}"
        abroad = self.abroad and not agency and luck.random() < HABITS.stranger_abroad
        phone = self.abroad.pop() if abroad else d.book.phone()
        face = Face(
            profile,
            platform,
            since,
            tongue,
            name,
            phone,
            f"{handle[1:]}@post.example",
            handle,
            agency=agency,
        )
        self._give(face)
        return face

    def _give(self, face: Face) -> None:
        """Contacts that the profile shows to everybody."""
        luck, d = self.luck, self.d
        shows = HABITS.shows
        open_firm = face.firm is not None or face.agency
        for kind, value in (("phone", face.phone), ("email", face.email), ("handle", face.handle)):
            if luck.random() < shows[f"firm_{kind}" if open_firm else kind]:
                d.book.add(
                    "contact", kind=kind, value=value, profile_id=face.profile, since=face.since
                )
        if face.platform in HABITS.by_number and luck.random() < HABITS.number_seen:
            online.phone_link(d, face.phone, "used", since=face.since, profile_id=face.profile)

    def _created(self, who: Person, platform: str) -> dt.date:
        d, luck = self.d, self.luck
        earliest = max(
            who.born + dt.timedelta(days=13 * 366), dt.date(HABITS.first_year[platform], 1, 1)
        )
        last = d.calendar.last - dt.timedelta(days=1)
        if luck.random() < HABITS.new:
            earliest = max(earliest, d.calendar.first)
        return min(d.day_in(luck, min(earliest, last), last), d.day_in(luck, earliest, last), last)

    def _tongue_of(self, who: Person) -> str:
        """The language somebody writes in; a language of their own also for those whom others brought in."""
        if who.id not in self.tongue:
            self.tongue[who.id] = self._tongue(who.citizenship)
        return self.tongue[who.id]

    def _tongue(self, citizenship: str) -> str:
        mix = HABITS.tongues[citizenship]
        return str(self.luck.choices(list(mix), list(mix.values()))[0])


def cast(d: District) -> Cast:
    """Profiles of residents and firms, and a first set of agencies."""
    made = Cast(d, d.luck.plain("faces"))
    luck = made.luck
    made.abroad += _abroad()[d.number % _SLICES :: _SLICES]
    luck.shuffle(made.abroad)
    for row in d.book.rows.get("account", ()):
        if isinstance(row["opened_on"], dt.date):
            made.opened[str(row["account_id"])] = row["opened_on"]
    known = _known(d)
    for person in d.people:
        made.tongue[person.id] = made._tongue(person.citizenship)  # noqa: SLF001 - its own maker
        for platform, shares in HABITS.has_profile.items():
            share = shares[_band(person.age(d.calendar.last))] * (
                HABITS.abroad_more.get(platform, 1.0) if person.citizenship != "dk" else 1.0
            )
            there = known.get((person.id, platform))
            if luck.random() < share or there:
                made.add(person, platform, there)
            if luck.random() < share * HABITS.second_profile:
                made.add(person, platform)
    for firm in d.firms:
        if luck.random() < HABITS.firm_has_profile:
            made.firms.append(_firm_face(made, firm, known.get((firm.id, "Facebook"))))
    made.agencies += [
        made._outsider("Facebook", luck.choice(("da", "en", "en", "pl", "ro")), agency=True)  # noqa: SLF001
        for _ in range(HABITS.agencies)
    ]
    return made


def _known(d: District) -> dict[tuple[str, str], Known]:
    """Profiles that were written before, by whose they are and where."""
    found: dict[tuple[str, str], Known] = {}
    for row in d.book.rows.get("profile", ()):
        if row.get("party_id"):
            created = row.get("created_on")
            since = created if isinstance(created, dt.date) else None
            found[str(row["party_id"]), str(row["platform"])] = (str(row["profile_id"]), since)
    return found


def _firm_face(cast: Cast, firm: Firm, known: Known | None) -> Face:
    """A firm's page, with its own phone and mail where the owner does not give theirs."""
    d, luck = cast.d, cast.luck
    since = d.day_in(luck, max(firm.since, dt.date(2010, 1, 1)), d.calendar.last)
    since = (known and known[1]) or since
    owner = firm.owner
    phone = owner.phone if owner and luck.random() < HABITS.owners_phone else d.book.phone()
    email = f"kontakt@{''.join(c for c in plain(firm.name.lower()) if c.isalnum())}.example"
    for kind, value in (("phone", phone), ("email", email)):
        if luck.random() < HABITS.firm_contact_known:
            d.book.add("contact", kind=kind, value=value, party_id=firm.id, since=firm.since)
    profile = (
        known[0]
        if known
        else online.profile(
            d,
            "Facebook",
            party=firm.id if luck.random() < HABITS.firm_party_known else None,
            created=since,
            verified=luck.random() < HABITS.firm_verified,
            company_no=firm.number if luck.random() < HABITS.firm_number else None,
        )
    )
    tongue = cast._tongue(owner.citizenship if owner else "dk")  # noqa: SLF001
    face = Face(
        profile, "Facebook", since, tongue, firm.name, phone, email, _handle(luck, firm.name),
        firm=firm,
    )  # fmt: skip
    cast._give(face)  # noqa: SLF001
    return face


def _handle(luck: Random, name: str) -> str:
    first, *rest = name.lower().split()
    last = rest[-1] if rest else "dk"
    first, last = plain(first), plain(last)
    shape = luck.choice(("{a}{n}", "{a}_{b}{n}", "{b}.{a}{n}", "{a}{b}{n}"))
    return "@" + shape.format(a=first, b=last, n=luck.randint(10, 9_999))


def _band(age: int) -> int:
    """Under 13, teenager, under 30, under 60, older."""
    return sum(age >= least for least in (13, 18, 30, 60))


def _abroad() -> list[str]:
    """Foreign numbers that are kept for fiction."""
    return [
        *(f"+447700900{n:03}" for n in range(1000)),
        *(f"+467017406{n:02}" for n in range(5, 100)),
        *(f"+336399800{n:02}" for n in range(100)),
        *(f"+4917139200{n:02}" for n in range(100)),
    ]

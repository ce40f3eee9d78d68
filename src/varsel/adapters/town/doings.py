"""What else leaves a record in an ordinary town: log-ins, job ads, posts, trips, branch meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from varsel.adapters.town.clock import AS_OF, DAYS, FIRST, moment
from varsel.adapters.town.companies import Company
from varsel.adapters.town.ledger import Ledger, some_day
from varsel.adapters.town.people import Person
from varsel.adapters.town.words import words

_AWAY = (
    "København",
    "Aarhus",
    "Odense",
    "Aalborg",
    "Esbjerg",
    "Bornholm",
    "Skanderborg",
    "Svendborg",
)
_FACTS = ("companion_relative", "companion_interpreter", "companion_guardian", "companion_answers")


def happen(ledger: Ledger, town: Sequence[Person], companies: Sequence[Company]) -> None:
    """A year of small records about ordinary people and firms."""
    adults = [p for p in town if p.life != "child"]
    log_in(ledger, ledger.random("login"), adults)
    talk(ledger, ledger.random("talk"), adults)
    advertise(ledger, ledger.random("jobs"), [c for c in companies if c.owner])
    travel(ledger, ledger.random("travel"), adults)
    visit_branch(ledger, ledger.random("branch"), adults)


def log_in(ledger: Ledger, random: Random, adults: Sequence[Person]) -> None:
    """People look at their own account from their own device; some couples share one."""
    for person in adults:
        for _ in range(random.randint(6, 16)):
            day, minute = random.choice(DAYS), random.randint(7 * 60, 22 * 60)
            visit(ledger, person, person.device, day, minute, ok=random.random() > 0.02)


def visit(
    ledger: Ledger, person: Person, device: str, day: dt.date, minute: int, *, ok: bool = True
) -> None:
    """One log-in to a person's own account."""
    ledger.add(
        "login", login_id=ledger.new("L"), party_id=person.id, account_id=person.side.account,
        device=device, ip_hash=f"IP{person.home}", succeeded=ok,
        at=moment(day, f"{minute // 60:02}:{minute % 60:02}"),
    )  # fmt: skip


def profile(
    ledger: Ledger, platform: str, *, party: str | None = None, created: dt.date | None = None,
    verified: bool | None = None, company_no: str | None = None,
) -> str:  # fmt: skip
    """A profile on a platform; gives its id."""
    name = ledger.new("PR")
    ledger.add(
        "profile", profile_id=name, platform=platform, created_on=created, party_id=party,
        verified=verified, company_no=company_no,
    )  # fmt: skip
    return name


def talk(ledger: Ledger, random: Random, adults: Sequence[Person]) -> None:
    """Posts in community groups by people who have been there for years."""
    for person in adults:
        if random.random() > 0.25:
            continue
        created = some_day(random, dt.date(2009, 1, 1), dt.date(2024, 12, 31))
        author = profile(ledger, "Facebook", party=person.id, created=created)
        for _ in range(random.randint(0, 3)):
            ledger.add(
                "post", post_id=ledger.new("PO"), platform="Facebook", author_id=author,
                group_id=f"GR{random.randint(1, 9)}", group_kind="community",
                text=random.choice(words("town")["chat"]),
                posted_at=moment(random.choice(DAYS), f"{random.randint(8, 22):02}:15"),
            )  # fmt: skip


def advertise(ledger: Ledger, random: Random, firms: Sequence[Company]) -> None:
    """Firms look for staff: a post in the job group, or an ad on a job site."""
    for firm in firms:
        if random.random() > 0.4:
            continue
        text = random.choice(words("town")["jobs"]).format(
            firm=firm.name, hours=random.choice((15, 20, 30, 37)), mail=f"{firm.id.lower()}.example"
        )
        author = profile(
            ledger,
            "Facebook",
            party=firm.id,
            created=dt.date(2017, 3, 1),
            verified=True,
            company_no=firm.number,
        )
        day = some_day(random, FIRST, AS_OF - dt.timedelta(days=20))
        ledger.add(
            "post", post_id=ledger.new("PO"), platform="Facebook", group_id="GR-JOB1",
            group_kind="job", author_id=author, posted_at=moment(day, "10:00"), text=text,
        )  # fmt: skip
        ledger.add(
            "ad", ad_id=ledger.new("AD"), site="jobtavlen", kind="job", advertiser_id=author,
            municipality=firm.municipality, country="DK", first_seen=day,
            last_seen=day + dt.timedelta(days=14), title=f"{firm.trade.what}: kollega søges", text=text,
        )  # fmt: skip


def travel(ledger: Ledger, random: Random, adults: Sequence[Person]) -> None:
    """A holiday or a weekend away, booked and slept in by oneself."""
    for person in adults:
        for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
            start = some_day(random, FIRST, AS_OF - dt.timedelta(days=9))
            book(
                ledger,
                random,
                person.id,
                person.side.account,
                person.id,
                random.choice(_AWAY),
                start,
                random.choice((2, 3, 4, 7)),
            )


def book(
    ledger: Ledger, random: Random, payer: str | None, account: str | None, guest: str | None,
    place: str, start: dt.date, nights: int, *, unit: str | None = None, platform: str = "Klithytten",
) -> str:  # fmt: skip
    """One stay; gives the unit's id."""
    unit = unit or ledger.new("U")
    ledger.add(
        "booking", booking_id=ledger.new("B"), payer_party_id=payer, payer_account=account,
        guest_id=guest, unit_id=unit, municipality=place, starts_on=start,
        ends_on=start + dt.timedelta(days=nights), platform=platform,
        price_dkk=Decimal(nights * random.randint(450, 950)),
    )  # fmt: skip
    return unit


def visit_branch(ledger: Ledger, random: Random, adults: Sequence[Person]) -> None:
    """Meetings at the bank with a relative, an interpreter or a guardian at the table."""
    elders = [p for p in adults if p.age > 70 and p.household]
    for person in random.sample(elders, min(len(elders), len(adults) // 60)):
        day = random.choice(DAYS)
        meet(
            ledger,
            person.id,
            day,
            "11:00",
            "bank",
            "Filialen Torvet",
            [_FACTS[0], _FACTS[3]],
            companion=person.household[0].id,
        )
    for person in random.sample(list(adults), len(adults) // 150 + 1):
        meet(
            ledger,
            person.id,
            random.choice(DAYS),
            "13:30",
            "bank",
            "Filialen Torvet",
            [random.choice(_FACTS[1:3])],
        )


def meet(
    ledger: Ledger, party: str, day: dt.date, clock: str, role: str, place: str,
    facts: Sequence[str], *, companion: str | None = None, note: str | None = None,
) -> None:  # fmt: skip
    """What the front line saw in one meeting, a row a fact."""
    for fact in facts:
        ledger.add(
            "observation", observation_id=ledger.new("O"), at=moment(day, clock),
            staff_id=f"S-{role}-1", staff_role=role, place=place, party_id=party,
            companion_id=companion, fact=fact, note=note,
        )  # fmt: skip

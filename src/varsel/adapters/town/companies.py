"""The town's employers, shops and clubs: what they are, who owns and works in them.

Wages and takings are told in wages.py and takings.py.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from varsel.adapters.society import names
from varsel.adapters.town.ledger import Ledger, Shop, Side, some_day
from varsel.adapters.town.people import Person, account, dwelling


@dataclass(frozen=True)
class Trade:
    """A line of business: how many per thousand people, staff, pay a month, how its hours run."""

    what: str
    nace: str
    number: float
    staff: tuple[int, int]
    pay: int
    hourly: bool
    hours: str = "Mo-Fr 08:00-16:00"
    mcc: str | None = None


TRADES = (
    Trade("Supermarked", "47.11", 1.4, (14, 24), 27_500, True, "Mo-Su 08:00-20:00", "5411"),
    Trade("Butik", "47.71", 5, (2, 6), 26_800, True, "Mo-Fr 10:00-17:30; Sa 10:00-14:00", "5651"),
    Trade("Køkken", "56.10", 2.4, (6, 10), 27_200, True, "Tu-Su 11:30-22:00", "5812"),
    Trade("Bar", "56.30", 0.7, (3, 5), 26_500, True, "Th-Sa 18:00-03:00", "5813"),
    Trade("Frisør", "96.02", 2, (1, 4), 26_900, True, "Tu-Sa 09:30-17:30", "7230"),
    Trade("Rengøring", "81.21", 0.8, (8, 14), 26_900, True),
    Trade("El og VVS", "43.21", 2.4, (6, 12), 33_800, True),
    Trade("Byg", "41.20", 1.4, (8, 16), 34_200, True),
    Trade("Transport", "49.41", 1, (6, 12), 31_600, True, "Mo-Su 05:00-20:00"),
    Trade("Gård", "01.41", 1.4, (2, 4), 28_900, True, "Mo-Su 05:00-17:00"),
    Trade("Hotel", "55.10", 0.4, (8, 14), 27_900, True, "24/7", "7011"),
    Trade("Kiosk", "47.26", 1, (1, 2), 26_000, True, "Mo-Su 06:00-23:00", "5499"),
    Trade("Software", "62.01", 1.4, (8, 18), 48_500, False),
    Trade("Revision", "69.20", 0.8, (4, 9), 42_500, False),
    Trade("Værksted", "45.20", 1.4, (3, 7), 32_400, True, "Mo-Fr 07:30-16:30", "7538"),
    Trade("Tandklinik", "86.23", 1, (4, 7), 37_500, False, "Mo-Fr 08:00-16:00", "8021"),
    Trade("Børnehus", "88.91", 1.4, (9, 14), 30_400, False, "Mo-Fr 06:30-17:00"),
    Trade("Plejecenter", "87.10", 0.7, (22, 34), 31_800, True, "24/7"),
    Trade("Tankstation", "47.30", 0.7, (3, 5), 27_000, True, "Mo-Su 06:00-22:00", "5541"),
    Trade("Industri", "25.62", 0.4, (50, 90), 33_500, True, "Mo-Fr 06:00-22:00"),
)
#: Who employs all the others.
PUBLIC = (("Åbro Skolevæsen", "85.20", 36_500), ("Åbro Sygehus", "86.10", 37_200))


@dataclass
class Book:
    """One month of an employer: payslips, hours, and tax and contributions withheld in kroner."""

    workers: int = 0
    hours: float = 0.0
    due: int = 0

    def enter(self, hours: float, due: int) -> None:
        """Count one payslip."""
        self.workers, self.hours, self.due = self.workers + 1, self.hours + hours, self.due + due


@dataclass
class Company:
    """One employer or shop with its account, owner and staff."""

    id: str
    trade: Trade
    name: str
    municipality: str
    side: Side
    premises: str
    number: str
    owner: Person | None = None
    staff: list[Person] = field(default_factory=list)
    shop: Shop | None = None
    #: Turnover in kroner by (year, month), known once wages are paid.
    turnover: dict[tuple[int, int], float] = field(default_factory=dict)
    books: dict[tuple[int, int], Book] = field(default_factory=lambda: defaultdict(Book))


def found(ledger: Ledger, town: Sequence[Person]) -> list[Company]:
    """Companies of every trade, with owners and staff from the town; the rest work for the public."""
    random = ledger.random("companies")
    workers = [p for p in town if p.life == "worker"]
    random.shuffle(workers)
    made: list[Company] = []
    for trade in TRADES:
        for _ in range(max(1, round(trade.number * len(town) / 1000))):
            size = random.randint(*trade.staff)
            if len(workers) <= size:
                break
            owner = workers.pop()
            company = establish(ledger, random, trade, owner.municipality, owner)
            hire(company, [workers.pop() for _ in range(size)])
            made.append(company)
    for number, (name, nace, pay) in enumerate(PUBLIC):
        trade = Trade(name, nace, 0, (0, 0), pay, hourly=False)
        company = establish(ledger, random, trade, "Vejle", None, name=name)
        hire(company, workers[number :: len(PUBLIC)])
        made.append(company)
    return made


def establish(
    ledger: Ledger,
    random: Random,
    trade: Trade,
    municipality: str,
    owner: Person | None,
    *,
    name: str = "",
    segment: str | None = None,
    since: dt.date | None = None,
) -> Company:
    """One company in the registers, with an account, premises and, if private, an owner."""
    company, number = ledger.new("C"), ledger.new("")
    registered = f"99{int(number):06}"
    since = since or some_day(random, dt.date(2006, 1, 1), dt.date(2023, 12, 31))
    name = name or names.firm(random, trade.what)
    ledger.add(
        "party", party_id=company, kind="company", name=name, company_no=registered,
        onboarded_on=since, trade=trade.nace, purpose="drift", opening_hours=trade.hours or None,
        work_municipality=municipality, segment=segment,
    )  # fmt: skip
    side = account(
        ledger, company, "business", since, alias=f"9{int(number):05}", alias_kind="merchant"
    )
    unit = dwelling(ledger, municipality, "business", random.randint(60, 900), None, 0)
    events: list[tuple[str, str | None, str | None]] = [
        ("address", None, unit),
        ("status", None, "active"),
    ]
    if owner is not None:
        events += [("owner_in", owner.id, None), ("director_in", owner.id, None)]
        owner.employer = company
        ledger.add(
            "authority",
            account_id=side.account,
            party_id=owner.id,
            role="business_user",
            since=since,
        )
    for kind, party, value in events:
        ledger.add(
            "company_event", event_id=ledger.new("CE"), company_id=company, party_id=party,
            kind=kind, at=since, value=value,
        )  # fmt: skip
    shop = None
    if trade.mcc:
        shop = Shop(name, municipality, ledger.new("T"), trade.mcc)
    side = replace(side, name=name)
    return Company(
        company, trade, name, municipality, side, unit, registered, owner, shop=shop
    )  # fmt: skip


def hire(company: Company, people: Sequence[Person]) -> None:
    """People who now work there."""
    for person in people:
        person.employer = company.id
        company.staff.append(person)

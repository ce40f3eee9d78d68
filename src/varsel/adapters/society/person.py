"""A resident and a firm: what they are and own. How they come about is told in people and firms."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from varsel.adapters.society.book import Shop, Side


@dataclass(eq=False)
class Person:
    """One resident with what they own; `life` is worker, student, pensioner, idle or child.

    sex, citizenship (dk, eu, other), residence and sells_sex stand in the audit file only.
    residence: settled, sharers, student_hall, staff_housing, none. kin: whether the household is
    a family. elsewhere: an account in another bank, which payments may name and nobody here sees.
    used: the network of truth that this person belongs to, so that no two share them.
    """

    id: str
    name: str
    born: dt.date
    sex: str
    citizenship: str
    life: str
    municipality: str
    home: str | None
    side: Side
    phone: str
    device: str
    email: str | None = None
    arrived: dt.date | None = None
    residence: str = "settled"
    sells_sex: bool = False
    savings: Side | None = None
    joint: Side | None = None
    elsewhere: Side | None = None
    employer: str | None = None
    kin: bool = False
    household: list[Person] = field(default_factory=list)
    paydays: list[PayDay] = field(default_factory=list)
    used: str = ""

    @property
    def nodes(self) -> tuple[str, ...]:
        """Whatever is this person's own, as truth names it."""
        own = [f"party:{self.id}", f"phone:{self.phone}", f"device:{self.device}"]
        own += [f"email:{self.email}"] if self.email else []
        sides = (self.side, self.savings)
        return tuple(own + [f"account:{s.account}" for s in sides if s and s.inside])

    def age(self, on: dt.date) -> int:
        """Whole years on a day."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


@dataclass(frozen=True)
class PayDay:
    """One wage paid: day and stamp, the month it is for, net pay in øre, and the employer's id."""

    day: dt.date
    at: int
    period: tuple[int, int]
    net: int
    employer: str


@dataclass
class Month:
    """One month of an employer: payslips, hours, tax and contributions withheld, wages, in kroner."""

    workers: int = 0
    hours: float = 0.0
    due: float = 0.0
    gross: float = 0.0


@dataclass(eq=False)
class Firm:
    """One employer or shop with its account, owner, staff and books.

    books: by (year, month), from which the tax table is made; turnover in kroner, likewise.
    paid_tax and shown_turnover: parts of what is due and taken that the firm pays and reports.
    """

    id: str
    name: str
    trade: str
    municipality: str
    side: Side
    premises: str
    number: str
    since: dt.date
    owner: Person | None = None
    staff: list[Person] = field(default_factory=list)
    shop: Shop | None = None
    books: dict[tuple[int, int], Month] = field(default_factory=lambda: defaultdict(Month))
    turnover: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    paid_tax: float = 1.0
    shown_turnover: float = 1.0
    used: str = ""

    @property
    def nodes(self) -> tuple[str, ...]:
        """The firm's party and account, as truth names them."""
        own = (f"party:{self.id}",)
        return (*own, f"account:{self.side.account}") if self.side.inside else own

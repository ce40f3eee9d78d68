"""One more firm in the registers: party, account, premises, register events, who may act for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from random import Random

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Shop, Side
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import money, skewed, weighted
from varsel.adapters.society.ordinary.trade import Trade, trades
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)


def establish(
    d: District,
    luck: Random,
    trade: str,
    *,
    owner: Person | None = None,
    since: dt.date | None = None,
    municipality: str | None = None,
    name: str = "",
    banks_here: bool = True,
    segment: str | None = None,
    premises: str | None = None,
    holder: str | None = None,
) -> Firm:
    """Found one firm. The caller puts it into d.firms if it is an ordinary one.

    Args:
        d: the district.
        luck: whose luck.
        trade: NACE class, a row of trades.toml or one that such a row begins.
        owner: who owns and directs it; a firm without one belongs to somebody elsewhere.
        since: day of registration; by chance long ago where None.
        municipality: where it is; the district's own where None.
        name: an invented one where empty.
        banks_here: whether its account is held in the society's bank.
        segment: the bank's customer group, such as accountant.
        premises: dwelling_id of its address; new business premises where None.
        holder: party_id of the company through which the owner owns it.

    """
    kind = trade_of(trade)
    number = d.book.new("C")
    since = since or d.day_in(luck, dt.date(*HABITS.oldest), d.calendar.first)
    where = municipality or d.municipality
    name = name or names.firm(luck, kind.what)
    registered = f"99{abs(hash_of(number)) % 1_000_000:06}"
    said = luck.random() < HABITS.says_turnover and trade not in HABITS.takes_nothing
    d.book.add(
        "party", party_id=number, kind="company", name=name, company_no=registered, trade=trade,
        onboarded_on=since if banks_here else None,
        purpose="drift" if banks_here else None, segment=segment, work_municipality=where,
        opening_hours=luck.choice(kind.hours) if luck.random() < HABITS.says_hours else None,
        expected_countries=_countries(luck, trade) if banks_here and said else None,
        expected_monthly_turnover=_turnover(luck, kind) if banks_here and said else None,
    )  # fmt: skip
    side = Side(f"X-{number}", party=number, name=name)
    if banks_here:
        made = d.account(
            number, "business", since, alias=f"9{registered[3:]}", alias_kind="merchant"
        )
        side = replace(made, name=name)
    area = luck.randint(*HABITS.area)
    unit = premises or d.dwelling("business", area, None, 0, where)
    events: list[tuple[str, str | None, str | None]] = [
        ("address", None, unit), ("trade", None, trade), ("status", None, "active"),
    ]  # fmt: skip
    if owner is not None:
        events += [("owner_in", holder or owner.id, None), ("director_in", owner.id, None)]
        owner.employer = owner.employer or number
        if side.inside:
            let_act(d, side, owner.id, "business_user", since)
    for what, party, value in events:
        event(d, number, what, since, party=party, value=value)
    shop = Shop(name, where, d.book.new("T"), kind.mcc) if kind.mcc else None
    firm = Firm(number, name, trade, where, side, unit, registered, since, owner, shop=shop)
    d.founded.append(firm)
    return firm


def _countries(luck: Random, trade: str) -> str:
    """The countries that a firm said it would trade with when the account was opened."""
    abroad = trade.startswith(tuple(HABITS.trades_abroad))
    return str(weighted(luck, HABITS.countries["abroad" if abroad else "else"]))


def _turnover(luck: Random, kind: Trade) -> Decimal:
    """The turnover a month that a firm expected then: what its trade usually takes, seen hopefully or not."""
    hours = HABITS.month_hours * (kind.staff[0] + HABITS.owners_work)
    usual = kind.pay * hours / kind.staff_cost
    return Decimal(round(money(luck, skewed(luck, usual, HABITS.hopes), HABITS.said_steps)))


def let_act(
    d: District, side: Side, party: str, role: str, since: dt.date, until: dt.date | None = None
) -> None:
    """Somebody may act on an account from a day on."""
    d.book.add(
        "authority", account_id=side.account, party_id=party, role=role, since=since, until=until
    )


def event(
    d: District, company: str, kind: str, at: dt.date, *, party: str | None = None,
    value: str | None = None,
) -> None:  # fmt: skip
    """One event of the company register."""
    d.book.add(
        "company_event", event_id=d.book.new("CE"), company_id=company, party_id=party, kind=kind,
        at=at, value=value,
    )  # fmt: skip


def trade_of(nace: str) -> Trade:
    """The row of trades.toml for a NACE class: itself, else the longest that shares its beginning."""
    known = trades()
    if nace in known:
        return known[nace]
    for length in range(len(nace) - 1, 1, -1):
        close = sorted(n for n in known if n.startswith(nace[:length]))
        if close:
            return known[close[0]]
    raise KeyError(f"no trade like {nace}; there are {sorted(known)}")


def hash_of(text: str) -> int:
    """A number that depends on nothing but the text.

    >>> hash_of("C0001-00002")
    100002
    """
    return int("".join(c for c in text if c.isdecimal()))

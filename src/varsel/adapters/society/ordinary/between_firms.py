"""What firms pay each other beyond ordinary bills: subcontractors, and profits to holding companies."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import next_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import between, count, how_many, money, skewed
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.person import Firm

HABITS = beside(__file__)
Month = tuple[int, int]


def pay_each_other(d: District, luck: Random) -> None:
    """Subcontractors of building, cleaning and transport, and dividends. Adds to turnover."""
    doers = [f for f in d.firms if f.trade.startswith(tuple(HABITS.trades))]
    for firm in doers:
        if not firm.side.inside or firm.used or not any(firm.turnover.values()):
            continue
        if len(firm.staff) <= HABITS.few and luck.random() < HABITS.mostly_subcontracts:
            _contractor(d, luck, firm, doers)
        elif luck.random() < HABITS.subcontracts:
            shares = dict.fromkeys(d.calendar.months, between(luck, HABITS.part))
            sums = {m: firm.turnover.get(m, 0.0) * s for m, s in shares.items()}
            _subcontracts(d, luck, firm, doers, sums)
    _dividends(d, luck)


def _contractor(d: District, luck: Random, firm: Firm, doers: list[Firm]) -> None:
    """A firm of few that takes whole jobs and has others do nearly all of it."""
    buyers = [
        d.outsider(name=names.firm(luck, luck.choice(HABITS.buyers)), phone=False)
        for _ in range(count(luck, HABITS.buyers_of_one))
    ]
    usual, spent = skewed(luck, *HABITS.job_month), {}
    for month in _months(d, firm):
        earned = 0.0
        for _ in range(how_many(luck, HABITS.rates_a_month)):
            kroner = money(luck, usual * skewed(luck, 1.0, HABITS.rate_differs), (1, 25, 500, 1000))
            if _bill(d, luck, luck.choice(buyers), firm.side, kroner, month, firm.since):
                earned += kroner
        firm.turnover[month] += earned
        spent[month] = earned * between(luck, HABITS.passed_on)
    _subcontracts(d, luck, firm, doers, spent)


def _subcontracts(
    d: District, luck: Random, firm: Firm, doers: list[Firm], sums: dict[Month, float]
) -> None:
    """The same few subcontractors, of the district or from elsewhere, month by month."""
    small = [f for f in doers if f is not firm and not f.used and f.trade[:2] in _alike(firm)]
    subs: list[tuple[Side, Firm | None]] = []
    for _ in range(count(luck, HABITS.subs)):
        if small and luck.random() < HABITS.sub_here:
            found = luck.choice(small)
            subs.append((found.side, found))
        else:
            word = luck.choice(HABITS.sub_words)
            subs.append((d.outsider(name=names.firm(luck, word), phone=False), None))
    for month, sum_ in sums.items():
        if sum_ < HABITS.least:
            continue
        number = max(1, how_many(luck, HABITS.bills))
        for _ in range(number):
            side, sub = luck.choice(subs)
            kroner = money(
                luck, sum_ / number * skewed(luck, 1.0, HABITS.rate_differs), (1, 5, 100)
            )
            begun = max(firm.since, sub.since) if sub else firm.since
            if _bill(d, luck, firm.side, side, kroner, month, begun) and sub is not None:
                sub.turnover[month] += kroner


def _alike(firm: Firm) -> tuple[str, ...]:
    """Trades that work for a firm of this one, by their first digits."""
    return next((tuple(g) for g in HABITS.groups if firm.trade[:2] in g), (firm.trade[:2],))


def _bill(
    d: District,
    luck: Random,
    debtor: Side,
    creditor: Side,
    kroner: float,
    month: Month,
    begun: dt.date,
) -> bool:
    """One invoice paid on some bank day of the month, if both firms were there then."""
    day = next_bank_day(dt.date(*month, luck.randint(1, 27)))
    if not d.calendar.within(day) or day < begun:
        return False
    text = f"{luck.choice(HABITS.texts)} {luck.randint(10, 9_999)}"
    written = luck.random() < HABITS.written
    at = stamp(day, between(luck, HABITS.office))
    d.book.pay(
        at, debtor, creditor, round(kroner * 100), "transfer", text=text if written else None
    )
    return True


def _months(d: District, firm: Firm) -> list[Month]:
    return [m for m in d.calendar.months if firm.turnover.get(m)]


def _dividends(d: District, luck: Random) -> None:
    """From the working firm to its holding company, and from there to the owner."""
    holders: dict[str, Firm] = town(d).once("holders", dict)
    for firm in d.firms:
        holding = holders.get(firm.id)
        months = _months(d, firm)
        if holding is None or not months:
            continue
        year = sum(firm.turnover[m] for m in months) / len(months) * 12
        for _ in range(how_many(luck, HABITS.dividends * len(d.calendar) / 365)):
            kroner = money(luck, year * between(luck, HABITS.dividend), (1000, 5000, 25_000))
            month = luck.choice(months[1:] or months)
            day = next_bank_day(dt.date(*month, luck.randint(1, 27)))
            _profit(d, luck, firm.side, holding.side, kroner, day)
            if holding.owner is not None and luck.random() < HABITS.on_to_owner:
                later = next_bank_day(day + dt.timedelta(days=count(luck, HABITS.on_after)))
                part = money(luck, kroner * between(luck, HABITS.owner_part), (500, 1000))
                _profit(d, luck, holding.side, holding.owner.side, min(part, kroner), later)


def _profit(
    d: District, luck: Random, debtor: Side, creditor: Side, kroner: float, day: dt.date
) -> None:
    if d.calendar.within(day):
        text = luck.choice(HABITS.profit_texts) or None
        at = stamp(day, between(luck, HABITS.office))
        d.book.pay(at, debtor, creditor, round(kroner * 100), "transfer", text=text)

"""Pay: payslips, the wage on the account, and what the employer owes in tax for each month.

What an employer reports, pays out and owes agrees to the krone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import Calendar, last_bank_day, next_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import skewed
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.person import Firm, PayDay, Person

HABITS = beside(__file__)
#: Any Friday: fortnights are counted from it.
_FRIDAY = dt.date(2024, 1, 5)
_MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
           "oktober", "november", "december")  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """One payslip in kroner."""

    gross: float
    contribution: float
    tax: float
    net: float


def slip(gross: float, day: dt.date, *, part: float = 1.0, deduct: float = 0.0) -> Slip:
    """From gross to net. part: of a month that the pay is for; deduct: taken by the employer."""
    gross = round(gross, 2)
    contribution = round(gross * HABITS.contribution)
    allowance = (HABITS.allowance + HABITS.new_card * (day.year - 2025)) * part
    tax = round(max(0.0, (gross - contribution - allowance) * HABITS.tax))
    return Slip(gross, contribution, tax, max(1.0, round(gross - contribution - tax - deduct, 2)))


def employ(
    d: District,
    luck: Random,
    firm: Firm,
    person: Person,
    *,
    since: dt.date,
    until: dt.date | None = None,
    monthly: float | None = None,
    hourly: float | None = None,
    weekly_hours: float = 37.0,
    job: str = "hourly",
    declared: bool = True,
    declared_hours: float | None = None,
    into: Side | None = None,
    every: str = "month",
    deduct: float = 0.0,
    payer: Side | None = None,
    months: Mapping[tuple[int, int], float] | None = None,
) -> list[PayDay]:
    """Pay a person from `since` to `until`, as far as the calendar goes; gives the pay days.

    Args:
        d: the district.
        luck: whose luck.
        firm: the employer, whose books are kept.
        person: the employee.
        since: first day of work, or the firm's first day where that is later.
        until: last day of work; still there where None.
        monthly: gross kroner a month of a fixed pay; else hourly: gross kroner an hour.
        hourly: see monthly.
        weekly_hours: hours agreed a week; an hourly worker's vary around them.
        job: job code on the payslip: hourly, salaried, apprentice or another.
        declared: whether there are payslips; without, the wage is paid and nobody is told.
        declared_hours: hours a week that the payslips show, where they differ from those paid.
        into: the account paid to; the person's own where None.
        every: month or fortnight.
        deduct: kroner a month that the employer takes from net pay.
        payer: the account that pays where it is not the firm's own, such as a bureau's.
        months: factors on the pay of single months: raises, overtime, leave, a season's hours.

    """
    if (monthly is None) == (hourly is None):
        raise ValueError("give monthly or hourly pay, and not both")
    since = max(since, firm.since)
    ways = ways_of(d, firm)
    part = 1.0 if every == "month" else 14 / 30.4375
    side = into or person.side
    spread = _spread(luck) if hourly is not None else 0.0
    made: list[PayDay] = []
    told: set[tuple[str, str, int, int]] = town(d).once("on payroll", set)
    for day, first in periods(d, since, until, every):
        share = _worked(first, day, since, until)
        factor = (months or {}).get((day.year, day.month), 1.0)
        if factor <= 0:
            continue
        hours = weekly_hours * HABITS.weeks_in_month * part * share
        if hourly is not None:
            hours = max(1.0, round(_hours(luck, spread) * hours * factor * 4) / 4)
        gross = (monthly or 0.0) * part * share * factor if hourly is None else hourly * hours
        taken = deduct * part * share
        pay = slip(gross, day, part=part * share, deduct=taken)
        if pay.net < 1:
            continue
        shown = (
            hours
            if declared_hours is None
            else declared_hours * HABITS.weeks_in_month * part * share
        )
        if declared:
            _payslip(d, firm, person, day, pay, shown, job, side, taken, ways)
            row = (firm.id, person.id, day.year, day.month)
            firm.books[day.year, day.month].workers += row not in told
            told.add(row)
        at = stamp(day, ways.minute) + luck.randint(0, HABITS.batch_seconds)
        d.book.pay(
            at, payer or firm.side, side, round(pay.net * 100), "transfer", timed=False,
            purpose="SALA" if ways.purpose else None,
            text=ways.text.format(month=_MONTHS[day.month - 1]) or None,
        )  # fmt: skip
        made.append(PayDay(day, at, (day.year, day.month), round(pay.net * 100), firm.id))
    person.paydays += made
    person.employer = person.employer or firm.id
    if person not in firm.staff:
        firm.staff.append(person)
    return made


@dataclass(frozen=True)
class Ways:
    """How one firm runs its payroll: what the payments say, when, and what the payslips tell."""

    text: str
    purpose: bool
    hours: bool
    account: bool
    minute: float
    codes: str
    at_hand: bool


def ways_of(d: District, firm: Firm) -> Ways:
    """How this firm runs its payroll, always the same."""
    luck, texts = d.luck.plain(f"payroll/{firm.id}"), HABITS.text
    return Ways(
        luck.choices(list(texts), list(texts.values()))[0],
        luck.random() < HABITS.purpose,
        luck.random() < HABITS.hours_reported,
        luck.random() < HABITS.account_reported,
        luck.uniform(*(60 * h for h in HABITS.pay_hour)),
        luck.choices(list(HABITS.job_codes), list(HABITS.job_codes.values()))[0],
        luck.random() < HABITS.at_hand,
    )


def _spread(luck: Random) -> float:
    """How much the hours of one job vary from one period to the next; in some not at all."""
    if luck.random() < HABITS.steady:
        return 0.0
    return min(skewed(luck, *HABITS.hours_spread), float(HABITS.most_spread))


def _hours(luck: Random, spread: float) -> float:
    """Hours of a period as a part of those agreed."""
    sick = 1.0
    if spread and luck.random() < HABITS.sick:
        sick = luck.uniform(*HABITS.sick_part)
    return max(0.05, luck.gauss(1.0, spread)) * sick


def periods(
    d: District, since: dt.date, until: dt.date | None, every: str
) -> list[tuple[dt.date, dt.date]]:
    """(pay day, first day of what it pays for) of every pay day within the data for work until `until`."""
    return [
        (day, first)
        for day, first in _pay_days(d.calendar, every)
        if day >= since and (until is None or first <= until)
    ]


@cache
def _pay_days(calendar: Calendar, every: str) -> tuple[tuple[dt.date, dt.date], ...]:
    """Every pay day of a calendar with the first day of what it pays for."""
    if every == "month":
        found = [(last_bank_day(y, m), dt.date(y, m, 1)) for y, m in calendar.months]
    else:
        start = _FRIDAY + dt.timedelta(days=14 * ((calendar.first - _FRIDAY).days // 14))
        fridays = [start + dt.timedelta(14 * n) for n in range((len(calendar) + 27) // 14)]
        found = [(next_bank_day(friday), friday - dt.timedelta(days=13)) for friday in fridays]
    return tuple(pair for pair in found if calendar.within(pair[0]))


def _worked(first: dt.date, day: dt.date, since: dt.date, until: dt.date | None) -> float:
    """Part of the period that was worked."""
    begin, end = max(first, since), day if until is None else min(day, until)
    length = max(1, (day - first).days + 1)
    return max(0.05, min(1.0, ((end - begin).days + 1) / length))


def _payslip(
    d: District, firm: Firm, person: Person, day: dt.date, pay: Slip, hours: float, job: str,
    side: Side, deducted: float, ways: Ways,
) -> None:  # fmt: skip
    month = firm.books[day.year, day.month]
    month.hours += hours
    month.due += pay.tax + pay.contribution
    month.gross += pay.gross
    if not ways.at_hand:
        return
    d.book.add(
        "payroll", payslip_id=d.book.new("PS"), employer_id=firm.id, employee_id=person.id,
        period=f"{day.year}-{day.month:02}", gross=_kroner(pay.gross), net=_kroner(pay.net),
        tax=_kroner(pay.tax), labour_contribution=_kroner(pay.contribution),
        hours=_kroner(hours) if ways.hours else None,
        deductions=_kroner(deducted) if deducted else None,
        paid_to_account=side.account if ways.account else None, paid_on=day, job_code=_code(ways, job),
    )  # fmt: skip


def _code(ways: Ways, job: str) -> str | None:
    """The job code as this employer writes it: as agreed, in its own words, or not at all."""
    if ways.codes == "none":
        return None
    return str(HABITS.own_words.get(job, job)) if ways.codes == "own" else job


def _kroner(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")

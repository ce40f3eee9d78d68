"""An au pair or live-in carer: a room with the family, board, and little money in hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import first_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary.living import everyday, remit
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "cleaning_beauty"
HABITS = beside(__file__)
TEXTS = ("lommepenge", "lommepenge", "au pair", "pocket money", "Lommepenge au pair", None)
CARE_TEXTS = ("løn", "løn hjælper", "BPA løn", "pasning", None)


def tell(d: District, luck: Random, network: Network) -> bool:
    """A family with children has an au pair, or somebody frail a carer who lives in."""
    carer = luck.random() < HABITS.carers
    hosts = d.pick(luck, 1, _needs_care if carer else _has_children, network=network)
    if not hosts:
        return False
    host = hosts[0]
    earliest = d.calendar.first - dt.timedelta(days=HABITS.earliest)
    latest = d.calendar.last - dt.timedelta(days=HABITS.latest)
    arrived = d.day_in(luck, earliest, latest)
    until = work.days_on(luck, arrived, HABITS.lasts)
    helper = work.newcomer(d, luck, arrived, home=host.home, purpose="lommepenge")
    opened = work.days_on(luck, arrived, HABITS.account_after)
    work.open_on(d, helper, opened)
    d.book.add(
        "permit",
        permit_id=d.book.new("PT"),
        party_id=helper.id,
        employer_id=host.id,
        scheme="care" if carer else "au_pair",
        applied_on=arrived - dt.timedelta(days=work.count(luck, HABITS.waited)),
    )
    _paid(d, luck, host, helper, opened, until, carer=carer)
    level, cash = work.between(luck, HABITS.level), work.between(luck, HABITS.cash)
    everyday(d, luck, helper, since=opened, until=until, level=level, cash=cash)
    work.remember(d, network, [host, helper], since=arrived, until=until)
    return True


def _has_children(person: Person) -> bool:
    return work.working(person) and any(m.life == "child" for m in person.household)


def _needs_care(person: Person) -> bool:
    return person.life in {"pensioner", "idle"} and person.side.inside


def _paid(
    d: District,
    luck: Random,
    host: Person,
    helper: Person,
    since: dt.date,
    until: dt.date,
    *,
    carer: bool,
) -> None:
    """By transfer or in hand, the same each month; a carer has a payslip with the room taken off."""
    sum_ = work.kroner(luck, HABITS.care_pay if carer else HABITS.pocket_money, step=50)
    by_hand = luck.random() < HABITS.cash_in_hand
    family = work.abroad(d, luck, helper.citizenship)
    wording = luck.choice(CARE_TEXTS if carer else TEXTS)
    room = round(work.between(luck, HABITS.room) / 50) * 50
    for year, month in d.calendar.months:
        day = first_bank_day(year, month)
        if not since <= day <= until:
            continue
        if carer and luck.random() < HABITS.payslip:
            _payslip(d, luck, host, helper, day, sum_, room)
        if not by_hand:
            at = stamp(day, 200)
            d.book.pay(
                at, host.side, helper.side, sum_ * 100, "transfer", timed=False, text=wording
            )
            if luck.random() < HABITS.sends:
                part = round(sum_ * work.between(luck, HABITS.part) / 100) * 100
                later = work.at(luck, work.days_on(luck, day, HABITS.days_after), work.HABITS.day)
                if part:
                    remit(d, luck, helper, family, part, later)


def _payslip(
    d: District, luck: Random, host: Person, helper: Person, day: dt.date, net: int, room: int
) -> None:
    """A private household as employer."""
    before = day - dt.timedelta(days=7)
    gross = round(net * HABITS.gross_up)
    contribution = round(gross * HABITS.contribution)
    d.book.add(
        "payroll",
        payslip_id=d.book.new("PS"),
        employer_id=host.id,
        employee_id=helper.id,
        period=f"{before.year}-{before.month:02}",
        gross=Decimal(gross + room),
        net=Decimal(net),
        tax=Decimal(max(0, gross - contribution - net)),
        labour_contribution=Decimal(contribution),
        hours=Decimal(round(work.between(luck, HABITS.hours))),
        deductions=Decimal(room),
        paid_to_account=helper.side.account,
        paid_on=day,
        job_code="hourly",
    )

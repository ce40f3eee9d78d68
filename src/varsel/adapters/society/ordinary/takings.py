"""A firm's income day by day: cards, mobile payments by named payers, cash, invoices; and what it spends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from random import Random
from typing import Any

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import bank_day, day_number, stamps
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.circle import strangers
from varsel.adapters.society.ordinary.hours import Week, opening
from varsel.adapters.society.ordinary.invoices import invoices
from varsel.adapters.society.ordinary.lives import MONTH, generator, minutes, within
from varsel.adapters.society.ordinary.registers import trade_of as row_of
from varsel.adapters.society.ordinary.sheet import Sheet
from varsel.adapters.society.ordinary.town import Town
from varsel.adapters.society.ordinary.upkeep import costs, drawings
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)


def takings(
    d: District,
    luck: Random,
    firm: Firm,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    daily: float | None = None,
    card: float | None = None,
    mobile: float | None = None,
) -> None:
    """A firm's income from ordinary customers within its opening hours.

    Args:
        d: the district.
        luck: whose luck.
        firm: the firm; its turnover grows by what it takes in.
        since: first day; the firm's first where None.
        until: last day.
        daily: kroner on an ordinary open day; after trade and wages where None.
        card: part of it paid by card; as the trade has it where None.
        mobile: part of it paid by phone; as the trade has it where None.

    """
    sheet = Sheet(d, generator(luck))
    take(sheet, firm, since=since, until=until, daily=daily, card=card, mobile=mobile)
    sheet.write()


def take_all(d: District, firms: Iterable[Firm]) -> None:
    """The takings of many firms at once, and what their owners live on.

    A firm that has a turnover has had its takings told by whoever brought it in.
    """
    sheet = Sheet(d, d.luck.arrays("takings"))
    for firm in firms:
        if not firm.turnover:
            take(sheet, firm)
            drawings(sheet, firm)
    sheet.write()


def take(
    sheet: Sheet,
    firm: Firm,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    daily: float | None = None,
    card: float | None = None,
    mobile: float | None = None,
) -> None:
    """Put a firm's income on a sheet."""
    d, rng = sheet.d, sheet.rng
    days = d.calendar.between(max(since or firm.since, firm.since), until)
    if not days:
        return
    trade = trade_of(firm)
    ways = _ways(trade, card, mobile)
    week = _week(sheet.town, firm, trade)
    number = np.array([day_number(x) for x in days])
    weekday = np.array([x.weekday() for x in days])
    counter = 1 - ways["invoice"]
    sum_ = daily if daily is not None else _daily(rng, firm, trade, week)
    weight = _weights(rng, days, trade, week)
    taken = sum_ * weight * counter
    at_till = {way: taken * ways[way] / max(counter, 1e-9) for way in ("card", "mobile", "cash")}
    if at_till["card"].mean() < HABITS.least_card:
        at_till["cash"] = at_till["cash"] + at_till["card"]
        at_till["card"] = at_till["card"] * 0
    if counter > 0:
        at_till["card"] += _mobile(sheet, firm, trade, week, number, weekday, at_till["mobile"])
        _settled(sheet, firm, days, number, at_till["card"])
        _cash(sheet, firm, week, number, weekday, at_till["cash"])
        for day, kroner in zip(days, taken, strict=True):
            firm.turnover[day.year, day.month] += float(kroner)
    if ways["invoice"] > 0:
        months = len(days) / MONTH
        invoices(sheet, firm, trade, days, float(sum_ * weight.sum() * ways["invoice"] / months))
    costs(sheet, firm, trade)


def trade_of(firm: Firm) -> dict[str, Any]:
    """What is assumed of a firm's trade: the row with the longest beginning of its class."""
    rows = [t for t in HABITS.trades if any(firm.trade.startswith(c) for c in t["classes"])]
    best: dict[str, Any] = max(
        rows, key=lambda t: max(len(c) for c in t["classes"] if firm.trade.startswith(c))
    )
    return best


def customers(town: Town) -> list[Person]:
    """Residents who may be anybody's customers all the time: with an account from the first day."""

    def made() -> list[Person]:
        opened = town.accounts_opened()
        first = town.d.calendar.first
        return [
            p
            for p in town.d.people
            if p.side.inside
            and p.age(first) >= HABITS.customer_age
            and str(opened.get(p.side.account or "", first)) <= str(first)
        ]

    return town.once("customers", made)


def _ways(trade: dict[str, Any], card: float | None, mobile: float | None) -> dict[str, float]:
    """How the income is divided; what a caller says of cards and phones comes before the trade."""
    ways = {w: float(trade["ways"].get(w, 0.0)) for w in ("card", "mobile", "cash", "invoice")}
    for way, given in (("card", card), ("mobile", mobile)):
        if given is not None:
            others = [w for w in ways if w != way and not (w == "card" and card is not None)]
            rest, had = 1 - given, sum(ways[w] for w in others)
            if w_card := (card if way == "mobile" and card is not None else 0.0):
                rest -= w_card
            for w in others:
                ways[w] = max(rest, 0.0) * (ways[w] / had if had else 1 / len(others))
            ways[way] = given
    return ways


def _week(town: Town, firm: Firm, trade: dict[str, Any]) -> Week:
    """The firm's hours as it registered them, else those of its trade."""
    known = town.opening_hours()
    week = opening(known.get(firm.id, ""))
    return week if any(week) else opening(trade["open"])


def _daily(rng: np.random.Generator, firm: Firm, trade: dict[str, Any], week: Week) -> float:
    """Kroner on an average open day: what the trade usually takes, and enough to pay the wages."""
    usual = trade["monthly"] * float(np.exp(rng.normal(0, trade["spread"])))
    paid = [m.gross for m in firm.books.values() if m.gross]
    per_wage = HABITS.with_vat / row_of(firm.trade).staff_cost
    per_wage *= float(np.exp(rng.normal(0, HABITS.differ)))
    wages = sum(paid) / max(len(paid), 1) * per_wage
    open_days = max(sum(1 for h in week if h), 1) / 7 * MONTH
    least: float = usual if not paid else usual * HABITS.least
    made: float = max(wages, least) / open_days
    return made


def _weights(
    rng: np.random.Generator, days: tuple[dt.date, ...], trade: dict[str, Any], week: Week
) -> np.ndarray:
    """How good each day is: closed days nothing, else after weekday, month and luck."""
    opened = np.array([week[x.weekday()] is not None for x in days])
    holiday = np.array([not bank_day(x) and x.weekday() < 5 for x in days])
    shut = holiday & (
        rng.random(len(days)) < trade.get("shut_on_holidays", HABITS.shut_on_holidays)
    )
    of_week = np.array(trade.get("week", (1.0,) * 7), float)
    mean = np.mean([of_week[n] for n in range(7) if week[n]])
    year = trade.get("year", {})
    months = {m: float(year.get(str(m), year.get("else", 1.0))) for m in range(1, 13)}
    level = sum(months.values()) / 12
    good = np.array([of_week[x.weekday()] / mean * months[x.month] / level for x in days])
    good = good * np.exp(rng.normal(0, HABITS.day_to_day, len(days)))
    closed = _closed_weeks(rng, days, trade)
    return np.where(opened & ~shut & ~closed, good, 0.0)


def _closed_weeks(
    rng: np.random.Generator, days: tuple[dt.date, ...], trade: dict[str, Any]
) -> np.ndarray:
    """Small firms shut for some weeks of July, or another time."""
    closed = np.zeros(len(days), bool)
    if rng.random() < trade.get("holiday", HABITS.holiday["share"]):
        length = int(rng.integers(*HABITS.holiday["days"]))
        july = [n for n, x in enumerate(days) if x.month == 7 and x.day <= 15]
        pool = july if july and rng.random() < HABITS.holiday["in_july"] else range(len(days))
        start = int(pool[int(rng.integers(len(pool)))])
        closed[start : start + length] = True
    return closed


def _settled(
    sheet: Sheet, firm: Firm, days: tuple[dt.date, ...], number: np.ndarray, kroner: np.ndarray
) -> None:
    """Card takings from the acquirer in the night: each day's, or over the weekend in one."""
    rng = sheet.rng
    amount = np.round(kroner * (1 - HABITS.acquirer_keeps) * 100).astype(np.int64)
    if rng.random() < HABITS.settles_on_bank_days:
        due = np.zeros(len(days), np.int64)
        gathered: dict[int, int] = {}
        target = number[-1] + 1
        for n in range(len(days) - 1, -1, -1):
            following = days[n] + dt.timedelta(days=1)
            if bank_day(following):
                target = number[n] + 1
            due[n] = target
        for when, ore in zip(due, amount, strict=True):
            gathered[int(when)] = gathered.get(int(when), 0) + int(ore)
        when_, amount = np.array(list(gathered)), np.array(list(gathered.values()))
    else:
        when_ = number + 1
    good = amount > 100
    sheet.pay(
        "settlement",
        sheet.side(Side(name="Kortindløsning")),
        sheet.side(firm.side),
        amount[good],
        stamps(when_[good], minutes(rng, HABITS.settled_hours, int(good.sum()))),
        timed=False,
        text=HABITS.settled_texts[int(rng.integers(len(HABITS.settled_texts)))],
    )


def _mobile(
    sheet: Sheet,
    firm: Firm,
    trade: dict[str, Any],
    week: Week,
    number: np.ndarray,
    weekday: np.ndarray,
    kroner: np.ndarray,
) -> np.ndarray:
    """Payments by phone, each by a named payer; gives what is settled in one sum with the cards.

    Busy shops have the phone payments settled like cards; in small ones each comes by itself.
    """
    rng = sheet.rng
    a_day = kroner.mean() / trade["ticket"]
    settles = rng.random() < HABITS.busy_settles or a_day > HABITS.always_settles_from
    busy = a_day > HABITS.busy_from and settles
    part = HABITS.busy_single if busy else 1.0
    count = rng.poisson(kroner * part / trade["ticket"])
    day = np.repeat(np.arange(len(number)), count)
    if not len(day):
        return kroner * (1 - part)
    prices = trade["ticket"] * np.exp(
        rng.normal(-(trade["varies"] ** 2) / 2, trade["varies"], len(day))
    )
    step = np.where(
        rng.random(len(day)) < HABITS.round_prices,
        next(to for below, to in HABITS.round_to if trade["ticket"] < below),
        1,
    )
    prices = np.maximum(np.round(prices / step), 1) * step
    payers, devices = _payers(sheet, trade, len(day))
    sheet.pay(
        "mobile",
        payers,
        sheet.side(firm.side),
        np.round(prices * 100).astype(np.int64),
        stamps(number[day], _within(rng, week, weekday[day], trade)),
        text=sheet.some_words(trade["texts"], len(day), trade["written"]),
        device=np.where(rng.random(len(day)) < HABITS.device_known, devices, -1),
    )
    return kroner * (1 - part)


def _payers(sheet: Sheet, trade: dict[str, Any], size: int) -> tuple[np.ndarray, np.ndarray]:
    """Who pays: some often, most now and then; residents, and people who bank elsewhere."""
    rng = sheet.rng
    here, out = customers(sheet.town), strangers(sheet.town)
    number = max(3, round(trade["regulars"] * float(np.exp(rng.normal(0, HABITS.known_differ)))))
    some = rng.integers(0, len(out), round(number * HABITS.from_elsewhere))
    sides: dict[Side, str] = {out[k]: "" for k in some}
    if here:
        low, high = trade.get("ages", HABITS.ages)
        chosen = [here[k] for k in rng.integers(0, len(here), number - len(sides))]
        today = sheet.d.calendar.last
        sides |= {p.side: p.device for p in chosen if low <= p.age(today) <= high}
    order = rng.permutation(len(sides))
    place = (len(order) * rng.random(size) ** trade.get("faithful", HABITS.faithful)).astype(
        np.int64
    )
    which = order[place]
    return sheet.sides(sides)[which], sheet.words(sides.values())[which]


def _within(
    rng: np.random.Generator, week: Week, weekday: np.ndarray, trade: dict[str, Any]
) -> np.ndarray:
    """Minutes after midnight within the hours of the day; a few before or after them."""
    hours = np.array([h or (9.0, 17.0) for h in week])
    begin, end = hours[weekday, 0], hours[weekday, 1]
    early, late = trade.get("rush", HABITS.rush)
    shape = rng.beta(early, late, len(weekday))
    inside = begin + (end - begin) * shape
    outside = rng.random(len(weekday)) < trade.get("outside", HABITS.outside)
    later = np.minimum(
        end + rng.exponential(HABITS.odd["later"], len(weekday)),
        np.maximum(end + 0.2, HABITS.odd["latest"]),
    )
    earlier = np.maximum(
        begin - rng.exponential(HABITS.odd["earlier"], len(weekday)), HABITS.odd["earliest"]
    )
    odd = np.where(rng.random(len(weekday)) < HABITS.odd["after"], later, earlier)
    made: np.ndarray = np.where(outside, odd, inside) * 60
    return made


def _cash(
    sheet: Sheet,
    firm: Firm,
    week: Week,
    number: np.ndarray,
    weekday: np.ndarray,
    kroner: np.ndarray,
) -> None:
    """Cash paid in: daily by night safe, some times a week, seldom, or never."""
    rng, d = sheet.rng, sheet.d
    names = list(HABITS.deposits)
    odds = np.array([HABITS.deposits[n]["odds"] for n in names])
    policy = HABITS.deposits[names[rng.choice(len(names), p=odds / odds.sum())]]
    if not policy["every"]:
        return
    gap = max(1.0, policy["every"])
    due = np.cumsum(rng.gamma(HABITS.regular, gap / HABITS.regular, round(len(number) / gap) + 2))
    due = np.unique(due[due < len(number)].astype(np.int64))
    total = np.concatenate([[0.0], np.cumsum(kroner)])
    sums = np.diff(total[np.concatenate([[0], due])]) * within(rng, policy["part"], len(due))
    amount = (np.floor(sums / policy["to"]) * policy["to"] * 100).astype(np.int64)
    good = amount >= HABITS.least_deposit * 100
    due, amount = due[good], amount[good]
    closing = np.array([(h or (9.0, 17.0))[1] for h in week])[weekday[due]]
    hour = (
        closing + within(rng, HABITS.after_closing, len(due))
        if policy["at_night"]
        else within(rng, HABITS.bank_hours, len(due))
    )
    machines = [m for m in d.machines if m.municipality == firm.municipality] or d.machines
    at_machine = rng.random(len(due)) >= policy["at_counter"]
    usual = machines[int(rng.integers(len(machines)))].terminal if machines else None
    for channel, of in (("cash_deposit_machine", at_machine), ("cash_deposit_branch", ~at_machine)):
        sheet.pay(
            channel,
            sheet.side(Side()),
            sheet.side(firm.side),
            amount[of],
            stamps(number[due[of]], hour[of] * 60),
            municipality=firm.municipality,
            terminal_id=usual if channel.endswith("machine") else None,
        )

"""Payments that come back: bills, rent, savings, pocket money. Written down once, paid month by month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import (
    day_number,
    first_bank_day,
    last_bank_day,
    next_bank_day,
    stamps,
)
from varsel.adapters.society.ordinary.lives import Lives, minutes

HABITS = beside(__file__)
#: Days of the month an agreement may name, besides 1 to 28.
FIRST, LAST, AFTER_PAY = 0, 29, 30


@dataclass
class Agreements:
    """Agreements of one sheet: who pays whom, how much, how often, on which day and how.

    Payments by hand (transfer, mobile) come some days early or late and at an hour of the day.
    """

    lives: Lives
    _rows: list[tuple[np.ndarray, ...]] = field(default_factory=list)
    _ways: list[tuple[str, bool]] = field(default_factory=list)

    def add(
        self,
        person: np.ndarray,
        debtor: np.ndarray | int,
        creditor: np.ndarray | int,
        kroner: np.ndarray | float,
        *,
        channel: str = "direct_debit",
        by_hand: bool | None = None,
        every: np.ndarray | int = 1,
        turn: int | None = None,
        day: np.ndarray | int = FIRST,
        wobble: float = 0.0,
        text: np.ndarray | str | None = None,
        purpose: str | None = None,
        since: np.ndarray | None = None,
        until: np.ndarray | None = None,
    ) -> None:
        """Agreements, one for each of `person` (places in the lives whose days they last).

        by_hand: whether somebody gives the order each time; so it is with transfers and mobile
        payments where nothing else is said. every: months between payments. turn: which month of
        every so many, counted back from January; by chance where None. wobble: how much the sum
        varies from time to time. since, until: day numbers, where an agreement is shorter than
        the lives.
        """
        size, lives = len(person), self.lives
        if not size:
            return
        sheet = lives.sheet
        words = [
            np.broadcast_to(sheet.word(w) if isinstance(w, str) else -1 if w is None else w, size)
            for w in (text, purpose)
        ]
        chance = lives.rng.integers(0, 1_000, size)
        numbers = (person, debtor, creditor, every, chance if turn is None else turn, day)
        row = [np.broadcast_to(np.asarray(v, np.int64), size) for v in numbers]
        row += [np.broadcast_to(np.asarray(v, float), size) for v in (kroner, wobble)]
        start = lives.first[person] if since is None else np.maximum(since, lives.first[person])
        end = lives.last[person] if until is None else np.minimum(until, lives.last[person])
        self._rows.append((*row, *words, start, end))
        hand = channel in ("transfer", "mobile") if by_hand is None else by_hand
        self._ways += [(channel, hand)] * size

    def pay(self) -> None:
        """Put all payments of all agreements on the sheet."""
        if not self._rows:
            return
        lives, sheet, rng = self.lives, self.lives.sheet, self.lives.rng
        person, debtor, creditor, every, phase, day, kroner, wobble, text, purpose, start, end = (
            np.concatenate(column) for column in zip(*self._rows, strict=True)
        )
        # Nobody pays or is paid before they have an account.
        opened = np.zeros(sheet.number_of_sides, np.int64)
        opened[lives.own] = lives.first
        start = np.maximum(start, np.maximum(opened[debtor], opened[creditor]))
        months = lives.d.calendar.months
        due = _due(months)[day]
        ordinal = np.array([m - 1 for _, m in months])
        turn = (ordinal[None, :] + phase[:, None]) % np.maximum(every, 1)[:, None] == 0
        ways = {way: number for number, way in enumerate(dict.fromkeys(self._ways))}
        way = np.array([ways[w] for w in self._ways])
        hand = np.array([w[1] for w in self._ways])
        early, late = HABITS.by_hand["early"], HABITS.by_hand["late"]
        shift = np.where(hand[:, None], rng.integers(-early, late + 1, turn.shape), 0)
        when = due + shift
        which, month = np.nonzero(turn & (when >= start[:, None]) & (when <= end[:, None]))
        sums = kroner[which] * np.exp(rng.normal(0, 1, len(which)) * wobble[which])
        even = wobble[which] == 0
        amount = np.where(even, np.round(sums * 100), np.round(sums * 20) * 5).astype(np.int64)
        amount = np.maximum(amount, 100)
        night = minutes(rng, HABITS.batch_hours, len(which))
        waking = minutes(rng, HABITS.by_hand["hours"], len(which))
        at = stamps(when[which, month], np.where(hand[which], waking, night))
        for (channel, by_hand), number in ways.items():
            of = np.flatnonzero(way[which] == number)
            k = which[of]
            sheet.pay(
                channel,
                debtor[k],
                creditor[k],
                amount[of],
                at[of],
                timed=by_hand,
                text=text[k],
                purpose=purpose[k],
                device=lives.device_of(person[k]) if by_hand else None,
            )
        self._rows.clear()
        self._ways.clear()


def _due(months: tuple[tuple[int, int], ...]) -> np.ndarray:
    """Day numbers by day of the month (0 to 30) and month."""
    made = np.zeros((31, len(months)), np.int64)
    for number, (year, month) in enumerate(months):
        made[FIRST, number] = day_number(first_bank_day(year, month))
        for day in range(1, 29):
            made[day, number] = day_number(next_bank_day(dt.date(year, month, day)))
        last = last_bank_day(year, month)
        made[LAST, number] = day_number(last)
        made[AFTER_PAY, number] = day_number(next_bank_day(last + dt.timedelta(days=1)))
    return made

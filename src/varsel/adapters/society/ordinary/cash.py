"""Cash: who draws it, how and when, large sums once in a while, and the little that is paid in."""

from __future__ import annotations

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import stamps
from varsel.adapters.society.ordinary.lives import LIFE, MONTH, Lives, curve
from varsel.adapters.society.ordinary.town import KIND, PLACE
from varsel.adapters.society.places import places

HABITS = beside(__file__)


def liking(lives: Lives) -> None:
    """Set `lives.cash`: the part of purchases each pays in cash, the old more than the young."""
    rng = lives.rng
    much = curve(lives.age, HABITS.liking["by_age"])
    likes = rng.random(lives.size) < much
    (some, more), (few, most) = HABITS.liking["likes"], HABITS.liking["hardly"]
    lives.cash = np.where(
        likes,
        rng.beta(some, more, lives.size),
        rng.beta(few, most, lives.size),
    )


def cash(lives: Lives) -> None:
    """Withdrawals for everyday, on pay day by habit, and for a purchase; deposits by a few."""
    _everyday(lives)
    _for_a_purchase(lives)
    _paid_in(lives)


def _everyday(lives: Lives) -> None:
    """Withdrawals that come to the part of spending that is paid in cash."""
    rng = lives.rng
    usual = lives.around(HABITS.usual["mean"], HABITS.usual["spread"], lives.size)
    usual = np.where(lives.adult, usual, usual * HABITS.usual["child"])
    monthly = lives.free * lives.cash
    by_habit = rng.random(lives.size) < np.where(
        lives.life == LIFE.index("pensioner"),
        HABITS.by_habit["pensioner"],
        HABITS.by_habit["other"],
    )
    by_habit &= (lives.cash > HABITS.by_habit["from"]) & lives.adult
    rate = np.where(by_habit, 0, monthly / np.maximum(usual, 50))
    who, day = lives.happen(rate, lives.days(HABITS.week, HABITS.year, HABITS.payday))
    night = rng.random(len(who)) < HABITS.out_at_night * (lives.age[who] < HABITS.young)
    at = np.where(night, lives.at(day, HABITS.night_hours), lives.at(day, HABITS.hours))
    _draw(lives, who, lives.around(usual[who], HABITS.usual["around"], len(who)), at)
    chosen = np.flatnonzero(by_habit)
    weekly = rng.random(len(chosen)) < HABITS.by_habit["weekly"]
    _weekly(lives, chosen[weekly], monthly)
    _after_pay(lives, chosen[~weekly], monthly)


def _weekly(lives: Lives, chosen: np.ndarray, monthly: np.ndarray) -> None:
    """The same sum on the same day each week, missed now and then."""
    rng = lives.rng
    weeks = np.arange(0, len(lives.d.calendar), 7)
    day = lives.zero + rng.integers(0, 7, len(chosen))[:, None] + weeks[None, :]
    habit = HABITS.weekly
    keep = rng.random(day.shape) > habit["missed"]
    which, week = np.nonzero(keep)
    who, when = chosen[which], day[which, week]
    told = lives.present(who, when)
    who, when = who[told], when[told]
    hour = rng.normal(habit["hour"], habit["differ"], lives.size)[who]
    hour = hour + rng.normal(0, habit["around"], len(who))
    _draw(lives, who, monthly[who] * 7 / MONTH, stamps(when, np.clip(hour, *HABITS.day) * 60))


def _after_pay(lives: Lives, chosen: np.ndarray, monthly: np.ndarray) -> None:
    """What is needed for the month, drawn at once in the days after money has come."""
    habit = HABITS.after_pay
    rate = np.zeros(lives.size)
    rate[chosen] = habit["a_month"]
    who, day = lives.happen(rate, lives.days(HABITS.week, None, habit["pull"]))
    kroner = lives.around(monthly[who] / habit["a_month"], habit["around"], len(who))
    _draw(lives, who, kroner, lives.at(day, HABITS.hours))


def _for_a_purchase(lives: Lives) -> None:
    """Thousands for a used car, a craftsman, a confirmation: in one or several withdrawals."""
    rng = lives.rng
    habit = HABITS.for_a_purchase
    rate = np.where(lives.adult & (lives.income > 0), habit["a_year"] / 12, 0) * np.minimum(
        lives.level, 1
    )
    who, day = lives.happen(rate, lives.days(HABITS.week))
    total = lives.around(habit["mean"], habit["spread"], len(who))
    limit = rng.choice(habit["limits"], len(who))
    number = np.minimum(np.ceil(total / limit), habit["most"]).astype(np.int64)
    who, day, total = (np.repeat(x, number) for x in (who, day, total / number))
    day = day + rng.integers(0, habit["within_days"], len(who))
    told = lives.present(who, day)
    who, day, total = who[told], day[told], total[told]
    _draw(lives, who, np.maximum(total, habit["to"]), lives.at(day, HABITS.hours), to=habit["to"])


def _draw(
    lives: Lives, who: np.ndarray, kroner: np.ndarray, at: np.ndarray, to: int | None = None
) -> None:
    """Withdrawals at machines near home, or where else people are."""
    rng = lives.rng
    notes = (
        np.where(kroner < HABITS.hundreds_from, 50, 100) if to is None else np.full(len(who), to)
    )
    amount = np.maximum(np.round(kroner / notes), 1) * notes
    drawn = rng.random(len(who))
    near = np.array([PLACE[p] for p in places()[lives.d.municipality].near])
    place = np.where(drawn < HABITS.where["work"], lives.work[who], lives.home[who])
    place = np.where(
        drawn > 1 - HABITS.where["near"], near[rng.integers(len(near), size=len(who))], place
    )
    lives.sheet.card(
        lives.own[who],
        lives.sheet.town.choose(rng, np.full(len(who), KIND["machine"]), place, lives.number[who]),
        amount * 100,
        at,
        channel="atm_withdrawal",
    )


def _paid_in(lives: Lives) -> None:
    """Tips, flea markets, money boxes, gifts and cash sales, paid in at machines and counters."""
    rng, sheet = lives.rng, lives.sheet
    trade = {f.id: f.trade for f in lives.d.firms}
    tipped = np.array(
        [(trade.get(p.employer or "", "") or "").startswith(HABITS.tipped) for p in lives.people]
    )
    machines = [m for m in lives.d.machines if m.municipality == lives.d.municipality]
    terminals = sheet.words([m.terminal or "" for m in machines] or [""])
    for habit in HABITS.paid_in:
        among = tipped if habit.get("tips") else lives.adult | bool(habit.get("children"))
        given = among & (rng.random(lives.size) < habit["share"] * np.minimum(lives.level, 1))
        who, day = lives.happen(
            given * habit["a_year"] / 12, lives.days(HABITS.week, habit["year"])
        )
        kroner = lives.around(habit["mean"], habit["spread"], len(who))
        amount = np.maximum(np.round(kroner / habit["to"]), 1).astype(np.int64) * habit["to"] * 100
        counter = rng.random(len(who)) < habit["at_counter"]
        for channel, of in (("cash_deposit_branch", counter), ("cash_deposit_machine", ~counter)):
            number = int(of.sum())
            hours = HABITS.counter_hours if channel.endswith("branch") else HABITS.hours
            at_machine = terminals[rng.integers(len(terminals), size=number)]
            sheet.pay(
                channel,
                sheet.side(Side()),
                lives.own[who[of]],
                amount[of],
                lives.at(day[of], hours),
                municipality=lives.d.municipality,
                terminal_id=at_machine if channel.endswith("machine") else None,
            )

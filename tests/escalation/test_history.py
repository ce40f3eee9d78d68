"""Standings over time: what a screening on each of several days would have shown."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from given import AS_OF, flag, link

from varsel.escalation.alerts import combine
from varsel.escalation.history import every, history, standings, step
from varsel.escalation.network import Surroundings

SPRING = dt.date(2025, 9, 1)
FLAGS = tuple(
    flag(i, s, "party:W", first=SPRING + dt.timedelta(days=n))
    for n, (i, s) in enumerate([("F8", "S"), ("X23", "M"), ("F14", "M")])
)
WEEKS = every(7, SPRING, AS_OF)


def known(day):
    return [replace(f, last_day=min(f.last_day, day)) for f in FLAGS if f.first_day <= day]


def test_each_day_stands_as_a_screening_of_that_day_would_show():
    found = standings(history(known, Surroundings(), WEEKS))
    (own,) = found.values()
    for day in WEEKS:
        (*_, last) = [s for s in own if s.day <= day] or [None]
        alerts = combine(known(day), Surroundings(), day)
        if alerts:
            now = step(alerts[0], day)
            assert (last.level, [c.flag for c in last.counting]) == (
                now.level,
                [c.flag for c in now.counting],
            )


def test_an_alert_that_fades_leaves_its_best_standing():
    levels = [s.level for s in history(known, Surroundings(), WEEKS)]
    assert "Review" in levels
    assert combine(known(AS_OF), Surroundings(), AS_OF) == []


def test_only_changes_are_kept():
    found = history(known, Surroundings(), WEEKS)
    assert len(found) < len(WEEKS)
    seen = [(s.alert, s.level, tuple(c.flag for c in s.counting)) for s in found]
    assert all(a != b for a, b in pairwise(seen))


def test_a_counting_flag_names_whom_its_things_belong_to():
    around = Surroundings((link("account:K", "party:P"),))
    alerts = combine([flag("F9", "M", "account:K", first=AS_OF)], around, AS_OF)
    assert step(alerts[0], AS_OF).counting[0].parties == ("P",)


def test_the_last_day_is_always_among_the_days():
    assert every(30, dt.date(2026, 1, 1), AS_OF)[-1] == AS_OF
    assert every(30, AS_OF, AS_OF) == [AS_OF]

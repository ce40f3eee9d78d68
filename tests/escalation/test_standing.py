import datetime as dt
from dataclasses import replace

from given import AS_OF, DAY, flag

from varsel.escalation.alerts import combine
from varsel.escalation.network import Surroundings
from varsel.escalation.standing import Decision, Past


def run(flags, past=(), decisions=()):
    return combine(flags, Surroundings(), AS_OF, past=past, decisions=decisions)


def remember(alerts):
    return [
        Past(a.id, a.level, frozenset(f.id for f in a.flags), a.first_day.isoformat())
        for a in alerts
    ]


EARLY = flag("F8", "S")
LATE = flag("R1", "M", first=DAY + dt.timedelta(days=5))
BRIDGE = flag("F14", "M", first=DAY + dt.timedelta(days=6),
              named={"party:P1": "unclear", "party:P9": "unclear"})  # fmt: skip
OTHER = flag("F9", "M", subject="party:P9", first=DAY + dt.timedelta(days=2))


def test_an_alert_is_named_after_its_earliest_flag():
    assert run([LATE, EARLY])[0].id == f"A-{EARLY.id}"


def test_growing_keeps_the_id():
    before = run([EARLY])
    (after,) = run([EARLY, LATE], remember(before))
    assert (after.id, after.status) == (before[0].id, "grown")


def test_an_older_flag_that_arrives_late_keeps_the_id():
    before = run([LATE])
    (after,) = run([EARLY, LATE], remember(before))
    assert (after.id, after.status) == (before[0].id, "grown")


def test_nothing_new_is_unchanged():
    before = run([EARLY, LATE])
    assert run([EARLY, LATE], remember(before))[0].status == "unchanged"


def test_merging_keeps_the_older():
    before = run([EARLY, OTHER])
    assert len(before) == 2
    (after,) = run([EARLY, OTHER, BRIDGE], remember(before))
    assert (after.id, after.status) == (f"A-{EARLY.id}", "grown")


def test_splitting_leaves_the_id_with_its_flag():
    before = run([EARLY, OTHER, BRIDGE])
    after = run([EARLY, OTHER], remember(before))
    assert {a.id: a.status for a in after} == {
        f"A-{EARLY.id}": "unchanged", f"A-{OTHER.id}": "new",
    }  # fmt: skip


def test_a_superseded_flag_keeps_its_alert():
    before = run([EARLY])
    moved = replace(
        EARLY, id="F8-moved", first_day=DAY - dt.timedelta(days=3), supersedes=(EARLY.id,)
    )
    (after,) = run([moved], remember(before))
    assert (after.id, after.status) == (before[0].id, "unchanged")


def test_a_dismissal_covers_the_flags_it_listed():
    decision = Decision(f"A-{EARLY.id}", "dismissed", frozenset({EARLY.id}))
    assert run([EARLY], decisions=[decision])[0].standing == "dismissed"


def test_only_a_new_flag_reopens():
    decision = Decision(f"A-{EARLY.id}", "dismissed", frozenset({EARLY.id}))
    assert run([EARLY, LATE], decisions=[decision])[0].standing == "reopened"


def test_a_dismissed_flag_that_moved_stays_dismissed():
    decision = Decision(f"A-{EARLY.id}", "dismissed", frozenset({EARLY.id}))
    moved = replace(EARLY, id="F8-moved", supersedes=(EARLY.id,))
    past = remember(run([EARLY]))
    assert run([moved], past, [decision])[0].standing == "dismissed"


def test_an_opened_alert_never_falls_silently():
    decision = Decision(f"A-{EARLY.id}", "opened", frozenset({EARLY.id}), level="Priority")
    (alert,) = run([EARLY], decisions=[decision])
    assert (alert.level, alert.held_from, alert.standing) == ("Priority", "Note", "opened")


def test_an_opened_alert_whose_flags_faded_stays():
    old = replace(
        EARLY, last_day=DAY - dt.timedelta(days=400), first_day=DAY - dt.timedelta(days=401)
    )
    decision = Decision(f"A-{old.id}", "opened", frozenset({old.id}), level="Review")
    assert [a.level for a in run([old], decisions=[decision])] == ["Review"]
    assert run([old]) == []

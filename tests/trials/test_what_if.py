import datetime as dt
from decimal import Decimal

import pytest
from given import flag
from judged import PLANT, REVIEW, result, truth

from varsel.catalogue.load import load_catalogue
from varsel.errors import UsageError
from varsel.trials.what_if import difference, read_changes
from varsel.trials.workload import read_minutes, workload

DAY = dt.date(2026, 5, 31)
F4 = load_catalogue()["F4"]


def test_flags_gained_and_lost_are_told_apart():
    found = difference(result(*REVIEW), result(*REVIEW[:2], flag("F9", "M", "party:Q")))
    assert [f.indicator for f in found.gained] == ["F9"]
    assert [f.indicator for f in found.lost] == ["F14"]


def test_an_alert_that_falls_is_known_again_by_a_shared_flag():
    found = difference(result(*REVIEW), result(*REVIEW[:2]))
    (moved,) = found.moved
    assert (moved.before, moved.after, moved.rises) == ("Review", "Note", False)
    assert set(found.people_out) == {"W", "O"}
    assert found.people_in == ()


def test_an_alert_that_goes_or_comes_has_no_level_on_the_other_side():
    assert [(m.before, m.after) for m in difference(result(*REVIEW), result()).moved] == [
        ("Review", "none")
    ]
    assert [(m.before, m.after) for m in difference(result(), result(*REVIEW)).moved] == [
        ("none", "Review")
    ]


def test_the_same_result_twice_differs_in_nothing():
    found = difference(result(*REVIEW), result(*REVIEW))
    assert (found.gained, found.lost, found.changed, found.moved) == ((), (), (), ())


def test_a_truth_adds_recall_and_false_alerts_on_both_sides():
    found = difference(result(*REVIEW), result(), truth(PLANT))
    before, after = found.proof
    assert (before["recall"]["all"]["hits"], after["recall"]["all"]["hits"]) == (1, 0)
    assert difference(result(*REVIEW), result()).proof is None


def test_alerts_a_week_are_those_that_reached_their_level_lately():
    recent = workload(result(*REVIEW))
    assert recent.per_week["Review"] == pytest.approx(1 / 13)
    old = [flag(f.indicator, f.strength, "party:W", first=dt.date(2026, 1, 5)) for f in REVIEW]
    assert workload(result(*old)).per_week["Review"] == 0


def test_hours_of_work_follow_the_minutes_given():
    half, whole = (workload(result(*REVIEW), {"Review": m}).hours for m in (30, 60))
    assert whole == pytest.approx(2 * half)


def test_a_change_takes_the_type_of_what_it_replaces():
    now = dict(F4.on(DAY).items())
    number = next(n for n, v in now.items() if isinstance(v, int))
    share = next(n for n, v in now.items() if isinstance(v, Decimal))
    found = read_changes(F4, [f"{number}=9", f"{share} = 0.5"], DAY)
    assert found == {number: 9, share: Decimal("0.5")}


def test_several_values_stay_several():
    f8 = load_catalogue()["F8"]
    found = read_changes(f8, ["cash_channels=atm_withdrawal, crypto"], DAY)
    assert found == {"cash_channels": ("atm_withdrawal", "crypto")}


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (["no_such=1"], "has no parameter 'no_such'"),
        (["min_payers"], "there is no ="),
        (["min_payers=many"], "is no value for min_payers"),
        ([], "Nothing is to be changed"),
    ],
)
def test_a_wrong_change_says_what_there_is(settings, words):
    with pytest.raises(UsageError) as error:
        read_changes(F4, settings, DAY)
    assert words in str(error.value)
    assert "what to do" in str(error.value)


@pytest.mark.parametrize("text", ["Reviewed=3", "Review=soon", "Review"])
def test_minutes_name_a_level_and_a_number(text):
    with pytest.raises(UsageError, match="minutes of work"):
        read_minutes(text)


def test_a_flag_that_stays_with_another_strength_is_changed():
    weaker = flag("F14", "W", "party:W")
    found = difference(result(*REVIEW), result(*REVIEW[:2], weaker))
    assert [f.indicator for f in found.changed] == ["F14"]
    assert (found.gained, found.lost) == ((), ())

"""Small results and truths by hand: what counts as found, as disturbed, as right."""

import datetime as dt

import pytest
from given import AS_OF, flag, link
from judged import EARLY, PLANT, REVIEW, network, result, truth

from varsel.escalation.history import every
from varsel.trials.evaluate import evaluate, merged
from varsel.trials.figures import figures


def test_a_network_is_found_where_two_counting_flags_name_its_members():
    found = evaluate(result(*REVIEW), truth(PLANT))
    assert found.plants[0].found
    assert found.false == {}


def test_one_flag_about_a_member_is_not_the_reason_for_an_alert_above_note():
    stranger = (
        flag("F8", "S", "party:X", named={"party:O": "controller"}),
        flag("X23", "M", "party:X"),
        flag("F14", "M", "party:X"),
    )
    found = evaluate(result(*stranger), truth(PLANT))
    assert not found.plants[0].found
    assert sum(found.false.values()) == 1


def test_traces_are_visible_by_the_tables_at_hand():
    assert evaluate(result(*REVIEW), truth(PLANT)).plants[0].visible == 2
    assert evaluate(result(*REVIEW, tables=("ad",)), truth(PLANT)).plants[0].visible == 1
    assert evaluate(result(*REVIEW, tables=("post",)), truth(PLANT)).plants[0].visible == 0


def test_a_network_that_nobody_flags_is_counted_not_hidden():
    numbers = figures(evaluate(result(), truth(PLANT)))
    assert numbers["recall"]["all"] == {
        "hits": 0,
        "of": 1,
        "share": 0.0,
        "low": 0.0,
        "high": 0.7935,
    }
    assert numbers["levels"]["none"] == 1


def test_a_false_alert_is_laid_at_the_door_of_the_lookalike_it_touches():
    lawful = network("N2", "lookalike", {"party:W": "other"})
    other = network("N3", "lookalike", {"party:Z": "other"})
    found = evaluate(result(*REVIEW), truth(lawful, other))
    assert found.kinds["sends_home"].units == 2
    assert found.kinds["sends_home"].raised == 1
    assert found.false_touching == {"sends_home": 1}


def test_a_false_alert_on_ordinary_people_is_named_as_such():
    assert evaluate(result(*REVIEW), truth()).false_touching == {"ordinary": 1}


def test_a_lookalike_named_only_by_a_flag_that_does_not_count_is_not_disturbed():
    apart = flag("F9", "M", "party:Z", first=dt.date(2025, 6, 1))  # long faded and far away
    lawful = network("N2", "lookalike", {"party:Z": "other"})
    assert evaluate(result(*REVIEW, apart), truth(lawful)).kinds["sends_home"].raised == 0


def test_roles_are_held_against_the_truth():
    numbers = figures(evaluate(result(*REVIEW), truth(PLANT)))
    assert numbers["roles"]["counts"] == {"controller/controller": 1, "exploited/exploited": 1}
    swapped = network("N1", "plant", {"party:W": "controller", "party:O": "exploited"})
    assert figures(evaluate(result(*REVIEW), truth(swapped)))["roles"]["wrong"]["hits"] == 2


def test_the_role_of_an_ad_is_nobodys():
    named = {"party:W": "exploited", "party:O": "controller", "ad:A": "exploited"}
    shown = [flag(f.indicator, f.strength, str(f.subject), named=named) for f in REVIEW]
    placed = network(
        "N1", "plant", {"party:W": "exploited", "party:O": "controller", "ad:A": "controller"}
    )
    counts = figures(evaluate(result(*shown), truth(placed)))["roles"]["counts"]
    assert counts == {"controller/controller": 1, "exploited/exploited": 1}


def test_what_hangs_on_an_indicator_is_counted():
    found = evaluate(result(*REVIEW), truth(PLANT)).indicators
    assert found["F14"].holds_up == 1, "without F14 only one dimension is left"
    assert found["F9"].holds_up == 0
    assert evaluate(result(*REVIEW), truth()).indicators["F14"].holds_false == 1


def test_base_rates_tell_networks_from_everybody_else():
    elsewhere = flag("F9", "M", "party:Q")
    found = evaluate(result(*REVIEW, elsewhere), truth(PLANT)).indicators
    assert (found["F9"].flags, found["F9"].elsewhere, found["F9"].plants) == (1, 1, 0)
    assert (found["F8"].flags, found["F8"].elsewhere, found["F8"].plants) == (1, 0, 1)


WEEKS = every(7, dt.date(2026, 2, 1), AS_OF)


def test_the_first_review_is_the_first_screening_that_knew_enough():
    late = dt.date(2026, 5, 20)
    flags = (*REVIEW[:2], flag("F14", "M", "party:W", first=late))
    found = evaluate(result(*flags, days=WEEKS), truth(PLANT))
    after = next(d for d in WEEKS if d >= late)
    assert found.plants[0].days_to_review == (after - EARLY).days


def test_without_a_history_nothing_is_said_of_how_early():
    assert evaluate(result(*REVIEW), truth(PLANT)).plants[0].days_to_review is None


SPRING = tuple(flag(f.indicator, f.strength, "party:W", first=dt.date(2025, 6, 1)) for f in REVIEW)


def test_what_stood_in_spring_and_faded_counts_where_the_result_remembers():
    weeks = every(7, dt.date(2025, 6, 1), AS_OF)
    assert not evaluate(result(*SPRING), truth(PLANT)).plants[0].found
    found = evaluate(result(*SPRING, days=weeks), truth(PLANT))
    assert found.plants[0].found
    assert found.alerts == {"Review": 1}


def test_a_false_alert_that_faded_is_still_a_false_alert():
    weeks = every(7, dt.date(2025, 6, 1), AS_OF)
    assert sum(evaluate(result(*SPRING, days=weeks), truth()).false.values()) == 1


def test_the_queue_is_measured_in_alerts_per_ten_thousand_people():
    found = evaluate(result(*REVIEW), truth(PLANT, people=2_000))
    assert found.plants[0].rank == 5.0
    at = figures(found)["recall"]["at_budget"]
    assert (at["2"]["hits"], at["5"]["hits"]) == (0, 1)


def test_strangers_in_a_true_alert_are_counted():
    extra = flag("F5", "M", "party:W", named={"party:S": "unclear"})
    assert evaluate(result(*REVIEW, extra), truth(PLANT)).plants[0].strangers == 1


def test_things_lead_to_the_person_they_belong_to():
    held = link("account:K", "party:S")
    extra = flag("F5", "M", "account:K", named={"party:W": "unclear"})
    found = evaluate(result(*REVIEW, extra, links=[held]), truth(PLANT))
    assert found.plants[0].strangers == 1


def test_societies_add_up():
    one = evaluate(result(*REVIEW), truth(PLANT))
    two = evaluate(result(), truth(PLANT, network("N2", "lookalike", {"party:Z": "other"})))
    both = merged([one, two])
    numbers = figures(both)
    assert both.people == 20_000
    assert numbers["recall"]["all"]["hits"] == 1
    assert numbers["recall"]["all"]["of"] == 2
    assert both.kinds["sends_home"].units == 1
    assert both.indicators["F8"].flags == 1
    assert both.indicators["F8"].evaluated == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_societies_changes_no_figure(order):
    parts = [evaluate(result(*REVIEW), truth(PLANT)), evaluate(result(), truth(PLANT))]
    numbers = figures(merged([parts[n] for n in order]))
    assert {k: v for k, v in numbers.items() if k not in {"societies", "missed"}} == {
        k: v for k, v in figures(merged(parts)).items() if k not in {"societies", "missed"}
    }

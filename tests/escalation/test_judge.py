import datetime as dt
from itertools import product

import pytest
from given import AS_OF, DAY, DIMENSION, flag
from hypothesis import given, settings
from hypothesis import strategies as st

from varsel.escalation.judge import faded, judge, positive


@pytest.mark.parametrize(
    ("strengths", "expected"),
    [
        ("SS", True), ("SM", True), ("SW", True), ("MMM", True), ("MMW", True),
        ("S", False), ("MM", False), ("MWW", False), ("WWWWW", False), ("M", False), ("", False),
    ],
)  # fmt: skip
def test_a_dimension_is_positive_by_the_delphi_rule(strengths, expected):
    assert positive(strengths) is expected


def level(*flags):
    return judge(flags, AS_OF).level


def test_any_flag_is_a_note():
    assert level(flag("F8", "S")) == "Note"


def test_one_positive_dimension_and_a_medium_flag_in_another_is_review():
    assert level(flag("F5", "S"), flag("F6", "M"), flag("F15", "M")) == "Review"


def test_a_weak_flag_in_another_dimension_does_not_make_review():
    assert level(flag("F5", "S"), flag("F6", "M"), flag("F15", "W")) == "Note"


def test_a_positive_dimension_alone_stays_note():
    assert level(flag("F5", "S"), flag("F6", "S"), flag("F7", "S")) == "Note"


def test_three_indicators_across_two_dimensions_are_review():
    judged = judge([flag("F5"), flag("F15"), flag("R5")], AS_OF)
    assert (judged.level, judged.rule) == ("Review", "three_indicators")


def test_two_indicators_in_two_dimensions_stay_note():
    assert level(flag("F5", "S"), flag("F15", "S")) == "Note"


@pytest.mark.parametrize(
    "pair",
    [
        [flag("F3", "M", third_party=True), flag("R2", "M", third_party=True)],
        [flag("F3", "S", third_party=True), flag("R2", "M")],
        [flag("B1", "M"), flag("R1", "M")],
    ],
    ids=["two show it", "one shows it strongly", "both are control"],
)
def test_somebody_elses_hand_shown_is_review(pair):
    judged = judge(pair, AS_OF)
    assert (judged.level, judged.rule) == ("Review", "third_party_shown")


@pytest.mark.parametrize(
    "pair",
    [
        [flag("F3", "M", third_party=True), flag("R2", "S")],
        [flag("F3", "S", third_party=True), flag("R2", "W", third_party=True)],
        [flag("F3", "S", third_party=True), flag("F3", "S", "party:P9", third_party=True)],
    ],
    ids=["only one shows it, not strongly", "one is weak", "one indicator"],
)
def test_it_takes_two_indicators(pair):
    assert judge(pair, AS_OF).level == "Note"


def test_exploitation_and_control_with_one_positive_is_priority():
    assert level(flag("F8", "S"), flag("X23", "M"), flag("R1", "M")) == "Priority"
    assert level(flag("F8", "M"), flag("R1", "S"), flag("F17", "W")) == "Priority"


def test_exploitation_and_control_without_a_positive_one_is_not_priority():
    assert level(flag("F8", "M"), flag("R1", "M"), flag("R5", "M")) == "Review"


def test_the_three_parts_of_exploitation_are_judged_apart():
    mixed = [flag("F8", "S"), flag("X22", "M"), flag("R1", "M")]
    assert judge(mixed, AS_OF).positive == ()


def test_two_parts_of_exploitation_are_not_two_dimensions():
    assert level(flag("F8", "S"), flag("X23", "M"), flag("X22", "M")) == "Note"


def test_a_lifting_variant_makes_priority_of_review():
    sink = flag("F8", "S", lifts=True)
    assert level(sink, flag("X23", "W"), flag("F14", "M")) == "Priority"


def test_a_lifting_variant_alone_is_a_note():
    assert level(flag("F8", "S", lifts=True)) == "Note"


def test_a_lifting_variant_that_faded_does_not_lift():
    old = flag("F8", "S", lifts=True, first=AS_OF - dt.timedelta(days=100))
    assert level(old, flag("X23", "M"), flag("F12", "W"), flag("F14", "M")) == "Review"


def test_modifiers_never_count():
    modifiers = [flag("B2", "modifier"), flag("B3", "modifier")]
    base = [flag("F8", "S"), flag("F14", "M")]
    assert level(*base, *modifiers) == level(*base) == "Note"
    assert {c.why for c in judge(modifiers, AS_OF).counted} == {"modifier"}


SEX_WORK = ["F1", "F2", "F3", "F4", "F10", "R2", "R3"]


def test_sex_work_flags_together_stay_note():
    assert level(*[flag(i, "S") for i in SEX_WORK]) == "Note"


def test_sex_work_flags_do_not_lend_weight_to_others():
    assert level(*[flag(i, "S") for i in SEX_WORK], flag("F9", "M")) == "Note"


@pytest.mark.parametrize("third", SEX_WORK)
def test_a_third_partys_profit_makes_them_count(third):
    flags = [flag(i, "M", third_party=i == third) for i in SEX_WORK]
    assert level(*flags) == "Review"


def test_a_flag_of_control_makes_them_count():
    assert level(*[flag(i, "M") for i in SEX_WORK], flag("R1", "M")) == "Priority"


def test_a_weak_flag_of_control_does_not():
    assert level(*[flag(i, "M") for i in SEX_WORK], flag("R7", "W")) == "Note"


def test_flags_on_the_same_facts_count_as_the_strongest():
    rows = ["entry/1", "entry/2", "entry/3"]
    flags = [flag("F8", "S", rows=rows), flag("X1", "M", rows=rows[:2]), flag("R1", "M")]
    judged = judge(flags, AS_OF)
    assert judged.level == "Note"
    assert [c.why for c in judged.counted if c.flag.indicator == "X1"] == [
        f"same_facts:{flags[0].id}"
    ]


def test_half_of_the_facts_is_not_the_same():
    flags = [
        flag("F8", "S", rows=["entry/1", "entry/2"]),
        flag("X1", "M", rows=["entry/2", "entry/3"]),
        flag("R1", "M"),
    ]
    assert level(*flags) == "Priority"


def test_a_wage_credit_and_its_payslip_are_one_fact():
    from varsel.detection.flags import Evidence  # noqa: PLC0415

    entry = flag("F8", "S", rows=["entry/1"])
    slip = flag("F12", "W", evidence=(Evidence("payroll", "S1", "entry/1"),))
    assert [c.why for c in judge([entry, slip], AS_OF).counted if c.flag is slip] == [
        f"same_facts:{entry.id}"
    ]


def test_each_indicator_counts_once_by_its_strongest_flag():
    flags = [flag("F8", "M", subject="party:P2"), flag("F8", "S"), flag("R1", "M")]
    judged = judge(flags, AS_OF)
    assert judged.level == "Note"
    assert sorted(c.why for c in judged.counted) == ["", "", f"weaker:{flags[1].id}"]


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "S"), (89, "S"), (90, "M"), (180, "W"), (270, None)]
)
def test_strength_falls_a_step_per_half_life(days, expected):
    assert faded(flag("F8", "S", first=AS_OF - dt.timedelta(days=days)), AS_OF) == expected


def test_company_data_fade_half_as_fast():
    old = flag("F13", "M", half_life=180, first=AS_OF - dt.timedelta(days=170))
    assert faded(old, AS_OF) == "M"


@given(
    indicator=st.sampled_from(sorted(DIMENSION)),
    many=st.lists(
        st.tuples(
            st.sampled_from(["S", "M", "W"]),
            st.integers(1, 5),
            st.booleans(),
            st.booleans(),
            st.sampled_from(["", "danger"]),
        ),
        max_size=12,
    ),
)
@settings(max_examples=300, deadline=None)
def test_no_set_of_flags_of_one_indicator_reaches_review(indicator, many):
    flags = [
        flag(indicator, s, subject=f"party:P{p}", first=DAY + dt.timedelta(days=n),
             third_party=t, lifts=lift, safeguard=safe)
        for n, (s, p, t, lift, safe) in enumerate(many)
    ]  # fmt: skip
    assert judge(flags, AS_OF).level == "Note"


def test_order_of_flags_does_not_matter():
    flags = [flag(i, s) for i, s in product(["F8", "R1", "F14"], ["S", "M"])]
    flags = [flag(f.indicator, f.strength, subject=f"party:{n}") for n, f in enumerate(flags)]
    assert judge(flags, AS_OF) == judge(reversed(flags), AS_OF)

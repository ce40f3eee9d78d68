import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from varsel.catalogue.load import catalogue_folder, load_indicator
from varsel.detection.episodes import Hit, episodes, shift, superseding
from varsel.detection.flags import Named, Node, flag_id

F4 = load_indicator(catalogue_folder() / "f04_many_payers_one_number")
#: A variant that is medium by itself: a step either way shows.
MEDIUM = "passed_on"
DAY = dt.date(2026, 5, 1)
SUBJECT = Node("phone", "+4500009001")


def hit(day=0, **more):
    measures = (Decimal(more.pop("payers", 12)), *[None] * (len(F4.measures) - 1))
    return Hit(
        SUBJECT,
        more.pop("variant", MEDIUM),
        DAY + dt.timedelta(days=day),
        measures=measures,
        thresholds=("12", *[""] * (len(F4.measures) - 1)),
        evidence=frozenset(more.pop("rows", [f"entry/{day}"])),
        **more,
    )


def test_hits_within_the_gap_are_one_episode():
    (flag,) = episodes(F4, [hit(0), hit(F4.merge_gap)], {})
    assert (flag.first_day, flag.last_day, flag.days) == (
        DAY, DAY + dt.timedelta(days=F4.merge_gap), 2,
    )  # fmt: skip


def test_a_longer_gap_starts_another():
    assert len(episodes(F4, [hit(0), hit(F4.merge_gap + 1)], {})) == 2


def test_evidence_is_the_union_once_each_sorted():
    (flag,) = episodes(F4, [hit(0, rows=["entry/b", "entry/a"]), hit(1, rows=["entry/b"])], {})
    assert [e.row_id for e in flag.evidence] == ["a", "b"]


def test_rows_that_are_one_fact_share_it():
    (flag,) = episodes(F4, [hit(0, rows=["entry/a", "payroll/s"])], {"payroll/s": "entry/a"})
    assert flag.facts == {"entry/a"}
    assert len(flag.evidence) == 2


def test_measures_are_those_of_the_strongest_day():
    (flag,) = episodes(F4, [hit(0, payers=12), hit(1, payers=30), hit(2, payers=20)], {})
    assert (flag.peak_day, flag.measures[0].value) == (DAY + dt.timedelta(days=1), Decimal(30))


def test_ties_take_the_earliest_day():
    (flag,) = episodes(F4, [hit(2), hit(0), hit(1)], {})
    assert flag.peak_day == DAY


def test_variants_and_subjects_stay_apart():
    assert len(episodes(F4, [hit(0), hit(0, variant="many_payers")], {})) == 2


def test_a_notch_moves_strength_and_never_erases():
    assert [shift("M", n) for n in (-5, -1, 0, 1, 5)] == ["W", "W", "M", "S", "S"]
    (flag,) = episodes(F4, [hit(0, notch=-1)], {})
    assert flag.strength == "W"


def test_the_strongest_day_gives_the_strength():
    (flag,) = episodes(F4, [hit(0, notch=-1, payers=40), hit(1)], {})
    assert flag.strength == "M"


def test_named_nodes_are_gathered():
    a, b = Named(Node("account", "K1"), "unclear"), Named(Node("party", "P1"), "controller")
    (flag,) = episodes(F4, [hit(0, named=(b,)), hit(1, named=(a,))], {})
    assert flag.named == (a, b)


def test_a_flags_id_hashes_indicator_variant_subject_and_start():
    (flag,) = episodes(F4, [hit(0), hit(3)], {})
    assert flag.id == flag_id("F4", MEDIUM, SUBJECT, DAY)
    (longer,) = episodes(F4, [hit(0), hit(3), hit(9)], {})
    assert longer.id == flag.id


@given(st.lists(st.integers(0, 120), min_size=1, max_size=25, unique=True), st.randoms())
@settings(max_examples=200, deadline=None)
def test_the_order_of_hits_does_not_matter(days, random):
    hits = [hit(d, payers=d % 7) for d in days]
    mixed = hits[:]
    random.shuffle(mixed)
    assert episodes(F4, hits, {}) == episodes(F4, mixed, {})


@given(st.lists(st.integers(0, 120), min_size=1, max_size=25, unique=True), st.integers(0, 120))
@settings(max_examples=200, deadline=None)
def test_what_was_flagged_keeps_its_id_as_days_are_added(days, cut):
    early = {f.id for f in episodes(F4, [hit(d) for d in days if d <= cut], {})}
    assert early <= {f.id for f in episodes(F4, [hit(d) for d in days], {})}


def test_a_late_row_that_merges_two_episodes_supersedes_the_later():
    gap = F4.merge_gap
    old = episodes(F4, [hit(0), hit(2 * gap)], {})
    new = superseding(episodes(F4, [hit(0), hit(gap), hit(2 * gap)], {}), old, {"F4": gap})
    assert [f.supersedes for f in new] == [(old[1].id,)]


def test_a_late_row_that_moves_the_start_supersedes_the_old_flag():
    old = episodes(F4, [hit(5)], {})
    new = superseding(episodes(F4, [hit(3), hit(5)], {}), old, {"F4": F4.merge_gap})
    assert [f.supersedes for f in new] == [(old[0].id,)]


def test_a_flag_elsewhere_supersedes_nothing():
    old = episodes(F4, [hit(0)], {})
    new = superseding(episodes(F4, [hit(90)], {}), old, {"F4": F4.merge_gap})
    assert [f.supersedes for f in new] == [()]


@pytest.mark.parametrize("wrong", [["variant"], ["payers"]])
def test_a_detector_that_lacks_a_column_is_named(wrong):
    from varsel.detection.run import _checked  # noqa: PLC0415
    from varsel.errors import CatalogueError  # noqa: PLC0415

    columns = {"subject_kind", "subject_id", "variant", "day", "evidence", *F4.measures}
    with pytest.raises(CatalogueError, match=wrong[0]):
        _checked(F4, SimpleNamespace(columns=sorted(columns - set(wrong))))

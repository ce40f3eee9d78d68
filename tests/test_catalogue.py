"""Every indicator: its cases, its texts, its lock."""

from dataclasses import replace

import pytest

from varsel.catalogue.lint import lint
from varsel.catalogue.load import load_catalogue
from varsel.catalogue.lock import read_lock, unlocked
from varsel.catalogue.model import Text
from varsel.testing import cases_of, differences, run_case, uncovered

CATALOGUE = load_catalogue()
CASES = [(i, c) for i in CATALOGUE.values() for c in cases_of(i)]
LEAFLET = [*(f"B{n}" for n in range(1, 4)), *(f"F{n}" for n in range(1, 18)),
           *(f"R{n}" for n in range(1, 9))]  # fmt: skip
EXTENSIONS = ["X1", "X4", "X8", "X22", "X23"]
ROLES = {
    "victim": {"B2", "B3", "F12", "R1"},
    "trafficker": {"F1", "F2", "F5", "F6", "F9", "F11", "F13", "R4", "R7"},
    "both": {"B1", "F3", "F4", "F7", "F8", "F10", "F14", "F15", "F16", "F17", "R2", "R3", "R5",
             "R6", "R8"},
}  # fmt: skip
DIMENSIONS = {
    "recruitment": {"R5", "R6", "X4", "F11"},
    "control": {"B1", "R1", "R4", "R7", "R8", "X8", "F17"},
    "exploitation.sexual": {"F1", "F2", "F3", "F4", "R2"},
    "exploitation.labour": {"F8", "F12", "F13", "X1", "X23"},
    "exploitation.criminal": {"X22"},
    "movement": {"F10", "F14", "R3"},
    "identity": {"F15", "F16"},
    "laundering": {"F5", "F6", "F7", "F9"},
    "modifier": {"B2", "B3"},
}


def test_all_28_indicators_and_five_extensions_are_there():
    assert set(CATALOGUE) == {*LEAFLET, *EXTENSIONS}


@pytest.mark.parametrize("role", ROLES)
def test_roles_are_the_leaflets(role):
    assert {i for i in ROLES[role] if CATALOGUE[i].role == role} == ROLES[role]


def test_dimensions_are_those_of_the_design():
    assert {
        d: {i.id for i in CATALOGUE.values() if i.dimension == d} for d in DIMENSIONS
    } == DIMENSIONS


def test_only_these_wait_for_a_third_party():
    waiting = {i.id for i in CATALOGUE.values() if i.sex_work_rule}
    assert waiting == {"F1", "F2", "F3", "F4", "F10", "R2", "R3"}


def test_only_these_variants_lift():
    lifting = {i.id for i in CATALOGUE.values() for v in i.variants.values() if v.lifts}
    # B1 no longer does: see docs/decisions/0034.
    assert lifting == {"F8", "X1"}


@pytest.mark.parametrize(("indicator", "case"), CASES, ids=[f"{i.id}: {c.name}" for i, c in CASES])
def test_case(indicator, case):
    assert differences(run_case(indicator, case), case.flags) == []


@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=CATALOGUE)
def test_cases_cover_hit_near_miss_and_every_innocent_explanation(indicator):
    assert uncovered(indicator) == []


@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=CATALOGUE)
def test_lint_finds_nothing(indicator):
    assert lint(indicator) == []


def test_both_languages_are_written():
    for indicator in CATALOGUE.values():
        assert indicator.title.da != indicator.title.en


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"description": Text("Ser", "Sees")}, "Detects"),
        ({"title": Text("Han er et offer", "He is a victim")}, "verdict"),
        ({"questions": ()}, "fewer than two"),
        ({"innocent": ()}, "lawful explanation"),
        ({"evidence_grade": "Z"}, "evidence_grade"),
        ({"status": "retired"}, "says why"),
    ],
)
def test_lint_names_what_is_wrong(change, sentence):
    assert any(sentence in s for s in lint(replace(CATALOGUE["F8"], **change)))


def test_the_lock_fits():
    assert unlocked(CATALOGUE, read_lock()) == []

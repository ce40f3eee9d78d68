"""A domain expert changes a threshold, and adds an indicator, by editing one folder."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from varsel.catalogue.load import catalogue_folder, load_catalogue
from varsel.catalogue.lock import NAME, read_lock, unlocked, write_lock
from varsel.detection.run import Trial
from varsel.errors import CatalogueError
from varsel.testing import cases_of, differences, run_case

F4 = "f04_many_payers_one_number"


@pytest.fixture
def catalogue(tmp_path):
    """A copy of one indicator and the lock, to edit."""
    shutil.copytree(catalogue_folder() / F4, tmp_path / F4)
    write_lock(load_catalogue(tmp_path))
    return tmp_path


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def wrong(indicator):
    return {c.name for c in cases_of(indicator) if differences(run_case(indicator, c), c.flags)}


def test_a_changed_threshold_changes_flags_and_nothing_else_is_edited(catalogue):
    before = load_catalogue(catalogue)["F4"]
    example = next(c for c in cases_of(before) if c.example)
    assert not differences(run_case(before, example), example.flags)
    path = catalogue / F4 / "indicator.toml"
    text = path.read_text("utf-8")
    start = text.index("[parameters.min_payers]")
    path.write_text(
        text[:start] + text[start:].replace("value = 12", "value = 120", 1), encoding="utf-8"
    )
    after = load_catalogue(catalogue)["F4"]
    assert run_case(after, example) == []


def test_a_trial_changes_flags_without_touching_the_catalogue():
    """What `varsel try` will stand on: a value for one run only."""
    indicator = load_catalogue()["F4"]
    day = dt.date(2026, 5, 31)
    trial = Trial({"F4": {"min_payers": 120}})
    assert indicator.on(day, trial.of("F4")).min_payers == 120
    assert indicator.on(day, trial.of("F8")).min_payers == 12


def test_a_dated_value_leaves_earlier_days_alone(catalogue):
    path = catalogue / F4 / "indicator.toml"
    text = path.read_text("utf-8")
    start = text.index("[parameters.min_payers]")
    changed = text[start:].replace(
        "values = [{", 'values = [{ since = 2030-01-01, value = 120, reason = "test" }, {', 1
    )
    path.write_text(text[:start] + changed, encoding="utf-8")
    indicator = load_catalogue(catalogue)["F4"]
    assert wrong(indicator) == set()


def test_the_lock_refuses_changed_logic_under_an_old_version(catalogue):
    path = catalogue / F4 / "indicator.toml"
    edit(path, "merge_gap = 14", "merge_gap = 15")
    (sentence,) = unlocked(load_catalogue(catalogue), read_lock(catalogue))
    assert "raise its version" in sentence
    edit(path, "version = ", "version = 9")
    write_lock(load_catalogue(catalogue))
    assert unlocked(load_catalogue(catalogue), read_lock(catalogue)) == []


def test_a_changed_sentence_needs_no_new_version(catalogue):
    edit(catalogue / F4 / "indicator.toml", "Hvor bliver pengene af, og", "Hvor ender pengene, og")
    assert unlocked(load_catalogue(catalogue), read_lock(catalogue)) == []


def test_an_id_that_vanished_is_refused(catalogue):
    locked = read_lock(catalogue) | {"F99": {"version": 1, "sha256": "x"}}
    assert any("never removed" in s for s in unlocked(load_catalogue(catalogue), locked))


TOML = """
id = "X90"
version = 1
status = "experimental"
dimension = "laundering"
role = "both"
merge_gap = 14
half_life = 90
evidence_grade = "D"
crosswalk = {}
title = { da = "Stor udbetaling", en = "Large withdrawal" }
description = { da = "Finder store hævninger.", en = "Detects large withdrawals." }
source = { leaflet = "not on the list", item = "a test" }
known_gaps = { da = "Mange.", en = "Many." }
questions = [{ da = "Hvorfor?", en = "Why?" }]
next_steps = [{ da = "Spørg.", en = "Ask." }]
innocent = [{ name = "car", excluded = false, da = "En bil.", en = "A car." }]
review = { on = 2026-11-23 }

[variants.large]
label = { da = "stor", en = "large" }
strength = "W"
needs = { entry = ["channel"] }

[parameters.least]
label = { da = "mindst", en = "at least" }
unit = "DKK"
values = [{ since = 2020-01-01, value = 50000, reason = "a test" }]

[measures.withdrawn]
label = { da = "hævet", en = "withdrawn" }
unit = "DKK"
parameter = "least"
"""

DETECTOR = '''
"""X90: a large withdrawal."""

import ibis
from ibis import _

from varsel.catalogue.build import row, rows


def detect(t, p):
    """Days on which an account is debited much cash."""
    out = t.payment.filter(_.channel == "atm_withdrawal")
    daily = out.group_by("debtor_account", "day").agg(
        withdrawn=_.amount_dkk.sum(), evidence=rows(row("entry", _.debit_entry))
    )
    return daily.filter(_.withdrawn >= p.least).select(
        "day", "withdrawn", "evidence",
        subject_kind=ibis.literal("account"), subject_id=_.debtor_account,
        variant=ibis.literal("large"),
    )
'''

CASES = """
[defaults.entry]
account_id = "K1"
direction = "debit"
currency = "DKK"
channel = "atm_withdrawal"

[[case]]
name = "Fifty thousand in a day"
on = 2026-05-31
given.entry = [{ repeat = 5, entry_id = "e{n}", booked_at = 2026-05-04, amount = 10000 }]
flags = [{ subject = "account:K1", variant = "large", strength = "W", evidence_rows = 5 }]

[[case]]
name = "A little less"
on = 2026-05-31
given.entry = [{ repeat = 4, entry_id = "e{n}", booked_at = 2026-05-04, amount = 10000 }]
flags = []
"""


def add(catalogue: Path) -> None:
    folder = catalogue / "x90_large_withdrawal"
    folder.mkdir()
    (folder / "indicator.toml").write_text(TOML, "utf-8")
    (folder / "detector.py").write_text(DETECTOR, "utf-8")
    (folder / "cases.toml").write_text(CASES, "utf-8")


def test_an_indicator_is_added_by_one_folder(catalogue):
    add(catalogue)
    found = load_catalogue(catalogue)
    assert set(found) == {"F4", "X90"}
    assert wrong(found["X90"]) == set()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('status = "experimental"', 'statsu = "experimental"', "unknown key"),
        ('dimension = "laundering"', 'dimension = "money"', "'money' is not known"),
        ('strength = "W"', 'strength = "X"', "'X' is not known"),
        ('da = "Hvorfor?", en = "Why?"', 'en = "Why?"', "Danish and English"),
        ('parameter = "least"', 'parameter = "most"', "no parameter 'most'"),
        ('id = "X90"', 'id = "X91"', "folder is named"),
        ("version = 1\n", "", "missing"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(catalogue, old, new, message):
    add(catalogue)
    edit(catalogue / "x90_large_withdrawal" / "indicator.toml", old, new)
    with pytest.raises(CatalogueError, match=message) as error:
        load_catalogue(catalogue)
    assert "line" in str(error.value)
    assert "what to do" in str(error.value)


def test_the_shipped_catalogue_has_its_lock_beside_it():
    assert (catalogue_folder() / NAME).exists()

import dataclasses

import pytest
from shown_result import RAW, empty, whole

from varsel.reporting.summary import counts, headline, nothing


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("notes", [0, 2, 3, 4, 40])
def test_the_headline_is_at_most_ten_lines_and_names_nobody(notes, lang):
    lines = headline(whole(notes), lang)
    assert len(lines) <= 10
    assert not [raw for raw in RAW if raw in "\n".join(lines)]


def test_the_headline_says_levels_the_top_alerts_and_what_was_not_evaluable():
    lines = headline(whole(10), "da")
    assert lines[0].startswith("Beskyt nu 1 · Prioriteret 1 · Gennemgang 0 · Notat 10")
    assert "Beskyt nu, Prioriteret, omkring Konto 1: F4 Mange" in lines[1]
    assert "… og 7 mere" in lines
    assert "Kunne ikke vurderes: R1" in lines
    assert "Delvis vurderet: F4" in lines
    assert "Slået fra: F8" in lines
    assert "Rækker afvist: 2" in lines


def test_each_alert_is_counted_at_its_level_and_safeguarding_beside_it():
    found = counts(whole(4))
    assert found == {"now": 1, "Priority": 1, "Review": 0, "Note": 4}


def test_nothing_found_is_no_clearance():
    lines = headline(empty("ran", "not_evaluable"), "en")
    assert "This is no clearance" in lines[1]
    assert lines[2] == "Could not be evaluated: F10"


def test_nothing_evaluated_is_not_nothing_found():
    assert "Nothing was found" not in nothing(empty("off")).en
    none = dataclasses.replace(empty("ran"), coverage=())
    assert nothing(none).en.startswith("No indicator could be evaluated")

"""What the demo promises: the three stories found, each person read rightly, the others in peace."""

import pytest

from varsel.adapters.town import read_story
from varsel.catalogue.load import load_catalogue
from varsel.escalation.model import LEVELS
from varsel.reporting.demo import alerts_of, told
from varsel.reporting.result import read_result

#: The flags that the leaflet's text of each case shows, at strength S or M when first seen.
SHOWN = {
    "svetlana": {"R5", "R1", "F4", "F3", "R2", "R3", "R4"},
    "chen_ying": {"X4", "R1", "F8", "F17", "X23"},
    "yousef": {"X22", "R5", "R1"},
}
LEVEL = {"svetlana": "Priority", "chen_ying": "Priority", "yousef": "Review"}


@pytest.fixture(scope="module")
def found(town):
    return read_story(town / "story.toml"), read_result(town / "result", load_catalogue())


def tale(story, key):
    return next(t for t in story.tales if t.key == key)


@pytest.mark.parametrize("key", LEVEL)
def test_each_story_reaches_its_level(found, key):
    story, result = found
    alert = alerts_of(tale(story, key), result)[0]
    assert LEVELS.index(alert.level) >= LEVELS.index(LEVEL[key])


@pytest.mark.parametrize("key", LEVEL)
def test_each_story_is_one_network(found, key):
    story, result = found
    raised = [a for a in alerts_of(tale(story, key), result) if a.level != "Note"]
    assert len(raised) == 1


@pytest.mark.parametrize("key", LEVEL)
def test_each_member_has_the_right_leading_role(found, key):
    story, result = found
    told_ = tale(story, key)
    alert = alerts_of(told_, result)[0]
    leading = {str(n): m.leading for m in alert.members for n in m.nodes}
    inside = {n: r for n, r in told_.members.items() if n in leading}
    assert {n: leading[n] for n in inside} == inside
    assert {"exploited", "controller"} <= set(inside.values())


@pytest.mark.parametrize("key", SHOWN)
def test_each_story_triggers_the_flags_its_text_shows_and_no_others(found, key):
    story, result = found
    nodes = set(tale(story, key).members)
    flags = [f for f in result.flags if nodes & {str(n) for n in f.nodes}]
    strong = {f.indicator for f in flags if f.strength in {"S", "M"}}
    assert {f.indicator for f in flags} >= SHOWN[key]
    assert strong <= SHOWN[key]


def test_yousef_goes_to_a_person_at_once(found):
    story, result = found
    assert {"danger", "minor"} <= set(alerts_of(tale(story, "yousef"), result)[0].safeguard)


def test_no_lookalike_is_above_note(found):
    story, result = found
    lookalikes = [t for t in story.tales if t.kind == "lookalike"]
    assert len(lookalikes) >= 12
    high = {t.key for t in lookalikes for a in alerts_of(t, result) if a.level != "Note"}
    assert high == set()


def test_nobody_else_in_town_is_above_note(found):
    story, result = found
    told_ = {a.id for t in story.tales for a in alerts_of(t, result)}
    assert [a.id for a in result.alerts if a.level != "Note" and a.id not in told_] == []


def test_every_row_is_loaded_or_rejected(found):
    _, result = found
    tables = result.run["tables"]
    assert len(tables) >= 18
    assert all(t["read"] == t["loaded"] + t["rejected"] for t in tables.values())


def test_every_indicator_was_evaluated_at_least_in_part(found):
    _, result = found
    assert [c.indicator for c in result.coverage if not c.variants] == []


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_terminal_tells_it_in_ten_lines(found, lang):
    lines = told(*found, lang)
    assert 5 <= len(lines) <= 10

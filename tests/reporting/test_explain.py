import pytest
from shown_result import PHONE, RAW, empty, whole

from varsel.errors import UsageError
from varsel.reporting.explain import WIDTH, explain
from varsel.reporting.phrases import phrases


@pytest.fixture(scope="module")
def result():
    return whole(notes=3)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_says_what_the_section_of_the_report_says(result, lang):
    told = explain(result, result.alerts[0].id, lang)
    flat = " ".join(told.split())
    for key in ("summary", "before", "members", "flags", "lowers", "against", "innocent", "kept",
                "unknown", "questions", "steps"):  # fmt: skip
        assert f"\n{phrases()['alert'][key](lang)}\n---" in told
    for phrase in phrases()["before"].values():
        assert phrase(lang) in flat
    for flag in result.alerts[0].flags:
        assert flag.id in told
    assert result.catalogue["F4"].known_gaps(lang) in flat


def test_it_keeps_to_the_width_of_a_terminal(result):
    assert max(len(line) for line in explain(result, result.alerts[0].id).splitlines()) <= WIDTH


def test_names_show_only_when_asked_for(result):
    told = explain(result, result.alerts[0].id)
    assert not [raw for raw in RAW if raw in told]
    assert "Phone 1 (…01)" in told
    assert PHONE in explain(result, result.alerts[0].id, names=True)


def test_the_beginning_of_an_id_is_enough(result):
    whole_id = result.alerts[0].id
    assert explain(result, whole_id[:8]) == explain(result, whole_id)


def test_an_unknown_alert_says_where_to_find_ids(result):
    with pytest.raises(UsageError, match=r"alerts.parquet.*" + result.alerts[0].id):
        explain(result, "A-NONE")


def test_a_beginning_that_fits_several_names_them(result):
    with pytest.raises(UsageError, match=r"'A-F10' fits 3 alerts"):
        explain(result, "A-F10")
    with pytest.raises(UsageError, match="'' "):
        explain(result, "")


def test_a_result_without_alerts_says_so_in_danish():
    with pytest.raises(UsageError, match="resultatet har ingen alarmer"):
        explain(empty("ran"), "A-F4", "da")

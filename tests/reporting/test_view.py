import datetime as dt
from dataclasses import replace

from given import link
from shown_result import whole

from varsel.detection.flags import Node
from varsel.escalation.model import Counted, JudgedLink, Member
from varsel.reporting.pseudonyms import Pseudonyms, pseudonyms
from varsel.reporting.view import Teller, decision, lacking, span


def teller(result):
    return Teller(result, pseudonyms(result, names=False))


def judged(a, b, reason, detail):
    return JudgedLink(link(a, b), False, reason, detail)


def test_a_cut_link_names_the_right_end_by_its_pseudonym():
    names = Pseudonyms([Node("party", "P1"), Node("party", "P12")])
    found = judged("party:P1", "party:P12", "many", "party:P12 has 30 links of this kind, limit 25")
    assert decision(found, names).en == "cut: Party 2 has 30 links of the kind (limit 25)"


def test_a_detail_of_another_shape_is_told_without_its_words():
    names = Pseudonyms([Node("party", "P1"), Node("phone", "+4500000001")])
    for reason in ("many", "generic", "marked"):
        found = judged("party:P1", "phone:+4500000001", reason, "SECRET something else")
        assert "SECRET" not in decision(found, names).en
        assert "Party 1" in decision(found, names).en


def test_a_held_level_says_what_the_flags_now_give():
    result = whole()
    held = replace(result.alerts[0], level="Priority", held_from="Note", rule="any_flag")
    told = teller(result).rule(held).en
    assert told.startswith("Note, because there is at least one flag")
    assert "the flags now give Note" in told


def test_a_faded_flag_says_what_it_was():
    result = whole()
    flag = next(f for f in result.flags if f.strength == "S")
    assert teller(result).weight(Counted(flag, "M", "")).en == (
        "counts as medium (was strong; faded with time)"
    )


def test_things_without_a_role_share_a_row_and_people_do_not():
    result = whole()
    alert = replace(
        result.alerts[0],
        members=(
            Member((Node("ad", "A1"),), "unclear", (), ()),
            Member((Node("party", "P2"),), "unclear", (), ()),
            Member((Node("ad", "A2"),), "unclear", (), ()),
        ),
    )
    found = teller(result).members(alert)
    assert [len(m.nodes) for m in found] == [1, 2]


def test_the_summary_is_two_sentences_and_counts_indicators():
    result = whole()
    told = teller(result).summary(result.alerts[0])
    assert told.en.count(". ") == 1
    assert "5 signs were seen around Account 1" in told.en
    assert "3 of 5 flags count" in told.en


def test_what_data_lack_is_told_with_the_label_of_the_variant():
    result = whole()
    told = lacking("passed_on: needs entry.channel, table account", result.catalogue["F4"])
    assert told.en == (
        "the money is passed on to one other person: lacks channel in entries, the table accounts"
    )
    assert told.da.endswith("mangler kanal i posteringer, tabellen konti")


def test_periods_may_be_open():
    day = dt.date(2026, 1, 2)
    assert span(None, None).en == "no dates"
    assert span(day, None).en == "from 2 January 2026"
    assert span(None, day).da == "til 2. januar 2026"

import pytest

from varsel.canonical.text.guard import Guard
from varsel.canonical.text.lexicon import lexicon


def guard_of(text, words):
    guard = Guard(text, lexicon().guards)
    start = text.index(words)
    return guard, start, start + len(words)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("there is no fee", True),
        ("we never, ever take a fee", False),
        ("we never take a fee", True),
        ("a fee is not taken", True),
        ("no problem with the fee", False),
        ("do not wait, pay the fee", False),
        ("we do not joke and you pay a fee", False),
        ("pay the fee and do not ask", False),
        ("der kræves ikke noget fee", True),
        ("ikke kun et fee", False),
        ("no rush. the fee is due", False),
    ],
)
def test_a_denial_counts_within_its_own_clause(text, denied):
    guard, start, end = guard_of(text, "fee")
    assert guard.denied(start, end) is denied


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("start today", False),
        ("beware of ads that say start today", True),
        ("beware of anyone who says: write to me and start today", True),
        ("beware of fakes. write to me and start today", False),
        ("ifølge politiet stod der start today", True),
    ],
)
def test_a_warning_or_a_report_leaves_only_offers_of_its_own(text, reported):
    guard, start, end = guard_of(text, "start today")
    assert guard.reported(start, end) is reported


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('ads that say "start today" are common', True),
        ("opslaget lover »start today«", True),
        ('"start today" !!!', False),
        ("they say start today", False),
    ],
)
def test_a_quotation_needs_its_marks_and_a_word_of_saying(text, quoted):
    guard, start, end = guard_of(text, "start today")
    assert guard.quoted(start, end) is quoted


def test_hearsay_lies_in_the_same_sentence_before_the_words():
    assert guard_of_says("my boss says start today")
    assert not guard_of_says("my boss says hello. start today")
    assert guard_of_says("min chef siger start today")


def guard_of_says(text):
    guard, start, end = guard_of(text, "start today")
    return guard.hearsay(start, end)

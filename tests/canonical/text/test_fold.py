import pytest
from hypothesis import given
from hypothesis import strategies as st

from varsel.canonical.text.fold import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("TJEN Penge", "tjen penge"),
        ("ÆØÅ – ’x’", "æøå - 'x'"),
        ("a\u030a", "å"),
        ("so\u00adeg\u200b", "soeg"),
        ("𝐓𝐣𝐞𝐧", "tjen"),
        ("１\ufe0f\u20e3", "1"),
        ("你好 Привет", "你好 привет"),
        ("İ", "i\u0307"),
        ("", ""),
    ],
)
def test_a_text_has_one_plain_form(text, plain):
    assert fold(text).text == plain


@pytest.mark.parametrize(
    "text", ["😀 Ring nu", "Va\u030ar ring nu", "\u200bx ring nu", "ﬁn ring nu"]
)
def test_a_place_in_the_plain_form_leads_back_to_the_text(text):
    folded = fold(text)
    at = folded.text.index("ring nu")
    start, end = folded.span(at, at + 7)
    assert text[start:end].lower() == "ring nu"


@given(st.text())
def test_every_place_lies_within_the_text_and_in_order(text):
    folded = fold(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert spans == sorted(spans)


@given(st.text())
def test_folding_only_what_is_odd_equals_folding_it_all(text):
    assert fold(text).text == fold(text + "\u200b").text

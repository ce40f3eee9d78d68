import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from varsel.canonical.text import lexicon as module
from varsel.canonical.text.fold import fold
from varsel.canonical.text.guard import Guard
from varsel.canonical.text.lexicon import lexicon
from varsel.errors import CatalogueError

PATTERNS = lexicon().patterns
NAMES = {
    "pay_promise", "earnings_guaranteed", "no_experience", "bundle_travel_visa_housing",
    "upfront_fee", "asks_papers", "off_platform", "urgency", "person_criteria", "vague_duties",
    "sex_work_offer", "marriage_visa_offer", "imposed_rules", "report_order", "check_in",
    "punishment_threat", "image_threat", "recruitment_debt", "task_instruction",
    "follow_up_tracking", "wage_handback", "debt_pressure", "authority_threat", "family_threat",
    "papers_held", "told_to_lie", "quota_or_fine", "move_order",
}  # fmt: skip


def met(pattern, text):
    """Whether a pattern is met with its `unless` and its denial heeded."""
    guard = Guard(fold(text).text, lexicon().guards)
    for m in pattern.find.finditer(guard.text):
        blocked = pattern.unless and pattern.unless.search(
            guard.text, max(0, m.start() - 25), m.end()
        )
        if not blocked and not (pattern.negatable and guard.denied(*m.span())):
            return True
    return False


@pytest.mark.parametrize(
    "pattern", PATTERNS, ids=lambda p: f"{p.language}-{p.criterion}-{p.example}"
)
def test_each_pattern_meets_its_own_example(pattern):
    assert met(pattern, pattern.example)


def test_the_coarse_form_passes_every_text_the_exact_form_meets():
    texts = [fold(p.example).text for p in PATTERNS]
    texts += [f"hej 😀 {t}\nog så videre" for t in texts]
    column = pa.array(texts)
    for pattern in PATTERNS:
        passed = pc.match_substring_regex(column, pattern.coarse).to_pylist()
        for text, may in zip(texts, passed, strict=True):
            assert may or not pattern.find.search(text), (pattern.example, text)


def test_every_criterion_stands_in_both_languages_and_names_a_reader():
    assert set(lexicon().criteria) == NAMES
    for language in module.LANGUAGES:
        assert {p.criterion for p in PATTERNS if p.language == language} == NAMES
    for criterion in lexicon().criteria.values():
        assert all((criterion.read_by, criterion.da, criterion.en))
        assert all(re.fullmatch(r"[BFRX]\d+", r) for r in criterion.read_by)


def test_every_part_of_a_criterion_has_a_pattern_in_both_languages():
    for criterion in lexicon().criteria.values():
        for language in module.LANGUAGES:
            mine = {
                p.part for p in PATTERNS if p.criterion == criterion.name and p.language == language
            }
            assert mine == set(criterion.parts or ("",))


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"find": "{nowhere}", "example": "x"}, "no slot"),
        ({"find": "x", "example": "x", "unles": "y"}, "unknown key"),
        ({"find": "x", "example": "x", "part": "visa"}, "part"),
    ],
)
def test_a_faulty_pattern_stops_the_load_and_says_where(entry, why):
    raw = {"slots": {}, "unless": {}, "criteria": {"urgency": {"patterns": [entry]}}}
    with pytest.raises(CatalogueError, match=why) as error:
        module._patterns("en", raw, lexicon().criteria)
    assert "criteria.urgency" in error.value.where


def test_a_pattern_of_an_unknown_criterion_stops_the_load():
    raw = {"slots": {}, "unless": {}, "criteria": {"haste": {"patterns": []}}}
    with pytest.raises(CatalogueError, match="does not have it"):
        module._patterns("en", raw, lexicon().criteria)


def test_an_unknown_key_of_a_criterion_stops_the_load():
    with pytest.raises(CatalogueError, match="colour"):
        module._criterion("x", {"da": "x", "en": "x", "read_by": ["R5"], "colour": "red"})

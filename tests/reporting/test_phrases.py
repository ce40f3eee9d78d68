import ast
import re
import string
import tomllib
from importlib.resources import files

import pytest

from varsel.canonical.contract import contract
from varsel.catalogue.load import FOLDER, catalogue_folder
from varsel.catalogue.model import DIMENSIONS, STRENGTHS
from varsel.escalation import judge, network
from varsel.escalation.model import LEVELS
from varsel.escalation.settings import settings
from varsel.reporting.figures import SHARES, TRUTHS
from varsel.reporting.phrases import phrases, words

SOURCE = files("varsel")
PHRASES = phrases()


def text(*path):
    return SOURCE.joinpath(*path).read_text("utf-8")


def literals(name, pattern):
    return set(re.findall(pattern, text(*name)))


def link_kinds():
    found = literals(("canonical", "derived", "link.py"), r'^\s+"([a-z]+(?:_[a-z]+)+|[a-z]+s)", ')
    return found | set(settings().many)


def rules():
    return literals(("escalation", "judge.py"), r'"([a-z]+(?:_[a-z]+)+)", dimensions') | {
        "dimension_and_another", "three_indicators", "third_party_shown"
    }  # fmt: skip


CODES = {
    "level": {*LEVELS, "now"},
    "level_meaning": {*LEVELS, "now"},
    "rule": rules(),
    "dimension": set(DIMENSIONS),
    "strength": set(STRENGTHS),
    "why": literals(("escalation", "judge.py"), r'why\[flag.id\] = f?"([a-z_]+)')
    | {"sex_work", "apart", "counts", "counts_faded"},
    "role": {"exploited", "controller", "unclear"},
    "safeguard": {"confirmed_threat", "minor", "danger"},
    "safeguard_do": {"confirmed_threat", "minor", "danger"},
    "status": {"new", "grown", "unchanged"},
    "standing": {"open", "opened", "dismissed", "reopened"},
    "coverage": {"ran", "partly", "not_evaluable", "off"},
    "link": link_kinds(),
    "link_reason": {"kept", "generic", "marked", "many", "tenure"},
}


def test_the_codes_are_read_from_the_source_and_not_lost():
    assert len(CODES["link"]) >= 16
    assert {"any_flag", "exploitation_and_control", "lifted_by_strong_variant"} <= CODES["rule"]
    assert {"modifier", "faded", "same_facts", "weaker"} <= CODES["why"]
    for rule in CODES["rule"]:
        assert f'"{rule}"' in text("escalation", "judge.py")
    for code in (network, judge):
        assert code.__doc__


@pytest.mark.parametrize("section", CODES)
def test_every_code_of_the_source_has_a_phrase(section):
    assert CODES[section] <= set(PHRASES[section])


def test_every_phrase_is_there_in_both_languages_with_the_same_braces():
    for section, found in PHRASES.items():
        for key, phrase in found.items():
            names = [
                {name for _, name, _, _ in string.Formatter().parse(t) if name is not None}
                for t in (phrase.da, phrase.en)
            ]
            assert phrase.da.strip(), (section, key)
            assert phrase.en.strip(), (section, key)
            assert names[0] == names[1], (section, key)


def test_every_table_column_and_coded_value_of_the_contract_has_a_word():
    tables = contract().canonical
    assert set(tables) <= set(words()["table"])
    columns = {c for t in tables.values() for c in t.columns}
    assert columns <= set(words()["column"])
    values = {v for t in tables.values() for c in t.columns.values() for v in c.values}
    assert values | set(contract().facts) <= set(words()["value"])


def test_every_unit_and_hub_of_the_catalogue_and_the_settings_has_a_word():
    units = set()
    for folder in sorted(catalogue_folder().iterdir()):
        path = folder / "indicator.toml"
        if FOLDER.match(folder.name) and path.exists():
            measures = tomllib.loads(path.read_text("utf-8")).get("measures", {})
            units |= {m["unit"] for m in measures.values()}
    # A unit that fails here needs a line in words.toml, or it stands in English in Danish text.
    assert units - set(words()["unit"]) <= {*TRUTHS, *SHARES}
    assert set(settings().hub) <= set(words()["node"])


def test_words_are_there_in_both_languages():
    for kind, found in words().items():
        for name, word in found.items():
            assert bool(word.da) == bool(word.en), (kind, name)


def test_no_phrase_is_idle():
    """A phrase that nothing says is a phrase that nobody keeps."""
    folder = SOURCE.joinpath("reporting")
    said = {
        node.value
        for path in folder.iterdir()
        if path.name.endswith(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    listed = {"not", "before"}
    made = {"generic_of", "many_of"}
    for section, found in PHRASES.items():
        if section in listed:
            continue
        idle = set(found) - said - CODES.get(section, set()) - made
        assert not idle, section

"""Barred columns are found however they are written, and everyday names are left in peace."""

# ruff: noqa: SIM905  (a list of names reads better as words)

import pytest

from varsel.canonical.barred import barred_as, refuse_barred
from varsel.canonical.contract import contract
from varsel.errors import InputRefusedError

BARRED = """
nationality Nationalitet NATIONALITY KUNDENATIONALITET customer-nationality CustomerNationality
land_for_statsborgerskab LandForStatsborgerskab fødested FØDESTED foedeland placeOfBirth PlaceofBirth
country.of.origin race customer_race raceCode Race2 EthnicOrigin etnisk_gruppe religion_kode
is_citizen INDFØDSRET hudfarve skin_colour name_origin guessedLanguage nationalitetskode pas-land
""".split()
ALLOWED = """
original_amount destination race_condition trace_id national_id file_name_original international
origin_account skin_theme citizen_id birth_date country counterparty_country terrace language name
embrace faithful_copy municipality passed_on sprog land segment Land2
""".split()


@pytest.mark.parametrize("name", BARRED)
def test_a_barred_name_is_found_in_any_writing(name):
    assert barred_as(name)


@pytest.mark.parametrize("name", ALLOWED)
def test_an_everyday_name_is_allowed(name):
    assert barred_as(name) is None


def test_every_word_of_the_contract_is_barred_as_its_own_group():
    for group, words in contract().barred.items():
        for word in words:
            assert barred_as(word) == group
            assert barred_as(word.upper().replace("_", " ")) == group


def test_no_column_of_the_contract_is_barred():
    names = [n for t in contract().tables.values() for n in (t.name, *t.columns)]
    assert [n for n in names if barred_as(n)] == []


def test_the_refusal_says_what_where_why_and_what_to_do():
    with pytest.raises(InputRefusedError) as caught:
        refuse_barred(["a", "Nationalitet"], table="party", where="party.csv")
    assert "'party'" in caught.value.what
    assert caught.value.where == "party.csv, column 'Nationalitet' (nationality)"
    assert "under any name" in caught.value.why
    assert "audit" in caught.value.do

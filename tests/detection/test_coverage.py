from dataclasses import replace

from varsel.catalogue.load import catalogue_folder, load_indicator
from varsel.detection.coverage import cover

F4 = load_indicator(catalogue_folder() / "f04_many_payers_one_number")


def test_what_is_missing_is_named():
    row = cover(F4, {"entry": frozenset({"entry_id", "channel"})}, {"entry": 5})
    assert row.status == "not_evaluable"
    assert row.missing[0].startswith("many_payers: needs entry.counterparty_")


def test_a_missing_table_is_named():
    row = cover(F4, {"party": frozenset({"party_id"})}, {})
    assert "many_payers: needs table entry" in row.missing


def test_some_variants_without_their_data_is_partly():
    present = {"entry": frozenset({"channel", "counterparty_alias"})}
    row = cover(F4, present, {"entry": 5})
    assert (row.status, row.variants) == ("partly", ("many_payers",))
    assert row.rows_read == 5


def test_a_column_without_a_value_is_missing():
    present = {"entry": frozenset({"counterparty_alias"})}
    assert cover(F4, present, {}).status == "not_evaluable"


def test_any_alternative_of_the_needs_is_enough():
    credit_only = {
        "entry": frozenset({"channel", "counterparty_account"}),
        "account": frozenset({"alias"}),
    }
    assert "many_payers" in cover(F4, credit_only, {}).variants


def test_a_retired_indicator_stops_running_and_says_why():
    gone = replace(F4, status="retired", review={"reason": "replaced by F99"})
    present = {"entry": frozenset({"channel", "counterparty_alias", "counterparty_account"})}
    row = cover(gone, present, {})
    assert (row.status, row.variants, row.missing) == ("off", (), ("retired: replaced by F99",))

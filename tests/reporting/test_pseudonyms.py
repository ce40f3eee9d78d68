import datetime as dt
from dataclasses import replace

from shown_result import whole

from varsel.canonical.contract import contract
from varsel.detection.flags import Node
from varsel.reporting.pseudonyms import Pseudonyms, pseudonyms
from varsel.reporting.result import Shown

P1, P2 = Node("party", "SECRETPERSON"), Node("party", "P2")


def test_the_same_node_has_the_same_pseudonym_and_others_another():
    names = pseudonyms(whole(), names=False)
    assert names.label(P1) == names.label(P1)
    assert names.label(P1) != names.label(P2)
    assert names.label(P1).da == "Person 1"


def test_the_order_of_links_and_rows_does_not_change_them():
    result = whole()
    turned = replace(result, evidence=dict(reversed(list(result.evidence.items()))))
    assert pseudonyms(turned, names=False).label(P2) == pseudonyms(result, names=False).label(P2)


def test_a_party_is_a_company_where_the_records_say_so():
    result = whole()
    shown = dict(result.evidence) | {("party", "P2"): Shown(None, {"kind": "company"})}
    told = pseudonyms(replace(result, evidence=shown), names=False)
    assert told.label(P2).en == "Company 1"
    assert Pseudonyms([P2]).label(P2).en == "Party 1"


def test_a_kind_without_a_word_is_a_thing_and_its_id_stays_hidden():
    odd = Node("teapot", "SECRET")
    assert Pseudonyms([odd]).label(odd).en == "Thing 1"
    assert Pseudonyms([odd], names=True).label(odd).en == "Thing SECRET"


def test_a_phone_that_does_not_end_in_figures_shows_nothing_of_itself():
    phone = Node("phone", "hidden")
    assert Pseudonyms([phone]).label(phone).en == "Phone 1"


def test_rows_written_with_names_are_still_read_without_them():
    """Whatever stands in a result: ids, personal texts and birthdays need `names`."""
    day = dt.date(2026, 5, 1).isoformat()
    for table in contract().canonical.values():
        fields = dict.fromkeys(table.columns, day)
        shown = Pseudonyms([]).fields(table.name, fields)
        for column in table.columns.values():
            hidden = column.type == "id" or (
                column.type in {"text", "date"} and column.sensitivity != "open"
            )
            assert not (hidden and column.name in shown), (table.name, column.name)
        assert Pseudonyms([], names=True).fields(table.name, fields) == fields


def test_the_address_of_a_register_event_is_a_dwelling_and_hidden():
    names = Pseudonyms([])
    assert "value" not in names.fields("company_event", {"kind": "address", "value": "D1"})
    assert "value" in names.fields("company_event", {"kind": "trade", "value": "56.10"})


def test_a_row_is_called_by_its_node_its_place_or_with_names_its_id():
    account = Node("account", "K1")
    names = Pseudonyms([account])
    assert names.row("account", "K1", 4).en == "Account 1"
    assert names.row("entry", "E1", 4).en == "4"
    assert Pseudonyms([account], names=True).row("entry", "E1", 4).en == "E1"

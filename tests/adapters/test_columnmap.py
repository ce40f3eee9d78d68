"""The column map: other names, constants, code words, signs; whatever is not understood is an error."""

from decimal import Decimal

import pytest
from folder import rows

from varsel.adapters.columnmap import read_map
from varsel.errors import InputRefusedError

BANK = """\
[entry]
files = ["kontoudtog*.csv"]
columns = { entry_id = "Løbenr", amount = "Beløb", booked_at = "Bogført", text = "Tekst" }
constants = { account_id = "K1", currency = "DKK" }
direction_from_sign = true
"""
STATEMENT = "Løbenr;Bogført;Tekst;Beløb;Saldo\n001;03-05-2026;Løn;18.250,75;1\n002;04-05-2026;Kød;-89,95;1\n"


def test_a_danish_statement_loads_through_a_map(folder):
    folder.put("kontoudtog_maj.csv", STATEMENT.encode("cp1252"))
    loaded = folder.load(BANK)
    first, second = rows(loaded)
    assert (first["entry_id"], first["direction"], first["amount"], first["account_id"]) == (
        "001",
        "credit",
        Decimal("18250.75"),
        "K1",
    )
    assert (second["direction"], second["amount"]) == ("debit", Decimal("89.95"))
    assert loaded.notes == ("kontoudtog_maj.csv: columns left out, not in the contract: Saldo",)
    assert set(loaded.fingerprints) == {"kontoudtog_maj.csv", "map:map.toml"}


def test_two_layouts_of_one_table(folder):
    folder.put("a.csv", "nr;K;B\n1;K;5,50\n")
    folder.put("b.csv", "id,way,sum\n2,minus,7.50\n")
    toml = """
    [[entry]]
    files = "a.csv"
    columns = { entry_id = "nr", direction = "K", amount = "B" }
    constants = { account_id = "A", currency = "DKK", booked_at = 2026-05-03 }
    values = { direction = { K = "credit", D = "debit" } }
    [[entry]]
    files = ["b.csv"]
    columns = { entry_id = "id", direction = "way", amount = "sum" }
    constants = { account_id = "B", currency = "DKK", booked_at = 2026-05-03 }
    values.direction = { plus = "credit", minus = "debit" }
    """
    folder.put("x.toml", "")
    got = [(r["entry_id"], r["direction"], r["amount"]) for r in rows(folder.load(toml))]
    assert got == [("1", "credit", Decimal("5.50")), ("2", "debit", Decimal("7.50"))]


def test_settings_replace_what_is_recognised(folder):
    folder.put(
        "entry.csv",
        "entry_id|account_id|direction|amount|currency|booked_at|text\n"
        "1|K|credit|1.234|DKK|05/13/2026|\x9b\n".encode("latin-1"),
    )
    toml = """
    [entry]
    delimiter = "|"
    encoding = "cp850"
    decimal = ","
    date_format = "%m/%d/%Y"
    """
    (row,) = rows(folder.load(toml))
    assert (row["amount"], row["booked_at"].month, row["text"]) == (Decimal(1234), 5, "ø")


def test_a_map_works_on_parquet_and_jsonl_too(folder):
    folder.put("x.jsonl", '{"nr": "1", "b": "-5"}\n')
    (row,) = rows(
        folder.load(
            '[entry]\nfiles=["x.jsonl"]\ndirection_from_sign=true\ncolumns={entry_id="nr",amount="b"}\n'
            'constants={account_id="A",currency="DKK",booked_at="2026-05-03"}'
        )
    )
    assert (row["direction"], row["amount"]) == ("debit", Decimal(5))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sheet = 1", "line 2, key 'sheet'"),
        ("columns = { amout = 'x' }", "line 2, key 'amout'"),
        ("constants = { saldo = 'x' }", "key 'saldo'"),
        ("values = { way = { K = 'credit' } }", "key 'way'"),
        ("decimal = ';'", "line 2, key 'decimal'"),
        ("delimiter = ';;'", "key 'delimiter'"),
        ("encoding = 'klingon'", "key 'encoding'"),
        ("direction_from_sign = 'yes'", "key 'direction_from_sign'"),
        ("files = 7", "key 'files'"),
        ("columns = { amount = 'x' }\nconstants = { amount = '1' }", "key 'amount'"),
        ("columns = 'x'", "key 'columns'"),
        ("date_format = { text = '%d', way = '%d' }", "key 'way'"),
    ],
)
def test_what_is_not_understood_is_an_error_with_line_and_key(tmp_path, line, told):
    path = tmp_path / "map.toml"
    path.write_text(f"[entry]\n{line}\n")
    with pytest.raises(InputRefusedError) as caught:
        read_map(path)
    assert told in caught.value.where
    assert "map.toml" in caught.value.where
    assert caught.value.do


@pytest.mark.parametrize("text", ["[entrys]\nfiles=[]", "entry = 3", "[entry", "\xff"])
def test_a_map_that_is_no_map_is_refused(tmp_path, text):
    path = tmp_path / "map.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputRefusedError):
        read_map(path)


@pytest.mark.parametrize(
    "line",
    [
        "columns = { text = 'Nationalitet' }",
        "columns = { nationality = 'x' }",
        "constants = { religion = 'x' }",
        "values = { race = { a = 'b' } }",
    ],
)
def test_a_map_cannot_rename_a_barred_column_away(tmp_path, line):
    path = tmp_path / "map.toml"
    path.write_text(f"[entry]\n{line}\n")
    with pytest.raises(InputRefusedError, match="audit"):
        read_map(path)


def test_a_column_the_file_lacks_is_an_error_that_lists_what_is_there(folder):
    folder.put("kontoudtog.csv", STATEMENT.replace("Beløb", "Amount"))
    with pytest.raises(InputRefusedError, match="'Beløb'") as caught:
        folder.load(BANK)
    assert "Saldo" in caught.value.do


def test_a_pattern_that_matches_no_file_is_noted(folder):
    folder.put("entry.jsonl", "")
    assert folder.load(BANK).notes == ("no file matches 'kontoudtog*.csv' of the column map",)

import json
import re

import pyarrow.parquet as pq
import pytest

ENTRIES = """Løbenr;Konto;Retning;Beløb;Valuta;Bogført
E1;K1;credit;1.234,50;DKK;03-05-2026
E2;K1;debit;99,95;DKK;04-05-2026
E3;K1;debit;ni kroner;DKK;05-05-2026
"""
MAP = """
[entry]
files = ["kontoudtog*.csv"]
[entry.columns]
entry_id = "Løbenr"
account_id = "Konto"
direction = "Retning"
amount = "Beløb"
currency = "Valuta"
booked_at = "Bogført"
"""


@pytest.fixture
def danish(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "kontoudtog-maj.csv").write_bytes(ENTRIES.encode("cp1252"))
    (tmp_path / "map.toml").write_text(MAP, "utf-8")
    return folder


def test_check_counts_and_names_what_is_rejected(run, danish):
    code, out, _ = run("check", danish, "--map", danish.parent / "map.toml")
    assert code == 0
    assert re.search(r"entry +3 read +2 loaded +1 rejected", out)
    assert "kontoudtog-maj.csv, row 3, amount" in out
    assert "ni kroner" not in out, "the value itself is never shown"
    assert "cannot be evaluated" in out
    assert "needs table" in out


def test_check_speaks_danish_and_json(run, danish):
    _, out, _ = run("check", danish, "--map", danish.parent / "map.toml", "--lang", "da")
    assert "kan ikke vurderes" in out
    _, out, _ = run("check", danish, "--map", danish.parent / "map.toml", "--json")
    assert json.loads(out)["tables"]["entry"] == {
        "read": 3, "rejected": 1,
        "columns": ["account_id", "amount", "booked_at", "currency", "direction", "entry_id"],
    }  # fmt: skip


def test_the_same_row_twice_is_counted_once_and_named(run, tmp_path):
    head = "entry_id,account_id,direction,amount,currency,booked_at\n"
    row = "E1,K1,credit,100.00,DKK,2026-05-03\n"
    (tmp_path / "entry.csv").write_text(head + row + row, "utf-8")
    _, out, _ = run("check", tmp_path)
    assert re.search(r"entry +2 read +1 loaded +1 rejected", out)
    assert "the same key stands in another row" in out


def test_a_contact_nobody_can_read_is_named(run, tmp_path):
    (tmp_path / "contact.csv").write_text(
        "contact_id,kind,value,party_id\nc1,phone,+4500001111,P1\nc2,phone,not known,P1\n", "utf-8"
    )
    _, out, _ = run("check", tmp_path, "--lang", "en")
    assert "contact.value: 1 values" in out
    assert "c2" in out


def test_an_empty_folder_fails_and_says_what_is_understood(run, tmp_path):
    code, _, err = run("check", tmp_path)
    assert code == 1
    assert "what to do" in err
    assert "entry" in err


def test_a_barred_column_refuses_the_table(run, tmp_path):
    (tmp_path / "party.csv").write_text("party_id,kind,nationality\nP1,person,XX\n", "utf-8")
    code, _, err = run("screen", tmp_path, "--out", tmp_path / "r")
    assert code == 1
    assert "nationality" in err
    assert "audit" in err
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["screen", "DATA", "--out", "R", "--as-of", "yesterday"],
        ["screen", "DATA", "--out", "R", "--only", "F99"],
        ["screen", "DATA", "--out", "R", "--engine", "abacus"],
        ["indicators", "Z1"],
        ["schema", "nothing"],
        ["check", "DATA", "--lang", "fr"],
        ["screen"],
        ["no-such-command"],
    ],
)
def test_a_wrong_call_is_exit_code_two(run, danish, arguments):
    code, _, err = run(*[danish if a == "DATA" else a for a in arguments])
    assert code == 2
    assert err.strip()


def test_schema_prints_and_dumps_the_contract(run):
    _, out, _ = run("schema", "entry")
    assert "booked_at" in out
    _, out, _ = run("schema", "--json")
    spec = json.loads(out)
    entry = {c["name"]: c for c in spec["tables"]["entry"]["columns"]}
    assert entry["amount"]["unit"] == "currency"
    assert "F4" in entry["counterparty_alias"]["read_by"]
    assert "nationality" in spec["barred"]


def test_the_catalogue_in_both_languages(run):
    _, out, _ = run("indicators")
    assert len(out.strip().splitlines()) == 33
    _, danish, _ = run("indicators", "f08", "--lang", "da")
    _, english, _ = run("indicators", "F8")
    assert "Lovlige forklaringer" in danish
    assert "Lawful explanations" in english


def test_an_indicators_cases_run_from_the_command_line(run):
    code, out, _ = run("indicators", "F4", "--test")
    assert code == 0
    assert out.startswith("ok")


def test_screen_writes_a_result_that_explain_reads(run, town):
    result = town / "result"
    alert = pq.read_table(result / "alerts.parquet")["id"][0].as_py()
    code, out, _ = run("explain", result, alert)
    assert code == 0
    assert "70 20 25 50" in out
    code, danish, _ = run("explain", result, alert, "--lang", "da")
    assert code == 0
    assert danish != out
    code, _, err = run("explain", result, "nothing")
    assert code == 2
    assert "what to do" in err


def test_only_screens_the_chosen_indicators(run, town, tmp_path):
    code, out, _ = run("screen", town / "data", "--out", tmp_path / "r", "--only", "F04,R05")
    assert code == 0
    assert str(tmp_path / "r" / "report.html") in out
    assert sorted(json.loads((tmp_path / "r" / "run.json").read_text())["indicators"]) == [
        "F4",
        "R5",
    ]

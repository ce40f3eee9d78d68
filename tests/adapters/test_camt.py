"""camt.053 and camt.054 in several versions give the same entries, with the same ids."""

import logging
import shutil
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from folder import rows

from varsel.errors import InputRefusedError

DATA = Path(__file__).parent / "data"
OWN = "DK0000400000000011"
VERSIONS = ["02", "08", "12"]


@pytest.fixture(params=VERSIONS)
def loaded(request, folder):
    folder.put("statements/may.xml", (DATA / f"camt_053_{request.param}.xml").read_bytes())
    return folder.load()


def by_ordinal(loaded):
    out = {}
    for row in rows(loaded):
        out.setdefault(row["source_row"], []).append(row)
    return out


def test_every_entry_is_loaded_or_rejected(loaded):
    table = loaded.tables["entry"]
    assert (table.rows_read, table.rows_rejected) == (14, 1)
    (line,) = loaded.rejected.to_pylist()
    assert (line["file"], line["row"], line["column"]) == ("statements/may.xml", 7, "Sts")
    assert line["shape"] == "aaaa"
    assert "not booked" in line["reason"]


def test_a_wage(loaded):
    (row,) = by_ordinal(loaded)[1]
    expected = {
        "account_id": OWN,
        "direction": "credit",
        "amount": Decimal("18250.75"),
        "currency": "DKK",
        "amount_dkk": Decimal("18250.75"),
        "initiated_at": datetime(2026, 5, 29, 6, 30),  # noqa: DTZ001
        "channel": "transfer",
        "purpose": "SALA",
        "end_to_end_id": "LOEN-05",
        "counterparty_account": "DK0000400000000099",
        "counterparty_name": "Rengøring Test ApS",
        "counterparty_country": "DK",
        "counterparty_city": "Prøveby",
        "text": "Løn maj",
    }
    assert {k: row[k] for k in expected} == expected
    assert row["booked_at"].date().isoformat() == "2026-05-29"


def test_a_birthplace_in_the_statement_is_never_read(loaded):
    assert "Nowhere" not in str(rows(loaded))


def test_a_batch_that_adds_up_is_a_row_for_each_payment(loaded):
    parts = by_ordinal(loaded)[2]
    assert [(p["amount"], p["counterparty_account"], p["text"]) for p in parts] == [
        (Decimal(100), "PAYER1", "første"),
        (Decimal(150), "PAYER2", "anden"),
        (Decimal(50), "PAYER3", "tredje"),
    ]
    assert [p["end_to_end_id"] for p in parts] == [None, "E-2", "E-3"]


def test_a_batch_that_does_not_add_up_is_one_row_and_noted(loaded):
    (row,) = by_ordinal(loaded)[3]
    assert (row["amount"], row["counterparty_account"]) == (Decimal(500), None)
    assert row["text"] == "Samlet indbetaling"
    assert any("1 batch entries kept as one row" in note for note in loaded.notes)


def test_foreign_currency(loaded):
    (paid,) = by_ordinal(loaded)[4]
    assert (paid["amount"], paid["currency"], paid["amount_dkk"]) == (
        Decimal("746.12"),
        "DKK",
        Decimal("746.12"),
    )
    assert (paid["direction"], paid["counterparty_account"]) == ("debit", "XX-77")
    (got,) = by_ordinal(loaded)[12]
    assert (got["amount"], got["currency"], got["amount_dkk"]) == (
        Decimal(40),
        "EUR",
        Decimal("298.50"),
    )


def test_channels_and_merchants(loaded):
    found = by_ordinal(loaded)
    assert (found[5][0]["channel"], found[5][0]["merchant"]) == ("card", "Test Kiosk")
    assert found[6][0]["channel"] == "atm_withdrawal"
    assert found[10][0]["channel"] == "fee"


def test_a_reversal_names_its_original_or_is_noted(loaded):
    found = by_ordinal(loaded)
    assert found[8][0]["reversal_of"] == found[5][0]["entry_id"]
    assert found[8][0]["direction"] == "credit"
    assert found[8][0]["counterparty_name"] == "Test Kiosk"
    assert found[9][0]["reversal_of"] is None
    assert any("1 reversals whose original" in note for note in loaded.notes)


def test_ids_are_unique_even_where_entries_look_the_same(loaded):
    ids = [r["entry_id"] for r in rows(loaded)]
    assert len(set(ids)) == len(ids)


def test_the_same_statement_twice_gives_the_same_ids(folder):
    for name in ("a.xml", "deeper/b.xml"):
        folder.put(name, (DATA / "camt_053_08.xml").read_bytes())
    counts = Counter(r["entry_id"] for r in rows(folder.load()))
    assert set(counts.values()) == {2}


def test_an_entry_has_one_id_in_every_version_and_in_the_notification(folder):
    for name in ("053_02", "053_08", "053_12", "054_02", "054_08"):
        folder.put(f"{name}.xml", (DATA / f"camt_{name}.xml").read_bytes())
    counts = Counter(r["entry_id"] for r in rows(folder.load()) if r["text"] == "Løn maj")
    assert list(counts.values()) == [5]


def test_a_reversal_finds_its_original_in_an_earlier_file(folder):
    text = (DATA / "camt_053_08.xml").read_text()
    start = text.index("    <Ntry>")
    parts = text[start : text.index("   </Stmt>")].split("    <Ntry>")[1:]
    first = text[:start] + "    <Ntry>" + parts[4] + text[text.index("   </Stmt>") :]
    then = text[:start] + "    <Ntry>" + parts[7] + text[text.index("   </Stmt>") :]
    folder.put("1.xml", first)
    folder.put("2.xml", then)
    old, *_, new = sorted(
        (r for r in rows(folder.load()) if "SVC-5" in r["entry_id"]), key=lambda r: r["source_file"]
    )
    assert new["reversal_of"] == old["entry_id"]


def test_a_truncated_statement_stops_the_run(folder):
    text = (DATA / "camt_053_02.xml").read_bytes()
    folder.put("a.xml", text[: len(text) // 2])
    with pytest.raises(InputRefusedError, match=r"a\.xml, line"):
        folder.load()


def test_entities_are_not_resolved_and_files_not_opened(folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    text = (
        (DATA / "camt_053_02.xml")
        .read_text()
        .replace("<Document", f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>\n<Document', 1)
        .replace("Løn maj", "&e;")
    )
    folder.put("a.xml", text)
    assert "SECRET" not in str(rows(folder.load()))


def test_a_mapped_file_that_is_no_statement_is_refused(folder):
    folder.put("a.xml", "<a/>")
    with pytest.raises(InputRefusedError, match=r"neither camt\.053 nor camt\.054"):
        folder.load('[entry]\nfiles = ["*.xml"]')


def test_mt940_gives_entries_and_reversals(folder):
    shutil.copy(DATA / "statement.sta", folder.put("a.sta", ""))
    first, second, third = rows(folder.load())
    assert (first["direction"], first["amount"], first["text"]) == (
        "debit",
        Decimal("12.50"),
        "Husleje maj",
    )
    assert (first["end_to_end_id"], first["counterparty_account"]) == (
        "E2E-1",
        "DK0000400000000033",
    )
    assert (first["account_id"], first["channel"]) == (OWN, "transfer")
    assert second["text"] == "Plain text of a payment second line"
    assert (third["direction"], third["reversal_of"]) == ("debit", second["entry_id"])
    assert logging.getLogger("mt940").getEffectiveLevel() > logging.CRITICAL

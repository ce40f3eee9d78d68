"""A folder of data: what is found, refused, noted, and the same whatever the order."""

import pytest
from folder import ROW, csv, rows

from varsel.adapters.load import REJECTED, load
from varsel.errors import InputRefusedError, UsageError

PARTY = "party_id,kind\nP1,person\nP2,robot\n"


def test_several_tables_and_rejected_rows_in_order(folder):
    folder.put("party.csv", PARTY)
    folder.put("entry/b.csv", csv("x"))
    folder.put("entry/a.jsonl", "{\n")
    folder.put("entry.csv", csv(ROW.format(1), "y"))
    loaded = folder.load()
    assert list(loaded.tables) == ["party", "entry"]
    assert loaded.rejected.schema == REJECTED
    assert [(r["table"], r["file"], r["row"]) for r in loaded.rejected.to_pylist()] == [
        ("entry", "entry.csv", 2),
        ("entry", "entry/a.jsonl", 1),
        ("entry", "entry/b.csv", 1),
        ("party", "party.csv", 2),
    ]


def test_the_rejected_rows_hold_no_value(folder):
    secret = "Hemmelig Person 8888888888"
    folder.put("party.csv", f"party_id,kind,birth_date,name\nP1,{secret},{secret},{secret}\n")
    told = str(folder.load().rejected.to_pylist())
    assert "aaaaaaaa aaaaaa 9999" in told
    assert not any(word in told for word in secret.split())


def test_no_file_is_passed_over_in_silence(folder):
    folder.put("party.csv", PARTY)
    folder.put("notes.docx", "x")
    folder.put("partys.csv", PARTY)
    folder.put("other.xml", "<a xmlns='b'/>")
    folder.put("audit.csv", "party_id,nationality\n")
    folder.put(".hidden", "x")
    assert folder.load().notes == (
        "audit.csv: left alone; only a disparity audit reads it",
        "notes.docx: not read; it is named after no table and no column map names it",
        "other.xml: not read; it is XML but neither camt.053 nor camt.054",
        "partys.csv: not read; it is named after no table and no column map names it",
    )


@pytest.mark.parametrize("missing", [True, False])
def test_an_empty_folder_is_refused_and_told_which_names_are_understood(folder, missing):
    if missing:
        folder.path /= "nowhere"
        folder.path.mkdir()
    with pytest.raises(InputRefusedError) as caught:
        folder.load()
    for name in ("entry.parquet", "entry.csv", "camt.053", "party", "observation"):
        assert name in caught.value.do


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("party.csv", "party_id,kind,CustomerNationality\nP1,person,x\n"),
        ("party.csv", 'party_id,kind,"land for statsborgerskab"\n'),
        ("party/part.csv", "party_id;kind;fødested\n"),
    ],
)
def test_a_barred_column_refuses_the_table_before_any_row_is_read(folder, name, content):
    folder.put("entry.csv", csv(ROW.format(1)))
    folder.put(name, content)
    with pytest.raises(InputRefusedError, match="audit") as caught:
        folder.load()
    assert name in caught.value.where
    assert not (folder.path / "work").exists()


def test_a_missing_required_column_is_named_with_the_way_to_map_it(folder):
    folder.put("party.csv", "party_id,sort\nP1,person\n")
    with pytest.raises(InputRefusedError, match="kind") as caught:
        folder.load()
    assert '[party] columns = { kind = "name in the file" }' in caught.value.do
    assert "party_id, sort" in caught.value.do


def test_a_refused_load_leaves_no_staged_rows(folder):
    folder.put("entry.csv", csv(ROW.format(1)))
    folder.put("payroll.parquet", b"PAR1 not really")
    with pytest.raises(InputRefusedError):
        folder.load()
    assert not list((folder.path / "work").rglob("*.parquet"))


def test_a_second_load_replaces_the_first(folder):
    folder.put("entry.csv", csv(*map(ROW.format, range(9))))
    folder.load()
    folder.put("entry.csv", csv(ROW.format(1)))
    assert len(rows(folder.load())) == 1


def test_the_work_folder_may_lie_in_the_data_folder(folder):
    folder.put("entry.csv", csv(ROW.format(1)))
    data = folder.path / "data"
    for _ in range(2):
        loaded = load(data, data / "work")
        assert loaded.tables["entry"].rows_read == 1
        assert loaded.notes == ()


def test_header_names_do_not_mind_case(folder):
    folder.put("party.csv", "Party_ID , KIND\nP1,person\n")
    assert rows(folder.load(), "party")[0]["party_id"] == "P1"


def test_times_are_local_to_the_zone_given(folder):
    folder.put("entry.csv", csv("1;K1;credit;1;DKK;2026-05-03T12:00:00Z;x"))
    assert rows(folder.load(zone="America/New_York"))[0]["booked_at"].hour == 8
    with pytest.raises(UsageError, match="Atlantis"):
        folder.load(zone="Europe/Atlantis")


def test_fingerprints_are_of_the_content(folder):
    folder.put("party.csv", "party_id,kind\nP1,person\n")
    first = folder.load().fingerprints
    assert folder.load().fingerprints == first
    folder.put("party.csv", "party_id,kind\nP2,person\n")
    assert folder.load().fingerprints["party.csv"] != first["party.csv"]


def test_progress_is_told(folder):
    folder.put("entry.csv", csv(ROW.format(1), ROW.format(2)))
    told = []
    folder.load(progress=lambda name, count: told.append((name, count)))
    assert told == [("entry.csv", 2)]


def test_present_are_columns_with_a_value_in_a_loaded_row(folder):
    folder.put("party.csv", "party_id,kind,name,trade\nP1,person,,\nP2,robot,x,\n")
    assert folder.load().tables["party"].present == {"party_id", "kind"}

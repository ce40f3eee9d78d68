"""MT940: one bad line costs one row, and nothing of it reaches a log."""

from pathlib import Path

import pytest
from folder import rows

from varsel.errors import InputRefusedError

GOOD = (Path(__file__).parent / "data" / "statement.sta").read_text()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2605030503CR100,N", "2605030503CRsecret,N", "not MT940"),
        ("2605030503CR100,N", "2602310503CR100,N", "not a day of the calendar"),
    ],
)
def test_a_bad_line_is_rejected_alone_and_in_silence(folder, capfd, caplog, old, new, reason):
    folder.put("a.mt940", GOOD.replace(old, new))
    loaded = folder.load()
    assert [r["source_row"] for r in rows(loaded)] == [1, 3]
    (line,) = loaded.rejected.to_pylist()
    assert line["row"] == 2
    assert reason in line["reason"]
    assert "secret" not in str(line)
    assert capfd.readouterr() == ("", "")
    assert caplog.text == ""


def test_several_statements_and_the_same_twice(folder):
    other = GOOD.replace("00011\n", "00044\n")
    folder.put("a.sta", GOOD + other)
    folder.put("b.940", GOOD)
    found = rows(folder.load())
    assert [r["source_row"] for r in found] == [1, 2, 3, 4, 5, 6, 1, 2, 3]
    ids = [r["entry_id"] for r in found]
    assert ids[:3] == ids[6:]
    assert not set(ids[:3]) & set(ids[3:6])


def test_danish_letters_in_either_encoding(folder):
    text = GOOD.replace("Husleje maj", "Køb på øen")
    folder.put("a.sta", text.encode("cp1252"))
    folder.put("b.sta", text.encode())
    assert {r["text"] for r in rows(folder.load()) if r["source_row"] == 1} == {"Køb på øen"}


def test_equal_lines_without_a_reference_get_ids_of_their_own(folder):
    line = ":61:2605030503D5,NTRFNONREF\n:86:same\n"
    folder.put("a.sta", GOOD.split(":61:")[0] + line * 2)
    first, second = [r["entry_id"] for r in rows(folder.load())]
    assert second == first + "-2"


def test_a_file_without_a_statement_is_refused(folder):
    folder.put("a.sta", "hello")
    with pytest.raises(InputRefusedError, match=r"a\.sta"):
        folder.load()

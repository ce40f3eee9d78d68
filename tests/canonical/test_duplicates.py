import pyarrow as pa
import pytest

from varsel.backends.duckdb import DuckEngine
from varsel.canonical.contract import contract
from varsel.canonical.duplicates import may_repeat, split

ENTRY = contract().tables["entry"]
RESIDENCE = contract().tables["residence"]


def seen(spec, rows):
    """(whether a key may repeat, rows kept, source rows rejected)."""
    engine = DuckEngine()
    table = engine.from_arrow("rows", pa.Table.from_pylist(rows))
    count = engine.arrow(may_repeat(table, spec.key)).to_pylist()[0]
    kept, twice = split(table, spec)
    rejected = sorted(r["source_row"] for r in engine.arrow(twice).to_pylist())
    return count["rows"] != count["keys"], engine.arrow(kept).to_pylist(), rejected


def entry(number, row, **more):
    return {"entry_id": number, "amount": "1", "source_file": "f", "source_row": row} | more


def test_different_keys_are_all_kept():
    repeats, kept, rejected = seen(ENTRY, [entry("a", 1), entry("b", 2)])
    assert (repeats, len(kept), rejected) == (False, 2, [])


def test_the_same_key_is_kept_once_and_the_other_named():
    repeats, kept, rejected = seen(ENTRY, [entry("a", 1), entry("a", 2), entry("b", 3)])
    assert (repeats, len(kept), rejected) == (True, 2, [2])


@pytest.mark.parametrize("turned", [False, True])
def test_which_of_two_is_kept_depends_on_content_not_on_position(turned):
    rows = [entry("a", 1, amount="2"), entry("a", 2, amount="1")]
    _, kept, rejected = seen(ENTRY, rows[::-1] if turned else rows)
    assert ([r["amount"] for r in kept], rejected) == (["1"], [1])


def test_a_correction_is_another_version_not_a_repeat():
    rows = [entry("a", 1, version=1), entry("a", 2, version=2)]
    assert seen(ENTRY, rows)[0] is False


def test_no_version_is_the_first_version():
    rows = [entry("a", 1, version=None), entry("a", 2, version=1)]
    assert seen(ENTRY, rows)[0] is True


def test_a_missing_part_of_a_key_is_a_part_like_any_other():
    home = {"party_id": "P1", "since": "", "source_file": "f"}
    rows = [home | {"dwelling_id": d, "source_row": n} for n, d in enumerate(("D1", "D1", "D2"), 1)]
    for row in rows[:2]:
        row["since"] = None
    repeats, kept, rejected = seen(RESIDENCE, rows)
    assert (repeats, len(kept), rejected) == (True, 2, [2])

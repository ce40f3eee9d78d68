import json

import pyarrow.parquet as pq
import pytest

from varsel.adapters.society.book import Book
from varsel.adapters.society.truth import SCHEMAS, Network, truth_tables
from varsel.detection.flags import Node
from varsel.errors import InputRefusedError
from varsel.trials.truth import FILES, read_truth


@pytest.fixture
def folder(tmp_path):
    book = Book(1)
    network = Network("N1", "plant", "restaurant", book, near="restaurant", exploited=2, seen=0.0)
    network.member("exploited", "party:P1", None, "account:None")
    with network.trace("seen_here"):
        first = book.add("post", author_id="PR1", text="a")
        book.add("post", author_id="PR1", text="later than the data")
    with network.trace("seen_elsewhere"):
        pass
    for name, table in truth_tables([network], frozenset({("post", first)})).items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
    (tmp_path / "society.json").write_text(json.dumps({"people": 10}), "utf-8")
    return tmp_path


def test_what_the_simulator_writes_is_read_back(folder):
    (network,) = read_truth(folder).networks
    assert (network.kind, network.exploited, network.seen) == ("plant", 2, 0.0)
    assert network.members == {Node("party", "P1"): "exploited"}


def test_a_trace_without_rows_is_there_and_unseen(folder):
    (network,) = read_truth(folder).networks
    assert set(network.traces) == {"seen_here", "seen_elsewhere"}
    assert network.visible(frozenset({"post", "entry"})) == ("seen_here",)
    assert network.visible(frozenset({"entry"})) == ()


def test_rows_outside_the_data_make_no_trace_visible(folder):
    rows = pq.read_table(folder / "trace.parquet").to_pylist()
    assert [r["table"] for r in rows] == ["post", None]


def test_both_sides_name_the_same_columns():
    assert {n: tuple(s.names) for n, s in SCHEMAS.items()} == dict(FILES)


def test_planted_parties_are_those_of_plants(folder):
    assert read_truth(folder).planted_parties == {"P1"}


@pytest.mark.parametrize("name", ["member.parquet", "society.json"])
def test_a_folder_that_is_not_whole_is_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(InputRefusedError, match="not a truth folder"):
        read_truth(folder)

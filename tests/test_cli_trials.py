"""simulate, evaluate, audit and try as they are typed."""

import json
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest

from varsel.cli import main


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The smallest society, with some plants, made and screened as a user would."""
    base = tmp_path_factory.mktemp("small")
    for words in (
        [
            "simulate",
            "--people",
            1000,
            "--days",
            150,
            "--seed",
            4,
            "--plants",
            40,
            "--out",
            base / "made",
        ],
        ["screen", base / "made" / "data", "--out", base / "result"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main([str(w) for w in words])
        assert not stopped.value.code
    return SimpleNamespace(
        data=base / "made" / "data", truth=base / "made" / "truth", audit=base / "made" / "audit",
        result=base / "result", base=base,
    )  # fmt: skip


def test_simulate_keeps_truth_and_audit_apart_from_the_data(small):
    assert {p.name for p in (small.base / "made").iterdir()} == {"data", "truth", "audit"}
    facts = json.loads((small.truth / "society.json").read_text("utf-8"))
    assert (facts["seed"], facts["days"], facts["plants"]) == (4, 150, 4)
    assert facts["simulator"] != "not frozen"
    assert facts["entries"] == pq.read_metadata(small.data / "entry.parquet").num_rows


def test_every_row_of_a_society_is_loaded(small):
    tables = json.loads((small.result / "run.json").read_text("utf-8"))["tables"]
    assert {n: t["rejected"] for n, t in tables.items() if t["rejected"]} == {}


def test_evaluate_prints_writes_a_page_and_json(run, small):
    page = small.base / "page" / "evaluation.html"
    code, out, _ = run("evaluate", small.result, small.truth, "--audit", small.audit, "--out", page)
    assert code == 0
    assert str(page) in out
    assert "4" in out
    assert "<svg" in page.read_text("utf-8")
    code, out, _ = run("evaluate", small.result, small.truth, "--json")
    numbers = json.loads(out)
    assert numbers["recall"]["all"]["of"] == 4
    assert sum(numbers["levels"][k] for k in ("Priority", "Review", "Note", "none")) == 4


def test_evaluate_speaks_danish(run, small):
    _, danish, _ = run("evaluate", small.result, small.truth, "--lang", "da")
    _, english, _ = run("evaluate", small.result, small.truth)
    assert "netværk" in danish.lower()
    assert "network" in english.lower()


def test_audit_leaves_planted_people_out_only_when_told_who_they_are(run, small):
    _, every, _ = run("audit", small.result, small.audit, "--json")
    _, others, _ = run("audit", small.result, small.audit, "--truth", small.truth, "--json")
    people = [
        sum(r["of"] for r in json.loads(o) if r["attribute"] == "sex" and r["rate"] == "alerted")
        for o in (every, others)
    ]
    assert people[0] > people[1]


def test_try_says_what_a_change_gains_and_loses(run, small):
    setting = ("--set", "min_payers=100000")
    code, out, _ = run("try", "F4", *setting, small.data, "--truth", small.truth, "--json")
    assert code == 0
    found = json.loads(out)
    flags = pq.read_table(small.result / "flags.parquet", columns=["id", "indicator"]).to_pylist()
    assert found["flags_lost"] == [f["id"] for f in flags if f["indicator"] == "F4"]
    assert found["flags_gained"] == []
    assert len(found["proof"]) == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("try", "F4", "--set", "nothing=1"), "has no parameter 'nothing'"),
        (("try", "F99", "--set", "a=1"), "no indicator F99"),
    ],
)
def test_a_wrong_try_is_a_wrong_call(run, small, words, says):
    code, _, err = run(*words, small.data)
    assert code == 2
    assert says in err


def test_a_society_that_cannot_be_made_is_a_wrong_call(run, tmp_path):
    code, _, err = run("simulate", "--people", 3, "--out", tmp_path / "x")
    assert code == 2
    assert "people goes from" in err
    assert not (tmp_path / "x").exists()


def test_evaluate_refuses_what_is_no_truth(run, small):
    code, _, err = run("evaluate", small.result, small.data)
    assert code == 1
    assert "not a truth folder" in err

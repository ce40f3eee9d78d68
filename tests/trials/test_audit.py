import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from given import flag
from judged import result

from varsel.errors import InputRefusedError
from varsel.trials.audit import Audit, Group, audit, audit_figures, merged_audit, read_groups

REVIEW = tuple(flag(i, s, "party:A1") for i, s in (("F8", "S"), ("X23", "M"), ("F14", "M")))
NOTE = flag("F9", "M", "party:B1")
GROUPS = {f"A{n}": {"sex": "f"} for n in range(1, 5)} | {f"B{n}": {"sex": "m"} for n in range(1, 9)}


def rows_of(found):
    return {(r["group"], r["rate"]): r for r in audit_figures(found)}


def test_people_are_counted_by_group_and_level():
    found = audit(result(*REVIEW, NOTE), GROUPS)
    counts = {g.name: (g.people, g.alerted, g.reviewed) for g in found.groups}
    assert counts == {"f": (4, 1, 1), "m": (8, 1, 0)}


def test_the_largest_group_is_the_reference_and_starts_no_inquiry():
    rows = rows_of(audit(result(*REVIEW, NOTE), GROUPS))
    assert rows["f", "alerted"]["reference"] == "m"
    assert rows["f", "alerted"]["ratio"] == 2.0
    assert rows["f", "alerted"]["inquiry"]
    assert not rows["m", "alerted"]["inquiry"]


def test_a_rate_where_the_reference_has_none_is_asked_about():
    row = rows_of(audit(result(*REVIEW), GROUPS))["f", "reviewed"]
    assert row["ratio"] is None
    assert row["inquiry"]


def test_the_flags_that_cause_a_difference_are_named_largest_first():
    causes = rows_of(audit(result(*REVIEW, NOTE), GROUPS))["f", "alerted"]["causes"]
    assert [c["indicator"] for c in causes][-1] == "F9", "it falls on the other group"
    assert {c["indicator"] for c in causes} == {"F8", "X23", "F14", "F9"}


def test_planted_people_are_left_out():
    found = audit(result(*REVIEW, NOTE), GROUPS, planted=["A1"])
    assert {g.name: (g.people, g.alerted) for g in found.groups} == {"f": (3, 0), "m": (8, 1)}


def test_audits_add_up():
    one = audit(result(*REVIEW, NOTE), GROUPS)
    both = merged_audit([one, one])
    assert {g.name: (g.people, g.alerted) for g in both.groups} == {"f": (8, 2), "m": (16, 2)}
    assert both.groups[0].by_indicator["F8"] == 2


@pytest.mark.parametrize(("cases", "inquiry"), [(80, False), (79, True), (125, False), (126, True)])
def test_the_band_is_closed_at_both_ends(cases, inquiry):
    largest = Group("sex", "m", 2000, 200, 0, {}, {})
    rows = rows_of(Audit((Group("sex", "f", 1000, cases, 0, {}, {}), largest)))
    assert rows["f", "alerted"]["ratio"] == cases / 100
    assert rows["f", "alerted"]["inquiry"] == inquiry


def test_the_audit_file_is_read_with_its_groups(tmp_path):
    rows = [{"party_id": "P1", "sex": "f", "self_employed_sex_work": True, "citizenship": None}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "audit.parquet")
    assert read_groups(tmp_path) == {"P1": {"sex": "f", "self_employed_sex_work": "true"}}


@pytest.mark.parametrize("parties", [["P1", "P1"], ["P1", None]])
def test_a_row_about_nobody_or_twice_about_somebody_is_refused(tmp_path, parties):
    pq.write_table(pa.table({"party_id": parties, "sex": ["f", "m"]}), tmp_path / "audit.parquet")
    with pytest.raises(InputRefusedError, match="whom a row is about"):
        read_groups(tmp_path / "audit.parquet")

import datetime as dt

import pytest


@pytest.fixture
def ties(derived):
    def made(**given):
        rows = derived("tie", ["party_id", "other_id", "kind"], **given)
        return [(r["party_id"], r["other_id"], r["kind"]) for r in rows]

    return made


def home(*people, **more):
    return [{"party_id": p, "dwelling_id": "D1", **more} for p in people]


def test_joint_account_ties_both_ways(ties):
    rows = ties(authority=[
        {"account_id": "K1", "party_id": "P1"},
        {"account_id": "K1", "party_id": "P2", "role": "joint"},
    ])  # fmt: skip
    assert rows == [("P1", "P2", "joint_account"), ("P2", "P1", "joint_account")]


@pytest.mark.parametrize("role", ["card_user", "business_user"])
def test_acting_on_an_account_is_no_tie(ties, role):
    rows = ties(authority=[
        {"account_id": "K1", "party_id": "P1"},
        {"account_id": "K1", "party_id": "P2", "role": role},
    ])  # fmt: skip
    assert rows == []


def test_power_of_attorney_ties_holder_and_attorney(ties):
    rows = ties(authority=[
        {"account_id": "K1", "party_id": "P1"},
        {"account_id": "K1", "party_id": "P2", "role": "power_of_attorney"},
    ])  # fmt: skip
    assert [r[2] for r in rows] == ["power_of_attorney"] * 2


@pytest.mark.parametrize(("people", "tied"), [(2, True), (4, True), (5, False)])
def test_a_household_is_small(ties, people, tied):
    rows = ties(residence=home(*[f"P{n}" for n in range(people)]))
    assert len(rows) == (people * (people - 1) if tied else 0)


def test_children_do_not_make_a_household_large(ties):
    people = ["P1", "P2", "B1", "B2", "B3", "B4"]
    party = [{"party_id": p, "kind": "person", "minor": p.startswith("B")} for p in people]
    rows = ties(residence=home(*people), party=party)
    assert rows == [("P1", "P2", "household"), ("P2", "P1", "household")]


def test_those_who_lived_there_before_are_no_household(ties):
    before = home(*[f"X{n}" for n in range(5)], until=dt.date(2019, 12, 31))
    now = home("P1", "P2", since=dt.date(2020, 1, 1))
    assert {r[:2] for r in ties(residence=before + now)} == {("P1", "P2"), ("P2", "P1")}


def test_a_tie_lasts_while_both_are_there(derived):
    rows = derived("tie", ["party_id"], residence=[
        *home("P1", since=dt.date(2020, 1, 1), until=dt.date(2024, 1, 1)),
        *home("P2", since=dt.date(2022, 1, 1)),
    ])  # fmt: skip
    assert {(r["since"], r["until"]) for r in rows} == {(dt.date(2022, 1, 1), dt.date(2024, 1, 1))}


JOB = [{"payslip_id": "s1", "employer_id": "C1", "employee_id": "P1", "period": "2026-05"}]
OWNER = [{"event_id": "e1", "company_id": "C1", "party_id": "P9", "kind": "owner_in",
          "at": dt.date(2020, 1, 1)}]  # fmt: skip


def test_living_at_the_owners_place_is_no_tie(ties):
    """A worker housed by the owner, as in one of the leaflet's cases."""
    assert ties(residence=home("P1", "P9"), payroll=JOB, company_event=OWNER) == []


def test_an_owners_power_of_attorney_over_a_worker_is_no_tie(ties):
    rows = ties(payroll=JOB, company_event=OWNER, authority=[
        {"account_id": "K1", "party_id": "P1"},
        {"account_id": "K1", "party_id": "P9", "role": "power_of_attorney"},
    ])  # fmt: skip
    assert rows == []


def test_a_joint_account_in_a_family_firm_is_a_tie(ties):
    rows = ties(payroll=JOB, company_event=OWNER, authority=[
        {"account_id": "K1", "party_id": "P1"},
        {"account_id": "K1", "party_id": "P9", "role": "joint"},
    ])  # fmt: skip
    assert {r[2] for r in rows} == {"joint_account"}

import datetime as dt

import pytest

SLIP = {"payslip_id": "s1", "employer_id": "C1", "employee_id": "P1", "period": "2026-05"}


def event(event_id, kind, year, **more):
    return {
        "event_id": event_id, "company_id": "C1", "party_id": "P9", "kind": kind,
        "at": dt.date(year, 1, 1), **more,
    }  # fmt: skip


@pytest.fixture
def links(derived):
    def made(**given):
        return derived("employer_link", ["employer_id", "kind", "value"], **given)

    return made


def values(rows, kind):
    return [r["value"] for r in rows if r["kind"] == kind]


def test_people_are_employees_by_payslip_permit_or_wage(links):
    rows = links(
        payroll=[SLIP],
        permit=[{"permit_id": "t1", "party_id": "P2", "employer_id": "C1"}],
        entry=[{
            "entry_id": "w1", "account_id": "K3", "direction": "credit", "amount": 100,
            "purpose": "SALA", "counterparty_party_id": "C1",
        }],
        authority=[{"account_id": "K3", "party_id": "P3"}],
    )  # fmt: skip
    assert values(rows, "employee") == ["P1", "P2", "P3"]
    assert [r["evidence"] for r in rows if r["kind"] == "employee"] == [
        "payroll/s1", "permit/t1", "entry/w1"
    ]  # fmt: skip


def test_leaders_and_their_accounts_and_numbers_belong_to_the_employer(links):
    rows = links(
        payroll=[SLIP],
        company_event=[event("e1", "owner_in", 2020), event("e2", "director_in", 2021)],
        authority=[{"account_id": "KO", "party_id": "P9"}, {"account_id": "KE", "party_id": "C1"}],
        account=[{"account_id": "KO", "alias": "+4500000009"}],
    )
    assert values(rows, "owner") == values(rows, "director") == ["P9"]
    assert set(values(rows, "account")) == {"KE", "KO"}
    assert set(values(rows, "alias")) == {"+4500000009"}


def test_a_company_without_staff_is_no_employer(links):
    assert links(company_event=[event("e1", "owner_in", 2020)]) == []


@pytest.mark.parametrize(
    ("events", "until"),
    [
        ([("owner_in", 2020)], None),
        ([("owner_in", 2020), ("owner_out", 2024)], dt.date(2024, 1, 1)),
        ([("owner_in", 2020), ("owner_out", 2022), ("owner_in", 2023)], None),
        ([("owner_out", 2024)], dt.date(2024, 1, 1)),
    ],
)
def test_an_owner_is_one_until_leaving(links, events, until):
    rows = links(
        payroll=[SLIP], company_event=[event(f"e{n}", k, y) for n, (k, y) in enumerate(events)]
    )
    assert [r["until"] for r in rows if r["kind"] == "owner"] == [until]


def test_the_account_wages_come_from_is_the_employers(links):
    wage = {
        "entry_id": "w1", "account_id": "K1", "direction": "credit", "amount": 100,
        "purpose": "SALA", "counterparty_account": "KE",
    }  # fmt: skip
    rows = links(entry=[wage])
    assert [(r["employer_id"], r["value"]) for r in rows if r["kind"] == "account"] == [
        ("account:KE", "KE")
    ]


def test_addresses_are_the_companys_seat_and_what_it_rents(links):
    rows = links(
        payroll=[SLIP],
        company_event=[event("e1", "address", 2020, party_id=None, value="D1")],
        residence=[
            {"party_id": "C1", "dwelling_id": "D2"},
            {"party_id": "P1", "dwelling_id": "D3"},
        ],
    )
    assert values(rows, "dwelling") == ["D1", "D2"]

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PAY_DAY = dt.datetime.fromisoformat("2026-05-29T06:00")
WAGE = {
    "entry_id": "w1", "account_id": "K1", "direction": "credit", "amount": 25000,
    "booked_at": PAY_DAY, "channel": "transfer", "purpose": "SALA", "counterparty_account": "KE",
}  # fmt: skip
HOLDERS = [{"account_id": "K1", "party_id": "P1"}, {"account_id": "KE", "party_id": "C1"}]


def out(entry_id="o1", hours=5, **more):
    return {
        "entry_id": entry_id, "account_id": "K1", "direction": "debit", "amount": 5000,
        "booked_at": PAY_DAY + dt.timedelta(hours=hours), "channel": "transfer", **more,
    }  # fmt: skip


@pytest.fixture
def outflows(derived):
    def made(*entries, holders=(), **given):
        return derived(
            "salary_outflow", ["salary_id", "payment_id"], entry=[WAGE, *entries],
            authority=[*HOLDERS, *holders], **given,
        )  # fmt: skip

    return made


def flags(rows):
    return [(r["to_own"], r["to_tie"], r["to_employer"]) for r in rows]


def test_what_leaves_after_the_wage_is_listed_with_its_distance(outflows):
    rows = outflows(out())
    assert [(r["payment_id"], r["minutes_after"], r["salary_dkk"]) for r in rows] == [
        ("o1", 300, 25000)
    ]
    assert flags(rows) == [(False, False, False)]


def test_before_the_wage_after_ten_days_and_fees_are_not(outflows):
    early = out("o1", hours=-2, initiated_at=PAY_DAY - dt.timedelta(hours=2))
    assert (
        outflows(early, out("o2", hours=-24), out("o3", hours=24 * 12), out("o4", channel="fee"))
        == []
    )


def test_a_booking_without_an_hour_on_pay_day_counts_as_after(outflows):
    assert [r["minutes_after"] for r in outflows(out(hours=-6))] == [0]


def test_the_next_pay_day_ends_the_list(outflows):
    second = {**WAGE, "entry_id": "w2", "booked_at": PAY_DAY + dt.timedelta(days=7)}
    rows = outflows(second, out("o1"), out("o2", hours=24 * 8))
    assert [(r["salary_id"], r["payment_id"]) for r in rows] == [("w1", "o1"), ("w2", "o2")]


def test_to_an_account_of_ones_own_also_a_joint_one(outflows):
    holders = [
        {"account_id": "K2", "party_id": "P1"},
        {"account_id": "K3", "party_id": "P2"},
        {"account_id": "K3", "party_id": "P1", "role": "joint"},
    ]
    rows = outflows(
        out("o1", counterparty_account="K2"), out("o2", counterparty_account="K3"), holders=holders
    )
    assert [f[0] for f in flags(rows)] == [True, True]


def test_to_somebody_of_the_household_while_it_lasts(outflows):
    home = [{"party_id": "P1", "dwelling_id": "D1"}, {"party_id": "P2", "dwelling_id": "D1"}]
    left = [home[0], {**home[1], "until": dt.date(2026, 5, 1)}]
    paid = {"counterparty_account": "K2"}
    holders = [{"account_id": "K2", "party_id": "P2"}]
    assert flags(outflows(out(**paid), holders=holders, residence=home)) == [(False, True, False)]
    assert flags(outflows(out(**paid), holders=holders, residence=left)) == [(False, False, False)]


OWNER = {"event_id": "e1", "company_id": "C1", "party_id": "P9", "kind": "owner_in",
         "at": dt.date(2020, 1, 1)}  # fmt: skip


@pytest.mark.parametrize(
    "paid",
    [
        {"counterparty_account": "KE"},
        {"counterparty_account": "KO"},
        {"counterparty_party_id": "C1"},
        {"counterparty_party_id": "P9"},
        {"counterparty_alias": "+4500000009", "channel": "mobile"},
    ],
)
def test_to_the_employers_side(outflows, paid):
    rows = outflows(
        out(**paid),
        holders=[{"account_id": "KO", "party_id": "P9"}],
        account=[{"account_id": "KO", "alias": "+4500000009"}],
        company_event=[OWNER],
    )
    assert flags(rows) == [(False, False, True)]


def test_to_the_account_the_wage_came_from_where_nobody_is_known(derived):
    rows = derived("salary_outflow", ["payment_id"], entry=[WAGE, out(counterparty_account="KE")])
    assert flags(rows) == [(False, False, True)]


def test_a_colleague_is_not_the_employers_side(outflows):
    other = {**WAGE, "entry_id": "w2", "account_id": "K5"}
    rows = outflows(
        other, out(counterparty_account="K5"), holders=[{"account_id": "K5", "party_id": "P5"}]
    )
    assert flags(rows) == [(False, False, False)]


@pytest.mark.parametrize("side", ["debit", "credit", "both"])
def test_the_return_is_seen_from_either_bank(outflows, side):
    sent = out("o1", counterparty_account="KE")
    got = out("i1", account_id="KE", direction="credit", counterparty_account="K1")
    rows = outflows(*{"debit": [sent], "credit": [got], "both": [sent, got]}[side])
    assert [(r["salary_id"], r["amount_dkk"], r["to_employer"]) for r in rows] == [
        ("w1", 5000, True)
    ]


ROWS = [
    WAGE,
    {**WAGE, "entry_id": "w2", "booked_at": PAY_DAY + dt.timedelta(days=7)},
    *[out(f"o{n}", hours=30 * n, counterparty_account=k) for n, k in enumerate(("KE", "K2", "KO"))],
]


@pytest.fixture(scope="module")
def in_order(derived):
    by = ["salary_id", "payment_id"]
    return derived("salary_outflow", by, entry=ROWS, authority=HOLDERS)


@given(order=st.permutations(ROWS))
@settings(max_examples=6, deadline=None)
def test_the_order_of_rows_does_not_matter(derived, in_order, order):
    by = ["salary_id", "payment_id"]
    assert derived("salary_outflow", by, entry=list(order), authority=HOLDERS) == in_order

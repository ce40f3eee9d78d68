import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

DAY = dt.datetime.fromisoformat("2026-05-04T09:00")


def debit(entry_id="d1", **more):
    return {
        "entry_id": entry_id, "account_id": "A", "direction": "debit", "amount": 500,
        "counterparty_account": "B", **more,
    }  # fmt: skip


def credit(entry_id="c1", **more):
    return {
        "entry_id": entry_id, "account_id": "B", "direction": "credit", "amount": 500,
        "counterparty_account": "A", **more,
    }  # fmt: skip


@pytest.fixture
def payments(derived):
    def made(*entries, **given):
        return derived("payment", ["payment_id"], entry=list(entries), **given)

    return made


def ids(rows):
    return [(r["payment_id"], r["debit_entry"], r["credit_entry"]) for r in rows]


def test_two_entries_of_a_transfer_are_one_payment(payments):
    assert ids(payments(debit(), credit())) == [("d1", "d1", "c1")]


def test_reference_pairs_across_days(payments):
    rows = payments(
        debit(end_to_end_id="R1"),
        credit(end_to_end_id="R1", booked_at=DAY + dt.timedelta(days=3)),
    )
    assert ids(rows) == [("d1", "d1", "c1")]


def test_without_a_reference_another_day_is_another_payment(payments):
    rows = payments(debit(), credit(booked_at=DAY + dt.timedelta(days=3)))
    assert len(rows) == 2


def test_differing_references_are_two_payments(payments):
    assert len(payments(debit(end_to_end_id="R1"), credit(end_to_end_id="R2"))) == 2


def test_a_placeholder_is_no_reference(payments):
    rows = payments(
        debit("d1", end_to_end_id="NOTPROVIDED"),
        debit("d2", end_to_end_id="NOTPROVIDED", counterparty_account="C"),
        credit("c1", end_to_end_id="notprovided"),
    )
    assert ids(rows) == [("d1", "d1", "c1"), ("d2", "d2", None)]
    assert rows[0]["end_to_end_id"] is None


@pytest.mark.parametrize("change", [{"amount": 501}, {"counterparty_account": "C"}])
def test_another_amount_or_account_is_another_payment(payments, change):
    assert len(payments(debit(), credit(**change))) == 2


def test_the_reference_decides_among_equal_transfers(payments):
    rows = payments(
        debit("d1", end_to_end_id="R1"), debit("d2", end_to_end_id="R2"),
        credit("c1", end_to_end_id="R2"), credit("c2", end_to_end_id="R1"),
    )  # fmt: skip
    assert ids(rows) == [("d1", "d1", "c2"), ("d2", "d2", "c1")]


def test_equal_transfers_of_a_day_pair_one_to_one(payments):
    rows = payments(debit("d1"), debit("d2"), credit("c1"))
    assert ids(rows) == [("d1", "d1", "c1"), ("d2", "d2", None)]


def test_a_reference_pairs_where_one_side_names_no_account(payments):
    rows = payments(
        debit(end_to_end_id="R1"), credit(end_to_end_id="R1", counterparty_account=None)
    )
    assert ids(rows) == [("d1", "d1", "c1")]


def test_a_shared_reference_does_not_pair_strangers(payments):
    rows = payments(
        debit(end_to_end_id="R1", counterparty_account="Z"),
        credit(end_to_end_id="R1", counterparty_account=None),
    )
    assert len(rows) == 2


def test_mobile_payments_pair_through_the_numbers(payments):
    accounts = [
        {"account_id": "A", "alias": "+4500000001"},
        {"account_id": "B", "alias": "+4500000002"},
    ]
    sent = debit(counterparty_account=None, counterparty_alias="00 00 00 02", channel="mobile")
    got = credit(counterparty_account=None, counterparty_alias="+4500000001", channel="mobile")
    rows = payments(sent, got, account=accounts)
    assert ids(rows) == [("d1", "d1", "c1")]
    assert rows[0]["creditor_account"] == "B"


def test_a_number_of_two_accounts_names_neither(payments):
    accounts = [{"account_id": i, "alias": "+4500000002"} for i in ("B", "C")]
    sent = debit(counterparty_account=None, counterparty_alias="+4500000002")
    assert payments(sent, account=accounts)[0]["creditor_account"] is None


def test_whole_reversal_leaves_nothing(payments):
    back = credit("r1", account_id="A", counterparty_account="B", reversal_of="d1")
    assert payments(debit(), back) == []


def test_part_reversal_leaves_the_rest(payments):
    back = credit("r1", account_id="A", counterparty_account="B", reversal_of="d1", amount=200)
    rows = payments(debit(), credit(), back)
    assert [r["amount_dkk"] for r in rows] == [Decimal("300.00")]
    assert ids(rows) == [("d1", "d1", "c1")]


def test_a_reversal_seen_by_both_banks_counts_once(payments):
    rows = payments(
        debit(), credit(),
        credit("r1", account_id="A", reversal_of="d1", amount=200),
        debit("r2", account_id="B", reversal_of="c1", amount=200),
    )  # fmt: skip
    assert [r["amount_dkk"] for r in rows] == [Decimal("300.00")]


def test_a_whole_reversal_seen_by_one_bank_undoes_the_payment(payments):
    assert payments(debit(), credit(), debit("r2", account_id="B", reversal_of="c1")) == []


def test_a_reversal_taken_back_leaves_the_payment(payments):
    rows = payments(
        debit(),
        credit("r1", account_id="A", reversal_of="d1"),
        debit("r2", account_id="A", reversal_of="r1"),
    )
    assert [(r["payment_id"], r["amount_dkk"]) for r in rows] == [("d1", Decimal("500.00"))]


def test_a_reversal_in_another_currency_value_is_whole_in_its_own(payments):
    abroad = {"currency": "EUR", "amount": 100}
    rows = payments(
        debit(amount_dkk=746, **abroad),
        credit("r1", account_id="A", reversal_of="d1", amount_dkk=745, **abroad),
    )
    assert rows == []


def test_the_last_version_holds(payments):
    rows = payments(debit(version=1), debit(version=3, amount=700), debit(version=2, amount=600))
    assert [r["amount_dkk"] for r in rows] == [Decimal("700.00")]


def test_a_correction_not_yet_known_does_not_count(derived):
    late = debit(version=2, amount=700, booked_at=dt.datetime.fromisoformat("2026-06-01T00:00"))
    rows = derived("payment", ["payment_id"], dt.date(2026, 5, 31), entry=[debit(version=1), late])
    assert [r["amount_dkk"] for r in rows] == [Decimal("500.00")]


def test_each_side_is_named_by_what_the_other_knows(payments):
    rows = payments(
        debit(counterparty_name="Bo B", counterparty_country="DK"),
        credit(counterparty_name="Al A", counterparty_country="SE", channel="transfer", text="tak"),
        authority=[{"account_id": "A", "party_id": "P1"}, {"account_id": "B", "party_id": "P2"}],
    )
    found = {k: rows[0][k] for k in (
        "debtor_name", "creditor_name", "debtor_party", "creditor_party", "debtor_country",
        "creditor_country", "channel", "text",
    )}  # fmt: skip
    assert found == {
        "debtor_name": "Al A", "creditor_name": "Bo B", "debtor_party": "P1",
        "creditor_party": "P2", "debtor_country": "SE", "creditor_country": "DK",
        "channel": "transfer", "text": "tak",
    }  # fmt: skip


def test_the_payment_is_judged_when_the_payer_acted_and_known_when_booked(payments):
    acted, there = (
        dt.datetime.fromisoformat("2026-05-03T22:00"),
        dt.datetime.fromisoformat("2026-05-05T06:00"),
    )
    rows = payments(
        debit(initiated_at=acted, end_to_end_id="R"), credit(booked_at=there, end_to_end_id="R")
    )
    assert (rows[0]["at"], rows[0]["day"], rows[0]["booked_at"]) == (acted, acted.date(), there)


def test_amounts_in_another_currency_without_a_rate_stay_unknown(payments):
    assert payments(debit(currency="EUR"))[0]["amount_dkk"] is None


def transfers(count):
    """The two sides of `count` transfers from A1.. to B, every fourth one over again."""
    accounts = [f"A{n % 4}" for n in range(count)]
    out = [
        debit(f"d{n}", account_id=a, counterparty_account="B", amount=100 * n + 1)
        for n, a in enumerate(accounts)
    ]
    into = [
        credit(f"c{n}", counterparty_account=a, amount=100 * n + 1) for n, a in enumerate(accounts)
    ]
    return out, into


@pytest.mark.parametrize("sides", ["debit", "credit", "both", "mixed"])
def test_people_are_counted_alike_whichever_side_is_seen(payments, sides):
    out, into = transfers(9)
    seen = {"debit": out, "credit": into, "both": out + into, "mixed": out[:5] + into[3:]}[sides]
    rows = payments(*seen, account=[{"account_id": "A1", "alias": "+4500000001"}])
    assert len(rows) == 9
    assert {r["debtor_key"] for r in rows} == {"A0", "+4500000001", "A2", "A3"}
    assert {r["creditor_key"] for r in rows} == {"B"}
    assert {r["creditor_account"] for r in rows} == {"B"}


ENTRIES = [
    debit("d1"), debit("d2"), credit("c1"), credit("c2", end_to_end_id="R1"),
    debit("d3", end_to_end_id="R1", version=1), debit("d3", end_to_end_id="R1", version=2),
    credit("r1", account_id="A", reversal_of="d2", amount=100),
    debit("d4", counterparty_account=None, end_to_end_id="R4"), credit("c4", end_to_end_id="R4"),
]  # fmt: skip


@pytest.fixture(scope="module")
def in_order(derived):
    return derived("payment", ["payment_id"], entry=ENTRIES)


@given(order=st.permutations(ENTRIES))
@settings(max_examples=8, deadline=None)
def test_the_order_of_rows_does_not_matter(derived, in_order, order):
    assert derived("payment", ["payment_id"], entry=list(order)) == in_order

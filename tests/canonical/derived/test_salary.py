import datetime as dt

import pytest

PAY_DAY = dt.datetime.fromisoformat("2026-05-29T06:00")


def wage(entry_id="w1", **more):
    return {
        "entry_id": entry_id, "account_id": "K1", "direction": "credit", "amount": 25000,
        "booked_at": PAY_DAY, "channel": "transfer", "counterparty_account": "KE", **more,
    }  # fmt: skip


def slip(payslip_id="s1", **more):
    return {
        "payslip_id": payslip_id, "employer_id": "C1", "employee_id": "P1", "period": "2026-05",
        "net": 25000, "paid_on": PAY_DAY.date(), "paid_to_account": "K1", **more,
    }  # fmt: skip


@pytest.fixture
def wages(derived):
    def made(*entries, **given):
        return derived("salary", ["salary_id"], entry=list(entries), **given)

    return made


def test_the_purpose_code_says_wage(wages):
    rows = wages(wage(purpose="SALA"), wage("w2", purpose="RENT"), wage("w3"))
    assert [r["salary_id"] for r in rows] == ["w1"]
    assert rows[0]["employer_id"] == "account:KE"


@pytest.mark.parametrize("text", ["Løn maj 2026", "LØNOVERFØRSEL", "Salary May", "loen"])
def test_the_text_says_wage_where_no_purpose_does(wages, text):
    assert len(wages(wage(text=text))) == 1
    assert wages(wage(text=text, purpose="RENT")) == []


@pytest.mark.parametrize("text", ["Lønsomhed", "Tak for lønnen", "udlæg", None])
def test_other_texts_do_not(wages, text):
    assert wages(wage(text=text)) == []


def test_a_payslip_announces_the_wage(wages):
    rows = wages(wage(booked_at=PAY_DAY + dt.timedelta(days=3)), payroll=[slip()])
    assert [(r["payslip_id"], r["employer_id"], r["party_id"]) for r in rows] == [
        ("s1", "C1", "P1")
    ]


@pytest.mark.parametrize(
    "change",
    [{"net": 25001}, {"paid_to_account": "K2"}, {"paid_on": dt.date(2026, 5, 20)}],
)
def test_another_payslip_does_not(wages, change):
    assert wages(wage(), payroll=[slip(**change)]) == []


def test_a_payslip_without_an_account_goes_to_one_of_the_employees_own(wages):
    given = {"payroll": [slip(paid_to_account=None)]}
    assert wages(wage(), **given) == []
    rows = wages(
        wage(), authority=[{"account_id": "K1", "party_id": "P1", "role": "holder"}], **given
    )
    assert [r["payslip_id"] for r in rows] == ["s1"]


def test_one_payslip_announces_one_payment_the_nearest(wages):
    rows = wages(wage("w1", booked_at=PAY_DAY - dt.timedelta(days=3)), wage("w2"), payroll=[slip()])
    assert [r["salary_id"] for r in rows] == ["w2"]


def test_a_payslip_names_the_employer_behind_the_account_for_others_too(wages):
    other = wage("w2", account_id="K2", purpose="SALA")
    assert {r["employer_id"] for r in wages(wage(), other, payroll=[slip()])} == {"C1"}


def test_an_account_that_pays_for_several_employers_names_none(wages):
    other = wage("w2", account_id="K2")
    unknown = wage("w3", account_id="K3", purpose="SALA")
    slips = [slip(), slip("s2", employer_id="C2", employee_id="P2", paid_to_account="K2")]
    rows = wages(wage(), other, unknown, payroll=slips)
    assert [r["employer_id"] for r in rows] == ["C1", "C2", "account:KE"]


def test_employer_from_the_holder_the_account_or_the_name(wages):
    held = wages(wage(purpose="SALA"), authority=[{"account_id": "KE", "party_id": "C1"}])
    named = wages(wage(purpose="SALA", counterparty_account=None, counterparty_name=" Acme "))
    assert [held[0]["employer_id"], named[0]["employer_id"]] == ["C1", "name:acme"]


@pytest.mark.parametrize("channel", ["card", "mobile", "cash_deposit_machine"])
def test_a_wage_is_a_transfer(wages, channel):
    assert wages(wage(purpose="SALA", channel=channel)) == []


def test_moving_ones_own_money_is_no_wage(wages):
    both = [{"account_id": i, "party_id": "P1"} for i in ("K1", "KE")]
    assert wages(wage(purpose="SALA"), authority=both) == []


def test_pay_day_is_the_day_the_money_is_there(wages):
    rows = wages(wage(purpose="SALA", initiated_at=PAY_DAY - dt.timedelta(days=2)))
    assert (rows[0]["day"], rows[0]["at"]) == (PAY_DAY.date(), PAY_DAY)


def test_the_employers_debit_alone_shows_the_wage(wages):
    sent = {
        "entry_id": "d1",
        "account_id": "KE",
        "direction": "debit",
        "counterparty_account": "K1",
    }
    rows = wages(wage(purpose="SALA", **sent))
    assert [(r["account_id"], r["employer_account"], r["entry_id"]) for r in rows] == [
        ("K1", "KE", "d1")
    ]


def test_the_next_pay_day_is_a_later_day(wages):
    june = PAY_DAY + dt.timedelta(days=31)
    rows = wages(
        wage("w1", purpose="SALA"),
        wage("w2", purpose="SALA", amount=900),
        wage("w3", purpose="SALA", booked_at=june),
        wage(
            "x1", purpose="SALA", booked_at=june - dt.timedelta(days=9), counterparty_account="KF"
        ),
    )
    assert [r["next_day"] for r in rows] == [june.date(), june.date(), None, None]


def test_a_wage_and_its_payslip_and_both_entries_are_one_fact(derived):
    sent = wage("d1", account_id="KE", direction="debit", counterparty_account="K1")
    rows = derived("fact", ["source"], entry=[wage(), sent], payroll=[slip()])
    assert rows == [
        {"source": "entry/w1", "fact": "entry/d1"},
        {"source": "payroll/s1", "fact": "entry/d1"},
    ]

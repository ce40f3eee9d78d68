"""A small town: the same every time, as the contract has it, with every tale told in its tables."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from varsel.adapters.load import Loaded, load
from varsel.adapters.town import AS_OF, TownStory, make_town, read_story
from varsel.backends.duckdb import DuckEngine
from varsel.canonical.contract import contract
from varsel.canonical.tables import Tables
from varsel.catalogue.reference.load import load_reference
from varsel.errors import UsageError

PEOPLE = 420
NEEDED = {
    "night_bar", "collection", "staff_house", "sent_home", "accountant", "fitter", "student_hall",
    "pay_limit", "independent", "night_cleaners", "choir", "payday_savings",
}  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TownStory]:
    base = tmp_path_factory.mktemp("town")
    return base, make_town(base / "data", people=PEOPLE, story=base / "story.toml")


@pytest.fixture(scope="module")
def loaded(town: tuple[Path, TownStory], tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(town[0] / "data", tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def rows(loaded: Loaded) -> dict[str, list[dict]]:
    return {
        name: pa.concat_tables([pq.read_table(p) for p in t.parts]).to_pylist()
        for name, t in loaded.tables.items()
    }


def _digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes(town, tmp_path):
    again = make_town(tmp_path / "data", people=PEOPLE)
    assert _digests(tmp_path / "data") == _digests(town[0] / "data")
    assert again == town[1]
    make_town(tmp_path / "data", seed=8, people=PEOPLE)
    assert (
        _digests(tmp_path / "data")["entry.parquet"] != _digests(town[0] / "data")["entry.parquet"]
    )


def test_a_town_too_small_for_its_tales_is_refused(tmp_path):
    with pytest.raises(UsageError, match="too small"):
        make_town(tmp_path / "data", people=100)
    assert not (tmp_path / "data").exists()


def test_everything_loads_and_entries_are_read_where_they_are(loaded):
    assert {n: t.rows_rejected for n, t in loaded.tables.items() if t.rows_rejected} == {}
    assert loaded.tables["entry"].direct
    assert not loaded.tables["payroll"].direct  # an office's CSV has to be understood
    assert set(loaded.tables) == set(contract().canonical)


def test_rows_have_their_own_key(rows):
    for name, table in contract().canonical.items():
        keys = Counter(tuple(r.get(k) for k in table.key) for r in rows[name])
        assert [k for k, n in keys.items() if n > 1] == [], name


def test_ids_point_at_rows_that_exist(rows):
    parties = {r["party_id"] for r in rows["party"]}
    accounts = {r["account_id"] for r in rows["account"]}
    profiles = {r["profile_id"] for r in rows["profile"]}
    assert {r["account_id"] for r in rows["entry"]} <= accounts
    assert {r["party_id"] for t in ("authority", "residence") for r in rows[t]} <= parties
    assert {r["employee_id"] for r in rows["payroll"]} | {
        r["employer_id"] for r in rows["payroll"]
    } <= parties
    assert {r[k] for r in rows["message"] for k in ("sender_id", "recipient_id")} <= profiles
    assert {r["author_id"] for r in rows["post"]} <= profiles


def test_nothing_happens_after_the_last_day(rows):
    end = dt.datetime.combine(AS_OF + dt.timedelta(days=1), dt.time())
    for name in ("entry", "login", "message", "post", "observation", "location_share"):
        clock = contract().canonical[name].clock
        assert max(r[clock] for r in rows[name]) < end, name


def test_a_transfer_between_two_customers_stands_on_both_accounts(rows):
    pairs = defaultdict(list)
    for row in rows["entry"]:
        if row["end_to_end_id"]:
            pairs[row["end_to_end_id"]].append(row)
    assert len(pairs) > 1000
    for one in pairs.values():
        debit, credit = sorted(one, key=lambda r: r["direction"], reverse=True)
        assert (debit["direction"], credit["direction"]) == ("debit", "credit")
        assert debit["amount"] == credit["amount"]
        assert debit["counterparty_account"] == credit["account_id"]
        assert credit["counterparty_account"] == debit["account_id"]


def test_payslips_wages_and_the_employers_reports_agree(rows):
    paid = Counter(
        (r["account_id"], r["amount"], r["booked_at"].date())
        for r in rows["entry"]
        if r["purpose"] == "SALA" and r["direction"] == "credit"
    )
    slips = Counter((r["paid_to_account"], r["net"], r["paid_on"]) for r in rows["payroll"])
    assert paid == slips
    books = defaultdict(lambda: [0, 0, 0])
    for slip in rows["payroll"]:
        book = books[slip["employer_id"], slip["period"]]
        book[0] += 1
        book[1] += slip["hours"]
        book[2] += slip["tax"] + slip["labour_contribution"]
    told = {
        (r["company_id"], r["period"]): [r["registered_workers"], r["reported_hours"], r["tax_due"]]
        for r in rows["tax_account"]
    }
    assert told == dict(books)
    assert all(r["tax_due"] == r["tax_paid"] for r in rows["tax_account"])


def test_phones_belong_to_nobody(rows):
    phones = [r["alias"] for r in rows["account"] if r["alias_kind"] == "phone"]
    phones += [r["value"] for r in rows["contact"] if r["kind"] == "phone"]
    phones += [r["phone"] for r in rows["phone_link"]]
    assert all(p.startswith("+4500") and len(p) == 11 for p in phones)
    assert len({r["alias"] for r in rows["account"] if r["alias"]}) == sum(
        1 for r in rows["account"] if r["alias"]
    )


def test_every_tale_stands_in_the_tables(town, rows):
    known = {
        "party": {r["party_id"] for r in rows["party"]},
        "account": {r["account_id"] for r in rows["account"]},
        "profile": {r["profile_id"] for r in rows["profile"]},
        "phone": {r["value"] for r in rows["contact"] if r["kind"] == "phone"},
        "dwelling": {r["dwelling_id"] for r in rows["dwelling"]},
        "device": {r["device"] for r in rows["login"]},
    }
    for tale in town[1].tales:
        for node in tale.members:
            kind, _, name = node.partition(":")
            assert name in known[kind], (tale.key, node)


def test_three_stories_and_the_needed_lookalikes(town):
    story = town[1]
    assert [t.key for t in story.stories] == ["svetlana", "chen_ying", "yousef"]
    assert {t.key for t in story.lookalikes} >= NEEDED
    for tale in story.stories:
        assert {"exploited", "controller"} <= set(tale.members.values())
    assert all(set(t.members.values()) == {"bystander"} for t in story.lookalikes)
    assert all(t.level == "Note" for t in story.lookalikes)
    nodes = Counter(n for t in story.tales for n in t.members)
    assert [n for n, times in nodes.items() if times > 1] == []


def test_the_key_reads_as_it_was_written(town):
    assert read_story(town[0] / "story.toml") == town[1]


def _member(story: TownStory, key: str, role: str, kind: str) -> str:
    tale = next(t for t in story.tales if t.key == key)
    return next(
        n.partition(":")[2] for n, r in tale.members.items() if r == role and n.startswith(kind)
    )


def test_svetlana_her_thread_is_wiped_but_for_what_she_kept(town, rows):
    his = _member(town[1], "svetlana", "controller", "profile:")
    thread = [r for r in rows["message"] if his in {r["sender_id"], r["recipient_id"]}]
    gone = [r for r in thread if r["deleted_at"]]
    assert len(gone) >= 0.9 * len(thread)
    assert all(r["text"] is None and r["deleted_by"] == his for r in gone)
    hour = dt.timedelta(hours=1)
    assert all(
        r["police_contact_at"] < r["deleted_at"] < r["police_contact_at"] + hour for r in gone
    )
    assert any("30 rules" in r["text"] for r in thread if r["text"])


def test_svetlana_moves_every_fortnight_and_owns_no_account(town, rows):
    her = _member(town[1], "svetlana", "exploited", "party:")
    man = _member(town[1], "svetlana", "controller", "party:")
    stays = sorted(
        (r for r in rows["booking"] if r["guest_id"] == her), key=lambda r: r["starts_on"]
    )
    assert len({r["municipality"] for r in stays}) == len(stays) == 6
    assert {(r["ends_on"] - r["starts_on"]).days for r in stays} == {14}
    assert {r["payer_party_id"] for r in stays} == {man}
    assert her not in {r["party_id"] for r in rows["authority"]}


def test_chen_ying_withdraws_his_pay_and_gets_a_little_back(town, rows):
    his = next(n for n in _accounts(town[1], "chen_ying", "exploited") if n.startswith("A"))
    wallet = next(n for n in _accounts(town[1], "chen_ying", "exploited") if n.startswith("W"))
    wages = [r for r in rows["entry"] if r["account_id"] == his and r["purpose"] == "SALA"]
    drawn = [r for r in rows["entry"] if r["account_id"] == his and r["direction"] == "debit"]
    assert len(wages) == 12
    assert {r["channel"] for r in drawn} == {"atm_withdrawal"}
    for wage in wages:
        day = wage["booked_at"].date()
        out = sum(r["amount"] for r in drawn if r["booked_at"].date() == day)
        assert out >= wage["amount"] * 9 / 10
    came = [r for r in rows["entry"] if r["account_id"] == wallet and r["direction"] == "credit"]
    assert {int(r["amount"]) for r in came} == {7000}
    chen = _member(town[1], "chen_ying", "exploited", "party:")
    assert {r["role"] for r in rows["authority"] if r["party_id"] == chen} == {"holder"}
    owner = _member(town[1], "chen_ying", "controller", "party:")
    opened = {r["device"] for r in rows["login"] if r["party_id"] == chen}
    assert opened == {r["device"] for r in rows["login"] if r["party_id"] == owner}


def _accounts(story: TownStory, key: str, role: str) -> list[str]:
    tale = next(t for t in story.tales if t.key == key)
    return [
        n.partition(":")[2]
        for n, r in tale.members.items()
        if r == role and n.startswith("account:")
    ]


def test_yousef_is_known_as_a_child_and_has_no_account(town, rows):
    his = _member(town[1], "yousef", "exploited", "party:")
    party = next(r for r in rows["party"] if r["party_id"] == his)
    assert party["minor"] is True
    facts = {r["fact"] for r in rows["observation"] if r["party_id"] == his}
    assert {"found_in_offence", "instructed_by_handler", "violence_seen", "danger_stated"} <= facts
    assert his not in {r["party_id"] for r in rows["authority"]}


def test_no_message_of_a_child_in_town_and_no_adult_called_minor(rows):
    for row in rows["party"]:
        if row["birth_date"]:
            of_age = row["birth_date"] <= AS_OF.replace(year=AS_OF.year - 18)
            assert bool(row["minor"]) is not of_age


def test_wage_derivation_finds_the_wages(loaded):
    """The tables are of use to what reads them: every payslip meets its payment."""
    engine = DuckEngine()
    given = {n: engine.from_parquet(n, t.parts) for n, t in loaded.tables.items()}
    present = {n: t.present for n, t in loaded.tables.items()}
    tables = Tables(engine, given, load_reference(), AS_OF, present)
    found = engine.arrow(
        tables.salary.agg(all=ibis._.count(), slips=ibis._.payslip_id.nunique())
    ).to_pylist()[0]
    assert found["all"] == found["slips"] == loaded.tables["payroll"].rows_loaded

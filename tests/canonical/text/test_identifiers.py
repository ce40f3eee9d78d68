import random
from datetime import date, datetime

import pyarrow as pa

from varsel.canonical.contract import contract
from varsel.canonical.text.identifiers import identifiers, unreadable

SCHEMA = contract().tables["identifier"].schema
#: A wall-clock time carries no zone in the contract.
EVENING = datetime(2026, 5, 2, 23, 30)  # noqa: DTZ001


def table(name, *rows):
    full = contract().tables[name].schema
    used = {c for r in rows for c in r}
    return pa.Table.from_pylist(list(rows), schema=pa.schema([f for f in full if f.name in used]))


def test_a_stated_contact_belongs_to_each_owner_it_names_and_keeps_its_own_days():
    contact = table(
        "contact",
        {"contact_id": "k", "kind": "phone", "value": "00 12 34 56", "party_id": "p",
         "profile_id": "q", "since": date(2026, 1, 1)},
    )  # fmt: skip
    rows = identifiers({"contact": contact}).to_pylist()
    assert [(r["subject_kind"], r["subject_id"]) for r in rows] == [
        ("party", "p"),
        ("profile", "q"),
    ]
    assert rows[0] == {
        "kind": "phone", "value": "+4500123456", "subject_kind": "party", "subject_id": "p",
        "source_table": "contact", "row_id": "k", "how": "stated", "span_start": None,
        "span_end": None, "since": date(2026, 1, 1), "until": None,
    }  # fmt: skip


def test_a_contact_nobody_claims_is_kept_without_a_subject():
    contact = table("contact", {"contact_id": "k", "kind": "email", "value": "A@Example.com"})
    (row,) = identifiers({"contact": contact}).to_pylist()
    assert (row["value"], row["subject_kind"], row["subject_id"]) == ("a@example.com", None, None)


def test_an_alias_counts_when_it_is_a_phone_or_looks_like_one():
    account = table(
        "account",
        {"account_id": "a", "alias": "00123456", "alias_kind": "phone"},
        {"account_id": "b", "alias": "00 12 34 57", "alias_kind": None,
         "opened_on": date(2025, 1, 1), "closed_on": date(2026, 1, 1)},
        {"account_id": "c", "alias": "1234AB", "alias_kind": "box"},
        {"account_id": "d", "alias": "00123458", "alias_kind": "merchant"},
        {"account_id": "e", "alias": "123456", "alias_kind": None},
    )  # fmt: skip
    rows = identifiers({"account": account}).to_pylist()
    assert [(r["subject_id"], r["value"]) for r in rows] == [
        ("a", "+4500123456"),
        ("b", "+4500123457"),
    ]
    assert (rows[1]["since"], rows[1]["until"]) == (date(2025, 1, 1), date(2026, 1, 1))


def test_phone_links_and_logins_give_their_phones_and_days():
    given = {
        "phone_link": table(
            "phone_link",
            {"link_id": "l", "phone": "+4500123456", "account_id": "a", "since": date(2026, 3, 1)},
        ),
        "login": table(
            "login", {"login_id": "g", "phone": "00123456", "party_id": "p", "at": EVENING}
        ),
    }
    rows = identifiers(given).to_pylist()
    assert [(r["source_table"], r["subject_kind"], r["since"], r["until"]) for r in rows] == [
        ("login", "party", date(2026, 5, 2), date(2026, 5, 2)),
        ("phone_link", "account", date(2026, 3, 1), None),
    ]


def test_identifiers_in_text_carry_their_span_in_title_line_break_and_text():
    ad = table(
        "ad",
        {"ad_id": "x", "kind": "job", "title": "Ring 00 12 34 56", "text": "eller Telegram @job_dk",
         "first_seen": date(2026, 1, 1), "last_seen": date(2026, 1, 9)},
    )  # fmt: skip
    rows = identifiers({"ad": ad}).to_pylist()
    text = "Ring 00 12 34 56\neller Telegram @job_dk"
    assert {(r["kind"], r["value"], text[r["span_start"] : r["span_end"]]) for r in rows} == {
        ("phone", "+4500123456", "00 12 34 56"),
        ("handle", "telegram:job_dk", "Telegram @job_dk"),
    }
    assert {(r["subject_kind"], r["subject_id"], r["how"]) for r in rows} == {("ad", "x", "text")}
    assert {(r["since"], r["until"]) for r in rows} == {(date(2026, 1, 1), date(2026, 1, 9))}


def test_posts_and_messages_hold_for_the_day_they_were_written():
    given = {
        "post": table("post", {"post_id": "p", "text": "mail a@example.com", "posted_at": EVENING}),
        "message": table(
            "message",
            {"message_id": "m", "text": "wa.me/4500123456", "sent_at": EVENING},
            {"message_id": "n", "text": None, "sent_at": EVENING},
        ),
    }
    rows = identifiers(given).to_pylist()
    assert [(r["source_table"], r["kind"], r["value"]) for r in rows] == [
        ("message", "phone", "+4500123456"),
        ("post", "email", "a@example.com"),
    ]
    assert {r["since"] for r in rows} == {r["until"] for r in rows} == {date(2026, 5, 2)}


def test_a_number_in_a_link_is_not_also_a_number_in_text():
    ad = table("ad", {"ad_id": "x", "text": "https://example.dk/00123456 wa.me/4500123457"})
    rows = identifiers({"ad": ad}).to_pylist()
    assert [(r["kind"], r["value"]) for r in rows] == [
        ("link", "https://example.dk/00123456"),
        ("phone", "+4500123457"),
    ]


def test_what_cannot_be_read_is_listed_and_not_lost():
    contact = table(
        "contact",
        {"contact_id": "k", "kind": "phone", "value": "secret"},
        {"contact_id": "l", "kind": "email", "value": "no address"},
        {"contact_id": "m", "kind": "handle", "value": "snap: mia"},
    )
    given = {"contact": contact}
    assert unreadable(given) == [("contact", "k", "value"), ("contact", "l", "value")]
    assert identifiers(given).column("value").to_pylist() == ["snapchat:mia"]


def test_the_region_decides_numbers_without_a_country_code():
    link = table("phone_link", {"link_id": "l", "phone": "070-174 06 05"})
    found = identifiers({"phone_link": link}, region="SE")
    assert found.column("value").to_pylist() == ["+46701740605"]
    assert unreadable({"phone_link": link}) == [("phone_link", "l", "phone")]


def test_row_order_and_parts_change_nothing():
    rows = [
        {"ad_id": f"a{i}", "text": f"ring 00 12 34 {i:02d} eller 00 12 34 {i + 1:02d}"}
        for i in range(40)
    ]
    given = identifiers({"ad": table("ad", *rows)})
    random.Random(3).shuffle(rows)
    parts = pa.concat_tables([table("ad", *rows[:7]), table("ad", *rows[7:])])
    assert identifiers({"ad": parts}).equals(given)
    assert given.num_rows == 80


def test_missing_tables_and_columns_give_an_empty_table_of_the_schema():
    given = {"ad": pa.table({"ad_id": ["a"]}), "login": pa.table({"login_id": ["l"]})}
    for tables in ({}, given):
        assert identifiers(tables).schema.equals(SCHEMA)
        assert identifiers(tables).num_rows == 0

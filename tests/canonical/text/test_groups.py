import random
from datetime import date

import pyarrow as pa
import pytest

from varsel.canonical.contract import contract
from varsel.canonical.text.groups import template, text_groups

TEXT = "vi søger nye folk til køkkenet på vores lille hotel ved havet i sommer med god løn"
WORDS = TEXT.split()


def ads(*texts):
    return pa.table({"ad_id": [f"a{i}" for i in range(len(texts))], "text": list(texts)})


def groups(tables):
    found = {}
    for row in text_groups(tables).to_pylist():
        found.setdefault(row["group_id"], []).append(f"{row['source_table']}/{row['row_id']}")
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ring 00 12 34 56, pris 500 kr.", "ring 00 65 43 21 - pris 1.200 KR"),
        ("Skriv a@example.com nu", "skriv bo.b@example.org NU!"),
        ("Telegram @anna_dk i dag", "telegram @mia i dag"),
        ("Ｓｅ ｈｅｒ", "se her"),
        ("你好，会厨师的联系 100", "你好 会厨师的联系 200"),
        ("Привет, работа 5000", "привет работа 7000!"),
    ],
)
def test_numbers_contacts_case_and_signs_are_set_aside(one, other):
    assert template(one) == template(other) != ""


def test_every_script_is_kept():
    assert template("Работа в Дании") == "работа в дании"
    assert template("你好") == "你 好"


def test_texts_without_words_are_no_template():
    assert template("00 12 34 56 !!! 500") == ""
    assert groups({"ad": ads("00 12 34 56", "00 12 34 57")}) == {}


def test_equal_templates_are_one_group_across_tables_named_by_its_smallest_row():
    post = pa.table({"post_id": ["p"], "text": ["Godt job, 200 kr i timen"]})
    message = pa.table({"message_id": ["m"], "text": ["godt job 150 kr i timen"]})
    given = {"post": post, "message": message, "ad": ads("Noget helt andet")}
    assert groups(given) == {"message/m": ["message/m", "post/p"]}


def test_a_changed_word_keeps_a_long_text_in_its_group():
    given = {"ad": ads(f"{TEXT} skriv til os", f"{TEXT} skriv til mig")}
    assert groups(given) == {"ad/a0": ["ad/a0", "ad/a1"]}


def test_below_eight_words_only_equal_texts_are_grouped():
    assert (
        groups({"ad": ads("nye folk til vores lille hotel nu", "nye folk til vores lille hotel")})
        == {}
    )
    assert groups({"ad": ads("nye folk søges", "nye folk søges")}) == {"ad/a0": ["ad/a0", "ad/a1"]}


def test_the_border_is_eight_tenths_and_belongs_to_the_group():
    shared = [f"ord{chr(97 + i)}" for i in range(10)]  # 8 shingles
    longer = " ".join([*shared, "x", "y"])  # 8 of 10 shingles shared
    longest = " ".join([*shared, "x", "y", "z"])  # 8 of 11
    assert groups({"ad": ads(" ".join(shared), longer)}) == {"ad/a0": ["ad/a0", "ad/a1"]}
    assert groups({"ad": ads(" ".join(shared), longest)}) == {}


def test_chains_hang_together():
    words = [f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(60)]
    texts = [" ".join(words[:40]), " ".join(words[:46]), " ".join(words[:53])]
    assert groups({"ad": ads(*texts)}) == {"ad/a0": ["ad/a0", "ad/a1", "ad/a2"]}


def test_row_order_and_parts_change_nothing():
    chance = random.Random(11)
    rows = []
    for i in range(120):
        words = WORDS * 2
        words[chance.randrange(len(words))] = chance.choice(["strand", "by", "skov"])
        rows.append({"ad_id": f"a{i}", "text": " ".join(words), "first_seen": date(2026, 1, 1)})
    given = text_groups({"ad": pa.Table.from_pylist(rows)})
    chance.shuffle(rows)
    parts = [pa.Table.from_pylist(rows[:50]), pa.Table.from_pylist(rows[50:])]
    assert text_groups({"ad": pa.concat_tables(parts)}).equals(given)
    assert given.num_rows > 0


def test_missing_tables_and_columns_give_an_empty_table_of_the_schema():
    schema = contract().tables["text_group"].schema
    for tables in ({}, {"ad": pa.table({"ad_id": ["a"]})}):
        assert text_groups(tables).schema.equals(schema)
        assert text_groups(tables).num_rows == 0

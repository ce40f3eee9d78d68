from datetime import date, datetime

import pyarrow as pa

from varsel.canonical.text.texts import day, rows, texts


def test_an_ad_without_a_title_or_a_body_is_the_other_alone():
    ad = pa.table({"ad_id": ["a", "b", "c"], "title": ["T", None, None], "text": [None, "B", " "]})
    assert [(t.row_id, t.text) for t in texts({"ad": ad})] == [("a", "T"), ("b", "B")]


def test_an_ad_never_seen_again_holds_for_its_first_day():
    ad = pa.table({"ad_id": ["a"], "text": ["x"], "first_seen": [date(2026, 1, 2)]})
    (text,) = texts({"ad": ad})
    assert (text.since, text.until) == (date(2026, 1, 2), date(2026, 1, 2))


def test_rows_without_an_id_are_left_out():
    assert list(texts({"post": pa.table({"text": ["x"]})})) == []


def test_rows_fill_missing_columns_and_read_every_batch():
    table = pa.table({"a": list(range(45_000))})
    found = list(rows(table, ("a", "b")))
    assert len(found) == 45_000
    assert found[-1] == {"a": 44_999, "b": None}


def test_a_day_is_that_of_the_wall_clock():
    assert day(datetime(2026, 1, 2, 23, 59)) == date(2026, 1, 2)  # noqa: DTZ001
    assert day(None) is None

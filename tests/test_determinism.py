"""The same data give the same bytes: shuffled, split, with one thread or two, daily or once."""

import datetime as dt
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import varsel
from varsel.adapters.town import make_town

AS_OF = dt.date(2026, 10, 31)
FILES = ("flags", "evidence", "alerts", "links", "coverage")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    make_town(folder / "data", people=800)
    return folder / "data"


@pytest.fixture(scope="module")
def plain(small, tmp_path_factory):
    out = tmp_path_factory.mktemp("plain") / "result"
    varsel.screen(small, out=out, as_of=AS_OF, threads=1)
    return out


def same(one, other):
    return [
        n
        for n in FILES
        if (one / f"{n}.parquet").read_bytes() != (other / f"{n}.parquet").read_bytes()
    ]


def shuffled(source, target):
    """Every table in another order, entries in five parts."""
    target.mkdir()
    mixer = random.Random(3)
    for path in sorted(source.iterdir()):
        if path.suffix != ".parquet":
            lines = path.read_bytes().split(b"\n")
            head, rows = (lines[:1], lines[1:]) if path.suffix == ".csv" else ([], lines)
            rows = [r for r in rows if r.strip()]
            mixer.shuffle(rows)
            (target / path.name).write_bytes(b"\n".join([*head, *rows]) + b"\n")
            continue
        table = pq.read_table(path)
        order = list(range(table.num_rows))
        mixer.shuffle(order)
        table = table.take(pa.array(order))
        if path.stem != "entry":
            pq.write_table(table, target / path.name)
            continue
        (target / "entry").mkdir()
        size = -(-table.num_rows // 5)
        for part in range(5):
            pq.write_table(table.slice(part * size, size), target / "entry" / f"{part}.parquet")


def test_order_parts_and_threads_do_not_matter(small, plain, tmp_path):
    shuffled(small, tmp_path / "data")
    varsel.screen(tmp_path / "data", out=tmp_path / "result", as_of=AS_OF, threads=2)
    assert same(plain, tmp_path / "result") == []
    assert pq.read_table(plain / "flags.parquet").num_rows > 5


def test_screened_day_by_day_the_flags_are_those_of_one_run(small, plain):
    """The flags of the last day's run are those of the days before, grown; ids stay."""
    last = {f.id: f for f in varsel.screen(small, as_of=AS_OF).flags}
    earlier = varsel.screen(small, as_of=AS_OF - dt.timedelta(days=9)).flags
    assert earlier
    for flag in earlier:
        assert flag.id in last
        assert last[flag.id].first_day == flag.first_day
        assert last[flag.id].last_day >= flag.last_day


def test_since_leaves_out_what_ended_before_and_changes_nothing_else(small):
    since = AS_OF - dt.timedelta(days=30)
    whole = varsel.screen(small, as_of=AS_OF).flags
    late = varsel.screen(small, as_of=AS_OF, since=since).flags
    assert set(late) == {f for f in whole if f.last_day >= since}
    assert 0 < len(late) < len(whole)


def test_the_second_run_into_the_same_folder_finds_nothing_new(small, tmp_path):
    out = tmp_path / "result"
    first = varsel.screen(small, out=out, as_of=AS_OF)
    second = varsel.screen(small, out=out, as_of=AS_OF)
    assert {a.status for a in first.alerts} == {"new"}
    assert {a.status for a in second.alerts} == {"unchanged"}
    assert [a.id for a in first.alerts] == [a.id for a in second.alerts]

"""Rows typed by hand -> a derived table as a list of rows."""

import datetime as dt

import pytest

from varsel.backends.duckdb import DuckEngine
from varsel.canonical.tables import Tables
from varsel.testing import arrow_table

#: What every table of these tests has unless a row says otherwise.
DEFAULTS = {
    "entry": {"currency": "DKK", "booked_at": dt.datetime.fromisoformat("2026-05-04T09:00")},
    "account": {"kind": "bank"},
    "authority": {"role": "holder"},
    "party": {"kind": "person"},
}


@pytest.fixture(scope="session")
def derived():
    """derived(name, order_by, table=rows, ...) -> rows of the derived table, sorted."""

    def made(name, by, on=dt.date(2026, 12, 31), **given):
        engine = DuckEngine()
        arrow = {
            t: arrow_table(t, [DEFAULTS.get(t, {}) | r for r in rows]) for t, rows in given.items()
        }
        loaded = {t: engine.from_arrow(t, a) for t, a in arrow.items()}
        present = {t: frozenset(a.column_names) for t, a in arrow.items()}
        tables = Tables(engine, loaded, {}, on, present)
        rows = engine.arrow(getattr(tables, name)).to_pylist()
        engine.close()
        return sorted(rows, key=lambda r: tuple(str(r[b]) for b in by))

    return made

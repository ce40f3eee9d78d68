"""Foreign numbers for people of the society, from the ranges that are kept for fiction."""

from __future__ import annotations

from varsel.adapters.society.lookalikes._draws import Draws


def foreign_phone(life: Draws) -> str:
    """A foreign number kept for fiction, one that nobody in the district has; Danish where none is left."""
    d = life.d
    taken: set[str] = {
        str(r.get("phone") or r.get("value"))
        for table in ("phone_link", "contact")
        for r in d.book.rows.get(table, ())
    }
    left = [n for n in _fiction()[d.number % 200 :: 200] if n not in taken]
    return life.luck.choice(left) if left else d.book.phone()


def _fiction() -> list[str]:
    """Foreign numbers that are kept for fiction."""
    return [
        *(f"+447700900{n:03}" for n in range(1000)),
        *(f"+467017406{n:02}" for n in range(5, 100)),
        *(f"+336399800{n:02}" for n in range(100)),
        *(f"+120255501{n:02}" for n in range(100)),
        *(f"+4917139200{n:02}" for n in range(100)),
    ]

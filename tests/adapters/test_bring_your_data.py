"""The worked example of docs/how-to/bring-your-data.md does what the page says."""

import re
from decimal import Decimal
from pathlib import Path

from folder import rows

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "bring-your-data.md"


def test_the_worked_example_loads(folder):
    blocks = dict(re.findall(r"```(csv|toml)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
    folder.put("kontoudtog_maj.csv", blocks["csv"].encode("cp1252"))
    loaded = folder.load(blocks["toml"])
    got = [(r["entry_id"], r["direction"], r["amount"], r["text"]) for r in rows(loaded)]
    assert got == [
        ("001", "credit", Decimal("18250.75"), "Løn"),
        ("002", "debit", Decimal("89.95"), "Kød og ærter"),
    ]
    assert loaded.notes == ("kontoudtog_maj.csv: columns left out, not in the contract: Saldo",)

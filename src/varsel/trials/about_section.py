"""What was judged, so that somebody else can do it again, and what the words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting import figures
from varsel.reporting.markup import Html, tag
from varsel.reporting.phrases import joined, same, word
from varsel.trials.blocks import columns, para, section, table
from varsel.trials.values import NOTHING, count
from varsel.trials.words import TRIALS, say

COLUMNS = ("simulator", "seed", "people", "first_day", "last_day", "plants", "entries", "as_of")
DAYS = ("first_day", "last_day", "as_of")
#: What a simulator calls itself whose code has moved on since it was last frozen.
UNFROZEN = "not frozen"


def societies(found: Sequence[Mapping[str, Any]]) -> Html:
    """A row per society, the simulators' hashes, and the tables that were loaded."""
    parts = [para("society", "intro")] if all("simulator" in s for s in found) else []
    rows = [[value(s, k) for k in COLUMNS] for s in found]
    parts.append(table(columns(*COLUMNS), rows, say("head", "societies"), "data"))
    parts += [tag("p", t, class_="small hash") for t in (*hashes(found), *_tables(found))]
    return section("societies", *parts)


def value(society: Mapping[str, Any], key: str) -> Text:
    """What a society says of itself; a dash where it does not."""
    found = society.get(key)
    if found is None:
        return NOTHING
    if key in DAYS:
        return figures.moment(str(found))
    return count(found) if isinstance(found, int) and key != "seed" else same(str(found))


def hashes(found: Sequence[Mapping[str, Any]]) -> list[Text]:
    """Each simulator once, and a word where one is not frozen."""
    pairs = sorted(
        {(str(s.get("simulator", "–")), str(s["sha256"])) for s in found if "sha256" in s}
    )
    told = [say("society", "hash", version=v, hash=h) for v, h in pairs]
    if any(v == UNFROZEN for v, _ in pairs):
        told.append(say("society", "unfrozen"))
    return told


def _tables(found: Sequence[Mapping[str, Any]]) -> list[Text]:
    """The tables loaded, once where all societies had the same."""
    sets = Counter(tuple(sorted(s.get("tables", ()))) for s in found)
    told = []
    for names, number in sorted(sets.items()):
        listed = joined([word("table", n) for n in names])
        key = "tables" if len(sets) == 1 else "tables_some"
        told.append(say("society", key, n=count(number), tables=listed))
    return told


def reading() -> Html:
    """What the words mean here."""
    parts: list[Html] = []
    for key, term in TRIALS.sections["term"].items():
        parts += [tag("dt", term), tag("dd", say("reading", key))]
    return section("reading", tag("dl", *parts))

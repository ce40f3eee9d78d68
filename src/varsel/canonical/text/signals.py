"""The table `signal`: criteria met in the texts of ads, messages and posts, with the words.

The patterns of every language are tried on every text; no language is guessed. A signal says what
the words say, never that anybody has done anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from varsel.canonical.contract import contract
from varsel.canonical.text.fold import Folded, fold
from varsel.canonical.text.guard import Guard
from varsel.canonical.text.lexicon import Criterion, Lexicon, Pattern, lexicon
from varsel.canonical.text.money import sums
from varsel.canonical.text.texts import BATCH, Text, texts

#: How far before the words `unless` is looked for.
UNLESS_BEFORE = 25
_CENTS = Decimal("0.0001")
#: More would be no pay, no fee and no rule: the column holds 14 digits before the point.
_MOST = Decimal(10) ** 12
#: Bare numbers that are read as DKK beside a debt or a fee.
_PLAUSIBLE = range(100, 1_000_000)
_AROUND = " \t\r\n.,;:*-"
_RULES = re.compile(
    r"(\d+)\s+(?:\w+\s+)?(?:rules|regler)\b|\b(?:rule|regel)\s+(?:n\w*\.?\s*)?(\d+)"
)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    pattern: Pattern


def signals(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Every criterion met, one row a place in a text, sorted.

    Args:
        tables: any of ad, post, message.

    >>> posts = pa.table({"post_id": ["p"], "text": ["You can earn 40.000 kr a month"]})
    >>> signals({"post": posts}).select(["criterion", "value"]).to_pylist()
    [{'criterion': 'pay_promise', 'value': Decimal('40000.0000')}]

    """
    lex = lexicon()
    found: list[dict[str, Any]] = []
    stream = texts(tables)
    while batch := list(islice(stream, BATCH)):
        found += _batch(batch, lex)
    names = ("source_table", "row_id", "criterion", "span_start", "span_end", "language")
    found.sort(key=lambda r: tuple(r[n] for n in names))
    return pa.Table.from_pylist(found, schema=contract().tables["signal"].schema)


def criteria_in(text: str) -> list[tuple[str, str, Decimal | None]]:
    """Criterion, words and value of each signal in one text: for trying a pattern out.

    >>> criteria_in("We never ask for a deposit before you start. Start immediately!")
    [('urgency', 'Start immediately', None)]
    """
    rows = signals({"post": pa.table({"post_id": [""], "text": [text]})}).to_pylist()
    return [(r["criterion"], text[r["span_start"] : r["span_end"]], r["value"]) for r in rows]


def _batch(batch: list[Text], lex: Lexicon) -> Iterator[dict[str, Any]]:
    """Signals of some texts: first which patterns may match at all, then which do."""
    folded = [fold(t.text) for t in batch]
    column = pa.array([f.text for f in folded], type=pa.string())
    maybe: dict[int, list[Pattern]] = defaultdict(list)
    for patterns in _by_criterion(lex).values():
        coarse = "|".join(f"(?:{p.coarse})" for p in patterns)
        mask = pc.match_substring_regex(column, coarse)
        for i in pc.indices_nonzero(mask).to_pylist():
            maybe[i] += patterns
    for i in sorted(maybe):
        yield from _text(batch[i], folded[i], maybe[i], lex)


def _by_criterion(lex: Lexicon) -> dict[tuple[str, str], list[Pattern]]:
    grouped: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
    for pattern in lex.patterns:
        grouped[pattern.criterion, pattern.language].append(pattern)
    return grouped


def _text(
    text: Text, folded: Folded, patterns: list[Pattern], lex: Lexicon
) -> Iterator[dict[str, Any]]:
    guard = Guard(folded.text, lex.guards)
    hits: dict[str, list[_Hit]] = defaultdict(list)
    for pattern in patterns:
        hits[pattern.criterion] += _hits(pattern, guard, lex.criteria[pattern.criterion])
    for name, all_hits in hits.items():
        criterion = lex.criteria[name]
        places = _parts(all_hits, criterion) if criterion.parts else _merge(all_hits)
        for start, end, language in places:
            span = folded.span(start, end)
            yield {
                "source_table": text.table, "row_id": text.row_id, "criterion": name,
                "value": _value(criterion.value, guard, start, end), "language": language,
                "span_start": span[0], "span_end": span[1], "lexicon": lex.name,
                "day": text.since,
            }  # fmt: skip


def _hits(pattern: Pattern, guard: Guard, criterion: Criterion) -> Iterator[_Hit]:
    """Where a pattern is met and nothing takes the words back."""
    for match in pattern.find.finditer(guard.text):
        start, end = _trim(guard.text, *match.span())
        before = max(0, start - UNLESS_BEFORE)
        if (
            start == end
            or (pattern.unless and pattern.unless.search(guard.text, before, end))
            or (pattern.negatable and guard.denied(start, end))
            or guard.reported(start, end)
            or (criterion.hearsay and guard.hearsay(start, end))
            or guard.quoted(start, end)
        ):
            continue
        yield _Hit(start, end, pattern)


def _merge(hits: list[_Hit]) -> Iterator[tuple[int, int, str]]:
    """Hits that overlap are one, from first to last character, in the language of the longest."""
    ordered = sorted(hits, key=lambda h: (h.start, -h.end, h.pattern.language))
    while ordered:
        group, end = [ordered[0]], ordered[0].end
        while len(group) < len(ordered) and ordered[len(group)].start < end:
            end = max(end, ordered[len(group)].end)
            group.append(ordered[len(group)])
        longest = min(group, key=lambda h: (h.start - h.end, h.pattern.language))
        yield group[0].start, end, longest.pattern.language
        ordered = ordered[len(group) :]


def _parts(hits: list[_Hit], criterion: Criterion) -> Iterator[tuple[int, int, str]]:
    """One place for the whole text, where enough different parts are found in one language."""
    for language in sorted({h.pattern.language for h in hits}):
        first: dict[str, _Hit] = {}
        for hit in sorted(hits, key=lambda h: (h.start, h.end)):
            if hit.pattern.language == language:
                first.setdefault(hit.pattern.part, hit)
        if len(first) >= criterion.parts_needed:
            start = min(h.start for h in first.values())
            yield start, max(h.end for h in first.values()), language
            return


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the space and punctuation around its words."""
    words = text[start:end]
    return end - len(words.lstrip(_AROUND)), start + len(words.rstrip(_AROUND))


def _value(kind: str, guard: Guard, start: int, end: int) -> Decimal | None:
    """The number the words give, as the criterion counts it; of several the highest."""
    words = guard.text[start:end]
    if kind == "pay":
        numbers = [s.monthly for s in sums(words)]
    elif kind == "amount":
        numbers = [s.dkk for s in sums(words)] or _sentence_sums(guard, start, end)
    elif kind == "rules":
        numbers = [Decimal(a or b) for a, b in _RULES.findall(words)]
    else:
        return None
    known = [n for n in numbers if n is not None and n < _MOST]
    return max(known).quantize(_CENTS, ROUND_HALF_UP) if known else None


def _sentence_sums(guard: Guard, start: int, end: int) -> list[Decimal | None]:
    """Sums beside the words: "you still owe the agent 80,000". Times and phones are none."""
    first, last = guard.sentence(start, end)
    return [s.dkk for s in sums(guard.text[first:last]) if s.currency or s.number in _PLAUSIBLE]

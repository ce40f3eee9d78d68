"""Lint: what an indicator's folder must hold beyond being readable, in sentences for its author.

One small function per rule. Whether the cases pass is another question (`varsel indicators --test`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from varsel.canonical.contract import contract
from varsel.catalogue.model import Indicator, Text

#: Words that say more than a flag can know.
VERDICTS = re.compile(
    r"\b(guilty|criminal gang|is a trafficker|is a victim|skyldig|er menneskehandler|er et offer)\b",
    re.IGNORECASE,
)
GRADES = ("A", "B", "C", "D")
STATUSES = ("experimental", "test", "stable", "deprecated", "retired")


def lint(indicator: Indicator) -> list[str]:
    """Every rule `indicator` breaks; empty if none.

    >>> from varsel.catalogue.load import load_catalogue
    >>> lint(load_catalogue()["F8"])
    []
    """
    return [f"{indicator.id}: {sentence}" for rule in RULES for sentence in rule(indicator)]


def _texts(indicator: Indicator) -> Iterable[Text]:
    yield from (indicator.title, indicator.description, indicator.known_gaps)
    yield from indicator.questions
    yield from indicator.next_steps
    yield from (i.text for i in indicator.innocent)
    yield from (v.label for v in indicator.variants.values())


def begins(indicator: Indicator) -> Iterator[str]:
    """Descriptions say what is detected, in both languages."""
    if not indicator.description.en.startswith("Detects"):
        yield "description.en begins with 'Detects'"
    if not indicator.description.da.startswith("Finder"):
        yield "description.da begins with 'Finder'"


def no_verdict(indicator: Indicator) -> Iterator[str]:
    """No text says what nobody can know."""
    for text in _texts(indicator):
        if VERDICTS.search(f"{text.da} {text.en}"):
            yield f"'{text.en}' is a verdict; write 'possible'"


def enough_said(indicator: Indicator) -> Iterator[str]:
    """Lawful explanations, questions and safe steps are there."""
    if not indicator.innocent:
        yield "innocent is empty; at least one lawful explanation exists"
    if len(indicator.questions) < 2:  # noqa: PLR2004
        yield "fewer than two questions"
    if not indicator.next_steps:
        yield "no next step"


def reasons(indicator: Indicator) -> Iterator[str]:
    """Each parameter is used, and each value has a reason."""
    code = (indicator.folder / "detector.py").read_text("utf-8")
    for name, parameter in indicator.parameters.items():
        if f"p.{name}" not in code:
            yield f"parameters.{name} is used by no line of detector.py"
        if not all(v.reason.strip() for v in parameter.values):
            yield f"a value of parameters.{name} has no reason"


def needs(indicator: Indicator) -> Iterator[str]:
    """What a variant needs is something a user can bring."""
    tables: Mapping[str, set[str]] = {n: set(t.columns) for n, t in contract().canonical.items()}
    for variant in indicator.variants.values():
        for need in variant.needs:
            for table, columns in need.items():
                unknown = set(columns) - tables.get(table, set())
                if table not in tables or unknown:
                    yield f"variants.{variant.name} needs {table} {sorted(unknown)}, not in the contract"


def known_words(indicator: Indicator) -> Iterator[str]:
    """Grade and status are from the closed lists; a retired indicator says why."""
    if indicator.evidence_grade not in GRADES:
        yield f"evidence_grade is one of {', '.join(GRADES)}"
    if indicator.status not in STATUSES:
        yield f"status is one of {', '.join(STATUSES)}"
    if indicator.status in {"deprecated", "retired"} and not indicator.review.get("reason"):
        yield "a deprecated or retired indicator says why in review.reason"


RULES: tuple[Callable[[Indicator], Iterator[str]], ...] = (
    begins,
    no_verdict,
    enough_said,
    reasons,
    needs,
    known_words,
)

"""The fixed texts of the trials, and readers' words for kinds, groups, levels and indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from varsel.catalogue.load import load_catalogue
from varsel.catalogue.model import Text
from varsel.reporting import phrases
from varsel.reporting.phrases import Phrases, both, same

TRIALS = Phrases("varsel.trials")
say = TRIALS.say
#: How a group's name is written that an audit file has as a truth value.
TRUTHS = ("true", "false")


def kind(name: str) -> Text:
    """The reader's word for a bundle or a look-alike; one without a word stands as it is.

    >>> kind("savings_circle").en, kind("my_own_kind").en
    ('Savings circle', 'my own kind')
    """
    return TRIALS.sections["kind"].get(name) or same(name.replace("_", " "))


def attribute(name: str) -> Text:
    """The reader's word for an attribute of the audit file."""
    return TRIALS.sections["attribute"].get(name) or same(name.replace("_", " "))


def group(of: str, name: str) -> Text:
    """The reader's word for a group of an attribute.

    >>> group("residence", "student_hall").en, group("self_employed_sex_work", "true").da
    ('student hall', 'ja')
    """
    key = name if name in TRUTHS else f"{of}_{name}"
    return TRIALS.sections["group"].get(key) or same(name.replace("_", " "))


def level(name: str) -> Text:
    """The reader's word for a level, or for none.

    >>> level("Note").da, level("none").en
    ('Notat', 'no alert')
    """
    found = TRIALS.sections["level"].get(name)
    return found or phrases.known("level", name)


@cache
def titles() -> Mapping[str, Text]:
    """Indicator -> its title, as the catalogue that comes with Varsel has it."""
    return {i.id: i.title for i in load_catalogue().values()}


def indicator(name: str) -> Text:
    """Id and title; an indicator that the catalogue lacks stands as it is.

    >>> indicator("F14").en, indicator("Q1").en
    ('F14 Many workers at one address', 'Q1')
    """
    title = titles().get(name)
    return both(lambda lang: f"{name} {title(lang)}") if title else same(name)


def in_order(indicators: Iterable[str]) -> list[str]:
    """Indicators by letter and number.

    >>> in_order(["F14", "X1", "F8"])
    ['F8', 'F14', 'X1']
    """
    return sorted(indicators, key=lambda i: (i[:1], int((re.findall(r"\d+", i) or ["0"])[0]), i))

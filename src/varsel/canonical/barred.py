"""Columns that no table may carry: nationality, ethnicity, religion, origin and their like.

Only names are judged, never values. The words stand in contract.toml; here is how they are found
in names that people and systems write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from varsel.canonical.contract import contract
from varsel.errors import InputRefusedError

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")

#: Barred words that also have an everyday meaning (the origin of a file, a race condition). They
#: bar a column only when nothing but words about a person or a field stands beside them.
_WEAK = frozenset({"race", "origin", "skin", "faith", "citizen", "oprindelse"})
_BESIDE = frozenset(
    """
    applicant author beneficiary borger categories category cd client code creditor customer
    debtor desc description employee employer flag group guest holder id is kategori kode
    kunde label medarbejder member name of office owner party payee payer person sender
    subject tekst text the type user vaerdi value worker
    """.split()  # noqa: SIM905  (easier to read and to add to)
)
#: Everyday names of pseudonyms that hold a barred word but say nothing about anyone's origin.
_INNOCENT = frozenset({"citizenid"})
#: From this length on a barred word counts inside a longer word, as in kundenationalitet.
_LONG = 8


@cache
def barred_as(name: str) -> str | None:
    """The barred group a column name belongs to, or None.

    Case, accents and separators do not matter.

    >>> barred_as("CustomerNationality"), barred_as("Land_for_statsborgerskab")
    ('nationality', 'nationality')
    >>> barred_as("original_amount"), barred_as("destination"), barred_as("race_condition")
    (None, None, None)
    """
    for words in _split(name):
        whole = "".join(words)
        if whole in _INNOCENT:
            continue
        exact = [group for group, term in _terms() if term == whole]
        found = exact or [group for group, term in _terms() if _matches(words, term)]
        if found:
            return found[0]
    return None


def refuse_barred(names: Iterable[str], *, table: str, where: str) -> None:
    """Raise InputRefusedError if any of the names is barred."""
    found = sorted({(n, g) for n in names if (g := barred_as(n))})
    if not found:
        return
    columns = ", ".join(f"'{n}' ({g.replace('_', ' ')})" for n, g in found)
    raise InputRefusedError(
        f"The table '{table}' was refused.",
        where=f"{where}, column {columns}",
        why="nationality, ethnicity, religion, birthplace, origin of a name, skin colour and "
        "language guessed from a name may not reach a detector, under any name",
        do="remove the column from the file; such a column belongs only in the separate audit "
        "file of a disparity audit",
    )


def _matches(words: tuple[str, ...], term: str) -> bool:
    if term in _WEAK:
        return term in words and all(w == term or w in _BESIDE or w.isdigit() for w in words)
    if len(term) >= _LONG and any(term in w for w in words):
        return True
    runs = ("".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return term in runs


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    pairs = ((g, "".join(w)) for g, ts in contract().barred.items() for t in ts for w in _split(t))
    return tuple(sorted(set(pairs)))


def _split(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name in plain letters, once with ø as oe and once with ø as o."""
    out = []
    for table in ({"ø": "oe", "æ": "ae", "å": "aa"}, {"ø": "o", "æ": "ae", "å": "a"}):
        letters: dict[str, str | int | None] = dict(table)
        letters |= {k.upper(): v.capitalize() for k, v in table.items()}
        plain = unicodedata.normalize("NFC", name).translate(str.maketrans(letters))
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
        words = tuple(w.lower() for w in _WORDS.findall(plain))
        if words and words not in out:
            out.append(words)
    return tuple(out)

"""One plain form of a text, with the way back to the characters it came from.

Folding lowers case, undoes compatibility forms (full-width and styled letters, keycap digits) and
drops what nobody sees (soft hyphens, zero-width characters). It keeps every script. Letters that
only look alike in two scripts are not mapped to each other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SAME = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"}
)
#: Characters that fold to one character each, at their own place.
_PLAIN = r"\t\n\r -~¡-§©«¬®°±¶·»¿À-ÖØ-öø-ÿ–—‘’‚“”„€"
#: A run of other characters, with the letter before it: a mark belongs to its letter.
_ODD = re.compile(rf"[{_PLAIN}]?[^{_PLAIN}]+")
#: Neither format characters nor marks on a letter, and still not read: keycap and emoji variants.
_UNSEEN = {"\ufe0e", "\ufe0f", "\u20e3"}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. The two tuples are empty where every character kept its place."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters from start up to end stood in the text as given."""
        if not self.starts or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    r"""The text in its plain form.

    >>> fold("CALL \uff10\uff10 1\ufe0f\u20e3").text
    'call 00 1'
    """
    if _ODD.search(text) is None:
        return Folded(text.lower().translate(_SAME))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for odd in _ODD.finditer(text):
        out.append(text[at : odd.start()].lower().translate(_SAME))
        starts.extend(range(at, odd.start()))
        ends.extend(range(at + 1, odd.start() + 1))
        for start, cluster in _clusters(odd.group(), odd.start()):
            plain = _fold_cluster(cluster)
            out.append(plain)
            starts.extend([start] * len(plain))
            ends.extend([start + len(cluster)] * len(plain))
        at = odd.end()
    out.append(text[at:].lower().translate(_SAME))
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Folded("".join(out), tuple(starts), tuple(ends))


def _clusters(run: str, offset: int) -> list[tuple[int, str]]:
    """Each base character with the marks that belong to it: 'a' with a ring is one letter."""
    starts = [i for i, c in enumerate(run) if i == 0 or not unicodedata.combining(c)]
    return [(offset + a, run[a:b]) for a, b in zip(starts, [*starts[1:], len(run)], strict=True)]


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    plain = unicodedata.normalize("NFKC", cluster).lower().translate(_SAME)
    return "".join(c for c in plain if c not in _UNSEEN and unicodedata.category(c) != "Cf")

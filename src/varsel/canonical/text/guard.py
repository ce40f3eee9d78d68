"""Why words that meet a pattern may still not say it: denial, warning, report, hearsay, quotation.

"We never ask for a deposit", "beware of ads that ...", "is it normal that they ask ..." say the
opposite or speak of others. A text that warns and also offers in its own voice is still read:
otherwise one line of warning would switch the lexicon off.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

#: Where a sentence ends: not after an abbreviation, not within a number or an address.
_END = re.compile(r"(?<!\bkr)(?<!\bpr)(?<!\bca)(?<!\bnr)(?<!\bdkk)[.!?]+(?=\s|$)|\n")
_QUOTE = re.compile(r'"[^"\n]{3,300}"|»[^»«\n]{3,300}«|«[^»«\n]{3,300}»')
_STOP = re.compile(r"[,;:()]")
#: How far before the words a denial still belongs to them, and how far after.
BEFORE, AFTER = 45, 25
#: How far from a quotation the word that introduces it may stand.
BESIDE = 60
#: How far before the words their retelling may begin.
RETOLD = 200


class Guard:
    """The guards over one folded text; what is costly is found out only when asked for."""

    def __init__(self, text: str, words: dict[str, re.Pattern[str]]) -> None:
        self.text, self.words = text, words
        self.others = bool(words["warn"].search(text) or words["report"].search(text))

    def denied(self, start: int, end: int) -> bool:
        """Whether a denial in the same clause goes with the words: no, never, not required."""
        first, last = self.sentence(start, end)
        before = self._clause(self.text[max(first, start - BEFORE) : start], -1)
        after = self._clause(self.text[end : min(last, end + AFTER)], 0)
        deny = self.words["deny"]
        return any(deny.search(part) for part in (before, self.text[start:end], after))

    def reported(self, start: int, end: int) -> bool:
        """Whether the text warns or reports, and the sentence is not an offer of its own."""
        if not self.others:
            return False
        first, last = self.sentence(start, end)
        sentence = self.text[first:last]
        own = self.words["own"].search(sentence)
        return own is None or self.words["relative"].search(sentence, 0, own.start()) is not None

    def hearsay(self, start: int, end: int) -> bool:
        """Whether the sentence, up to the words' end, tells what somebody else asks or says."""
        first = max(self.sentence(start, end)[0], start - RETOLD)
        return self.words["hearsay"].search(self.text, first, end) is not None

    def quoted(self, start: int, end: int) -> bool:
        """Whether the words stand in quotation marks that a word of saying introduces."""
        at = bisect_right(self._quotes, (start, len(self.text))) - 1
        if at < 0 or self._quotes[at][1] < end:
            return False
        first, last = self._quotes[at]
        sides = (self.text[max(0, first - BESIDE) : first], self.text[last : last + BESIDE])
        return any(self.words["quoting"].search(side) for side in sides)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence, or the sentences, that hold the words begin and end."""
        first = self._ends[bisect_right(self._ends, (start, len(self.text))) - 1][1]
        after = bisect_left(self._ends, (end, 0))
        return first, self._ends[after][0] if after < len(self._ends) else len(self.text)

    @cached_property
    def _ends(self) -> list[tuple[int, int]]:
        """Where each sentence ends and the next begins; the text's start first."""
        return [(-1, 0), *(m.span() for m in _END.finditer(self.text))]

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return [m.span() for m in _QUOTE.finditer(self.text)]

    def _clause(self, part: str, side: int) -> str:
        """What of the words before (-1) or after (0) belongs to the same clause."""
        pieces = _STOP.split(part)
        return self.words["clause"].split(pieces[side])[side]

"""Why words that meet a pattern may still not say it: denial, warning, report, hearsay, quotation.

"We never ask for a deposit", "beware of ads that ...", "is it normal that they ask ..." say the
opposite or speak of others. A text that warns and also offers in its own voice is still read:
otherwise one line of warning would switch the lexicon off.
"""

from __future__ import annotations

import re

#: Where a sentence ends: not after an abbreviation, not within a number or an address.
_END = re.compile(r"(?<!\bkr)(?<!\bpr)(?<!\bca)(?<!\bnr)(?<!\bdkk)[.!?]+(?=\s|$)|\n")
_QUOTE = re.compile(r'"[^"\n]{3,300}"|»[^»«\n]{3,300}«|«[^»«\n]{3,300}»')
_STOP = re.compile(r"[,;:()]")
#: How far before the words a denial still belongs to them, and how far after.
BEFORE, AFTER = 45, 25
#: How far from a quotation the word that introduces it may stand.
BESIDE = 60


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
        first, _ = self.sentence(start, end)
        return self.words["hearsay"].search(self.text, first, end) is not None

    def quoted(self, start: int, end: int) -> bool:
        """Whether the words stand in quotation marks that a word of saying introduces."""
        for quote in _QUOTE.finditer(self.text):
            if quote.start() <= start and end <= quote.end():
                before = self.text[max(0, quote.start() - BESIDE) : quote.start()]
                after = self.text[quote.end() : quote.end() + BESIDE]
                return any(self.words["quoting"].search(part) for part in (before, after))
        return False

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence, or the sentences, that hold the words begin and end."""
        first = 0
        for stop in _END.finditer(self.text, 0, start):
            first = stop.end()
        stop_after = _END.search(self.text, end)
        return first, stop_after.start() if stop_after else len(self.text)

    def _clause(self, part: str, side: int) -> str:
        """What of the words before (-1) or after (0) belongs to the same clause."""
        pieces = _STOP.split(part)
        return self.words["clause"].split(pieces[side])[side]

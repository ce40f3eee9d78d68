"""Ordinary payments gathered as arrays, and written into the book with one table a channel.

A district's everyday is hundreds of thousands of entries. Each kind of habit hands its payments over
here; sides, texts and devices become numbers, so that nothing is done entry by entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.entries import Pool
from varsel.adapters.society.ordinary.town import Town, town

#: Columns that a payment may carry besides its sides, sum and time; each holds a word's number.
_WORDS = ("text", "purpose", "device", "municipality", "terminal_id")


class Sheet:
    """Payments not yet written: indexes of sides and words, øre and stamps."""

    def __init__(self, d: District, rng: np.random.Generator) -> None:
        self.d, self.rng = d, rng
        self.town: Town = town(d)
        self._sides: list[Side] = []
        self._side: dict[Side, int] = {}
        self._words: list[str] = []
        self._word: dict[str, int] = {}
        self._pays: dict[tuple[str, bool], list[dict[str, np.ndarray]]] = defaultdict(list)
        self._cards: dict[str, list[dict[str, np.ndarray]]] = defaultdict(list)

    def side(self, side: Side) -> int:
        """The number of a side."""
        found = self._side.get(side)
        if found is None:
            found = self._side[side] = len(self._sides)
            self._sides.append(side)
        return found

    def sides(self, many: Iterable[Side | None]) -> np.ndarray:
        """The numbers of sides; -1 for none."""
        return np.array([-1 if s is None else self.side(s) for s in many], np.int64)

    @property
    def number_of_sides(self) -> int:
        """How many sides have a number."""
        return len(self._sides)

    def word(self, text: str) -> int:
        """The number of a text, device or code."""
        found = self._word.get(text)
        if found is None:
            found = self._word[text] = len(self._words)
            self._words.append(text)
        return found

    def words(self, many: Iterable[str]) -> np.ndarray:
        """The numbers of texts; an empty one is none at all."""
        return np.array([self.word(w) if w else -1 for w in many], np.int64)

    def some_words(self, texts: Iterable[str], size: int, written: float) -> np.ndarray:
        """Any of the texts for each payment, or none for those on which nothing is written."""
        codes = self.words(texts)
        drawn = codes[self.rng.integers(len(codes), size=size)]
        return np.where(self.rng.random(size) < written, drawn, -1)

    def pay(
        self,
        channel: str,
        debtor: np.ndarray | int,
        creditor: np.ndarray | int,
        amount: np.ndarray,
        at: np.ndarray,
        *,
        timed: bool = True,
        **words: np.ndarray | str | None,
    ) -> None:
        """Payments of one channel; words: text, purpose, device, municipality or terminal_id."""
        size = len(at)
        if size:
            made = {
                "debtor": np.broadcast_to(np.asarray(debtor, np.int64), size),
                "creditor": np.broadcast_to(np.asarray(creditor, np.int64), size),
                "amount": np.asarray(amount, np.int64),
                "at": np.asarray(at, np.int64),
            }
            self._pays[channel, timed].append(made | self._coded(words, size))

    def card(
        self,
        payer: np.ndarray,
        shop: np.ndarray,
        amount: np.ndarray,
        at: np.ndarray,
        *,
        channel: str = "card",
        **words: np.ndarray | str | None,
    ) -> None:
        """Card payments or withdrawals at shops and machines of the town."""
        if len(at):
            made = {"payer": payer, "shop": shop, "amount": amount.astype(np.int64), "at": at}
            self._cards[channel].append(made | self._coded(words, len(at)))

    def write(self) -> None:
        """Write everything into the book; the sheet is then empty."""
        pool, book = Pool(self._sides), self.d.book
        for (channel, timed), parts in self._pays.items():
            a = _joined(parts)
            order = np.argsort(a["at"], kind="stable")
            a = {k: v[order] for k, v in a.items()}
            book.pay_many(
                pool,
                a["debtor"],
                a["creditor"],
                a["amount"],
                a["at"],
                channel,
                timed=timed,
                **self._spelled(a),
            )
        shops = self.town.shops
        for channel, parts in self._cards.items():
            a = _joined(parts)
            order = np.argsort(a["at"], kind="stable")
            a = {k: v[order] for k, v in a.items()}
            where = self.town.abroad(a["shop"])
            book.cards_many(
                pool,
                a["payer"],
                shops,
                a["shop"],
                a["amount"],
                a["at"],
                channel=channel,
                **where,
                **{k: v for k, v in self._spelled(a).items() if k in {"text", "device"}},
            )
        self._pays.clear()
        self._cards.clear()

    def _coded(self, words: dict[str, np.ndarray | str | None], size: int) -> dict[str, np.ndarray]:
        made = {}
        for name in _WORDS:
            value = words.pop(name, None)
            if isinstance(value, str):
                value = np.full(size, self.word(value))
            made[name] = np.full(size, -1) if value is None else value
        if words:
            raise KeyError(f"a payment has no {sorted(words)}")
        return made

    def _spelled(self, columns: dict[str, np.ndarray]) -> dict[str, pa.Array]:
        """Words in place of their numbers; columns without any word are left out."""
        vocabulary = pa.array(self._words, pa.string())
        made = {}
        for name in _WORDS:
            codes = columns[name]
            if (codes >= 0).any():
                made[name] = vocabulary.take(pa.array(codes, mask=codes < 0))
        return made


def _joined(parts: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    return {name: np.concatenate([p[name] for p in parts]) for name in parts[0]}

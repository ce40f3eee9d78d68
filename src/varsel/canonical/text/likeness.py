"""Components of near-equal templates: MinHash proposes pairs, an exact comparison decides.

A pair right at the threshold is not proposed once in about twenty thousand times; the seed is
fixed, so what is missed is always the same.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from rensa import RMinHash, RMinHashLSH

#: Least Jaccard similarity of two texts of one template; a fraction, so that 0.8 means 0.8.
THRESHOLD = Fraction(4, 5)
#: Words a text needs before likeness short of equality says anything.
MIN_WORDS = 8
#: Words in a shingle.
SHINGLE = 3
#: 25 bands of 5: a pair at 0.8 shares a band in 1 - (1 - 0.8^5)^25 = 0.99995 of cases.
BANDS, ROWS = 25, 5
#: Fixed, so that the same texts always give the same candidates.
SEED = 20260101
#: Texts hashed at a time.
BATCH = 20_000


def components(templates: list[str]) -> list[int]:
    """For each template the smallest index of those it hangs together with.

    Args:
        templates: distinct, words parted by one space, in sorted order.

    >>> words = "one two three four five six seven eight nine ten eleven twelve"
    >>> components([words, words + " more", "short text"])
    [0, 0, 2]

    """
    roots = list(range(len(templates)))
    chosen = [i for i, t in enumerate(templates) if t.count(" ") >= MIN_WORDS - 1]
    if not chosen:
        return roots
    store = _Shingles(templates, chosen)
    lsh = RMinHashLSH(float(THRESHOLD), BANDS * ROWS, BANDS)
    alike = lsh.query_duplicate_flags_matrix_one_shot(store.digests(0, len(chosen)))
    store = _Shingles(templates, [c for c, flag in zip(chosen, alike, strict=True) if flag])
    for bucket in store.buckets():
        _join(bucket, store, roots)
    return [_root(roots, i) for i in range(len(templates))]


def shingles(words: str) -> list[str]:
    """Each run of three words of a template, once, in order.

    >>> shingles("a b c d")
    ['a b c', 'b c d']
    """
    parts = words.split(" ")
    runs = zip(*(parts[i:] for i in range(SHINGLE)), strict=False)
    return list(dict.fromkeys(" ".join(run) for run in runs))


class _Shingles:
    """The hashed shingles of some templates in one flat array: 8 bytes a shingle."""

    def __init__(self, templates: list[str], chosen: list[int]) -> None:
        self.index = chosen
        self.flat, self.offsets = array("Q"), array("Q", [0])
        for at in range(0, len(chosen), BATCH):
            batch = [shingles(templates[i]) for i in chosen[at : at + BATCH]]
            for hashes in RMinHash.hash_token_sets(batch):
                self.flat.extend(hashes)
                self.offsets.append(len(self.flat))

    def digests(self, first: int, last: int) -> object:
        """MinHash signatures of the templates from first up to last."""
        start, end = self.offsets[first], self.offsets[last]
        offsets = array("Q", (o - start for o in self.offsets[first : last + 1]))
        return RMinHash.digest_matrix_from_flat_token_hashes(
            self.flat[start:end], offsets, BANDS * ROWS, SEED
        )

    def shingles(self, i: int) -> frozenset[int]:
        """The shingles of one template, as 64-bit hashes."""
        return frozenset(self.flat[self.offsets[i] : self.offsets[i + 1]])

    def size(self, i: int) -> int:
        """How many shingles a template has."""
        return self.offsets[i + 1] - self.offsets[i]

    def buckets(self) -> Iterator[list[int]]:
        """Templates that share a band of their signatures, for every band."""
        bands = [array("q") for _ in range(BANDS)]
        for at in range(0, len(self.index), BATCH):
            matrix = self.digests(at, min(at + BATCH, len(self.index)))
            for row in matrix.to_rows():  # type: ignore[attr-defined]
                for band, keys in enumerate(bands):
                    keys.append(hash(tuple(row[band * ROWS : (band + 1) * ROWS])))
        for keys in bands:
            together: dict[int, list[int]] = defaultdict(list)
            for i, key in enumerate(keys):
                together[key].append(i)
            yield from (b for b in together.values() if len(b) > 1)


def _join(bucket: list[int], store: _Shingles, roots: list[int]) -> None:
    """Unite the templates of a bucket that are alike and not yet together.

    Sorted by size, a template needs comparing only with those at least 0.8 times as long.
    """
    index = store.index
    if len({_root(roots, index[i]) for i in bucket}) == 1:
        return
    sets = {i: store.shingles(i) for i in bucket}
    window: list[int] = []
    for i in sorted(bucket, key=lambda b: (store.size(b), b)):
        least = math.ceil(THRESHOLD * store.size(i))
        window = [w for w in window if store.size(w) >= least]
        for other in reversed(window):
            a, b = _root(roots, index[i]), _root(roots, index[other])
            if a != b and _similar(sets[i], sets[other]):
                roots[max(a, b)] = min(a, b)
        window.append(i)


def _similar(a: frozenset[int], b: frozenset[int]) -> bool:
    shared = len(a & b)
    either = len(a) + len(b) - shared
    return shared * THRESHOLD.denominator >= either * THRESHOLD.numerator


def _root(roots: list[int], i: int) -> int:
    while roots[i] != i:
        roots[i] = roots[roots[i]]
        i = roots[i]
    return i

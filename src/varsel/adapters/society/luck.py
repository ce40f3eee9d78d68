"""Luck that depends on nothing but the seed and a topic: two streams, plain and in arrays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from random import Random

import numpy as np


@dataclass(frozen=True)
class Luck:
    """Where all chance of one district comes from.

    Each topic has a stream of its own, so that one part of the society does not change another's
    luck. Arrays follow NumPy's PCG64; the lock file pins NumPy, whose distributions may change
    between releases.
    """

    seed: int
    district: int

    def plain(self, topic: str) -> Random:
        """One draw at a time.

        >>> Luck(1, 0).plain("rent").random() == Luck(1, 0).plain("rent").random()
        True
        """
        return Random(f"{self.seed}/{self.district}/{topic}")

    def arrays(self, topic: str) -> np.random.Generator:
        """Many draws at once.

        >>> int(Luck(1, 0).arrays("food").integers(100)) == int(Luck(1, 0).arrays("food").integers(100))
        True
        """
        digest = hashlib.sha256(f"{self.seed}/{self.district}/{topic}".encode()).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))

"""Invented names for people and firms, put together from syllables; they say nothing of anybody."""

from __future__ import annotations

from random import Random

_ON = "Al Be Da El Fa Ga Hi Is Jo Ka La Mi No Om Pe Ri Sa To Ul Vi Ya Zo".split()  # noqa: SIM905
_END = "ma rin sa vo nu lea ro mi das nik la ven tu ris na".split()  # noqa: SIM905
_PLACE = "Fers Klit Mose Birke Tange Bøge Sten Lyng Siv Havre Ravn Skov Hede Bakke Eng Rør".split()  # noqa: SIM905
_PLACE_END = "kov holm dal bæk lund høj vad mark toft rup gård fod".split()  # noqa: SIM905
_FIRM = "Nord Sol Fjord Vest Ege Måne Kær Strand Torv Bro Ås Vig Malt Ler Hav Kilde".split()  # noqa: SIM905


def person(random: Random) -> str:
    """A person's name."""
    first = random.choice(_ON) + random.choice(_END)
    return f"{first} {random.choice(_PLACE)}{random.choice(_PLACE_END)}"


def firm(random: Random, what: str) -> str:
    """A firm's name: an invented place and what it does."""
    return f"{random.choice(_FIRM)}{random.choice(_PLACE_END)} {what}"

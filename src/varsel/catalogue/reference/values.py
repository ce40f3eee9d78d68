"""One value of a reference file: from text to its type, or a ValueError."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

#: Shorter patterns would be found in nearly every name.
SHORTEST_PATTERN = 3

FLAGS = {"true": True, "false": False}


def _decimal(digits: int) -> Callable[[str], Decimal]:
    """Read decimals with at most `digits` after the point: more would have to be rounded."""
    shape = re.compile(rf"-?\d{{1,14}}(\.\d{{1,{digits}}})?", re.ASCII)
    unit = Decimal(1).scaleb(-digits)

    def parse(text: str) -> Decimal:
        if not shape.fullmatch(text):
            raise ValueError(text)
        return Decimal(text).quantize(unit)

    return parse


def _pattern(text: str) -> str:
    # A pattern with a capital would never be found in a lower-case name.
    if text != text.lower() or len(text) < SHORTEST_PATTERN:
        raise ValueError(text)
    return text


def _integer(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _flag(text: str) -> bool:
    if text not in FLAGS:
        raise ValueError(text)
    return FLAGS[text]


#: Type -> how it is read, and an example for whoever got it wrong.
PARSERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "text": (str, "some text"),
    "pattern": (_pattern, "western union (lower case, at least 3 characters)"),
    "integer": (_integer, "12"),
    "amount": (_decimal(2), "1250.50"),
    "number": (_decimal(4), "55.6761"),
    "date": (dt.date.fromisoformat, "2026-05-03"),
    "flag": (_flag, "true or false"),
}

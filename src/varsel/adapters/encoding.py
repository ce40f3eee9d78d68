"""Which encoding a text file is written in: UTF-8 with or without mark, UTF-16, or cp1252."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

_BLOCK = 1 << 20


class Encoding(NamedTuple):
    """A codec's name, and whether some bytes of the file do not fit it."""

    name: str
    damaged: bool = False


def encoding_of(path: Path) -> Encoding:
    """Read the whole file once to tell; a guess from its beginning would miss a late æ.

    Bytes that are not UTF-8 mean cp1252, what older Danish systems write, unless the file also has
    more letters in good UTF-8: then it is UTF-8 with damaged rows, and those rows are rejected.
    """
    with path.open("rb") as handle:
        head = handle.read(4096)
    if head.startswith(codecs.BOM_UTF8):
        good, bad = _count(path, "utf-8-sig")
        return Encoding("utf-8-sig", damaged=bad > 0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16")
    for name, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = head[start::2]
        if half and half.count(0) > 0.6 * len(half):
            return Encoding(name)
    good, bad = _count(path, "utf-8")
    if not bad:
        return Encoding("utf-8")
    if good > bad:
        return Encoding("utf-8", damaged=True)
    return Encoding("cp1252", damaged=_count(path, "cp1252")[1] > 0)


def _count(path: Path, name: str) -> tuple[int, int]:
    """Letters beyond ASCII that fit the codec, and bytes that do not."""
    decoder = codecs.getincrementaldecoder(name)("surrogateescape")
    good = bad = 0
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            text = decoder.decode(block)
            if not text.isascii():
                escaped = sum("\udc80" <= sign <= "\udcff" for sign in text)
                bad += escaped
                good += sum(not sign.isascii() for sign in text) - escaped
    bad += sum("\udc80" <= sign <= "\udcff" for sign in decoder.decode(b"", final=True))
    return good, bad


def is_whole(text: str) -> bool:
    r"""Whether a decoded text holds no byte that did not fit.

    >>> is_whole("blåbær"), is_whole("bl\udce5b")
    (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

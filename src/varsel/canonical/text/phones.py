"""Phone numbers: one form for stated ones, and a careful search in text.

What looks like a date, a price, a year, a company or bank account number is not a phone. Numbers
hidden in words or letters are not read. Danish numbers that begin with 0 do not exist; they are kept
free for synthetic people: +45 00 xx xx xx counts as valid everywhere, the others with +45 only, since
without it they may be dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

import phonenumbers as pn
from phonenumbers import PhoneNumber, PhoneNumberFormat, ValidationResult

#: What a stated number may be written with. Letters are box ids and the like: no phone.
_STATED = re.compile(r"(?:tel:)?\(?\+?[\d\s().\-/\u2010-\u2015]+", re.IGNORECASE)
_FICTIONAL = re.compile(r"(?:(?:\+?45|0045)?(?=00)|(?:\+|00)45)(0\d{7})")
#: Danish numbers in use. The general pattern of phonenumbers 9 for Denmark is the same one.
_DANISH = re.compile(r"[2-9]\d{7}")

#: Digits with the signs people put between them; not part of a word, an address or a fraction.
_RUN = re.compile(
    r"(?<![\w@/=#-])(?<!\d[.,:])(?:\(?\+\d{1,3}\)?|\(00\d{2,3}\)|\d)"
    r"(?:(?:[ \u00a0]?[-./][ \u00a0]?|[ \u00a0]? ?\(0?\)|[ \u00a0]|[()]{1,2} ?)?\d){4,24}"
    r"(?![\w@])"
)
_GROUPS = re.compile(r"\d+")
#: How eight digits are grouped in Denmark. 2-2-4 is left out: so are dates written.
_TILES = ((8,), (4, 4), (2, 2, 2, 2), (2, 6))
#: Only where the words call it a number: 25 000 000 may be a sum.
_RARE_TILES = ((2, 3, 3), (3, 2, 3))
_NATIONAL = 8

#: Words before a number that say what else it is.
_OTHER = re.compile(
    r"(?:alder|age|ages|aged|cvr|cpr|se-?n|p-?n|vat|org|konto|reg|iban|bic|swift|account|acct|ean|gtin|isbn|"
    r"ordre|order|faktura|invoice|kunde|customer|sag|case|journal|j|ref|refer\w*|id|"
    r"stelnummer|serial|box|matrikel|postnr|zip|merchant|medlem\w*|member\w*)"
    r"(?:\s?-?\s?(?:nummer|number|no|nr|num|r))?s?\s*[.:#-]*\s*(?:er|is)?\s*$"
    r"|\b[a-z]{2}\d{2}(?: \w{4})* ?$|[€$£#]\s?$|\b(?:kr|dkk|eur|usd|gbp)\.?\s?$",
)
_PRICE = re.compile(r"\s?(?:kr\b|dkk|kroner|eur|€|\$|£|,-|%|km\b|m2|kg\b|kcal|stk\b|views|visn)")
_CALL = re.compile(
    r"(?:tlf|tel|telefon|phone|mobil|mob|mobile|cell|call|ring|sms|text|whatsapp|signal|viber|"
    r"kontakt|contact|number|nummer|nr|write|skriv)\w*\W{0,3}(?:\w+\W{1,3}){0,2}$"
)
_YEARS = range(1900, 2100)


def normal_phone(value: str, region: str = "DK") -> str | None:
    """A stated number as E.164, or nothing where it is a box id, a merchant number or no phone.

    Args:
        value: as it was stated.
        region: ISO 3166 code of the country whose numbers are written without a country code.

    >>> normal_phone("00 12 34 56"), normal_phone("0045 00123456"), normal_phone("+48 512 345 678")
    ('+4500123456', '+4500123456', '+48512345678')
    >>> normal_phone("+45 01 02 03 04"), normal_phone("01 02 03 04")
    ('+4501020304', None)
    >>> normal_phone("1234AB") is None and normal_phone("123456") is None
    True

    """
    value = value.strip()
    if not _STATED.fullmatch(value):
        return None
    digits = "".join(c for c in value if c.isdecimal())
    return _normal(("+" if "+" in value else "") + digits, region)


@lru_cache(maxsize=200_000)
def _normal(number: str, region: str, *, strict: bool = False) -> str | None:
    """E.164 of digits with or without +. Strict asks for a number range that is in use."""
    if fictional := _FICTIONAL.fullmatch(number):
        return f"+45{fictional.group(1)}"
    if region == "DK" and len(number) == _NATIONAL and not number.startswith("+"):
        return f"+45{number}" if _DANISH.fullmatch(number) else None
    if region != "DK" or not number.startswith("00") or len(number) <= _NATIONAL:
        parsed = _parse(number, region)
    else:
        parsed = _parse(f"+{number[2:]}", region)
    if parsed is None:
        return None
    good = (
        pn.is_valid_number(parsed)
        if strict
        else pn.is_possible_number_with_reason(parsed) == ValidationResult.IS_POSSIBLE
    )
    return str(pn.format_number(parsed, PhoneNumberFormat.E164)) if good else None


def _parse(number: str, region: str) -> PhoneNumber | None:
    try:
        return pn.parse(number, region)
    except pn.NumberParseException:
        return None


def phones_in(text: str, region: str = "DK") -> Iterator[tuple[int, int, str]]:
    """Phones in a folded text as (start, end, E.164), from left to right.

    Args:
        text: lower case, see `fold`.
        region: as in `normal_phone`.

    >>> list(phones_in("call 00 12 34 56 before 12.03.2026, 25.000 kr, cvr 12345678"))
    [(5, 16, '+4500123456')]

    """
    for run in _RUN.finditer(text):
        before = text[max(0, run.start() - 40) : run.start()]
        if _OTHER.search(before) or _PRICE.match(text, run.end()):
            continue
        called = _CALL.search(before) is not None
        groups = [
            (g.start() + run.start(), g.end() + run.start()) for g in _GROUPS.finditer(run.group())
        ]
        if "+" in run.group() or run.group().lstrip("(").startswith("00"):
            found = _international(text, run.start(), groups, region)
            if found:
                yield found
                continue
        yield from _national(text, groups, region, called=called)


def _international(
    text: str, start: int, groups: list[tuple[int, int]], region: str
) -> tuple[int, int, str] | None:
    """The longest number with a country code that begins the run and is in use."""
    plus = "+" if "+" in text[start : groups[0][0]] else ""
    for _, end in reversed(groups):
        digits = "".join(c for c in text[start:end].replace("(0)", "") if c.isdecimal())
        if not plus and len(digits) <= _NATIONAL:
            return None
        if number := _normal(plus + digits, region, strict=True):
            return start, end, number
    return None


def _national(
    text: str, groups: list[tuple[int, int]], region: str, *, called: bool
) -> Iterator[tuple[int, int, str]]:
    """Numbers without a country code: the run has to be nothing but such numbers."""
    lengths = tuple(b - a for a, b in groups)
    if region == "DK" and text[slice(*groups[0])] == "45" and lengths[1:] in _TILES:
        number = _normal("".join(text[a:b] for a, b in groups), region, strict=True)
        if number:
            yield groups[0][0], groups[-1][1], number
            return
    for first, last in _tile(lengths, called=called) if region == "DK" else [(0, len(groups))]:
        parts = [text[a:b] for a, b in groups[first:last]]
        number = _normal("".join(parts), region, strict=True)
        if number and (called or not (_dated("".join(parts)) or _years(parts))):
            yield groups[first][0], groups[last - 1][1], number


def _tile(lengths: tuple[int, ...], *, called: bool) -> list[tuple[int, int]]:
    """Which groups make a number each; nothing where a group is left over.

    A group of eight stands for itself, whatever is beside it, and after words that announce a
    number the last group may be something else: "call 20 12 34 56 24 hours".
    """
    shapes = _TILES + _RARE_TILES if called else _TILES
    tiles: list[tuple[int, int]] = []
    at = 0
    while at < len(lengths):
        size = next((len(t) for t in shapes if lengths[at : at + len(t)] == t), 0)
        if not size:
            if tiles and called and at == len(lengths) - 1:
                return tiles
            return [(i, i + 1) for i, n in enumerate(lengths) if n == _NATIONAL]
        tiles.append((at, at + size))
        at += size
    return tiles


def _dated(digits: str) -> bool:
    """Whether eight digits are a day written together: 20260312 or 12032026."""
    for form, year in (("%Y%m%d", digits[:4]), ("%d%m%Y", digits[4:])):
        if len(digits) == _NATIONAL and int(year) in _YEARS:
            try:
                datetime.strptime(digits, form)  # noqa: DTZ007 - a day, not a moment
            except ValueError:
                continue
            return True
    return False


def _years(groups: list[str]) -> bool:
    """Whether two groups of four are two years: 2024-2026."""
    return len(groups) == 2 and all(len(g) == 4 and int(g) in _YEARS for g in groups)  # noqa: PLR2004

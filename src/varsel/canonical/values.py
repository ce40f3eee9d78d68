"""How one written value is understood: numbers, dates, times, flags, periods as people type them.

One value at a time, for the odd values; whole columns are conform.py's work. Every reader raises
ValueError with a reason that never repeats the value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

#: Longest shape that is written: enough to see what is wrong, too short to be a text.
SHAPE_LENGTH = 20

_BETWEEN = re.compile(r"(?<=[0-9])\s(?=[0-9])")
_NUMBER = re.compile(
    r"(?P<unit1>[^\W\d_]{1,4}\.?|[€$£])?(?P<sign>[+\-\u2212])?(?P<body>[0-9][0-9.,']*)"
    r"(?P<after>[+\-\u2212])?(?P<unit2>[^\W\d_]{1,4}\.?|[€$£])?(,-)?"
)
_UNITS = {"KR": "DKK", "€": "EUR", "$": "USD", "£": "GBP"}
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})", re.ASCII)
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+\-]\d{2}(?::?\d{2})?)?",
    re.ASCII,
)
_PERIODS = (
    re.compile(r"(?P<y>\d{4})[-./]?(?P<m>\d{2})", re.ASCII),
    re.compile(r"(?P<m>\d{1,2})[-./](?P<y>\d{4})", re.ASCII),
)
FLAGS = dict.fromkeys(("true", "1", "ja", "yes", "j", "y", "t", "sand"), True) | dict.fromkeys(
    ("false", "0", "nej", "no", "n", "f", "falsk"), False
)


def shape(value: object) -> str:
    """What a value looks like without saying it: letters are a, digits 9, other signs stay.

    >>> shape("1.2x4")
    '9.9a9'
    >>> shape("Rosenvænget 12, st. tv., 2100 K")
    'aaaaaaaaaaa 99, aa. '
    """
    if value is None:
        return ""
    out = []
    for sign in str(value)[:SHAPE_LENGTH]:
        if unicodedata.category(sign)[0] in "LM":
            out.append("a")
        elif sign.isnumeric():
            out.append("9")
        else:
            out.append(sign if sign.isprintable() else " " if sign.isspace() else "?")
    return "".join(out)


def decimal_sign(texts: Iterable[str]) -> tuple[str | None, bool]:
    """The decimal sign a column's unambiguous numbers agree on, and whether any is ambiguous.

    The majority decides; None where nothing decides. `1.234` alone is ambiguous, `1.234,5`,
    `12,50`, `0.125` and `1.234.567` are not.

    >>> decimal_sign(["1.234", "12,50"])
    (',', True)
    >>> decimal_sign(["100", "1.234"])
    (None, True)
    """
    votes = {",": 0, ".": 0}
    ambiguous = False
    for text in texts:
        match = _NUMBER.fullmatch(_tight(text))
        vote = _vote(match["body"].replace("'", "")) if match else None
        if vote == "?":
            ambiguous = True
        elif vote:
            votes[vote] += 1
    if votes[","] == votes["."]:
        return None, ambiguous or votes[","] > 0
    return max(votes, key=votes.__getitem__), ambiguous


def _tight(text: str) -> str:
    """Without blanks; one between digits groups thousands, so that `12 34` is not read as 1234."""
    return "".join(_BETWEEN.sub("'", text.strip()).split())


def _vote(body: str) -> str | None:
    commas, points = body.count(","), body.count(".")
    if commas and points:
        return "," if body.rfind(",") > body.rfind(".") else "."
    if not commas and not points:
        return None
    sign, other = (",", ".") if commas else (".", ",")
    whole, _, rest = body.partition(sign)
    if commas + points > 1:
        return other
    if len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):  # noqa: PLR2004
        return "?"
    return sign


def number(text: str, sign: str, *, scale: int, precision: int = 18) -> tuple[Decimal, str]:
    """A number written with `sign` as decimal sign, and the unit written beside it ('' if none).

    Nothing is rounded: more decimals than `scale` are refused unless they are zeros.

    >>> number("-1.234,50 kr.", ",", scale=2)
    (Decimal('-1234.50'), 'DKK')
    >>> number("12.345", ".", scale=2)
    Traceback (most recent call last):
    ValueError: has more than 2 decimals
    """
    match = _NUMBER.fullmatch(_tight(text))
    if not match or (match["sign"] and match["after"]) or (match["unit1"] and match["unit2"]):
        raise ValueError("is not a number")
    unit = (match["unit1"] or match["unit2"] or "").rstrip(".").upper()
    group = "." if sign == "," else ","
    whole, _, rest = match["body"].partition(sign)
    groups = re.split(r"[.,']" if group in whole else "'", whole)
    if not (rest.isdigit() or not rest) or not all(g.isdigit() for g in groups):
        raise ValueError(f"is not a number with decimal {_called(sign)}, as the column is read")
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(g) != 3 for g in groups[1:])):  # noqa: PLR2004
        raise ValueError(f"is not a number with decimal {_called(sign)}, as the column is read")
    if rest.rstrip("0")[scale:]:
        raise ValueError(f"has more than {scale} decimals")
    digits = "".join(groups).lstrip("0")
    if len(digits) > precision - scale:
        raise ValueError("is too large")
    minus = "-" if (match["sign"] or match["after"] or "+") != "+" else ""
    value = Decimal(f"{minus}{digits or '0'}.{rest[:scale] or '0'}")
    return value, _UNITS.get(unit, unit)


def _called(sign: str) -> str:
    return "comma" if sign == "," else "point"


def day(text: str, written: str | None = None) -> date:
    """A date: ISO, 20260503, or day first with -, . or / between; a time after it is left out.

    `written` is a strptime format that replaces the guess.

    >>> day("3.5.2026"), day("20260503")
    (datetime.date(2026, 5, 3), datetime.date(2026, 5, 3))
    """
    text = text.strip()
    if written:
        try:
            return datetime.strptime(text, written).date()  # noqa: DTZ007
        except ValueError:
            raise ValueError("is not a date in the format the map gives") from None
    head = re.split(r"[T ]", text, maxsplit=1)[0]
    if len(head) != len(text):
        return moment(text, None).date()
    if match := _YEAR_FIRST.fullmatch(text):
        parts = match[1], match[3], match[4]
    elif match := _DAY_FIRST.fullmatch(text):
        parts = match[4], match[3], match[1]
    elif match := _PLAIN_DAY.fullmatch(text):
        parts = match[1], match[2], match[3]
    else:
        raise ValueError("is not a date")
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        raise ValueError("is not a day of the calendar") from None


def moment(text: str, zone: ZoneInfo | None, written: str | None = None) -> datetime:
    """A wall-clock time. With an offset it is moved to `zone`; without, it is taken as local.

    A date alone is its midnight. With `zone` None an offset is left out, not applied.

    >>> moment("2026-05-03T12:05:00Z", ZoneInfo("Europe/Copenhagen"))
    datetime.datetime(2026, 5, 3, 14, 5)
    >>> moment("03-05-2026 14:05", ZoneInfo("Europe/Copenhagen"))
    datetime.datetime(2026, 5, 3, 14, 5)
    """
    text = text.strip()
    if written:
        try:
            value = datetime.strptime(text, written)  # noqa: DTZ007
        except ValueError:
            raise ValueError("is not a time in the format the map gives") from None
        return value if value.tzinfo is None else _local(value, zone)
    parts = re.split(r"[T ]\s*", text, maxsplit=1)
    days = day(parts[0])
    if len(parts) == 1:
        return datetime(days.year, days.month, days.day)  # noqa: DTZ001
    match = _CLOCK.fullmatch(parts[1].removeprefix("kl. ").strip())
    if not match:
        raise ValueError("is not a time")
    micro = int((match[4] or "0")[:6].ljust(6, "0"))
    try:
        naive = datetime(  # noqa: DTZ001
            days.year, days.month, days.day, int(match[1]), int(match[2]), int(match[3] or 0), micro
        )
        if not match[5]:
            return naive
        offset = "+00:00" if match[5] in "Zz" else match[5]
        offset = offset if len(offset) > 3 else offset + ":00"  # noqa: PLR2004
        return _local(datetime.fromisoformat(naive.isoformat() + offset), zone)
    except (ValueError, OverflowError):
        raise ValueError("is not a time of the calendar and clock") from None


def _local(value: datetime, zone: ZoneInfo | None) -> datetime:
    if zone is None:
        return value.replace(tzinfo=None)
    return value.astimezone(UTC).astimezone(zone).replace(tzinfo=None)


def flag(text: str) -> bool:
    """Yes or no, in Danish or English.

    >>> flag("Ja"), flag("0")
    (True, False)
    """
    try:
        return FLAGS[text.strip().casefold()]
    except KeyError:
        raise ValueError("is not yes or no") from None


def period(text: str) -> str:
    """A month as YYYY-MM; `202605`, `05-2026` and a full date are understood too.

    >>> period("05-2026"), period("202605")
    ('2026-05', '2026-05')
    """
    text = text.strip()
    for pattern in _PERIODS:
        if match := pattern.fullmatch(text):
            if not 1 <= int(match["m"]) <= 12:  # noqa: PLR2004
                raise ValueError("is not a month of the calendar")
            return f"{match['y']}-{int(match['m']):02}"
    try:
        return day(text).isoformat()[:7]
    except ValueError:
        raise ValueError("is not a month") from None

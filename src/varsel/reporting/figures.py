"""Numbers, days and measured values as each language writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation

from varsel.catalogue.model import Text
from varsel.reporting.phrases import both, joined, same, word

MONTHS = {
    "da": ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
           "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}  # fmt: skip
#: Units whose values are parts of one, shown in per cent.
SHARES = ("share",)
PER_CENT = {"da": " %", "en": "%"}


def number(value: Decimal | int | str) -> Text:
    """A number with each language's separators; anything that is none stands as it is.

    >>> number("12000.50")
    Text(da='12.000,5', en='12,000.5')
    """
    try:
        exact = Decimal(str(value))
        if not exact.is_finite():
            return same(str(value))
    except InvalidOperation:
        return same(str(value))
    text = f"{exact:,f}"
    english = text.rstrip("0").rstrip(".") if "." in text else text
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def amount(value: Decimal | int | str) -> Text:
    """An amount: two decimals unless it is whole.

    >>> amount("950.50").da, amount("950.00").da
    ('950,50', '950')
    """
    plain = number(value)
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return plain
    if not exact.is_finite() or exact == exact.to_integral_value():
        return plain
    english = f"{exact:,.2f}"
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def day(value: dt.date) -> Text:
    """A day in words.

    >>> day(dt.date(2026, 5, 3))
    Text(da='3. maj 2026', en='3 May 2026')
    """
    return Text(
        f"{value.day}. {MONTHS['da'][value.month - 1]} {value.year}",
        f"{value.day} {MONTHS['en'][value.month - 1]} {value.year}",
    )


def moment(value: str) -> Text:
    """A day, or a day with its hour, from ISO 8601; anything else stands as it is.

    >>> moment("2026-05-03 14:05").en
    '3 May 2026 14:05'
    """
    try:
        at = dt.datetime.fromisoformat(value)
    except ValueError:
        return same(value)
    found = day(at.date())
    return joined([found, same(f"{at:%H:%M}")], " ") if len(value) > len("2026-05-31") else found


def measured(value: Decimal | str, unit: str) -> Text:
    """A value with its unit; several values with commas, as thresholds may have.

    >>> measured(Decimal("0.725"), "share").en, measured("400", "DKK").da
    ('72.5%', '400 kr.')
    """
    if isinstance(value, str) and ", " in value:
        return joined([measured(part, unit) for part in value.split(", ")])
    if unit in SHARES:
        try:
            figure = number(Decimal(value) * 100)
        except InvalidOperation:
            return same(str(value))
        return both(lambda lang: figure(lang) + PER_CENT[lang])
    figure, name = number(value), word("unit", unit) if unit else same("")
    if figure.da == figure.en == str(value) and not str(value).lstrip("-").isdigit():
        return word("value", str(value)) if isinstance(value, str) else figure
    return both(lambda lang: f"{figure(lang)} {name(lang)}".rstrip())


def reached(value: Decimal | None, threshold: str, compare: str) -> bool | None:
    """Whether `value` meets a threshold that is one number; None where that cannot be said."""
    if value is None:
        return None
    try:
        limit = Decimal(threshold)
    except InvalidOperation:
        return None
    return {
        ">=": value >= limit,
        "<=": value <= limit,
        ">": value > limit,
        "<": value < limit,
        "=": value == limit,
        "==": value == limit,
    }.get(compare)

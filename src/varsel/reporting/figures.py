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
#: Units of a measure that is 1 when something is so and 0 when it is not.
TRUTHS = ("met", "yes/no")
PER_CENT = {"da": " %", "en": "%"}


def number(value: Decimal | int | str) -> Text:
    """A number with each language's separators; anything that is none stands as it is.

    >>> number("12000.50")
    Text(da='12.000,5', en='12,000.5')
    """
    exact = _exact(value)
    if exact is None:
        return same(str(value))
    text = f"{exact:,f}"
    english = text.rstrip("0").rstrip(".") if "." in text else text
    return _separated(english)


def amount(value: Decimal | int | str) -> Text:
    """An amount: two decimals unless it is whole.

    >>> amount("950.50").da, amount("950.00").da
    ('950,50', '950')
    """
    exact = _exact(value)
    if exact is None or exact == exact.to_integral_value():
        return number(value)
    return _separated(f"{exact:,.2f}")


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

    >>> measured(Decimal("0.725"), "share").en, measured("400", "DKK").da, measured("1", "days").en
    ('72.5%', '400 kr.', '1 day')
    """
    if isinstance(value, str) and ", " in value:
        return joined([measured(part, unit) for part in value.split(", ")])
    exact = _exact(value)
    if exact is None:
        return word("value", str(value))
    if unit in TRUTHS:
        return word("value", "true" if exact else "false")
    if unit in SHARES:
        figure = number(exact * 100)
        return both(lambda lang: figure(lang) + PER_CENT[lang])
    figure = amount(exact) if unit == "DKK" else number(exact)
    name = word("unit" if exact != 1 else "unit_of_one", unit) if unit else same("")
    return both(lambda lang: f"{figure(lang)} {name(lang)}".rstrip())


def reached(value: Decimal | None, threshold: str, compare: str) -> bool | None:
    """Whether `value` meets a threshold that is one number; None where that cannot be said."""
    if value is None:
        return None
    limit = _exact(threshold)
    if limit is None:
        return None
    return {
        ">=": value >= limit,
        "<=": value <= limit,
        ">": value > limit,
        "<": value < limit,
        "=": value == limit,
        "==": value == limit,
    }.get(compare)


def _exact(value: Decimal | int | str) -> Decimal | None:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _separated(english: str) -> Text:
    return Text(english.translate(str.maketrans(",.", ".,")), english)

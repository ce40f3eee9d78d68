"""Sums of money in a folded text, in DKK, and pay as DKK a month.

DKK and EUR are converted; a sum in another currency is found and has no value. Hours, days and
weeks become months by the full-time week, so that pay can be compared, not because it was promised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

#: DKK for one unit; the krone is held within 2.25 per cent of 7.46038 to the euro (ERM II).
RATES = {"dkk": Decimal(1), "eur": Decimal("7.46")}
#: How many of each make a month: 37 hours a week, five days a week, 52 weeks a year.
MONTH = {
    "hour": Decimal(37 * 52) / 12,
    "day": Decimal(5 * 52) / 12,
    "week": Decimal(52) / 12,
    "fortnight": Decimal(26) / 12,
    "month": Decimal(1),
    "year": Decimal(1) / 12,
}
#: Without a period a sum between these (DKK) is read as a month's pay; other sums get no value.
LEAST_MONTH, MOST_MONTH = Decimal(5_000), Decimal(150_000)

_CURRENCY = {
    "dkk": r"dkk\b|kr\b\.?|kroner\b|d\.?kr\b\.?",
    "eur": r"euros?\b|eur\b|€",
    "other": r"\$|£|zł|(?:usd|dollars?|gbp|pounds?|sek|nok|pln|ron|uah|rmb|yuan|cny|huf)\b",
}
_PERIOD = {
    "fortnight": r"14 (?:dage|days)|2 (?:uger|weeks)|fortnight",
    "hour": r"hour|hr|h|timen?|t",
    "day": r"day|dag(?:en)?|døgn(?:et)?|shift|vagt(?:en)?",
    "week": r"week|uge(?:n)?",
    "month": r"month|mth|måned(?:en)?|mdr?",
    "year": r"year|annum|år(?:et)?",
}
_NUMBER = r"\d{1,3}(?:[.,' ]\d{3})+(?:,\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_COIN = "|".join(_CURRENCY.values())
_UNIT = "|".join(_PERIOD.values())
_ONE = rf"(?:(?:{_NUMBER})\s?k?)"
_RANGE = rf"{_ONE}(?:\s?(?:-|to|til|and|og)\s?{_ONE})?"
#: A sum with its currency before or after it; {sum} in a pattern may do without currency.
_COINED = rf"(?:(?<!\w)(?:{_COIN})\s?{_RANGE}|(?<![\w.,]){_RANGE}\s?,?-?\s?(?:{_COIN}))"
_EACH = (
    r"\s?(?:netto|net|brutto|gross|efter skat|før skat|after tax|before tax|udbetalt|,-)?\s?"
    rf"(?:/\s?|\b(?:per|pr\.?|om|i|a|an|each|every|hver|the|for)\s)(?:{_UNIT})\b\.?|\s(?:hourly|daily|weekly|monthly|yearly)\b"
)
MONEY = rf"(?:{_COINED}(?:{_EACH})?)"
PER = rf"(?:{_COINED}(?:{_EACH}))"
SUM = rf"(?:{_COINED}|(?<![\w.,+]){_RANGE}(?![\w%]))"

_FIND = re.compile(rf"(?P<sum>{_COINED}|(?<![\w.,+]){_RANGE}(?![\w%]))(?P<each>{_EACH})?")
_NUMBERS = re.compile(rf"({_NUMBER})\s?(k\b)?")
_ADVERB = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}


@dataclass(frozen=True, slots=True)
class Sum:
    """The highest sum a phrase names; currency and period are empty where it names none."""

    number: Decimal
    currency: str
    period: str

    @property
    def dkk(self) -> Decimal | None:
        """The sum in DKK; a bare number counts as DKK; other currencies have no value here."""
        rate = RATES.get(self.currency or "dkk")
        return None if rate is None else self.number * rate

    @property
    def monthly(self) -> Decimal | None:
        """DKK a month, or nothing where currency or period cannot be told."""
        if self.dkk is None or not self.currency:
            return None
        if self.period:
            return self.dkk * MONTH[self.period]
        return self.dkk if LEAST_MONTH <= self.dkk <= MOST_MONTH else None


def sums(text: str) -> list[Sum]:
    """Every sum in a folded text, of a range its upper end.

    >>> [(str(s.dkk), s.period) for s in sums("25.000-40.000 kr. pr. måned or 12,50 € an hour")]
    [('40000', 'month'), ('93.2500', 'hour')]
    """
    return [_read(m.group("sum"), m.group("each") or "") for m in _FIND.finditer(text)]


def _read(phrase: str, each: str) -> Sum:
    numbers = [_number(n, thousand) for n, thousand in _NUMBERS.findall(phrase)]
    coin = next((c for c, form in _CURRENCY.items() if re.search(rf"(?:{form})", phrase)), "")
    period = next((u for word, u in _ADVERB.items() if word in each), "")
    for unit, form in _PERIOD.items():
        if not period and re.search(rf"(?:\b|/\s?)(?:{form})\b\.?$", each):
            period = unit
    return Sum(max(numbers), coin, period)


def _number(digits: str, thousand: str) -> Decimal:
    """1.000 and 1,000 and 1 000 are a thousand; 12,50 and 12.50 have decimals."""
    if re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+(?:,\d{1,2})?", digits):
        head, comma, tail = (
            digits.rpartition(",") if re.search(r",\d{1,2}$", digits) else (digits, "", "")
        )
        digits = re.sub(r"\D", "", head) + ("." + tail if comma else "")
    return Decimal(digits.replace(",", ".")) * (1000 if thousand else 1)

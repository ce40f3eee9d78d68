"""Distances between municipalities and spellings of their names. Knows no file."""

from __future__ import annotations

import math
from collections.abc import Iterable

#: Mean radius of the earth in km (IUGG).
EARTH_KM = 6371.0088

#: Names in use beside the official one: English, older, or without the genitive.
OTHER_NAMES = {
    "København": ("Copenhagen", "City of Copenhagen"),
    "Helsingør": ("Elsinore",),
    "Aarhus": ("Århus",),
    "Aalborg": ("Ålborg",),
    "Aabenraa": ("Åbenrå",),
    "Faaborg-Midtfyn": ("Fåborg-Midtfyn",),
    "Høje-Taastrup": ("Høje-Tåstrup", "Høje Taastrup"),
    "Lyngby-Taarbæk": ("Lyngby-Tårbæk", "Lyngby Taarbæk"),
    "Ringkøbing-Skjern": ("Ringkøbing Skjern",),
    "Ikast-Brande": ("Ikast Brande",),
    "Bornholm": ("Bornholms Regionskommune",),
    "Nordfyns": ("Nordfyn",),
    "Vesthimmerlands": ("Vesthimmerland",),
}

#: How æ, ø and å are written where they cannot be: by the rule, and by leaving the mark out.
ASCII = (
    str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}),
    str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"}),
)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> int:
    """Great-circle distance between two places (latitude, longitude in degrees), in whole km.

    >>> kilometres((55.68, 12.57), (56.16, 10.20))
    157
    """
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b[1] - a[1]) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return round(2 * EARTH_KM * math.asin(math.sqrt(h)))


def distances(seats: dict[str, tuple[float, float]]) -> list[tuple[str, str, int]]:
    """Every pair of municipalities in both directions, each with itself at 0 km, sorted by name."""
    return [(a, b, kilometres(seats[a], seats[b])) for a in sorted(seats) for b in sorted(seats)]


def spellings(municipalities: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Every spelling and code with the official name, sorted, from (code, name) pairs.

    A spelling that would fit two municipalities is left out, unless it is the official name of one.

    >>> [v for v, n in spellings([("492", "Ærø")]) if v.islower()][:4]
    ['aero', 'aero kommune', 'aeroe', 'aeroe kommune']
    """
    pairs = sorted(municipalities)
    found: dict[str, set[str]] = {}
    for code, name in pairs:
        for value in _forms(code, name):
            found.setdefault(value, set()).add(name)
    for _, name in pairs:
        for value in _cases(name):
            found[value] = {name}
    return sorted((value, next(iter(names))) for value, names in found.items() if len(names) == 1)


def _forms(code: str, name: str) -> set[str]:
    """Every way one municipality may be written."""
    forms = {code, code.lstrip("0"), code.zfill(4)}
    for base in (name, *OTHER_NAMES.get(name, ())):
        genitive = base if base.endswith("s") else f"{base}s"
        for spelt in (base, f"{base} Kommune", f"{genitive} Kommune"):
            for ascii_ in (spelt, *(spelt.translate(table) for table in ASCII)):
                forms |= _cases(ascii_)
    return forms


def _cases(value: str) -> set[str]:
    """The value as written, in lower case and in capitals."""
    return {value, value.lower(), value.upper()}

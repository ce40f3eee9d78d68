"""Public holidays and festivals of some years. Run as a module, it writes holiday.csv anew."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from varsel.catalogue.reference.write import HERE, write

YEARS = range(2020, 2031)

#: Days from Easter Sunday to the movable public holidays.
FROM_EASTER = {
    "maundy_thursday": -3,
    "good_friday": -2,
    "easter_sunday": 0,
    "easter_monday": 1,
    "ascension_day": 39,
    "whit_sunday": 49,
    "whit_monday": 50,
}
#: Great Prayer Day, the fourth Friday after Easter, was a public holiday until 2023.
GREAT_PRAYER_DAY, LAST_GREAT_PRAYER_DAY = 26, 2023

#: Fixed days: month, day, kind.
FIXED = {
    "new_years_day": (1, 1, "public"),
    "orthodox_christmas": (1, 7, "festival"),
    "christmas_eve": (12, 24, "festival"),
    "christmas_day": (12, 25, "public"),
    "second_christmas_day": (12, 26, "public"),
    "new_years_eve": (12, 31, "festival"),
}

#: Days that follow a moon calendar, one a year from 2020 on.
MOON = {
    "lunar_new_year": "0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203",
    "mid_autumn": "1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912",
    "eid_al_fitr": "0524 0513 0502 0421 0410 0330 0320 0309 0226 0214 0204",
    "eid_al_adha": "0731 0720 0709 0628 0616 0606 0527 0516 0505 0424 0413",
    "diwali": "1114 1104 1024 1112 1101 1020 1108 1029 1017 1105 1026",
}


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar, after Butcher's rule.

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holidays() -> list[tuple[date, str, str]]:
    """Every holiday and festival as day, name and kind, sorted."""
    rows = []
    for position, year in enumerate(YEARS):
        sunday = easter(year)
        rows += [(sunday + timedelta(n), name, "public") for name, n in FROM_EASTER.items()]
        if year <= LAST_GREAT_PRAYER_DAY:
            rows.append((sunday + timedelta(GREAT_PRAYER_DAY), "great_prayer_day", "public"))
        rows += [(date(year, m, d), name, kind) for name, (m, d, kind) in FIXED.items()]
        for name, days in MOON.items():
            given = days.split()[position]
            rows.append((date(year, int(given[:2]), int(given[2:])), name, "festival"))
    return sorted(rows)


def main(folder: Path = HERE) -> None:
    """Write holiday.csv into `folder`."""
    write(folder, "holiday", holidays())


if __name__ == "__main__":
    main()

"""The leaflet's case of Yousef: offered a trade, made to carry, steal and sell, stabbed, and followed.

The case took well over a year; here the same events stand in one late summer and autumn. What
happened on the way, where no Danish office or phone of his was, leaves no row.
"""

from __future__ import annotations

import datetime as dt

from varsel.adapters.town import doings, letters
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale
from varsel.adapters.town.words import words


def tell(scene: Scene) -> Tale:
    """Write the case's rows; gives its members."""
    ledger = scene.ledger
    yousef = scene.stranger("Yousef", born=dt.date(2009, 3, 2), minor=True)
    his = doings.profile(ledger, "Facebook", party=yousef, created=dt.date(2023, 6, 1))
    men = doings.profile(ledger, "Facebook")
    gang, other = (doings.profile(ledger, "Facebook") for _ in range(2))
    said = words("yousef")
    threads = (("TH-4", men, "said"), ("TH-5", gang, "ordered"), ("TH-6", other, "followed"))
    for thread, sender, part in threads:
        for one in said[part]:
            letters.message(ledger, "Messenger", thread, sender, his, one["at"], one["text"])
    _seen(scene, yousef)
    return Tale(
        "yousef",
        "story",
        said["name"],
        said["what"],
        {
            f"party:{yousef}": "exploited",
            f"profile:{his}": "exploited",
            f"profile:{men}": "controller",
            f"profile:{gang}": "controller",
            f"profile:{other}": "controller",
        },
        "Review",
        ("X22", "R5", "R1"),
    )


def _seen(scene: Scene, yousef: str) -> None:
    """What the border, the hospital, the police and the municipality saw."""
    for day, clock, role, place, facts in (
        ("2026-09-04", "07:40", "border", "Grænsen", ["moved_between_places"]),
        ("2026-09-23", "01:15", "health", "Skadestuen", ["violence_seen"]),
        ("2026-10-20", "15:50", "police", "København", ["found_in_offence", "instructed_by_handler"]),
        ("2026-10-23", "10:00", "municipality", "Allerød Kommune", ["danger_stated"]),
    ):  # fmt: skip
        doings.meet(scene.ledger, yousef, dt.date.fromisoformat(day), clock, role, place, facts)

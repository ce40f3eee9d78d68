"""The leaflet's case of Yousef: offered a trade, made to carry, steal and sell, stabbed, and followed.

The case took well over a year; here the same events stand in one late summer and autumn. What
happened on the way, where no Danish office or phone of his was, leaves no row.
"""

from __future__ import annotations

import datetime as dt

from varsel.adapters.town import doings
from varsel.adapters.town.clock import moment
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale

_OFFER = (
    "Job for boys who want to learn car repair. You become an auto mechanic, good money every week, "
    "no school papers and no experience needed. We give you a place to sleep. Only a few places left, "
    "write to me on Messenger or WhatsApp."
)
_MEN = (
    ("2026-08-08", "14:20", "The garage is not open yet. First you help us with something, easy work."),
    ("2026-08-11", "09:05", "Take the bag to the man at the bus stop on the other side. Do not open it."),
    ("2026-08-14", "08:50", "Today you take two bags to the same man. Bring his bag back to us."),
    ("2026-08-19", "21:40", "Tomorrow again. Pick up the bag at the wall and bring it to the harbour."),
)  # fmt: skip
_GANG = (
    ("2026-09-08", "13:10", "You are with us now. I show you, these are good places to steal, the big shops by the station."),
    ("2026-09-11", "16:45", "Go to the station today and take phones, then bring everything to the flat."),
    ("2026-09-15", "20:30", "You must sell it all tonight at the square. If you don't come back there will be problems for you."),
    ("2026-09-21", "18:05", "There is a key for you. You can sleep in the flat."),
    ("2026-10-09", "22:14", "Brother, how is it going in France? Do you feel safe there?"),
    ("2026-10-10", "23:01", "How are things in France, are you safe where you are?"),
    ("2026-10-16", "17:20", "Good that you are back. Go to the centre and steal phones and watches, then sell it to the same man."),
)  # fmt: skip


def tell(scene: Scene) -> Tale:
    """Write the case's rows; gives its members."""
    ledger = scene.ledger
    yousef = scene.stranger("Yousef", born=dt.date(2009, 3, 2), minor=True)
    his = doings.profile(ledger, "Facebook", party=yousef, created=dt.date(2023, 6, 1))
    men = doings.profile(ledger, "Facebook")
    gang = doings.profile(ledger, "Facebook")
    ledger.add(
        "post", post_id=ledger.new("PO"), platform="Facebook", group_id="GR-JOB9", group_kind="job",
        author_id=men, posted_at=moment(dt.date(2026, 8, 4), "12:30"), text=_OFFER,
    )  # fmt: skip
    for thread, sender, said in (("TH-4", men, _MEN), ("TH-5", gang, _GANG)):
        for day, clock, text in said:
            ledger.add(
                "message", message_id=ledger.new("M"), basis="consent", platform="Messenger",
                thread_id=thread, sender_id=sender, recipient_id=his, text=text,
                sent_at=moment(dt.date.fromisoformat(day), clock),
            )  # fmt: skip
    _seen(scene, yousef)
    return Tale(
        "yousef",
        "story",
        {"da": "Yousef", "en": "Yousef"},
        {
            "da": "En dreng blev lovet et fag, men sat til at bære tasker, stjæle og sælge; han blev stukket ned og fulgt.",
            "en": "A boy was promised a trade but made to carry bags, steal and sell; he was stabbed and kept track of.",
        },
        {
            f"party:{yousef}": "exploited",
            f"profile:{his}": "exploited",
            f"profile:{men}": "controller",
            f"profile:{gang}": "controller",
        },
        "review",
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

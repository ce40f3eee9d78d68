"""The leaflet's case of Svetlana: an offer on Telegram, rules, moves every fortnight, a wiped thread.

Only what the case says is told. The loan, the cameras and the cash in the window leave no row here.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from varsel.adapters.town import doings, letters
from varsel.adapters.town.clock import moment, stamp
from varsel.adapters.town.ledger import whole
from varsel.adapters.town.people import Person
from varsel.adapters.town.scene import Scene, days_from
from varsel.adapters.town.story import Tale
from varsel.adapters.town.words import words

_ARRIVES = dt.date(2026, 7, 22)
_POLICE = dt.datetime(2026, 10, 21, 10, 5)  # noqa: DTZ001  # local wall-clock time, as everywhere
_STAYS = ("Herning", "Viborg", "Randers", "Esbjerg", "Silkeborg", "Aalborg", "Holstebro")
_SITES = ("klitannoncer", "nordlysguide")
_TELEGRAM = "Telegram"


def tell(scene: Scene) -> Tale:
    """Write the case's rows; gives its members."""
    random = scene.random("svetlana")
    svetlana = scene.stranger("Svetlana", born=dt.date(1991, 5, 12))
    man = scene.customer(random, 41, "Aarhus")
    scene.everyday(random, man)
    ledger = scene.ledger
    hers = doings.profile(ledger, "Telegram", party=svetlana, created=dt.date(2020, 2, 3))
    his = doings.profile(ledger, "Telegram", party=man.id)
    ledger.add(
        "contact", contact_id=ledger.new("CT"), kind="phone", value=man.phone, profile_id=his,
    )  # fmt: skip
    _offer(scene, his)
    _thread(scene, random, his, hers)
    _advertise(scene, man)
    _paid(scene, random, man)
    for number, place in enumerate(_STAYS[1:]):
        start = _ARRIVES + dt.timedelta(days=14 * (number + 1))
        doings.book(ledger, random, man.id, man.side.account, svetlana, place, start, 14)
    return Tale(
        "svetlana",
        "story",
        words("svetlana")["name"],
        words("svetlana")["what"],
        {
            f"party:{svetlana}": "exploited",
            f"profile:{hers}": "exploited",
            f"party:{man.id}": "controller",
            f"account:{man.side.account}": "controller",
            f"phone:{man.phone}": "controller",
            f"profile:{his}": "controller",
        },
        "Priority",
        ("R5", "R1", "R2", "R3", "R4", "F3", "F4"),
    )


def _offer(scene: Scene, his: str) -> None:
    """The ads on Telegram that she saw."""
    for number, ad in enumerate(words("svetlana")["posted"]):
        letters.post(scene.ledger, _TELEGRAM, f"GR-TG{number}", his, ad["at"], ad["text"])


def _thread(scene: Scene, random: Random, his: str, hers: str) -> None:
    """Four messages that she had copied; the others were deleted within half an hour."""
    for kept in words("svetlana")["said"]:
        letters.message(
            scene.ledger, _TELEGRAM, "TH-1", his, hers, kept["at"], kept["text"], police=_POLICE
        )  # fmt: skip
    gone = [
        moment(day, f"{random.randint(9, 23):02}:{random.randrange(60):02}")
        for day in days_from(_ARRIVES, 91)
        if random.random() < 0.7
    ]
    # The last one is hers: there is somebody at the door.
    for number, sent in enumerate([*gone, _POLICE + dt.timedelta(minutes=2)]):
        mine = number == len(gone) or random.random() < 0.5
        sender, reader = (hers, his) if mine else (his, hers)
        wiped = _POLICE + dt.timedelta(minutes=random.randint(12, 28))
        letters.message(
            scene.ledger, _TELEGRAM, "TH-1", sender, reader, sent, None, basis="order",
            deleted=(wiped, his), police=_POLICE,
        )  # fmt: skip


def _advertise(scene: Scene, man: Person) -> None:
    """Her pictures on two sites under his number, without her consent."""
    ledger = scene.ledger
    for site in _SITES:
        profile = doings.profile(ledger, site, party=man.id)
        for number, place in enumerate(_STAYS):
            first = _ARRIVES + dt.timedelta(days=14 * number)
            last = min(first + dt.timedelta(days=13), _POLICE.date())
            ad = ledger.new("AD")
            ledger.add(
                "ad", ad_id=ad, site=site, kind="sexual_services", advertiser_id=profile,
                persona="PERSONA-1", municipality=place, country="DK", first_seen=first,
                last_seen=last, title="Ny i byen", price_dkk=Decimal(800), image_hash="a3f09c114be27d50",
                text="Ny i byen og kun her kort tid. Ring eller skriv og hør om tider.",
            )  # fmt: skip
            ledger.add(
                "contact", contact_id=ledger.new("CT"), kind="phone", value=man.phone, ad_id=ad,
                since=first, until=last,
            )  # fmt: skip


def _paid(scene: Scene, random: Random, man: Person) -> None:
    """Some customers pay the man's number; most of them once."""
    for payer in scene.payers(random, 120):
        day = _ARRIVES + dt.timedelta(days=random.randint(1, 90))
        at = stamp(day, random.randint(11 * 60, 23 * 60 + 30))
        price = random.choices((600, 800, 1_000, 1_200), (3, 6, 4, 1))[0]
        scene.ledger.pay(at, payer, man.side, whole(price), "mobile")

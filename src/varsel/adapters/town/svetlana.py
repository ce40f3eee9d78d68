"""The leaflet's case of Svetlana: an offer on Telegram, rules, moves every fortnight, a wiped thread.

Only what the case says is told. The loan, the cameras and the cash in the window leave no row here.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from varsel.adapters.town import doings
from varsel.adapters.town.clock import moment, stamp
from varsel.adapters.town.ledger import whole
from varsel.adapters.town.people import Person
from varsel.adapters.town.scene import Scene, days_from
from varsel.adapters.town.story import Tale

_ARRIVES = dt.date(2026, 7, 22)
_POLICE = dt.datetime(2026, 10, 21, 10, 5)  # noqa: DTZ001  # local wall-clock time, as everywhere
_STAYS = ("Herning", "Viborg", "Randers", "Esbjerg", "Silkeborg", "Aalborg", "Holstebro")
_SITES = ("klitannoncer", "nordlysguide")
_OFFERS = (
    "Work in Denmark for women who want to earn well. Girls 20-40 wanted for escort and massage, "
    "you earn up to 7000 euro. No experience needed. I find the place where you live and work. "
    "Write to me here.",
    "You need money fast? Sell sex in Denmark for three months and go home with 7000 euro. "
    "No experience needed, I tell you how to travel and where to live. Write to me and I explain all.",
)
_KEPT = (
    ("2026-07-14", "19:12", "Good that you said yes. Buy the ticket to Copenhagen for the 22nd, one way. "
     "From the airport take the train to Herning, I send you the address of the massage parlour."),
    ("2026-07-22", "15:40", "Now you are in Denmark there are rules. You must follow these 30 rules or "
     "there will be consequences. Rule 1: you do not leave the parlour without telling me here first. "
     "Rule 2: you say yes to every service the client asks for. Rule 3: cash goes in the open window "
     "and you leave the room, half is collected. Rule 4: you never give anybody my name."),
    ("2026-08-05", "11:02", "Today you move. New address in Viborg, the code for the door comes at 15."),
    ("2026-09-16", "10:31", "New place from today, Silkeborg. Take your things and go at 12."),
)  # fmt: skip


def tell(scene: Scene) -> Tale:
    """Write the case's rows; gives its members."""
    random = scene.random("svetlana")
    svetlana = scene.stranger("Svetlana", born=dt.date(1991, 5, 12))
    man = scene.customer(random, 41, "Aarhus")
    scene.everyday(random, man)
    ledger = scene.ledger
    hers = doings.profile(ledger, "Telegram", party=svetlana, created=dt.date(2020, 2, 3))
    his = doings.profile(ledger, "Telegram", party=man.id, created=dt.date(2026, 5, 30))
    ledger.add(
        "contact", contact_id=ledger.new("CT"), kind="phone", value=man.phone, profile_id=his,
        since=dt.date(2026, 5, 30),
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
        {"da": "Svetlana", "en": "Svetlana"},
        {
            "da": "En mand lokkede med høj indtjening, pålagde 30 regler, flyttede hende hver 14. dag og tog kundernes betaling.",
            "en": "A man promised high earnings, imposed 30 rules, moved her every fortnight and took what customers paid.",
        },
        {
            f"party:{svetlana}": "exploited",
            f"profile:{hers}": "exploited",
            f"party:{man.id}": "controller",
            f"account:{man.side.account}": "controller",
            f"phone:{man.phone}": "controller",
            f"profile:{his}": "controller",
        },
        "priority",
        ("R5", "R1", "R2", "R3", "R4", "F3", "F4"),
    )


def _offer(scene: Scene, his: str) -> None:
    """The ads on Telegram that she saw."""
    for number, text in enumerate(_OFFERS):
        scene.ledger.add(
            "post", post_id=scene.ledger.new("PO"), platform="Telegram", author_id=his,
            group_id=f"GR-TG{number}", group_kind="job", text=text,
            posted_at=moment(dt.date(2026, 7, 6 + 2 * number), "18:20"),
        )  # fmt: skip


def _thread(scene: Scene, random: Random, his: str, hers: str) -> None:
    """Four messages that she had copied; the others were deleted within half an hour."""
    ledger = scene.ledger
    common = {"platform": "Telegram", "thread_id": "TH-1", "police_contact_at": _POLICE}
    for day, clock, text in _KEPT:
        ledger.add(
            "message", message_id=ledger.new("M"), basis="consent", sender_id=his,
            recipient_id=hers, sent_at=moment(dt.date.fromisoformat(day), clock), text=text, **common,
        )  # fmt: skip
    gone = [
        moment(day, f"{random.randint(9, 23):02}:{random.randrange(60):02}")
        for day in days_from(_ARRIVES, 91)
        if random.random() < 0.7
    ]
    # The last one is hers: there is somebody at the door.
    for number, sent in enumerate([*gone, _POLICE + dt.timedelta(minutes=2)]):
        mine = number == len(gone) or random.random() < 0.5
        ledger.add(
            "message", message_id=ledger.new("M"), basis="order", sender_id=hers if mine else his,
            recipient_id=his if mine else hers, sent_at=sent, deleted_by=his,
            deleted_at=_POLICE + dt.timedelta(minutes=random.randint(12, 28)), **common,
        )  # fmt: skip


def _advertise(scene: Scene, man: Person) -> None:
    """Her pictures on two sites under his number, without her consent."""
    ledger = scene.ledger
    for site in _SITES:
        profile = doings.profile(ledger, site, party=man.id, created=dt.date(2026, 7, 20))
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

"""Look-alikes in clubs and among friends: a collection, a choir's trip, sales from home."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.town import doings
from varsel.adapters.town.clock import DAYS, stamp
from varsel.adapters.town.companies import Trade
from varsel.adapters.town.ledger import Shop, whole
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale, lookalike

_CHOIR = Trade("Koret Åbro", "94.99", 0, (0, 0), 0, False, hours="")


def collection(scene: Scene) -> Tale:
    """A treasurer's own number takes the same sum from all parents before each tournament."""
    random = scene.random("collection")
    treasurer = scene.customer(random, 44, "Vejle")
    scene.everyday(random, treasurer)
    parents = scene.payers(random, 46)
    for day, price in ((dt.date(2026, 3, 9), 350), (dt.date(2026, 9, 14), 600)):
        for payer in parents:
            at = stamp(day, random.randint(17 * 60, 45 * 60))
            scene.ledger.pay(at, payer, treasurer.side, whole(price), "mobile", text="stævne")
        hall = Shop("STÆVNEKONTORET", "Horsens", None, "7941")
        for number in range(3):
            at = stamp(day + dt.timedelta(days=4 + number), 20 * 60)
            scene.ledger.card(at, treasurer.side, whole(price * 15), hall)
    return lookalike(
        "collection",
        ("En klubs indsamling", "Forældre betaler det samme til kassererens nummer på to dage."),
        ("A club's collection", "Parents pay the same to the treasurer's number within two days."),
        [f"party:{treasurer.id}", f"phone:{treasurer.phone}"],
        "F4",
    )


def choir(scene: Scene) -> Tale:
    """A choir sings abroad: many tickets and rooms are paid from one account."""
    random = scene.random("choir")
    cashier = scene.customer(random, 58, "Fredericia")
    scene.everyday(random, cashier)
    club = scene.establish(
        random, _CHOIR, "Fredericia", cashier, name="Koret Åbro",
        segment="association", since=dt.date(2009, 9, 1),
    )  # fmt: skip
    singers = random.sample(scene.adults, min(32, len(scene.adults)))
    for singer in singers:
        for month in (2, 3, 4):
            at = stamp(dt.date(2026, month, random.randint(1, 20)), random.randint(9 * 60, 21 * 60))
            scene.ledger.pay(at, singer.side, club.side, whole(1_200), "mobile", text="korrejse")
    airline = Shop("NORDVIND AIR", None, None, "4511")
    for number in range(8):
        at = stamp(dt.date(2026, 4, 22), 19 * 60 + 4 * number)
        scene.ledger.card(at, club.side, whole(7_400), airline, device=cashier.device)
    start = dt.date(2026, 6, 4)
    for singer in singers[::2]:
        doings.book(
            scene.ledger, random, club.id, club.side.account, singer.id, "Bornholm", start, 4
        )
    for number in range(5):
        at = stamp(start + dt.timedelta(days=number % 4), 13 * 60)
        scene.ledger.card(at, club.side, whole(900), Shop("HAVNECAFEEN", "Bornholm", None, "5812"))
    return lookalike(
        "choir",
        ("Et kor på tur", "Koret køber mange billetter og værelser fra sin konto."),
        ("A choir on tour", "The choir buys many tickets and rooms from its account."),
        [f"party:{club.id}", f"party:{cashier.id}", f"account:{club.side.account}"],
        "F11",
        "R3",
    )


def home_sales(scene: Scene) -> Tale:
    """Somebody sells used things and sewing from home: many buyers, every price."""
    random = scene.random("sales")
    seller = scene.customer(random, 34, "Horsens")
    scene.everyday(random, seller)
    for payer in scene.payers(random, 190):
        at = stamp(random.choice(DAYS), random.randint(9 * 60, 21 * 60))
        price = round(random.lognormvariate(5.6, 0.9) / 5) * 5 + 20
        scene.ledger.pay(at, payer, seller.side, whole(price), "mobile")
    return lookalike(
        "home_sales",
        ("Salg hjemmefra", "Mange købere betaler for brugte ting og syning, hver sin pris."),
        ("Sales from home", "Many buyers pay for used things and sewing, each another price."),
        [f"party:{seller.id}", f"phone:{seller.phone}"],
        "F4",
    )

"""Look-alikes of the night: a bar, a cleaning firm that is paid at night, an independent sex worker."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from varsel.adapters.town import companies, doings, takings, wages
from varsel.adapters.town.clock import AS_OF, DAYS, MONTHS, stamp
from varsel.adapters.town.companies import Company, Trade
from varsel.adapters.town.ledger import Shop, whole
from varsel.adapters.town.people import Person
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale, lookalike

_BAR = Trade("Bar", "56.30", 0, (4, 4), 26_800, True, "Th-Sa 20:00-05:00", "5813")
_CLEANERS = Trade("Rengøring", "81.21", 0, (9, 9), 27_000, True, "Mo-Su 18:00-04:00")


def staffed(
    scene: Scene, random: Random, trade: Trade, place: str, number: int, *, since: dt.date
) -> tuple[Company, list[Person]]:
    """A firm with an owner and staff of its own, everybody with an ordinary year."""
    owner = scene.customer(random, random.randint(32, 60), place)
    firm = scene.establish(random, trade, place, owner, since=since)
    staff = [scene.customer(random, random.randint(20, 58), place) for _ in range(number)]
    for person in (owner, *staff):
        scene.everyday(random, person)
    companies.hire(firm, staff)
    wages.pay_all(scene.ledger, [firm], random)
    return firm, staff


def bar(scene: Scene) -> Tale:
    """Guests pay the bar's own number until early morning, a few prices again and again."""
    random = scene.random("bar")
    firm, _ = staffed(scene, random, _BAR, "Vejle", 4, since=dt.date(2014, 5, 1))
    takings.settlements(scene.ledger, random, firm, 0.4)
    takings.costs(scene.ledger, random, firm)
    guests = scene.payers(random, 260)
    for day in DAYS:
        if day.weekday() in {3, 4, 5} and day < AS_OF:
            for _ in range(random.randint(6, 22)):
                at = stamp(day, random.randint(20 * 60, 28 * 60 + 45))
                price = random.choice((55, 65, 65, 110, 130, 195))
                scene.ledger.pay(at, random.choice(guests), firm.side, whole(price), "mobile")
    return lookalike(
        "night_bar",
        ("En natbar", "Gæster betaler barens eget nummer til langt ud på natten."),
        ("A night bar", "Guests pay the bar's own number until early morning."),
        [f"party:{firm.id}", f"account:{firm.side.account}"],
        "F1",
        "F4",
    )


def cleaners(scene: Scene) -> Tale:
    """Offices are cleaned at night, and their payment systems pay the bills at night."""
    random = scene.random("cleaners")
    firm, _ = staffed(scene, random, _CLEANERS, "Kolding", 9, since=dt.date(2012, 2, 1))
    takings.costs(scene.ledger, random, firm)
    private = [f for f in scene.firms if f.owner]
    clients = random.sample(private, min(14, len(private)))
    for when in MONTHS:
        for client in clients:
            for _ in range(2):
                day = dt.date(*when, random.randint(1, 28))
                amount = firm.turnover[when] / 28 * random.uniform(0.8, 1.2)
                at = stamp(day, random.randint(60, 4 * 60 + 30))
                scene.ledger.pay(
                    at, client.side, firm.side, whole(amount), "transfer", text="Rengøring"
                )
    return lookalike(
        "night_cleaners",
        ("Et rengøringsfirma", "Kontorer betaler regningerne i deres natlige kørsler."),
        ("A cleaning firm", "Offices pay its bills in their nightly runs."),
        [f"party:{firm.id}", f"account:{firm.side.account}"],
        "F1",
        "F12",
        "F13",
    )


def independent(scene: Scene) -> Tale:
    """Her own ads, her own number, her own trips, her own account; she spends what she earns."""
    random = scene.random("independent")
    woman = scene.customer(random, 37, "Odense", purpose="selvstændig, personlige ydelser")
    scene.everyday(random, woman)
    ledger = scene.ledger
    towns = ("Odense", "Kolding", "Aarhus")
    for number, start in enumerate(range(190, 360, 12)):
        first = DAYS[start]
        place = towns[number % 3]
        if place != "Odense":
            doings.book(ledger, random, woman.id, woman.side.account, woman.id, place, first, 6)
        for site in ("klitannoncer", "nordlysguide"):
            _own_ad(scene, woman, site, place, first)
    for payer in scene.payers(random, 230):
        at = stamp(random.choice(DAYS), random.randint(11 * 60, 22 * 60))
        price = random.choices((700, 900, 1_200, 1_500), (3, 5, 3, 1))[0]
        ledger.pay(at, payer, woman.side, whole(price), "mobile")
    return lookalike(
        "independent",
        ("En selvstændig sexarbejder", "Hun annoncerer, rejser og får betaling i eget navn."),
        ("An independent sex worker", "She advertises, travels and is paid in her own name."),
        [f"party:{woman.id}", f"account:{woman.side.account}", f"phone:{woman.phone}"],
        "F2",
        "F3",
        "F4",
        "R2",
        "R3",
    )


def _own_ad(scene: Scene, woman: Person, site: str, place: str, first: dt.date) -> None:
    """One ad of hers, and the card payment for it."""
    ledger = scene.ledger
    ad, last = ledger.new("AD"), first + dt.timedelta(days=11)
    ledger.add(
        "ad", ad_id=ad, site=site, kind="sexual_services", advertiser_id=woman.id,
        persona="PERSONA-2", municipality=place, country="DK", first_seen=first, last_seen=last,
        title="Mine egne tider", price_dkk=Decimal(900), image_hash="5be20d77c1f0948a",
        text="Jeg har mine faste dage og svarer selv telefonen.",
    )  # fmt: skip
    ledger.add(
        "contact", contact_id=ledger.new("CT"), kind="phone", value=woman.phone, ad_id=ad,
        since=first, until=last,
    )  # fmt: skip
    shop = Shop(f"{site.upper()} ANNONCE", None, None, "7311")
    ledger.card(stamp(first, 10 * 60), woman.side, whole(295), shop, device=woman.device)

"""Look-alikes around pay: money sent home, pay day savings, a Pay Limit cook with a life of his own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from varsel.adapters.town import people, wages
from varsel.adapters.town.clock import MONTHS, last_bank_day, stamp
from varsel.adapters.town.ledger import Side, whole
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale, lookalike


def sent_home(scene: Scene) -> Tale:
    """Two sisters and a brother in three towns support their mother abroad, month after month."""
    random = scene.random("sent home")
    mother = Side(account="X-MOTHER", name="Mira Tangebæk", country="PT", city="Porto")
    family = []
    for place in ("Vejle", "Aarhus", "Odense"):
        firm = random.choice([f for f in scene.firms if f.trade.nace == "87.10"])
        person = scene.customer(random, random.randint(30, 48), place, since=dt.date(2017, 3, 1))
        scene.everyday(random, person)
        for when in MONTHS:
            hours = round(random.gauss(150, 8), 1)
            wages.payslip(scene.ledger, firm, person, when, round(hours * 195), hours)
            for _ in range(random.choice((1, 1, 2))):
                at = stamp(dt.date(*when, random.randint(1, 27)), random.randint(9 * 60, 20 * 60))
                amount = whole(random.choice((900, 1_200, 1_500)))
                scene.ledger.pay(
                    at, person.side, mother, amount, "remittance", device=person.device
                )
        family.append(person)
    return lookalike(
        "sent_home",
        ("Penge hjem til mor", "Tre søskende i tre byer sender hver måned lidt til deres mor."),
        ("Money home to mother", "Three siblings in three towns each send their mother a little."),
        [f"party:{p.id}" for p in family],
        "F5",
        "F7",
        "F9",
    )


def payday_savings(scene: Scene) -> Tale:
    """A couple moves most of both wages on pay day: to savings, to bills, to a shared account."""
    random = scene.random("savings")
    home = people.dwelling(scene.ledger, "Kolding", "home", 124, 5, 2)
    firm = next(f for f in scene.firms if f.trade.nace == "41.20")
    pair = [scene.customer(random, age, "Kolding", home=home) for age in (41, 43)]
    people.share_account(scene.ledger, random, pair)
    for person in pair:
        person.household = [p for p in pair if p is not person]
        person.savings = person.savings or people.account(
            scene.ledger, person.id, "savings", dt.date(2019, 1, 7)
        )
        scene.everyday(random, person)
        for when in MONTHS:
            hours = round(random.gauss(158, 6), 1)
            wages.payslip(scene.ledger, firm, person, when, round(hours * 214), hours)
            at = stamp(last_bank_day(*when), 6 * 60 + 5)
            for account, amount, text in (
                (person.savings, 6_500, "Opsparing"),
                (person.joint, 7_500, "Fælles"),
            ):
                if account is not None:
                    scene.ledger.pay(at, person.side, account, whole(amount), "transfer", text=text)
    return lookalike(
        "payday_savings",
        ("Opsparing på lønningsdagen", "Et par flytter det meste af lønnen til egne konti."),
        ("Pay day savings", "A couple moves most of their wages to accounts of their own."),
        [f"party:{p.id}" for p in pair],
        "F8",
    )


def pay_limit(scene: Scene) -> Tale:
    """A cook on the Pay Limit scheme: fixed pay just above the floor, spent like other people's."""
    random = scene.random("pay limit")
    firm = next(f for f in scene.firms if f.trade.nace == "56.10")
    cook = scene.customer(random, 35, firm.municipality, since=dt.date(2025, 3, 3))
    scene.everyday(random, cook)
    scene.ledger.add(
        "permit", permit_id=scene.ledger.new("WP"), party_id=cook.id, employer_id=firm.id,
        scheme="pay_limit", applied_on=dt.date(2025, 1, 15), pay_floor=Decimal(514_000),
    )  # fmt: skip
    family = Side(account="X-FAMILY", name="Rina Klitvad", country="EE", city="Tartu")
    for when in MONTHS:
        wages.payslip(scene.ledger, firm, cook, when, 43_100, wages.FULL_TIME, job_code="salaried")
        at = stamp(last_bank_day(*when) - dt.timedelta(days=9), 18 * 60)
        scene.ledger.pay(at, cook.side, family, whole(2_000), "remittance", device=cook.device)
    return lookalike(
        "pay_limit",
        ("En kok på beløbsordningen", "Fast løn lige over grænsen, brugt som andres."),
        ("A cook on the Pay Limit scheme", "Fixed pay just above the floor, spent as others do."),
        [f"party:{cook.id}", f"account:{cook.side.account}"],
        "F8",
        "F12",
        "X23",
    )

"""The leaflet's case of Chen Ying: a permit that had to be paid for, and pay that had to be handed back.

The rent, the debt and the handed-over cash change hands without a row; the owner's refusal is said
and not written. He has no access to his account: only the owner's device opens it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from varsel.adapters.town import companies, doings, letters, takings, wages
from varsel.adapters.town.clock import MONTHS, last_bank_day, moment, stamp
from varsel.adapters.town.companies import Company, Trade
from varsel.adapters.town.ledger import Side, whole
from varsel.adapters.town.people import Person
from varsel.adapters.town.scene import Scene, days_from
from varsel.adapters.town.story import Tale
from varsel.adapters.town.words import words

_KITCHEN = Trade("Køkken", "56.10", 0, (4, 4), 27_000, True, "Mo-Su 11:00-22:00", "5812")
#: Just above a twelfth of the 436,000 a year that held for applications in 2020.
_GROSS = 36_400
_APPLIED = dt.date(2020, 9, 14)
#: Months in which the owner sent money for living, as (year, month).
_SENT = tuple(MONTHS[n] for n in (1, 2, 4, 5, 7, 8, 9, 10))


def tell(scene: Scene) -> Tale:
    """Write the case's rows; gives its members."""
    random = scene.random("chen ying")
    owner = scene.customer(random, 52, "Horsens")
    scene.everyday(random, owner)
    firm = scene.establish(random, _KITCHEN, "Horsens", owner, since=dt.date(2016, 4, 1))
    chen = scene.customer(random, 38, "Horsens", home=owner.home, since=dt.date(2020, 11, 2))
    scene.ledger.add(
        "permit", permit_id=scene.ledger.new("WP"), party_id=chen.id, employer_id=firm.id,
        scheme="pay_limit", applied_on=_APPLIED, pay_floor=Decimal(436_000),
    )  # fmt: skip
    _year(scene, random, firm, chen)
    device = owner.device
    _handed_over(scene, random, chen, device)
    wallets = _wallets(scene, owner, chen)
    owners, his, agent = _messages(scene, random, owner, chen)
    doings.meet(
        scene.ledger, chen.id, dt.date(2026, 10, 22), "14:30", "tax", "Restaurant i Horsens",
        ["hours_evidenced_70", "no_shared_language", "signed_unaided"],
        note=words("chen_ying")["note"],
    )  # fmt: skip
    members = {
        f"party:{chen.id}": "exploited",
        f"account:{chen.side.account}": "exploited",
        f"account:{wallets[1].account}": "exploited",
        f"profile:{his}": "exploited",
        f"party:{owner.id}": "controller",
        f"party:{firm.id}": "controller",
        f"account:{wallets[0].account}": "controller",
        f"profile:{owners}": "controller",
        f"profile:{agent}": "controller",
    }
    near = ("F8", "F17", "X4", "R1", "F12", "X23", "B3")
    said = words("chen_ying")
    return Tale("chen_ying", "story", said["name"], said["what"], members, "Priority", near)


def _year(scene: Scene, random: Random, firm: Company, chen: Person) -> None:
    """Wages of the whole kitchen; four colleagues live and spend like others."""
    colleagues = [scene.customer(random, random.randint(22, 55), "Horsens") for _ in range(4)]
    for one in colleagues:
        scene.everyday(random, one)
    companies.hire(firm, colleagues)
    usual = (wages.FULL_TIME, wages.FULL_TIME, 120.0, 100.0)
    terms = {p.id: (168.0, hours) for p, hours in zip(colleagues, usual, strict=True)}
    for when in MONTHS:
        wages.payslip(scene.ledger, firm, chen, when, _GROSS, wages.FULL_TIME)
        wages.pay_month(scene.ledger, random, firm, terms, *when)
    takings.settlements(scene.ledger, random, firm)
    takings.costs(scene.ledger, random, firm)


def _handed_over(scene: Scene, random: Random, chen: Person, device: str) -> None:
    """Pay days: the owner looks whether the wage is in, then goes with him to the machine."""
    machine = scene.streets.machines["Horsens"][0]
    for when in MONTHS:
        day = last_bank_day(*when)
        minute = random.randint(15 * 60, 16 * 60)
        doings.visit(scene.ledger, chen, device, day, 9 * 60 + random.randrange(40))
        for number, amount in enumerate((15_000, 7_500)):
            at = stamp(day, minute + 2 * number)
            scene.ledger.cash(at, chen.side, whole(amount), machine, "atm_withdrawal")


def _wallets(scene: Scene, owner: Person, chen: Person) -> tuple[Side, Side]:
    """Small sums from the owner's wallet, and what he sends on to his wife."""
    ledger = scene.ledger
    sides = []
    for person in (owner, chen):
        number = ledger.new("W")
        ledger.add(
            "account", account_id=number, kind="wallet", institution="WeChat Pay", currency="DKK",
            opened_on=dt.date(2020, 10, 1),
        )  # fmt: skip
        ledger.add(
            "authority",
            account_id=number,
            party_id=person.id,
            role="holder",
            since=dt.date(2020, 10, 1),
        )
        sides.append(Side(number, True, None, person.id))
    wife = Side(account="X-WIFE")
    for when in MONTHS:
        day = last_bank_day(*when)
        if when in _SENT:
            ledger.pay(stamp(day, 20 * 60 + 10), sides[0], sides[1], whole(7_000), "wallet")
            ledger.pay(stamp(day, 22 * 60 + 35), sides[1], wife, whole(3_500), "wallet")
    return sides[0], sides[1]


def _messages(scene: Scene, random: Random, owner: Person, chen: Person) -> tuple[str, str, str]:
    """What he showed of his WeChat: the agent, and every start and finish to the owner."""
    ledger = scene.ledger
    owners = doings.profile(ledger, "WeChat", party=owner.id, created=dt.date(2015, 1, 1))
    his = doings.profile(ledger, "WeChat", party=chen.id, created=dt.date(2014, 1, 1))
    agent = doings.profile(ledger, "WeChat", created=dt.date(2013, 1, 1))

    said = words("chen_ying")
    for one in said["said"]:
        letters.message(ledger, "WeChat", "TH-2", agent, his, one["at"], one["text"])
    at = moment(dt.date(2026, 7, 31), "22:50")
    letters.message(ledger, "WeChat", "TH-3", owners, his, at, said["order"])
    for day in days_from(dt.date(2026, 8, 1), 82):
        for clock, texts in (
            (f"10:{random.randrange(40, 60)}", said["start"]),
            (f"22:{random.randrange(20):02}", said["stop"]),
        ):
            at = moment(day, clock)
            letters.message(ledger, "WeChat", "TH-3", his, owners, at, random.choice(texts))
    return owners, his, agent

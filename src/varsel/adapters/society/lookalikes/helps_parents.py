"""A son, daughter or neighbour who runs the bank business of elderly people from their own device."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)
BILLS = (
    "Åbro Varme",
    "Nordstrøm El",
    "Pleje & Havehjælp",
    "Fodklinikken",
    "Forsikring Havnegård",
    "VVS Lund",
)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One helper, one to three elderly; with papers in order or without."""
    number = int(work.weighted(luck, HABITS.elders))
    elders = d.pick(
        luck,
        number,
        lambda p: p.age(d.calendar.last) >= HABITS.old and p.side.inside,
        network=network,
    )
    helpers = d.pick(luck, 1, work.working, network=network)
    if not elders or not helpers:
        return False
    for elder in elders:
        _helps(d, luck, helpers[0], elder)
    work.remember(d, network, elders + helpers)
    return True


def _helps(d: District, luck: Random, helper: Person, elder: Person) -> None:
    """Bills by the helper's phone, groceries paid back, and a visit to the bank at times."""
    day = dt.timedelta(days=1)
    since = d.day_in(luck, d.calendar.first - day * HABITS.begun_before, d.calendar.last - day)
    since = max(since, work.opened(d, helper), work.opened(d, elder))
    proper = luck.random() < HABITS.power_of_attorney
    if proper:
        work.authorise(d, elder.side, helper.id, "power_of_attorney", since)
    who = helper.id if proper else elder.id
    days = d.calendar.between(since)
    for _ in range(round(len(days) / 30 * work.between(luck, HABITS.log_ins))):
        at = work.at(luck, luck.choice(days), work.HABITS.evening)
        place = helper.home if luck.random() < HABITS.from_home else elder.home
        account = elder.side.account
        ip = f"IP-{place}"
        work.visit(d, party=who, account=account, device=helper.device, at=at, ip=ip)
        if luck.random() < HABITS.pays_a_bill:
            to = Side(d.book.new("X-A"), name=luck.choice(BILLS))
            ore = work.kroner(luck, HABITS.bill, step=1) * 100 + luck.randrange(100)
            d.book.pay(at + 90, elder.side, to, ore, "transfer", device=helper.device)
        if luck.random() < HABITS.paid_back:
            ore = work.kroner(luck, HABITS.groceries, step=1) * 100
            text = luck.choice(("indkøb", "apotek", "udlæg", "mad", "gaver", None))
            d.book.pay(
                at + 160, elder.side, helper.side, ore, "transfer", text=text, device=helper.device
            )
    if luck.random() < HABITS.at_the_counter:
        facts = ["companion_guardian" if proper else "companion_relative"]
        facts += [f for f, often in HABITS.facts.items() if luck.random() < often]
        at = work.at(luck, luck.choice(days), work.HABITS.office)
        place = f"filial {d.municipality}"
        online.meet(d, elder.id, at, facts, role="bank", place=place, companion=helper.id)

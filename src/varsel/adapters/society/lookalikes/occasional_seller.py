"""Somebody who sells company or sex a few times a year beside work or studies."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _seller as selling
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Life, begin
from varsel.adapters.society.lookalikes._seller import Seller
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident, found on an escort site for some weeks or through dating sites, with few clients."""
    life = begin(d, luck, network, HABITS, selling.HABITS)
    found = selling.sellers(life, 1)
    if not found:
        return False
    one = selling.seller(life, found[0])
    for _ in range(life.count("times_advertised")):
        since = life.day()
        until = since + dt.timedelta(days=life.count("days_advertised"))
        one.advertise(d.municipality, since, until)
        one.clients(life.draw("clients_a_month"), d.municipality, since, until)
    if life.happens("dates_for_gifts"):
        _dates(life, one)
    one.bank(life.day(), d.municipality)
    return True


def _dates(life: Life, one: Seller) -> None:
    """Profiles on dating sites with the same number, and one or two who pay by the month."""
    person = one.person
    for site in life.luck.sample(life.value("dating_sites"), life.count("dating_profiles")):
        since = life.day()
        made = online.ad(
            life.d,
            "dating",
            site=site,
            first_seen=since,
            last_seen=since + dt.timedelta(days=life.count("days_advertised")),
            title=life.write("date_title", name=one.name, age=one.age),
            text=life.write("date", name=one.name, age=one.age, town=life.d.municipality),
            advertiser=life.profile(site, person, contact=one.phone),
            municipality=life.d.municipality,
            contacts=[(life.one("date_contact"), one.phone)]
            if life.happens("date_gives_number")
            else [("handle", f"@{one.name.lower()}{life.luck.randint(10, 999)}")],
        )
        life.network.member("other", f"ad:{made}")
    for friend in life.circle(life.count("friends"), "local_clients"):
        usual = rounded(life.draw("allowance"), 500)
        for day in life.days(life.draw("allowances_a_month")):
            life.receive(
                one.own, usual, life.at(day), friend,
                channel=life.one("allowance_by"), text=life.note("allowance_text"),
            )  # fmt: skip

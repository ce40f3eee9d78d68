"""Somebody who lets out a flat, a room or a holiday home by the night: many guests, a cleaner, a key box."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn, rounded
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with one or two places that are booked by others, with or without a site."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "pensioner", "idle"))
    if not found:
        return False
    cleaner = life.payer("local_near").side if life.happens("has_cleaner") else None
    for _ in range(life.count("places")):
        _place(life, found[0], cleaner)
    return True


def _place(life: Life, host: Person, cleaner: Side | None) -> None:
    """One place: the unit, its advertisement, and a year of guests."""
    luck, d = life.luck, life.d
    kind = life.value("kinds")[life.one("kind_mix")]
    town = d.municipality if luck.random() < kind["at_home"] else life.town()
    unit, night = d.book.new("U"), rounded(drawn(luck, kind["night"]), 10)
    if luck.random() < kind["in_own_home"] and host.home:
        unit = host.home
    elif life.happens("unit_is_registered"):
        unit = d.dwelling("home", round(drawn(luck, kind["area"])), None, None, town)
    _advertise(life, host, town, night)
    free = d.calendar.first
    for day in life.days(drawn(luck, kind["guests_a_month"])):
        starts, nights = max(day, free), round(drawn(luck, kind["nights"]))
        if starts > d.calendar.last:
            break
        free = starts + dt.timedelta(days=nights)
        _guest(life, host, cleaner, (unit, town, night), starts, nights)


def _guest(
    life: Life,
    host: Person,
    cleaner: Side | None,
    place: tuple[str, str, float],
    starts: dt.date,
    nights: int,
) -> None:
    """One stay: the site's payout or the guest's own payment, and what cleaning costs."""
    unit, town, night = place
    price, leaves = (
        rounded(night * nights * life.draw("season"), 1),
        starts + dt.timedelta(days=nights),
    )
    if life.happens("through_site"):
        site = life.one("letting_sites")
        if life.happens("site_shares_stays"):
            online.stay(
                life.d, payer=None, account=None, guest=life.d.book.new("GU"), municipality=town,
                starts=starts, nights=nights, price=price, unit=unit, platform=site,
            )  # fmt: skip
        paid = starts + dt.timedelta(days=1)
        kept = price * (1 - life.draw("site_fee"))
        life.d.book.pay(
            life.at(paid), life.outside(site, "NL"), host.side, round(kept * 100), "transfer",
            timed=False, text=f"payout {life.luck.randint(100000, 999999)}",
        )  # fmt: skip
    else:
        when = starts - dt.timedelta(days=life.count("paid_before"))
        if life.covered(when):
            payer = life.payer("local_far") if life.happens("guest_is_known") else life.passing()
            life.receive(host.side, price, life.at(when), payer, text=life.note("guest_text"))
    if cleaner is not None and life.covered(leaves):
        life.pay(
            host,
            life.price("cleaning", 25),
            life.at(leaves),
            cleaner,
            text=life.note("cleaning_text"),
        )


def _advertise(life: Life, host: Person, town: str, night: float) -> None:
    """An advertisement outside the large sites, with the host's phone."""
    for _ in range(life.count("advertisements")):
        since = life.day()
        slots = {"town": town, "price": round(night), "phone": life.shown(host.phone)}
        made = online.ad(
            life.d, "rental", site=life.one("ad_sites"), first_seen=since, last_seen=life.day(since),
            title=life.write("title", **slots), text=life.write("text", **slots), municipality=town,
            advertiser=host.id if life.happens("site_knows_party") else None,
            price=night, contacts=[("phone", host.phone)] if life.happens("ad_has_phone") else [],
        )  # fmt: skip
        life.network.member("other", f"ad:{made}")

"""A small firm that looks after short lets for their owners and books rooms for guests who do not fit in."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._draws import drawn
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident with a phone that stands in many advertisements, and cleaners paid by the job."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "idle"))
    if not found:
        return False
    host = found[0]
    phone = life.number(host, "contract") if life.happens("work_phone") else host.phone
    towns = [d.municipality, life.next_town(), life.town()][: life.count("towns")]
    owners = life.circle(life.count("owners"), "local_owners")
    for _ in owners:
        _advertise(life, phone, luck.choice(towns), host)
    _guests(life, host, towns)
    for owner in owners:
        for day in life.days(life.draw("settled_a_month")):
            life.receive(
                host.side, life.price("fee", 25), life.at(day), owner, text=life.note("fee_text")
            )
    cleaners = life.circle(life.count("cleaners"))
    for day in life.days(life.draw("cleanings_a_month")):
        to = life.of(cleaners).side
        life.pay(
            host, life.price("cleaning", 25), life.at(day), to, text=life.note("cleaning_text")
        )
    return True


def _guests(life: Life, host: Person, towns: list[str]) -> None:
    """Rooms booked and paid for guests: the own flat was double booked, or a firm wants many beds."""
    for day in life.days(life.draw("bookings_a_month")):
        town, nights = life.luck.choice(towns), life.count("nights")
        number = life.count("rooms")
        for _ in range(number):
            guest = life.d.book.new("GU") if life.happens("guest_listed") else None
            life.stay(host, town, day, nights, guest=guest, people=life.count("beds"))
        when = day + dt.timedelta(days=life.count("paid_after"))
        if life.covered(when):
            night = drawn(life.luck, life.value("lodgings")["flat"]["night"])
            kroner = round(number * nights * night * life.draw("markup"))
            if life.happens("firm_pays"):
                payer = life.outside(f"Entreprise {town} ApS")
                life.d.book.pay(
                    life.at(when, "office"), payer, host.side, kroner * 100, "transfer",
                    text=life.write("invoice"),
                )  # fmt: skip
            else:
                life.receive(
                    host.side, kroner, life.at(when), life.passing(), text=life.note("guest_text")
                )


def _advertise(life: Life, phone: str, town: str, host: Person) -> None:
    """Advertisements for one owner's flat, with the host's number in all of them."""
    for _ in range(life.count("advertisements")):
        since = life.day()
        slots = {"town": town, "phone": life.shown(phone)}
        made = online.ad(
            life.d, "rental", site=life.one("ad_sites"), first_seen=since, last_seen=life.day(since),
            title=life.write("title", **slots), text=life.write("text", **slots), municipality=town,
            advertiser=host.id if life.happens("site_knows_party") else None, contacts=[("phone", phone)],
        )  # fmt: skip
        life.network.member("other", f"ad:{made}")

"""Somebody who sells for a network and promises friends and strangers that they can earn just as much."""

from __future__ import annotations

from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._groups import post_in_groups
from varsel.adapters.society.lookalikes._lives import Life, begin, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident: posts, starter kits paid by phone, purchases from the firm, a bonus now and then."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker", "student", "idle"))
    if not found:
        return False
    seller = found[0]
    _posts(life, seller)
    team = life.circle(life.count("team"))
    for day in life.days(life.draw("kits_a_month")):
        payer = life.payer("local_some") if life.happens("kit_to_new") else life.of(team)
        kroner = float(luck.choice(life.value("kit_prices")))
        life.receive(seller.side, kroner, life.at(day, "writes"), payer, text=life.note("kit_text"))
    for day in life.days(life.draw("orders_a_month")):
        life.buy(
            seller, life.price("order", 1), life.at(day, "writes"), "Glow Partner Europe", "5969"
        )
    for day in life.days(life.draw("bonuses_a_month")):
        d.book.pay(
            life.at(day, "office"), life.outside("Glow Partner Europe", "NL"), seller.side,
            round(life.draw("bonus") * 100), "transfer", timed=False, text="commission",
        )  # fmt: skip
    for day in life.days(life.draw("events_a_month")):
        town = life.town()
        life.stay(seller, town, day, life.count("event_nights"), people=life.count("event_people"))
    return True


def _posts(life: Life, seller: Person) -> None:
    """Promises in groups of every kind; answers are asked for by private message or in another app."""
    handle = f"@{seller.name.split()[0].lower()}.freedom"
    for day in life.days(life.draw("posts_a_month")):
        slots = {
            "month": f"{round(life.draw('promise'), -3):,.0f}".replace(",", "."),
            "app": life.one("apps"),
            "phone": life.shown(seller.phone),
            "handle": handle,
            "name": seller.name.split()[0],
        }
        text = life.write("post", **slots)
        post_in_groups(
            life, seller, day, text,
            kinds="group_kinds", tongue=life.one("tongues"), number=life.count("groups_each"),
        )  # fmt: skip
    for platform in ("Facebook", "Telegram", "WhatsApp"):
        if life.happens("reported_as_spam"):
            online.report(
                life.d, life.one("report_category"), life.at(life.day()),
                reported=life.own_profile(platform, seller), affected=life.stranger(platform), demand=None,
                confirmed=False if life.happens("read_by_somebody") else None,
            )  # fmt: skip

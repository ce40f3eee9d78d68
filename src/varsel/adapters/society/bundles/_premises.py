"""Flats, clinics and bars in which people are sold: who rents them, the firm in front, what comes in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles import _clients, _lodging
from varsel.adapters.society.bundles._proceeds import Pot
from varsel.adapters.society.bundles._scene import Actor, Scene, day_of, notes
from varsel.adapters.society.bundles._sexual import Till, Trade
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.lookalikes._draws import ore
from varsel.adapters.society.ordinary import firms, living
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)
#: What clients of a clinic pay by phone stays the clinic's until it is paid out.
CLINIC = "clients_pay_clinic"


@dataclass(eq=False)
class Place:
    """One flat, house, clinic or room behind a bar."""

    kind: str
    town: str
    dwelling: str
    tenant: Actor
    since: dt.date
    until: dt.date
    firm: Firm | None = None
    came: list[tuple[int, float]] = field(default_factory=list)


def houses(scene: Scene, number: int) -> list[tuple[str, str, str]]:
    """Kind, town and dwelling of each place; those exploited may be registered where they work."""
    found = []
    at_work = scene.happens("lives_at_work")
    for n in range(number):
        kind = scene.one("place_kind")
        town = scene.d.nearby(scene.luck) if n == 0 or scene.happens("near_by") else scene.town()
        use = scene.value("registered_use")[kind]
        area, rooms = scene.count("place_area"), scene.count("place_rooms")
        dwelling = scene.d.dwelling(use, area, rooms, None, town)
        if at_work:
            scene.once(f"flat {n}", partial(str, dwelling))
        found.append((kind, town, dwelling))
    return found


def places_of(scene: Scene, made: Trade, built: list[tuple[str, str, str]]) -> list[Place]:
    """The places of a plant, the first from its beginning, others opened later at times."""
    found: list[Place] = []
    for n, (kind, town, dwelling) in enumerate(built):
        since = scene.start
        if n and scene.happens("opened_later"):
            since = scene.d.day_in(scene.luck, since, max(since, scene.last))
        found.append(Place(kind, town, dwelling, _tenant(scene, made), since, scene.end))
    return found


def _tenant(scene: Scene, made: Trade) -> Actor:
    """Whose name is on the lease: an organiser's, a lent one, or that of somebody exploited."""
    who = scene.one("lease_in_name_of")
    lent = [a for a in scene.of_role("other") if a.side is not None]
    own = [a for a in scene.victims if a.side is not None]
    if who == "straw" and lent:
        return scene.luck.choice(lent)
    if who == "exploited" and own:
        return scene.luck.choice(own)
    return made.task("rooms")


def rented(scene: Scene, place: Place) -> None:
    """Rent, deposit, electricity and internet of a place, paid by whoever is on the lease."""
    landlord = _landlord(scene)
    kroner = scene.draw("place_rent")
    since = max(place.since, place.tenant.since)
    if scene.covered(since) and scene.happens("deposit_seen"):
        with scene.network.trace("premises_rented"):
            months = scene.count("deposit_months")
            scene.move(
                place.tenant, landlord, round(kroner) * months, scene.at(since), text="depositum"
            )
    until = min(place.until, place.tenant.until)
    _lodging.leased(scene, place.tenant, landlord, kroner, "premises_rented", since, until)
    for what, habit in scene.value("place_bills").items():
        if not scene.happens("bills_seen"):
            continue
        to = scene.outside(habit["name"])
        sum_ = scene.luck.uniform(*habit["kroner"])
        for year, month in scene.months()[:: habit["every"]]:
            day = dt.date(year, month, min(28, habit["day"]))
            if since <= day <= until and scene.covered(day) and place.tenant.ready(day):
                side = place.tenant.side
                if side is not None:
                    scene.d.book.pay(
                        stamp(day, 200), side, to, round(sum_ * 100), "direct_debit",
                        timed=False, text=what,
                    )  # fmt: skip


def _landlord(scene: Scene) -> Side:
    """A company, or a private person who does not know or does not ask."""
    if scene.happens("landlord_resident"):
        found = scene.d.pick(
            scene.luck,
            1,
            lambda p: p.life in {"worker", "pensioner"} and p.side.inside,
            network=scene.network,
        )
        if found:
            scene.network.member("other", *found[0].nodes)
            return found[0].side
    return scene.d.outsider(name=scene.luck.choice(scene.value("landlords")), phone=False)


def in_front(scene: Scene, made: Trade, place: Place) -> None:
    """A firm with a sign, a terminal and an owner on paper, who may be somebody else."""
    if place.kind not in scene.value("has_firm") or not scene.happens("is_firm"):
        return
    owner = _owner(scene, made)
    if owner is None:
        return
    since = place.since - dt.timedelta(days=scene.count("firm_older"))
    earliest = owner.arrived or since
    since = min(max(since, earliest), scene.d.calendar.last)
    trade = scene.one("front_trade")
    banks = scene.bank()
    firm = firms.establish(
        scene.d,
        scene.luck,
        trade,
        owner=owner,
        since=since,
        municipality=place.town,
        banks_here=banks,
        premises=place.dwelling,
    )
    firm.used = scene.network.network_id
    firm.paid_tax, firm.shown_turnover = scene.draw("tax_paid"), scene.draw("turnover_shown")
    place.firm = firm
    scene.network.member("controller", *firm.nodes)
    if scene.happens("trades_in_public"):
        scene.d.firms.append(firm)
    else:
        card = scene.draw("front_by_card")
        living.takings(
            scene.d, scene.luck, firm, since=max(since, place.since), until=scene.last,
            daily=scene.draw("front_daily"), card=card, mobile=(1 - card) / 2,
        )  # fmt: skip


def _owner(scene: Scene, made: Trade) -> Person | None:
    """Who stands in the register."""
    people = [a.person for a in [made.task("head"), *scene.of_role("controller")] if a.person]
    straw = [a.person for a in scene.of_role("other") if a.person]
    own = [a.person for a in scene.victims if a.person]
    who = scene.one("owner_on_paper")
    pool = {"organiser": people, "straw": straw, "exploited": own}[who] or people or straw
    return pool[0] if pool else None


def paid_at_terminal(scene: Scene, made: Trade, place: Place, share: float, first: int) -> None:
    """Of the clients told last, from place `first` on, some pay by card; a day's sum comes next day."""
    firm = place.firm
    if firm is None or share <= 0:
        return
    told, made.cash = made.cash[first:], made.cash[:first]
    sums: dict[dt.date, float] = defaultdict(float)
    with scene.network.trace("clients_pay_by_card_in_clinic"):
        for day, town, kroner in told:
            if scene.luck.random() >= share or day < firm.since:
                made.cash.append((day, town, kroner))
                continue
            payer = _clients.client(scene, town)
            if payer.side.inside and firm.shop is not None:
                at = scene.at(day, "plant_client_hours")
                scene.d.book.card(at, payer.side, ore(kroner), firm.shop)
            sums[day] += kroner
        for day, kroner in sorted(sums.items()):
            at = stamp(day + dt.timedelta(days=1), scene.draw("settled_minutes"))
            scene.d.book.settle(at, firm.side, ore(kroner * (1 - scene.value("card_fee"))), "kort")
            place.came.append((at, kroner))
            firm.turnover[day.year, day.month] += kroner


def firm_till(scene: Scene, made: Trade, place: Place) -> None:
    """Clients may pay by phone to the clinic's merchant number as well."""
    firm = place.firm
    if firm is not None and firm.side.alias and scene.happens("pays_to_clinic"):
        owner = made.task("head")
        made.tills.append(Till(firm.side, owner, CLINIC, place.came))


def paid_out(scene: Scene, made: Trade, place: Place, pot: Pot) -> None:
    """What the clinic earns goes to the organiser: by transfer, or drawn in cash."""
    firm, head = place.firm, made.task("head")
    if firm is None or not firm.side.inside:
        return
    earned, share = Pot(head, sorted(place.came)), scene.draw("drawn_share")
    with scene.network.trace("clinic_pays_organiser"):
        for day in scene.days(scene.draw("drawn_a_month"), place.since, place.until):
            at = scene.at(day)
            kroner = notes(earned.there(at) * share)
            if kroner < scene.value("least_passed") or day < firm.since:
                continue
            earned.spent += kroner
            if scene.happens("drawn_in_cash"):
                machine = scene.machine(place.town)
                scene.d.book.cash(at, firm.side, ore(kroner), machine, "atm_withdrawal")
            elif head.side is not None and head.ready(day) and not head.side.country:
                text = scene.words()
                scene.d.book.pay(
                    at, firm.side, head.side, ore(kroner), "transfer", text=text, device=head.device
                )
                pot.put(at, kroner)


def on_the_payroll(scene: Scene, place: Place, one: Actor) -> None:
    """A few hours a week on paper, for the look of it; some of the pay goes back."""
    if place.firm is None or one.person is None:
        return
    since = max(one.since, place.firm.since, one.opened)
    if since > scene.last:
        return
    with scene.d.book.recording() as refs:
        days = firms.employ(
            scene.d, scene.luck, place.firm, one.person, since=since, until=one.until,
            hourly=scene.draw("paper_hourly"), weekly_hours=scene.draw("paper_hours"),
        )  # fmt: skip
    scene.mark("small_wage_on_paper", refs, "payroll", "entry")
    if not one.inside or one.side is None or not scene.happens("paper_wage_goes_back"):
        return
    with scene.network.trace("wage_goes_back"):
        for pay in days:
            at = pay.at + round(3600 * scene.draw("back_after_hours"))
            if not scene.covered(day_of(at)):
                continue
            kroner = notes(pay.net / 100 * scene.draw("back_share"))
            if kroner * 100 > pay.net:
                kroner -= 100
            if kroner >= 100:
                machine = scene.machine(place.town)
                scene.d.book.cash(at, one.side, ore(kroner), machine, "atm_withdrawal")


def room_rent(scene: Scene, made: Trade) -> None:
    """Each pays for the room by the day or week, whatever she earned."""
    head = made.task("cash")
    daily, by = scene.draw("room_a_day"), scene.one("room_paid_by")
    with scene.network.trace("room_rent_paid_to_organiser"):
        for one in scene.victims:
            if by == "cash" or not one.inside or head.side is None or head.side.country:
                continue
            every = int(scene.one("room_paid_every"))
            day = max(one.since, one.opened, scene.d.calendar.first)
            while day <= min(one.until, scene.last):
                kroner = round(daily * every / 50) * 50
                text = scene.words("room_texts")
                scene.move(one, head.side, kroner, scene.at(day), by, text=text)
                day += dt.timedelta(days=every)

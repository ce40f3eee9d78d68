"""Where the money goes: passed on, drawn in cash, paid in, sent abroad, owed, and the little given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from varsel.adapters.society import names, online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles._scene import Actor, Scene, day_of, notes
from varsel.adapters.society.lookalikes._draws import ore

HABITS = beside(__file__)


@dataclass(eq=False)
class Pot:
    """Money that an organiser has on an account, as it comes in; what is sent on leaves it."""

    owner: Actor
    came: list[tuple[int, float]] = field(default_factory=list)
    spent: float = 0.0

    def put(self, at: int, kroner: float) -> None:
        """Something came in."""
        self.came.append((at, kroner))

    def there(self, at: int) -> float:
        """What is left of it at a moment."""
        return sum(k for when, k in self.came if when <= at) - self.spent


def passed_on(
    scene: Scene, owner: Actor, taken: list[tuple[int, float]], pot: Pot, side: Side | None = None
) -> None:
    """What comes in on somebody's account goes on to the organiser: at once, by the week, or in cash.

    side: the account it came in on, where it is another than the owner's usual one.
    """
    way, head = scene.one("passed_by"), pot.owner
    source = side or owner.side
    if owner is head or source is None:
        for at, kroner in taken:
            pot.put(at, kroner)
        return
    if head.side is None and way != "cash":
        way = "cash"
    name = "takings_drawn_in_cash" if way == "cash" else "takings_passed_on"
    share, every = scene.draw("passed_share"), scene.draw("passed_every_days") * 86_400
    device = head.device if scene.happens("by_organisers_device") else owner.device
    with scene.network.trace(name):
        held, due = 0.0, 0.0
        for at, kroner in sorted(taken):
            held += kroner
            due = due or at + every
            if at < due:
                continue
            when = at + round(60 * scene.draw("passed_after_minutes"))
            _pass(scene, way, source, owner, pot, held * share, when, device)
            held, due = 0.0, 0.0


def _pass(
    scene: Scene,
    way: str,
    source: Side,
    owner: Actor,
    pot: Pot,
    kroner: float,
    at: int,
    device: str,
) -> None:
    """One sum to the organiser, or out of a machine."""
    book, head = scene.d.book, pot.owner
    if not scene.covered(day_of(at)) or kroner < scene.value("least_passed"):
        return
    if way == "cash":
        sum_ = notes(min(kroner, scene.value("machine_most")))
        town = scene.d.nearby(scene.luck)
        book.cash(at, source, ore(sum_), scene.machine(town), "atm_withdrawal")
        if scene.happens("signs_in_before") and owner.person:
            online.log_in(scene.d, owner.person, at - 300, device=device)
        return
    to = head.side
    if to is None or to.account == source.account:
        return
    kroner = round(kroner) if scene.happens("to_the_krone") else notes(kroner)
    channel = "transfer"
    if to.country:
        channel = scene.luck.choice(("remittance", "transfer"))
    elif to.alias and way == "mobile" and kroner <= scene.value("mobile_most"):
        channel = "mobile"
    book.pay(at, source, to, ore(kroner), channel, text=scene.words(), device=device)
    pot.put(at, kroner)


def cash_used(
    scene: Scene, cash: list[tuple[dt.date, str, float]], pot: Pot, others: Sequence[Actor]
) -> None:
    """Cash is collected, and a part of it paid in to accounts, here and there; the rest is unseen."""
    if not cash:
        return
    scene.unseen("cash_collected_from_exploited")
    share = scene.draw("cash_paid_in")
    payees = [pot.owner, *others] if scene.happens("paid_in_by_several") else [pot.owner]
    payees = [p for p in payees if p.side is not None and p.side.country is None]
    if not payees or not scene.happens("pays_cash_in"):
        scene.unseen("cash_taken_out_of_sight")
        return
    where, every = scene.one("paid_in_where"), scene.draw("paid_in_every_days")
    channel = scene.one("paid_in_at")
    with scene.network.trace("cash_paid_in"):
        held, due = 0.0, scene.start
        for day, town, kroner in sorted(cash, key=lambda c: c[0]):
            held += kroner * share
            if day < due:
                continue
            due = day + dt.timedelta(days=max(1, round(scene.luck.expovariate(1 / every))))
            place = town if where == "on_the_way" else scene.d.nearby(scene.luck)
            held = _paid_in(scene, scene.luck.choice(payees), held, day, place, channel, pot)


def _paid_in(
    scene: Scene, payee: Actor, held: float, day: dt.date, place: str, channel: str, pot: Pot
) -> float:
    """One round to the machines; gives what is still held."""
    if payee.side is None or not payee.ready(day) or not scene.covered(day):
        return held
    at = scene.at(day, "office" if channel == "cash_deposit_branch" else "deposit_hours")
    for _ in range(scene.count("paid_in_parts")):
        kroner = min(held, scene.draw("paid_in_kroner")) // 100 * 100
        if kroner < 100:
            break
        scene.d.book.cash(at, payee.side, ore(kroner), scene.machine(place), channel)
        held -= kroner
        if payee is pot.owner:
            pot.put(at, kroner)
        at += round(60 * scene.draw("between_parts_minutes"))
    return held


def sent_abroad(scene: Scene, pot: Pot, lenders: Sequence[Actor]) -> None:
    """A part of what the organiser has goes to people abroad, in their own name or in others'."""
    if not scene.happens("sends_abroad"):
        return
    head = pot.owner
    if head.country == "DK" or scene.happens("other_country"):
        country = scene.country("eu" if scene.happens("abroad_eu") else "other")
    else:
        country = head.country
    receivers = [
        scene.d.outsider(
            name=names.person(scene.luck), country=country, city=scene.city(country), phone=False
        )
        for _ in range(scene.count("receivers"))
    ]
    lends = [a for a in lenders if a.side is not None and a is not head]
    by_others = bool(lends) and scene.happens("in_others_names")
    trace = "money_sent_abroad_in_others_names" if by_others else "money_sent_abroad"
    per_month, share = scene.draw("sendings_a_month"), scene.draw("sent_share")
    with scene.network.trace(trace):
        for day in scene.days(per_month):
            at = scene.at(day)
            kroner = pot.there(at) * share * scene.draw("sent_varies")
            if kroner < scene.value("least_sent"):
                continue
            kroner = notes(kroner) if scene.happens("round_sum") else round(kroner)
            pot.spent += kroner
            sender = scene.luck.choice(lends) if by_others else head
            if not sender.ready(day):
                sender = head
            if sender is not head and sender.side:
                scene.move(head, sender.side, kroner, at - 7200, "transfer", text=scene.words())
            _send(scene, sender, scene.luck.choice(receivers), kroner, at)


def _send(scene: Scene, sender: Actor, to: Side, kroner: float, at: int) -> None:
    """One sum by a transfer firm, the bank, a wallet, crypto, or a card at an agent's."""
    by = scene.one("sent_by")
    if by == "agent_card":
        agent = scene.luck.choice(scene.value("transfer_agents"))
        scene.spend(sender, kroner, at, agent, "4829", town=scene.d.nearby(scene.luck))
    elif by == "crypto":
        side = scene.once("exchange", lambda: scene.d.outsider(name="Møntbørsen", phone=False))
        scene.move(sender, side, kroner, at, "crypto")
    else:
        scene.move(sender, to, kroner, at, by, text=scene.words())


def debt_repaid(scene: Scene, trace: str, to: Actor, who: Sequence[Actor]) -> None:
    """Travel, papers and bed are owed, and paid off from an account or kept back from what is earned."""
    for one in who:
        if one.side is None or not one.inside or to.side is None or scene.happens("kept_back"):
            scene.unseen(f"{trace}_kept_back")
            continue
        owed = scene.draw("debt")
        rate = owed / max(1, scene.count("debt_rates"))
        with scene.network.trace(trace):
            day = max(one.since, one.opened) + dt.timedelta(days=scene.count("debt_starts"))
            while owed >= scene.value("least_passed") and day <= min(one.until, scene.last):
                kroner = min(owed, rate * scene.draw("rate_varies"))
                if scene.covered(day) and not scene.happens("rate_missed"):
                    _rate(scene, one, to, kroner, scene.at(day))
                owed -= kroner
                day += dt.timedelta(days=max(1, scene.count("days_between_rates")))


def _rate(scene: Scene, one: Actor, to: Actor, kroner: float, at: int) -> None:
    """One rate: to the organiser's account, abroad, or drawn in cash."""
    if to.side is None or one.side is None:
        return
    kroner = notes(max(kroner, 100))
    machine = scene.machine(scene.d.nearby(scene.luck))
    if not one.resident and not scene.earns(one):
        # What is owed must first be there: cash that they earned and were left with.
        before = at - round(3600 * scene.draw("paid_in_hours_before"))
        if one.ready(day_of(before)) and scene.covered(day_of(before)):
            more = notes(kroner * scene.draw("paid_in_for_rate"))
            scene.d.book.cash(before, one.side, ore(more), machine, "cash_deposit_machine")
    if scene.happens("rate_in_cash"):
        scene.d.book.cash(at, one.side, ore(kroner), machine, "atm_withdrawal")
        return
    by = "remittance" if to.side.country else scene.one("rate_by")
    scene.move(one, to.side, kroner, at, by, text=scene.words())


def given_back(scene: Scene, payer: Actor, who: Sequence[Actor]) -> None:
    """Small sums to live on, by phone or transfer to those who have an account; else in cash."""
    with scene.network.trace("small_sums_to_exploited"):
        for one in who:
            if one.side is None or scene.happens("kept_short"):
                continue
            since, until = scene.part(one)
            by = scene.one("given_by")
            for day in scene.days(scene.draw("given_a_month"), since, until):
                kroner = round(scene.draw("given") / 50) * 50
                if by != "cash" and one.ready(day) and kroner > 0:
                    scene.move(payer, one.side, kroner, scene.at(day), by, text=scene.words())


def home_to_family(scene: Scene, who: Sequence[Actor]) -> None:
    """What exploited people themselves send to children and parents: their own life, no trace."""
    for one in who:
        if not one.inside or one.country == "DK" or not scene.happens("sends_home"):
            continue
        family = scene.d.outsider(
            name=names.person(scene.luck),
            country=one.country,
            city=scene.city(one.country),
            phone=False,
        )
        since, until = scene.part(one)
        for day in scene.days(scene.draw("home_a_month"), max(since, one.opened), until):
            kroner = round(scene.draw("home_kroner") / 50) * 50
            if one.side and not one.resident and not scene.earns(one):
                machine = scene.machine(scene.d.nearby(scene.luck))
                sum_ = ore(notes(kroner * scene.draw("paid_in_for_rate")))
                scene.d.book.cash(scene.at(day, "early"), one.side, sum_, machine,
                                  "cash_deposit_machine")  # fmt: skip
            scene.move(one, family, max(kroner, 100), scene.at(day, "late"), scene.one("home_by"))

"""What minors are made to do, and the money around it: small sums, buyers, goods, flats, debts, parents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from varsel.adapters.society import names, online, people
from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles import _proceeds, _sightings
from varsel.adapters.society.bundles._proceeds import Pot
from varsel.adapters.society.bundles._scene import Actor, Scene
from varsel.adapters.society.bundles._scene_cast import acting, nobody, resident_as, spell
from varsel.adapters.society.lookalikes._draws import rounded
from varsel.adapters.society.lookalikes._lives import Payer, passers_by
from varsel.adapters.society.ordinary.living import everyday

HABITS = beside(__file__)


def minors(scene: Scene, number: int, head: Actor) -> list[Actor]:
    """Children and teenagers of the district, in care, or of whom no record exists."""
    related = scene.happens("is_relative")
    made = []
    for n in range(number):
        since, until = spell(scene)
        if n == 0 and until < scene.d.calendar.first:
            since, until = scene.start, scene.end
        found = _relative(scene, head, since, until) if related and n == 0 else None
        made.append(found or _minor(scene, since, until))
    return made


def _relative(scene: Scene, head: Actor, since: dt.date, until: dt.date) -> Actor | None:
    """A younger brother, sister or other child of an organiser's household."""
    (low, high), last = scene.value("minor_ages"), scene.d.calendar.last
    home = head.person.household if head.person and head.person.kin else []
    free = [p for p in home if p.life == "child" and not p.used and low <= p.age(last) <= high]
    if not free:
        return None
    child = scene.luck.choice(free)
    child.used = scene.network.network_id
    made = acting(scene, "exploited", child, since, until)
    made.resident = True
    return made


def _minor(scene: Scene, since: dt.date, until: dt.date) -> Actor:
    kind, girl = scene.one("minor_is"), scene.happens("girls")
    sex = "f" if girl else "m"
    banks = scene.bank()
    if kind == "resident" and banks:
        found = resident_as(
            scene, "exploited", "minor_ages", since, until,
            lambda p: p.life == "child" and p.sex == sex,
        )  # fmt: skip
        if found:
            return found
    if kind == "unknown":
        country = scene.country("other" if scene.happens("minor_from_abroad") else "dk")
        return nobody(scene, "exploited", country, since, until, sex=sex)
    d, last = scene.d, scene.d.calendar.last
    use = scene.one("minor_lives_in")
    home = scene.once(f"{use} of minors", lambda: d.dwelling(use, None, None, None))
    citizenship = scene.one("minor_citizenship")
    has_one = scene.happens("minor_has_account")
    person = people.resident(
        d,
        scene.luck,
        scene.count("minor_age"),
        home=home,
        citizenship=citizenship,
        sex=sex,
        moved=min(last, since - dt.timedelta(days=scene.count("moved_before"))),
        banks_here=banks and has_one,
        registered=scene.sees("register"),
    )
    person.used = scene.network.network_id
    made = acting(scene, "exploited", person, since, until)
    if not has_one:
        made.side = None
    elif made.inside:
        level, cash = scene.draw("minor_level"), scene.draw("own_cash")
        everyday(d, scene.luck, person, level=level, cash=cash)
    return made


def small_sums(scene: Scene, payers: Sequence[Actor]) -> None:
    """Pay for errands, in small sums by phone from this one or that, or in cash and goods."""
    with scene.network.trace("small_sums_to_minor"):
        for one in scene.victims:
            able = [p for p in payers if p.side is not None and not p.side.country]
            if one.side is None or not able or scene.happens("paid_in_kind"):
                continue
            since, until = scene.part(one)
            usual = scene.luck.choice(able)
            for day in scene.days(scene.draw("errands_a_month"), since, until):
                kroner = rounded(scene.draw("errand_pay"), scene.value("errand_step"))
                payer = usual if scene.happens("usual_payer") else scene.luck.choice(able)
                if one.ready(day):
                    text = scene.words("errand_texts")
                    at = scene.at(day, "any_hour")
                    scene.move(payer, one.side, kroner, at, "mobile", text=text)


def buyers(scene: Scene, head: Actor, helpers: Sequence[Actor]) -> None:
    """Buyers pay to the number of the minor, of the organiser or of somebody else; it is passed on."""
    pot = Pot(head)
    for one in scene.victims:
        till = _till(scene, one, head, helpers)
        since, until = scene.part(one)
        if till is None or till.side is None:
            scene.unseen("buyers_pay_cash")
            continue
        trace = "buyers_pay_minor" if till is one else "buyers_pay_organiser"
        share, taken = scene.draw("bought_by_phone"), []
        for day in scene.days(scene.draw("sales_a_month"), since, until):
            if scene.luck.random() >= share or not till.ready(day):
                continue
            at = scene.at(day, "sale_hours")
            kroner = rounded(scene.draw("sale_kroner"), 50)
            with scene.network.trace(trace):
                text = scene.words("sale_texts")
                scene.receive(till.side, kroner, at, _buyer(scene), text=text)
            taken.append((at, kroner))
        scene.earners.append(till)
        if till is not head:
            _proceeds.passed_on(scene, till, taken, pot)


def _till(scene: Scene, one: Actor, head: Actor, helpers: Sequence[Actor]) -> Actor | None:
    who = scene.one("buyers_pay_to")
    lent = [a for a in helpers if a.side is not None and a.side.alias]
    if who == "minor" and one.side is not None:
        return one
    if who == "other" and lent:
        return scene.luck.choice(lent)
    if who == "organiser" and head.side is not None and head.side.alias:
        return head
    return None


def _buyer(scene: Scene) -> Payer:
    """Young people of the district and around, some of them again and again."""

    def regulars() -> list[Payer]:
        return [_some_buyer(scene) for _ in range(scene.count("regular_buyers"))]

    if scene.happens("buyer_comes_again"):
        return scene.of(scene.once("buyers", regulars))
    return _some_buyer(scene)


def _some_buyer(scene: Scene) -> Payer:
    luck, d = scene.luck, scene.d
    low, high = scene.value("buyer_ages")
    if luck.random() < scene.value("buyers_here"):
        for _ in range(30):
            person = luck.choice(d.people)
            fits = low <= person.age(d.calendar.last) <= high
            if fits and scene.can_pay(person):
                return Payer(person.side, person.device)
    return Payer(luck.choice(passers_by(d)))


def goods(scene: Scene, sellers: Sequence[Actor]) -> None:
    """What was taken is sold on the web, to strangers who pay by phone, or goes to a shop for cash."""
    able = [s for s in sellers if s.side is not None and s.side.alias]
    if not able or scene.happens("sold_for_cash"):
        scene.unseen("taken_goods_sold_for_cash")
        return
    with scene.network.trace("taken_goods_sold_on_web"):
        for day in scene.days(scene.draw("goods_a_month"), scene.start, scene.end):
            seller = scene.luck.choice(able)
            kroner = rounded(scene.draw("goods_kroner"), 25)
            thing = scene.luck.choice(scene.value("things"))
            if scene.happens("site_seen"):
                _goods_ad(scene, seller, thing, kroner, day)
            paid = day + dt.timedelta(days=scene.count("sold_after"))
            if scene.covered(paid) and seller.ready(paid) and seller.side is not None:
                kroner = rounded(kroner * scene.draw("rebate"), 25)
                payer = Payer(scene.luck.choice(passers_by(scene.d)))
                text = thing.lower() if scene.happens("says_what_for") else None
                scene.receive(seller.side, kroner, scene.at(paid), payer, text=text)


def _goods_ad(scene: Scene, seller: Actor, thing: str, kroner: float, day: dt.date) -> None:
    slots = {"thing": thing, "price": round(kroner), "town": scene.d.nearby(scene.luck)}
    until = day + dt.timedelta(days=scene.count("goods_ad_days"))
    made = online.ad(
        scene.d,
        "other",
        site=scene.luck.choice(scene.value("goods_sites")),
        first_seen=day,
        last_seen=min(until, scene.d.calendar.last) if scene.happens("ad_end_known") else None,
        title=scene.phrase("goods_texts", "title", **slots),
        text=scene.phrase("goods_texts", "text", **slots),
        municipality=str(slots["town"]),
        price=kroner,
        contacts=[("phone", seller.phone)] if scene.happens("goods_phone") else [],
    )
    scene.network.member(seller.role, f"ad:{made}")


def treats(scene: Scene, payer: Actor) -> None:
    """Food, clothes, taxis and a scooter for those who run errands, on an organiser's card."""
    with scene.network.trace("food_and_things_for_minors"):
        for habit in scene.value("treats").values():
            per_month = habit["a_month"] * scene.value("errand_pace") * len(scene.victims) ** 0.5
            for day in scene.days(per_month, scene.start, scene.end):
                kroner = round(scene.luck.uniform(*habit["kroner"]))
                town = None if habit.get("web") else scene.d.nearby(scene.luck)
                name = scene.luck.choice(habit["names"]).format(town=town)
                at = scene.at(day, "late_hours")
                scene.spend(payer, kroner, at, name, habit["mcc"], town)


def journeys(scene: Scene, payer: Actor) -> None:
    """Trains and taxis to where the errand is, often at night: on the organiser's or the minor's card."""
    with scene.network.trace("journeys_for_errands"):
        own = scene.happens("journey_on_own_card")
        for one in scene.victims:
            since, until = scene.part(one)
            for day in scene.days(scene.draw("journeys_a_month"), since, until):
                name, mcc = scene.value("journeys")[scene.one("errand_journey")]
                kroner = round(scene.luck.uniform(*scene.value("errand_fare")))
                who = one if own and one.side is not None else payer
                scene.spend(who, kroner, scene.at(day, "sale_hours"), name, mcc)


def parents_pay(scene: Scene, to: Actor) -> None:
    """A mother or father pays what the child is said to owe, to keep it from harm."""
    for one in scene.victims:
        home = one.person.household if one.person else []
        able = [p for p in home if p.life != "child" and p.side.inside and not p.used]
        if not able or to.side is None or not scene.happens("parents_know"):
            continue
        parent = scene.luck.choice(able)
        parent.used = scene.network.network_id
        other = acting(scene, "other", parent, one.since, one.until)
        other.resident = True
        day = _sightings.some_day(scene, one)
        with scene.network.trace("parents_pay_debt"):
            for _ in range(scene.count("parents_rates")):
                if day is None or not scene.covered(day):
                    break
                kroner, at = rounded(scene.draw("parents_kroner"), 100), scene.at(day)
                if scene.happens("parents_in_cash"):
                    machine = scene.machine(scene.d.municipality)
                    scene.d.book.cash(at, parent.side, round(kroner) * 100, machine,
                                      "atm_withdrawal")  # fmt: skip
                else:
                    scene.move(other, to.side, kroner, at, "mobile", text=scene.words())
                day += dt.timedelta(days=scene.count("between_parents_rates"))


def flat(scene: Scene, tenant: Actor) -> None:
    """A flat to which minors get a key: rented month by month by somebody of the group."""
    from_whom = scene.d.outsider(name=names.person(scene.luck), phone=False)
    rent = scene.draw("flat_of_group")
    with scene.network.trace("flat_kept_for_minors"):
        if tenant.side is None or scene.happens("flat_unseen"):
            return
        for day in scene.days(1.0, scene.start, scene.end):
            scene.move(tenant, from_whom, round(rent), scene.at(day), text="leje")

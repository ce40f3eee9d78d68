"""How exploited people are sold: names, numbers, advertisements, clients, and where clients pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles._scene import Actor, Scene
from varsel.adapters.society.bundles._sightings import number_for
from varsel.adapters.society.lookalikes import (
    _seller,
    home_seller,
    shared_flat_sellers,
    touring_seller,
)
from varsel.adapters.society.lookalikes._draws import rounded

HABITS = beside(__file__)
#: What lawful sellers pay for advertisements and how these look; plants use the same sites.
SELLERS = _seller.HABITS
_LAWFUL = (home_seller.HABITS, shared_flat_sellers.HABITS, touring_seller.HABITS)


@dataclass(eq=False)
class Till:
    """A number that clients pay to by phone, whose it is, and what came in."""

    side: Side
    owner: Actor
    trace: str
    taken: list[tuple[int, float]] = field(default_factory=list)


@dataclass(eq=False)
class Persona:
    """Somebody exploited as advertisements present them."""

    actor: Actor
    name: str
    key: str
    age: int
    hour: float
    title: str
    text: str
    image: str
    phone: str
    busy: float
    email: str | None = None
    site_names: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Trade:
    """How a plant sells people: who does what, under which names and numbers, and what came in.

    cash: day, town and kroner of each client who paid in cash. by_phone: their share who pay by
    phone. offers: the lists from which texts are taken.
    """

    scene: Scene
    tasks: dict[str, Actor]
    personas: list[Persona] = field(default_factory=list)
    tills: list[Till] = field(default_factory=list)
    cash: list[tuple[dt.date, str, float]] = field(default_factory=list)
    by_phone: float = 0.0

    def task(self, name: str) -> Actor:
        """Who does something; whoever runs it where nobody else was given it."""
        return self.tasks.get(name) or self.tasks["head"]

    def till_of(self, persona: Persona) -> Till | None:
        """Where clients of somebody pay: their own till where they have one, else a common one."""
        own = [t for t in self.tills if t.owner is persona.actor]
        common = [t for t in self.tills if t.owner.role != "exploited"]
        pool = own or common or self.tills
        return self.scene.luck.choice(pool) if pool else None


def divided(scene: Scene, heads: Sequence[Actor]) -> dict[str, Actor]:
    """Tasks among organisers: each does some, the head whatever nobody else does."""
    tasks = {"head": heads[0]}
    for name in scene.value("tasks"):
        if len(heads) > 1 and scene.happens("delegated"):
            tasks[name] = scene.luck.choice(heads[1:])
    return tasks


def trade(scene: Scene, heads: Sequence[Actor], helpers: Sequence[Actor]) -> Trade:
    """Names, numbers and tills of a plant; helpers lend accounts."""
    made = Trade(scene, divided(scene, heads))
    made.by_phone = scene.draw("paid_by_phone")
    _numbers(made)
    _tills(made, helpers)
    if scene.happens("was_exploited"):
        _own_past(made)
    return made


def _own_past(made: Trade) -> None:
    """An organiser who was sold by others before: old advertisements still give her number."""
    scene, head = made.scene, made.task("head")
    day = scene.start - dt.timedelta(days=scene.count("past_days_before"))
    if head.person is None or not scene.covered(day) or not scene.happens("site_seen"):
        return
    texts, town = offers(scene, head), scene.town()
    slots = {"name": stage_name(scene, head), "town": town, "phone": scene.shown(head.phone),
             "age": head.person.age(day), "price": round(rounded(scene.draw("plant_hour_price"), 50)),
             "until": f"{day.day}/{day.month}"}  # fmt: skip
    old = online.ad(
        scene.d,
        "sexual_services",
        site=scene.luck.choice(list(scene.value("site_mcc"))),
        first_seen=day,
        last_seen=min(day + dt.timedelta(days=scene.count("past_days")), scene.d.calendar.last),
        title=scene.filled("ad_texts", scene.luck.choice(texts["ad_title"]), **slots),
        text=scene.filled("ad_texts", scene.luck.choice(texts["ad"]), **slots),
        persona=scene.d.book.new("PS"),
        municipality=town,
        contacts=[("phone", head.phone)],
    )
    scene.network.member("other", f"ad:{old}")


def _numbers(made: Trade) -> None:
    """A number for all, one each, the person's own, or others every few weeks."""
    scene, way = made.scene, made.scene.one("ad_numbers")
    booker = made.task("phone")
    last = scene.d.calendar.last
    common = booker.phone
    if scene.happens("number_for_work") or booker.person is None:
        common = number_for(scene, booker, min(scene.start, last))
    base = scene.draw("plant_hour_price")
    sites = list(scene.value("site_mcc"))
    chosen = scene.luck.sample(sites, min(len(sites), int(scene.one("plant_sites"))))
    shared = f"{scene.luck.getrandbits(64):016x}"
    for one in scene.victims:
        phone, texts = common, offers(scene, one)
        if way == "each":
            phone = number_for(scene, booker, min(one.since, last), one.until)
        elif way == "own" and one.person is not None:
            phone = one.phone
        picture = shared if scene.happens("one_picture_for_all") else None
        made.personas.append(
            Persona(
                one,
                stage_name(scene, one),
                scene.d.book.new("PS"),
                scene.count("ages_claimed"),
                base * scene.draw("price_differs"),
                scene.luck.choice(texts["ad_title"]),
                scene.luck.choice(texts["ad"]),
                picture or f"{scene.luck.getrandbits(64):016x}",
                phone,
                scene.draw("clients_a_day"),
                email=_mail(made) if scene.happens("ad_mail") else None,
                site_names=chosen,
            )
        )


def _mail(made: Trade) -> str:
    scene, booker = made.scene, made.task("ads")
    if booker.person and booker.person.email and scene.happens("own_mail_used"):
        return booker.person.email

    def new() -> str:
        mail = f"{scene.one('stage_names').lower()}{scene.luck.randint(10, 9999)}@brev.example"
        scene.network.member("controller", f"email:{mail}")
        return mail

    return scene.once("work mail", new) if scene.happens("one_mail") else new()


def _tills(made: Trade, helpers: Sequence[Actor]) -> None:
    """Numbers that clients may pay to; none where everything is paid in cash."""
    scene, head = made.scene, made.task("till")
    way = scene.one("till_is")
    if way == "none":
        made.by_phone = 0.0
        return
    danish = head.side is not None and head.side.country is None
    if danish and way in {"organiser", "several"}:
        made.tills.append(_till(made, head, "clients_pay_organiser"))
    if way in {"exploited", "several"}:
        for one in scene.victims:
            if one.side is not None and (way == "exploited" or scene.happens("also_a_till")):
                made.tills.append(_till(made, one, "clients_pay_into_account_of_exploited"))
    if way in {"straw", "several"} or not made.tills:
        made.tills += [_till(made, one, "clients_pay_into_lent_account") for one in helpers]
    if not made.tills:
        elsewhere = scene.d.outsider(name=head.name)
        made.tills.append(Till(elsewhere, head, "clients_pay_organiser"))
        scene.network.member(head.role, f"account:{elsewhere.account}", f"phone:{elsewhere.alias}")


def _till(made: Trade, one: Actor, trace: str) -> Till:
    """Somebody's account, under their own number, the advertised one, or in a new account for it."""
    scene, side = made.scene, one.side
    if side is None:
        side = one.side = scene.d.outsider(name=one.name)
    phone = next((p.phone for p in made.personas if p.actor is one), None)
    if phone is None and made.personas:
        phone = made.personas[0].phone
    if phone and phone.startswith("+45") and scene.happens("paid_to_ad_number"):
        opened = max(scene.start, one.opened)
        fresh = side.inside and one.person and opened <= scene.d.calendar.last
        if fresh and one.person and scene.happens("account_for_it"):
            side = replace(
                scene.d.account(one.person.id, "current", opened, alias=phone), name=one.name
            )
            scene.network.member(one.role, f"account:{side.account}")
        else:
            side = replace(side, alias=phone)
    elif side.alias is None:
        side = replace(side, alias=scene.d.book.phone())
    scene.earners.append(one)
    return Till(side, one, trace)


def advertise(made: Trade, who: Persona, town: str, since: dt.date, until: dt.date) -> None:
    """Advertisements of somebody in a town, and what the sites charge for them."""
    scene, luck = made.scene, made.scene.luck
    last = scene.d.calendar.last
    if since > last or until < scene.d.calendar.first:
        return
    phone = who.phone
    if made.scene.happens("number_changes"):
        phone = who.phone = number_for(scene, made.task("phone"), since, until)
    if scene.happens("picture_changes"):
        who.image = f"{luck.getrandbits(64):016x}"
    if scene.happens("name_changes"):
        who.name, who.key = stage_name(scene, who.actor), scene.d.book.new("PS")
    for site in who.site_names:
        if scene.happens("site_seen"):
            with scene.network.trace("advertised_by_others"):
                _ad(made, who, site, town, since, until, phone)
        else:
            scene.unseen("advertised_by_others")
        _fee(made, site, since, until)
    if scene.once("on dating apps", lambda: scene.happens("on_dating_app")) and scene.happens(
        "dating_stretch"
    ):
        with scene.network.trace("presented_on_dating_app"):
            if scene.happens("site_seen"):
                _dating(made, who, town, since, until, phone)


def _ad(
    made: Trade, who: Persona, site: str, town: str, since: dt.date, until: dt.date, phone: str
) -> None:
    scene, luck = made.scene, made.scene.luck
    price = rounded(who.hour, 50)
    if scene.happens("text_changes"):
        texts = offers(scene, who.actor)
        who.title, who.text = luck.choice(texts["ad_title"]), luck.choice(texts["ad"])
    slots = {
        "name": who.name,
        "town": town,
        "phone": scene.shown(phone),
        "age": who.age,
        "price": round(price),
        "until": f"{until.day}/{until.month}",
    }
    contacts = [("phone", phone)]
    if who.email and scene.happens("ad_mail_shown"):
        contacts.append(("email", who.email))
    advertiser = None
    if scene.happens("ad_has_profile"):
        key = site if scene.happens("one_advertiser") else f"{site} {who.key}"
        advertiser = scene.once(f"advertiser {key}", lambda: _advertiser(made, site))
    made_ad = online.ad(
        scene.d,
        "sexual_services",
        site=site,
        first_seen=since,
        last_seen=min(until, scene.d.calendar.last) if scene.happens("ad_end_known") else None,
        title=scene.filled("ad_texts", who.title, **slots),
        text=scene.filled("ad_texts", who.text, **slots),
        advertiser=advertiser,
        persona=who.key if scene.happens("ad_has_persona") else None,
        municipality=town,
        price=price if scene.happens("ad_has_price") else None,
        image=who.image if scene.happens("ad_has_image") else None,
        contacts=contacts,
    )
    scene.network.member("controller", f"ad:{made_ad}")


def stage_name(scene: Scene, one: Actor) -> str:
    """A name for the stage."""
    return scene.one("men_called" if one.sex == "m" else "women_called")


def offers(scene: Scene, one: Actor) -> dict[str, Sequence[str]]:
    """Texts for an advertisement: the plant's own, or words that lawful sellers use too."""
    if one.sex == "m":
        men: dict[str, Sequence[str]] = scene.value("men_texts")
        return men
    if not scene.happens("words_like_others"):
        found: dict[str, Sequence[str]] = scene.value("ad_texts")
        return found
    texts = scene.luck.choice(_LAWFUL).texts
    return {"ad_title": texts["ad_title"], "ad": texts.get("tour_ad") or texts["ad"]}


def _advertiser(made: Trade, site: str) -> str:
    scene, placer = made.scene, made.task("ads")
    known = placer.person if scene.happens("profile_known") else None
    created = scene.start - dt.timedelta(days=scene.count("profile_before"))
    profile = online.profile(
        scene.d, site, owner=known, created=min(created, scene.d.calendar.last)
    )
    scene.network.member("controller", f"profile:{profile}")
    return profile


def _dating(
    made: Trade, who: Persona, town: str, since: dt.date, until: dt.date, phone: str
) -> None:
    """A profile on a dating app that means business, with a sign that those who know understand."""
    scene = made.scene
    texts = scene.value("dating_texts")
    slots: dict[str, object] = {
        "name": who.name, "town": town, "phone": scene.shown(phone), "age": who.age,
    }  # fmt: skip
    contacts = [("phone", phone)] if scene.happens("dating_phone_shown") else []
    if scene.happens("dating_handle"):
        contacts.append(("handle", f"@{who.name.lower()}{scene.luck.randint(10, 9999)}"))
    made_ad = online.ad(
        scene.d,
        "dating",
        site=scene.one("dating_sites"),
        first_seen=since,
        last_seen=min(until, scene.d.calendar.last) if scene.happens("ad_end_known") else None,
        title=scene.filled("ad_texts", scene.luck.choice(texts["title"]), **slots),
        text=scene.filled("ad_texts", scene.luck.choice(texts["text"]), **slots),
        persona=who.key,
        municipality=town,
        image=who.image if scene.happens("ad_has_image") else None,
        contacts=contacts,
    )
    scene.network.member("controller", f"ad:{made_ad}")


def _fee(made: Trade, site: str, since: dt.date, until: dt.date) -> None:
    """What a site charges, on somebody's card or by vouchers and coins that leave nothing here."""
    scene, payer = made.scene, made.task("ads")
    with scene.network.trace("advertisements_paid"):
        if scene.once("ads paid unseen", lambda: scene.happens("ads_paid_unseen")):
            return
        kind = scene.value("site_fee")[scene.one("fee_every")]
        day = max(since, scene.d.calendar.first)
        while day <= min(until, scene.d.calendar.last):
            kroner = scene.luck.uniform(*kind["kroner"])
            name = scene.one("vouchers") if scene.happens("by_voucher") else site
            mcc = scene.value("site_mcc").get(name, scene.value("voucher_mcc"))
            scene.spend(payer, round(kroner), scene.at(day), name, mcc)
            day += dt.timedelta(days=kind["days"])

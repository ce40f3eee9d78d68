"""How people are found: offers in groups, on job sites and on dating apps, with more or less in them."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles._scene import Actor, Scene
from varsel.adapters.society.bundles._sightings import number_for
from varsel.adapters.society.bundles._talk import face
from varsel.adapters.society.lookalikes._lives import group
from varsel.adapters.society.ordinary import jobs
from varsel.adapters.society.ordinary.faces import Face
from varsel.adapters.society.ordinary.phrases import say, slips
from varsel.adapters.society.places import some_place

HABITS = beside(__file__)
#: Languages in which errands are offered.
_ERRANDS = ("da", "en", "sv", "ar", "fr")


def first_day(scene: Scene) -> dt.date:
    """When recruiting begins: some time before anybody comes."""
    return scene.start - dt.timedelta(days=scene.count("offers_before"))


def number_of(scene: Scene, one: Actor) -> str:
    """The number that offers give: the recruiter's own, or one bought for it."""

    def made() -> str:
        if one.person is not None and not scene.happens("offer_own_number"):
            return number_for(scene, one, min(first_day(scene), scene.d.calendar.last))
        scene.network.member(one.role, f"phone:{one.phone}")
        return one.phone

    return scene.once(f"offer number {id(one)}", made)


def tongue_of(scene: Scene) -> str:
    """The language of an offer: that of those who are sought, Danish, or English."""
    countries = [v.country for v in scene.victims] or ["DK"]
    own = scene.value("tongue_of").get(scene.luck.choice(countries), "en")
    if own == "da":
        return "da"
    return str(own) if scene.happens("offer_in_own_tongue") else scene.one("offer_other_tongue")


def in_groups(scene: Scene, one: Actor, work: str) -> None:
    """Posts in groups for work, for people of one country, or for those who look for a partner."""
    tongue, phone = tongue_of(scene), number_of(scene, one)
    with scene.network.trace("offers_in_groups"):
        profiles = scene.count("offer_profiles")
        _, text = offer(scene, one, work, tongue, phone)
        first, calendar = first_day(scene), scene.d.calendar
        until = min(scene.end, calendar.last)
        for day in scene.days(scene.draw("offers_a_month"), first, until):
            if scene.happens("offer_rewritten"):
                _, text = offer(scene, one, work, tongue, phone)
            at = scene.at(day)
            for _ in range(scene.count("groups_at_once")):
                if scene.happens("post_seen"):
                    kind = scene.one("offer_group_kind")
                    name, platform = group(scene, kind, tongue)
                    key = f"r{scene.luck.randrange(profiles)}"
                    author = face(scene, one, platform, key, phone)
                    shown = slips(scene.luck, text) if scene.happens("typed_again") else text
                    online.post(
                        scene.d, author, at, shown, platform=platform, group=name, kind=kind
                    )
                at += round(60 * scene.draw("between_posts_minutes"))


def on_job_sites(scene: Scene, one: Actor, work: str) -> None:
    """Advertisements for work, some of them paid to be shown to more people."""
    phone, day = number_of(scene, one), first_day(scene)
    with scene.network.trace("offers_as_job_ads"):
        calendar = scene.d.calendar
        for _ in range(scene.count("job_ads")):
            lasts = scene.count("job_ad_days")
            until = day + dt.timedelta(days=lasts)
            if day > min(scene.end, calendar.last):
                break
            if until >= calendar.first and scene.happens("job_site_seen"):
                _job_ad(scene, one, work, phone, day, until)
            day = until + dt.timedelta(days=scene.count("job_ad_pause"))
    if scene.happens("promotes_offers"):
        with scene.network.trace("offers_promoted"):
            for day in scene.days(scene.draw("promoted_a_month"), first_day(scene), scene.end):
                kroner = round(scene.draw("promoted_kroner"))
                name = scene.luck.choice(scene.value("promoters"))
                scene.spend(one, kroner, scene.at(day), name, "7311")


def _job_ad(
    scene: Scene, one: Actor, work: str, phone: str, since: dt.date, until: dt.date
) -> None:
    tongue = scene.one("job_ad_tongue")
    site = scene.luck.choice(scene.value("job_sites"))
    town = some_place(scene.luck) if scene.happens("any_town") else scene.d.nearby(scene.luck)
    contacts = [("phone", phone)]
    if scene.happens("offer_mail"):
        contacts.append(("email", _mail(scene, one)))
    advertiser = face(scene, one, site, "", phone) if scene.happens("ad_has_profile") else None
    title, text = offer(scene, one, work, tongue, phone, on_site=True)
    made = online.ad(
        scene.d,
        "job",
        site=site,
        first_seen=since,
        last_seen=min(until, scene.d.calendar.last) if scene.happens("ad_end_known") else None,
        title=title,
        text=text,
        advertiser=advertiser,
        municipality=town if scene.happens("offer_names_town") else None,
        image=scene.once("offer picture", lambda: f"{scene.luck.getrandbits(64):016x}")
        if scene.happens("offer_picture")
        else None,
        contacts=contacts,
    )
    scene.network.member(one.role, f"ad:{made}")


def _mail(scene: Scene, one: Actor) -> str:
    def made() -> str:
        first = one.name.split()[0].lower()
        mail = f"{first}.{scene.one('mail_words')}{scene.luck.randint(1, 999)}@brev.example"
        scene.network.member(one.role, f"email:{mail}")
        return mail

    return scene.once(f"offer mail {id(one)}", made)


def offer(
    scene: Scene, one: Actor, work: str, tongue: str, phone: str, *, on_site: bool = False
) -> tuple[str, str]:
    """Title and text of an offer: like any other, or with promises; nothing in it need be false."""
    luck = scene.luck
    if work in scene.value("ordinary_work") and scene.happens("offer_like_others"):
        return _like_others(scene, one, work, tongue, phone, on_site=on_site)
    unsaid = scene.value("left_unsaid").get(work, ())
    said = [kind for kind in scene.some_of("offer_says") if kind not in unsaid]
    head = _sentence(scene, tongue, "head", work, phone)
    body = [_sentence(scene, tongue, kind, work, phone) for kind in said]
    luck.shuffle(body)
    parts = [head, *body, _sentence(scene, tongue, "contact", work, phone)]
    text = luck.choice(("\n", " ", " ")).join(dict.fromkeys(p for p in parts if p))
    return head, slips(luck, text)


def _like_others(
    scene: Scene, one: Actor, work: str, tongue: str, phone: str, *, on_site: bool
) -> tuple[str, str]:
    """An offer in the words of ordinary employers, for the same kind of work where one is drawn."""
    luck = scene.luck
    known = tongue if tongue in scene.value("ordinary_tongues") else "en"
    handle = f"@{one.name.split()[0].lower()}{luck.randint(10, 9999)}"
    day = scene.d.calendar.some_day(luck)
    who = Face(
        handle, "Facebook", day, known, one.name, phone, _mail(scene, one), handle, agency=True
    )
    for _ in range(scene.value("tries")):
        made = jobs.offer(luck, who, day, some_place(luck), known, on_site=on_site)
        if made.field == scene.value("ordinary_work")[work]:
            break
    return made.title, slips(luck, made.text)


def _sentence(scene: Scene, tongue: str, kind: str, work: str, phone: str) -> str:
    luck = scene.luck
    lists = scene.value(f"offer_{tongue}")
    if work == "tasks":
        lists = scene.value(f"tasks_{tongue}" if tongue in _ERRANDS else "tasks_en")
    if kind not in lists:
        return ""
    jobs_named = lists.get(f"job_{work}") or lists.get("job_any") or lists["job"]
    wages = scene.value("promised")[work if work in scene.value("promised") else "any"]
    euro = luck.uniform(*wages) * scene.draw("promise_differs")
    month = euro * scene.value("kroner_a_euro")
    job = luck.choice(jobs_named)
    slots = {
        "job": job,
        "Job": job[:1].upper() + job[1:],
        "euro": f"{max(1, round(euro / 100)) * 100}",
        "week": f"{max(1, round(euro / 4.3 / 50)) * 50}",
        "kroner": f"{round(month, -3):.0f}",
        "town": some_place(luck),
        "app": scene.one("offer_app"),
        "phone": scene.shown(phone),
        "name": luck.choice(scene.value("first_names")),
        "places": str(luck.randint(2, 9)),
        "sum": f"{max(1, round(scene.draw('errand_promised') / 500)) * 500}",
    }
    return say(luck, lists, kind, **slots)

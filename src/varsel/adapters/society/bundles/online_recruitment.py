"""People recruited through groups, advertisements and messages with false promises, whatever follows."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles import (
    _aftermath,
    _control,
    _lodging,
    _premises,
    _proceeds,
    _recruit,
    _sightings,
    _talk,
    touring,
)
from varsel.adapters.society.bundles._scene import Actor, Scene, begin, close
from varsel.adapters.society.bundles._scene_cast import (
    exploited,
    farewell,
    organisers,
    private_life,
    straws,
)
from varsel.adapters.society.bundles._sexual import divided
from varsel.adapters.society.district import District
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)
#: Where an assumption is looked up, the plant's own first.
OWN = (HABITS, _aftermath.HABITS, _premises.HABITS, *touring.OWN[1:])


def tell(d: District, luck: Random, network: Network) -> bool:
    """Whoever posts and writes, those who answer and come, and what it was for."""
    scene = begin(d, luck, network, *OWN)
    heads = organisers(scene)
    exploited(scene, scene.count("exploited"), heads[0])
    helpers = straws(scene, int(scene.one("straws")))
    tasks = divided(scene, heads)
    recruiter = tasks.get("recruit", heads[0])
    work, what = scene.one("offered_work"), scene.one("what_follows")
    _offered(scene, recruiter, work)
    _written(scene, recruiter)
    _underway(scene, heads[0], recruiter)
    if what == "sold":
        _aftermath.sold(scene, heads, helpers)
    elif what == "works":
        _aftermath.at_work(scene, heads[0])
    elif what == "accounts":
        trace = "strangers_money_through_account_of_exploited"
        _aftermath.accounts_used(scene, heads[0], scene.victims, trace)
    else:
        scene.unseen(
            {"abroad": "taken_abroad", "home": "works_in_a_home"}.get(what, "not_begun_yet")
        )
    if what != "none" and scene.happens("makes_debt"):
        _proceeds.debt_repaid(scene, "journey_repaid_as_debt", heads[0], scene.victims)
    _noticed(scene, recruiter)
    if what != "none":
        _held(scene, heads[0], "" if what == "sold" else "_work")
    private_life(scene)
    _proceeds.home_to_family(scene, scene.victims)
    farewell(scene)
    return close(scene)


def _offered(scene: Scene, recruiter: Actor, work: str) -> None:
    """Where the offer stands: groups, job sites, dating apps, or in direct messages only."""
    groups, sites = scene.happens("recruits_in_groups"), scene.happens("recruits_on_sites")
    if groups:
        _recruit.in_groups(scene, recruiter, work)
    if sites:
        _recruit.on_job_sites(scene, recruiter, work)
    if scene.happens("woos") or not (groups or sites):
        _wooed(scene)


def _wooed(scene: Scene) -> None:
    """A dating profile of somebody who loves quickly and soon needs or offers something."""
    with scene.network.trace("wooed_on_dating_app"):
        texts, last = scene.value("woo_texts"), scene.d.calendar.last
        for _ in range(scene.count("woo_profiles")):
            first = _recruit.first_day(scene)
            since = scene.d.day_in(scene.luck, first, max(first, scene.last))
            until = since + dt.timedelta(days=scene.count("woo_days"))
            if until < scene.d.calendar.first or since > last or not scene.happens("job_site_seen"):
                continue
            slots = {"name": scene.luck.choice(scene.value("first_names")),
                     "age": scene.luck.randint(24, 45)}  # fmt: skip
            handle = f"@{scene.luck.choice(scene.value('first_names')).lower()}{scene.luck.randint(10, 9999)}"
            made = online.ad(
                scene.d,
                "dating",
                site=scene.one("dating_sites"),
                first_seen=since,
                last_seen=min(until, last) if scene.happens("ad_end_known") else None,
                title=scene.phrase("woo_texts", "title", **slots),
                text=scene.filled("woo_texts", scene.luck.choice(texts["text"]), **slots),
                persona=scene.d.book.new("PS"),
                municipality=scene.d.nearby(scene.luck),
                image=f"{scene.luck.getrandbits(64):016x}",
                contacts=[("handle", handle)] if scene.happens("dating_handle") else [],
            )
            scene.network.member("controller", f"ad:{made}")


def _written(scene: Scene, recruiter: Actor) -> None:
    """Messages with those who answer: promises, papers asked for, and on to another app."""
    talks = _talk.chats(scene, scene.count("threads"), recruiter)
    _talk.said(
        scene, "false_offer_by_message", talks, "offer", "offers", answers="interested", burst=True
    )
    if scene.happens("asks_many"):
        _talk.to_others(
            scene, "same_offer_to_others", recruiter, "offer", _recruit.number_of(scene, recruiter)
        )
    if scene.happens("asks_papers"):
        _talk.said(scene, "papers_asked_by_message", talks, "papers", "paper_asks",
                   answers="interested")  # fmt: skip
    if scene.happens("asks_silence"):
        _talk.said(scene, "told_to_keep_silent", talks, "secret", "secrets")


def _underway(scene: Scene, head: Actor, recruiter: Actor) -> None:
    """Fees, tickets, papers, a room on arrival, somebody at the airport."""
    if scene.happens("takes_fee"):
        _aftermath.fees(scene, recruiter)
    if scene.happens("pays_travel"):
        _lodging.brought(scene, recruiter, scene.victims)
    if scene.happens("pays_papers"):
        _lodging.papers(scene, recruiter, scene.victims)
    if scene.happens("books_first_room"):
        for one in scene.victims:
            nights = scene.count("first_nights")
            until = min(one.until, one.since + dt.timedelta(days=nights))
            if not one.resident and scene.covered(one.since):
                town = scene.d.nearby(scene.luck)
                _lodging.lodge(scene, head, _lodging.Leg(town, one.since, until, (one,)))
    if scene.happens("border_check"):
        for one in scene.victims:
            if not one.resident and one.country != "DK" and scene.happens("checked"):
                day = one.since - dt.timedelta(days=scene.count("arrives_before"))
                _sightings.meeting(
                    scene, "met_at_border", one, day, "border", "border_facts",
                    companion=recruiter if scene.happens("travels_with") else None,
                )  # fmt: skip


def _noticed(scene: Scene, recruiter: Actor) -> None:
    """Offers that somebody reports."""
    if scene.happens("is_reported"):
        one = scene.luck.choice(scene.victims)
        _talk.reported(scene, "offer_reported", one, recruiter, "report_about", "report_demand")


def _held(scene: Scene, head: Actor, about: str) -> None:
    """What keeps people in it, and who notices."""
    if scene.happens("gives_phones"):
        _sightings.phones_bought(scene, "phones_bought_for_exploited", head)
    pairs = [(one, head) for one in scene.victims if scene.happens("led")]
    if pairs and scene.happens("comes_along"):
        _sightings.at_the_counter(scene, "somebody_speaks_for_exploited", pairs)
    held = [(one, other) for one, other in pairs if one.inside]
    if held and scene.happens("holds_the_keys"):
        _sightings.keys_of(scene, "organiser_signs_in_for_exploited", held)
    _control.messages(scene, head, about)
    if scene.happens("watches_place"):
        seen = [one for one in scene.victims if scene.happens("place_watched")]
        _talk.watched(scene, [(one, head) for one in seen])
    if scene.happens("police_visit"):
        _sightings.visited(scene, "met_by_police", "police_facts", "police")
    if scene.happens("outreach_visit"):
        _sightings.visited(scene, "met_by_town_hall", "town_hall_facts", "municipality")

"""Minors made to steal, carry, sell or lend their account on others' instruction."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles import (
    _aftermath,
    _errands_of_minors,
    _lodging,
    _proceeds,
    _recruit,
    _sightings,
    _talk,
    touring,
)
from varsel.adapters.society.bundles._scene import Actor, Scene, begin, close
from varsel.adapters.society.bundles._scene_cast import organisers, own_log_ins, straws
from varsel.adapters.society.district import District
from varsel.adapters.society.truth import Network

NEAR = "minors"
HABITS = beside(__file__)
#: Where an assumption is looked up, the plant's own first.
OWN = (HABITS, _errands_of_minors.HABITS, _aftermath.HABITS, *touring.OWN[1:])


def tell(d: District, luck: Random, network: Network) -> bool:
    """One to several minors, whoever tells them what to do, and whoever stands between."""
    scene = begin(d, luck, network, *OWN)
    heads = organisers(scene)
    _errands_of_minors.minors(scene, scene.count("exploited"), heads[0])
    helpers = straws(scene, int(scene.one("straws")))
    handler = heads[-1]
    does = scene.some_of("made_to")
    does = does or [scene.one("made_to_at_least")]
    _drawn_in(scene, handler)
    if scene.happens("pays_small_sums"):
        _errands_of_minors.small_sums(scene, [handler, *heads, *helpers])
    _done(scene, does, heads[0], [*heads[1:], *helpers])
    _around(scene, handler, helpers)
    _told(scene, handler, does)
    _noticed(scene, handler)
    for one in scene.victims:
        own_log_ins(scene, one)
    return close(scene)


def _drawn_in(scene: Scene, handler: Actor) -> None:
    """Errands offered in open channels, and things given before anything is asked for."""
    if scene.happens("posts_errands"):
        _recruit.in_groups(scene, handler, "tasks")
    if scene.happens("gives_phones"):
        _sightings.phones_bought(scene, "phones_bought_for_minors", handler)
    if scene.happens("treats_them"):
        _errands_of_minors.treats(scene, handler)


def _done(scene: Scene, does: list[str], head: Actor, others: list[Actor]) -> None:
    """What they are made to do, as far as money or goods go through somebody's hands."""
    if "sell" in does:
        _errands_of_minors.buyers(scene, head, others)
    if "steal" in does:
        sellers = [*others, *scene.victims] if scene.happens("minor_sells_on") else [head, *others]
        _errands_of_minors.goods(scene, sellers)
    if "lend_account" in does:
        lend = [one for one in scene.victims if scene.happens("lends")]
        trace = "strangers_money_through_account_of_minor"
        _aftermath.accounts_used(scene, head, lend, trace)
    for what in ("carry", "threaten_others"):
        if what in does:
            scene.unseen({"carry": "carries_bags"}.get(what, "made_to_hurt_or_guard"))


def _around(scene: Scene, handler: Actor, helpers: list[Actor]) -> None:
    """Journeys, a flat, debts, and the accounts of those who have one."""
    if scene.happens("pays_journeys"):
        _errands_of_minors.journeys(scene, handler)
    if scene.happens("has_flat"):
        _errands_of_minors.flat(scene, scene.luck.choice([handler, *helpers]))
    if scene.happens("books_rooms"):
        for one in scene.victims:
            day = _sightings.some_day(scene, one)
            if day and scene.happens("sent_away"):
                until = day + dt.timedelta(days=scene.count("nights_away"))
                leg = _lodging.Leg(scene.town(), day, min(until, one.until), (one,))
                _lodging.lodge(scene, handler, leg)
    if scene.happens("makes_debt"):
        owing = [one for one in scene.victims if scene.happens("owes")]
        _proceeds.debt_repaid(scene, "debt_paid_to_handler", handler, owing)
        if scene.happens("parents_are_pressed"):
            _errands_of_minors.parents_pay(scene, handler)
    held = [(one, handler) for one in scene.victims if one.inside and scene.happens("led")]
    if held and scene.happens("holds_the_keys"):
        _sightings.keys_of(scene, "handler_signs_in_for_minor", held)


def _told(scene: Scene, handler: Actor, does: list[str]) -> None:
    """Instructions, reports, debts and threats by message; places shared; what is reported."""
    talks = _talk.chats(scene, scene.count("threads"), handler)
    kind = "steal_task" if does == ["steal"] else "task"
    if scene.happens("instructs"):
        _talk.said(scene, "errands_by_message", talks, kind, "tasks", answers="done")
    if scene.happens("wants_reports"):
        _talk.checked_in(scene, talks, "done", kind)
    if scene.happens("presses_debt"):
        _talk.said(
            scene, "debt_pressed_by_message", talks, "owe_minor", "debts", answers="plead_minor"
        )
    if scene.happens("threatens"):
        _talk.said(
            scene, "threats_by_message", talks, "threat_minor", "threats", answers="plead_minor"
        )
    if scene.happens("watches_place"):
        seen = [one for one in scene.victims if scene.happens("place_watched")]
        _talk.watched(scene, [(one, handler) for one in seen])
    if scene.happens("is_reported"):
        one = scene.luck.choice(scene.victims)
        _talk.reported(scene, "reported_by_somebody", one, handler, "report_about",
                       "report_demand")  # fmt: skip


def _noticed(scene: Scene, handler: Actor) -> None:
    """Arrests, nights away from home or centre, injuries, an older friend at the counter."""
    for one in scene.victims:
        if scene.happens("is_arrested"):
            for _ in range(scene.count("arrests")):
                day = _sightings.some_day(scene, one)
                if day:
                    _sightings.meeting(
                        scene, "arrested", one, day, "police", "arrest_facts",
                        town=scene.d.nearby(scene.luck),
                    )  # fmt: skip
        if scene.happens("goes_missing"):
            day = _sightings.some_day(scene, one)
            if day:
                role = scene.one("missed_by")
                _sightings.meeting(
                    scene, "missing_from_home_or_care", one, day, role, "missing_facts"
                )
        if scene.happens("school_worries"):
            day = _sightings.some_day(scene, one)
            if day:
                _sightings.meeting(scene, "school_or_family_worried", one, day, "municipality",
                                   "school_facts")  # fmt: skip
    if scene.happens("is_harmed"):
        _sightings.hurt(scene, "harm_seen_by_health_staff", "harm_facts", handler)
    pairs = [(one, handler) for one in scene.victims if scene.happens("led")]
    if pairs and scene.happens("comes_along"):
        _sightings.at_the_counter(scene, "older_friend_at_counter", pairs)

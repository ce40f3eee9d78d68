"""How exploited people are held: phones, messages, places, threats, cameras, accounts, and who sees it."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles import _lodging, _sightings, _talk
from varsel.adapters.society.bundles._scene import Actor, Scene
from varsel.adapters.society.bundles._sexual import Trade

HABITS = beside(__file__)


def messages(scene: Scene, head: Actor, about: str = "") -> None:
    """Rules, reports, orders, moves, debts and threats; each may occur or not, and is seldom at hand.

    about: which lines are written: those of people who are sold, or "_work".
    """
    talks = _talk.chats(scene, scene.count("threads"), head)
    if scene.happens("makes_false_offer"):
        _talk.said(
            scene, "false_offer_by_message", talks, "offer", "offers", answers="plead", burst=True
        )
    if scene.happens("sets_rules"):
        _talk.said(scene, "rules_by_message", talks, f"rule{about}", "rules", burst=True)
    if scene.happens("wants_reports"):
        _talk.checked_in(scene, talks, f"checkin{about}", f"order{about}")
    if scene.happens("orders_moves"):
        _talk.said(scene, "told_where_to_go", talks, "move", "moves")
    if scene.happens("presses_debt"):
        what = f"owe{about}"
        _talk.said(scene, "debt_pressed_by_message", talks, what, "debts", answers="plead")
    if scene.happens("threatens"):
        _talk.said(scene, "threats_by_message", talks, "threat", "threats", answers="plead")


def watching(scene: Scene, head: Actor) -> None:
    """Places seen by phone, cameras, and threats that somebody reports."""
    if scene.happens("watches_place"):
        seen = [one for one in scene.victims if scene.happens("place_watched")]
        _talk.watched(scene, [(one, head) for one in seen])
    if scene.happens("has_cameras"):
        _lodging.cameras(scene, head, scene.start)
    if scene.happens("is_reported"):
        one = scene.luck.choice(scene.victims)
        _talk.reported(scene, "reported_by_somebody", one, head, "report_about", "report_demand")


def accounts(scene: Scene, made: Trade) -> None:
    """Accounts opened with a companion and used from the organiser's own device."""
    pairs = [(one, made.task("head")) for one in scene.victims if scene.happens("led")]
    own = [(one, other) for one, other in pairs if one.inside and not one.resident]
    if scene.happens("opens_accounts") and own:
        for one, _ in own:
            if one.side and one.opened >= one.since - dt.timedelta(days=14):
                rows = [("account", str(one.side.account)), ("authority", str(one.side.account))]
                scene.mark("account_opened_with_companion", rows, "account", "authority")
    if pairs and scene.happens("comes_along"):
        _sightings.at_the_counter(scene, "somebody_speaks_for_exploited", pairs)
    held = [(one, other) for one, other in pairs if one.inside]
    if held and scene.happens("holds_the_keys"):
        _sightings.keys_of(scene, "organiser_signs_in_for_exploited", held)


def met(scene: Scene, made: Trade, town: str | None = None) -> None:
    """Visits of police and social workers, doctors, and the border on the way in."""
    if scene.happens("police_visit"):
        _sightings.visited(scene, "met_by_police", "police_facts", "police", town)
    if scene.happens("outreach_visit"):
        _sightings.visited(scene, "met_by_social_workers", "outreach_facts", "municipality", town)
    if scene.happens("is_harmed"):
        _sightings.hurt(scene, "harm_seen_by_health_staff", "harm_facts", made.task("drive"))
    if scene.happens("border_check"):
        for one in scene.victims:
            if not one.resident and one.country != "DK" and scene.happens("checked"):
                _sightings.meeting(
                    scene,
                    "met_at_border",
                    one,
                    one.since - dt.timedelta(days=1),
                    "border",
                    "border_facts",
                    companion=made.task("recruit") if scene.happens("travels_with") else None,
                )


def phones(scene: Scene, made: Trade) -> None:
    """Numbers bought for the exploited, and those of advertisements filled up."""
    if scene.happens("gives_phones"):
        _sightings.phones_bought(scene, "phones_bought_for_exploited", made.task("phone"))
    if scene.happens("fills_up_numbers"):
        with scene.network.trace("advertised_numbers_topped_up"):
            for phone in dict.fromkeys(p.phone for p in made.personas):
                if phone != made.task("phone").phone:
                    _sightings.topped_up(scene, made.task("phone"), phone, scene.start, scene.last)

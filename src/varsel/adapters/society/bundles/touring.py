"""People sold for sex who are moved between towns, with rooms, advertisements and takings run by others."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles import (
    _clients,
    _control,
    _lodging,
    _proceeds,
    _recruit,
    _sexual,
    _sightings,
    _talk,
)
from varsel.adapters.society.bundles._proceeds import Pot
from varsel.adapters.society.bundles._scene import Scene, begin, close
from varsel.adapters.society.bundles._scene_cast import (
    exploited,
    farewell,
    organisers,
    own_log_ins,
    straws,
)
from varsel.adapters.society.bundles._sexual import Trade
from varsel.adapters.society.district import District
from varsel.adapters.society.truth import Network

NEAR = "touring"
HABITS = beside(__file__)
#: Where an assumption is looked up, the plant's own first.
OWN = (
    HABITS,
    _control.HABITS,
    _sexual.HABITS,
    _proceeds.HABITS,
    _lodging.HABITS,
    _sightings.HABITS,
    _talk.HABITS,
    _recruit.HABITS,
    _sexual.SELLERS,
)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One to several people on the road, whoever runs it, and whoever lends a name or an account."""
    scene = begin(d, luck, network, *OWN)
    heads = organisers(scene)
    exploited(scene, scene.count("exploited"), heads[0])
    helpers = straws(scene, int(scene.one("straws")))
    made = _sexual.trade(scene, heads, helpers)
    _arrival(scene, made)
    _on_the_road(scene, made)
    _proceeds_of(scene, made)
    _control.phones(scene, made)
    _control.accounts(scene, made)
    _control.messages(scene, made.task("head"))
    _control.watching(scene, made.task("head"))
    _control.met(scene, made)
    for one in scene.victims:
        own_log_ins(scene, one)
    _proceeds.home_to_family(scene, scene.victims)
    farewell(scene)
    return close(scene)


def _arrival(scene: Scene, made: Trade) -> None:
    """How people were found, and what their journey cost them."""
    recruiter = made.task("recruit")
    if scene.happens("recruits_in_groups"):
        _recruit.in_groups(scene, recruiter, scene.one("offered_work"))
    if scene.happens("pays_travel"):
        _lodging.brought(scene, recruiter, scene.victims)
    if scene.happens("pays_papers"):
        _lodging.papers(scene, recruiter, scene.victims)
    if scene.happens("makes_debt"):
        _proceeds.debt_repaid(scene, "journey_repaid_as_debt", made.task("head"), scene.victims)


def _on_the_road(scene: Scene, made: Trade) -> None:
    """Town after town: a room, advertisements, clients, food; then the next."""
    towns = _lodging.circuit(scene)
    books, drives = scene.happens("books_rooms"), scene.happens("pays_journeys")
    advertises, provides = scene.happens("advertises"), scene.happens("runs_errands")
    for group in _lodging.groups(scene):
        for leg in _lodging.legs(scene, group, towns):
            if books:
                _lodging.lodge(scene, made.task("rooms"), leg)
            if drives:
                _lodging.moved(scene, made.task("drive"), leg)
            if provides:
                _lodging.provided(scene, made.task("drive"), leg)
            _lodging.own_purchases(scene, leg)
            for who in (p for p in made.personas if p.actor in leg.people):
                since = max(leg.since, who.actor.since)
                until = min(leg.until, who.actor.until)
                if advertises:
                    ahead = dt.timedelta(days=scene.count("advertised_days_ahead"))
                    _sexual.advertise(made, who, leg.town, since - ahead, until)
                _clients.visits(made, who, leg.town, since, until)


def _proceeds_of(scene: Scene, made: Trade) -> None:
    """Takings are passed on, paid in, sent away; a little comes back."""
    pot = Pot(made.task("head"))
    for till in made.tills:
        _proceeds.passed_on(scene, till.owner, till.taken, pot, till.side)
    others = [made.task("cash"), *scene.of_role("other")]
    if scene.happens("exploited_pay_in"):
        others += [one for one in scene.victims if one.inside]
    _proceeds.cash_used(scene, made.cash, pot, others)
    _proceeds.sent_abroad(scene, pot, [*scene.of_role("other"), *scene.victims])
    if scene.happens("gives_a_little"):
        _proceeds.given_back(scene, made.task("head"), scene.victims)

"""People sold for sex in a flat, clinic, house or bar that others rent and run."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles import (
    _clients,
    _control,
    _lodging,
    _premises,
    _proceeds,
    _recruit,
    _sexual,
    _sightings,
    touring,
)
from varsel.adapters.society.bundles._premises import Place
from varsel.adapters.society.bundles._proceeds import Pot
from varsel.adapters.society.bundles._scene import Scene, begin, close
from varsel.adapters.society.bundles._scene_cast import (
    exploited,
    farewell,
    organisers,
    private_life,
    straws,
)
from varsel.adapters.society.bundles._sexual import Persona, Trade
from varsel.adapters.society.district import District
from varsel.adapters.society.truth import Network

NEAR = "fixed_place"
HABITS = beside(__file__)
#: Where an assumption is looked up, the plant's own first; the rest is shared with those who tour.
OWN = (HABITS, _premises.HABITS, *touring.OWN[1:])


def tell(d: District, luck: Random, network: Network) -> bool:
    """One to several places, those who are sold there, and whoever rents, answers and collects."""
    scene = begin(d, luck, network, *OWN)
    heads = organisers(scene)
    built = _premises.houses(scene, int(scene.one("places")))
    exploited(scene, scene.count("exploited"), heads[0])
    helpers = straws(scene, int(scene.one("straws")))
    made = _sexual.trade(scene, heads, helpers)
    places = _premises.places_of(scene, made, built)
    _arrival(scene, made)
    for place in places:
        _premises.rented(scene, place)
        _premises.in_front(scene, made, place)
        _premises.firm_till(scene, made, place)
    _sold(scene, made, places)
    _proceeds_of(scene, made, places)
    _control.phones(scene, made)
    _control.accounts(scene, made)
    _control.messages(scene, made.task("head"))
    _control.watching(scene, made.task("head"))
    _control.met(scene, made, places[0].town)
    if places[0].firm and scene.happens("is_inspected"):
        _sightings.visited(
            scene, "met_at_inspection", "inspection_facts", scene.one("inspector"), places[0].town
        )
    private_life(scene)
    _proceeds.home_to_family(scene, scene.victims)
    farewell(scene)
    return close(scene)


def _arrival(scene: Scene, made: Trade) -> None:
    """How people were found, what their journey cost them, and where they sleep."""
    recruiter = made.task("recruit")
    if scene.happens("recruits_in_groups"):
        _recruit.in_groups(scene, recruiter, scene.one("offered_work"))
    if scene.happens("recruits_on_sites"):
        _recruit.on_job_sites(scene, recruiter, scene.one("offered_work"))
    if scene.happens("pays_travel"):
        _lodging.brought(scene, recruiter, scene.victims)
    if scene.happens("pays_papers"):
        _lodging.papers(scene, recruiter, scene.victims)
    if scene.happens("makes_debt"):
        _proceeds.debt_repaid(scene, "journey_repaid_as_debt", made.task("head"), scene.victims)


def _sold(scene: Scene, made: Trade, places: list[Place]) -> None:
    """Each works in one place, or is moved among them; advertisements run while they are there."""
    advertises, rotates = scene.happens("advertises"), len(places) > 1 and scene.happens("rotates")
    provides, share = scene.happens("runs_errands"), scene.draw("paid_by_card")
    for who in made.personas:
        place = scene.luck.choice(places)
        turns = (
            _turns(scene, who, places) if rotates else [(place, who.actor.since, who.actor.until)]
        )
        for there, since, until in turns:
            if advertises:
                _advertised(scene, made, who, there, since, until)
            before = len(made.cash)
            _clients.visits(made, who, there.town, since, until)
            if there.firm is not None and len(made.cash) > before:
                _premises.paid_at_terminal(scene, made, there, share, before)
            if provides:
                leg = _lodging.Leg(there.town, since, min(until, scene.last), (who.actor,))
                _lodging.provided(scene, made.task("drive"), leg)
        if scene.happens("on_payroll"):
            _premises.on_the_payroll(scene, place, who.actor)


def _turns(scene: Scene, who: Persona, places: list[Place]) -> list[tuple[Place, dt.date, dt.date]]:
    """Some days in one place, then in the next."""
    made, day = [], max(who.actor.since, scene.d.calendar.first - dt.timedelta(days=10))
    rhythm = scene.draw("days_a_turn")
    while day <= min(who.actor.until, scene.last):
        until = day + dt.timedelta(days=max(2, round(rhythm * scene.draw("nights_vary"))))
        until = min(until, who.actor.until)
        made.append((scene.luck.choice(places), day, until))
        day = until + dt.timedelta(days=1)
    return made


def _advertised(
    scene: Scene, made: Trade, who: Persona, place: Place, since: dt.date, until: dt.date
) -> None:
    """Advertisements of some weeks each, with hardly a pause."""
    day = max(since, scene.d.calendar.first - dt.timedelta(days=scene.count("ad_run_days")))
    while day <= min(until, scene.last):
        ends = min(until, day + dt.timedelta(days=scene.count("ad_run_days")))
        _sexual.advertise(made, who, place.town, day, ends)
        day = ends + dt.timedelta(days=1 + scene.count("ad_pause_days"))


def _proceeds_of(scene: Scene, made: Trade, places: list[Place]) -> None:
    """Takings are passed on, paid in, sent away; the room must be paid for; a little comes back."""
    pot = Pot(made.task("head"))
    for till in (t for t in made.tills if t.trace != _premises.CLINIC):
        _proceeds.passed_on(scene, till.owner, till.taken, pot, till.side)
    for place in places:
        _premises.paid_out(scene, made, place, pot)
    others = [made.task("cash"), *scene.of_role("other")]
    if scene.happens("exploited_pay_in"):
        others += [one for one in scene.victims if one.inside]
    _proceeds.cash_used(scene, made.cash, pot, others)
    _proceeds.sent_abroad(scene, pot, [*scene.of_role("other"), *scene.victims])
    if scene.happens("asks_room_rent"):
        _premises.room_rent(scene, made)
    if scene.happens("gives_a_little"):
        _proceeds.given_back(scene, made.task("head"), scene.victims)

"""What somebody saw: at the bank, at the town hall, at an inspection or a doctor's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from varsel.adapters.society import online
from varsel.adapters.society.bundles._labour import Plot, Worker
from varsel.adapters.society.bundles._labour_rows import opened_on
from varsel.adapters.society.calendar import next_bank_day, stamp
from varsel.adapters.society.ordinary.meetings import HABITS as FRONT
from varsel.adapters.society.person import Person


def noted(plot: Plot) -> bool:
    """Whether somebody noted the meeting down where this data holder can read it."""
    return plot.luck.random() < plot.sight.meetings


def facts_of(plot: Plot, mix: str) -> list[str]:
    """Some of what could be seen, each with its own chance, no more than staff write down."""
    facts = [fact for fact, chance in plot.value(mix).items() if plot.luck.random() < chance]
    plot.luck.shuffle(facts)
    if "hours_evidenced_70" in facts and "hours_evidenced_60" in facts:
        facts.remove("hours_evidenced_60")
    return facts[: FRONT.notes_most]


def meeting(
    plot: Plot,
    people: Iterable[Person],
    day: dt.date,
    role: str,
    facts: str,
    *,
    companion: str | None = None,
    at_work: bool = False,
) -> None:
    """A meeting of staff with one or several people, as ordinary meetings are noted.

    at_work: staff come to the workplace, and whoever leads there may be seen as well.
    """
    d, luck = plot.d, plot.luck
    where = "labour_inspection" if at_work else role
    at = stamp(day, luck.randint(*FRONT.hours[where]))
    staff = f"S{d.number:04}-{role}-{luck.randint(1, FRONT.staff[role])}"
    place = f"{luck.choice(FRONT.places[where])}, {d.municipality}"
    for person in people:
        seen = facts_of(plot, facts)
        if companion is None and not at_work:
            seen = [f for f in seen if not f.startswith(("companion", "seeks", "fear"))]
        known = luck.random() < FRONT.party_named[role]
        online.meet(
            d,
            person.id if known else None,
            at,
            seen,
            role=role,
            place=place,
            companion=companion,
            staff=staff,
        )
        at += luck.randint(3, 15) * 60


def companions(plot: Plot, with_whom: Person) -> None:
    """Somebody comes along when workers open an account, register or ask for papers."""
    along = with_whom.id if plot.happens("companion_known") else plot.d.book.new("C")
    for one in plot.workers:
        if plot.happens("accompanied"):
            _accompanied(plot, one, along)


def _accompanied(plot: Plot, one: Worker, along: str) -> None:
    day = min(one.since + dt.timedelta(days=plot.count("meeting_after")), one.until)
    role, inside = plot.one("meeting_role"), one.person.side.inside
    if role == "bank" and inside:
        day = max(opened_on(plot.d, one.person), day)
    day = next_bank_day(day)
    with plot.network.trace("companion_at_meetings"):
        if noted(plot) and plot.covered(day) and (inside or role != "bank"):
            named = along if plot.happens("companion_noted") else None
            meeting(plot, [one.person], day, role, "companion_facts", companion=named)


def visit(plot: Plot, facts: str) -> None:
    """An authority comes to the workplace, and some workers are met."""
    day = next_bank_day(plot.day())
    there = [w for w in plot.workers if w.since <= day <= w.until]
    with plot.network.trace("seen_at_inspection"):
        if plot.covered(day) and noted(plot):
            met = [w.person for w in there if plot.happens("met_at_inspection")]
            meeting(plot, met, day, plot.one("inspection_role"), facts, at_work=True)


def harmed(plot: Plot, facts: str) -> None:
    """A worker comes to a doctor or casualty ward, late and seldom alone."""
    with plot.network.trace("harm_seen_by_health_staff"):
        for one in plot.workers:
            if not plot.happens("goes_to_doctor"):
                continue
            day = plot.day(one.since, one.until)
            if plot.covered(day) and noted(plot):
                along = plot.boss.id if plot.happens("accompanied") else None
                meeting(plot, [one.person], day, "health", facts, companion=along)

"""Where exploited workers sleep: at the organiser's, at work, in shared houses, or nowhere known."""

from __future__ import annotations

from dataclasses import dataclass

from varsel.adapters.society.bundles._labour import Plot
from varsel.adapters.society.bundles._labour_rows import residents_of


@dataclass(frozen=True)
class Bed:
    """Where one worker sleeps: the dwelling, what the audit calls it, whether it is registered."""

    dwelling: str | None
    residence: str
    registered: bool
    kind: str
    together: int


def flat(plot: Plot, adults: int | None, use: str = "home", town: str | None = None) -> str:
    """A dwelling for so many, cramped or not."""
    rooms = max(1, plot.count("rooms"))
    area = round(rooms * plot.draw("area_of_room"))
    known = plot.happens("dwelling_measured")
    return plot.d.dwelling(
        use, area if known else None, rooms if known else None, adults, municipality=town
    )


def beds(plot: Plot, number: int, premises: str | None) -> list[Bed]:
    """Where the workers sleep, in groups under one roof; whether they are registered there varies."""
    share = plot.draw("registered_share")
    made: list[Bed] = []
    while len(made) < number:
        size = min(max(1, plot.count("lodging_size")), number - len(made))
        kind = plot.one("lodging")
        if kind == "apart":
            size = 1
        told = [plot.sight.register and plot.luck.random() < share for _ in range(size)]
        made += [_bed(plot, kind, premises, told, size)] * size if kind == "none" else []
        if kind != "none":
            where = _bed(plot, kind, premises, told, size)
            made += [Bed(where.dwelling, where.residence, t, kind, size) for t in told]
    return made


def _bed(plot: Plot, kind: str, premises: str | None, told: list[bool], size: int) -> Bed:
    """The place of one group, of a kind that the assumption `lodging` lists."""
    there = sum(told) or None
    boss = plot.bosses[0] if plot.bosses else None
    if kind == "none":
        return Bed(None, "none", registered=False, kind=kind, together=size)
    if kind == "at_boss" and boss is not None and boss.home:
        residents_of(plot.d, boss.home, sum(told))
        return Bed(boss.home, "sharers", registered=True, kind=kind, together=size)
    if kind == "at_work" and premises:
        return Bed(premises, "staff_housing", registered=True, kind=kind, together=size)
    use = {"hostel": "hostel", "staff": "staff_housing"}.get(kind, "home")
    live = {"apart": "settled", "staff": "staff_housing"}.get(kind, "sharers")
    return Bed(flat(plot, there, use), live, registered=True, kind=kind, together=size)

"""A synthetic town: a year of ordinary records, the leaflet's three cases and lawful look-alikes.

Everybody is invented. Nothing is tuned to a threshold: each tale is told as it would leave traces.
"""

from __future__ import annotations

from pathlib import Path

from varsel.adapters.town import companies, doings, living, people, takings, wages
from varsel.adapters.town.clock import AS_OF
from varsel.adapters.town.ledger import Ledger
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale, TownStory, read_story
from varsel.adapters.town.tales import tell
from varsel.adapters.town.write import write
from varsel.errors import UsageError

#: Fewer people than this leave a trade without anybody to work in it.
SMALLEST = 400

__all__ = ["AS_OF", "Tale", "TownStory", "make_town", "read_story"]


def make_town(
    out: Path, *, seed: int = 7, people: int = 3000, story: Path | None = None
) -> TownStory:
    """Write a town's tables into the folder `out`; the same seed gives the same bytes.

    Args:
        out: the data folder, made if it is not there; tables of an earlier town are replaced.
        seed: which town.
        people: inhabitants beside those of the tales, children included.
        story: where to write the key to what happens (TOML), outside the data folder.

    Raises UsageError where `people` is below SMALLEST.

    """
    if people < SMALLEST:
        raise UsageError(
            "The town is too small.",
            where=f"people={people}",
            why="the tales need shops, firms and neighbours around them",
            do=f"ask for at least {SMALLEST} people",
        )
    ledger = Ledger(seed)
    scene = build(ledger, people)
    tales = tell(scene)
    wages.close_books(ledger, [*scene.firms, *scene.founded])
    write(ledger, out)
    made = TownStory(seed, people, AS_OF.isoformat(), tales)
    if story is not None:
        made.write(story)
    return made


def build(ledger: Ledger, size: int) -> Scene:
    """The ordinary town, with nothing told in it yet."""
    town = people.settle(ledger, size)
    firms = companies.found(ledger, town)
    wages.pay_all(ledger, firms)
    adults = [p for p in town if p.life != "child"]
    takings.trade_all(ledger, firms, adults)
    streets = living.Streets(ledger, firms)
    living.live(ledger, town, streets)
    doings.happen(ledger, town, firms)
    return Scene(ledger, town, firms, streets)

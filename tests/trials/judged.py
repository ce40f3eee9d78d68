"""Results and truths by hand, for tests of what is counted."""

import datetime as dt
from dataclasses import replace

from given import AS_OF, flag

from varsel.detection.coverage import Coverage
from varsel.detection.flags import Node
from varsel.escalation.alerts import combine
from varsel.escalation.history import history
from varsel.escalation.network import Surroundings
from varsel.reporting.result import Result
from varsel.trials.truth import Truly, Truth

EARLY = dt.date(2026, 2, 1)


def result(*flags, links=(), tables=("entry",), days=()):
    around = Surroundings(tuple(links))
    return Result(
        run={"as_of": AS_OF.isoformat(), "tables": {t: {"loaded": 5} for t in tables}},
        coverage=tuple(
            Coverage(i, 1, "ran", ("given",), ()) for i in ("F8", "X23", "F14", "F9", "F5")
        ),
        flags=flags,
        alerts=tuple(combine(flags, around, AS_OF)),
        history=tuple(history(lambda day: known(flags, day), around, days)),
    )


def known(flags, day):
    """Flags as they would have been known on a day."""
    return [replace(f, last_day=min(f.last_day, day)) for f in flags if f.first_day <= day]


def truth(*networks, people=10_000):
    society = {"people": people, "first_day": "2026-01-01", "last_day": "2026-05-31"}
    return Truth(tuple(networks), society)


def network(name, kind, members, traces=(), started=EARLY):
    nodes = {Node.parse(n): r for n, r in members.items()}
    return Truly(
        name, kind, "restaurant" if kind == "plant" else "sends_home", "restaurant", started, AS_OF,
        "some", 1, 1.0, nodes, {f"t{n}": frozenset(t) for n, t in enumerate(traces)},
    )  # fmt: skip


REVIEW = (
    flag("F8", "S", "party:W", named={"party:O": "controller", "party:W": "exploited"}),
    flag("X23", "M", "party:W"),
    flag("F14", "M", "party:W"),
)
PLANT = network("N1", "plant", {"party:W": "exploited", "party:O": "controller"},
                [{"entry"}, {"payroll"}, {"entry", "ad"}, set()])  # fmt: skip

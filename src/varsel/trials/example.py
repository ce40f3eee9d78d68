"""The smallest result and truth that evaluate to something: for doctests, and to show the shapes."""

from __future__ import annotations

import datetime as dt

from varsel.detection.coverage import Coverage
from varsel.detection.flags import Evidence, Flag, Named, Node
from varsel.escalation.alerts import combine
from varsel.escalation.network import Surroundings
from varsel.reporting.result import Result
from varsel.trials.truth import LOOKALIKE, PLANT, Truly, Truth

AS_OF = dt.date(2026, 9, 30)
WORKER, OWNER, SENDER = (Node("party", n) for n in ("P1", "P2", "P3"))


def example() -> tuple[Result, Truth]:
    """One restaurant found at Review, and one person who sends money home and is left alone."""
    flags = (
        _flag("F8", "exploitation.labour", "S", WORKER, dt.date(2026, 6, 30)),
        _flag("X23", "exploitation.labour", "M", WORKER, dt.date(2026, 7, 31)),
        _flag("F14", "movement", "M", WORKER, dt.date(2026, 8, 1)),
        _flag("F9", "laundering", "M", SENDER, dt.date(2026, 8, 9)),
    )
    result = Result(
        run={"as_of": AS_OF.isoformat(), "tables": {"entry": {"loaded": 9}, "ad": {"loaded": 0}}},
        coverage=tuple(Coverage(i, 1, "ran", ("given",), ()) for i in ("F8", "F9", "F14", "X23")),
        flags=flags,
        alerts=tuple(combine(flags, Surroundings(), AS_OF)),
    )
    traces = {
        "wage_handed_back": frozenset({"entry"}),
        "long_hours": frozenset({"payroll", "entry"}),
        "shift_reports": frozenset[str](),
    }
    members = {WORKER: "exploited", OWNER: "controller"}
    start, end = dt.date(2026, 5, 1), dt.date(2026, 9, 1)
    networks = (
        Truly("N1", PLANT, "restaurant", "restaurant", start, end, "low", 1, 0.5, members, traces),
        Truly("N2", LOOKALIKE, "sends_home", "restaurant", start, end, "", 0, None,
              {SENDER: "other"}),
    )  # fmt: skip
    society = {"people": 1000, "first_day": "2025-10-01", "last_day": AS_OF.isoformat(), "seed": 0,
               "simulator": "none"}  # fmt: skip
    return result, Truth(networks, society)


def _flag(indicator: str, dimension: str, strength: str, subject: Node, day: dt.date) -> Flag:
    row = f"{indicator}-{subject.id}"
    return Flag(
        id=row, indicator=indicator, version=1, variant="given", subject=subject, role="both",
        dimension=dimension, strength=strength, first_day=day, last_day=day, peak_day=day, days=1,
        half_life=90, named=(Named(OWNER, "controller"), Named(subject, "exploited"))
        if subject == WORKER else (),
        evidence=(Evidence("entry", row, f"entry/{row}"),),
    )  # fmt: skip

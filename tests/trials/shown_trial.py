"""An evaluation and an audit by hand, rich enough to show everything that the page can say."""

from dataclasses import replace

from varsel.trials.audit import Audit, Group
from varsel.trials.evaluate import Evaluation, Fired, Kind, Plant

#: bundle, care, visible traces, level, place in the queue, days to Review, indicators, those it hangs on
PLANTED = (
    ("restaurant", "low", 6, "Priority", 0.5, 21, ("F8", "F14", "X23"), ("F8",)),
    ("restaurant", "low", 5, "Review", 1.75, 60, ("F8", "F14", "X23"), ()),
    ("restaurant", "some", 4, "Review", 4.0, 95, ("F8", "X23"), ("F8", "X23")),
    ("restaurant", "some", 3, "Note", 31.0, None, ("F8",), ()),
    ("restaurant", "high", 2, "none", None, None, (), ()),
    ("restaurant", "high", 0, "none", None, None, (), ()),
    ("fixed_place", "low", 8, "Priority", 0.25, 14, ("F3", "F4", "R2"), ()),
    ("fixed_place", "some", 7, "Review", 2.5, 33, ("F3", "R2"), ("R2",)),
    ("fixed_place", "some", 3, "none", None, None, (), ()),
    ("fixed_place", "high", 1, "Note", 44.0, None, ("F4",), ()),
    ("construction", "low", 6, "Review", 8.0, 120, ("F14", "X1"), ("X1",)),
    ("construction", "some", 5, "Note", 27.5, None, ("F14", "X1"), ()),
    ("construction", "high", 4, "Note", 29.0, None, ("F14",), ()),
    ("construction", "high", 3, "none", None, None, (), ()),
    ("identity_misuse", "some", 3, "none", None, None, ("F16",), ()),
    ("identity_misuse", "high", 1, "none", None, None, (), ()),
)
KINDS = (
    # kind, near, units, raised, false, noted
    ("rents_from_employer", "restaurant", 61, 4, 3, 20),
    ("family_firm", "restaurant", 24, 3, 3, 5),
    ("money_home", "restaurant", 320, 1, 1, 96),
    ("savings_circle", "cleaning_beauty", 12, 0, 0, 2),
    ("home_seller", "fixed_place", 40, 2, 1, 18),
    ("two_jobs", "cleaning_beauty", 1203, 0, 0, 11),
)


def plant(number, planted):
    bundle, care, visible, level, rank, days, indicators, lowers = planted
    found = level in {"Review", "Priority"}
    return Plant(
        id=f"N{number:03}", bundle=bundle, care=care, exploited=2, seen=0.5, planted=9,
        visible=visible, level=level, alerts=int(found), rank=rank, safeguard=level == "Priority",
        days_to_review=days, days=200,
        roles={"exploited/exploited": 2, "controller/unclear": 1, "exploited/controller": number % 2}
        if found else {},
        indicators=indicators, lowers=lowers, strangers=number % 3 if found else 0,
    )  # fmt: skip


def society(seed, people):
    return {
        "simulator": "1", "sha256": f"{seed:064x}", "seed": seed, "people": people, "days": 365,
        "first_day": "2025-10-01", "last_day": "2026-09-30", "entries": 7_654_321, "plants": 8,
        "tables": ["account", "entry", "party"], "as_of": "2026-09-30",
    }  # fmt: skip


def evaluation(planted=PLANTED, kinds=KINDS, societies=None):
    told = {
        "F8": Fired(2, 412, 377, 4, 31, 2, 3), "F14": Fired(2, 96, 81, 5, 14, 0, 2),
        "F3": Fired(2, 30, 22, 2, 6, 0, 0), "X23": Fired(1, 40, 33, 3, 4, 1, 0),
        "B1": Fired(0, 0, 0, 0, 0, 0, 0), "F16": Fired(2, 1204, 1203, 1, 0, 0, 0),
    }  # fmt: skip
    units = sum(k[2] for k in kinds)
    return Evaluation(
        societies=societies or (society(1, 20_000), society(2, 20_000)),
        people=40_000,
        plants=tuple(plant(n, p) for n, p in enumerate(planted, 1)),
        kinds={k[0]: Kind(*k[1:]) for k in kinds},
        indicators={
            i: replace(f, plants=min(f.plants, len(planted)), lookalikes=min(f.lookalikes, units))
            for i, f in told.items()
        },
        alerts={"Note": 2310, "Review": 15, "Priority": 4},
        false={"Review": 11, "Priority": 1},
        false_touching={"rents_from_employer": 3, "ordinary": 6, "family_firm": 3, "money_home": 1},
        not_evaluable={"B1": 2, "X23": 1},
    )


def nothing():
    """A truth with nobody in it, of somebody's own, and a result without an alert."""
    own = ({"people": 1000, "first_day": "2026-01-01", "tables": [], "as_of": "2026-05-31"},)
    return Evaluation(own, 1000, (), {}, {}, {}, {}, {}, {})


def audit():
    """Three attributes: one in the band, one far outside, one whose largest group has no case."""
    by = {"F9": 12, "F14": 3}
    return Audit(
        (
            Group("citizenship", "dk", 28_000, 700, 10, {"F8": 10}, {"F8": 500, "F9": 210}),
            Group("citizenship", "eu", 1_900, 140, 6, by, {"F8": 60, "F9": 70, "F14": 3, "F5": 9}),
            Group("citizenship", "other", 2_100, 180, 1, {"F9": 1},
                  {"F8": 60, "F9": 95, "F14": 3, "F5": 9, "X1": 2, "F16": 7}),
            Group("sex", "f", 16_000, 505, 8, {"F8": 8}, {"F8": 310}),
            Group("sex", "m", 16_100, 515, 9, {"F8": 9}, {"F8": 320}),
            Group("self_employed_sex_work", "false", 31_900, 1010, 0, {}, {"F8": 630}),
            Group("self_employed_sex_work", "true", 41, 19, 2, {"F3": 2}, {"F3": 17, "F4": 6}),
            Group("housing form", "any", 9, 0, 0, {}, {}),
        )
    )  # fmt: skip

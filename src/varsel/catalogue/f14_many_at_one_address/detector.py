"""F14: colleagues who live crowded in one unit, at their employer's address, or in turn.

Looks at people while they are paid and live there. Who is related is read from joint accounts and
powers of attorney only: a shared home is what is flagged, so it shows no tie here.
"""

import ibis
from ibis import _

from varsel.catalogue.build import row, rows, share, trailing

PAIR = ["dwelling", "employer"]
KEYS = [*PAIR, "window_day"]
COUNTS = ("workers", "at_employer", "people", "replaced")
SHARES = ("per_room", "area_each")


def detect(t, p):
    """Crowded units, units that are the employer's own, and units where staff are replaced."""
    pay = t.once(paid_residents(t, p))
    living = trailing(pay, PAIR, p.window_days)
    living = living.filter(_.until.isnull() | (_.until >= _.window_day))
    size = living.group_by(KEYS).agg(size=_.worker.nunique())
    living = living.semi_join(size.filter(_["size"] >= p.min_at_employer), KEYS)
    # The latest pay shows the employer; all of it would make every flag on wages the same fact.
    nth = ibis.row_number().over(
        group_by=[*(living[k] for k in KEYS), living.worker],
        order_by=[living.day.desc(), living.ref],
    )
    living = t.once(living.mutate(nth=nth).filter(_.nth == 0))
    found = living.group_by(KEYS).agg(
        workers=_.worker.nunique(), evidence=pay_rows(_), named=rows("exploited/party:" + _.worker)
    )
    found = found.left_join(tied(t, living), KEYS).drop(*[f"{k}_right" for k in KEYS])
    found = found.mutate(loose=_.workers - _.tied.fill_null(0))
    hits = [crowded(t, p, found), at_employer(t, p, found), in_turns(t, p, pay)]
    hits = ibis.union(*[hit(h) for h in hits])
    # Staff of two employers may live in one unit: one hit a day.
    return hits.group_by("subject_kind", "subject_id", "variant", "day", "third_party").agg(
        notch=_.notch.max(),
        evidence=_.evidence.collect().flatten().unique().sort(),
        named=_["named"].collect().flatten().unique().sort(),
        per_room=_.per_room.max(), area_each=_.area_each.min(), **{c: _[c].max() for c in COUNTS},
    )  # fmt: skip


def hit(found):
    """The columns of a hit; measures a variant lacks are null."""
    lacking = {c: ibis.null() for c in (*COUNTS, *SHARES) if c not in found.columns}
    found = found.mutate(**lacking)
    boss = ibis.cases(
        (found.employer.startswith("name:"), ibis.null("string")),
        (found.employer.startswith("account:"), "controller/" + found.employer),
        else_="controller/party:" + found.employer,
    )
    return found.select(
        "evidence", "variant", "third_party",
        subject_kind=ibis.literal("dwelling"),
        subject_id=found.dwelling,
        day=found.window_day,
        named=found["named"].concat(ibis.array([boss])),
        notch=found.notch.cast("int64"),
        **{c: found[c].cast("int64") for c in COUNTS},
        **{c: found[c].cast("decimal(18, 4)") for c in SHARES},
    )  # fmt: skip


def pay_rows(_):
    """Evidence of being paid and of living there."""
    return rows(_.ref).concat(rows(row("residence", _.worker))).unique().sort()


def current(span):
    """Whether a span of days holds on the day the window ends."""
    return (span.since.isnull() | (span.since <= span.window_day)) & (
        span.until.isnull() | (span.until >= span.window_day)
    )


def leaders(t):
    lead = t.employer_link.filter(_.kind.isin(["owner", "director"]))
    return lead.select("since", "until", "evidence", employer="employer_id", leader="value")


def units(t, uses):
    return t.dwelling.filter(_.use.lower().isin(uses)).select(dwelling="dwelling_id")


def paid_residents(t, p):
    """Pay of people on the days they live in a unit that is a home; leaders are not staff."""
    month_end = (_.period + "-01").cast("date") + ibis.interval(months=1) - ibis.interval(days=1)
    slip = t.payroll.select(
        employer="employer_id", worker="employee_id", ref=row("payroll", _.payslip_id),
        day=ibis.coalesce(_.paid_on, month_end.cast("date")),
    )  # fmt: skip
    wage = t.salary.filter(_.party_id.notnull(), _.employer_id.notnull())
    wage = wage.select(
        employer="employer_id", worker="party_id", ref=row("entry", _.entry_id), day="day"
    )
    home = t.residence.select("since", "until", dwelling="dwelling_id", who="party_id")
    several = home.group_by("dwelling").agg(people=_.who.nunique())
    home = home.semi_join(several.filter(_.people >= p.min_at_employer), "dwelling")
    home = home.anti_join(units(t, p.excluded_uses), "dwelling")
    pay = ibis.union(slip, wage)
    # Whoever is made director later was staff until then.
    lead = leaders(t)
    pay = pay.anti_join(
        lead,
        [
            pay.employer == lead.employer,
            pay.worker == lead.leader,
            (lead.since <= pay.day).fill_null(True),
            (lead.until >= pay.day).fill_null(True),
        ],
    )
    pay = pay.join(
        home,
        [
            pay.worker == home.who,
            (home.since <= pay.day).fill_null(True),
            (home.until >= pay.day).fill_null(True),
        ],
    ).drop("who")
    staff = pay.group_by(PAIR).agg(staff=_.worker.nunique())
    return pay.semi_join(staff.filter(_.staff >= p.min_at_employer), PAIR)


def tied(t, living):
    """How many of the workers have a tie to another worker there or to a leader."""
    here = living.select(*KEYS, "worker").distinct()
    lead = here.select(*KEYS).distinct().join(leaders(t), "employer")
    lead = lead.filter(current(lead)).select(*KEYS, other="leader")
    kin = ibis.union(here.select(*KEYS, other="worker"), lead, distinct=True)
    tie = t.tie.filter(_.kind != "household")
    tie = tie.select("since", "until", worker="party_id", other="other_id")
    both = here.join(tie, "worker").filter(current(_))
    both = both.semi_join(kin, [*KEYS, "other"])
    return both.group_by(KEYS).agg(tied=_.worker.nunique())


def crowded(t, p, found):
    """Enough colleagues in a unit with too many people for its rooms or its floor."""
    found = found.filter(_.workers >= p.min_workers)
    home = t.residence.select("since", "until", dwelling="dwelling_id", who="party_id")
    there = found.select("dwelling", "window_day").distinct().join(home, "dwelling")
    there = there.filter(current(_))
    there = there.group_by("dwelling", "window_day").agg(residents=_.who.nunique())
    unit = t.dwelling.select(
        "use", "registered_adults", dwelling="dwelling_id",
        rooms=_.rooms.nullif(0), area=_.area_m2.nullif(0),
    )  # fmt: skip
    found = found.join(there, ["dwelling", "window_day"]).join(unit, "dwelling")
    # The register may know of more people than the data holder does.
    found = found.mutate(people=ibis.greatest(_.residents, _.registered_adults.fill_null(0)))
    full = (found.people > found.rooms * p.max_per_room).fill_null(False)
    small = (found.area < found.people * p.min_area).fill_null(False)
    found = found.filter(full | small)
    lawful = found.use.lower().isin(p.staff_uses).fill_null(False)
    return found.mutate(
        variant=ibis.literal("crowded"),
        third_party=ibis.literal(False),
        evidence=found.evidence.concat(ibis.array([row("dwelling", found.dwelling)])),
        per_room=share(found.people, found.rooms),
        area_each=share(found.area, found.people),
        notch=0 - (found.loose < p.min_workers).ifelse(1, 0) - lawful.ifelse(1, 0),
    )


def at_employer(t, p, found):
    """Staff who live where the employer has its seat, or where an owner or director lives."""
    found = found.anti_join(units(t, p.staff_uses), "dwelling")
    seat = t.employer_link.filter(_.kind == "dwelling").select(
        "since", "until", "evidence", employer="employer_id", dwelling="value", whose="employer_id"
    )
    home = t.residence.select("dwelling_id", "party_id", lived="since", left="until")
    lead = leaders(t)
    home = lead.join(home, lead.leader == home.party_id).select(
        "employer",
        since=ibis.greatest(_.since, _.lived),
        until=ibis.least(_.until, _.left),
        evidence=_.evidence,
        dwelling=_.dwelling_id,
        whose=_.leader,
    )
    places = ibis.union(seat, home.select(*seat.columns))
    places = places.select("since", "until", *PAIR, "whose", shown="evidence")
    at = found.join(places, PAIR).filter(current(_))
    # A registered leader may be a straw person.
    at = at.group_by(KEYS).agg(
        shown=rows(_.shown), whose=rows((_.whose != _.employer).ifelse(
            "unclear/party:" + _.whose, "controller/party:" + _.whose)),
    )  # fmt: skip
    at = at.join(found, KEYS)
    return at.mutate(
        variant=ibis.literal("premises"),
        third_party=ibis.literal(True),
        at_employer=at.workers,
        workers=ibis.null("int64"),
        evidence=at.evidence.concat(at.shown),
        named=at["named"].concat(at.whose),
        notch=(at.loose < p.min_at_employer).ifelse(-1, 0),
    )


def in_turns(t, p, pay):
    """Staff who moved out while others of the same employer moved in after the first had left."""
    pay = pay.anti_join(units(t, p.staff_uses), "dwelling")
    stay = {"group_by": [pay.dwelling, pay.employer, pay.worker, pay.since]}
    pay = pay.mutate(
        came=pay.since.min().over(group_by=[pay.dwelling, pay.worker]),
        first=pay.day.min().over(**stay),
        last=pay.day.max().over(**stay),
    )
    # Whoever moves in counts from the first pay there: only then is the employer known.
    entered = pay.filter(_.since == _.came, _.day == _["first"]).mutate(left=ibis.literal(False))
    left = pay.filter(_.until.notnull(), _.day == _["last"])
    left = left.mutate(day=_.until, left=ibis.literal(True))
    columns = (*PAIR, "worker", "since", "day", "left", "ref")
    moves = ibis.union(entered.select(*columns), left.select(*columns))
    window = trailing(moves, PAIR, p.churn_days)
    begun = window.filter(_.left).group_by(KEYS).agg(begun=_.day.min())
    window = window.join(begun, KEYS).filter(_.left | (_.since >= _.begun))
    found = window.group_by(KEYS).agg(
        gone=_.worker.nunique(where=_.left), new=_.worker.nunique(where=~_.left),
        evidence=pay_rows(_), named=rows("exploited/party:" + _.worker),
    )  # fmt: skip
    found = found.mutate(replaced=ibis.least(_.gone, _.new)).filter(_.replaced >= p.min_replaced)
    return found.mutate(
        variant=ibis.literal("in_turns"),
        third_party=ibis.literal(False),
        notch=ibis.literal(0),
    )

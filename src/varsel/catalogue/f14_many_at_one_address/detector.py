"""F14: several people paid by one employer live in one unit: crowded, at its premises, or in turns.

Leaves out halls, shelters, care, hostels and mail boxes, and owners themselves. Only a common
employer counts, never who people are; ties lower a flag by one step.
"""

import ibis
from ibis import _

from varsel.catalogue.build import row, rows, trailing

UNIT = ["dwelling_id", "employer", "window_day"]
MEASURES = ("workers", "per_room", "area_each", "moved")


def detect(t, p):
    lead = t.employer_link.filter(_.kind.isin(["owner", "director"]))
    lead = lead.select(employer="employer_id", leader="value").distinct()
    home = homes(t, p)
    pay = paid(t).anti_join(lead.select("employer", who="leader"), ["employer", "who"])
    staff = pay.select("employer", "who").distinct().join(home, "who")
    several = staff.group_by("dwelling_id", "employer").agg(n=_.who.nunique())
    several = several.filter(_.n >= p.min_at_premises)
    lives = pay.join(home, "who").semi_join(several, ["dwelling_id", "employer"])
    lives = lives.filter(during(_, _.day))
    window = trailing(lives, ["dwelling_id", "employer"], p.window_days)
    window = window.filter(_.until.isnull() | (_.until >= _.window_day))
    last = ibis.row_number().over(
        group_by=[*(window[k] for k in UNIT), window.who],
        order_by=[window.day.desc(), window.ref, window.home_ref],
    )
    window = window.mutate(last=last).filter(_.last == 0)
    parts = [
        crowded(t, p, window, home),
        premises(t, p, window, lead),
        in_turns(p, staff.semi_join(several, ["dwelling_id", "employer"])),
    ]
    # One unit may house the staff of two employers: one hit a day.
    hits = ibis.union(*parts).group_by("dwelling_id", "variant", "day")
    hits = hits.agg(
        notch=_.notch.max(), workers=_.workers.max(), per_room=_.per_room.max(),
        area_each=_.area_each.min(), moved=_.moved.max(),
        evidence=_.refs.collect().flatten().unique().sort(),
        named=_["named"].collect().flatten().unique().sort(),
    )  # fmt: skip
    return hits.select(
        "variant", "day", "notch", "evidence", "named", *MEASURES,
        subject_kind=ibis.literal("dwelling"), subject_id=hits.dwelling_id,
    )  # fmt: skip


def paid(t):
    """Who was paid by whom on which day, by wage or payslip."""
    wage = t.salary.filter(_.party_id.notnull(), _.employer_id.notnull())
    wage = wage.select("day", employer=_.employer_id, who=_.party_id, ref=row("entry", _.entry_id))
    end = (_.period + "-01").cast("date") + ibis.interval(months=1) - ibis.interval(days=1)
    slip = t.payroll.select(
        day=ibis.coalesce(_.paid_on, end.cast("date")), employer=_.employer_id,
        who=_.employee_id, ref=row("payroll", _.payslip_id),
    )  # fmt: skip
    return ibis.union(wage, slip.select(*wage.columns))


def homes(t, p):
    """Where people live, without units meant for many unrelated people."""
    unit = t.dwelling.select("dwelling_id", "use", "rooms", "area_m2", "registered_adults")
    home = t.residence.select("dwelling_id", "since", "until", who="party_id").distinct()
    home = home.left_join(unit, "dwelling_id").drop("dwelling_id_right")
    home = home.filter(~_.use.isin(p.shared_uses).fill_null(False))
    return home.mutate(home_ref=row("residence", home.who))


def during(rows_, day):
    return (rows_.since.isnull() | (rows_.since <= day)) & (
        rows_.until.isnull() | (rows_.until >= day)
    )


def crowded(t, p, window, home):
    """Enough staff in one unit, with too many people for its rooms or its area."""
    tie = t.tie.select(who="party_id", other="other_id").distinct()
    mate = window.select(*UNIT, other="who")
    tied = window.select(*UNIT, "who").join(tie, "who").semi_join(mate, [*UNIT, "other"])
    tied = tied.select(*UNIT, "who", tied="other").distinct(on=[*UNIT, "who"])
    some = window.left_join(tied, [*UNIT, "who"])
    unit = some.group_by([*UNIT, "use", "rooms", "area_m2", "registered_adults"]).agg(
        workers=_.who.nunique(),
        loose=_.who.nunique(where=_.tied.isnull()),
        refs=_.ref.collect(distinct=True).concat(_.home_ref.collect(distinct=True)),
        people=rows("exploited/party:" + _.who),
    )
    unit = unit.filter(_.workers >= p.min_workers)
    all_ = home.select("dwelling_id", "since", "until", resident="who")
    there = unit.select(*UNIT).join(all_, "dwelling_id")
    there = there.filter(during(there, there.window_day))
    there = there.group_by(UNIT).agg(residents=_.resident.nunique())
    unit = unit.join(there, UNIT)
    unit = unit.mutate(heads=ibis.greatest(unit.residents, unit.registered_adults.fill_null(0)))
    many = (unit.heads > unit.rooms * p.max_per_room).fill_null(False)
    small = (unit.area_m2 < unit.heads * p.min_area_m2).fill_null(False)
    staff_house = unit.use.isin(p.staff_uses).fill_null(False)
    unit = unit.filter(many | small).mutate(
        notch=(staff_house | (unit.loose < p.min_workers)).ifelse(-1, 0),
        per_room=(unit.heads / unit.rooms.nullif(0)).round(4),
        area_each=(unit.area_m2 / unit.heads.nullif(0)).round(4),
    )
    return shown(unit, "crowded")


def premises(t, p, window, lead):
    """Staff who live where the employer, its owner or its business is."""
    link = t.employer_link.filter(_.kind == "dwelling")
    seat = link.select("since", "until", employer="employer_id", dwelling_id="value",
                       seat_ref="evidence", leader=ibis.null("string"))  # fmt: skip
    owner = t.residence.join(lead, t.residence.party_id == lead.leader)
    owner = owner.select(
        "since", "until", "employer", "dwelling_id",
        seat_ref=row("residence", owner.party_id), leader=owner.leader,
    )  # fmt: skip
    seat = ibis.union(seat, owner.select(*seat.columns)).distinct()
    seat = seat.rename(seat_since="since", seat_until="until")
    tie = t.tie.select(who="party_id", leader="other_id").join(lead, "leader")
    tie = tie.select("employer", "who", tied="who").distinct()
    at = window.filter(~_.use.isin(p.staff_uses).fill_null(False))
    at = at.join(seat, ["dwelling_id", "employer"])
    at = at.filter(
        at.seat_since.isnull() | (at.seat_since <= at.window_day),
        at.seat_until.isnull() | (at.seat_until >= at.window_day),
    )
    at = at.left_join(tie, ["employer", "who"])
    unit = at.group_by(UNIT).agg(
        workers=_.who.nunique(),
        loose=_.who.nunique(where=_.tied.isnull()),
        refs=_.ref.collect(distinct=True)
        .concat(_.home_ref.collect(distinct=True))
        .concat(_.seat_ref.collect(distinct=True)),
        people=rows("exploited/party:" + _.who).concat(
            ibis.coalesce(rows("unclear/party:" + _.leader), ibis.literal([], type="array<string>"))
        ),
    )
    unit = unit.filter(_.workers >= p.min_at_premises)
    return shown(unit.mutate(notch=(_.loose < p.min_at_premises).ifelse(-1, 0)), "premises")


def in_turns(p, staff):
    """Staff who move out and are followed by others of the same employer."""
    staff = staff.filter(~_.use.isin(p.staff_uses).fill_null(False))
    both = ["dwelling_id", "employer"]
    came = staff.filter(_.since.notnull()).mutate(day=_.since, came=_.who, left=ibis.null("string"))
    left = staff.filter(_.until.notnull()).mutate(day=_.until, came=ibis.null("string"), left=_.who)
    columns = (*both, "day", "who", "came", "left", "home_ref")
    moves = ibis.union(came.select(*columns), left.select(*columns))
    unit = (
        trailing(moves, both, p.churn_days)
        .group_by(UNIT)
        .agg(
            moved=ibis.least(_.came.nunique(), _["left"].nunique()),
            refs=_.home_ref.collect(distinct=True),
            people=rows("exploited/party:" + _.who),
        )
    )
    return shown(unit.filter(_.moved >= p.min_moved).mutate(notch=ibis.literal(0)), "in_turns")


def shown(unit, variant):
    kinds = {"workers": "int64", "per_room": "decimal(18, 4)", "area_each": "decimal(18, 4)",
             "moved": "int64"}  # fmt: skip
    measures = {
        m: (unit[m] if m in unit.columns else ibis.null()).cast(kind) for m, kind in kinds.items()
    }
    boss = ibis.cases(
        (unit.employer.startswith("name:"), ibis.null("string")),
        (unit.employer.startswith("account:"), "controller/" + unit.employer),
        else_="controller/party:" + unit.employer,
    )
    return unit.select(
        "dwelling_id", "refs", variant=ibis.literal(variant), day=unit.window_day,
        notch=unit.notch.cast("int64"), named=unit.people.concat(ibis.array([boss])), **measures,
    )  # fmt: skip

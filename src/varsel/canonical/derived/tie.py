"""Ties between two people that the records show by other things than money."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

#: More adults than this at one time in one dwelling are not a household: a hall, a hostel.
HOUSEHOLD_MAX = 4
#: More people than this over the years: not looked at, whoever lived there together.
DWELLING_MAX = 40


def make(t: Any) -> ir.Table:
    """Joint accounts, powers of attorney and small shared homes, in both directions.

    Where one works for the other, a shared home or a power of attorney shows no tie: housing and
    acting for a worker are ways to control. A joint account still does (a family firm).
    """
    loose = ibis.union(_attorney(t), _household(t))
    works = _works_for(t)
    under = works.select(party_id="employee", other_id="leader")
    over = works.select(party_id="leader", other_id="employee")
    loose = loose.anti_join(under, ["party_id", "other_id"])
    loose = loose.anti_join(over, ["party_id", "other_id"])
    rows = ibis.union(_joint(t), loose)
    back = rows.select("kind", "since", "until", party_id=rows.other_id, other_id=rows.party_id)
    both = ibis.union(rows.select(*back.columns), back)
    return both.filter(
        both.party_id != both.other_id,
        both.since.isnull() | both.until.isnull() | (both.since <= both.until),
    ).distinct()


def _pairs(left: ir.Table, right: ir.Table, key: str, kind: str) -> ir.Table:
    """People of one account or dwelling, for the time both were there."""
    columns = (key, "party_id", "since", "until")
    joined = left.select(*columns).join(right.select(*columns), key, rname="{name}_2")
    return joined.filter(joined.party_id != joined.party_id_2).select(
        key,
        "party_id",
        other_id=joined.party_id_2,
        kind=ibis.literal(kind),
        since=ibis.greatest(joined.since, joined.since_2),
        until=ibis.least(joined.until, joined.until_2),
    )


def _joint(t: Any) -> ir.Table:
    joint = t.authority.filter(t.authority.role == "joint")
    held = t.authority.filter(t.authority.role.isin(["holder", "joint"]))
    return _pairs(held, joint, "account_id", "joint_account").drop("account_id")


def _attorney(t: Any) -> ir.Table:
    holder = t.authority.filter(t.authority.role == "holder")
    attorney = t.authority.filter(t.authority.role == "power_of_attorney")
    return _pairs(holder, attorney, "account_id", "power_of_attorney").drop("account_id")


def _household(t: Any) -> ir.Table:
    """People who lived together in one small home. Children are not counted."""
    home = t.residence.select("dwelling_id", "party_id", "since", "until").distinct()
    child = t.party.filter(t.party.minor.fill_null(False))
    adults = home.anti_join(child, "party_id")
    ever = adults.group_by("dwelling_id").agg(people=adults.party_id.nunique())
    adults = adults.semi_join(ever.filter(ever.people <= DWELLING_MAX), "dwelling_id")
    pairs = _pairs(adults, adults, "dwelling_id", "household")
    pairs = pairs.filter(pairs.since.isnull() | pairs.until.isnull() | (pairs.since <= pairs.until))
    mates = pairs.group_by("dwelling_id", "party_id").agg(mates=pairs.other_id.nunique())
    crowd = mates.filter(mates.mates >= HOUSEHOLD_MAX)
    pairs = pairs.anti_join(crowd.select("dwelling_id", "party_id"), ["dwelling_id", "party_id"])
    other = crowd.select("dwelling_id", other_id="party_id")
    pairs = pairs.anti_join(other, ["dwelling_id", "other_id"])
    return pairs.drop("dwelling_id")


def _works_for(t: Any) -> ir.Table:
    """Employee and owner, director or employer (where that is a person)."""
    link = t.employer_link
    staff = link.filter(link.kind == "employee").select("employer_id", employee=link.value)
    lead = link.filter(link.kind.isin(["owner", "director"]))
    led = staff.join(lead.select("employer_id", leader=lead.value), "employer_id")
    return ibis.union(
        led.select("employee", "leader"),
        staff.select("employee", leader="employer_id"),
        distinct=True,
    )

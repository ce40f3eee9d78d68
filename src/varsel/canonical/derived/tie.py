"""Ties between two people that the records show by other things than money."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

#: More adults than this in one dwelling are not a household: a hall, a hostel, a staff house.
HOUSEHOLD_MAX = 4


def make(t: Any) -> ir.Table:
    """Joint accounts, powers of attorney and small shared homes, in both directions."""
    rows = ibis.union(_joint(t), _attorney(t), _household(t))
    back = rows.select("kind", "since", "until", party_id=rows.other_id, other_id=rows.party_id)
    both = ibis.union(rows.select(*back.columns), back)
    return both.filter(both.party_id != both.other_id).distinct()


def _pairs(left: ir.Table, right: ir.Table, key: str, kind: str) -> ir.Table:
    joined = left.join(right, key, rname="{name}_2")
    return joined.filter(joined.party_id != joined.party_id_2).select(
        "party_id",
        other_id=joined.party_id_2,
        kind=ibis.literal(kind),
        since=ibis.greatest(joined.since, joined.since_2),
        until=ibis.least(joined.until, joined.until_2),
    )


def _joint(t: Any) -> ir.Table:
    joint = t.authority.filter(t.authority.role == "joint")
    held = t.authority.filter(t.authority.role.isin(["holder", "joint"]))
    return _pairs(held, joint, "account_id", "joint_account")


def _attorney(t: Any) -> ir.Table:
    holder = t.authority.filter(t.authority.role == "holder")
    attorney = t.authority.filter(t.authority.role == "power_of_attorney")
    return _pairs(holder, attorney, "account_id", "power_of_attorney")


def _household(t: Any) -> ir.Table:
    """People of one small home; not where one of them is the other's employer or its leader."""
    home = t.residence.select("dwelling_id", "party_id", "since", "until").distinct()
    size = home.group_by("dwelling_id").agg(people=home.party_id.nunique())
    small = home.semi_join(size.filter(size.people <= HOUSEHOLD_MAX), "dwelling_id")
    pairs = _pairs(small, small, "dwelling_id", "household")
    for one, other in (("party_id", "other_id"), ("other_id", "party_id")):
        pairs = pairs.anti_join(
            _works_for(t),
            [pairs[one] == _works_for(t).employee, pairs[other] == _works_for(t).leader],
        )
    return pairs


def _works_for(t: Any) -> ir.Table:
    link = t.employer_link
    staff = link.filter(link.kind == "employee").select("employer_id", employee=link.value)
    lead = link.filter(link.kind.isin(["owner", "director"]))
    return staff.join(lead.select("employer_id", leader=lead.value), "employer_id").distinct()

"""Who an account belongs to."""

from __future__ import annotations

from typing import Any

import ibis.expr.types as ir


def make(t: Any) -> ir.Table:
    """Holders and joint holders; `main` marks the first holder by id, so that joins never double."""
    rows = t.authority.filter(t.authority.role.isin(["holder", "joint"]))
    owners = rows.group_by("account_id", "party_id").agg(
        joint=(rows.role == "joint").all().ifelse(1, 0)
    )
    first = owners.group_by("account_id").agg(
        first=("" + owners.joint.cast("string") + owners.party_id).min()
    )
    both = owners.join(first, "account_id")
    return both.select(
        "account_id",
        "party_id",
        main=both.joint.cast("string") + both.party_id == both.first,
    )

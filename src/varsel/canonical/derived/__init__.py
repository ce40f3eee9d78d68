"""Derived tables: facts made once from canonical tables and joined like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from varsel.canonical.derived import (
    employer,
    fact,
    holder,
    link,
    opening,
    outflow,
    payment,
    salary,
    tie,
)
from varsel.canonical.text.groups import text_groups
from varsel.canonical.text.identifiers import identifiers
from varsel.canonical.text.signals import signals

#: name -> function(tables) giving an Ibis expression.
BUILDERS: dict[str, Callable[[Any], ir.Table]] = {
    "holder": holder.make,
    "payment": payment.make,
    "salary": salary.make,
    "salary_outflow": outflow.make,
    "employer_link": employer.make,
    "tie": tie.make,
    "opening": opening.make,
    "fact": fact.make,
    "link": link.make,
}

#: name -> function over Arrow tables, for what is read in text.
TEXT_BUILDERS: dict[str, Callable[[Mapping[str, pa.Table]], pa.Table]] = {
    "identifier": identifiers,
    "signal": signals,
    "text_group": text_groups,
}

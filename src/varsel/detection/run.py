"""Indicators x tables -> daily hits -> flags."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from varsel.backends.engine import Engine
from varsel.canonical.tables import Tables
from varsel.catalogue.model import Indicator, Parameters, Value
from varsel.detection.episodes import Hit, episodes
from varsel.detection.flags import Flag, Named, Node
from varsel.errors import CatalogueError

#: What a detector returns, beside one column per measure. The last four may be left out.
HIT_COLUMNS = ("subject_kind", "subject_id", "variant", "day", "evidence")
OPTIONAL_COLUMNS = ("notch", "named", "third_party", "safeguard")
#: Before this day no data are looked for when a run has no `since`.
BEGINNING = dt.date(1990, 1, 1)


@dataclass(frozen=True)
class Trial:
    """Parameter values to use instead of the catalogue's, per indicator."""

    changed: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    def of(self, indicator: str) -> Mapping[str, Value]:
        """The changed values of one indicator."""
        return self.changed.get(indicator, {})


@dataclass(frozen=True)
class Found:
    """Every daily hit of one indicator up to the last day judged, and which rows are one fact."""

    indicator: Indicator
    hits: tuple[Hit, ...]
    facts: Mapping[str, str]

    def flags(self, as_of: dt.date, since: dt.date | None = None) -> list[Flag]:
        """Flags as known on `as_of` and alive since `since`.

        Episodes are built from the whole history before, so that their start, and with it the flag's
        id, depends on neither.
        """
        known = [h for h in self.hits if h.day <= as_of]
        flags = episodes(self.indicator, known, self.facts)
        return [f for f in flags if since is None or f.last_day >= since]


def detect(
    engine: Engine,
    indicator: Indicator,
    variants: tuple[str, ...],
    tables: Tables,
    as_of: dt.date,
    trial: Trial | None = None,
) -> Found:
    """All hits of one indicator on the days up to `as_of`."""
    changed = (trial or Trial()).of(indicator.id)
    hits: list[Hit] = []
    for first, last in indicator.regimes(BEGINNING, as_of):
        p = indicator.on(first, changed)
        expr = _checked(indicator, indicator.detect(tables, p))
        expr = expr.filter(
            expr.day >= ibis.literal(first),
            expr.day <= ibis.literal(last),
            expr.variant.isin(list(variants)),
        )
        hits += [_hit(indicator, row, p) for row in engine.arrow(expr).to_pylist()]
        tables.forget()
    _once_a_day(indicator, hits)
    return Found(indicator, tuple(hits), _facts(engine, tables, hits))


def _checked(indicator: Indicator, expr: ir.Table) -> ir.Table:
    wanted = (*HIT_COLUMNS, *indicator.measures)
    lacking = [c for c in wanted if c not in expr.columns]
    extra = [c for c in expr.columns if c not in wanted and c not in OPTIONAL_COLUMNS]
    if lacking or extra:
        raise CatalogueError(
            "A detector does not return what it should.",
            where=str(indicator.folder / "detector.py"),
            why=f"missing columns {lacking}, unknown columns {extra}",
            do="return the columns of a hit and one per measure of indicator.toml",
        )
    return expr


def _hit(indicator: Indicator, row: dict[str, Any], p: Parameters) -> Hit:
    named = tuple(sorted(_named(n) for n in (row.get("named") or []) if n is not None))
    return Hit(
        subject=Node(row["subject_kind"], row["subject_id"]),
        variant=row["variant"],
        day=row["day"],
        notch=int(row.get("notch") or 0),
        measures=tuple(_decimal(row[m]) for m in indicator.measures),
        thresholds=tuple(_threshold(indicator, m, p) for m in indicator.measures),
        named=named,
        evidence=frozenset(row["evidence"] or ()),
        third_party=bool(row.get("third_party")),
        safeguard=row.get("safeguard") or "",
    )


def _named(text: str) -> Named:
    """Read "role/kind:id", as varsel.catalogue.build.named writes it."""
    role, _, node = text.partition("/")
    return Named(Node.parse(node), role)


def _threshold(indicator: Indicator, measure: str, p: Parameters) -> str:
    name = indicator.measures[measure].parameter
    value = None if name is None else getattr(p, name)
    return "" if value is None else _shown(value)


def _shown(value: Any) -> str:
    return ", ".join(_shown(v) for v in value) if isinstance(value, tuple) else str(value)


def _decimal(value: Any) -> Decimal | None:
    if value is None:
        return None
    return Decimal(str(value)).quantize(Decimal("0.0001")).normalize() + 0


def _once_a_day(indicator: Indicator, hits: list[Hit]) -> None:
    seen: set[tuple[Node, str, dt.date]] = set()
    for hit in hits:
        key = (hit.subject, hit.variant, hit.day)
        if key in seen:
            raise CatalogueError(
                "A detector returned two hits for one subject, variant and day.",
                where=str(indicator.folder / "detector.py"),
                why=f"variant {hit.variant}, day {hit.day}",
                do="group by subject and day before returning",
            )
        seen.add(key)


def _facts(engine: Engine, tables: Tables, hits: list[Hit]) -> dict[str, str]:
    """Row -> fact for those evidence rows that are one fact seen twice."""
    rows = {e for h in hits for e in h.evidence if e.startswith(("entry/", "payroll/"))}
    if not rows:
        return {}
    # Only the rows in question: every internal transfer of the data holder is a fact.
    wanted = engine.from_arrow("evidence_rows", pa.table({"source": sorted(rows)}))
    found = engine.arrow(tables.fact.semi_join(wanted, "source"))
    pairs = zip(found["source"].to_pylist(), found["fact"].to_pylist(), strict=True)
    return dict(pairs)

"""One flag in words: its measured values beside their thresholds, and the rows that made it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from varsel.canonical.contract import contract
from varsel.catalogue.model import Text
from varsel.detection.flags import Evidence, Flag
from varsel.reporting import figures
from varsel.reporting.phrases import capital, joined, known, same, say, word
from varsel.reporting.view import Teller

#: Evidence rows shown per flag; the rest are counted.
ROWS = 12


@dataclass(frozen=True)
class MeasureLine:
    """A measured value in words. `reached` is None where it cannot be said."""

    label: Text
    value: Text
    threshold: Text
    reached: bool | None


@dataclass(frozen=True)
class EvidenceTable:
    """Evidence rows of one table: heads, and a cell per head."""

    name: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


def variant(teller: Teller, flag: Flag) -> Text:
    """The label of the flag's variant."""
    indicator = teller.result.catalogue.get(flag.indicator)
    found = indicator.variants.get(flag.variant) if indicator else None
    return found.label if found else same(flag.variant.replace("_", " "))


def period(flag: Flag) -> Text:
    """First to last day, how many days showed the sign, and the peak day."""
    if flag.first_day == flag.last_day:
        return joined([figures.day(flag.first_day), say("flag", "day")], "; ")
    days = (
        say("flag", "day")
        if flag.days == 1
        else say("flag", "days", n=str(flag.days), peak=figures.day(flag.peak_day))
    )
    whole = say("span", "both", since=figures.day(flag.first_day), until=figures.day(flag.last_day))
    return joined([whole, days], "; ")


def measures(teller: Teller, flag: Flag) -> list[MeasureLine]:
    """Measured values of the flag's peak day; those that its variant does not measure come last."""
    indicator = teller.result.catalogue.get(flag.indicator)
    lines = []
    for m in sorted(flag.measures, key=lambda m: m.value is None):
        spec = indicator.measures.get(m.name) if indicator else None
        value = (
            say("flag", "not_measured") if m.value is None else figures.measured(m.value, m.unit)
        )
        threshold = same("–")
        if m.threshold:
            limit = figures.measured(m.threshold, m.unit)
            threshold = joined([known("compare", m.compare), limit], " ")
        lines.append(
            MeasureLine(
                capital(spec.label if spec else same(m.name.replace("_", " "))),
                value,
                threshold,
                figures.reached(m.value, m.threshold, m.compare),
            )
        )
    return lines


def evidence(teller: Teller, flag: Flag) -> tuple[list[EvidenceTable], int]:
    """The flag's first rows by day, one table per source, and how many more there are."""
    ordered = sorted(flag.evidence, key=lambda e: (_day(teller, e) or dt.date.max, e))
    shown = ordered[:ROWS]
    names = sorted({e.table for e in shown})
    tables = [_table(teller, name, [e for e in shown if e.table == name]) for name in names]
    return tables, len(ordered) - len(shown)


def _day(teller: Teller, row: Evidence) -> dt.date | None:
    shown = teller.result.evidence.get((row.table, row.row_id))
    return shown.day if shown else None


def _table(teller: Teller, name: str, rows: list[Evidence]) -> EvidenceTable:
    shown = {}
    for e in rows:
        found = teller.result.evidence.get((e.table, e.row_id))
        shown[e] = teller.pseudonyms.fields(name, found.fields) if found else {}
    spec = contract().canonical.get(name)
    order = [*spec.columns, "criteria"] if spec else sorted({c for f in shown.values() for c in f})
    columns = [c for c in order if any(c in f for f in shown.values())]
    # The day stands in its own column; the clock says the same with the hour, where there is one.
    dated = spec is None or spec.clock not in columns
    heads = [say("flag", "row")]
    heads += [say("flag", "day_head")] if dated else []
    heads += [word("column", c) for c in columns]
    cells = []
    for place, e in enumerate(rows, 1):
        cell = [teller.pseudonyms.row(name, e.row_id, place)]
        if dated:
            day = _day(teller, e)
            cell.append(figures.day(day) if day else same("–"))
        cell += [_cell(name, c, shown[e][c]) if c in shown[e] else same("–") for c in columns]
        if not columns:
            cell.append(say("flag", "not_shown"))
        cells.append(tuple(cell))
    if not columns:
        heads.append(same(""))
    return EvidenceTable(capital(word("table", name)), tuple(map(capital, heads)), tuple(cells))


def _cell(table: str, column: str, value: str) -> Text:
    """A field as a reader wants it, by its type in the contract."""
    if column == "criteria":
        return joined([word("criterion", c) for c in value.split(", ")], "; ")
    spec = contract().canonical.get(table)
    kind = spec.columns[column].type if spec and column in spec.columns else "text"
    if kind in {"code", "flag"}:
        return word("value", value)
    if kind == "amount":
        return figures.amount(value)
    if kind in {"number", "integer"}:
        return figures.number(value)
    if kind in {"date", "time"}:
        return figures.moment(value)
    return same(value)


def named(teller: Teller, flag: Flag) -> Iterable[tuple[Text, Text]]:
    """Nodes that the flag names, each with the role it suggests."""
    return [(teller.pseudonyms.label(n.node), known("role", n.role)) for n in flag.named]

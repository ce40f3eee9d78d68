"""Indicators and contract as plain data and as pages: for the terminal, JSON and documentation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from varsel.canonical.contract import Table, contract
from varsel.catalogue.model import Indicator, Parameter, Variant

HEADS = {
    "ways": ("Hvornår der flages", "When it flags"),
    "numbers": ("Tærskler", "Thresholds"),
    "measures": ("Hvad der måles", "What is measured"),
    "innocent": ("Lovlige forklaringer", "Lawful explanations"),
    "gaps": ("Kendte huller", "Known gaps"),
    "questions": ("Spørgsmål at stille", "Questions to ask"),
    "steps": ("Næste skridt", "Next steps"),
    "other": ("På andre lister", "On other lists"),
    "needs": ("Data", "Data needed"),
    "asked": ("spørg", "ask"),
    "set_aside": ("sættes til side", "set aside"),
    "since": ("fra", "from"),
    "source": ("Kilde", "Source"),
    "grade": ("Bevisgrad", "Evidence grade"),
}


def listing(catalogue: Mapping[str, Indicator], only: str = "") -> dict[str, Any]:
    """The contract with who reads each column, as plain data."""
    readers = _readers(catalogue)
    spec = contract()
    tables = {n: t for n, t in spec.tables.items() if only in {"", n}}
    return {
        "version": spec.version,
        "tables": {n: _table(t, readers) for n, t in tables.items()},
        "facts": spec.facts,
        "barred": {k: list(v) for k, v in spec.barred.items()},
    }


def _readers(catalogue: Mapping[str, Indicator]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for indicator in catalogue.values():
        columns = {
            (table, column)
            for variant in indicator.variants.values()
            for need in variant.needs
            for table, names in need.items()
            for column in names
        }
        for key in sorted(columns):
            found.setdefault(key, []).append(indicator.id)
    return found


def _table(table: Table, readers: Mapping[tuple[str, str], list[str]]) -> dict[str, Any]:
    return {
        "meaning": table.meaning,
        "derived_from": list(table.sources),
        "key": list(table.key),
        "clock": table.clock,
        "columns": [
            {
                "name": c.name,
                "type": c.type,
                "unit": c.unit,
                "meaning": c.meaning,
                "key": c.name in table.key,
                "required": c.required,
                "sensitivity": c.sensitivity,
                "values": list(c.values),
                "read_by": readers.get((table.name, c.name), []),
            }
            for c in table.columns.values()
        ],
    }


def describe(indicator: Indicator, lang: str) -> dict[str, Any]:
    """One indicator as plain data, with its page as text."""
    return {
        "id": indicator.id,
        "version": indicator.version,
        "status": indicator.status,
        "title": indicator.title(lang),
        "description": indicator.description(lang),
        "dimension": indicator.dimension,
        "role": indicator.role,
        "strengths": "/".join(dict.fromkeys(v.strength for v in indicator.variants.values())),
        "variants": {
            n: {
                "label": v.label(lang),
                "strength": v.strength,
                "needs": [{t: list(c) for t, c in need.items()} for need in v.needs],
                "third_party": v.third_party,
                "lifts": v.lifts,
            }
            for n, v in indicator.variants.items()
        },
        "parameters": {
            n: {
                "label": p.label(lang),
                "unit": p.unit,
                "values": [
                    {"since": str(d.since), "value": _value(d.value), "reason": d.reason}
                    for d in p.values
                ],
            }
            for n, p in indicator.parameters.items()
        },
        "innocent": {i.name: i.text(lang) for i in indicator.innocent},
        "known_gaps": indicator.known_gaps(lang),
        "questions": [q(lang) for q in indicator.questions],
        "next_steps": [s(lang) for s in indicator.next_steps],
        "crosswalk": dict(indicator.crosswalk),
        "evidence_grade": indicator.evidence_grade,
        "page": page(indicator, lang),
    }


def page(indicator: Indicator, lang: str) -> str:
    """The indicator's page as Markdown, in one language."""
    word = {k: v[0] if lang == "da" else v[1] for k, v in HEADS.items()}
    source = (
        f"{word['source']}: {indicator.source.get('leaflet')}, {indicator.source.get('item')}. "
        f"{word['grade']}: {indicator.evidence_grade}. "
        f"`{indicator.dimension}`, `{indicator.role}`, version {indicator.version}, "
        f"{indicator.status}."
    )
    lines = [
        f"# {indicator.id} {indicator.title(lang)}",
        "",
        indicator.description(lang),
        "",
        source,
        "",
        f"## {word['ways']}",
        "",
        *[f"- **{v.label(lang)}** (`{v.name}`, {v.strength}). {word['needs']}: {_needs(v)}"
          for v in indicator.variants.values()],
        "",
        f"## {word['numbers']}",
        "",
        *[_parameter(p, lang, word["since"]) for p in indicator.parameters.values()],
        "",
        f"## {word['innocent']}",
        "",
        *[f"- {i.text(lang)} ({word['set_aside'] if i.excluded else word['asked']})"
          for i in indicator.innocent],
        "",
        f"## {word['gaps']}",
        "",
        indicator.known_gaps(lang),
        "",
        f"## {word['questions']}",
        "",
        *[f"- {q(lang)}" for q in indicator.questions],
        "",
        f"## {word['steps']}",
        "",
        *[f"- {s(lang)}" for s in indicator.next_steps],
        "",
        f"## {word['other']}",
        "",
        *[f"- `{k}`: {v}" for k, v in sorted(indicator.crosswalk.items())],
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def _needs(variant: Variant) -> str:
    alternatives = [
        ", ".join(f"`{t}`" + (f" ({', '.join(c)})" if c else "") for t, c in need.items())
        for need in variant.needs
    ]
    return " / ".join(alternatives)


def _parameter(parameter: Parameter, lang: str, since: str) -> str:
    values = "; ".join(
        f"**{_value(d.value)}** {since} {d.since} ({d.reason})" for d in parameter.values
    )
    return f"- {parameter.label(lang)} (`{parameter.name}`, {parameter.unit}): {values}"


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return ", ".join(str(v) for v in value)
    return value if isinstance(value, int) else str(value)

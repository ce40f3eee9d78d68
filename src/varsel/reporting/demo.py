"""What the demo says in the terminal: what was told, what was found, and why, in ten lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from varsel.escalation.model import LEVELS, Alert
from varsel.reporting.result import Result

WORDS = {
    "da": {
        "none": "ingen alarm", "because": "fordi", "look": "lovlige lignende liv",
        "above": "over Notat", "ran": "indikatorer vurderet", "not": "kunne ikke vurderes",
        "now": "BESKYT NU", "Note": "Notat", "Review": "Gennemgang", "Priority": "Prioriteret",
    },
    "en": {
        "none": "no alert", "because": "because of", "look": "lawful look-alikes",
        "above": "above Note", "ran": "indicators evaluated", "not": "could not be evaluated",
        "now": "SAFEGUARD NOW", "Note": "Note", "Review": "Review", "Priority": "Priority",
    },
}  # fmt: skip


class Tale(Protocol):
    """What this page needs of a tale of the town."""

    @property
    def kind(self) -> str:
        """Story or lookalike."""
        ...

    @property
    def name(self) -> Mapping[str, str]:
        """Name by language."""
        ...

    @property
    def members(self) -> Mapping[str, str]:
        """Node -> true role."""
        ...


class Story(Protocol):
    """All tales of a town."""

    @property
    def tales(self) -> Iterable[Tale]:
        """The tales."""
        ...


def alerts_of(tale: Tale, result: Result) -> list[Alert]:
    """Alerts with a member of the tale, the most urgent first."""
    nodes = set(tale.members)
    return [a for a in result.alerts if nodes & {str(n) for m in a.members for n in m.nodes}]


def told(story: Story, result: Result, lang: str) -> list[str]:
    """At most ten lines: each story with its alert and why, the look-alikes, what was evaluated."""
    word = WORDS[lang]
    lines = [
        f"{tale.name[lang]}: {_found(alerts_of(tale, result), word, result, lang)}"
        for tale in story.tales
        if tale.kind == "story"
    ]
    lookalikes = [t for t in story.tales if t.kind == "lookalike"]
    high = [
        t.name[lang] for t in lookalikes if any(a.level != LEVELS[0] for a in alerts_of(t, result))
    ]
    lines.append(
        f"{len(lookalikes)} {word['look']}: {len(high)} {word['above']}"
        + (f" ({', '.join(high)})" if high else "")
    )
    levels = [f"{word[k]} {sum(a.level == k for a in result.alerts)}" for k in reversed(LEVELS)]
    lines.append(", ".join(levels))
    ran = sum(bool(c.variants) for c in result.coverage)
    lines.append(f"{ran} {word['ran']}, {len(result.coverage) - ran} {word['not']}")
    return lines


def _found(alerts: list[Alert], word: Mapping[str, str], result: Result, lang: str) -> str:
    if not alerts:
        return word["none"]
    alert = alerts[0]
    names = [
        f"{c.flag.indicator} ({result.catalogue[c.flag.indicator].title(lang).lower()})"
        for c in alert.counted
        if not c.why
    ]
    now = f", {word['now']}" if alert.safeguard else ""
    return f"{word[alert.level]}{now}, {word['because']} {'; '.join(names)}"

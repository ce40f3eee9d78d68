"""Notes: one line each, the first ones to unfold, so that hundreds do not bury the page."""

from __future__ import annotations

from collections.abc import Sequence

from varsel.escalation.model import Alert
from varsel.reporting import figures
from varsel.reporting.alert_section import badges, body
from varsel.reporting.markup import Html, anchor, head, join, tag
from varsel.reporting.phrases import joined, say
from varsel.reporting.view import Teller, span

#: Notes drawn whole; of the others stands a line.
WHOLE = 50
#: Notes with a line; the others are counted.
LINES = 2000


def note_section(teller: Teller, notes: Sequence[Alert]) -> Html:
    """All notes in the result's order."""
    parts = [
        head(2, "page", "notes_head"),
        tag("p", say("page", "notes_text", n=str(min(WHOLE, len(notes))))),
        *(
            tag("details", tag("summary", _line(teller, a)), body(teller, a), **_named(a))
            for a in notes[:WHOLE]
        ),
    ]
    if len(notes) > WHOLE:
        parts.append(tag("p", say("page", "notes_beyond")))
        rest = [tag("li", _line(teller, a), **_named(a)) for a in notes[WHOLE:LINES]]
        parts.append(tag("ul", *rest, class_="notes"))
    if len(notes) > LINES:
        left = figures.number(len(notes) - LINES)
        parts.append(tag("p", say("page", "notes_left", n=left)))
    return tag("section", *parts, class_="notes", id="notes")


def _named(alert: Alert) -> dict[str, str]:
    return {"id": anchor(alert.id), "class_": "note"}


def _line(teller: Teller, alert: Alert) -> Html:
    when = span(alert.first_day, alert.last_day)
    return join(
        [
            badges(alert),
            " ",
            tag("b", teller.centre(alert)),
            ": ",
            joined([teller.titles(alert), when], ", "),
            " ",
            tag("code", alert.id),
        ]
    )

"""report.html: one page with everything in it, in both languages, for whoever has never seen it.

What makes it self-contained stands in `page`.
"""

from __future__ import annotations

from varsel.escalation.model import LEVELS
from varsel.reporting import figures
from varsel.reporting.alert_section import alert_section
from varsel.reporting.markup import Html, head, join, tag
from varsel.reporting.note_section import note_section
from varsel.reporting.overview_section import overview
from varsel.reporting.page import page
from varsel.reporting.phrases import say
from varsel.reporting.pseudonyms import pseudonyms
from varsel.reporting.result import Result
from varsel.reporting.view import Teller


def render(result: Result, *, names: bool = False) -> str:
    """The report of `result` as HTML: Danish and English in one page, Danish shown first.

    Without `names`, people, accounts and numbers have pseudonyms, and evidence rows show only what
    happened. The same result gives the same bytes.
    """
    teller = Teller(result, pseudonyms(result, names=names))
    high = [a for a in result.alerts if a.level != LEVELS[0] or a.safeguard]
    notes = [a for a in result.alerts if a.level == LEVELS[0] and not a.safeguard]
    main = [_head(result, names=names), overview(teller)]
    if high:
        found = [head(2, "page", "alerts"), *(alert_section(teller, a) for a in high)]
        main.append(tag("section", *found, id="alerts"))
    if notes:
        main.append(note_section(teller, notes))
    main.append(_foot(result))
    return page(say("page", "title"), join(main))


def _head(result: Result, *, names: bool) -> Html:
    parts = [
        tag("h1", "Varsel"),
        tag("p", say("page", "as_of", day=figures.day(result.as_of)), class_="lead"),
    ]
    since = result.run.get("since")
    if since:
        parts.append(tag("p", say("page", "since", day=figures.moment(since))))
    kind = "draft" if names else "small"
    parts.append(tag("p", say("page", "names" if names else "pseudonyms"), class_=kind))
    return tag("header", *parts)


def _foot(result: Result) -> Html:
    run = result.run
    made = say(
        "page",
        "made_by",
        version=str(run.get("varsel", "–")),
        engine=str(run.get("engine", "–")),
        catalogue=str(run.get("catalogue", "–"))[:12],
    )
    return tag(
        "footer", tag("p", made), tag("p", tag("a", say("page", "to_top"), href="#overview"))
    )

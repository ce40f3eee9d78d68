"""report.html: one page with everything in it, in both languages, for whoever has never seen it.

No script, no network, no outside resource; the language is switched by the style alone.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from varsel.escalation.model import LEVELS
from varsel.reporting import figures
from varsel.reporting.alert_section import alert_section
from varsel.reporting.markup import Html, aria, esc, head, join, tag
from varsel.reporting.note_section import note_section
from varsel.reporting.overview_section import overview
from varsel.reporting.phrases import LANGUAGES, say
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
    return _page(join(main))


def _page(main: Html) -> str:
    style = (files("varsel.reporting") / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    switch = join(
        [
            Html(
                f'<input type="radio" name="lang" id="lang-{k}" class="away" autocomplete="off"'
                + (" checked>" if k == LANGUAGES[0] else ">")
            )
            for k in LANGUAGES
        ]
    )
    labels = [
        tag("label", say("page", "language")(k), for_=f"lang-{k}", lang_=k, class_=f"to-{k}")
        for k in LANGUAGES
    ]
    bar = tag(
        "div", *labels, class_="languages", role="group",
        aria_label=aria(say("page", "choose_language")),
    )  # fmt: skip
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="da">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{esc(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="robots" content="noindex, nofollow, noarchive">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{esc(aria(say('page', 'title')))}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            switch,
            bar,
            tag("main", main),
            "</body>",
            "</html>",
            "",
        ]
    )


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

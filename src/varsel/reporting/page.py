"""What every page shares: one file in both languages, without script, network or outside resource.

The language is switched by the style alone; the policy lets in the page's own style and no other.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from varsel.catalogue.model import Text
from varsel.reporting.markup import Html, aria, esc, join, tag
from varsel.reporting.phrases import LANGUAGES, say


def page(title: Text, main: Html, more_style: str = "") -> str:
    """A whole page: head, policy, style, the switch between languages, and `main`.

    more_style: what a package adds to the report's style.

    >>> "default-src &#x27;none&#x27;" in page(Text("Titel", "Title"), Html("<p>ja</p>"))
    True
    """
    style = (files("varsel.reporting") / "style.css").read_text("utf-8") + more_style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
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
            f"<title>{esc(aria(title))}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            _switch(),
            tag("main", main),
            "</body>",
            "</html>",
            "",
        ]
    )


def _switch() -> Html:
    """Two radio buttons before everything else, and their labels: the style does the rest."""
    buttons = join(
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
    return join([buttons, bar], "\n")

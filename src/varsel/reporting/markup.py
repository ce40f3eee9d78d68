"""Small pieces of HTML: everything is escaped here, and both languages stand side by side."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from varsel.catalogue.model import Text
from varsel.reporting.phrases import LANGUAGES, say

#: A table's text above so many letters breaks into lines.
LONG = 30


class Html(str):
    """Markup that is already escaped. Anything else is escaped when it is put into a page."""

    __slots__ = ()


def esc(text: str) -> Html:
    """Text as it may stand in a page or an attribute."""
    return Html(html.escape(text, quote=True))


def two(text: Text | str) -> Html:
    """A text in both languages; the page's style shows the chosen one.

    >>> two(Text("ja", "yes"))
    '<span lang="da">ja</span><span lang="en">yes</span>'
    >>> two("<b>")
    '&lt;b&gt;'
    """
    if isinstance(text, Html):
        return text
    if isinstance(text, str):
        return esc(text)
    if text.da == text.en:
        return esc(text.da)
    return Html("".join(f'<span lang="{k}">{esc(text(k))}</span>' for k in LANGUAGES))


def tag(name: str, *content: Text | str, **attributes: str) -> Html:
    """An element. A trailing underscore in an attribute's name is dropped, others become hyphens.

    >>> tag("p", "1 < 2", class_="x")
    '<p class="x">1 &lt; 2</p>'
    """
    found = "".join(f' {k.rstrip("_").replace("_", "-")}="{esc(v)}"' for k, v in attributes.items())
    return Html(f"<{name}{found}>{join(content)}</{name}>")


def join(parts: Iterable[Text | str], between: str = "") -> Html:
    """Pieces one after the other, each escaped unless it is markup."""
    return Html(between.join(two(p) for p in parts))


def items(texts: Iterable[Text | str], **attributes: str) -> Html:
    """A list."""
    return tag("ul", *(tag("li", t) for t in texts), **attributes)


def table(
    heads: Sequence[Text | str],
    rows: Iterable[Sequence[Text | str]],
    label: Text,
    **attributes: str,
) -> Html:
    """A table in a box that scrolls sideways on a narrow screen, reachable by keyboard."""
    top = tag("tr", *(tag("th", h, scope="col") for h in heads))
    body = [tag("tr", *(_cell(c) for c in row)) for row in rows]
    caption = tag("caption", label, class_="away")
    whole = tag("table", caption, tag("thead", top), tag("tbody", *body), **attributes)
    return tag("div", whole, class_="wide", tabindex="0", role="region", aria_label=aria(label))


def _cell(text: Text | str) -> Html:
    """A cell; a long text may break into lines and gets room for it."""
    long = isinstance(text, Text) and max(len(text.da), len(text.en)) > LONG
    return tag("td", text, class_="long") if long else tag("td", text)


def aria(text: Text) -> str:
    """A label that only assistive technology reads: it cannot be switched, so it holds both."""
    return text.da if text.da == text.en else f"{text.da} / {text.en}"


def head(level: int, section: str, key: str) -> Html:
    """A heading with a fixed text."""
    return tag(f"h{level}", say(section, key))


def anchor(name: str) -> str:
    """An id of the result as an id of the page: letters, figures and hyphens."""
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in name)

"""An evaluation as one page, in both languages, for whoever asks how often Varsel is right.

Plain figures first, then where they come from; beside each stands what it cannot show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from varsel.reporting.markup import Html, aria, items, join, tag
from varsel.reporting.page import page as whole_page
from varsel.trials.about_section import reading, societies
from varsel.trials.audit_section import audit_section
from varsel.trials.blocks import columns, section, table
from varsel.trials.detail_sections import coverage, early, missed, roles
from varsel.trials.false_section import false_section
from varsel.trials.indicator_section import indicator_section
from varsel.trials.recall_section import recall_section
from varsel.trials.summary import limits, summary
from varsel.trials.values import count
from varsel.trials.words import say

#: Sections after the overview, in the order of the page.
SECTIONS = ("recall", "false", "indicators", "roles", "early", "missed", "coverage", "audit",
            "societies", "reading")  # fmt: skip


def render(figures: Mapping[str, Any], audit: Sequence[Mapping[str, Any]] | None = None) -> str:
    """The page of `figures(...)` and, where groups were compared, of `audit_figures(...)`.

    Danish and English in one page, Danish shown first. The same figures give the same bytes.

    >>> from varsel.trials.evaluate import evaluate
    >>> from varsel.trials.example import example
    >>> from varsel.trials.figures import figures
    >>> page = render(figures(evaluate(*example())))
    >>> "1 af 1" in page, "1 of 1" in page, "<script" in page
    (True, True, False)
    """
    style = (files("varsel.trials") / "style.css").read_text("utf-8")
    main = [
        _head(figures),
        _overview(figures),
        recall_section(figures["recall"]),
        false_section(figures),
        indicator_section(figures),
        roles(figures["roles"]),
        early(figures["early"]),
        missed(figures),
        coverage(figures),
        audit_section(audit),
        societies(figures["societies"]),
        reading(),
        _foot(),
    ]
    return whole_page(say("page", "title"), join(main), style)


def _head(figures: Mapping[str, Any]) -> Html:
    number, people = len(figures["societies"]), count(figures["people"])
    lead = say("page", "lead_one" if number == 1 else "lead", n=count(number), people=people)
    contents = [tag("a", say("head", k), href=f"#{k}") for k in SECTIONS]
    return tag(
        "header",
        tag("h1", "Varsel"),
        tag("p", lead, class_="lead"),
        tag("nav", items(contents, class_="contents"), aria_label=aria(say("page", "contents"))),
    )


def _overview(figures: Mapping[str, Any]) -> Html:
    rows = [
        (join([tag("strong", f.name), tag("p", f.meaning, class_="small")]), f.value, f.basis)
        for f in summary(figures)
    ]
    heads = columns("figure", "value", "basis")
    warning = tag(
        "aside", tag("h3", say("head", "limits")), items(limits(figures)), class_="before limits"
    )
    return section("summary", warning, table(heads, rows, say("head", "summary"), "figures"))


def _foot() -> Html:
    top = tag("a", say("page", "to_top"), href="#summary")
    return tag("footer", tag("p", say("page", "made_of")), tag("p", top))

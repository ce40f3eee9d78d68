"""One alert in the terminal: the same as its section in the report."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from varsel.catalogue.model import Text
from varsel.detection.flags import Flag
from varsel.errors import UsageError
from varsel.escalation.model import Alert
from varsel.reporting import flagview
from varsel.reporting.phrases import joined, known, of, phrases, same, say
from varsel.reporting.pseudonyms import pseudonyms
from varsel.reporting.result import Result
from varsel.reporting.view import Teller

WIDTH = 100
#: Ids named when one is not found.
SOME = 5


def explain(result: Result, alert_id: str, lang: str = "en", *, names: bool = False) -> str:
    """The alert whose id is, or alone begins with, `alert_id`, as plain text of about 100 columns.

    lang: da or en. Without `names` people, accounts and numbers stand as in the report.
    Raises UsageError if no alert or several fit.
    """
    alert = find(result, alert_id, lang)
    teller = Teller(result, pseudonyms(result, names=names))
    page = _Page(lang)
    _head(page, teller, alert)
    _people(page, teller, alert)
    page.head("alert", "flags")
    for counted in alert.counted:
        page.line(joined([teller.named(counted.flag.indicator), same(counted.flag.id)], "  "))
        page.item(teller.weight(counted))
        _flag(page, teller, counted.flag)
    _against(page, teller, alert)
    _onwards(page, teller, alert)
    return "\n".join(page.lines).strip("\n")


def find(result: Result, alert_id: str, lang: str = "en") -> Alert:
    """The alert with this id, or the only one whose id begins so."""
    wanted = alert_id.strip()
    fitting = [a for a in result.alerts if wanted and a.id.startswith(wanted)]
    exact = [a for a in fitting if a.id == wanted]
    if exact or len(fitting) == 1:
        return (exact or fitting)[0]
    near = [a.id for a in fitting or result.alerts][:SOME]
    what = (
        say("explain", "several", id=wanted, n=str(len(fitting)))
        if fitting
        else say("explain", "unknown", id=wanted)
    )
    do = say("explain", "find", some=", ".join(near)) if near else say("explain", "find_none")
    raise UsageError(what(lang), do=do(lang))


class _Page:
    """Wrapped lines in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.lines: list[str] = []

    def head(self, section: str, key: str) -> None:
        """A heading with an empty line above it."""
        text = say(section, key)(self.lang)
        self.lines += ["", text, "-" * len(text)]

    def line(self, text: Text | str, indent: int = 0, mark: str = "") -> None:
        """A paragraph; what follows the first line is indented below its text."""
        first = " " * indent + mark
        self.lines += textwrap.wrap(
            of(text, self.lang),
            WIDTH,
            initial_indent=first,
            subsequent_indent=" " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )

    def item(self, text: Text | str, indent: int = 2) -> None:
        """A line of a list."""
        self.line(text, indent, "- ")

    def items(self, texts: Iterable[Text | str], otherwise: Text) -> None:
        """A list, or what to say if it is empty."""
        texts = list(texts)
        for text in texts:
            self.item(text)
        if not texts:
            self.line(otherwise, 2)


def _head(page: _Page, teller: Teller, alert: Alert) -> None:
    level = known("level", alert.level)
    if alert.safeguard:
        level = joined([known("level", "now"), level])
    page.line(joined([same(alert.id), level], "  "))
    page.line(teller.rule(alert))
    page.line(teller.positive(alert))
    page.line(joined([known("status", alert.status), known("standing", alert.standing)], "; "))
    for reason in alert.safeguard:
        page.line(joined([known("safeguard", reason), known("safeguard_do", reason)], " "), 0, "! ")
    page.head("alert", "summary")
    page.line(teller.summary(alert))
    page.head("alert", "before")
    page.items(phrases()["before"].values(), same(""))


def _people(page: _Page, teller: Teller, alert: Alert) -> None:
    page.head("alert", "members")
    page.line(say("alert", "members_text"))
    for member in teller.members(alert):
        who, leading, exploited, controller = teller.member(member)
        page.item(who)
        page.line(joined([say("role", "hypothesis"), leading], ": "), 4)
        page.line(joined([say("role", "for_exploited"), exploited], ": "), 4)
        page.line(joined([say("role", "for_controller"), controller], ": "), 4)
    if not alert.members:
        page.line(say("alert", "no_members"), 2)


def _flag(page: _Page, teller: Teller, flag: Flag) -> None:
    about = teller.pseudonyms.label(flag.subject)
    page.item(joined([say("flag", "variant"), flagview.variant(teller, flag)], ": "))
    page.item(joined([say("flag", "about"), about], ": "))
    page.item(joined([say("flag", "period"), flagview.period(flag)], ": "))
    page.item(joined([say("flag", "dimension"), known("dimension", flag.dimension)], ": "))
    if flag.third_party:
        page.item(say("flag", "third_party"))
    for m in flagview.measures(teller, flag):
        state = "" if m.reached is None else say("flag", "met" if m.reached else "not_met")
        limit = m.threshold(page.lang)
        told = [f"{m.label(page.lang)}: {m.value(page.lang)}"]
        told += [f"({limit})"] if limit != "–" else []
        page.item(" ".join([*told, of(state, page.lang)]).rstrip())
    page.item(joined([say("flag", "evidence"), same(str(len(flag.evidence)))], ": "))
    tables, more = flagview.evidence(teller, flag)
    for table in tables:
        page.line(table.name, 4)
        for row in table.rows:
            cells = [
                f"{h(page.lang)} {c(page.lang)}" for h, c in zip(table.heads, row, strict=True)
            ]
            page.line(", ".join(cells).strip(), 6, "· ")
    if more:
        page.line(say("flag", "more_rows", n=str(more)), 6)
    indicator = teller.result.catalogue.get(flag.indicator)
    if indicator:
        page.item(joined([say("flag", "gaps"), indicator.known_gaps], ": "))


def _against(page: _Page, teller: Teller, alert: Alert) -> None:
    page.head("alert", "lowers")
    page.items(teller.lowers(alert), same(""))
    page.head("alert", "against")
    cut = [teller.link(j) for j in alert.links if not j.kept]
    kept = [teller.link(j) for j in alert.links if j.kept]
    found = [joined([same(f.id), why], ": ") for f, why in teller.against(alert)]
    found += [_link(row) for row in cut]
    page.items(found, say("alert", "nothing_against"))
    page.head("alert", "innocent")
    for indicator in teller.indicators(alert):
        for innocent in sorted(indicator.innocent, key=lambda i: i.excluded):
            aside = say("alert", "set_aside")(page.lang)
            note = f" ({aside})" if innocent.excluded else ""
            page.line(f"{indicator.id}: {innocent.text(page.lang)}{note}", 2, "[ ] ")
    page.head("alert", "kept")
    page.items([_link(row) for row in kept], say("alert", "no_links"))
    page.head("alert", "unknown")
    unknown = teller.unknown()
    if unknown:
        page.line(say("alert", "unknown_text"))
    page.items([joined([d, t], ": ") for d, t in unknown], say("alert", "unknown_none"))


def _link(row: tuple[Text, Text, Text, Text, Text]) -> Text:
    a, b, way, span, decided = row
    return joined([joined([a, b], " – "), way, span, decided], "; ")


def _onwards(page: _Page, teller: Teller, alert: Alert) -> None:
    indicators = teller.indicators(alert)
    none = say("alert", "none_given")
    page.head("alert", "questions")
    page.items([joined([same(i.id), q], ": ") for i in indicators for q in i.questions], none)
    page.head("alert", "steps")
    page.items([joined([same(i.id), q], ": ") for i in indicators for q in i.next_steps], none)

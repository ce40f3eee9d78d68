"""The page's first part: what it is and is not, the alerts, the data, what was not evaluated."""

from __future__ import annotations

from varsel.catalogue.model import Text
from varsel.detection.coverage import Coverage
from varsel.escalation.model import Alert
from varsel.reporting import figures
from varsel.reporting.markup import Html, anchor, head, items, join, table, tag
from varsel.reporting.phrases import capital, known, phrases, say, word
from varsel.reporting.result import Result
from varsel.reporting.summary import counts, nothing
from varsel.reporting.view import Teller, lacking

#: Links to sections in a row of the table; the rest are found by reading on.
LINKED = 12


def overview(teller: Teller) -> Html:
    """The whole overview."""
    result = teller.result
    return tag(
        "section",
        head(2, "page", "overview"),
        _alerts(teller),
        head(3, "page", "what_is"),
        tag("p", say("page", "what_is_text")),
        head(3, "page", "is_not"),
        items(phrases()["not"].values(), class_="not"),
        _gaps(teller),
        _data(result),
        class_="overview",
        id="overview",
    )


def _alerts(teller: Teller) -> Html:
    result = teller.result
    if not result.alerts:
        return tag("p", nothing(result), class_="lead")
    rows = []
    for key, number in counts(result).items():
        found = [a for a in result.alerts if (a.safeguard if key == "now" else a.level == key)]
        level = tag("span", known("level", key), class_=f"badge {key}")
        where = join([_jump(teller, a) for a in found[:LINKED]], ", ")
        if len(found) > LINKED:
            where = join([where, " … ", say("page", "more", n=str(len(found) - LINKED))])
        rows.append((level, figures.number(number), known("level_meaning", key), where))
    heads = [say("page", k) for k in ("level", "count", "meaning", "where")]
    return table(heads, rows, say("page", "alerts"), class_="levels")


def _jump(teller: Teller, alert: Alert) -> Html:
    ids = " ".join(dict.fromkeys(c.flag.indicator for c in alert.counted if not c.why))
    link = tag("a", teller.centre(alert), href=f"#{anchor(alert.id)}")
    return join([link, f" ({ids})"]) if ids else link


def _gaps(teller: Teller) -> Html:
    result = teller.result
    title = head(3, "page", "gaps")
    if not result.coverage:
        return join([title, tag("p", say("page", "none_evaluated"))])
    ran = [c.indicator for c in result.coverage if c.status == "ran"]
    rest = [c for c in result.coverage if c.status != "ran"]
    full = tag(
        "p", say("page", "ran_list", n=str(len(ran))), ": ", ", ".join(ran) or "–", class_="small"
    )
    if not rest:
        return join([title, tag("p", say("page", "no_gaps")), full])
    rows = [
        (teller.named(c.indicator), capital(known("coverage", c.status)), _reasons(teller, c))
        for c in rest
    ]
    heads = [say("page", k) for k in ("indicator", "state", "why")]
    gaps = table(heads, rows, say("page", "gaps"), class_="gaps")
    return join([title, tag("p", say("page", "gaps_text")), gaps, full])


def _reasons(teller: Teller, row: Coverage) -> Html:
    indicator = teller.result.catalogue.get(row.indicator)
    return (
        items([capital(lacking(m, indicator)) for m in row.missing]) if row.missing else Html("–")
    )


def _data(result: Result) -> Html:
    title = head(3, "page", "data")
    rejected = result.rejected.num_rows
    refused = tag(
        "p",
        say("page", "rejected_rows", n=figures.number(rejected))
        if rejected
        else say("page", "no_rejected"),
    )
    tables = result.run.get("tables") or {}
    if not tables:
        return join([title, tag("p", say("page", "no_tables")), refused])
    rows = [
        (capital(word("table", n)), *(figures.number(t[k]) for k in ("read", "loaded", "rejected")))
        for n, t in sorted(tables.items())
    ]
    heads: list[Text] = [say("page", "table")]
    heads += [capital(say("page", k)) for k in ("read", "loaded", "rejected")]
    return join([title, table(heads, rows, say("page", "data"), class_="data"), refused])

"""A tried change in the terminal: flags, alerts, people, work, and what a truth says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from varsel.catalogue.load import load_catalogue
from varsel.catalogue.model import Text
from varsel.detection.flags import Node
from varsel.escalation.model import LEVELS
from varsel.reporting import phrases
from varsel.reporting.phrases import capital, joined, same
from varsel.reporting.pseudonyms import Pseudonyms, pseudonyms
from varsel.reporting.result import Result
from varsel.trials.summary import Figure, limits, summary
from varsel.trials.terminal import Lines, Teller
from varsel.trials.values import NOTHING, count, rate
from varsel.trials.what_if import Difference, Moved
from varsel.trials.words import indicator as titled
from varsel.trials.words import level, say

#: Alerts and people named one by one; the rest are counted.
ALERTS, PEOPLE = 20, 10
#: Figures of an evaluation that a change is held against.
PROOF = ("enough", "all", "false", "disturbed", "roles")


def try_lines(
    difference: Difference,
    indicator: str,
    changes: Mapping[str, Any],
    lang: str,
    *,
    names: bool = False,
) -> Lines:
    """What `varsel try` prints: what a changed parameter gains and loses, and what that costs.

    changes: parameter -> the value tried. Without `names` people stand under pseudonyms, as in the
    report.
    """
    t = Teller(lang)
    told = joined([say("try", "change", name=n, value=_written(v)) for n, v in changes.items()])
    t.head(say("try", "title", indicator=titled(indicator), changes=told))
    _flags(t, difference)
    for key, rises in (("risen", True), ("fallen", False)):
        _alerts(t, key, [m for m in difference.moved if m.rises == rises])
    _people(t, difference, names=names)
    _work(t, difference)
    _proof(t, difference)
    return t.lines


def _written(value: Any) -> Text:
    parts = value if isinstance(value, tuple) else (value,)
    return same(", ".join(str(p) for p in parts))


def _flags(t: Teller, difference: Difference) -> None:
    sides = (difference.gained, difference.lost, difference.changed)
    if not any(sides):
        t.line(say("try", "same"))
        return
    counts = [Counter((f.indicator, f.variant) for f in some) for some in sides]
    kinds = sorted({k for some in counts for k in some})
    rows = [(_variant(*k), *(count(some[k]) for some in counts)) for k in kinds]
    total = (say("try", "all"), *(count(len(some)) for some in sides))
    t.head(say("try", "flags"))
    t.table([say("try", k) for k in ("variant", "gained", "lost", "changed")], [rows, [total]])
    if difference.changed:
        t.note(say("try", "changed_means"))


def _variant(indicator: str, name: str) -> Text:
    """A variant by its label; one that the catalogue lacks stands as it is."""
    known = load_catalogue().get(indicator)
    found = known.variants.get(name) if known else None
    return joined([same(indicator), capital(found.label) if found else same(name)], " ")


def _alerts(t: Teller, key: str, moved: Sequence[Moved]) -> None:
    if not moved:
        return
    t.head(say("try", key, n=count(len(moved))))
    rows = [(m.alert.id, level(m.before), level(m.after)) for m in moved[:ALERTS]]
    t.table([say("try", k) for k in ("alert", "before", "after")], [rows])
    if len(moved) > ALERTS:
        t.note(say("number", "more", n=count(len(moved) - ALERTS)))


def _people(t: Teller, difference: Difference, *, names: bool) -> None:
    if not difference.people_in and not difference.people_out:
        return
    labels = _labels(difference, names=names)
    t.head(say("figure", "people"))
    for key, people in (("people_in", difference.people_in), ("people_out", difference.people_out)):
        sentence = say("try", key, n=count(len(people)))
        some = [labels.label(Node("party", p)) for p in people[:PEOPLE]]
        if len(people) > PEOPLE:
            some.append(say("number", "more", n=count(len(people) - PEOPLE)))
        t.line(say("try", "who", sentence=sentence, who=joined(some)) if some else sentence)
    if not names:
        t.note(say("try", "pseudonyms"))


def _labels(difference: Difference, *, names: bool) -> Pseudonyms:
    """Labels of the people concerned, numbered as they are named here; kinds as the alerts show them."""
    people = [Node("party", p) for p in (*difference.people_in, *difference.people_out)]
    alerts = tuple(m.alert for m in difference.moved)
    shown = pseudonyms(Result({}, (), (), alerts), names=names)
    return Pseudonyms(people, {p: shown.kind(p) for p in people}, names=names)


def _work(t: Teller, difference: Difference) -> None:
    before, after = difference.work
    rows = [
        (say("try", "per_week", level=phrases.known("level", name)),
         rate(before.per_week[name]), rate(after.per_week[name]))
        for name in reversed(LEVELS)
    ]  # fmt: skip
    rows.append((say("try", "hours"), rate(before.hours), rate(after.hours)))
    _compared(t, say("try", "work", weeks=count(after.weeks)), rows)


def _proof(t: Teller, difference: Difference) -> None:
    if difference.proof is None:
        t.space()
        t.note(say("try", "no_proof"))
        return
    before, after = ({f.key: f for f in summary(side)} for side in difference.proof)
    rows = [(before[k].name, _side(before[k]), _side(after[k])) for k in PROOF]
    _compared(t, say("try", "proof"), rows)
    t.note(limits(difference.proof[0])[0])


def _side(figure: Figure) -> Text:
    """A figure with what it rests on, or that there is nothing to measure."""
    if figure.value == NOTHING:
        return figure.basis
    return joined([figure.value, figure.basis], "; ")


def _compared(t: Teller, title: Text, rows: Sequence[Sequence[Text]]) -> None:
    t.head(title)
    t.table([same(""), say("try", "before"), say("try", "after")], [rows])

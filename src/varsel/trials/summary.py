"""The figures that come first, on the page and in the terminal, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from varsel.catalogue.model import Text
from varsel.reporting.phrases import same
from varsel.trials.figures import ENOUGH
from varsel.trials.values import count, hits, interval, percent, rate
from varsel.trials.words import TRIALS, say

#: Levels of the highest alert about a network, and the alerts that wait for no level.
LEVELS = ("Priority", "Review", "Note", "none")


@dataclass(frozen=True)
class Figure:
    """One figure: its name, its value, what it rests on, and what it says."""

    key: str
    name: Text
    value: Text
    basis: Text

    @property
    def meaning(self) -> Text:
        """What it says, and what not."""
        return say("meaning", self.key)


def summary(figures: Mapping[str, Any]) -> Iterator[Figure]:
    """The first figures in order.

    >>> from varsel.trials.evaluate import evaluate
    >>> from varsel.trials.example import example
    >>> from varsel.trials.figures import figures
    >>> [f.value.en for f in summary(figures(evaluate(*example()))) if f.key == "enough"]
    ['–']
    """
    recall, levels, alerts = (figures[k] for k in ("recall", "levels", "alerts"))
    planted = recall["all"]["of"]
    number = len(figures["societies"])
    made = say("number", "societies_one" if number == 1 else "societies", n=count(number))
    unseen = say("number", "unseen", n=count(recall["nothing_visible"]))
    yield _figure("people", count(figures["people"]), made)
    yield _figure("planted", count(planted), unseen)
    for name in LEVELS:
        of = hits({"hits": levels[name], "of": planted})
        yield _figure(name, count(levels[name]), of)
    yield _figure(
        "now", count(levels["safeguard"]), hits({"hits": levels["safeguard"], "of": planted})
    )
    for key, name in (("enough", "enough_traces"), ("seen", "seen_at_all"), ("all", "all")):
        yield _share(key, recall[name])
    for key in ("raised", "false"):
        of = say("number", "in_all", n=count(alerts[key]))
        yield _figure(key, rate(alerts[f"{key}_per_10000"]), of)
    yield _share("disturbed", figures["lookalikes_all"])
    yield _share("roles", figures["roles"]["right"])
    yield _figure("strangers", count(figures["strangers"]), same("–"))


def limits(figures: Mapping[str, Any]) -> list[Text]:
    """What no figure can show; a truth that no simulator made is somebody's own."""
    made = all("simulator" in s for s in figures["societies"])
    left_out = {"own"} if made else {"synthetic", "prevalence"}
    return [t for k, t in TRIALS.sections["limit"].items() if k not in left_out]


def _figure(key: str, value: Text, basis: Text) -> Figure:
    return Figure(key, say("figure", key, n=str(ENOUGH)), value, basis)


def _share(key: str, share: Mapping[str, Any]) -> Figure:
    basis = say("number", "basis", interval=interval(share), hits=hits(share))
    return _figure(key, percent(share["share"]), basis if share["of"] else say("number", "nothing"))

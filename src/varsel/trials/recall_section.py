"""What is found: by visible traces, by kind of exploitation, by care, and by time for alerts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from varsel.reporting.markup import Html, join
from varsel.trials.blocks import head, para, section, small
from varsel.trials.figures import ENOUGH
from varsel.trials.plots import Bar, Series, bars, steps
from varsel.trials.words import TRIALS, kind, say

Shares = Mapping[str, Mapping[str, Any]]


def recall_section(recall: Mapping[str, Any]) -> Html:
    """The whole section."""
    if not recall["all"]["of"]:
        return section("recall", para("recall", "none"))
    return section(
        "recall",
        para("recall", "intro"),
        small("recall", "whiskers"),
        _visible(recall["by_visible"]),
        _bundle(recall["by_bundle"], recall["by_bundle_enough_traces"]),
        _care(recall["by_care"]),
        _budget(recall["at_budget"], recall["at_budget_enough_traces"]),
    )


def weakest(shares: Shares) -> list[str]:
    """Names of shares, the smallest share first; those of nothing last."""
    return sorted(shares, key=lambda k: (*_order(shares[k], 1), k))


def strongest(shares: Shares) -> list[str]:
    """Names of shares, the largest share first; those of nothing last."""
    return sorted(shares, key=lambda k: (*_order(shares[k], -1), k))


def _order(share: Mapping[str, Any], sign: int) -> tuple[bool, float, int]:
    return share["share"] is None, sign * (share["share"] or 0.0), -share["of"]


def numbered(shares: Shares) -> dict[str, Mapping[str, Any]]:
    """Shares whose names are numbers, in their order; "6+" comes after all."""
    return {k: shares[k] for k in sorted(shares, key=lambda k: int(k.rstrip("+")))}


def careful(shares: Shares) -> list[str]:
    """Names of degrees of care in their order, others after them."""
    known = list(TRIALS.sections["care"])
    return sorted(shares, key=lambda k: (known.index(k) if k in known else len(known), k))


def _visible(shares: Shares) -> Html:
    series = [Series(say("recall", "all"), numbered(shares))]
    plot = steps(
        "plot-visible", say("recall", "plot_visible"), say("recall", "axis_visible"), series
    )
    return join([head("visible"), plot, small("recall", "visible")])


def _bundle(shares: Shares, enough: Shares) -> Html:
    rows = []
    for name in weakest(shares):
        rows.append(Bar(kind(name), shares[name]))
        if name in enough:
            rows.append(Bar(say("recall", "part", n=str(ENOUGH)), enough[name], part=True))
    plot = bars("plot-bundle", say("recall", "plot_bundle"), rows, full=True)
    return join([head("bundle"), plot, small("recall", "bundle", n=str(ENOUGH))])


def _care(shares: Shares) -> Html:
    rows = [Bar(TRIALS.known("care", c), shares[c]) for c in careful(shares)]
    plot = bars("plot-care", say("recall", "plot_care"), rows, full=True)
    return join([head("care"), plot, small("recall", "care")])


def _budget(every: Shares, enough: Shares) -> Html:
    series = [
        Series(say("recall", "all"), numbered(every)),
        Series(say("recall", "enough", n=str(ENOUGH)), numbered(enough)),
    ]
    plot = steps(
        "plot-budget", say("recall", "plot_budget"), say("recall", "axis_budget"), series,
        joined=True,
    )  # fmt: skip
    return join([head("budget"), plot, small("recall", "budget")])

"""How an organiser gets hold of workers' accounts and papers: authority, numbers, fees for permits."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society.bundles._labour import Plot, moment_of, ore
from varsel.adapters.society.bundles._labour_rows import opened_on
from varsel.adapters.society.calendar import next_bank_day
from varsel.adapters.society.ordinary.town import town


def grips(plot: Plot) -> None:
    """Each of them may be there or not."""
    if plot.happens("has_authority"):
        authority_given(plot)
    if plot.happens("gives_own_number"):
        number_given(plot)
    if plot.happens("pays_for_papers"):
        papers_paid(plot)


def authority_given(plot: Plot) -> None:
    """The organiser may act on a worker's account, as holder of a power of attorney or of a card."""
    d, boss = plot.d, plot.bosses[-1]
    with plot.network.trace("organiser_has_authority_on_account"):
        for one in plot.workers:
            side = one.person.side
            if not one.account or not plot.happens("authority_on_this"):
                continue
            late = dt.timedelta(days=plot.count("authority_after"))
            day = next_bank_day(max(one.since, opened_on(d, one.person)) + late)
            if side.inside and day <= min(one.until, d.calendar.last):
                ends = one.until if one.until <= d.calendar.last else None
                d.book.add(
                    "authority",
                    account_id=side.account,
                    party_id=boss.id,
                    role=plot.one("authority_role"),
                    since=day,
                    until=ends if plot.happens("authority_ended") else None,
                )


def number_given(plot: Plot) -> None:
    """The bank is told the organiser's phone or mail as the worker's own."""
    d, boss = plot.d, plot.boss
    with plot.network.trace("organisers_number_given_for_worker"):
        for one in plot.workers:
            since = max(one.since, opened_on(d, one.person))
            if one.person.side.inside and plot.happens("number_for_this") and plot.covered(since):
                by_mail = boss.email is not None and plot.happens("mail_rather_than_phone")
                d.book.add(
                    "contact",
                    kind="email" if by_mail else "phone",
                    value=boss.email if by_mail else boss.phone,
                    party_id=one.person.id,
                    since=since,
                )


def papers_paid(plot: Plot) -> None:
    """The organiser pays what permits, visas and translations cost, which the workers owe from then on."""
    d = plot.d
    with plot.network.trace("papers_paid_for_workers"):
        for one in plot.workers:
            day = one.since - dt.timedelta(days=plot.count("papers_before"))
            if one.resident or not plot.covered(day):
                continue
            payer = plot.payer(day)
            to, text = (
                town(d).body(plot.one("papers_to")),
                plot.luck.choice(("gebyr", "visa", None)),
            )
            at, device = moment_of(plot, day, "waking_hours"), plot.boss.device
            kroner = ore(plot.draw("papers_cost"))
            d.book.pay(at, payer, to, kroner, "transfer", text=text, device=device)

"""Firms of exploited work: founded or taken over, run by straw persons, drained, and left behind."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society import names
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles._labour import Plot, awake, moment_of, ore
from varsel.adapters.society.bundles._labour_beds import flat
from varsel.adapters.society.bundles._labour_cast import newcomer, organiser, settled
from varsel.adapters.society.bundles._labour_rows import end_account
from varsel.adapters.society.bundles._labour_words import for_what
from varsel.adapters.society.calendar import moment
from varsel.adapters.society.ordinary import firms, living
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.person import Firm, Person


def workplace(plot: Plot) -> Firm:
    """Where the work is done: a firm that stands in the district, or one that the organiser founds."""
    d, trade, here = plot.d, plot.one("trades"), plot.bank()
    begins = max(plot.start, d.calendar.first)
    bureaus = town(d).once("bureaus", dict[str, Side | None])
    standing = [
        f
        for f in d.firms
        if f.trade == trade
        and f.side.inside == here
        and f.since < begins
        and not f.used
        and f.id not in bureaus
        and f.owner is not None
        and f.owner.side.inside
        and not f.owner.used
    ]
    if standing and plot.bank() and plot.happens("firm_stands"):
        firm = plot.luck.choice(standing)
        firm.used = plot.network.network_id
        plot.firms.append(firm)
        if firm.owner is not None:
            firm.owner.used = plot.network.network_id
            plot.bosses.append(firm.owner)
        return firm
    boss = organiser(plot)
    before = dt.timedelta(days=plot.count("firm_before"))
    firm = found(plot, trade, boss, min(plot.start, d.calendar.last) - before, here=here)
    if plot.happens("firm_has_takings"):
        takings(plot, firm)
    return firm


def found(
    plot: Plot, trade: str, owner: Person, since: dt.date, *, here: bool | None = None
) -> Firm:
    """One more firm of this plant, not before its owner came.

    here: whether it banks here, by the plant's chance where None.
    """
    if owner.arrived:
        came = owner.arrived + dt.timedelta(days=plot.count("firm_after_coming"))
        since = max(since, min(came, plot.d.calendar.last))
    firm = firms.establish(
        plot.d,
        plot.luck,
        trade,
        owner=owner,
        since=since,
        municipality=plot.d.nearby(plot.luck),
        banks_here=plot.bank() if here is None else here,
    )
    firm.used = plot.network.network_id
    plot.firms.append(firm)
    if not plot.sight.tax and not firm.side.inside:
        plot.d.founded.remove(firm)  # neither the bank nor the tax office's records tell of it
    return firm


def takings(plot: Plot, firm: Firm) -> None:
    """What customers pay in a firm is told with that of all other firms of the district."""
    if firm in plot.d.founded:
        plot.d.firms.append(firm)


def enlist(plot: Plot) -> None:
    """Firms that go on are among the district's: they log in, have a page, may be inspected.

    Their income is told here, so nothing of that is added to them.
    """
    d = plot.d
    over = {firm.id for firm, on in plot.closing if on <= d.calendar.last}
    for firm in plot.firms:
        if firm in d.founded and firm not in d.firms and firm.id not in over:
            firm.turnover[d.calendar.months[-1]] += 0.0
            d.firms.append(firm)


def other_business(plot: Plot, firm: Firm) -> None:
    """Lawful customers of the same firm, and what it costs to run one."""
    if plot.happens("has_other_business"):
        since, until = plot.span(firm)
        daily = plot.draw("other_daily")
        living.takings(plot.d, plot.luck, firm, since=since, until=until, daily=daily)


def straw(plot: Plot, by: dt.date) -> Person:
    """Whoever stands in the register for the organiser: a worker there by then, or a resident in need."""
    d, last = plot.d, plot.d.calendar.last
    taken = {f.owner.id for f in plot.firms if f.owner}
    free = [
        w for w in plot.workers if not w.resident and w.since <= by and w.person.id not in taken
    ]
    if free and plot.happens("straw_is_worker"):
        return plot.luck.choice(free).person
    here, (low, high) = plot.bank(), plot.value("straw_age")

    def fits(p: Person) -> bool:
        idle = p.life == "idle" and p.employer is None
        return idle and low <= p.age(last) <= high and settled(plot, p)

    found = d.pick(plot.luck, int(here), fits, network=plot.network)
    person = found[0] if found else newcomer(plot, flat(plot, 1), banks=here)
    plot.network.member("other", *person.nodes)
    return person


def strike_off(plot: Plot) -> None:
    """Firms whose time is over are struck off, once all that they did is written."""
    enlist(plot)
    for firm, on in plot.closing:
        _struck_off(plot, firm, on)


def _struck_off(plot: Plot, firm: Firm, on: dt.date) -> None:
    """A firm is struck off and its account is closed, by whoever comes first."""
    d = plot.d
    if on > d.calendar.last:
        return
    if plot.happens("closing_registered"):
        word = plot.luck.choice(("under tvangsopløsning", "opløst", "under konkurs", "ophørt"))
        firms.event(d, firm.id, "status", on, value=word)
    if firm.side.inside:
        closed = on + dt.timedelta(days=plot.count("account_closed_after"))
        end_account(d, firm.side.account, closed, plot.luck.choice(("customer", "bank")))
        plot.shut.append(firm)


def withheld_tax(plot: Plot, firm: Firm) -> None:
    """Tax of the workers is not paid, or turnover is not shown, in the firm's months with the tax office."""
    if plot.happens("tax_kept_back"):
        firm.paid_tax = plot.draw("tax_paid")
        _tax_rows(plot, firm, "tax_kept_back")
    if plot.happens("turnover_hidden"):
        firm.shown_turnover = plot.draw("turnover_shown")
        _tax_rows(plot, firm, "turnover_hidden")


def _tax_rows(plot: Plot, firm: Firm, trace: str) -> None:
    # The rows are written at the district's end; truth names them by the firm, their key.
    plot.mark(trace, [("tax_account", firm.id)] if firm in plot.d.founded else [])


def customer(plot: Plot) -> Side:
    """A main contractor or buyer in good faith: a firm of the district, or one that banks elsewhere."""
    d = plot.d
    trades, begins = plot.value("customer_trades"), max(plot.start, d.calendar.first)
    standing = [f for f in d.firms if f.trade in trades and not f.used and f.since < begins]
    if standing and plot.happens("customer_here"):
        found = plot.luck.choice(standing)
        plot.network.member("other", *found.nodes)
        return found.side
    return d.outsider(name=names.firm(plot.luck, plot.one("customer_names")))


def invoices(plot: Plot, firm: Firm) -> list[tuple[int, int]]:
    """Customers pay a firm for the work, now and then; gives stamps and sums. Lawful in itself."""
    d, paid = plot.d, []
    since, until = plot.span(firm)
    customers = [customer(plot) for _ in range(max(1, plot.count("customers")))]
    day = since + dt.timedelta(days=plot.count("first_invoice_after"))
    size, staff = plot.draw("invoice_a_worker"), max(1, len(plot.workers) + plot.unknown)
    while day <= min(until, d.calendar.last):
        if plot.covered(day):
            sum_ = ore(
                size * staff * plot.draw("invoice_varies"), plot.luck.choice((1, 25, 100, 500))
            )
            at = moment_of(plot, day, "office_hours")
            payer = plot.luck.choice(customers)
            number = f"faktura {plot.luck.randint(100, 9_999)}"
            text = plot.luck.choice(
                (number, number, number.replace("faktura", "fakt"), "a conto", None)
            )
            d.book.pay(at, payer, firm.side, sum_, "transfer", text=text)
            firm.turnover[(day.year, day.month)] += sum_ / 100
            paid.append((at, sum_))
        day += dt.timedelta(days=max(1, plot.count("days_between_invoices")))
    return paid


def passed_through(plot: Plot, firm: Firm, paid: list[tuple[int, int]]) -> None:
    """What comes in leaves soon: as cash, to the organiser, to another firm, or abroad."""
    d = plot.d
    way = plot.one("passed_by")
    abroad = d.outsider(name=names.firm(plot.luck, "Bau"), country=plot.country(), phone=False)
    other = d.outsider(name=names.firm(plot.luck, "Service"))
    with plot.network.trace("money_passed_through_firm"):
        for at, sum_ in paid:
            left = ore(sum_ / 100 * plot.draw("passed_share"), 100)
            for _ in range(max(1, plot.count("passed_parts"))):
                part = min(left, ore(sum_ / 100 * plot.draw("passed_part"), 100))
                if part <= 0:
                    break
                left -= part
                when = awake(plot, at + round(3_600 * plot.draw("passed_after_hours")))
                kind = way if plot.happens("passed_as_usual") else plot.one("passed_by")
                if kind == "cash":
                    machine = plot.machine()
                    limit = ore(plot.draw("machine_limit"), 500)
                    d.book.cash(when, firm.side, min(part, limit), machine, "atm_withdrawal")
                    continue
                side = {"abroad": abroad, "firm": other}.get(kind, plot.boss.side)
                text, device = for_what(plot.luck), plot.boss.device
                d.book.pay(when, firm.side, side, part, "transfer", text=text, device=device)


def run_from(plot: Plot, person: Person, firm: Firm, device: str) -> None:
    """The organiser acts in the account of a firm that stands in another's name."""
    d = plot.d
    with plot.network.trace("organiser_logs_in_for_straw"):
        for _ in range(plot.count("firm_log_ins")):
            since, until = plot.span(firm)
            day = plot.seen_day(since, until)
            if since <= day <= until and firm.side.inside and plot.covered(day):
                at = moment_of(plot, day, "waking_hours")
                _log_in(plot, person, firm, at, device)
    if plot.happens("straw_paid"):
        with plot.network.trace("straw_paid_for_name"):
            for _ in range(plot.count("straw_payments")):
                day = plot.day(*plot.span(firm))
                at, sum_ = moment_of(plot, day, "waking_hours"), ore(plot.draw("straw_fee"), 100)
                d.book.pay(at, plot.boss.side, person.side, sum_, plot.one("paid_by"))


def _log_in(plot: Plot, person: Person, firm: Firm, at: int, device: str) -> None:
    plot.d.book.add(
        "login",
        login_id=plot.d.book.new("L"),
        party_id=person.id,
        account_id=firm.side.account,
        device=device,
        ip_hash=f"IP-{plot.boss.home or plot.boss.id}",
        at=moment(at),
        succeeded=True,
    )

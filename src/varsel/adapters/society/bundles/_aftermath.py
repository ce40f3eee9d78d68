"""What follows upon recruiting online: fees, work, sale, accounts used by others, or nothing yet."""

from __future__ import annotations

import datetime as dt

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.bundles import _clients, _proceeds, _sexual
from varsel.adapters.society.bundles._proceeds import Pot
from varsel.adapters.society.bundles._scene import Actor, Scene, day_of, notes
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.lookalikes._draws import ore

HABITS = beside(__file__)


def fees(scene: Scene, to: Actor) -> None:
    """Papers, training, a place: paid to the recruiter before anything begins, at times with a loan."""
    for one in scene.victims:
        if one.side is None or not one.inside or scene.happens("fee_paid_at_home"):
            scene.unseen("fee_paid_to_recruiter")
            continue
        with scene.network.trace("fee_paid_to_recruiter"):
            total = scene.draw("fee")
            day = max(one.opened, one.since - dt.timedelta(days=scene.count("fee_days_before")))
            if scene.happens("borrows_for_fee") and scene.covered(day):
                lender = scene.outside(scene.luck.choice(scene.value("lenders")))
                kroner = notes(total * scene.draw("borrowed_share"))
                scene.d.book.pay(scene.at(day), lender, one.side, ore(kroner), "transfer",
                                 timed=False, text="udbetaling lån")  # fmt: skip
            for _ in range(scene.count("fee_parts")):
                day += dt.timedelta(days=scene.count("between_fee_parts"))
                part = notes(total / scene.value("fee_parts_mean"))
                if scene.covered(day):
                    _to_recruiter(scene, one, to, part, scene.at(day))


def _to_recruiter(scene: Scene, one: Actor, to: Actor, kroner: float, at: int) -> None:
    """One sum to the recruiter: by phone here, by a transfer firm, wallet or coins elsewhere."""
    side = to.side
    if side is None:
        side = to.side = scene.d.outsider(name=to.name)
    by = scene.one("fee_by_abroad" if side.country else "fee_by")
    if by == "crypto":
        side = scene.outside("Møntbørsen")
    scene.move(one, side, kroner, at, by, text=scene.words("fee_texts"))


def at_work(scene: Scene, head: Actor) -> None:
    """Work with an employer elsewhere; most of the pay goes to whoever brought them."""
    employer = scene.d.outsider(name=scene.luck.choice(scene.value("employers")), phone=False)
    share, way = scene.draw("pay_taken"), scene.one("pay_taken_by")
    for one in scene.victims:
        if one.side is None or not one.inside:
            scene.unseen("pay_taken_by_recruiter")
            continue
        if not one.resident:
            scene.earners.append(one)
        pay = scene.draw("net_pay")
        for year, month in scene.months():
            day = last_bank_day(year, month)
            if not one.ready(day) or not one.there(day) or not scene.covered(day):
                continue
            at, kroner = scene.at(day, "pay_hours"), round(pay * scene.draw("pay_varies"))
            scene.d.book.pay(at, employer, one.side, ore(kroner), "transfer", timed=False,
                             purpose="SALA", text="løn")  # fmt: skip
            with scene.network.trace("pay_taken_by_recruiter"):
                after = at + round(3600 * scene.draw("taken_after_hours"))
                _taken(scene, one, head, notes(kroner * share), after, way)


def _taken(scene: Scene, one: Actor, head: Actor, kroner: float, at: int, way: str) -> None:
    if not scene.covered(day_of(at)) or kroner < scene.value("least_passed") or one.side is None:
        return
    if way == "cash" or head.side is None:
        machine = scene.machine(scene.d.nearby(scene.luck))
        scene.d.book.cash(at, one.side, ore(kroner), machine, "atm_withdrawal")
    else:
        by = "remittance" if head.side.country else "transfer"
        scene.move(one, head.side, kroner, at, by, text=scene.words())


def sold(scene: Scene, heads: list[Actor], helpers: list[Actor]) -> None:
    """Sold for sex in one town, for some weeks or for as long as the plant lasts."""
    made = _sexual.trade(scene, heads, helpers)
    town = scene.d.nearby(scene.luck) if scene.happens("sold_near") else scene.town()
    for who in made.personas:
        since, until = scene.part(who.actor)
        if since > until:
            continue
        if scene.happens("sold_by_ads"):
            day = since
            while day <= until:
                ends = min(until, day + dt.timedelta(days=scene.count("sold_ad_days")))
                _sexual.advertise(made, who, town, day, ends)
                day = ends + dt.timedelta(days=1)
        _clients.visits(made, who, town, since, until)
    pot = Pot(made.task("head"))
    for till in made.tills:
        _proceeds.passed_on(scene, till.owner, till.taken, pot, till.side)
    _proceeds.cash_used(scene, made.cash, pot, [made.task("cash"), *helpers])
    _proceeds.sent_abroad(scene, pot, [*helpers, *scene.victims])


def accounts_used(scene: Scene, head: Actor, who: list[Actor], trace: str) -> None:
    """Strangers' money comes in on somebody's account and leaves it at once, in cash or onwards."""
    pool = [
        scene.d.outsider(name=names.person(scene.luck), phone=False)
        for _ in range(scene.count("senders"))
    ]
    for one in who:
        if one.side is None or not one.inside:
            scene.unseen(trace)
            continue
        since, until = scene.part(one)
        since = max(since, one.opened)
        scene.earners.append(one)
        with scene.network.trace(trace):
            for day in scene.days(scene.draw("runs_a_month"), since, until):
                _run(scene, one, head, pool, day)


def _run(scene: Scene, one: Actor, head: Actor, pool: list[Side], day: dt.date) -> None:
    """One run: some sums in, the whole out again within minutes or days, less what is kept."""
    at, total = scene.at(day, "run_hours"), 0.0
    if one.side is None:
        return
    for _ in range(scene.count("sums_in")):
        kroner = scene.draw("sum_in")
        kroner = notes(kroner) if scene.happens("round_in") else round(kroner)
        by = scene.one("sums_in_by") if kroner <= scene.value("mobile_most") else "transfer"
        payer = scene.luck.choice(pool)
        scene.d.book.pay(at, payer, one.side, ore(kroner), by, text=scene.words("run_texts"))
        total += kroner
        at += round(60 * scene.draw("between_sums_minutes"))
    out = total * scene.draw("run_passed")
    at += round(60 * scene.draw("run_after_minutes"))
    device = head.device if scene.happens("run_by_organiser") else one.device
    for _ in range(scene.count("sums_out")):
        kroner = min(out, scene.draw("sum_out"))
        if kroner < scene.value("least_passed") or not scene.covered(day_of(at)):
            return
        way = scene.one("run_out_by")
        if way == "cash":
            kroner = kroner // 100 * 100
            machine = scene.machine(scene.d.nearby(scene.luck))
            if kroner >= 100:
                scene.d.book.cash(at, one.side, ore(kroner), machine, "atm_withdrawal")
        elif way == "crypto":
            scene.move(one, scene.outside("Møntbørsen"), round(kroner), at, "crypto", device=device)
        elif head.side is not None:
            by = "remittance" if head.side.country else way
            scene.move(one, head.side, round(kroner), at, by, text=scene.words(), device=device)
        out -= kroner
        at += round(60 * scene.draw("between_sums_minutes"))

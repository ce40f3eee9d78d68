"""A bookkeeper or accountant who acts on many clients' accounts from one desk."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import last_bank_day
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.ordinary.living import everyday
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "identity_misuse"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """Clients are the town's small firms and some of their owners; they pay a fee each month."""
    clients = work.employers(d)
    if len(clients) < HABITS.clients[0]:
        return False
    keeper = work.grown_up(d, luck, settled=True)
    since = work.long_ago(d, luck)
    segment = "accountant" if luck.random() < HABITS.known_as_such else None
    from_home = keeper.home if luck.random() < HABITS.from_home else None
    office = firms.establish(
        d, luck, HABITS.trade, owner=keeper, since=since, segment=segment, premises=from_home
    )
    chosen = luck.sample(clients, min(len(clients), work.count(luck, HABITS.clients)))
    for client in chosen:
        _serves(d, luck, keeper, office, client)
    work.draw_out(d, luck, office, keeper, HABITS.drawings)
    rent = work.rent(luck, work.HABITS.flat_rent)
    everyday(d, luck, keeper, rent=rent)
    work.remember(d, network, [keeper], [office], since=since)
    return True


def _serves(d: District, luck: Random, keeper: Person, office: Firm, client: Firm) -> None:
    """Access to the firm's account, and to the owner's where the two are one business."""
    began = d.day_in(luck, client.since, d.calendar.last)
    sides = [client.side]
    owner = client.owner
    if owner is not None and owner.side.inside and luck.random() < HABITS.owner_too:
        sides.append(owner.side)
    for side in sides:
        role = "business_user" if side is client.side else "power_of_attorney"
        work.authorise(d, side, keeper.id, role, began)
    fee = work.kroner(luck, HABITS.fee, step=50)
    for year, month in d.calendar.months:
        day = last_bank_day(year, month) - dt.timedelta(
            days=work.count(luck, HABITS.before_month_end)
        )
        if day < began:
            continue
        for side in sides:
            for _ in range(work.count(luck, HABITS.log_ins)):
                _acts(d, luck, keeper, office, side, day)
        work.invoice(d, luck, office, client.side, fee, day, "bogholderi")


def _acts(
    d: District, luck: Random, keeper: Person, office: Firm, side: Side, day: dt.date
) -> None:
    """Opens the account, and often pays a bill or the tax."""
    at = work.at(luck, day, work.HABITS.office)
    ip = f"IP-{office.id}"
    account = side.account
    work.visit(d, party=keeper.id, account=account, device=keeper.device, at=at, ip=ip)
    if luck.random() < HABITS.pays:
        name = luck.choice(
            ("Skattestyrelsen", "Leverandør Hav", "Feriepenge", "Pension Eng", "El Torv")
        )
        ore = work.kroner(luck, HABITS.bill, step=1) * 100 + luck.randrange(100)
        to = Side(f"X-{name}", name=name)
        d.book.pay(at + 200, side, to, ore, "transfer", device=keeper.device)

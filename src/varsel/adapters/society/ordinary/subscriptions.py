"""Phone numbers: changed, second, paid by firms, sold to visitors, and those that had others before.

Children's phones and what residents top up stand in `phones`, beside the payments for them.
"""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.faces import Cast
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)

Row = dict[str, object]


def link_phones(d: District, cast: Cast) -> None:
    """What phone companies and the bank's own files know of the district's numbers."""
    luck = d.luck.plain("subscriptions")
    contacts = _own_contacts(d)
    contracts = {
        str(r["phone"]): r
        for r in reversed(d.book.rows.get("phone_link", ()))
        if r["kind"] == "contract"
    }
    for person in d.people:
        own = contacts.get(person.id)
        adult = person.life != "child"
        if adult and own and luck.random() < HABITS.changed:
            _changed(d, luck, person, own, contracts.get(person.phone))
        elif adult and own and luck.random() < HABITS.recycled:
            _recycled(d, luck, person, own)
        if adult and luck.random() < HABITS.second:
            _second(d, luck, person)
        if luck.random() < HABITS.used_seen:
            _used(d, luck, cast, person)
    for firm in d.firms:
        _firm(d, luck, firm)
    _visitors(d, luck)


def _own_contacts(d: District) -> dict[str, Row]:
    """The row in which each resident gives the number that is now theirs."""
    phone = {p.id: p.phone for p in d.people}
    return {
        str(r["party_id"]): r
        for r in reversed(d.book.rows.get("contact", ()))
        if r.get("party_id") in phone and r["value"] == phone[str(r["party_id"])]
    }


def _changed(d: District, luck: Random, who: Person, own: Row, contract: Row | None) -> None:
    """A number given up for the present one; the bank's file may keep the old one for good.

    Of those to whom something is told elsewhere nothing that is written already is moved.
    """
    since = _day(own["since"], d.calendar.first)
    earliest = max(since, d.calendar.last - dt.timedelta(days=HABITS.changes_seen))
    day = d.day_in(luck, earliest, d.calendar.last)
    old = d.book.phone()
    until = None if luck.random() < HABITS.never_corrected else day
    account = who.side.account if who.side.inside and luck.random() < HABITS.account_seen else None
    d.book.add("contact", kind="phone", value=old, party_id=who.id, since=since, until=until)
    online.phone_link(d, old, "contract", since=since, until=day, party=who.id, account=account)
    if not who.used:
        own["since"] = day
        if contract:
            contract["since"] = day


def _recycled(d: District, luck: Random, who: Person, own: Row) -> None:
    """The number was somebody else's some years before."""
    until = _day(own["since"], d.calendar.first) - dt.timedelta(days=luck.randint(*HABITS.rest))
    since = until - dt.timedelta(days=round(luck.expovariate(1 / HABITS.owned)))
    before = luck.choice(d.adults) if luck.random() < HABITS.before_known else None
    if before is who or (before and before.age(since) < HABITS.first_number):
        before = None
    party = before.id if before else None
    online.phone_link(d, who.phone, "contract", since=since, until=until, party=party)
    if party and luck.random() < HABITS.before_in_file:
        d.book.add(
            "contact", kind="phone", value=who.phone, party_id=party, since=since, until=until
        )


def _second(d: District, luck: Random, who: Person) -> None:
    """A second number: for work, for the summer house, for peace, for the own small firm."""
    earliest = max(who.arrived or dt.date.min, d.calendar.last - dt.timedelta(HABITS.changes_seen))
    day, until = d.day_in(luck, earliest, d.calendar.last), None
    if luck.random() < HABITS.second_ends:
        until = day + dt.timedelta(days=round(luck.expovariate(1 / HABITS.second_lasts)))
    number = d.book.phone()
    kind = "prepaid" if luck.random() < HABITS.second_prepaid else "contract"
    account = who.side.account if who.side.inside and luck.random() < HABITS.account_seen else None
    online.phone_link(d, number, kind, since=day, until=until, party=who.id, account=account)
    if luck.random() < HABITS.second_in_file:
        d.book.add("contact", kind="phone", value=number, party_id=who.id, since=day, until=until)


def _used(d: District, luck: Random, cast: Cast, who: Person) -> None:
    """Who really uses a number, as an app or the company sees it."""
    if who.age(d.calendar.last) < HABITS.first_number:
        return
    known = [cast.faces[who.id, p] for p in HABITS.apps if (who.id, p) in cast.faces]
    since = known[0].since if known else d.calendar.some_day(luck, who.arrived)
    profile = known[0].profile if known else None
    online.phone_link(d, who.phone, "used", since=since, party=who.id, profile_id=profile)


def _firm(d: District, luck: Random, firm: Firm) -> None:
    """Work phones of the staff, and numbers for alarms, tills and cars."""
    number_of = 0
    if luck.random() < HABITS.gives_phones:
        number_of = sum(luck.random() < HABITS.has_work_phone for _ in firm.staff)
    account = firm.side.account if firm.side.inside else None
    earliest = max(firm.since, d.calendar.last - dt.timedelta(days=HABITS.changes_seen))
    for worker in luck.sample(firm.staff, number_of):
        since, phone = d.day_in(luck, earliest, d.calendar.last), d.book.phone()
        online.phone_link(d, phone, "contract", since=since, party=firm.id, account=account)
        if luck.random() < HABITS.used_seen:
            online.phone_link(d, phone, "used", since=since, party=worker.id)
    if luck.random() < HABITS.machines:
        for _ in range(luck.randint(*HABITS.machine_numbers)):
            since, phone = d.day_in(luck, earliest, d.calendar.last), d.book.phone()
            online.phone_link(d, phone, "contract", since=since, party=firm.id, account=account)


def _visitors(d: District, luck: Random) -> None:
    """Cards that guests, students and seasonal workers buy in a kiosk; nobody knows who they are."""
    for _ in range(round(HABITS.visitors * len(d.people) / 1000 * len(d.calendar) / 365)):
        day, number = d.calendar.some_day(luck), d.book.phone()
        online.phone_link(d, number, "prepaid", since=day)
        until = day + dt.timedelta(days=round(luck.expovariate(1 / HABITS.card_lasts)))
        day += dt.timedelta(days=luck.randint(1, 30))
        while day <= min(until, d.calendar.last):
            kroner = luck.choices(HABITS.amounts, HABITS.amount_weights)[0]
            online.phone_link(d, number, "top_up", since=day, amount=kroner)
            day += dt.timedelta(days=max(3, round(luck.gauss(*HABITS.every))))


def _day(value: object, otherwise: dt.date) -> dt.date:
    return value if isinstance(value, dt.date) else otherwise

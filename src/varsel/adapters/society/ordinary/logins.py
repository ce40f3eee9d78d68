"""Log-ins: own phones and computers, new ones, the family's tablet, the library, the bookkeeper."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from random import Random

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import DAY, day_number, moment
from varsel.adapters.society.district import District
from varsel.adapters.society.person import Firm, Person

HABITS = beside(__file__)

#: A device with its weight, and its network address where that is always the same one.
Device = tuple[str, float, str | None]


@dataclass
class Access:
    """How one account holder comes in: devices by weight, addresses, and since when a new phone."""

    party: str
    account: str
    phone: str | None
    devices: list[Device]
    home: str
    work: str | None
    since: int
    until: int
    times: int
    replaced: tuple[str, int, str] | None = None


def write_logins(d: District, opened: dict[str, dt.date]) -> None:
    """Log-ins of residents and firms, besides those that were written already."""
    luck = d.luck.plain("logins")
    done = Counter(str(r["party_id"]) for r in d.book.rows.get("login", ()))
    circle = Circle(d, luck)
    first, last = day_number(d.calendar.first), day_number(d.calendar.last)
    ways: list[Access] = []
    for person in d.adults:
        account = person.side.account
        if not person.side.inside or account is None:
            continue
        since = max(first, day_number(opened.get(account, d.calendar.first)))
        if since < last:
            way = circle.resident(person, account, since, last)
            way.times = max(0, way.times - done[person.id])
            ways.append(way)
    ways += [
        circle.firm(f, f.side.account, first, last)
        for f in d.firms
        if f.side.inside and f.side.account
    ]
    _write(d, ways, circle.mobile)


class Circle:
    """Devices and addresses that people of a district share."""

    def __init__(self, d: District, luck: Random) -> None:
        self.d, self.luck = d, luck
        new = d.book.new
        self.mobile = [new("IP-M") for _ in range(HABITS.mobile_addresses)]
        self.public_machines: list[Device] = [
            (new("DV"), 1.0, "IP-bibliotek" + str(d.number)) for _ in range(HABITS.public_machines)
        ]
        self.keepers: list[Device] = [
            (new("DV"), 1.0, new("IP-K")) for _ in range(HABITS.bookkeepers)
        ]
        self.tablets: dict[str, str] = {}
        self.desks: dict[str, str] = {}
        self.premises = {f.id: f.premises for f in d.firms}
        self.adults = d.adults

    def resident(self, who: Person, account: str, since: int, last: int) -> Access:
        """One adult's devices, most of them their own."""
        luck, age = self.luck, who.age(self.d.calendar.last)
        shares, weights = HABITS.has, HABITS.weight
        devices: list[Device] = [(who.device, weights["phone"], None)]

        def maybe(name: str, factor: float = 1.0) -> bool:
            return luck.random() < float(shares[name]) * factor

        if maybe("computer"):
            devices.append((self.d.book.new("DV"), weights["computer"], None))
        if who.kin and who.household and who.home and (tablet := self._tablet(who.home)):
            devices.append((tablet, weights["tablet"], None))
        if maybe("helper", HABITS.old_more if age >= HABITS.old else 1.0):
            devices.append((self._helper(who).device, weights["helper"], None))
        if maybe("library", HABITS.poor_more if who.life == "idle" or who.arrived else 1.0):
            machine, _, address = luck.choice(self.public_machines)
            devices.append((machine, weights["library"], address))
        work = None
        if who.employer in self.premises:
            work = f"IP-{self.premises[who.employer]}"
            if maybe("desk"):
                desk = self.desks.setdefault(who.employer, self.d.book.new("DV"))
                devices.append((desk, weights["desk"], work))
        median, sigma = HABITS.times[who.life]
        times = median * luck.lognormvariate(0, sigma) * (last - since + 1) / 365
        replaced = None
        if luck.random() < HABITS.replaced:
            replaced = (who.device, luck.randint(since, last), self.d.book.new("DV"))
        home = f"IP-{who.home or who.id}"
        phone = who.phone if luck.random() < HABITS.by_phone else None
        return Access(
            who.id, account, phone, devices, home, work, since, last, round(times), replaced
        )

    def firm(self, firm: Firm, account: str, first: int, last: int) -> Access:
        """The owner's phone, the office, and for many a bookkeeper who serves others too."""
        luck = self.luck
        home = f"IP-{firm.premises}"
        devices: list[Device] = [(self.d.book.new("DV"), HABITS.weight["computer"], home)]
        if firm.owner:
            devices.append((firm.owner.device, HABITS.weight["phone"], None))
            home = f"IP-{firm.owner.home or firm.premises}"
        if luck.random() < HABITS.has_bookkeeper:
            machine, _, address = luck.choice(self.keepers)
            devices.append((machine, HABITS.weight["bookkeeper"], address))
        if firm.staff and luck.random() < HABITS.staff_access:
            devices.append((luck.choice(firm.staff).device, HABITS.weight["desk"], None))
        since = max(first, day_number(firm.since))
        median, sigma = HABITS.firm_times
        times = median * luck.lognormvariate(0, sigma) * max(0, last - since + 1) / 365
        return Access(
            firm.id, account, None, devices, home, f"IP-{firm.premises}", since, last, round(times)
        )

    def _tablet(self, home: str) -> str | None:
        """The household's tablet, if it has one."""
        if home not in self.tablets:
            has = self.luck.random() < HABITS.has["tablet"]
            self.tablets[home] = self.d.book.new("DV") if has else ""
        return self.tablets[home] or None

    def _helper(self, who: Person) -> Person:
        own = [p for p in who.household if p.life != "child"]
        return self.luck.choice(own or self.adults)


def _write(d: District, ways: list[Access], mobile: list[str]) -> None:
    """All log-ins, in the order of people; chance in arrays, as there are many."""
    rng = d.luck.arrays("logins")
    total = sum(w.times for w in ways)
    if not total:
        return
    hours = rng.choice(24, total, p=np.array(HABITS.hours) / sum(HABITS.hours))
    seconds = (hours * 3600 + rng.integers(0, 3600, total)).tolist()
    draws = rng.random((5, total))
    when, which, where, well, code = draws.tolist()
    shares = HABITS.address
    fails, coded_share = HABITS.fails, HABITS.coded
    n, rows = 0, d.book.rows.setdefault("login", [])
    for way in ways:
        weights = np.cumsum([w for _, w, _ in way.devices])
        span = way.until - way.since + 1
        chosen = np.searchsorted(weights / weights[-1], which[n : n + way.times])
        for k in np.minimum(chosen, len(way.devices) - 1).tolist():
            device, _, address = way.devices[k]
            day = way.since + int(when[n] * span)
            if way.replaced and device == way.replaced[0] and day >= way.replaced[1]:
                device = way.replaced[2]
            at = day * DAY + seconds[n]
            address = address or _address(way, where[n], mobile, shares)
            ok, coded = well[n] >= fails, code[n] < coded_share
            rows.append(_row(d, way, at, device, address, ok=ok, coded=coded))
            if not ok and well[n] < fails * HABITS.tries_again:
                late = at + int(code[n] * HABITS.again_within) + 5
                rows.append(_row(d, way, late, device, address, ok=True, coded=False))
            n += 1


def _address(
    way: Access, draw: float, mobile: list[str], shares: tuple[float, float, float]
) -> str:
    """Home, the phone network (which many share), work, or somewhere under way."""
    home, network, work = shares
    if draw < home:
        return way.home
    if draw < home + network:
        return mobile[int((draw - home) / network * len(mobile))]
    if draw < home + network + work:
        return way.work or way.home
    return f"IP-X{int(draw * 1e9)}"


def _row(
    d: District, way: Access, at: int, device: str, address: str, *, ok: bool, coded: bool
) -> dict[str, object]:
    """One attempt. Log-ins are so many that they go past `Book.add`; no trace is open here."""
    return {
        "login_id": d.book.new("L"),
        "party_id": way.party,
        "account_id": way.account,
        "device": device,
        "ip_hash": address,
        "phone": way.phone if coded else None,
        "at": moment(at),
        "succeeded": ok,
    }

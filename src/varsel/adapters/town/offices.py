"""Look-alikes around offices and platforms: an accountant, couriers, a kiosk, a family that shares."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from varsel.adapters.town import doings
from varsel.adapters.town.clock import AS_OF, DAYS, moment, stamp
from varsel.adapters.town.companies import Trade
from varsel.adapters.town.ledger import Side, whole
from varsel.adapters.town.night import staffed
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale, lookalike

_BOOKS = Trade("Revision", "69.20", 0, (1, 1), 42_000, False)
_COURIERS = Trade("Bud", "49.41", 0, (6, 6), 29_800, True, "Mo-Sa 07:00-19:00")
_KIOSK = Trade("Kiosk", "47.26", 0, (1, 1), 26_400, True, "Mo-Su 06:00-23:00", "5499")


def accountant(scene: Scene) -> Tale:
    """One office keeps thirty firms' books: its phone is on their papers, its device on their accounts."""
    random = scene.random("accountant")
    keeper = scene.customer(random, 50, "Vejle")
    scene.everyday(random, keeper)
    office = scene.establish(
        random,
        _BOOKS,
        "Vejle",
        keeper,
        segment="accountant",
        since=dt.date(2008, 1, 2),
    )
    phone, device = scene.ledger.phone(), scene.ledger.new("DV")
    private = [f for f in scene.firms if f.owner]
    clients = random.sample(private, min(30, len(private)))
    for party in (office.id, *(c.id for c in clients)):
        scene.ledger.add(
            "contact", contact_id=scene.ledger.new("CT"), kind="phone", value=phone, party_id=party,
            since=dt.date(2019, 1, 1),
        )  # fmt: skip
    fee = whole(2_400)
    for client in clients:
        scene.ledger.add(
            "authority", account_id=client.side.account, party_id=keeper.id, role="business_user",
            since=dt.date(2019, 1, 1),
        )  # fmt: skip
        for _ in range(14):
            day = random.choice(DAYS)
            scene.ledger.add(
                "login", login_id=scene.ledger.new("L"), party_id=keeper.id, device=device,
                account_id=client.side.account, ip_hash="IP-BOOKS", succeeded=True,
                at=moment(day, f"{random.randint(8, 16):02}:20"),
            )  # fmt: skip
        for month in range(1, 11, 3):
            at = stamp(dt.date(2026, month, 15), 11 * 60)
            scene.ledger.pay(
                at, client.side, office.side, fee, "transfer", timed=False, text="Bogføring"
            )
    return lookalike(
        "accountant",
        ("Et bogholderi", "Samme telefon og maskine står ved tredive firmaer."),
        ("An accountant's office", "One phone and one device stand with thirty firms."),
        [f"party:{office.id}", f"party:{keeper.id}", f"phone:{phone}", f"device:{device}"],
        "F16",
        "X8",
        "F15",
    )


def couriers(scene: Scene) -> Tale:
    """A courier firm sees its drivers' phones during shifts; everybody knows, and it ends at night."""
    random = scene.random("couriers")
    firm, drivers = staffed(scene, random, _COURIERS, "Aarhus", 6, since=dt.date(2018, 4, 1))
    desk = doings.profile(scene.ledger, "Kortdeling", party=firm.id, created=dt.date(2018, 4, 1))
    for driver in drivers:
        mine = doings.profile(
            scene.ledger, "Kortdeling", party=driver.id, created=dt.date(2022, 1, 1)
        )
        for day in DAYS[-60:]:
            if day.weekday() < 6 and random.random() < 0.8:
                scene.ledger.add(
                    "location_share", share_id=scene.ledger.new("LS"), platform="Kortdeling",
                    sharer_id=mine, viewer_id=desk, starts_at=moment(day, "07:00"),
                    ends_at=moment(day, "16:30"), reciprocal=False, relation="work",
                )  # fmt: skip
    return lookalike(
        "couriers",
        ("Et budfirma", "Kontoret ser chaufførernes telefoner i arbejdstiden, som aftalt."),
        ("A courier firm", "The office sees the drivers' phones during shifts, as agreed."),
        [f"party:{firm.id}", f"profile:{desk}", *(f"party:{d.id}" for d in drivers)],
        "R1",
    )


def kiosk(scene: Scene) -> Tale:
    """A kiosk buys top-ups for its customers, day in and day out."""
    random = scene.random("kiosk")
    firm, _ = staffed(scene, random, _KIOSK, "Horsens", 1, since=dt.date(2011, 8, 1))
    seller = Side(account="X-TOPUP", name="Taletid Engros")
    for day in DAYS[::3]:
        for _ in range(random.randint(1, 4)):
            amount = random.choice((49, 99, 99, 199))
            scene.ledger.pay(
                stamp(day, 18 * 60), firm.side, seller, whole(amount), "transfer", text="Taletid"
            )
            scene.ledger.add(
                "phone_link", link_id=scene.ledger.new("PL"), phone=scene.ledger.phone(),
                kind="top_up", party_id=firm.id, account_id=firm.side.account, since=day,
                amount_dkk=Decimal(amount),
            )  # fmt: skip
    return lookalike(
        "kiosk",
        ("En kiosk med taletid", "Kiosken lader kundernes numre op hver dag."),
        ("A kiosk that sells top-ups", "The kiosk tops up its customers' numbers every day."),
        [f"party:{firm.id}", f"account:{firm.side.account}"],
        "R7",
    )


def family(scene: Scene) -> Tale:
    """Parents and children see each other on the map; the parents pay the children's phones."""
    random = scene.random("family")
    home = next(
        [p, *p.household]
        for p in scene.town
        if p.life != "child" and sum(m.life == "child" for m in p.household) >= 2
    )
    parents = [m for m in home if m.life != "child"]
    parent, children = parents[0], [m for m in home if m.life == "child"]
    mine = doings.profile(scene.ledger, "Kortdeling", party=parent.id, created=dt.date(2021, 1, 1))
    for child in children:
        theirs = doings.profile(
            scene.ledger, "Kortdeling", party=child.id, created=dt.date(2023, 1, 1)
        )
        scene.ledger.add(
            "location_share", share_id=scene.ledger.new("LS"), platform="Kortdeling",
            sharer_id=theirs, viewer_id=mine, starts_at=moment(dt.date(2025, 8, 1), "08:00"),
            reciprocal=True, relation="parent",
        )  # fmt: skip
        for day in DAYS[:: random.randint(28, 33)]:
            scene.ledger.add(
                "phone_link", link_id=scene.ledger.new("PL"), phone=child.phone, kind="top_up",
                party_id=parent.id, account_id=parent.side.account, since=day, amount_dkk=Decimal(99),
            )  # fmt: skip
    at = moment(AS_OF - dt.timedelta(days=40), "19:00")
    scene.ledger.add(
        "abuse_report", report_id=scene.ledger.new("AR"), category="spam", demand="none", at=at,
        reported_id=doings.profile(scene.ledger, "Facebook"), affected_id=parent.id,
        confirmed_by_person=False,
    )  # fmt: skip
    return lookalike(
        "family",
        ("En familie, der deler", "Forældre og børn ser hinanden på kortet og deler regninger."),
        ("A family that shares", "Parents and children see each other on the map and share bills."),
        [f"party:{m.id}" for m in home],
        "R1",
        "R7",
    )

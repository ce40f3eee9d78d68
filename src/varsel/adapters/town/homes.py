"""Look-alikes around where people live and sleep: a staff house, a student hall, a fitter away."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from varsel.adapters.town import companies, doings, living, people, wages
from varsel.adapters.town.clock import MONTHS, moment
from varsel.adapters.town.companies import Trade
from varsel.adapters.town.ledger import some_day
from varsel.adapters.town.people import Person
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale, lookalike
from varsel.adapters.town.words import words

_HOTEL = Trade("Badehotel", "55.10", 0, (8, 8), 27_600, True, "24/7", "7011")
_SEASON = tuple((2026, month) for month in (4, 5, 6, 7, 8, 9))


def staff_house(scene: Scene) -> Tale:
    """Eight people work a season at a seaside hotel and live in its staff house, as agreed."""
    random = scene.random("staff house")
    owner = scene.customer(random, 55, "Fredericia")
    scene.everyday(random, owner)
    firm = scene.establish(random, _HOTEL, "Fredericia", owner, since=dt.date(2003, 5, 1))
    house = people.dwelling(scene.ledger, "Fredericia", "staff_housing", 210, 9, 8)
    came = dt.date(2026, 3, 30)
    staff = [
        scene.customer(random, random.randint(20, 34), "Fredericia", home=house, since=came)
        for _ in range(8)
    ]
    companies.hire(firm, staff)
    _season(scene, random, firm, staff)
    guide = scene.stranger(scene.name(random))
    for number, person in enumerate(staff[:4]):
        doings.meet(
            scene.ledger, person.id, came, f"{10 + number}:00", "bank", "Filialen Havnen",
            ["companion_employer", "companion_answers"], companion=guide,
        )  # fmt: skip
    author = doings.profile(
        scene.ledger,
        "Facebook",
        party=firm.id,
        created=dt.date(2012, 1, 9),
        verified=True,
        company_no=firm.number,
    )
    scene.ledger.add(
        "post", post_id=scene.ledger.new("PO"), platform="Facebook", group_id="GR-JOB1",
        group_kind="job", author_id=author, posted_at=moment(dt.date(2026, 2, 10), "10:00"),
        text=words("town")["season"].format(firm=firm.name, pay=167),
    )  # fmt: skip
    return lookalike(
        "staff_house",
        ("En personalebolig", "Otte sæsonfolk bor i badehotellets hus og er ansat efter aftale."),
        ("A staff house", "Eight seasonal workers live in the seaside hotel's house, as agreed."),
        [f"party:{firm.id}", f"dwelling:{house}", *(f"party:{p.id}" for p in staff)],
        "F14",
        "F15",
        "B1",
        "R5",
    )


def _season(scene: Scene, random: Random, firm: companies.Company, staff: list[Person]) -> None:
    """Wages with the agreed rent taken off, and ordinary spending from April to September."""
    for when in _SEASON:
        for person in staff:
            hours = round(random.gauss(155, 12), 1)
            wages.payslip(
                scene.ledger, firm, person, when, round(hours * 172), hours,
                deductions=Decimal(1_800),
            )  # fmt: skip
    season = (dt.date(2026, 4, 8), dt.date(2026, 9, 28))
    for person in staff:
        living.shopping(scene.ledger, random, person, scene.streets, 2.4, between=season)
        for _ in range(12):
            doings.visit(scene.ledger, person, person.device, some_day(random, *season), 20 * 60)


def student_hall(scene: Scene) -> Tale:
    """Twenty students have one address; seven of them have a job in the same supermarket."""
    random = scene.random("hall")
    hall = people.dwelling(scene.ledger, "Vejle", "student_hall", 640, 20, 20)
    shop = next(f for f in scene.firms if f.trade.nace == "47.11")
    students = [
        scene.customer(
            random, random.randint(19, 25), "Vejle", home=hall, since=dt.date(2024, 8, 20)
        )
        for _ in range(20)
    ]
    for person in students:
        person.life = "student"
        living.income(scene.ledger, random, person)
        scene.everyday(random, person)
    for person in students[:7]:
        for when in MONTHS:
            hours = round(random.gauss(44, 8), 1)
            wages.payslip(scene.ledger, shop, person, when, round(hours * 158), hours)
    return lookalike(
        "student_hall",
        ("Et kollegium", "Tyve studerende har én adresse, og syv har job i samme butik."),
        ("A student hall", "Twenty students share an address, and seven work in one shop."),
        [f"dwelling:{hall}", *(f"party:{p.id}" for p in students)],
        "F14",
    )


def fitter(scene: Scene) -> Tale:
    """A fitter sleeps where the work is: four towns in two months, a home to return to."""
    random = scene.random("fitter")
    firm = next(f for f in scene.firms if f.trade.nace == "43.21")
    man = scene.customer(random, 46, firm.municipality)
    scene.everyday(random, man)
    for when in MONTHS:
        hours = round(random.gauss(168, 9), 1)
        wages.payslip(scene.ledger, firm, man, when, round(hours * 212), hours)
    towns = ("Aalborg", "Esbjerg", "Holstebro", "Odense", "Thisted")
    for number in range(22):
        start = dt.date(2025, 11, 10) + dt.timedelta(days=14 * number)
        place = towns[(number // 2) % len(towns)]
        doings.book(scene.ledger, random, man.id, man.side.account, man.id, place, start, 4)
    return lookalike(
        "fitter",
        ("En montør på farten", "Han sover, hvor arbejdet er, og kommer hjem i weekenden."),
        ("A fitter on the road", "He sleeps where the work is and comes home at week-ends."),
        [f"party:{man.id}", f"account:{man.side.account}"],
        "R3",
        "F10",
    )

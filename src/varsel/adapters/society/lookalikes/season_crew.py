"""A season's pickers or planters in the farm's staff housing, with contract and rent off the payslip."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes import _crew as crew
from varsel.adapters.society.lookalikes import _work as work
from varsel.adapters.society.ordinary import firms
from varsel.adapters.society.person import Firm, Person
from varsel.adapters.society.truth import Network

NEAR = "construction"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """They come in a week, work long weeks, save, and leave in a week; accounts are closed after."""
    seasons = [s for s in HABITS.season if _begins(d, HABITS.season[s]["month"])]
    if not seasons:
        return False
    season = HABITS.season[luck.choice(seasons)]
    first = luck.choice(_begins(d, season["month"]))
    first += dt.timedelta(days=work.count(luck, HABITS.day_of_month))
    last = work.days_on(luck, first, season["days"])
    farms = work.employers(d, "01")
    farm = luck.choice(farms) if farms and luck.random() < HABITS.known_farm else None
    farm = farm or firms.establish(d, luck, "01.13")
    beds = crew.houses(d, luck, work.count(luck, HABITS.number), work.weighted(luck, HABITS.use))
    helper = f"{farm.id}-kontor" if luck.random() < HABITS.helped else None
    workers = crew.arrive(d, luck, beds, first, HABITS.spread, helper=helper)
    terms = {
        "hourly": work.between(luck, HABITS.hourly),
        "weekly": work.between(luck, HABITS.weekly_hours),
        "rent": round(work.between(luck, HABITS.rent) / 50) * 50,
    }
    country = crew.shared_country(luck)
    for one in workers:
        begun, until = _works(d, luck, one, farm, last, terms)
        crew.live(d, luck, one, since=begun, until=until, saved=HABITS.saved, country=country)
    if luck.random() < HABITS.advertised:
        _advertise(d, luck, farm, first, season["crop"], terms)
    work.remember(d, network, workers, [farm], since=first, until=last)
    return True


def _begins(d: District, month: int) -> list[dt.date]:
    """First days of such months in the data."""
    return [dt.date(y, m, 1) for y, m in d.calendar.months if m == month]


def _works(
    d: District, luck: Random, one: Person, farm: Firm, last: dt.date, terms: dict[str, float]
) -> tuple[dt.date, dt.date]:
    """Fortnightly pay; the last days differ, and so do plans for next year."""
    begun = work.begins(d, luck, one, work.days_on(luck, one.arrived or last, HABITS.until_work))
    until = last - dt.timedelta(days=work.count(luck, HABITS.leaves_before))
    every = luck.choice(("fortnight", "fortnight", "month"))
    firms.employ(
        d,
        luck,
        farm,
        one,
        since=begun,
        until=until,
        hourly=terms["hourly"],
        weekly_hours=terms["weekly"] * work.between(luck, HABITS.differs),
        every=every,
        deduct=terms["rent"],
    )
    if luck.random() < HABITS.closes:
        work.end_account(d, one.side, work.days_on(luck, until, HABITS.closed_after))
    return begun, until


def _advertise(
    d: District, luck: Random, farm: Firm, first: dt.date, crop: str, terms: dict[str, float]
) -> None:
    """The farm looks for hands some weeks before, in groups where they look for work."""
    profile = online.profile(
        d,
        "Facebook",
        party=farm.id,
        created=first - dt.timedelta(days=work.count(luck, HABITS.profile_age)),
        verified=luck.random() < HABITS.verified or None,
        company_no=farm.number if luck.random() < HABITS.number_given else None,
    )
    for _ in range(work.count(luck, HABITS.how_often)):
        day = first - dt.timedelta(days=work.count(luck, HABITS.posted_before))
        text = luck.choice(HABITS.posts).format(
            crop=crop,
            month=f"{first.day}/{first.month}",
            pay=round(terms["hourly"]),
            rent=round(terms["rent"]),
        )
        group = luck.choice(("G-job-season-dk", "G-job-polonia-dk", "G-job-baltic-dk"))
        at = work.at(luck, day, work.HABITS.day)
        online.post(d, profile, at, text, platform="Facebook", group=group, kind="job")

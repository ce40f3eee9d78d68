"""A small temp agency whose recruiter puts one text into every group they find, in several towns."""

from __future__ import annotations

import datetime as dt
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.district import District
from varsel.adapters.society.lookalikes._lives import Life, begin, group, grown
from varsel.adapters.society.person import Person
from varsel.adapters.society.truth import Network

NEAR = "online_recruitment"
HABITS = beside(__file__)


def tell(d: District, luck: Random, network: Network) -> bool:
    """One resident who recruits for an agency from their own and the agency's profiles."""
    life = begin(d, luck, network, HABITS)
    found = life.residents(1, who=grown("worker"))
    if not found:
        return False
    recruiter = found[0]
    phones = [life.number(recruiter, "contract") for _ in range(life.count("work_phones"))]
    number = f"{luck.randint(10_000_000, 44_999_999)}" if life.happens("gives_number") else None
    for day in life.days(life.draw("rounds_a_month")):
        _round(life, recruiter, number, phones, day)
    return True


def _agency(life: Life, recruiter: Person, platform: str, number: str | None) -> str:
    """The agency's profile on a platform, or the recruiter's own."""

    def make() -> str:
        if life.happens("own_profile"):
            return life.profile(platform, recruiter, contact=recruiter.phone)
        made = online.profile(
            life.d,
            platform,
            created=life.d.day_in(
                life.luck, life.start - dt.timedelta(days=life.value("page_older_days")), life.start
            ),
            verified=life.happens("verified") if life.happens("verified_known") else None,
            company_no=number,
        )
        life.network.member("other", f"profile:{made}")
        return made

    return life.once(f"agency on {platform}", make)


def _round(
    life: Life, recruiter: Person, number: str | None, phones: list[str], day: dt.date
) -> None:
    """One text on one day: as many groups as there is patience for, with small changes at most."""
    slots = {
        "town": life.town(),
        "number": life.luck.randint(*life.value("wanted")),
        "pay": round(life.draw("hourly")),
        "week": round(life.draw("weekly"), -2),
        "phone": life.shown(life.luck.choice(phones)),
        "name": recruiter.name.split()[0],
        "app": life.one("apps"),
        "work": life.one("work"),
    }
    text, at, done = life.write("post", **slots), life.at(day, "office"), set()
    for _ in range(life.count("groups")):
        where, platform = group(life, life.one("group_kinds"), life.one("tongues"))
        if where in done:
            continue
        done.add(where)
        if life.happens("new_town_each"):
            text = text.replace(str(slots["town"]), life.town())
        author = _agency(life, recruiter, platform, number)
        if life.happens("post_at_hand"):
            online.post(life.d, author, at, text, platform=platform, group=where, kind="job")
        at += round(60 * life.draw("minutes_between_posts"))
    if life.happens("advertises"):
        until = day + dt.timedelta(days=life.count("days_up"))
        made = online.ad(
            life.d, "job", site=life.one("job_sites"), first_seen=day, last_seen=until,
            title=life.write("title", **slots), text=text, municipality=str(slots["town"]),
            advertiser=_agency(life, recruiter, "Facebook", number),
            contacts=[("phone", life.luck.choice(phones))],
        )  # fmt: skip
        life.network.member("other", f"ad:{made}")

"""Job offers and seekers' posts: what firms, agencies and private people write, in many tongues."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.ordinary.faces import Face
from varsel.adapters.society.ordinary.phrases import Lists, base, say, shown, words

HABITS = beside(__file__)
_JOBS = "words_jobs.toml"
_COMMON = "words_posts.toml"


@dataclass(frozen=True)
class Offer:
    """A job offer as written: headline, body, and the pay it names in kroner an hour, if any."""

    title: str
    text: str
    field: str


def lists(tongue: str) -> Lists:
    """All job phrases of a language; learners' own replace those they borrow."""
    table = words(_JOBS)
    own = table[tongue]
    return own if tongue == base(tongue) else {**table[base(tongue)], **own}


def field_of(luck: Random, face: Face | None, day: dt.date) -> str:
    """What kind of work: the firm's own trade, else by the season's demand."""
    if face and face.firm:
        for prefix, field in HABITS.field_of_trade.items():
            if face.firm.trade.startswith(prefix):
                return str(field)
    mix = HABITS.demand
    summer = HABITS.summer if day.month in HABITS.summer_months else {}
    return str(luck.choices(list(mix), [w * summer.get(f, 1.0) for f, w in mix.items()])[0])


def offer(
    luck: Random, face: Face, day: dt.date, town: str, tongue: str, *, on_site: bool = False
) -> Offer:
    """One job offer: a headline and some of the sentences that such offers are made of.

    on_site: whether it stands on a job site, which has its own way to apply, and not in a group.
    """
    field = field_of(luck, face, day)
    phrases = lists(tongue)
    if f"job_1.{field}" not in phrases:
        tongue, phrases = "en", lists("en")
    slots = common(luck, face, day, town, tongue) | _figures(luck, field)
    job = luck.choice(phrases[f"job_1.{field}"])
    many = _plural(job) if base(tongue) == "en" else job
    slots |= {
        "job_1": job,
        "job_p": many,
        "Job_1": job[:1].upper() + job[1:],
        "Job_p": many[:1].upper() + many[1:],
    }
    title = say(luck, phrases, "head", **slots)
    body = _sentences(luck, phrases, field, slots, HABITS.call_site if on_site else HABITS.call)
    breaks = luck.choices((" ", "\n", "\n- "), HABITS.layout)[0]
    return Offer(title, breaks.join(body).strip(), field)


def seek(luck: Random, face: Face, day: dt.date, town: str, tongue: str) -> str:
    """What somebody writes who looks for work."""
    phrases = lists(tongue)
    slots = common(luck, face, day, town, tongue)
    slots["work"] = luck.choice(phrases.get("work.any", ("",)))
    fields = [k for k in phrases if k.startswith("job_1.")]
    slots["job_1"] = luck.choice(phrases[luck.choice(fields)])
    return say(luck, phrases, "seek", **slots)


def common(luck: Random, face: Face, day: dt.date, town: str, tongue: str) -> dict[str, str]:
    """Slots that any text may have: names, places, days, hours, ages and contacts."""
    tongue = base(tongue)
    tables = words(_COMMON)
    age = face.person.age(day) if face.person else luck.randint(*HABITS.ages)
    low, high = HABITS.opening
    opens = luck.randint(low, high)
    months = tables["months"][tongue]
    ahead = luck.randint(*HABITS.months_ahead)
    return {
        "town": town,
        "name": face.name.split()[0],
        "firm": face.name if face.firm or face.agency else names.firm(Random(face.profile), "ApS"),
        "age": str(max(age, 18)),
        "phone": shown(luck, face.phone),
        "email": face.email,
        "handle": face.handle,
        "app": luck.choices(list(HABITS.apps), list(HABITS.apps.values()))[0],
        "month": months[(day.month - 1 + ahead) % 12],
        "weekday": luck.choice(tables["weekdays"][tongue]),
        "from": str(opens),
        "to": str(opens + luck.randint(*HABITS.shift)),
        "trade": luck.choice(tables["trades"].get(tongue, tables["trades"]["en"])),
        "rent": _round(luck, HABITS.room, 100),
        "flat": _round(luck, HABITS.flat, 250),
    }


def _figures(luck: Random, field: str) -> dict[str, str]:
    """Pay and hours; `pay` is set when the way of paying is known."""
    hourly, spread = HABITS.hourly[field]
    pay = luck.lognormvariate(0, spread) * hourly
    week = luck.choices(list(HABITS.week), list(HABITS.week.values()))[0]
    promise = luck.uniform(*HABITS.promise) if luck.random() < HABITS.promises else 1.0
    month = pay * HABITS.month_hours * promise
    return {
        "pay_hour": f"{pay * promise:.0f}",
        "pay_month": f"{round(month, -3):,.0f}".replace(",", luck.choice((".", "", " "))),
        "eur_hour": f"{pay / HABITS.euro:.0f}",
        "eur_month": f"{round(month / HABITS.euro, -2):.0f}",
        "week": week,
        "long": str(luck.randint(*HABITS.long_day)),
    }


def _sentences(
    luck: Random, phrases: Lists, field: str, slots: dict[str, str], call: dict[str, float]
) -> list[str]:
    """The body: what is said, in no fixed order, and how to answer at the end."""
    said = [f"task.{field}"]
    habits = dict(HABITS.says)
    housing = HABITS.housing_by_field.get(field, 1.0)
    for part, share in habits.items():
        factor = housing if part == "housing" else 1.0
        if luck.random() < share * factor:
            said.append(part)
    way = luck.choices(list(HABITS.pay_way), list(HABITS.pay_way.values()))[0]
    if way == "pay_piece" and field != "farm":
        way = "pay_hour"
    unit = "month" if way == "pay_month" else "hour"
    slots = slots | {"pay": slots[f"pay_{unit}"], "eur": slots[f"eur_{unit}"]}
    if way != "none":
        said.append(way)
    luck.shuffle(said)
    said = said[: luck.randint(*HABITS.sentences)]
    ways = [w for w in call if w in phrases]
    said.append(luck.choices(ways, [call[w] for w in ways])[0])
    if luck.random() < HABITS.second_call:
        said.append(luck.choice(ways))
    if luck.random() < HABITS.ending:
        said.append("end")
    return [say(luck, phrases, part, **slots) for part in said if part in phrases]


def _plural(job: str) -> str:
    """English: the first noun with an ending.

    >>> _plural("nanny"), _plural("helper on a building site"), _plural("driver")
    ('nannies', 'helpers on a building site', 'drivers')
    """
    head, *rest = job.split(" on a ") if " on a " in job else job.split(" for ")
    many = head[:-1] + "ies" if head.endswith("y") else head + "s"
    joint = " on a " if " on a " in job else " for "
    return joint.join([many, *rest])


def _round(luck: Random, spread: tuple[float, float], step: int) -> str:
    """A sum in kroner as people name it: median and sigma, rounded."""
    median, sigma = spread
    return f"{round(luck.lognormvariate(0, sigma) * median / step) * step}"

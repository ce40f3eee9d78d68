"""What is written around exploited labour: posts that recruit, reports of shifts, debts, threats."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from varsel.adapters.society import names, online
from varsel.adapters.society.bundles._labour import Plot, Worker
from varsel.adapters.society.bundles._labour_words import JOBS, line, lines, tongue_of
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.ordinary.phrases import shown
from varsel.adapters.society.person import Person
from varsel.adapters.society.places import some_place

#: Ordinary strangers of a district take every 200th foreign number from the district's own on;
#: organisers take those that are furthest from them.
_HALF = 100


@dataclass(frozen=True)
class Chat:
    """One conversation that is at hand: worker's and other side's profiles, app, language, basis.

    since and until: the days whose messages are at hand. met: when the police first met the worker.
    wiped: when the other side deleted the talk from afar. slots: sums that come up in it.
    """

    thread: str
    worker: str
    other: str
    platform: str
    tongue: str
    basis: str
    since: dt.date
    until: dt.date
    met: int | None
    wiped: int | None
    slots: dict[str, str]


def profile_of(plot: Plot, key: str, platform: str, person: Person | None = None) -> str:
    """Somebody's profile on a platform, the same each time; whose it is, is known now and then."""
    name = f"{key}/{platform}"
    if name not in plot.profiles:
        since = min(plot.start, plot.d.calendar.last) - dt.timedelta(days=plot.count("profile_age"))
        made = online.profile(
            plot.d,
            platform,
            owner=person if person and plot.happens("profile_known") else None,
            created=since if plot.happens("profile_dated") else None,
        )
        plot.profiles[name] = made
        role = "exploited" if key.startswith("worker") else "controller"
        plot.network.member(role, f"profile:{made}")
    return plot.profiles[name]


def foreign_phone(plot: Plot) -> str:
    """A foreign number of a range kept for fiction, one that no other district uses by chance."""
    numbers = [
        *(f"+447700900{n:03}" for n in range(1000)),
        *(f"+467017406{n:02}" for n in range(5, 100)),
        *(f"+336399800{n:02}" for n in range(100)),
        *(f"+4917139200{n:02}" for n in range(100)),
        *(f"+12025550{n}" for n in range(100, 200)),
    ]
    return plot.luck.choice(numbers[(plot.d.number + _HALF) % (2 * _HALF) :: 2 * _HALF])


def recruits(plot: Plot, kind: str) -> None:
    """An agent or the organiser offers work in groups; what is said is more or less than the truth."""
    d, luck = plot.d, plot.luck
    platform = plot.one("post_platform")
    tongue = tongue_of(luck, plot.country(), own=plot.happens("own_tongue"))
    with plot.network.trace("recruited_by_posts"):
        author = ""
        number = "" if plot.happens("post_danish_phone") else foreign_phone(plot)
        if plot.sight.platforms:
            author = profile_of(plot, "recruiter", platform)
            number = number or d.book.phone()
            plot.network.member("controller", f"phone:{number}")
        slots = _slots(plot)
        groups = [d.book.new("G") for _ in range(plot.count("groups"))]
        first = plot.start - dt.timedelta(days=plot.count("posts_before"))
        for _ in range(plot.count("posts")):
            day = plot.day(first)
            if author and plot.covered(day):
                text = _offer(plot, kind, tongue, slots | {"phone": shown(luck, number)})
                at = stamp(day, plot.clock("waking_hours"))
                group, what = luck.choice(groups), plot.one("group_kind")
                online.post(d, author, at, text, platform=platform, group=group, kind=what)
        if author and plot.happens("post_shows_contact"):
            d.book.add(
                "contact",
                kind="phone",
                value=number,
                profile_id=author,
                since=max(first, d.calendar.first),
            )


def advertised(plot: Plot, kind: str, site: str) -> None:
    """The work stands on a job site, in words like any other employer's."""
    d = plot.d
    with plot.network.trace("advertised_work"):
        tongue = plot.luck.choice(("da", "da", "en"))
        for _ in range(plot.count("ads")):
            day = plot.day(plot.start - dt.timedelta(days=plot.count("posts_before")))
            job = plot.luck.choice(JOBS[kind][tongue])
            slots = _slots(plot) | {"job": job, "town": d.municipality}
            slots["phone"] = shown(plot.luck, plot.boss.phone)
            text = _offer(plot, kind, tongue, slots)
            if not plot.sight.platforms or not plot.covered(day):
                continue
            made = online.ad(
                d,
                "job",
                site=site,
                first_seen=day,
                last_seen=day + dt.timedelta(days=plot.count("ad_days")),
                title=line(plot.luck, tongue, "head", job=job, town=d.municipality),
                text=text,
                municipality=d.municipality if plot.happens("ad_names_town") else None,
                contacts=(("phone", plot.boss.phone),),
            )
            plot.network.member("controller", f"ad:{made}")


def _slots(plot: Plot) -> dict[str, str]:
    """How one writer is reached: name and app."""
    apps = ("WhatsApp", "Telegram", "Viber", "WeChat", "Messenger", "Signal")
    return {"name": names.person(plot.luck).split()[0], "app": plot.luck.choice(apps)}


def _offer(plot: Plot, kind: str, tongue: str, slots: dict[str, str]) -> str:
    """The text of an offer: its parts come or not, and careful organisers write like others."""
    luck = plot.luck
    kroner = plot.one("promised_in") == "kr"
    sum_ = round(plot.draw("promised_kroner" if kroner else "promised_euro"), -2)
    pay = f"{sum_:,.0f} kr".replace(",", luck.choice((".", ""))) if kroner else f"{sum_:.0f} euro"
    own = {
        "job": luck.choice(JOBS[kind][tongue]),
        "town": plot.d.municipality if plot.happens("names_own_town") else some_place(luck),
        "pay": pay,
    }
    parts = ["head"]
    parts += ["promise"] if plot.happens("promises_pay") else []
    parts += ["ease"] * plot.count("eases")
    parts += ["contact"] if plot.happens("gives_contact") else []
    return lines(luck, tongue, parts, luck.choice(("\n", " ", " ")), **(own | slots))


def chat(plot: Plot, one: Worker, other: Person | None, key: str) -> Chat:
    """A conversation that came to hand: reported by the worker, handed over, or by court order."""
    platform = plot.one("chat_platform")
    basis = plot.one("basis")
    until = plot.seen_day(one.since, one.until)
    since = max(one.since, until - dt.timedelta(days=plot.count("chat_days")))
    met = stamp(until, plot.clock("office_hours")) if basis != "reported" else None
    met = met if plot.happens("police_noted") else None
    wiped = met is not None and plot.happens("talk_wiped")
    worker = f"worker {one.person.id}"
    return Chat(
        plot.d.book.new("TH"),
        profile_of(plot, worker, platform, one.person),
        profile_of(plot, key, platform, other),
        platform,
        tongue_of(plot.luck, one.country, own=plot.happens("own_tongue")),
        basis,
        since,
        until,
        met,
        met + round(3600 * plot.draw("wiped_hours")) if met and wiped else None,
        {
            "fine": str(plot.luck.choice(plot.value("fines"))),
            "debt": f"{round(plot.draw('fee'), -3):.0f}",
            "rate": f"{round(plot.draw('handed_fixed'), -2):.0f}",
        },
    )


def say(plot: Plot, talk: Chat, at: int, what: str, *, by_worker: bool) -> None:
    """One message of a conversation, at a moment, of a kind of line."""
    luck = plot.luck
    if not stamp(plot.d.calendar.first, 0) <= at < stamp(talk.until, 1440):
        return
    clock = f"{at // 3600 % 24}{luck.choice('.:')}{at // 60 % 60:02}"
    text: str | None = line(luck, talk.tongue, what, clock=clock, **talk.slots)
    sender, recipient = (talk.worker, talk.other) if by_worker else (talk.other, talk.worker)
    deleted = talk.wiped if plot.happens("wiped_share") else None
    text = None if deleted else text
    online.message(
        plot.d,
        sender,
        recipient,
        at,
        text,
        basis=talk.basis,
        platform=talk.platform,
        thread=talk.thread,
        deleted=deleted,
        deleted_by=talk.other if deleted else None,
        police=talk.met,
    )


def shift_reports(plot: Plot, chats: list[Chat]) -> None:
    """Workers write when they begin and end each day; organisers answer now and then."""
    with plot.network.trace("shift_reports"):
        for talk in chats:
            starts, hours = plot.clock("shift_starts"), plot.draw("shift_hours")
            for day in plot.d.calendar.between(talk.since, talk.until):
                if plot.happens("day_unreported"):
                    continue
                at = stamp(day, starts + plot.luck.gauss(0, plot.value("shift_varies")))
                end = at + round(3600 * hours * plot.draw("shift_longer"))
                say(plot, talk, at, "start", by_worker=True)
                if plot.happens("answers"):
                    say(
                        plot, talk, at + 60 * plot.count("answers_after"), "answer", by_worker=False
                    )
                if not plot.happens("end_unreported"):
                    say(plot, talk, end, "stop", by_worker=True)


def told_off(plot: Plot, chats: list[Chat], trace: str, what: str, number: str) -> None:
    """Lines of one kind from the organiser or agent, some of them answered."""
    with plot.network.trace(trace):
        for talk in chats:
            day = None
            for _ in range(plot.count(number)):
                if day is None or not plot.happens("same_day"):
                    day = plot.d.day_in(plot.luck, talk.since, talk.until)
                at = stamp(day, plot.clock("waking_hours"))
                say(plot, talk, at, what, by_worker=False)
                if plot.happens("pleads"):
                    later = at + 60 * plot.count("answers_after")
                    say(plot, talk, later, "plead", by_worker=True)


def watched(plot: Plot, seen: bool) -> None:
    """Workers must share where they are with the organiser."""
    with plot.network.trace("place_shared_with_organiser"):
        platform = plot.one("place_platform")
        for one in plot.workers:
            if not seen or plot.happens("not_shared") or not plot.covered(one.since):
                continue
            at = stamp(
                one.since + dt.timedelta(days=plot.count("shared_after")),
                plot.clock("waking_hours"),
            )
            end = stamp(one.until, plot.clock("waking_hours"))
            last = stamp(plot.d.calendar.last, 1440)
            if at < min(end, last):
                online.share_place(
                    plot.d,
                    profile_of(plot, f"worker {one.person.id}", platform, one.person),
                    profile_of(plot, "boss", platform, plot.boss),
                    at,
                    end if end < last and plot.happens("share_ended") else None,
                    platform=platform,
                    reciprocal=plot.luck.choice((False, False, True, None)),
                    relation=plot.luck.choice(("work", "work", "none", "friend", None)),
                )


def reported(plot: Plot, one: Worker) -> None:
    """A worker or somebody for them reports a threat or control to the platform."""
    platform = plot.one("chat_platform")
    with plot.network.trace("threat_reported"):
        day = plot.seen_day(one.since, one.until)
        online.report(
            plot.d,
            plot.one("report_category"),
            stamp(day, plot.clock("waking_hours")),
            reported=profile_of(plot, "boss", platform, plot.boss),
            affected=profile_of(plot, f"worker {one.person.id}", platform, one.person),
            demand=plot.one("report_demand") if plot.happens("demand_noted") else None,
            confirmed=plot.luck.choice((True, False, None)),
        )


#: Kinds of lines: what they are called as conduct, their list of words, and how many there are.
_LINES = {
    "gives_rules": ("rules_by_message", "rule", "rules"),
    "threatens": ("threats_by_message", "threat", "threats"),
    "orders_on_pay_day": ("told_what_to_hand_over", "pay_day", "orders"),
}


def between(plot: Plot) -> None:
    """What organiser, agent and workers write to each other, and who reports it."""
    there = [w for w in plot.workers if overlaps(plot, w)]
    handed = any(w.handed for w in plot.workers)
    done = [k for k in _LINES if plot.happens(k) and (handed or k != "orders_on_pay_day")]
    shifts = plot.happens("reports_shifts")
    pressed = plot.agent is not None and plot.happens("agent_presses")
    shown = min(len(there), max(1, plot.count("chats"))) if plot.sight.talk else 0
    chosen = plot.luck.sample(there, shown)
    chats = [chat(plot, w, plot.boss, "boss") for w in chosen if shifts or done]
    if shifts:
        shift_reports(plot, chats)
    for kind in done:
        told_off(plot, chats, *_LINES[kind])
    if pressed:
        with_agent = [chat(plot, w, None, "agent") for w in chosen if plot.happens("agent_shown")]
        told_off(plot, with_agent, "debt_pressed_by_message", "owe", "pressed")
    if plot.happens("watches_place"):
        watched(plot, plot.sight.platforms and plot.happens("places_at_hand"))
    if there and plot.happens("is_reported"):
        if plot.sight.platforms:
            reported(plot, plot.luck.choice(there))
        else:
            plot.mark("threat_reported", ())


def overlaps(plot: Plot, one: Worker) -> bool:
    """Whether the data cover any of the worker's days."""
    calendar = plot.d.calendar
    return one.until >= calendar.first and one.since <= calendar.last

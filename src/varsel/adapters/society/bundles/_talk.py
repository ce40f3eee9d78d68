"""What organisers and exploited people write to each other, who sees whose place, and what is reported.

Hardly any of it is at hand: only what somebody reported or handed over, or a court ordered.
"""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from dataclasses import dataclass

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.bundles._scene import Actor, Scene
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.ordinary.phrases import say, slips
from varsel.adapters.society.places import some_place

HABITS = beside(__file__)


@dataclass(eq=False)
class Chat:
    """A conversation at hand: whose it is, on what basis, from when to when, and its end.

    police: when the police first met the person whose phone it was. wiped: everything was deleted
    remotely by the other side after that.
    """

    thread: str
    here: str
    there: str
    platform: str
    tongue: str
    basis: str
    since: dt.date
    until: dt.date
    police: int | None
    wiped: int | None


def face(scene: Scene, one: Actor, platform: str, key: str = "", phone: str = "") -> str:
    """Somebody's profile on a platform, one for each key; organisers' are often new and in no name."""
    number = phone or scene.given.get(id(one)) or one.phone
    name = f"face {id(one)} {platform} {key}"
    return scene.once(name, lambda: _face(scene, one, platform, number))


def _face(scene: Scene, one: Actor, platform: str, phone: str) -> str:
    luck, d = scene.luck, scene.d
    run = one.role == "controller"
    fresh = run and scene.happens("new_profile")
    if fresh:
        created = one.since - dt.timedelta(days=scene.count("profile_before"))
    else:
        created = d.day_in(luck, dt.date(*scene.value("profiles_since")), one.since)
    known = not (fresh and run) and scene.happens("profile_known")
    made = online.profile(
        d,
        platform,
        owner=one.person if known else None,
        created=min(created, d.calendar.last) if scene.happens("profile_dated") else None,
    )
    scene.network.member(one.role, f"profile:{made}")
    if scene.happens("profile_contact"):
        d.book.add("contact", kind="phone", value=phone, profile_id=made, since=created)
        scene.network.member(one.role, f"phone:{phone}")
    return made


def tongue(scene: Scene, one: Actor) -> str:
    """The language the two write in."""
    own = scene.value("tongue_of").get(one.country, "en")
    if own == "da" or scene.happens("writes_own_tongue"):
        return str(own)
    return "en"


def chat(scene: Scene, one: Actor, other: Actor) -> Chat | None:
    """A conversation of somebody exploited with an organiser, where it is at hand."""
    since, until = scene.part(one)
    if not scene.sees("talk") or since > until or not scene.happens("thread_at_hand"):
        return None
    platform, basis = scene.one("chat_platform"), scene.one("basis")
    last = scene.d.day_in(scene.luck, since, until)
    first = max(since, last - dt.timedelta(days=scene.count("chat_days")))
    met = wiped = None
    if basis != "reported" and scene.happens("police_noted"):
        met = scene.at(last, "any_hour")
        if scene.happens("wiped_when_police_came"):
            wiped = met + round(60 * scene.draw("wiped_after"))
    return Chat(
        scene.d.book.new("TH"),
        face(scene, one, platform),
        face(scene, other, platform, scene.one("which_profile")),
        platform,
        tongue(scene, one),
        basis,
        first,
        last,
        met,
        wiped,
    )


def write(
    scene: Scene, talk: Chat, at: int, what: str, *, by_exploited: bool, **slots: object
) -> None:
    """One message of a kind of line; wiped ones are known to have been there, but not what they said."""
    start = stamp(scene.d.calendar.first, 0)
    end = talk.police or stamp(talk.until, 1440)
    if not start <= at < end:
        return
    sender, recipient = (talk.here, talk.there) if by_exploited else (talk.there, talk.here)
    gone = talk.wiped is not None and scene.happens("wiped_share")
    with scene.network.trace("talk_deleted_remotely") if gone else nullcontext():
        online.message(
            scene.d,
            sender,
            recipient,
            at,
            None if gone else line(scene, talk.tongue, what, at, **slots),
            basis=talk.basis,
            platform=talk.platform,
            thread=talk.thread,
            deleted=talk.wiped if gone else None,
            deleted_by=talk.there if gone else None,
            police=talk.police,
        )


def line(scene: Scene, language: str, what: str, at: int, **slots: object) -> str:
    """A sentence in a language, or in English where that has none, as people type it."""
    luck = scene.luck
    lists = scene.value(f"lines_{language}")
    if what not in lists:
        lists = scene.value("lines_en")
    filled = {
        "town": some_place(luck),
        "time": f"{at // 3600 % 24}{luck.choice('.:')}{at // 60 % 60:02}",
        "hour": str(luck.randint(8, 23)),
        "sum": f"{round(scene.draw('sum_named') / 50) * 50}",
        "street": luck.choice(scene.value("streets")),
        "number": str(luck.randint(1, 120)),
        "name": luck.choice(scene.value("first_names")),
    } | {k: str(v) for k, v in slots.items()}
    return slips(luck, say(luck, lists, what, **filled))


def said(
    scene: Scene,
    trace: str,
    chats: list[Chat | None],
    what: str,
    number: str,
    *,
    answers: str = "",
    burst: bool = False,
) -> None:
    """Lines of one kind from the organiser, now and then answered; burst: all within an hour."""
    with scene.network.trace(trace):
        for talk in chats:
            if talk is None:
                continue
            at = scene.at(scene.d.day_in(scene.luck, talk.since, talk.until))
            if burst:
                at = scene.at(talk.since)
            for _ in range(scene.count(number)):
                write(scene, talk, at, what, by_exploited=False)
                if answers and scene.happens("answers"):
                    late = at + round(60 * scene.draw("answer_minutes"))
                    write(scene, talk, late, answers, by_exploited=True)
                if burst:
                    at += round(60 * scene.draw("burst_minutes"))
                else:
                    at = scene.at(scene.d.day_in(scene.luck, talk.since, talk.until))


def checked_in(scene: Scene, chats: list[Chat | None], what: str, answer: str) -> None:
    """The exploited write when they wake, go out, begin or are done; the other side answers."""
    with scene.network.trace("must_report_by_message"):
        for talk in chats:
            if talk is None:
                continue
            for day in scene.days(30.4 * scene.draw("reports_a_day"), talk.since, talk.until):
                at = scene.at(day, "any_hour")
                write(scene, talk, at, what, by_exploited=True)
                if scene.happens("answers"):
                    late = at + round(60 * scene.draw("answer_minutes"))
                    write(scene, talk, late, answer, by_exploited=False)


def watched(scene: Scene, pairs: list[tuple[Actor, Actor]]) -> None:
    """Exploited people must let an organiser see where they are."""
    with scene.network.trace("place_shared_with_organiser"):
        for one, other in pairs:
            starts = one.since + dt.timedelta(days=scene.count("shared_after"))
            until = min(one.until, scene.d.calendar.last)
            if not scene.sees("places") or not scene.overlaps(one) or starts >= until:
                continue
            if not scene.happens("share_at_hand"):
                continue
            platform = scene.one("place_platform")
            ended = one.until <= scene.d.calendar.last
            online.share_place(
                scene.d,
                face(scene, one, platform),
                face(scene, other, platform),
                scene.at(starts),
                scene.at(one.until) if ended and scene.happens("share_end_known") else None,
                platform=platform,
                reciprocal=scene.value("both_ways").get(scene.one("reciprocal")),
                relation=scene.one("relation_said") or None,
            )


def reported(
    scene: Scene, trace: str, one: Actor, other: Actor, categories: str, demands: str
) -> None:
    """Somebody exploited, or a friend or helper, reports the organiser to a platform or an authority."""
    with scene.network.trace(trace):
        since, until = scene.part(one)
        if not scene.sees("reports") or since > until:
            return
        platform = scene.one("chat_platform")
        day = scene.d.day_in(scene.luck, since, until)
        minor = one.person is not None and one.person.age(day) < 18
        affected: str | None = face(scene, one, platform)
        if one.person and scene.happens("affected_is_party"):
            affected = one.person.id
        online.report(
            scene.d,
            scene.one(categories),
            scene.at(day),
            reported=face(scene, other, platform) if scene.happens("reported_named") else None,
            affected=affected if scene.happens("affected_named") else None,
            demand=scene.one(demands) if scene.happens("demand_noted") else None,
            confirmed=scene.value("read_as").get(scene.one("report_read")),
            minor=minor if scene.happens("age_noted") else None,
        )


def chats(scene: Scene, number: int, other: Actor) -> list[Chat | None]:
    """The conversations of so many exploited people with an organiser; None for one not at hand."""
    chosen = scene.luck.sample(scene.victims, min(number, len(scene.victims)))
    return [chat(scene, one, other) for one in chosen]


def to_others(scene: Scene, trace: str, other: Actor, what: str, phone: str = "") -> None:
    """The same lines to people who do not fall for them, some of whom report what they got."""
    with scene.network.trace(trace):
        if not scene.sees("talk") or not scene.happens("others_report"):
            return
        platform, d = scene.one("chat_platform"), scene.d
        for _ in range(scene.count("others_asked")):
            day = d.day_in(scene.luck, max(scene.start, d.calendar.first), scene.last)
            met = scene.stranger(platform)
            sender = face(scene, other, platform, scene.one("which_profile"), phone)
            talk = Chat(
                d.book.new("TH"), met, sender, platform, scene.one("others_tongue"), "reported",
                day, day, None, None,
            )  # fmt: skip
            at = scene.at(day)
            for _ in range(scene.count("others_lines")):
                write(scene, talk, at, what, by_exploited=False)
                at += round(60 * scene.draw("burst_minutes"))
            if scene.sees("reports"):
                online.report(
                    d,
                    scene.one("others_report_as"),
                    at + round(60 * scene.draw("answer_minutes")),
                    reported=sender,
                    affected=met if scene.happens("affected_named") else None,
                    confirmed=scene.value("read_as").get(scene.one("report_read")),
                )

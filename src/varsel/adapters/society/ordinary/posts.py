"""Posts in groups: local news, sales, questions, rooms, rides, greetings, partners, and much work."""

from __future__ import annotations

import datetime as dt
import math
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary import jobs
from varsel.adapters.society.ordinary.faces import Cast, Face
from varsel.adapters.society.ordinary.groups import Group, groups
from varsel.adapters.society.ordinary.phrases import Lists, base, say, slips, words
from varsel.adapters.society.places import places, some_place

HABITS = beside(__file__)
_WORDS = "words_posts.toml"
#: Order of the names of a thing for sale in words_posts.toml.
_TONGUES = ("da", "en", "pl", "uk", "ro", "de", "ar")


def write_posts(d: District, cast: Cast) -> None:
    """What the district's people, firms and the groups' other members post."""
    luck = d.luck.plain("posts")
    forum = Forum(d, luck, cast)
    thousands = len(d.adults) / 1000 * len(d.calendar) / 365
    for topic, rate in HABITS.posts_per_1000.items():
        for _ in range(_around(luck, rate * thousands)):
            forum.write(topic)
    for firm in cast.firms:
        for _ in range(_around(luck, HABITS.firm_offers * len(d.calendar) / 365)):
            forum.campaign(firm, HABITS.firm_groups)
    for agency in cast.agencies:
        for _ in range(_around(luck, HABITS.agency_offers * len(d.calendar) / 365)):
            forum.campaign(agency, HABITS.agency_groups)


class Forum:
    """The groups of a district and who may write in them."""

    def __init__(self, d: District, luck: Random, cast: Cast) -> None:
        self.d, self.luck, self.cast = d, luck, cast
        self.groups = groups(d, luck)
        self._by: dict[tuple[str, str], list[Face]] = {}
        for platform, faces in cast.residents.items():
            for face in faces:
                if face.person and face.person.life != "child":
                    self._by.setdefault((platform, base(face.tongue)), []).append(face)
        for faces in self._by.values():
            luck.shuffle(faces)

    def write(self, topic: str) -> None:
        """One post on a topic, at times repeated or put in a second group."""
        luck, day = self.luck, self.d.calendar.some_day(self.luck)
        group = self.group(topic)
        face = self.author(group, day)
        tongue = face.tongue if base(face.tongue) == group.tongue else group.tongue
        text = self.text(topic, face, day, tongue)
        self.post(face, group, day, text)
        if luck.random() < HABITS.twice:
            later = day + dt.timedelta(days=luck.randint(*HABITS.twice_after))
            self.post(face, group, later, text)
        if luck.random() < HABITS.elsewhere:
            other = self.group(topic)
            if other.platform == group.platform and other is not group:
                self.post(face, other, day, text)

    def campaign(self, face: Face, spread: tuple[int, int]) -> None:
        """One job offer of a firm or agency, posted word for word in several groups within days."""
        luck, day = self.luck, self.d.calendar.some_day(self.luck)
        town = some_place(luck) if face.agency else self.d.nearby(luck)
        made: dict[str, str] = {}
        for _ in range(luck.randint(*spread)):
            group = self.group("job_offer")
            if group.platform != face.platform and not face.agency:
                continue
            tongue = group.tongue if luck.random() < HABITS.in_groups_tongue else face.tongue
            if tongue not in made:
                made[tongue] = self.offer(face, day, town, tongue)
            author = self.cast.again(face, group.platform)
            later = day + dt.timedelta(days=luck.randint(*HABITS.campaign_days))
            self.post(author, group, later, made[tongue])

    def group(self, topic: str) -> Group:
        """A group where such a post belongs."""
        weights = HABITS.where[topic]
        return self.luck.choices(
            self.groups, [g.lively * weights.get(g.about, 0.0) for g in self.groups]
        )[0]

    def author(self, group: Group, day: dt.date) -> Face:
        """A member of the group: a resident who writes its language, or somebody from elsewhere."""
        luck = self.luck
        pool = self._by.get((group.platform, group.tongue), [])
        if pool and luck.random() < HABITS.resident_writes:
            for _ in range(3):
                face = pool[int(len(pool) * luck.random() ** HABITS.few_write_much)]
                if face.since <= day:
                    return face
        return self.cast.stranger(group.platform, group.tongue)

    def text(self, topic: str, face: Face, day: dt.date, tongue: str) -> str:
        """What a post says."""
        luck, town = self.luck, self.d.nearby(self.luck)
        if topic == "job_offer":
            return self.offer(face, day, town, tongue)
        if topic == "job_seek":
            return slips(luck, jobs.seek(luck, face, day, town, tongue))
        table = words(_WORDS)
        phrases = table[base(tongue)]
        slots = jobs.common(luck, face, day, town, tongue) | goods(luck, base(tongue))
        slots["town2"] = luck.choice(places()[town].near)
        found = topic if topic in phrases else "greeting"
        said = [say(luck, phrases, found, **slots)]
        while found == "greeting" and not _in_season(said[0], day.month):
            said = [say(luck, phrases, found, **slots)]
        if luck.random() < HABITS.says_hello:
            said.insert(0, say(luck, phrases, "hello", **slots))
        if topic in HABITS.bye_topics and luck.random() < HABITS.says_bye:
            said.append(say(luck, phrases, "bye", **slots))
        return slips(luck, " ".join(said))

    def offer(self, face: Face, day: dt.date, town: str, tongue: str) -> str:
        """A job offer as a post: the headline at times on a line of its own."""
        made = jobs.offer(self.luck, face, day, town, tongue)
        ends = made.title.endswith(("?", "!"))
        joint = self.luck.choice((" ", "\n") if ends else (". ", "\n", "! ", "\n\n"))
        care = "tidy" if face.firm and self.luck.random() < HABITS.firms_tidy else None
        return slips(self.luck, f"{made.title}{joint}{made.text}", care)

    def post(self, face: Face, group: Group, day: dt.date, text: str) -> None:
        """Write it down at an hour at which people post."""
        minutes = self.luck.triangular(*HABITS.minutes)
        day = max(day, face.since)
        if self.d.calendar.within(day):
            online.post(
                self.d,
                face.profile,
                stamp(day, minutes),
                text,
                platform=group.platform,
                group=group.id,
                kind=group.kind,
            )


def _in_season(text: str, month: int) -> bool:
    """Whether people send such a greeting in that month.

    >>> _in_season("God jul til alle", 7), _in_season("Welcome", 7)
    (False, True)
    """
    low = text.lower()
    return all(month in m for words_, m in HABITS.season for word in words_ if word in low)


def goods(luck: Random, tongue: str) -> dict[str, str]:
    """Two things for sale and the price of the first, in the writer's language."""
    names: Lists = words(_WORDS)["things"]
    first, second = luck.sample(list(HABITS.goods), 2)
    low, high = HABITS.goods[first]
    at = _TONGUES.index(tongue)
    thing = names[first][at]
    return {
        "thing": thing,
        "Thing": thing[:1].upper() + thing[1:],
        "thing2": names[second][at],
        "price": str(price(luck, low, high)),
    }


def price(luck: Random, low: float, high: float) -> int:
    """A round sum between two, the low ones more often."""
    kroner = low * math.exp(luck.random() * math.log(high / low))
    step = 50 if kroner > 400 else 10
    return max(step, round(kroner / step) * step)


def _around(luck: Random, expected: float) -> int:
    """A count around the expected one."""
    whole = int(expected)
    count = whole + (luck.random() < expected - whole)
    return max(0, round(luck.gauss(count, count**0.5))) if count > 3 else count

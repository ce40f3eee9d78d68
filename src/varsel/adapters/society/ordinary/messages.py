"""Messages that come to hand: reported ones, and threads handed over with consent or by order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from varsel.adapters.society import online
from varsel.adapters.society.assume import beside
from varsel.adapters.society.calendar import DAY, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary import jobs
from varsel.adapters.society.ordinary.faces import Cast, Face
from varsel.adapters.society.ordinary.phrases import base, say, slips, words
from varsel.adapters.society.ordinary.posts import goods, price
from varsel.adapters.society.person import Person

HABITS = beside(__file__)
_WORDS = "words_talk.toml"

#: Who writes to whom: the first is A of the dialogue; None is a stranger.
Pair = tuple[Person | None, Person | None]
Faces = tuple[Face, Face]


def write_messages(d: District, cast: Cast) -> None:
    """Threads of every kind, in the numbers in which they come to hand."""
    luck = d.luck.plain("messages")
    desk = Threads(d, luck, cast)
    thousands = len(d.people) / 1000 * len(d.calendar) / 365
    for kind, rate in HABITS.threads_per_1000.items():
        expected = rate * thousands
        count = int(expected) + (luck.random() < expected % 1)
        for _ in range(count):
            desk.thread(kind)


class Threads:
    """Pairs of people who write to each other, and what they write."""

    def __init__(self, d: District, luck: Random, cast: Cast) -> None:
        self.d, self.luck, self.cast = d, luck, cast
        self.adults = d.adults
        self.families = [p for p in self.adults if p.kin and p.household]
        self.parents = [
            (p, c)
            for p in self.families
            for c in p.household
            if c.life == "child" and c.age(d.calendar.last) >= HABITS.teen
        ]
        self.employers = [f for f in d.firms if f.staff]
        self._pairs: dict[str, Callable[[], Pair | None]] = {
            "neighbours": self._two,
            "trade": self._deal,
            "roster": self._work,
            "teen": self._parent,
            "couple": self._couple,
            "loan": self._two,
            "landlord": self._deal,
            "accident": self._two,
        }

    def thread(self, kind: str) -> None:
        """One conversation; rosters go on for weeks."""
        luck, d = self.luck, self.d
        people = self._pairs.get(kind, self._unknown)()
        if people is None:
            return
        platform = self._platform(people)
        faces = [self.cast.on(p, platform) if p else self.cast.stranger(platform) for p in people]
        pair = (faces[0], faces[1])
        basis = self._basis(kind)
        thread = d.book.new("TH")
        day = d.calendar.some_day(luck, max(f.since for f in faces))
        shares = HABITS.police
        police = None
        if basis != "reported" and luck.random() < shares[basis]:
            met = day + dt.timedelta(days=luck.randint(*HABITS.police_after))
            police = stamp(met, luck.randint(0, 1439)) if d.calendar.within(met) else None
        tongue = self._tongue(kind, pair)
        known = list(words(_WORDS)[kind][tongue])
        luck.shuffle(known)
        rounds = luck.randint(*HABITS.rounds[kind]) if kind in HABITS.rounds else 1
        for number in range(rounds if kind == "roster" else min(rounds, len(known))):
            said = known[number % len(known)]
            self._talk(said, pair, day, tongue, basis, platform, thread, police)
            day += dt.timedelta(days=luck.randint(*HABITS.next_round))
            if not d.calendar.within(day):
                break

    def _talk(
        self,
        said: str,
        pair: Faces,
        day: dt.date,
        tongue: str,
        basis: str,
        platform: str,
        thread: str,
        police: int | None,
    ) -> None:
        """One dialogue of a day: turn after turn, some taken back by whoever sent them."""
        luck, d = self.luck, self.d
        at = stamp(day, luck.triangular(*HABITS.minutes))
        wipes = luck.choice(pair) if luck.random() < HABITS.wipes[basis] else None
        wiped = at + round(luck.expovariate(1 / HABITS.wiped_after) * 3600)
        slots = self._slots(pair, day, tongue)
        fillers = words(_WORDS)["filler"]
        lists = {"": (said,), "hours": HABITS.hours, "min": HABITS.minute}
        over = stamp(d.calendar.last, 1440)
        for turn in say(luck, lists, "", **slots).split(" / "):
            who, text = turn.split(":", 1)
            sender, other = pair if who[0] == "A" else pair[::-1]
            if "~" in who:
                at += luck.randint(*HABITS.pause) * DAY
            text = text.strip()
            if sender.person and tongue in fillers and luck.random() < HABITS.fills:
                text = f"{luck.choice(fillers[tongue])} {text[:1].lower()}{text[1:]}"
            gone = None
            if sender is wipes:
                gone = max(wiped, at + 60)
            elif luck.random() < HABITS.regrets:
                gone = at + round(luck.expovariate(1 / HABITS.regretted_after)) + 5
            gone = gone if gone and gone < over else None
            online.message(
                d,
                sender.profile,
                other.profile,
                at,
                slips(luck, text) if gone is None else None,
                basis=basis,
                platform=platform,
                thread=thread,
                deleted=gone,
                deleted_by=sender.profile if gone else None,
                police=police,
            )
            at += round(luck.lognormvariate(*HABITS.answer_after) * 60) + 5

    def _slots(self, pair: Faces, day: dt.date, tongue: str) -> dict[str, str]:
        luck = self.luck
        first, second = pair
        slots = jobs.common(luck, first, day, self.d.municipality, tongue)
        return (
            slots
            | goods(luck, base(tongue))
            | {
                "bname": second.name.split()[0],
                "early": str(luck.randint(4, 6)),
                "price": str(price(luck, *HABITS.sum)),
                "low": str(price(luck, *HABITS.small_sum)),
            }
        )

    def _platform(self, people: Pair) -> str:
        """Where the two write: an app that they have, the usual ones more often."""
        mix = HABITS.platforms
        have = [p for p in mix if all((w.id, p) in self.cast.faces for w in people if w)]
        usable = have if have and self.luck.random() < HABITS.on_what_they_have else list(mix)
        return str(self.luck.choices(usable, [mix[p] for p in usable])[0])

    def _tongue(self, kind: str, pair: Faces) -> str:
        known = words(_WORDS)[kind]
        first, second = (base(f.tongue) for f in pair)
        if first == second and second in known:
            return second
        return "en" if "en" in known and "da" not in {first, second} else "da"

    def _basis(self, kind: str) -> str:
        mix = HABITS.basis.get(kind, HABITS.basis["other"])
        return str(self.luck.choices(list(mix), list(mix.values()))[0])

    def _two(self) -> Pair | None:
        first, second = self.luck.sample(self.adults, 2)
        return first, second

    def _deal(self) -> Pair | None:
        """A resident and somebody they deal with, from here or elsewhere."""
        if self.luck.random() < HABITS.both_here:
            return self._two()
        one, other = self._unknown()
        return (other, one) if self.luck.random() < 0.5 else (one, other)

    def _unknown(self) -> Pair:
        """Somebody unknown who writes to a resident."""
        return None, self.luck.choice(self.adults)

    def _work(self) -> Pair | None:
        """Whoever makes the roster, and one of the staff."""
        if not self.employers:
            return None
        firm = self.luck.choice(self.employers)
        worker = self.luck.choice(firm.staff)
        chiefs = [p for p in (firm.owner, *firm.staff[:1]) if p and p is not worker]
        return (chiefs[0], worker) if chiefs else None

    def _parent(self) -> Pair | None:
        return self.luck.choice(self.parents) if self.parents else None

    def _couple(self) -> Pair | None:
        if not self.families:
            return None
        one = self.luck.choice(self.families)
        others = [p for p in one.household if p.life != "child"]
        return (one, self.luck.choice(others)) if others else None

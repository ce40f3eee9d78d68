"""Sentences from templates in TOML, and the slips of people who write in haste."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from varsel.adapters.society.assume import beside

HABITS = beside(__file__)
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_COUNT = re.compile(r"\{#(\d+)-(\d+)\}")
_SLOT = re.compile(r"\{(\w+)\}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_BARE = str.maketrans({"ø": "o", "å": "a", "Ø": "O", "Å": "A"})

#: Lists of templates by name; a table in a table is reached as outer.inner.
Lists = Mapping[str, tuple[str, ...]]


@cache
def words(file: str) -> dict[str, Lists]:
    """The template lists of a TOML file in this folder, by language or subject.

    >>> words("words_posts.toml")["da"]["greeting"][0]
    'God jul til alle i gruppen 🎄'
    """
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_name(file).read_text("utf-8"))
    return {name: _flat(table, "") for name, table in raw.items()}


def say(luck: Random, lists: Lists, what: str, /, **slots: str) -> str:
    """One sentence of the list `what`; slots come from `slots`, else from a list of that name.

    >>> say(Random(1), {"who": ("A [cook]",), "hello": ("{who} in {town}.",)}, "hello", town="Vejle")
    'A cook in Vejle.'
    """
    text = luck.choice(lists[what])
    while True:
        text = _CHOICE.sub(lambda m: luck.choice(m[1].split("|")), text)
        missing = [s for s in _SLOT.findall(text) if s not in slots]
        if not missing:
            break
        for slot in missing:
            text = text.replace("{" + slot + "}", luck.choice(lists[slot]), 1)
    text = _COUNT.sub(lambda m: str(luck.randint(int(m[1]), int(m[2]))), text)
    return " ".join(_SLOT.sub(lambda m: slots[m[1]], text).split(" ")).strip()


def slips(luck: Random, text: str, care: str | None = None) -> str:
    """The text as somebody tidy, hasty or careless types it."""
    mix = HABITS.care
    care = care or luck.choices(list(mix), list(mix.values()))[0]
    if luck.random() < HABITS.without_danish_letters:
        text = text.translate(luck.choice((_PLAIN, _BARE)))
    if care != "tidy":
        low, high = HABITS.slips[care]
        for _ in range(luck.randint(low, min(high, 1 + len(text) // HABITS.letters_a_slip))):
            text = _slip(luck, text)
        if luck.random() < HABITS.small_letters:
            text = text.lower()
        if luck.random() < HABITS.no_last_stop:
            text = text.removesuffix(".")
    if care == "careless" and luck.random() < HABITS.shouting:
        text = luck.choice((text.upper(), text.replace(".", "!!!"), text.replace("!", "!!!!")))
    if luck.random() < HABITS.emoji:
        text += " " + luck.choice(HABITS.emojis)
    return text


def base(tongue: str) -> str:
    """The language that a learner writes in; poor_en is English with a learner's phrases.

    >>> base("poor_en"), base("da")
    ('en', 'da')
    """
    return tongue.removeprefix("poor_")


def plain(text: str) -> str:
    """Without the letters that addresses do not take.

    >>> plain("kærvad")
    'kaervad'
    """
    return text.translate(_PLAIN)


def shown(luck: Random, phone: str) -> str:
    """A phone number as people write it."""
    if not phone.startswith("+45"):
        return phone
    digits = phone[3:]
    pairs = " ".join(digits[n : n + 2] for n in range(0, len(digits), 2))
    ways = (digits, pairs, phone, f"+45 {pairs}", f"0045{digits}", f"{digits[:4]} {digits[4:]}")
    return luck.choices(ways, HABITS.phone_styles)[0]


def _slip(luck: Random, text: str) -> str:
    found = [m for m in _LETTERS.finditer(text) if len(m[0]) > 3 and "@" not in m[0]]
    if not found:
        return text
    word = luck.choice(found)
    at = word.start() + luck.randrange(1, len(word[0]) - 1)
    kind = luck.random()
    if kind < 1 / 3:  # two letters change place
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind < 2 / 3:  # one is forgotten
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at] + text[at:]  # one comes twice


def _flat(table: Mapping[str, Any], before: str) -> dict[str, tuple[str, ...]]:
    flat: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{name}.")
        else:
            flat[f"{before}{name}"] = tuple(value)
    return flat

"""Words around exploited labour: what jobs are called, what a payment is for, and whole lines."""

from __future__ import annotations

from random import Random

from varsel.adapters.society.bundles._labour_lines import WORDS
from varsel.adapters.society.ordinary.phrases import say, slips

#: What people put as the text of a transfer when they hand money over; the empty one is left out.
_TEXTS = (
    *("", "", "", "", "lån", "Lån", "tilbage", "tak", "afdrag", "husleje", "mad", "udlæg", "bil"),
    *("depositum", "gæld", "loan", "rent", "food", "back", "thanks", "for ticket", "penge", "kort"),
    *("overførsel", "Overførsel", "familie", "family", "gave", "forskud", "a conto", "kontingent"),
    *("telefon", "bolig", "arbejdstøj", "kursus", "betaling", "payment", "help", "hjælp", "."),
)
#: Languages of those who come from a country; others write English.
_TONGUES = {
    "RO": ("ro",),
    "MD": ("ro", "ru"),
    "PL": ("pl",),
    "LT": ("ru", "en"),
    "UA": ("uk", "ru"),
    "GE": ("ru", "en"),
    "UZ": ("ru",),
    "CN": ("zh",),
    "VN": ("vi",),
}

JOBS: dict[str, dict[str, tuple[str, ...]]] = {
    "restaurant": {
        "da": ("kok", "køkkenhjælp", "opvasker", "pizzabager", "tjener", "sushikok", "stuepige"),
        "en": ("cook", "kitchen helper", "dishwasher", "waiter", "sushi chef", "room cleaner"),
        "ro": ("bucătar", "ajutor de bucătar", "ospătar"),
        "pl": ("kucharz", "pomoc kuchenna", "zmywak"),
        "ru": ("повар", "помощник на кухню", "посудомойщик"),
        "zh": ("厨师", "厨房帮工", "洗碗工"),
        "vi": ("đầu bếp", "phụ bếp", "rửa bát"),
        "uk": ("кухар", "помічник на кухню"),
    },
    "construction": {
        "da": ("håndlanger", "murer", "tømrer", "gipsmand", "nedriver", "jord- og betonarbejder"),
        "en": ("helper", "carpenter", "demolition worker", "painter", "driver", "concrete worker"),
        "ro": ("muncitor", "zidar", "dulgher", "muncitori la demolări"),
        "pl": ("pomocnik budowlany", "murarz", "cieśla", "malarz"),
        "ru": ("разнорабочий", "каменщик", "плотник"),
        "zh": ("建筑工", "杂工"),
        "vi": ("thợ xây", "phụ hồ"),
        "uk": ("різноробочий", "муляр", "тесля"),
    },
    "cleaning": {
        "da": (
            "rengøringshjælp",
            "trappevask",
            "rengøring på hotel",
            "natrengøring",
            "vinduespudser",
        ),
        "en": ("cleaner", "hotel cleaner", "night cleaner", "housekeeping"),
        "ro": ("femeie de serviciu", "personal de curățenie"),
        "pl": ("sprzątaczka", "osoba do sprzątania"),
        "ru": ("уборщица", "уборка"),
        "zh": ("保洁", "清洁工"),
        "vi": ("dọn phòng", "lau dọn"),
        "uk": ("прибиральниця", "прибирання"),
    },
    "nails": {
        "da": ("negletekniker", "elev i neglesalon", "medarbejder til salon"),
        "en": ("nail technician", "nail tech", "beautician", "salon trainee"),
        "ro": ("manichiuristă",),
        "pl": ("stylistka paznokci",),
        "ru": ("мастер маникюра",),
        "zh": ("美甲师", "美甲学徒"),
        "vi": ("thợ nail", "học nghề nail"),
        "uk": ("майстер манікюру",),
    },
    "massage": {
        "da": ("massør", "medarbejder til massageklinik"),
        "en": ("massage therapist", "masseuse", "spa worker"),
        "ro": ("maseuză",),
        "pl": ("masażystka",),
        "ru": ("массажистка",),
        "zh": ("按摩师", "足疗师"),
        "vi": ("nhân viên massage",),
        "uk": ("масажистка",),
    },
    "household": {
        "da": ("au pair", "hushjælp", "barnepige", "hjælp til ældre dame"),
        "en": ("au pair", "nanny", "housekeeper", "live-in helper", "carer for old man"),
        "ro": ("menajeră", "îngrijitoare"),
        "pl": ("opiekunka", "pomoc domowa"),
        "ru": ("домработница", "няня"),
        "zh": ("保姆", "住家阿姨"),
        "vi": ("giúp việc", "trông trẻ"),
        "uk": ("доглядальниця", "няня"),
    },
}


def tongue_of(luck: Random, country: str, *, own: bool) -> str:
    """The language of a text between people from a country: their own, or English or Danish."""
    return luck.choice(_TONGUES.get(country, ("en",)) if own else ("en", "en", "da"))


def for_what(luck: Random) -> str | None:
    """The text of a payment that hands money over, as people leave it; often none."""
    return luck.choice(_TEXTS) or None


def lines(luck: Random, tongue: str, what: list[str], mark: str, **slots: str) -> str:
    """Things of several kinds written one after another, each once, with their writer's slips.

    >>> lines(Random(4), "da", ["stop", "stop"], " ", clock="23.10") != ""
    True
    """
    job = slots.get("job", "")
    filled = {"Job": job[:1].upper() + job[1:], **slots}
    said = dict.fromkeys(say(luck, WORDS[tongue], kind, **filled) for kind in what)
    # No letters change place in signs that are words.
    return slips(luck, mark.join(s for s in said if s), "tidy" if tongue == "zh" else None)


def line(luck: Random, tongue: str, what: str, **slots: str) -> str:
    """One thing written in a language, with its writer's slips."""
    return lines(luck, tongue, [what], " ", **slots)

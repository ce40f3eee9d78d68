"""Fixed texts in both languages: sentences (phrases.toml) and the contract's words for readers.

Another package has its own sentences in a phrases.toml beside its code: `Phrases("varsel.trials")`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from varsel.canonical.text.lexicon import lexicon
from varsel.catalogue.model import Text

LANGUAGES = ("da", "en")


class Phrases:
    """The sentences of one package, from the phrases.toml beside its code.

    >>> Phrases("varsel.reporting").say("alert", "lowers_to", indicator="F8", level="Note").en
    'Without F8 the level would be Note.'
    """

    def __init__(self, package: str) -> None:
        self.package = package

    @cached_property
    def sections(self) -> Mapping[str, Mapping[str, Text]]:
        """Section -> key -> sentence."""
        return {
            section: {key: Text(t["da"], t["en"]) for key, t in found.items()}
            for section, found in _toml("phrases.toml", self.package).items()
        }

    def say(self, section: str, key: str, /, **filled: Text | str) -> Text:
        """A sentence with its braces filled in, each language with its own."""
        text = self.sections[section][key]
        return both(lambda lang: text(lang).format(**{n: of(t, lang) for n, t in filled.items()}))

    def known(self, section: str, key: str) -> Text:
        """A fixed text for a code; a code without one stands as it is."""
        return self.sections[section].get(key) or same(key)


REPORT = Phrases("varsel.reporting")


def phrases() -> Mapping[str, Mapping[str, Text]]:
    """Section -> key -> sentence of the report."""
    return REPORT.sections


@cache
def words() -> Mapping[str, Mapping[str, Text]]:
    """Kind of word (node, nodes, unit, table, column, value, criterion) -> name -> word."""
    raw = _toml("words.toml") | _toml("values.toml")
    found = {kind: {n: Text(w[0], w[1]) for n, w in named.items()} for kind, named in raw.items()}
    one = {n: Text(w[-2], w[-1]) for n, w in raw["unit"].items()}
    plural = {n: Text(w[2], w[3]) for n, w in raw["node"].items()}
    criteria = {c.name: Text(c.da, c.en) for c in lexicon().criteria.values()}
    return found | {"nodes": plural, "unit_of_one": one, "criterion": criteria}


def say(section: str, key: str, /, **filled: Text | str) -> Text:
    """A sentence of the report with its braces filled in, each language with its own.

    >>> say("flag", "more_rows", n="3").en
    '… and 3 more in the file evidence.parquet'
    """
    return REPORT.say(section, key, **filled)


def word(kind: str, name: str) -> Text:
    """The reader's word for a name of the data; a name without one stands as it is, in words.

    >>> word("value", "atm_withdrawal").en, word("column", "shoe_size").da
    ('cash withdrawal', 'shoe size')
    """
    return words()[kind].get(name) or same(name.replace("_", " "))


def known(section: str, key: str) -> Text:
    """A fixed text for a code of the result; a code without one stands as it is."""
    return REPORT.known(section, key)


def same(text: str) -> Text:
    """One text for both languages."""
    return Text(text, text)


def of(text: Text | str, lang: str) -> str:
    """The text in `lang`; a plain string in any."""
    return text if isinstance(text, str) else text(lang)


def both(make: Any) -> Text:
    """A text from a function of the language."""
    return Text(make("da"), make("en"))


def joined(texts: list[Text], between: str = ", ") -> Text:
    """Texts one after the other."""
    return both(lambda lang: between.join(t(lang) for t in texts))


def capital(text: Text) -> Text:
    """The text with a capital first letter."""
    return both(lambda lang: text(lang)[:1].upper() + text(lang)[1:])


def _toml(name: str, package: str = "varsel.reporting") -> dict[str, Any]:
    return tomllib.loads((files(package) / name).read_text("utf-8"))

"""E-mail addresses, handles and links in a folded text.

A name counts as a handle only after a platform's name or in a platform's own link: a bare @name
may be anybody's. Links that carry a phone number are phones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from varsel.canonical.text.phones import normal_phone

#: Names people use for a platform -> the platform.
PLATFORMS = {
    "telegram": "telegram", "tg": "telegram", "tele": "telegram", "телеграм": "telegram",
    "snapchat": "snapchat", "snap": "snapchat",
    "instagram": "instagram", "insta": "instagram", "ig": "instagram",
    "wechat": "wechat", "weixin": "wechat", "微信": "wechat",
    "signal": "signal", "viber": "viber", "line": "line", "kik": "kik", "tiktok": "tiktok",
    "facebook": "facebook", "fb": "facebook", "messenger": "facebook",
    "whatsapp": "whatsapp", "discord": "discord", "skype": "skype", "wickr": "wickr",
    "twitter": "x", "onlyfans": "onlyfans", "zalo": "zalo", "threema": "threema",
}  # fmt: skip
#: Host -> platform, and the part of the path that comes before the name.
_HOSTS = {
    "t.me": ("telegram", ""), "telegram.me": ("telegram", ""), "telegram.dog": ("telegram", ""),
    "instagram.com": ("instagram", ""), "snapchat.com": ("snapchat", "add"),
    "facebook.com": ("facebook", ""), "fb.com": ("facebook", ""), "m.me": ("facebook", ""),
    "tiktok.com": ("tiktok", ""), "twitter.com": ("x", ""), "x.com": ("x", ""),
    "onlyfans.com": ("onlyfans", ""), "kik.me": ("kik", ""), "discord.com": ("discord", "users"),
}  # fmt: skip
#: Hosts whose links carry a phone number: in the path, or as `phone` in the query.
_PHONE_HOSTS = {"wa.me", "api.whatsapp.com", "web.whatsapp.com", "signal.me", "viber.click"}
#: Paths that are pages of the platform and nobody's name.
_PAGES = {
    "", "p", "reel", "reels", "stories", "explore", "joinchat", "s", "share", "groups", "events",
    "watch", "marketplace", "pages", "profile.php", "people", "login", "hashtag", "search", "i",
    "c", "addstickers", "proxy", "add", "discover", "story.php", "permalink.php", "intent", "home",
}  # fmt: skip

EMAIL = re.compile(
    r"(?<![\w.+%-])[\w+%-]+(?:\.[\w+%-]+)*@(?:[\w-]+\.)+[a-z\u00e0-\uffff]{2,24}(?![\w@])"
)
_KNOWN = "|".join(re.escape(h) for h in sorted({*_HOSTS, *_PHONE_HOSTS}))
LINK = re.compile(rf"(?<![\w@.])(?:https?://[^\s<>\"']+|www\.[^\s<>\"']+|(?:{_KNOWN})/[^\s<>\"']+)")
_NAME = r"[a-z0-9_][a-z0-9_.\-]{1,31}"
_WORDS = "|".join(re.escape(w) for w in sorted(PLATFORMS, key=len, reverse=True))
#: "telegram @name", "snap: name", "wechat id name": without @ a colon or the word id is needed,
#: or "write on telegram today" would give somebody called today.
HANDLE = re.compile(
    rf"(?<![\w.@/])(?P<word>{_WORDS})(?:[\s:\-=(>]{{0,3}}|\s+(?:er|is|name|navn|user|bruger|my|mit)[\s:]{{1,3}})"
    rf"(?:@(?P<at>{_NAME})|(?<=[:=])\s{{0,2}}(?P<colon>{_NAME})"
    rf"|(?:-?id|username|brugernavn|nick)\s{{0,2}}[:=]?\s{{0,2}}@?(?P<id>{_NAME}))"
)


class Found(NamedTuple):
    """An identifier with its place in the text."""

    start: int
    end: int
    kind: str
    value: str


def contacts_in(text: str, region: str = "DK") -> Iterator[Found]:
    """E-mails, handles, links and phones within links of a folded text.

    >>> [f.value for f in contacts_in("t.me/anna_dk or telegram @anna2, mail a.b@example.com")]
    ['a.b@example.com', 'telegram:anna_dk', 'telegram:anna2']
    """
    taken: list[tuple[int, int]] = []
    for match in EMAIL.finditer(text):
        if value := normal_email(match.group()):
            taken.append(match.span())
            yield Found(*match.span(), "email", value)
    for match in LINK.finditer(text):
        url = _trim(match.group())
        start, end = match.start(), match.start() + len(url)
        if _free(start, end, taken) and (named := read_link(url, region)):
            taken.append((start, end))
            yield Found(start, end, *named)
    for match in HANDLE.finditer(text):
        name = match.group("at") or match.group("colon") or match.group("id")
        name = name.rstrip(".-")
        end = match.start() + match.group().rindex(name) + len(name)
        if _free(match.start(), end, taken) and _is_name(name):
            platform = PLATFORMS[match.group("word")]
            yield Found(match.start(), end, "handle", f"{platform}:{name}")


def normal_email(value: str) -> str | None:
    """The address in lower case, or nothing where it is none. Nobody is asked whether it exists.

    >>> normal_email("Anna.B@Example.com "), normal_email("anna@")
    ('anna.b@example.com', None)
    """
    try:
        valid = validate_email(value.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return str(valid.normalized).lower()


def normal_handle(value: str, region: str = "DK") -> tuple[str, str] | None:
    """Kind and value of a stated handle: a link, platform:name, or a name without a platform.

    >>> normal_handle("https://t.me/Anna_DK"), normal_handle("Snap: anna"), normal_handle("@anna")
    (('handle', 'telegram:anna_dk'), ('handle', 'snapchat:anna'), ('handle', 'unknown:anna'))
    """
    text = value.strip().lower()
    if LINK.fullmatch(text):
        return read_link(_trim(text), region)
    if match := HANDLE.fullmatch(text):
        name = match.group("at") or match.group("colon") or match.group("id")
        return "handle", f"{PLATFORMS[match.group('word')]}:{name}"
    platform, colon, name = text.partition(":")
    if colon and platform.isalnum() and name.strip():
        return "handle", f"{PLATFORMS.get(platform, platform)}:{name.strip().lstrip('@')}"
    name = text.lstrip("@")
    return ("handle", f"unknown:{name}") if name and not re.search(r"\s", name) else None


def read_link(url: str, region: str = "DK") -> tuple[str, str] | None:
    """Kind and value of a link: the phone or handle it carries, else an https address.

    >>> read_link("wa.me/4500123456"), read_link("http://www.Example.dk/job/?utm=1")
    (('phone', '+4500123456'), ('link', 'https://example.dk/job'))
    """
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:  # brackets that are no address: not a link anybody could follow
        return None
    if "." not in host:
        return None
    path = parts.path.rstrip("/")
    if host in _PHONE_HOSTS:
        digits = re.sub(r"\D", "", path) or re.sub(r"\D", "", parts.query + parts.fragment)
        if phone := normal_phone(f"+{digits.removeprefix('00')}", region):
            return "phone", phone
    if handle := _handle_of(host, path):
        return "handle", handle
    return "link", f"https://{host}{path}"


def _handle_of(host: str, path: str) -> str | None:
    platform, prefix = _HOSTS.get(host, ("", ""))
    steps = [s for s in path.split("/") if s]
    if prefix and steps[:1] == [prefix]:
        steps = steps[1:]
    elif prefix:
        steps = [s.removeprefix("@") for s in steps if s.startswith("@")]
    name = steps[0].removeprefix("@").lower() if steps else ""
    return f"{platform}:{name}" if platform and name not in _PAGES and _is_name(name) else None


def _is_name(name: str) -> bool:
    return re.fullmatch(_NAME, name) is not None and name not in {"http", "https", "www"}


def _trim(url: str) -> str:
    """Without the full stop or bracket that ends the sentence rather than the link."""
    url = url.rstrip(".,;:!?*'\"»…")
    return url.rstrip(").,") if url.count(")") > url.count("(") else url


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return all(end <= a or start >= b for a, b in taken)

"""Members of an alert and what the flags suggest about each, always with both readings.

Whoever looks like a controller may be acting through, or under, somebody else: a role is a
hypothesis to test, never a finding. On equal grounds the reading that protects comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from varsel.detection.flags import Flag, Node
from varsel.escalation.model import JudgedLink, Member

#: Links by which a thing belongs to one person rather than merely touching them.
OWNING = ("holds_or_may_act_on", "is_profile_of", "gives_contact", "pays_or_uses_phone")
#: What can belong to a person.
BELONGINGS = ("account", "profile", "phone", "email", "handle", "device")
PEOPLE = ("party", "profile")
WEIGHT = {"S": 3, "M": 2, "W": 1}
#: The role a flag suggests for its own subject when the detector does not name it.
SUBJECT_ROLE = {"victim": "exploited", "trafficker": "controller", "both": "unclear"}


def members(
    flags: Iterable[Flag], strength: Mapping[str, str | None], links: Iterable[JudgedLink]
) -> tuple[Member, ...]:
    """Everybody and everything the flags are about, grouped by whose it is."""
    flags = tuple(flags)
    nodes = {n for f in flags for n in f.nodes}
    claims = _claims(nodes, links)
    owner = _single(claims)
    groups: dict[Node, set[Node]] = defaultdict(set)
    for node in nodes:
        groups[owner.get(node, node)].add(node)
    found = []
    for head, group in groups.items():
        whole = tuple(sorted(group | {head})) if head in nodes else tuple(sorted(group))
        found.append(_member(whole, flags, strength))
    found = [_as_its_users(m, claims, found) for m in found]
    return tuple(sorted(found, key=lambda m: (m.leading == "unclear", m.nodes)))


def _as_its_users(
    member: Member, claims: Mapping[Node, set[Node]], found: Iterable[Member]
) -> Member:
    """A shared thing that no flag gives a role takes the one that all its users have."""
    if member.leading != "unclear" or any(n.kind == "party" for n in member.nodes):
        return member
    users = {u for n in member.nodes for u in claims.get(n, ())}
    roles = {m.leading for m in found if users & set(m.nodes)}
    if len(roles) != 1 or roles == {"unclear"}:
        return member
    grounds = [m for m in found if users & set(m.nodes)]
    return Member(
        member.nodes,
        roles.pop(),
        tuple(sorted({f for m in grounds for f in m.for_exploited})),
        tuple(sorted({f for m in grounds for f in m.for_controller})),
    )


def _claims(nodes: set[Node], links: Iterable[JudgedLink]) -> dict[Node, set[Node]]:
    """Belonging -> the people whose it may be."""
    claims: dict[Node, set[Node]] = defaultdict(set)
    for judged in links:
        link = judged.link
        if not judged.kept or link.kind not in OWNING:
            continue
        for thing, person in ((link.a, link.b), (link.b, link.a)):
            if thing in nodes and thing.kind in BELONGINGS and person.kind in PEOPLE:
                claims[thing].add(person)
    return claims


def owners(nodes: set[Node], links: Iterable[JudgedLink]) -> dict[Node, Node]:
    """Belonging -> the one person it belongs to; shared things belong to nobody."""
    return _single(_claims(nodes, links))


def _single(claims: Mapping[Node, set[Node]]) -> dict[Node, Node]:
    first = {thing: next(iter(p)) for thing, p in claims.items() if len(p) == 1}
    # A phone given by a profile of a known party belongs to the party.
    return {thing: first.get(person, person) for thing, person in first.items() if person != thing}


def _member(
    nodes: tuple[Node, ...], flags: tuple[Flag, ...], strength: Mapping[str, str | None]
) -> Member:
    score = {"exploited": 0, "controller": 0}
    grounds: dict[str, list[str]] = {"exploited": [], "controller": []}
    for flag in flags:
        for role in sorted(_suggested(flag, nodes)):
            if role in score:
                score[role] += WEIGHT.get(strength.get(flag.id) or "", 0)
                grounds[role].append(flag.id)
    return Member(
        nodes,
        _leading(score, grounds),
        tuple(sorted(grounds["exploited"])),
        tuple(sorted(grounds["controller"])),
    )


def _suggested(flag: Flag, nodes: tuple[Node, ...]) -> set[str]:
    named = {n.role for n in flag.named if n.node in nodes}
    if not named and flag.subject in nodes:
        return {SUBJECT_ROLE[flag.role]}
    # "unclear" beside a clear suggestion in the same flag adds nothing.
    return named - {"unclear"} or named


def _leading(score: Mapping[str, int], grounds: Mapping[str, list[str]]) -> str:
    if not grounds["exploited"] and not grounds["controller"]:
        return "unclear"
    if score["controller"] > score["exploited"]:
        return "controller"
    return "exploited" if grounds["exploited"] else "controller"

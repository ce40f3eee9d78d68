"""Flags and links written by hand, for tests of combination."""

import datetime as dt

from varsel.detection.flags import Evidence, Flag, Named, Node
from varsel.escalation.model import Link

DAY = dt.date(2026, 5, 1)
AS_OF = dt.date(2026, 5, 31)
DIMENSION = {
    "R5": "recruitment", "R6": "recruitment", "X4": "recruitment", "F11": "recruitment",
    "B1": "control", "R1": "control", "R4": "control", "R7": "control", "R8": "control",
    "X8": "control", "F17": "control",
    "F1": "exploitation.sexual", "F2": "exploitation.sexual", "F3": "exploitation.sexual",
    "F4": "exploitation.sexual", "R2": "exploitation.sexual",
    "F8": "exploitation.labour", "F12": "exploitation.labour", "F13": "exploitation.labour",
    "X1": "exploitation.labour", "X23": "exploitation.labour", "X22": "exploitation.criminal",
    "F10": "movement", "F14": "movement", "R3": "movement",
    "F15": "identity", "F16": "identity",
    "F5": "laundering", "F6": "laundering", "F7": "laundering", "F9": "laundering",
    "B2": "modifier", "B3": "modifier",
}  # fmt: skip
SEX_WORK = {"F1", "F2", "F3", "F4", "F10", "R2", "R3"}


def flag(indicator, strength="M", subject="party:P1", first=DAY, last=None, **more):
    named = tuple(Named(Node.parse(n), r) for n, r in more.pop("named", {}).items())
    rows = more.pop("rows", [f"entry/{indicator}-{subject}-{n}" for n in range(3)])
    evidence = tuple(Evidence(*r.split("/", 1), r) for r in rows)
    values = {
        "id": f"{indicator}-{subject}-{first}",
        "indicator": indicator,
        "version": 1,
        "variant": "given",
        "subject": Node.parse(subject),
        "role": "both",
        "dimension": DIMENSION[indicator],
        "strength": strength,
        "first_day": first,
        "last_day": last or first,
        "peak_day": first,
        "days": 1,
        "half_life": 90,
        "named": named,
        "evidence": evidence,
        "sex_work_rule": indicator in SEX_WORK,
    }
    return Flag(**(values | more))


def link(a, b, kind="holds_or_may_act_on", since=None, until=None):
    one, other = sorted([Node.parse(a), Node.parse(b)], key=str)
    return Link(one, other, kind, since, until, f"row/{a}-{b}")

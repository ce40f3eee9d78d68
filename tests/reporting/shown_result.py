"""Results written by hand, for tests of the report: one whole alert, and one with nothing."""

import datetime as dt
from decimal import Decimal

import pyarrow as pa
from given import AS_OF, flag, link

from varsel.catalogue.load import catalogue_folder, load_indicator
from varsel.detection.coverage import Coverage
from varsel.detection.flags import Measured, Node, flag_id
from varsel.escalation.alerts import combine
from varsel.escalation.network import Surroundings
from varsel.reporting import schemas
from varsel.reporting.result import Result, Shown

PHONE = "+4500123401"
RAW = ("SECRETPERSON", "SECRETACCOUNT", "SECRETBOSS", PHONE, "SECRETROW", "SECRETHOME")
FIRST = dt.date(2026, 3, 2)


# B3, F8 and R8 are left out: an older result may name indicators that a catalogue has no more.
FOLDERS = (
    "f04_many_payers_one_number", "f10_cash_in_many_cities", "r01_surveillance",
    "x04_recruitment_debt", "x08_shared_device",
)  # fmt: skip


def few():
    """A small catalogue."""
    found = [load_indicator(catalogue_folder() / name) for name in FOLDERS]
    return {i.id: i for i in found}


def named_flag(indicator, strength, subject, first, last=None, **more):
    """A flag with an id as the runner makes it: a hash, which names nobody."""
    variant = more.pop("variant", "given")
    made = flag_id(indicator, variant, Node.parse(subject), first)
    return flag(
        indicator, strength, subject, first, last, **{"variant": variant, "id": made, **more}
    )


def measured(name, value, threshold, unit, compare=">="):
    return Measured(name, None if value is None else Decimal(value), threshold, compare, unit)


def flags():
    rows = [f"entry/SECRETROW{n:02}" for n in range(15)]
    return [
        named_flag(
            "F4", "M", "account:SECRETACCOUNT", FIRST, dt.date(2026, 5, 20),
            variant="passed_on", days=40, peak_day=dt.date(2026, 4, 11), rows=rows,
            third_party=True,
            named={"party:SECRETPERSON": "exploited", f"phone:{PHONE}": "unclear"},
            measures=(
                measured("payers", "1024", "12", "payers"),
                measured("one_off_share", "0.875", "0.70", "share"),
                measured("onward_share", None, "0.70", "share"),
            ),
        ),
        named_flag(
            "X8", "M", "device:D1", dt.date(2026, 4, 1), dt.date(2026, 5, 28),
            variant="device", days=12, rows=[f"login/L{n}" for n in range(4)],
            named={
                "party:SECRETPERSON": "exploited", "party:P2": "exploited",
                "party:SECRETBOSS": "controller",
            },
            measures=(measured("users", "4", "25", "people", "<="),),
        ),
        named_flag(
            "F10", "M", "party:SECRETPERSON", dt.date(2026, 4, 3), dt.date(2026, 4, 9), rows=rows
        ),
        named_flag("B3", "modifier", "party:SECRETPERSON", dt.date(2026, 5, 2)),
        named_flag(
            "R8", "S", "profile:R1", dt.date(2026, 5, 27), rows=["abuse_report/A1"],
            safeguard="confirmed_threat", named={"party:SECRETPERSON": "exploited"},
        ),
    ]  # fmt: skip


def links():
    many = [link("phone:+4500999977", f"party:M{n}", "gives_contact") for n in range(8)]
    return [
        link("account:SECRETACCOUNT", "party:SECRETPERSON", since=dt.date(2025, 6, 1)),
        link("account:SECRETACCOUNT", f"phone:{PHONE}", "pays_or_uses_phone"),
        link("party:SECRETPERSON", "device:D1", "logs_in_from"),
        link("party:P2", "device:D1", "logs_in_from"),
        link("party:SECRETPERSON", "dwelling:SECRETHOME", "lives_at", since=dt.date(2026, 1, 1)),
        link("party:P2", "dwelling:SECRETHOME", "lives_at", since=dt.date(2026, 1, 1)),
        link("profile:R1", "party:SECRETPERSON", "is_profile_of"),
        link("party:SECRETBOSS", "dwelling:HALL", "lives_at"),
        link(
            "party:SECRETBOSS", "dwelling:OLD", "lives_at",
            dt.date(2019, 1, 1), dt.date(2020, 1, 1),
        ),
        link("party:SECRETPERSON", "phone:+4500999977", "gives_contact"),
        *many,
    ]  # fmt: skip


def evidence():
    found = {}
    for n in range(15):
        day = dt.date(2026, 4, 3 + n)
        found["entry", f"SECRETROW{n:02}"] = Shown(
            day,
            {
                "direction": "credit", "amount": "1950.50", "currency": "DKK",
                "booked_at": f"{day} 22:1{n % 10}", "channel": "mobile",
                "counterparty_name": "SECRETPERSON", "municipality": "Aarhus",
            },
        )  # fmt: skip
    for n in range(3):
        found["login", f"L{n}"] = Shown(
            dt.date(2026, 5, 2 + n), {"at": f"2026-05-0{2 + n} 07:30", "succeeded": "true"}
        )
    found["abuse_report", "A1"] = Shown(
        dt.date(2026, 5, 27), {"category": "image_threat", "demand": "money_regularly"}
    )
    return found


def coverage(catalogue):
    off = Coverage("F8", 1, "off", (), ("switched off; a deployment turns it on and says why",))
    gone = Coverage("R1", 1, "not_evaluable", (), ("tracking: needs table location_share",))
    partly = Coverage(
        "F4", 1, "partly", ("passed_on",), ("payers: needs entry.channel or needs account.alias",)
    )
    rest = [
        Coverage(i, 1, "ran", tuple(d.variants), (), 100, 1)
        for i, d in catalogue.items()
        if i not in {"F8", "R1", "F4"}
    ]
    return tuple(sorted([off, gone, partly, *rest], key=lambda c: c.indicator))


def run():
    return {
        "varsel": "0.1.0", "engine": "duckdb", "as_of": AS_OF.isoformat(), "since": None,
        "catalogue": "0123456789abcdef",
        "tables": {"entry": {"read": 120000, "loaded": 119998, "rejected": 2}},
    }  # fmt: skip


def whole(notes=0):
    """A result with one urgent alert and `notes` notes beside it."""
    catalogue = few()
    found = flags()
    found += [
        named_flag("F10", "M", f"party:N{n:04}", dt.date(2026, 5, 1 + n % 28)) for n in range(notes)
    ]
    around = Surroundings(tuple(links()), None, {Node("dwelling", "HALL"): "student_hall"})
    rejected = pa.Table.from_pylist(
        [{"table": "entry", "file": "entry.csv", "row": n, "column": "amount", "shape": "x",
          "reason": "no amount"} for n in (7, 9)],
        schemas.REJECTED,
    )  # fmt: skip
    return Result(
        run(), coverage(catalogue), tuple(found), tuple(combine(found, around, AS_OF)),
        evidence(), rejected, catalogue,
    )  # fmt: skip


def empty(*states):
    """A result without alerts, with a coverage row per state."""
    catalogue = few()
    rows = tuple(
        Coverage(i, 1, s, (), () if s == "ran" else ("v: needs table entry",))
        for i, s in zip(catalogue, states, strict=False)
    )
    return Result(run(), rows, (), (), catalogue=catalogue)

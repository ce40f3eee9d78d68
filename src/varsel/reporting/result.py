"""The result of a screening, in memory and as a folder of Parquet files that anybody can read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from varsel.catalogue.model import Indicator
from varsel.detection.coverage import Coverage
from varsel.detection.flags import Evidence, Flag, Measured, Named, Node
from varsel.errors import InputRefusedError
from varsel.escalation.history import Counts, Step, past_of
from varsel.escalation.model import Alert, Counted, JudgedLink, Link, Member
from varsel.escalation.standing import Past
from varsel.reporting import schemas

FILES = ("coverage", "flags", "evidence", "alerts", "links", "rejected", "history")


@dataclass(frozen=True)
class Shown:
    """What may be shown of an evidence row: its day and its fields, in the contract's order."""

    day: dt.date | None
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Result:
    """Everything one screening found, and what it could not evaluate.

    `evidence` maps (table, row id) to what may be shown of the row. `history`: how the alerts stood on
    earlier days, where that was asked for.
    """

    run: Mapping[str, Any]
    coverage: tuple[Coverage, ...]
    flags: tuple[Flag, ...]
    alerts: tuple[Alert, ...]
    evidence: Mapping[tuple[str, str], Shown] = field(default_factory=dict)
    rejected: pa.Table = field(default_factory=schemas.REJECTED.empty_table)
    catalogue: Mapping[str, Indicator] = field(default_factory=dict)
    history: tuple[Step, ...] = ()

    @property
    def as_of(self) -> dt.date:
        """The day up to which data were judged."""
        return dt.date.fromisoformat(self.run["as_of"])

    def table(self, name: str) -> pa.Table:
        """One of the result's tables (FILES) as Arrow."""
        makers = {
            "coverage": lambda: pa.Table.from_pylist(
                [_coverage(c) for c in self.coverage], schemas.COVERAGE
            ),
            "flags": lambda: pa.Table.from_pylist([_flag(f) for f in self.flags], schemas.FLAGS),
            "evidence": lambda: pa.Table.from_pylist(list(self._evidence()), schemas.EVIDENCE),
            "alerts": lambda: pa.Table.from_pylist(
                [_alert(a, self.catalogue) for a in self.alerts], schemas.ALERTS
            ),
            "links": lambda: pa.Table.from_pylist(
                [_link(a, j) for a in self.alerts for j in a.links], schemas.LINKS
            ),
            "rejected": lambda: self.rejected,
            "history": lambda: pa.Table.from_pylist(
                [_step(s) for s in self.history], schemas.HISTORY
            ),
        }
        return makers[name]()

    def past(self) -> tuple[Past, ...]:
        """The alerts as the next run needs to know them."""
        return tuple(past_of(a) for a in self.alerts)

    def _evidence(self) -> Iterable[dict[str, Any]]:
        for flag in self.flags:
            for e in flag.evidence:
                shown = self.evidence.get((e.table, e.row_id))
                yield {
                    "flag_id": flag.id,
                    "table": e.table,
                    "row_id": e.row_id,
                    "fact": e.fact,
                    "day": shown.day if shown else None,
                    "fields": json.dumps(dict(shown.fields), ensure_ascii=False) if shown else None,
                }


def read_result(folder: Path, catalogue: Mapping[str, Indicator]) -> Result:
    """A result written earlier.

    Raises InputRefusedError if the folder holds none or one of its files is missing.
    """
    try:
        run = json.loads((folder / "run.json").read_text("utf-8"))
        tables = {n: pq.read_table(folder / f"{n}.parquet") for n in FILES}
    except (OSError, ValueError, pa.ArrowException) as error:
        raise InputRefusedError(
            "This is not a whole result.",
            where=str(folder),
            why=str(error),
            do="point to a folder written by `varsel screen`",
        ) from error
    evidence: dict[str, list[Evidence]] = {}
    shown = {}
    for row in tables["evidence"].to_pylist():
        item = Evidence(row["table"], row["row_id"], row["fact"])
        evidence.setdefault(row["flag_id"], []).append(item)
        if row["fields"] is not None:
            shown[item.table, item.row_id] = Shown(row["day"], json.loads(row["fields"]))
    flags = [_flag_back(r, tuple(evidence.get(r["id"], ()))) for r in tables["flags"].to_pylist()]
    by_id = {f.id: f for f in flags}
    links: dict[str, list[JudgedLink]] = {}
    for row in tables["links"].to_pylist():
        links.setdefault(row["alert_id"], []).append(_link_back(row))
    alerts = [_alert_back(r, by_id, links) for r in tables["alerts"].to_pylist()]
    coverage = [
        Coverage(**(r | {"variants": tuple(r["variants"]), "missing": tuple(r["missing"])}))
        for r in tables["coverage"].to_pylist()
    ]
    history = tuple(_step_back(r) for r in tables["history"].to_pylist())
    return Result(
        run,
        tuple(coverage),
        tuple(flags),
        tuple(alerts),
        shown,
        tables["rejected"],
        catalogue,
        history,
    )


def _coverage(row: Coverage) -> dict[str, Any]:
    return vars(row) | {"variants": list(row.variants), "missing": list(row.missing)}


def _flag(flag: Flag) -> dict[str, Any]:
    return vars(flag) | {
        "subject": str(flag.subject),
        "measures": [vars(m) for m in flag.measures],
        "named": [{"node": str(n.node), "role": n.role} for n in flag.named],
        "supersedes": list(flag.supersedes),
    }


def _flag_back(row: dict[str, Any], evidence: tuple[Evidence, ...]) -> Flag:
    return Flag(
        **(
            row
            | {
                "subject": Node.parse(row["subject"]),
                "measures": tuple(Measured(**m) for m in row["measures"]),
                "named": tuple(Named(Node.parse(n["node"]), n["role"]) for n in row["named"]),
                "evidence": evidence,
                "supersedes": tuple(row["supersedes"]),
            }
        )
    )


def _alert(alert: Alert, catalogue: Mapping[str, Indicator]) -> dict[str, Any]:
    indicators = [catalogue[i] for i in _indicators(alert) if i in catalogue]
    return {
        "id": alert.id,
        "level": alert.level,
        "rule": alert.rule,
        "status": alert.status,
        "standing": alert.standing,
        "held_from": alert.held_from,
        "safeguard": list(alert.safeguard),
        "first_day": alert.first_day,
        "last_day": alert.last_day,
        "positive": list(alert.positive),
        "centre": str(alert.centre) if alert.centre else None,
        "flags": [f.id for f in alert.flags],
        "counted": [
            {"flag_id": c.flag.id, "strength": c.strength, "why": c.why} for c in alert.counted
        ],
        "members": [_member(m) for m in alert.members],
        "lowers": [{"indicator": i, "level": level} for i, level in alert.lowers],
        "counter_evidence": [
            {"indicator": i.id, "da": x.text.da, "en": x.text.en}
            for i in indicators
            for x in i.innocent
        ],
        "questions": [
            {"indicator": i.id, "da": q.da, "en": q.en} for i in indicators for q in i.questions
        ],
        "next_steps": [
            {"indicator": i.id, "da": q.da, "en": q.en} for i in indicators for q in i.next_steps
        ],
    }


def _indicators(alert: Alert) -> list[str]:
    """The alert's indicators, in the order of their first flag."""
    return list(dict.fromkeys(f.indicator for f in alert.flags))


def _alert_back(
    row: dict[str, Any], flags: Mapping[str, Flag], links: Mapping[str, list[JudgedLink]]
) -> Alert:
    return Alert(
        id=row["id"],
        level=row["level"],
        rule=row["rule"],
        status=row["status"],
        standing=row["standing"],
        safeguard=tuple(row["safeguard"]),
        flags=tuple(flags[i] for i in row["flags"]),
        counted=tuple(
            Counted(flags[c["flag_id"]], c["strength"], c["why"]) for c in row["counted"]
        ),
        positive=tuple(row["positive"]),
        centre=Node.parse(row["centre"]) if row["centre"] else None,
        members=tuple(_member_back(m) for m in row["members"]),
        links=tuple(links.get(row["id"], ())),
        lowers=tuple((x["indicator"], x["level"]) for x in row["lowers"]),
        held_from=row["held_from"],
    )


def _member(member: Member) -> dict[str, Any]:
    return {
        "nodes": [str(n) for n in member.nodes],
        "leading": member.leading,
        "for_exploited": list(member.for_exploited),
        "for_controller": list(member.for_controller),
    }


def _member_back(row: dict[str, Any]) -> Member:
    return Member(
        tuple(Node.parse(n) for n in row["nodes"]),
        row["leading"],
        tuple(row["for_exploited"]),
        tuple(row["for_controller"]),
    )


def _step(step: Step) -> dict[str, Any]:
    return {
        "day": step.day,
        "alert_id": step.alert,
        "level": step.level,
        "safeguard": list(step.safeguard),
        "positive": list(step.positive),
        "counting": [{"flag_id": c.flag, "parties": list(c.parties)} for c in step.counting],
        "members": [_member(m) for m in step.members],
        "lowers": [{"indicator": i, "level": level} for i, level in step.lowers],
    }


def _step_back(row: dict[str, Any]) -> Step:
    return Step(
        row["day"],
        row["alert_id"],
        row["level"],
        tuple(row["safeguard"]),
        tuple(row["positive"]),
        tuple(Counts(c["flag_id"], tuple(c["parties"])) for c in row["counting"]),
        tuple(_member_back(m) for m in row["members"]),
        tuple((x["indicator"], x["level"]) for x in row["lowers"]),
    )


def _link(alert: Alert, judged: JudgedLink) -> dict[str, Any]:
    link = judged.link
    return {
        "alert_id": alert.id,
        "a": str(link.a),
        "b": str(link.b),
        "kind": link.kind,
        "since": link.since,
        "until": link.until,
        "row": link.row,
        "kept": judged.kept,
        "reason": judged.reason,
        "detail": judged.detail,
    }


def _link_back(row: dict[str, Any]) -> JudgedLink:
    link = Link(
        Node.parse(row["a"]), Node.parse(row["b"]), row["kind"], row["since"], row["until"],
        row["row"],
    )  # fmt: skip
    return JudgedLink(link, row["kept"], row["reason"], row["detail"])

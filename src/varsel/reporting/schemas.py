"""Arrow schemas of a result's tables."""

from __future__ import annotations

import pyarrow as pa

_TEXT = pa.string()
_TEXTS = pa.list_(_TEXT)
_MEMBERS = pa.list_(
    pa.struct(
        [
            ("nodes", _TEXTS),
            ("leading", _TEXT),
            ("for_exploited", _TEXTS),
            ("for_controller", _TEXTS),
        ]
    )
)
_LOWERS = pa.list_(pa.struct([("indicator", _TEXT), ("level", _TEXT)]))
_BILINGUAL = pa.list_(pa.struct([("indicator", _TEXT), ("da", _TEXT), ("en", _TEXT)]))

COVERAGE = pa.schema(
    [
        ("indicator", _TEXT),
        ("version", pa.int64()),
        ("status", _TEXT),
        ("variants", _TEXTS),
        ("missing", _TEXTS),
        ("rows_read", pa.int64()),
        ("flags", pa.int64()),
    ]
)

FLAGS = pa.schema(
    [
        ("id", _TEXT),
        ("indicator", _TEXT),
        ("version", pa.int64()),
        ("variant", _TEXT),
        ("subject", _TEXT),
        ("role", _TEXT),
        ("dimension", _TEXT),
        ("strength", _TEXT),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("peak_day", pa.date32()),
        ("days", pa.int64()),
        ("half_life", pa.int64()),
        (
            "measures",
            pa.list_(
                pa.struct(
                    [
                        ("name", _TEXT),
                        ("value", pa.decimal128(22, 4)),
                        ("threshold", _TEXT),
                        ("compare", _TEXT),
                        ("unit", _TEXT),
                    ]
                )
            ),
        ),
        ("named", pa.list_(pa.struct([("node", _TEXT), ("role", _TEXT)]))),
        ("third_party", pa.bool_()),
        ("lifts", pa.bool_()),
        ("sex_work_rule", pa.bool_()),
        ("safeguard", _TEXT),
        ("supersedes", _TEXTS),
    ]
)

EVIDENCE = pa.schema(
    [
        ("flag_id", _TEXT),
        ("table", _TEXT),
        ("row_id", _TEXT),
        ("fact", _TEXT),
        ("day", pa.date32()),
        ("fields", _TEXT),
    ]
)

ALERTS = pa.schema(
    [
        ("id", _TEXT),
        ("level", _TEXT),
        ("rule", _TEXT),
        ("status", _TEXT),
        ("standing", _TEXT),
        ("held_from", _TEXT),
        ("safeguard", _TEXTS),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("positive", _TEXTS),
        ("centre", _TEXT),
        ("flags", _TEXTS),
        (
            "counted",
            pa.list_(pa.struct([("flag_id", _TEXT), ("strength", _TEXT), ("why", _TEXT)])),
        ),
        ("members", _MEMBERS),
        ("lowers", _LOWERS),
        ("counter_evidence", _BILINGUAL),
        ("questions", _BILINGUAL),
        ("next_steps", _BILINGUAL),
    ]
)

LINKS = pa.schema(
    [
        ("alert_id", _TEXT),
        ("a", _TEXT),
        ("b", _TEXT),
        ("kind", _TEXT),
        ("since", pa.date32()),
        ("until", pa.date32()),
        ("row", _TEXT),
        ("kept", pa.bool_()),
        ("reason", _TEXT),
        ("detail", _TEXT),
    ]
)

REJECTED = pa.schema(
    [
        ("table", _TEXT),
        ("file", _TEXT),
        ("row", pa.int64()),
        ("column", _TEXT),
        ("shape", _TEXT),
        ("reason", _TEXT),
    ]
)

HISTORY = pa.schema(
    [
        ("day", pa.date32()),
        ("alert_id", _TEXT),
        ("level", _TEXT),
        ("safeguard", _TEXTS),
        ("positive", _TEXTS),
        ("counting", pa.list_(pa.struct([("flag_id", _TEXT), ("parties", _TEXTS)]))),
        ("members", _MEMBERS),
        ("lowers", _LOWERS),
    ]
)

import pytest


@pytest.fixture
def week(derived):
    def made(text):
        party = [{"party_id": "C1", "kind": "company", "opening_hours": text}]
        rows = derived("opening", ["weekday", "opens"], party=party)
        return [(r["weekday"], r["opens"] / 60, r["closes"] / 60) for r in rows]

    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-We 09:00-17:00", [(0, 9, 17), (1, 9, 17), (2, 9, 17)]),
        ("Mo 9:00-17:30; Sa 10:00-14:00", [(0, 9, 17.5), (5, 10, 14)]),
        ("Mo, We 09:00-12:00, 13:00-17:00", [(0, 9, 12), (0, 13, 17), (2, 9, 12), (2, 13, 17)]),
        ("Sa-Mo 12:00-22:00", [(0, 12, 22), (5, 12, 22), (6, 12, 22)]),
        ("Fr 22:00-05:00", [(4, 22, 29)]),
        ("Mo-Tu 09:00-17:00; Tu off", [(0, 9, 17)]),
        ("Mo-Tu 09:00-17:00; Tu 10:00-12:00", [(0, 9, 17), (1, 10, 12)]),
        ("Mo 09:00-17:00; PH off", [(0, 9, 17)]),
        ("10:00-11:00", [(d, 10, 11) for d in range(7)]),
        ("24/7", [(d, 0, 24) for d in range(7)]),
    ],
)
def test_hours_are_read(week, text, expected):
    assert week(text) == expected


@pytest.mark.parametrize(
    "text", ["by appointment", "Mo-Fr", "sunrise-sunset", "PH off", "9-17", ""]
)
def test_what_cannot_be_read_is_not_known(week, text):
    assert week(text) == []

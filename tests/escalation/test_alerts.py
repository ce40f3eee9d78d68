import datetime as dt

from given import AS_OF, DAY, flag, link

from varsel.escalation.alerts import combine
from varsel.escalation.network import Surroundings

PRIORITY = [flag("F8", "S"), flag("X23", "M"), flag("R1", "M")]


def alerts(flags, *links, **more):
    return combine(flags, Surroundings(links), AS_OF, **more)


def test_an_alert_says_what_would_lower_it():
    (alert,) = alerts([*PRIORITY, flag("F14", "M")])
    assert alert.level == "Priority"
    assert dict(alert.lowers) == {"F8": "Review", "X23": "Review", "R1": "Review"}


def test_a_note_has_nothing_to_lower():
    (alert,) = alerts([flag("F8", "S")])
    assert (alert.level, alert.lowers) == ("Note", ())


def test_flags_too_far_apart_are_listed_but_do_not_count():
    near = [flag("F8", "S"), flag("F14", "M", named={"party:P2": "unclear"})]
    far = flag("R1", "M", subject="party:P3", named={"party:P2": "unclear"})
    further = flag("X23", "M", subject="party:P3")
    (alert,) = alerts([*near, far, further])
    assert {c.flag.indicator for c in alert.counted if c.why == "apart"}
    assert alert.level != "Priority"


def test_modifiers_alone_make_no_alert():
    assert alerts([flag("B3", "modifier")]) == []


def test_modifiers_stand_in_the_alert_of_others():
    (alert,) = alerts([flag("B3", "modifier"), flag("F8", "S")])
    assert [c.why for c in alert.counted if c.flag.indicator == "B3"] == ["modifier"]
    assert alert.level == "Note"


def test_safeguard_goes_to_a_person_outside_scoring():
    (alert,) = alerts([flag("R8", "S", safeguard="confirmed_threat")])
    assert (alert.safeguard, alert.level) == (("confirmed_threat",), "Note")


def test_danger_seen_makes_an_alert_even_from_a_modifier():
    (alert,) = alerts([flag("B2", "modifier", safeguard="danger")])
    assert (alert.safeguard, alert.level) == (("danger",), "Note")


def test_safeguards_come_first_then_levels():
    found = alerts(
        [*PRIORITY, flag("F9", subject="party:P8"),
         flag("R8", "S", subject="party:P9", safeguard="minor")]
    )  # fmt: skip
    assert [(bool(a.safeguard), a.level) for a in found] == [
        (True, "Note"), (False, "Priority"), (False, "Note"),
    ]  # fmt: skip


def test_a_network_whose_flags_have_all_faded_makes_no_alert():
    assert alerts([flag("F8", "W", first=AS_OF - dt.timedelta(days=91))]) == []


def test_members_have_role_hypotheses_with_both_readings():
    named = {"party:P1": "exploited", "party:C1": "controller"}
    (alert,) = alerts(
        [flag("F8", "S", subject="account:K1", named={"account:K1": "exploited", **named})]
    )
    leading = {str(m.nodes[0]): m.leading for m in alert.members}
    assert leading == {"account:K1": "exploited", "party:P1": "exploited", "party:C1": "controller"}


def test_belongings_stand_with_their_owner():
    held = link("party:P1", "account:K1")
    (alert,) = alerts(
        [
            flag(
                "F8",
                "S",
                subject="account:K1",
                named={"account:K1": "exploited", "party:P1": "exploited"},
            )
        ],
        held,
    )
    assert [[str(n) for n in m.nodes] for m in alert.members] == [["account:K1", "party:P1"]]


def test_a_shared_phone_takes_the_role_that_all_its_users_have():
    phone = "phone:+4500009001"
    users = [link("party:P1", phone, "gives_contact"), link("profile:Q1", phone, "gives_contact")]
    sink = flag("F4", subject=phone, named={"party:P1": "controller"})
    rules = flag("R1", subject="profile:Q2", named={"profile:Q1": "controller"})
    (alert,) = alerts([sink, rules], *users)
    leading = {str(n): m.leading for m in alert.members for n in m.nodes}
    assert leading[phone] == "controller"
    mixed = flag("R1", subject="profile:Q1", named={"profile:Q1": "exploited"})
    (alert,) = alerts([sink, mixed], *users)
    leading = {str(n): m.leading for m in alert.members for n in m.nodes}
    assert leading[phone] == "unclear"


def test_on_equal_grounds_the_reading_that_protects_leads():
    flags = [
        flag("F8", "S", named={"party:P1": "exploited"}),
        flag("F9", "S", named={"party:P1": "controller"}),
    ]
    (alert,) = alerts(flags)
    (member,) = alert.members
    assert member.leading == "exploited"
    assert (len(member.for_exploited), len(member.for_controller)) == (1, 1)


def test_the_same_input_in_any_order_gives_the_same_alerts():
    flags = [*PRIORITY, flag("F9", subject="party:P8"), flag("F14", "M", first=DAY)]
    assert alerts(flags) == alerts(flags[::-1])

import datetime as dt

from given import DAY, flag, link

from varsel.detection.flags import Node
from varsel.escalation.network import Network, Surroundings


def groups(flags, *links, **more):
    network = Network(flags, Surroundings(links, **more))
    return [[f.id for f in g] for g in network.components()]


def test_flags_on_one_node_belong_together():
    assert len(groups([flag("F8"), flag("R1")])) == 1


def test_flags_two_links_apart_belong_together():
    flags = [flag("F8", subject="account:K1"), flag("R1", subject="profile:Q1")]
    chain = [link("account:K1", "party:P1"), link("profile:Q1", "party:P1", "is_profile_of")]
    assert len(groups(flags, *chain)) == 1


def test_flags_three_links_apart_do_not():
    flags = [flag("F8", subject="account:K1"), flag("R1", subject="profile:Q1")]
    chain = [
        link("account:K1", "party:P1"),
        link("party:P1", "party:P2", "comes_with"),
        link("party:P2", "profile:Q1", "is_profile_of"),
    ]
    assert len(groups(flags, *chain)) == 2


def test_flags_181_days_apart_do_not_count_together():
    early = flag("F8", last=DAY)
    late = flag("R1", first=DAY + dt.timedelta(days=181))
    assert len(groups([early, late])) == 2
    assert len(groups([early, flag("R1", first=DAY + dt.timedelta(days=180))])) == 1


def test_each_set_lies_pairwise_within_reach_in_time():
    flags = [
        flag("F8", first=DAY + dt.timedelta(days=100 * n), subject="party:P1") for n in range(4)
    ]
    sets = Network(flags, Surroundings()).sets()
    for _, chosen in sets:
        assert max(f.first_day for f in chosen) - min(f.last_day for f in chosen) <= dt.timedelta(
            180
        )
    assert max(len(chosen) for _, chosen in sets) == 2
    assert len(groups(flags)) == 1, "they still make one alert"


def test_a_generic_phone_joins_nobody():
    flags = [flag("F8", subject="party:P1"), flag("R1", subject="party:P2")]
    many = [link(f"party:P{n}", "phone:+4500001111", "gives_contact") for n in range(1, 9)]
    assert len(groups(flags, *many)) == 2
    network = Network(flags, Surroundings(tuple(many)))
    cut = network.links_of(flags)
    assert {(j.kept, j.reason) for j in cut} == {(False, "generic")}
    assert "8 neighbours" in cut[0].detail


def test_a_phone_on_many_ads_is_not_generic():
    flags = [flag("R2", subject="phone:+4500001111"), flag("R1", subject="party:P1")]
    ads = [link(f"ad:A{n}", "phone:+4500001111", "gives_contact") for n in range(30)]
    assert len(groups(flags, link("party:P1", "phone:+4500001111", "gives_contact"), *ads)) == 1


def test_a_phone_of_two_joins_them():
    flags = [flag("F8", subject="party:P1"), flag("R1", subject="party:P2")]
    two = [link(f"party:P{n}", "phone:+4500001111", "gives_contact") for n in (1, 2)]
    assert len(groups(flags, *two)) == 1


def test_a_hub_joins_those_named_in_one_flag_only():
    hub = "phone:+4500001111"
    many = [link(f"party:P{n}", hub, "gives_contact") for n in range(1, 9)]
    one = flag("R2", subject=hub, named={"party:P1": "unclear"})
    other = flag("F3", subject=hub, named={"party:P2": "unclear"})
    beside = flag("R1", subject="party:P1")
    found = groups([one, other, beside], *many)
    assert sorted(map(len, found)) == [1, 2]


def test_degree_in_all_data_decides_not_degree_nearby():
    flags = [flag("F8", subject="party:P1"), flag("R1", subject="party:P2")]
    two = [link(f"party:P{n}", "phone:+4500001111", "gives_contact") for n in (1, 2)]
    wide = {(Node("phone", "+4500001111"), "gives_contact"): 40}
    assert len(groups(flags, *two, degree=wide)) == 2


def test_a_marked_hostel_joins_nobody():
    flags = [flag("F8", subject="party:P1"), flag("R1", subject="party:P2")]
    home = [link(f"party:P{n}", "dwelling:D1", "lives_at") for n in (1, 2)]
    assert len(groups(flags, *home)) == 1
    assert len(groups(flags, *home, generic={Node("dwelling", "D1"): "hostel"})) == 2


def test_a_recycled_number_does_not_join_its_old_and_new_user():
    number = "phone:+4500001111"
    old = link("party:P1", number, "gives_contact", until=dt.date(2024, 1, 1))
    new = link("party:P2", number, "gives_contact", since=dt.date(2025, 1, 1))
    flags = [flag("F8", subject="party:P1"), flag("R1", subject="party:P2")]
    assert len(groups(flags, old, new)) == 2
    cut = {j.link.a.id: j.reason for j in Network(flags, Surroundings((old, new))).links_of(flags)}
    assert cut == {"P1": "tenure", "P2": "kept"}


def test_colleagues_in_a_large_workplace_are_strangers():
    flags = [flag("F8", subject="party:P1"), flag("R1", subject="party:P2")]
    staff = [link("party:C", f"party:P{n}", "employs") for n in range(1, 40)]
    assert len(groups(flags, *staff)) == 2
    assert len(groups(flags, *staff[:5])) == 1


def test_what_colleagues_do_with_their_own_lives_does_not_meet_at_the_employer():
    staff = [link("party:C", f"party:P{n}", "employs") for n in (1, 2)]
    wage = flag("F8", subject="party:P1", named={"party:C": "controller"})
    for own in ("F9", "R3", "F4", "F15"):
        assert len(groups([wage, flag(own, subject="party:P2")], *staff)) == 2
    assert len(groups([wage, flag("X23", subject="party:P2")], *staff)) == 1
    assert len(groups([wage, flag("F9", subject="party:P1")], *staff)) == 1, "the same person"


def test_who_shares_a_home_shares_no_money():
    home = [link(f"party:P{n}", "dwelling:D1", "lives_at") for n in (1, 2)]
    assert len(groups([flag("F8", subject="party:P1"), flag("F9", subject="party:P2")], *home)) == 2
    assert len(groups([flag("F8", subject="party:P1"), flag("B1", subject="party:P2")], *home)) == 1


def test_size_of_the_network_never_raises_a_level():
    from varsel.escalation.judge import judge  # noqa: PLC0415

    flags = [
        flag("F8", "S", subject=f"party:P{n}", named={"party:C": "controller"}) for n in range(50)
    ]
    network = Network(flags, Surroundings())
    assert len(network.components()) == 1
    assert {judge(s, DAY).level for _, s in network.sets()} == {"Note"}


def test_the_order_of_links_and_flags_does_not_matter():
    flags = [flag("F8", subject=f"party:P{n}") for n in range(6)]
    links = [link(f"party:P{n}", f"dwelling:D{n // 2}", "lives_at") for n in range(6)]
    one = Network(flags, Surroundings(tuple(links)))
    other = Network(flags[::-1], Surroundings(tuple(links[::-1])))
    assert one.components() == other.components()
    assert one.sets() == other.sets()

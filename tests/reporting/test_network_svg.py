import itertools
import re
from dataclasses import replace

from given import link
from shown_result import whole

from varsel.escalation.model import JudgedLink
from varsel.reporting.layout import ALONG, middle, rings
from varsel.reporting.network_svg import DRAWN, STACK, drawn, network
from varsel.reporting.pseudonyms import pseudonyms
from varsel.reporting.view import Teller


def picture(result, alert):
    return network(Teller(result, pseudonyms(result, names=False)), alert)


def test_kept_links_are_solid_and_cut_ones_dashed():
    result = whole()
    found = picture(result, result.alerts[0])
    kept = {(j.link.a, j.link.b) for j in result.alerts[0].links if j.kept}
    cut = {(j.link.a, j.link.b) for j in result.alerts[0].links if not j.kept}
    assert found.count('class="kept"') == len(kept)
    assert found.count('class="cut"') == len(cut - kept)


def wider(result, *more):
    """The result's first alert with more kept links."""
    links = tuple(JudgedLink(found, True, "kept", "") for found in more)
    alert = replace(result.alerts[0], links=(*result.alerts[0].links, *links))
    return replace(result, alerts=(alert,)), alert


def test_at_most_forty_nodes_are_drawn_and_the_rest_counted():
    chains = [
        found
        for n in range(50)
        for found in (
            link("party:SECRETPERSON", f"party:X{n:03}", "writes_to"),
            link(f"party:X{n:03}", f"phone:+45000000{n:02}", "gives_contact"),
        )
    ]
    result, alert = wider(whole(), *chains)
    drawing = drawn(alert, pseudonyms(result, names=False))
    assert len(drawing.nodes) == DRAWN
    assert drawing.nodes[0] == alert.centre
    assert {n for f in alert.flags for n in f.nodes} <= set(drawing.nodes)
    assert f"Not drawn: {drawing.left} more" in picture(result, alert)


def test_nodes_that_look_alike_are_one_stack_and_none_is_lost():
    fans = [link("party:SECRETPERSON", f"ad:A{n}", "advertises") for n in range(70)]
    result, alert = wider(whole(), *fans)
    before = drawn(whole().alerts[0], pseudonyms(whole(), names=False))
    drawing = drawn(alert, pseudonyms(result, names=False))
    assert sorted(drawing.stacks.values()) == sorted([*before.stacks.values(), 70])
    assert len(drawing.nodes) == len(before.nodes) + 1
    assert drawing.left == 0
    assert "70 annoncer" in picture(result, alert)


def test_few_nodes_that_look_alike_are_drawn_apart():
    fans = [link("party:SECRETPERSON", f"ad:A{n}", "advertises") for n in range(STACK - 1)]
    result, alert = wider(whole(), *fans)
    assert not drawn(alert, pseudonyms(result, names=False)).stacks


def test_roles_are_not_drawn():
    result = whole()
    assert not re.search("exploited|controller|offer|victim", picture(result, result.alerts[0]))


def test_no_two_nodes_stand_on_each_other():
    nodes = [f"n{n}" for n in range(40)]
    star = [("n0", n) for n in nodes[1:25]] + [("n5", n) for n in nodes[25:38]]
    place = rings(nodes, star, "n0")
    for one, other in itertools.combinations(place.values(), 2):
        assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) > ALONG / 6


def test_the_order_of_edges_moves_nothing():
    nodes = list("abcdef")
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")]
    assert rings(nodes, edges, "a") == rings(nodes, edges[::-1], "a")
    assert middle(nodes, edges) == "c"

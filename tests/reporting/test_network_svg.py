import itertools
import re
from dataclasses import replace

from given import link
from shown_result import whole

from varsel.escalation.model import JudgedLink
from varsel.reporting.layout import ALONG, middle, rings
from varsel.reporting.network_svg import DRAWN, drawn, network
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


def test_at_most_forty_nodes_are_drawn_and_the_rest_counted():
    result = whole()
    more = [
        JudgedLink(link("party:SECRETPERSON", f"party:X{n:03}", "writes_to"), True, "kept", "")
        for n in range(70)
    ]
    alert = replace(result.alerts[0], links=(*result.alerts[0].links, *more))
    big = replace(result, alerts=(alert,))
    drawing = drawn(alert)
    assert len(drawing.nodes) == DRAWN
    assert alert.centre in drawing.nodes
    assert {n for f in alert.flags for n in f.nodes} <= set(drawing.nodes)
    assert f"Not drawn: {drawing.left} more" in picture(big, alert)


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

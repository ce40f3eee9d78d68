"""What the plots draw: bars, points and whiskers where the figures say, and every value as text."""

import math
import re
from xml.etree import ElementTree as ET

import pytest

from varsel.catalogue.model import Text
from varsel.reporting.phrases import same
from varsel.trials.drawing import LETTERS
from varsel.trials.intervals import Ratio, Share
from varsel.trials.plots import MOST, Bar, Mark, Series, bars, ratios, steps

TITLE = Text("Titel", "Title")


def read(drawn):
    return ET.fromstring(drawn).find("svg")


def of_class(svg, name):
    return [e for e in svg.iter() if name in e.get("class", "").split()]


def x_of(svg, word):
    """Where a value stands on the axis below."""
    (tick,) = [e for e in of_class(svg, "tick") if e.text == word]
    return int(tick.get("x"))


def level_whiskers(svg):
    """(x1, x2) of each whisker, without its ends."""
    lines = [e for e in of_class(svg, "whisker") if e.tag == "line"]
    return [(int(e.get("x1")), int(e.get("x2"))) for e in lines if "end" not in e.get("class")]


def bar(hits, of, name="x", **more):
    return Bar(same(name), Share(hits, of).as_json(), **more)


def mark(hits, of, other=(10, 100), **more):
    found = Ratio(Share(hits, of), Share(*other)).as_json()
    return Mark(same("x"), found["ratio"], found["low"], found["high"], **more)


@pytest.mark.parametrize(("hits", "of"), [(0, 5), (1, 7), (6, 12), (12, 12), (30, 1000)])
def test_a_bar_ends_at_its_share_and_its_whisker_at_its_interval(hits, of):
    svg = read(bars("p", TITLE, [bar(hits, of)], full=True))
    start, end = x_of(svg, "0 %"), x_of(svg, "100 %")
    share = Share(hits, of)
    (box,) = of_class(svg, "share")
    assert int(box.get("x")) == start
    assert int(box.get("width")) == round((end - start) * hits / of)
    ((low, high),) = level_whiskers(svg)
    assert low - start == pytest.approx((end - start) * share.low, abs=1)
    assert high - start == pytest.approx((end - start) * share.high, abs=1)


def test_the_ends_of_a_whisker_stand_at_its_ends():
    svg = read(bars("p", TITLE, [bar(6, 12)]))
    ((low, high),) = level_whiskers(svg)
    ends = [e for e in of_class(svg, "whisker") if "end" in e.get("class")]
    assert [int(e.get("x1")) for e in ends] == [low, high]


@pytest.mark.parametrize(
    ("hits", "of", "last"), [(0, 1000, "5 %"), (60, 1000, "10 %"), (1, 20, "25 %"), (1, 3, "100 %")]
)
def test_small_shares_get_an_axis_on_which_they_can_be_seen(hits, of, last):
    svg = read(bars("p", TITLE, [bar(hits, of)]))
    ticks = [e.text for e in of_class(svg, "tick") if e.get("lang") == "da"]
    assert ticks[-1] == last
    assert max(level_whiskers(svg))[1] <= x_of(svg, last)


def test_bars_stand_in_the_order_given_each_on_its_own_height():
    svg = read(bars("p", TITLE, [bar(1, 2, "b"), bar(2, 2, "a", part=True)]))
    names = [(e.text, int(e.get("y"))) for e in of_class(svg, "name")]
    assert [n for n, _ in names] == ["b", "a"]
    assert names[0][1] < names[1][1]
    assert [int(e.get("height")) for e in of_class(svg, "share")] == [16, 8]


def test_many_bars_are_drawn_in_pieces_on_one_scale():
    rows = [bar(400, 1000, "most"), *(bar(1, 1000, f"n{n}") for n in range(MOST))]
    whole = ET.fromstring(f"<div>{bars('p', TITLE, rows)}</div>")
    pieces = [box.find("svg") for box in whole]
    assert [len(of_class(p, "share")) for p in pieces] == [MOST, 1]
    assert [p.find("title").text for p in pieces] == [
        f"Titel 1–{MOST} / Title 1–{MOST}",
        f"Titel {MOST + 1}–{MOST + 1} / Title {MOST + 1}–{MOST + 1}",
    ]
    assert len({p.get("aria-labelledby") for p in pieces}) == 2
    assert x_of(pieces[0], "50 %") - x_of(pieces[0], "0 %") == x_of(pieces[1], "50 %") - x_of(
        pieces[1], "0 %"
    )


def test_a_part_stays_with_its_bar():
    rows = [bar(1, 2, f"n{n}") for n in range(MOST)] + [bar(1, 2, "part", part=True), bar(1, 2)]
    whole = ET.fromstring(f"<div>{bars('p', TITLE, rows)}</div>")
    assert [len(of_class(box.find("svg"), "share")) for box in whole] == [MOST + 1, 1]


def test_nothing_to_measure_is_said_and_not_drawn():
    svg = read(bars("p", TITLE, [bar(0, 0)]))
    assert not of_class(svg, "share")
    assert not of_class(svg, "whisker")
    assert {e.text for e in of_class(svg, "value")} == {"intet at måle på", "nothing to measure"}


@pytest.mark.parametrize("value", [0.5, 0.8, 1.0, 1.25, 2.0])
def test_a_ratio_stands_on_a_logarithmic_axis(value):
    svg = read(ratios("p", TITLE, [Mark(same("x"), value, value / 1.5, value * 1.5)]))
    one, four = x_of(svg, "1"), x_of(svg, "4")
    scale = (four - one) / math.log(4)
    (point,) = of_class(svg, "point")
    assert int(point.get("cx")) - one == pytest.approx(scale * math.log(value), abs=1)
    ((low, high),) = level_whiskers(svg)
    assert low - one == pytest.approx(scale * math.log(value / 1.5), abs=1)
    assert high - one == pytest.approx(scale * math.log(value * 1.5), abs=1)


def test_the_band_is_shaded_from_four_fifths_to_five_quarters():
    svg = read(ratios("p", TITLE, [Mark(same("x"), 1.0, 0.5, 2.0)]))
    one, four = x_of(svg, "1"), x_of(svg, "4")
    (band,) = of_class(svg, "band")
    left, width = int(band.get("x")), int(band.get("width"))
    assert left - one == pytest.approx((four - one) * math.log(0.8) / math.log(4), abs=1)
    assert left + width - one == pytest.approx((four - one) * math.log(1.25) / math.log(4), abs=1)


def test_real_ratios_lie_within_their_whiskers_on_any_axis():
    for hits, of in [(30, 100), (1, 100), (60, 100), (0, 100), (400, 500)]:
        row = mark(hits, of)
        svg = read(ratios("p", TITLE, [row]))
        ((low, high),) = level_whiskers(svg)
        (point,) = of_class(svg, "point")
        assert low <= int(point.get("cx")) <= high or hits == 0


def test_what_lies_beyond_the_axis_ends_in_an_arrow_on_that_side():
    svg = read(ratios("p", TITLE, [Mark(same("x"), 900.0, 90.0, 9000.0)]))
    (tip,) = list(svg.iter("polygon"))
    assert tip.get("points").startswith(f"{x_of(svg, '50')},")
    assert not list(read(ratios("p", TITLE, [Mark(same("x"), 1.0, 0.3, 3.0)])).iter("polygon"))


def test_a_ratio_to_nothing_has_an_interval_and_no_point():
    row = mark(3, 100, other=(0, 100))
    assert row.ratio is None
    svg = read(ratios("p", TITLE, [row]))
    assert not of_class(svg, "point")
    assert len(level_whiskers(svg)) == 1
    assert of_class(svg, "value")[0].text.startswith("– (")


def test_a_ratio_of_empty_groups_is_said_and_not_drawn():
    svg = read(ratios("p", TITLE, [Mark(same("x"), None, None, None)]))
    assert not of_class(svg, "point") + of_class(svg, "whisker")
    assert "nothing to measure" in {e.text for e in of_class(svg, "value")}


def test_the_second_rate_is_told_apart_without_colour():
    svg = read(ratios("p", TITLE, [mark(5, 100), mark(5, 100, hollow=True)]))
    assert ["hollow" in p.get("class") for p in of_class(svg, "point")] == [False, True]


def points(*pairs):
    return {str(n): Share(*p).as_json() for n, p in enumerate(pairs)}


def upright(svg):
    lines = [e for e in of_class(svg, "whisker") if "end" not in e.get("class")]
    return [tuple(int(e.get(k)) for k in ("x1", "y1", "y2")) for e in lines]


def test_steps_stand_at_their_shares_with_upright_whiskers():
    pairs = [(0, 4), (3, 6), (9, 10)]
    svg = read(steps("p", TITLE, same("n"), [Series(same("s"), points(*pairs))]))
    grid = sorted({int(e.get("y1")) for e in of_class(svg, "grid")})
    top, bottom = grid[0], grid[-1]
    dots = [e for e in of_class(svg, "point") if int(e.get("cy")) <= bottom]
    for (hits, of), dot, (x, low, high) in zip(pairs, dots, upright(svg), strict=True):
        share = Share(hits, of)
        assert int(dot.get("cx")) == x
        for at, value in ((int(dot.get("cy")), hits / of), (low, share.low), (high, share.high)):
            assert bottom - at == pytest.approx((bottom - top) * value, abs=1)


def test_two_series_stand_side_by_side_and_only_joined_ones_are_joined():
    both = [Series(same("s"), points((1, 4), (2, 4))), Series(same("t"), points((1, 2), (2, 2)))]
    svg = read(steps("p", TITLE, same("n"), both, joined=True))
    assert len({x for x, _, _ in upright(svg)}) == 4
    assert [e.get("class") for e in of_class(svg, "course")] == ["course", "course hollow"]
    assert not of_class(read(steps("p", TITLE, same("n"), both)), "course")


def test_a_step_of_nothing_is_left_open_and_not_drawn_as_zero():
    svg = read(
        steps("p", TITLE, same("n"), [Series(same("s"), points((0, 0), (1, 2)))], joined=True)
    )
    assert len(upright(svg)) == 1
    assert "–" in {e.text for e in of_class(svg, "step")}


PLOTS = {
    "bars": lambda: bars("p", TITLE, [bar(3, 7, "x"), bar(1234, 5678, "y", part=True)]),
    "ratios": lambda: ratios("p", TITLE, [mark(33, 77), mark(1, 90, hollow=True)]),
    "steps": lambda: steps(
        "p", TITLE, same("n"), [Series(same("s"), points((3, 7), (1234, 5678)))], joined=True
    ),
}


@pytest.mark.parametrize("name", PLOTS)
def test_coordinates_are_whole_and_the_same_each_time(name):
    drawn = PLOTS[name]()
    svg = read(drawn)
    for element in svg.iter():
        for key in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"):
            assert re.fullmatch(r"\d+", element.get(key, "0")), (element.tag, key)
    assert drawn == PLOTS[name]()


@pytest.mark.parametrize("name", PLOTS)
def test_everything_drawn_stays_inside_the_frame(name):
    svg = read(PLOTS[name]())
    width, height = int(svg.get("width")), int(svg.get("height"))
    for element in svg.iter():
        for key, most in (
            ("x", width),
            ("x2", width),
            ("cx", width),
            ("y", height),
            ("cy", height),
        ):
            assert 0 <= int(element.get(key, "0")) <= most


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_can_be_read_aloud_and_reached_by_keyboard(name):
    whole = ET.fromstring(PLOTS[name]())
    assert (whole.get("tabindex"), whole.get("role")) == ("0", "region")
    svg = whole.find("svg")
    assert svg.get("role") == "img"
    named = {e.get("id"): e.text for e in svg if e.get("id")}
    assert set(svg.get("aria-labelledby").split()) == set(named)
    assert named["p-title"] == "Titel / Title"
    assert "style" not in {k for e in svg.iter() for k in e.attrib}


def test_every_value_is_told_in_words_and_in_both_languages():
    svg = read(PLOTS["bars"]())
    words = svg.find("desc").text
    for value in ("22 % (21–23 %), 1.234 af 5.678", "22% (21–23%), 1,234 of 5,678"):
        assert value in words
        assert value in {e.text for e in of_class(svg, "value")}
    assert "43 % (16–75 %), 3 af 7" in read(PLOTS["steps"]()).find("desc").text
    assert "3.86 (2–7.45)" in read(ratios("p", TITLE, [mark(27, 70)])).find("desc").text


def test_a_label_too_long_is_cut_in_the_drawing_and_whole_in_the_words():
    name = "a kind of life " * 5
    svg = read(bars("p", TITLE, [bar(1, 2, name.strip())]))
    (label,) = of_class(svg, "name")
    assert len(label.text) <= LETTERS
    assert label.text.endswith("…")
    assert name.strip() in svg.find("desc").text


def test_hostile_names_stay_text():
    drawn = bars("p", Text("<b>", '"'), [bar(1, 2, "<script>&")])
    assert "<script" not in drawn
    svg = read(drawn)
    assert of_class(svg, "name")[0].text == "<script>&"

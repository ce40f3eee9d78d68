import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from shown_result import PHONE, RAW, empty, whole

from varsel.catalogue.model import Text
from varsel.reporting.phrases import phrases
from varsel.reporting.report import render
from varsel.reporting.result import Shown

VOID = {"meta", "input", "br"}
DRAWN = {"circle", "rect", "line", "polygon", "ellipse"}


class Tree(HTMLParser):
    """Checks that tags nest; keeps ids, links and the text of each language."""

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.to, self.said = [], [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.to += [found["href"][1:]] if tag == "a" else []
        assert "style" not in found
        assert not any(name.startswith("on") for name in found)
        if tag not in VOID:
            self.open.append((tag, found.get("lang")))

    def handle_startendtag(self, tag, attrs):
        assert tag in DRAWN

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        langs = [lang for tag, lang in self.open if lang and tag != "html"]
        self.said.append((langs[-1] if langs else None, data))

    def text(self, lang):
        return "".join(t for k, t in self.said if k in {None, lang})


@pytest.fixture(scope="module")
def result():
    return whole(notes=60)


@pytest.fixture(scope="module")
def page(result):
    return render(result)


def test_the_same_result_gives_the_same_bytes(result, page):
    turned = replace(result, evidence=dict(reversed(list(result.evidence.items()))))
    assert render(turned) == page


def test_the_page_needs_nothing_from_outside_and_runs_nothing(page):
    for sign in ("http:", "https:", "//", "src=", "url(", "@import", "<script", "<link", "<iframe"):
        assert sign not in page.lower()
    assert "default-src 'none'" in page.replace("&#x27;", "'")


def test_the_policy_lets_in_the_page_s_own_style_and_no_other(page):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src &#x27;sha256-{digest}&#x27;" in page


def test_tags_nest_ids_are_unique_and_links_lead_somewhere(page):
    tree = Tree(page)
    assert len(tree.ids) == len(set(tree.ids))
    assert set(tree.to) <= set(tree.ids)
    assert len(tree.to) > 10


def test_both_languages_say_every_fixed_part(page):
    tree = Tree(page)
    for lang in ("da", "en"):
        told = tree.text(lang)
        for section in ("not", "before"):
            for phrase in phrases()[section].values():
                assert phrase(lang) in told
        for key in ("network", "timeline", "members", "flags", "lowers", "against", "innocent",
                    "unknown", "questions", "steps", "kept", "cut"):  # fmt: skip
            assert phrases()["alert"][key](lang) in told
    assert "Beskyt nu" in tree.text("da")
    assert "Beskyt nu" not in tree.text("en")
    assert page.index('id="lang-da" class="away" autocomplete="off" checked') > 0


def test_numbers_and_days_are_written_as_each_language_writes_them(page):
    da, en = Tree(page).text("da"), Tree(page).text("en")
    assert "1.024 betalere" in da
    assert "87,5 %" in da
    assert "1.950,50" in da
    assert "2. marts 2026" in da
    assert "1,024 payers" in en
    assert "87.5%" in en
    assert "1,950.50" in en
    assert "2 March 2026" in en


def test_no_id_number_or_name_shows_unless_names_are_asked_for(result, page):
    for raw in RAW:
        assert raw not in page
    named = render(result, names=True)
    for raw in RAW:
        assert raw in named
    assert phrases()["page"]["names"].en in named
    assert phrases()["page"]["names"].en not in page


def test_a_phone_keeps_its_last_two_figures_only(page):
    assert "Telefon 1 (…01)" in page
    assert PHONE[-3:] not in re.sub(r"[0-9a-f]{12}", "", page)


def test_every_alert_has_its_place_and_every_high_one_its_section(result, page):
    tree = Tree(page)
    assert {a.id for a in result.alerts} <= set(tree.ids)
    assert page.count('<section class="alert') == 1


def test_notes_beyond_the_first_fifty_are_lines(result, page):
    notes = [a for a in result.alerts if a.level == "Note"]
    assert len(notes) == 60
    assert page.count('<details id="A-') == 50
    assert page.count('<li id="A-') == 10
    assert phrases()["page"]["notes_beyond"].da in page


def test_it_says_how_each_flag_counts_and_why_not(result, page):
    told = Tree(page).text("en")
    f4 = next(f.id for f in result.alerts[0].flags if f.indicator == "F4")
    assert f"it rests on the same rows as {f4}" in told
    assert "it gives context and questions, never level" in told
    assert "Counts as strong" in told


def test_it_says_what_would_lower_the_level_and_why_links_were_cut(page):
    told = Tree(page).text("en")
    assert "Without R8 the level would be Review." in told
    assert "is a shared place or helper (student hall)" in told
    assert "has 9 neighbours (limit 6)" in told
    assert "it did not hold while the flags did" in told


def test_it_says_what_could_not_be_evaluated(page):
    da, en = Tree(page).text("da"), Tree(page).text("en")
    assert "lacks the table shared places" in en
    assert "mangler tabellen delte placeringer" in da
    assert "a deployment turns it on and says why" in en
    assert "Rows rejected and not judged: 2." in en


def test_rows_that_are_not_shown_are_counted(page):
    told = Tree(page).text("en")
    assert "… and 3 more in the file evidence.parquet" in told
    assert "not measured here" in told


@pytest.mark.parametrize(
    ("states", "says"),
    [
        (("ran",) * 5, "Nothing was found in what could be evaluated. This is no clearance"),
        (("ran", "not_evaluable"), "1 of 2 indicators were evaluated in full, 0 in part, and 1"),
        (("not_evaluable", "off"), "No indicator could be evaluated."),
        ((), "No indicator could be evaluated."),
    ],
)
def test_an_empty_result_says_whether_anything_was_evaluated(states, says):
    told = Tree(render(empty(*states))).text("en")
    assert says in told
    if "ran" not in states:
        assert "Nothing was found" not in told


def test_hostile_text_stays_text(result):
    evil = '"><script>alert(1)</script>'
    indicator = replace(result.catalogue["F4"], title=Text(evil, evil))
    shown = {
        k: Shown(v.day, dict(v.fields) | {"municipality": evil}) for k, v in result.evidence.items()
    }
    bad = replace(
        result,
        catalogue=dict(result.catalogue) | {"F4": indicator},
        evidence=shown,
        run=dict(result.run) | {"engine": evil},
    )
    page = render(bad, names=True)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") > 3
    Tree(page)


def test_what_is_read_aloud_or_on_narrow_screens_is_reachable(page):
    for box in re.findall(r'<div class="wide"[^>]*>(?=<table)', page):
        assert 'tabindex="0"' in box
        assert 'role="region"' in box
    assert page.count('role="img"') == page.count("<svg ")


def luminance(colour):
    full = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    parts = [int(full[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_meet_the_contrast_of_wcag_aa(page):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL):
        colour = dict(re.findall(r"--([a-z-]+): #([0-9a-f]+);", block))
        for ink in ("ink", "soft", "link", "now", "priority", "review", "note"):
            assert contrast(colour[ink], colour["paper"]) >= 4.5, ink
        for ink, on in (("ink", "panel"), ("soft", "panel"), ("ink", "now-paper")):
            assert contrast(colour[ink], colour[on]) >= 4.5, (ink, on)
        for mark in ("bar-s", "bar-m", "kept", "cut", "edge"):
            assert contrast(colour[mark], colour["paper"]) >= 3, mark

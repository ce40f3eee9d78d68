"""The page: every figure in both languages, nothing from outside, hostile names, the same bytes."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from shown_trial import PLANTED, audit, evaluation, nothing, society

import varsel.trials
from varsel.adapters.society import bundles, lookalikes
from varsel.adapters.society.write import AUDIT
from varsel.reporting.phrases import LANGUAGES
from varsel.trials.audit import audit_figures
from varsel.trials.drawing import LETTERS
from varsel.trials.figures import figures
from varsel.trials.page import SECTIONS, render
from varsel.trials.show import audit_lines, lines, try_lines
from varsel.trials.values import between, count, percent, rate, ratio, told
from varsel.trials.words import TRIALS, attribute, group, indicator, kind

#: Sections whose keys are names of the data: they need not all occur.
VOCABULARY = {"kind", "attribute", "group"}
VOID = {"meta", "input", "br"}
BLOCKS = {"td", "th", "tr", "text", "p", "li", "h2", "h3", "strong", "summary", "caption"}
FIGURES, ROWS = figures(evaluation()), audit_figures(audit())


class Tree(HTMLParser):
    """Checks that tags nest; keeps ids, links, and each language's text cell by cell."""

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
        self.part(tag)
        if tag not in VOID:
            self.open.append((tag, found.get("lang")))

    def part(self, tag):
        """Blocks stand on lines of their own."""
        if tag in BLOCKS:
            self.said.append((None, "\n"))

    def handle_endtag(self, tag):
        self.part(tag)
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        inside = {tag for tag, _ in self.open}
        langs = [lang for tag, lang in self.open if lang and tag != "html"]
        if not inside & {"style", "title", "desc"}:
            self.said.append((langs[-1] if langs else None, data))

    def text(self, lang):
        return "".join(t for k, t in self.said if k in {None, lang})


@pytest.fixture(scope="module")
def page():
    return render(FIGURES, ROWS)


@pytest.fixture(scope="module")
def told_by(page):
    tree = Tree(page)
    return {lang: tree.text(lang) for lang in LANGUAGES}


def rows(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_share_of_what_is_found_stands_in_the_page(told_by, lang):
    recall, said = FIGURES["recall"], rows(told_by[lang])
    for group_ in ("by_bundle", "by_bundle_enough_traces", "by_care"):
        for share in recall[group_].values():
            assert told(share)(lang) in said, group_
    for group_ in ("by_visible", "at_budget", "at_budget_enough_traces"):
        for share in recall[group_].values():
            assert percent(share["share"])(lang) in said, group_


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_lawful_life_is_there_the_worst_first(told_by, lang):
    said = rows(told_by[lang])
    for name, share in FIGURES["lookalikes"].items():
        assert kind(name)(lang) in said
        assert told(share)(lang) in said
    names = ("family_firm", "rents_from_employer", "home_seller", "money_home", "two_jobs")
    places = [said.index(kind(n)(lang)) for n in names]
    assert places == sorted(places)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_indicator_stands_with_all_its_figures(told_by, lang):
    said = rows(told_by[lang])
    start = next(n for n, line in enumerate(said) if line.startswith("F8 ") and "16" in said[n + 1])
    found = FIGURES["indicators"]["F8"]
    assert (
        said[start + 1 : start + 7]
        == {
            "da": ["4 af 16 (25 %)", "31 af 1.660 (1,9 %)", "103", "94,3", "2", "3"],
            "en": ["4 of 16 (25%)", "31 of 1,660 (1.9%)", "103", "94.3", "2", "3"],
        }[lang]
    )
    assert (found["holds_up"], found["holds_false"]) == (2, 3)


def cells(page, key):
    """Figure -> value and basis in English, from the first table."""
    (whole,) = re.findall(rf'<section id="{key}">.*?</section>', page, re.DOTALL)
    said = rows(Tree(whole).text("en"))
    return {said[n]: said[n + 2 : n + 4] for n in range(len(said) - 3)}


def test_the_first_table_says_what_the_evaluation_counted(page):
    first = cells(page, "summary")
    assert first["People"] == ["40,000", "in 2 societies"]
    assert first["Planted networks"] == ["16", "1 without any trace here"]
    assert first["Found at Priority"] == ["2", "2 of 16"]
    assert first["Found at Review"] == ["4", "4 of 16"]
    assert first["A Note only"] == ["4", "4 of 16"]
    assert first["No alert"] == ["6", "6 of 16"]
    assert first["Found, with at least 3 visible traces"] == ["50%", "25–75%; 6 of 12"]
    assert first["Found, of all"] == ["38%", "18–61%; 6 of 16"]
    assert first["Alerts above Note per 10,000"] == ["4.8", "19 in all"]
    assert first["False alerts per 10,000"] == ["3", "12 in all"]
    assert first["Lawful lives disturbed"] == ["0.6%", "0.33–1.1%; 10 of 1,660"]
    assert first["Leading hypothesis of the role is right"] == ["55%", "35–73%; 12 of 22"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_group_stands_with_its_ratio_and_interval(told_by, lang):
    said = rows(told_by[lang])
    for row in ROWS:
        assert group(row["attribute"], row["group"])(lang) in said
        assert rate(row["per_10000"])(lang) in said
        if row["group"] != row["reference"]:
            assert ratio(row["ratio"])(lang) in said
            assert between(row["ratio_low"], row["ratio_high"])(lang) in said
    assert {"da": "Forhold uden for 0,8–1,25: 6 af 8.", "en": "Ratios outside 0.8–1.25: 6 of 8."}[
        lang
    ] in said


def test_a_difference_names_the_indicators_that_cause_it(told_by):
    assert "F9 (452 against 75), F8 (286 against 179)" in told_by["en"]
    assert "F9 (452 mod 75), F8 (286 mod 179)" in told_by["da"]
    assert "… and 2 more" in told_by["en"]


def test_what_was_missed_is_listed_with_what_fired_there(told_by):
    said = rows(told_by["en"])
    start = said.index("N012")
    assert said[start : start + 6] == [
        "N012", "Building, farms and transport", "Some", "5", "Note", "F14, X1",
    ]  # fmt: skip
    assert "that no alert above Note finds: 6 of 12." in told_by["en"]
    assert "In 2 of them there is no flag about anybody." in said
    assert "F14 Many workers at one address" in said
    assert "2 of 6" in said


def test_days_roles_and_gaps_are_told(told_by):
    en = told_by["en"]
    assert "46.5 days" in en
    assert "46,5 dage" in told_by["da"]
    assert rows(en)[rows(en).index("True role") + 3 :][:3] == ["controller", "unclear", "6"]


def test_what_could_not_be_evaluated_is_listed_with_how_often(page):
    (whole,) = re.findall(r'<section id="coverage">.*?</section>', page, re.DOTALL)
    said = rows(Tree(whole).text("en"))
    assert said[-4::2] == [indicator("B1").en, indicator("X23").en]
    assert said[-3::2] == ["2 of 2", "1 of 2"]


def test_steps_stand_in_the_order_of_their_numbers(page):
    """Not of their letters: 2 comes before 10, however the figures were stored."""
    for name, order in (("visible", "0 1 2 3 4 5 6+"), ("budget", "1 2 5 10 20 50")):
        (plot,) = re.findall(rf"<svg[^>]*plot-{name}-title.*?</svg>", page, re.DOTALL)
        found = re.findall(r'<text x="(\d+)"[^>]*class="step">([0-9+]+)</text>', plot)
        assert [n for _, n in sorted(found, key=lambda f: int(f[0]))] == order.split()


def test_the_societies_can_be_made_again_from_what_is_said(told_by):
    for one in FIGURES["societies"]:
        assert one["sha256"] in told_by["en"]
        assert count(one["entries"]).en in told_by["en"]
    assert "1 October 2025" in told_by["en"]
    assert "Tables that were loaded: accounts, entries, people and companies" in told_by["en"]


def test_what_no_figure_can_show_stands_before_the_first_one(told_by):
    for lang in LANGUAGES:
        first = told_by[lang].index(TRIALS.say("figure", "people")(lang))
        for key in ("synthetic", "prevalence", "thresholds", "chance", "kinds"):
            assert 0 < told_by[lang].index(TRIALS.say("limit", key)(lang)) < first
        assert TRIALS.say("limit", "own")(lang) not in told_by[lang]


def test_a_truth_of_one_s_own_is_not_called_invented():
    en = Tree(render(figures(nothing()))).text("en")
    assert TRIALS.say("limit", "own").en in en
    assert TRIALS.say("limit", "synthetic").en not in en


def test_a_share_of_true_alerts_never_stands_without_its_warning(told_by):
    (line,) = [line for line in rows(told_by["en"]) if "37% (19–59%)" in line]
    assert "says nothing outside" in line


def test_an_evaluation_of_nothing_says_so_everywhere():
    en = Tree(render(figures(nothing()), [])).text("en")
    for of, key in (("recall", "none"), ("false", "no_kinds"), ("false", "none"), ("early", "none"),
                    ("coverage", "none"), ("audit", "none")):  # fmt: skip
        assert TRIALS.say(of, key).en in en
    assert "nan" not in en.lower()
    assert "None" not in en.replace("None: every network", "")


def test_the_same_figures_give_the_same_bytes_whatever_their_order(page):
    turned = json.loads(json.dumps(FIGURES, sort_keys=True))
    turned["missed"].reverse()
    assert render(turned, list(reversed(ROWS))) == page
    assert render(FIGURES, ROWS) == page


def test_the_page_needs_nothing_from_outside_and_runs_nothing(page):
    for sign in ("http:", "https:", "//", "src=", "url(", "@import", "<script", "<link", "<iframe"):
        assert sign not in page.lower()


def test_the_policy_lets_in_the_page_s_own_style_and_no_other(page):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;" in page


def test_tags_nest_ids_are_unique_and_links_lead_somewhere(page):
    tree = Tree(page)
    assert len(tree.ids) == len(set(tree.ids))
    assert set(tree.to) <= set(tree.ids)
    assert set(SECTIONS) <= set(tree.to)
    assert page.count('role="img"') == page.count("<svg ") == 9


def test_colours_come_from_the_report_alone_so_that_dark_and_print_follow():
    style = (Path(varsel.trials.__file__).parent / "style.css").read_text("utf-8")
    assert not re.search(r"#[0-9a-f]{3}|rgb|hsl", style)
    known = (Path(varsel.trials.__file__).parents[1] / "reporting" / "style.css").read_text("utf-8")
    assert set(re.findall(r"var\((--[a-z-]+)\)", style)) <= set(re.findall(r"(--[a-z-]+):", known))


def test_hostile_names_stay_text():
    evil = '"><script>alert(1)</script>{x}%'
    planted = ((evil, evil, 4, "none", None, None, (evil,), ()),)
    hostile = evaluation(
        planted, ((evil, evil, 3, 1, 1, 1),), ({**society(1, 9), "simulator": evil},)
    )
    hostile = replace(
        hostile, false_touching={evil: 1}, not_evaluable={evil: 1},
        indicators={evil: hostile.indicators["F8"]},
    )  # fmt: skip
    audited = [{**r, "attribute": evil, "group": r["group"] + evil} for r in ROWS[:2]]
    audited = [{**r, "reference": audited[0]["group"]} for r in audited]
    page = render(figures(hostile), audited)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") > 8
    Tree(page)


class Recorder(Mapping):
    """Sections of phrases that remember what was asked for."""

    def __init__(self, inner, asked, path=()):
        self.inner, self.asked, self.path = inner, asked, path

    def __getitem__(self, key):
        found = self.inner[key]
        if isinstance(found, Mapping):
            return Recorder(found, self.asked, (*self.path, key))
        self.asked.add((*self.path, key))
        return found

    def __iter__(self):
        return iter(self.inner)

    def __len__(self):
        return len(self.inner)


@pytest.fixture
def asked(monkeypatch):
    found = set()
    monkeypatch.setitem(TRIALS.__dict__, "sections", Recorder(TRIALS.sections, found))
    return found


def test_no_phrase_is_idle(asked, differences):
    """Everything is said somewhere: on the page, in the terminal, of much or of nothing."""
    other = society(3, 9) | {"simulator": "not frozen", "tables": ["ad"]}
    one = evaluation(societies=(society(1, 9), other))
    for shown in (one, evaluation(), evaluation(PLANTED[:3]), nothing()):
        render(figures(shown), ROWS)
        lines(figures(shown), "en")
    render(FIGURES)
    audit_lines(ROWS, "en")
    for found in differences:
        try_lines(found, "F14", {"a": 1}, "en")
    known = {(s, k) for s, keys in TRIALS.sections.items() if s not in VOCABULARY for k in keys}
    assert known - asked == set()


def test_every_phrase_is_there_in_both_languages_with_the_same_braces():
    for section, found in TRIALS.sections.items():
        for key, phrase in found.items():
            assert phrase.da.strip(), (section, key)
            assert phrase.en.strip(), (section, key)
            braces = [set(re.findall(r"{\w+}", t)) for t in (phrase.da, phrase.en)]
            assert braces[0] == braces[1], (section, key)


def units():
    """Names of the simulator's units, and of the bundles that they lie near."""
    folders = (Path(p) for package in (bundles, lookalikes) for p in package.__path__)
    files = [f for folder in folders for f in folder.glob("[a-z]*.py")]
    near = {
        n for f in files for n in re.findall(r'^NEAR = "(\w+)"', f.read_text("utf-8"), re.MULTILINE)
    }
    return {f.stem for f in files} | near


def test_every_kind_that_the_simulator_makes_has_a_name_that_fits_and_no_name_is_idle():
    """A unit that fails here needs a line in trials/phrases.toml, or Danish readers meet its code."""
    named = TRIALS.sections["kind"]
    assert units() - set(named) == set()
    assert set(named) - units() == set()
    assert not [k for k, t in named.items() if max(len(t.da), len(t.en)) > LETTERS]


def test_every_attribute_of_the_simulator_s_audit_file_has_a_name():
    assert set(TRIALS.sections["attribute"]) == set(AUDIT.names) - {"party_id"}
    assert attribute("eye_colour").da == "eye colour"
    assert group("citizenship", "mars").en == "mars"

"""The terminal: the page's figures in brief, at 80 and 100 columns, in both languages, never as markup."""

import io
from dataclasses import replace

import pytest
from given import flag
from judged import REVIEW, result
from rich.console import Console
from shown_trial import KINDS, audit, evaluation, nothing, society

from varsel.catalogue.load import load_catalogue
from varsel.trials.audit import audit_figures
from varsel.trials.figures import figures
from varsel.trials.show import audit_lines, lines, try_lines
from varsel.trials.summary import limits, summary
from varsel.trials.values import told
from varsel.trials.what_if import difference
from varsel.trials.words import kind, level

FIGURES, ROWS = figures(evaluation()), audit_figures(audit())
LANGUAGES = ("da", "en")


def printed(shown, width=100):
    """As the command line prints it into a pipe."""
    to = io.StringIO()
    console = Console(file=to, width=width, highlight=False, soft_wrap=True)
    for line in shown:
        console.print(line)
    return to.getvalue()


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100])
def test_nothing_runs_over_its_columns_and_no_column_is_lost(lang, width, differences):
    changed = try_lines(differences[0], "F14", {"min_workers": 3}, lang)
    for shown in (lines(FIGURES, lang), audit_lines(ROWS, lang), changed):
        text = printed(shown, width)
        assert max(map(len, text.splitlines())) <= 100
        tables = printed([t for t in shown if not hasattr(t, "plain")], width)
        assert max(map(len, tables.splitlines())) <= width
        assert "…" not in tables
    assert "F14 " in printed(lines(FIGURES, lang), width)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_table_says_what_the_page_says(lang):
    text = flat(printed(lines(FIGURES, lang)))
    for figure in summary(FIGURES):
        assert f"{figure.name(lang)} {figure.value(lang)} {figure.basis(lang)}" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shares_stand_beside_what_they_are_shares_of(lang):
    text = flat(printed(lines(FIGURES, lang)))
    recall = FIGURES["recall"]
    for name, share in recall["by_bundle"].items():
        enough = recall["by_bundle_enough_traces"][name]
        assert f"{kind(name)(lang)} {told(share)(lang)} {told(enough)(lang)}" in text
    for name, share in FIGURES["lookalikes"].items():
        numbers = f"{share['false']} {share['noted']}"
        assert f"{kind(name)(lang)} {told(share)(lang)} {numbers}" in text
    axis = {"da": "Alarmer pr. 10.000", "en": "Alerts per 10,000"}[lang]
    for budget, share in recall["at_budget"].items():
        assert f"{axis}: {budget} {told(share)(lang)}" in text


def test_indicators_roles_days_and_what_was_missed_are_told():
    text = flat(printed(lines(FIGURES, "en")))
    assert "F8 4 (25%) 31 (1.9%) 103 94.3 2 3" in text
    assert "Wrong 18% (7.3–39%), 4 of 22" in text
    assert "Median number of days 46.5 days" in text
    assert "finds: 6 of 12." in text
    assert "F14: 2, F8: 1, F16: 1, X1: 1" in text
    assert "B1 (2 of 2), X23 (1 of 2)" in text
    assert "Ordinary 6" in text
    assert "1 2 20,000 1 October 2025 30 September 2026 7,654,321" in text
    assert FIGURES["societies"][1]["sha256"] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_no_figure_can_show_is_printed_too(lang):
    text = flat(printed(lines(FIGURES, lang)))
    assert len(limits(FIGURES)) == 5
    for limit in limits(FIGURES):
        assert flat(limit(lang)) in text


def test_kinds_beyond_the_first_are_counted():
    many = [(f"kind_{n:02}", "x", 100, n, 0, 0) for n in range(40)]
    text = printed(lines(figures(evaluation(kinds=[*KINDS, *many])), "en"))
    assert "kind 39" in text
    assert "kind 01" not in text
    assert "… and 31 more" in text


def test_an_evaluation_of_nothing_can_be_printed():
    for lang in LANGUAGES:
        text = printed(lines(figures(nothing()), lang), 80)
        assert "None" not in text.replace("None: every network", "")
    assert "No network was found" in text


def test_names_are_never_read_as_markup_nor_steer_the_terminal():
    evil = "[red]x[/red]\x1b[31m"
    planted = ((evil, "low", 4, "none", None, None, ("F8",), ()),)
    shown = evaluation(planted, ((evil, "x", 3, 1, 1, 1),), (society(1, 9),))
    shown = replace(shown, false_touching={evil: 1}, indicators={evil: shown.indicators["F8"]})
    text = printed(lines(figures(shown), "en"))
    assert text.count("[red]x[/red]?[31m") >= 3
    assert "\x1b" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_audit_gives_ratios_and_says_what_causes_those_outside_the_band(lang):
    text = flat(printed(audit_lines(ROWS, lang), 80))
    assert {
        "da": "andet EU-land over Notat 6 af 1.900 8,84 (3,22–24,3) ja",
        "en": "another EU country above Note 6 of 1,900 8.84 (3.22–24.3) yes",
    }[lang] in text
    assert {
        "da": "uden for EU, alle niveauer: F9 (452 mod 75), F8 (286 mod 179)",
        "en": "outside the EU, any level: F9 (452 against 75), F8 (286 against 179)",
    }[lang] in text
    assert {"da": "0,99 (0,87–1,11) nej", "en": "0.99 (0.87–1.11) no"}[lang] in text
    assert {"da": "6 af 8", "en": "6 of 8"}[lang] in text


def test_an_audit_of_nobody_says_so():
    assert "No file of groups was given" in printed(audit_lines([], "en"))


def change(before, after, **more):
    return flat(printed(try_lines(difference(before, after), "F14", {"a": 1}, "en", **more)))


def test_a_change_is_named_with_its_values(differences):
    tried = {"min_workers": 3, "channels": ("card", "cash")}
    text = printed(try_lines(differences[0], "F14", tried, "da"))
    assert text.startswith(
        "F14 Mange ansatte på én adresse med min_workers = 3, channels = card, cash\n"
    )


def test_flags_are_counted_by_variant_with_its_label():
    f14 = load_catalogue()["F14"]
    name, variant = next(iter(f14.variants.items()))
    new = [flag("F14", "M", f"party:Q{n}", variant=name) for n in range(3)]
    gone = flag("F14", "M", "party:Z", variant="old")
    text = change(result(gone), result(*new)).lower()
    assert f"f14 {variant.label.en.lower()} 3 0" in text
    assert "f14 old 0 1" in text
    assert "in all 3 1" in text


def test_alerts_are_named_with_both_levels_the_risen_apart_from_the_fallen(differences):
    text = flat(printed(try_lines(differences[0], "F14", {"a": 1}, "en")))
    for moved in differences[0].moved[:10]:
        sides = f"{level(moved.before).en} {level(moved.after).en}"
        assert f"{moved.alert.id} {sides}" in text
    (fallen,) = [m for m in differences[0].moved if not m.rises]
    assert "Alerts that fall (1)" in text
    assert text.index("Alerts that rise (37)") < text.index("Alerts that fall")
    assert text.index("Alerts that fall") < text.index(f"{fallen.alert.id} Review Note")
    assert "… and 17 more" in text


def test_people_are_counted_and_some_named_under_pseudonyms():
    wide = [flag(i, s, f"party:W{n:02}", id=f"{i}{n}") for n in range(12)
            for i, s in (("F8", "S"), ("X23", "M"), ("F14", "M"))]  # fmt: skip
    text = change(result(), result(*wide))
    assert "Come into an alert above Note: 12 (Party 1, Party 2, " in text
    assert "Party 10, … and 2 more)" in text
    assert "Leave alerts above Note: 0" in text
    assert "W00" not in text
    assert "The pseudonyms hold here only." in text
    named = change(result(), result(*wide), names=True)
    assert "(Party W00, Party W01, " in named
    assert "pseudonyms" not in named


def test_who_the_flags_show_to_be_a_person_is_called_one():
    assert "Leave alerts above Note: 2 (Party 1, Person 1)" in change(result(*REVIEW), result())


def test_work_stands_before_and_after(differences):
    text = flat(printed(try_lines(differences[1], "F14", {"a": 1}, "en")))
    assert "Work, by the last 13 weeks" in text
    before, after = differences[1].work
    assert (round(before.per_week["Note"], 2), round(after.per_week["Review"], 2)) == (0, 0.92)
    assert "Review a week 0.08 0.92" in text
    assert "Hours a week 0.08 1" in text


def test_a_truth_adds_what_is_found_and_who_is_disturbed(differences):
    text = flat(printed(try_lines(differences[0], "F14", {"a": 1}, "en")))
    assert "Found, of all 100%; 21–100%; 1 of 1 0%; 0–79%; 0 of 1" in text
    assert "False alerts per 10,000 0; 0 in all 12; 12 in all" in text
    assert "The truth is your own" in text
    without = flat(printed(try_lines(differences[1], "F14", {"a": 1}, "en")))
    assert "Found, of all" not in without
    assert "Without a truth (--truth)" in without


def test_a_change_that_changes_nothing_says_so(differences):
    text = printed(try_lines(differences[2], "F14", {"a": 1}, "en"))
    assert "The change gives the same flags and the same alerts." in text
    assert "Alerts that" not in text
    assert "same flags" not in printed(try_lines(differences[0], "F14", {"a": 1}, "en"))


def test_alerts_that_move_by_flags_that_stay_are_explained(differences):
    """A flag is known by its id: it may shrink or weaken and still be there."""
    assert not differences[3].gained + differences[3].lost
    assert differences[3].moved
    text = printed(try_lines(differences[3], "F14", {"a": 1}, "en"))
    assert "the flag is there before and after" in text
    assert "the same alerts" not in text

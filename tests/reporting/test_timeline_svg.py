import datetime as dt
import itertools
import re
from dataclasses import replace

from shown_result import FIRST, whole

from varsel.reporting.phrases import phrases
from varsel.reporting.pseudonyms import pseudonyms
from varsel.reporting.result import Shown
from varsel.reporting.timeline_svg import EARLIER_DAYS, timeline
from varsel.reporting.view import Teller


def picture(result):
    return timeline(Teller(result, pseudonyms(result, names=False)), result.alerts[0])


def dated(result, day):
    shown = {k: Shown(day, v.fields) for k, v in result.evidence.items()}
    return replace(result, evidence=shown)


def test_a_bar_per_flag_and_flags_that_do_not_count_are_pale():
    result = whole()
    drawn = picture(result)
    assert drawn.count('class="bar ') == len(result.alerts[0].flags)
    assert drawn.count('class="bar pale"') == sum(bool(c.why) for c in result.alerts[0].counted)


def test_a_mark_per_lane_and_day_with_rows():
    result = dated(whole(), FIRST)
    lanes = {f.indicator for f in result.alerts[0].flags if f.indicator != "B3"}
    assert picture(result).count('class="day"') == len(lanes)


def test_rows_from_before_the_flag_widen_the_axis_but_not_without_end():
    early, ancient = FIRST - dt.timedelta(days=60), FIRST - dt.timedelta(days=EARLIER_DAYS + 1)
    assert "1. januar 2026" in picture(dated(whole(), early))
    far = picture(dated(whole(), ancient))
    start = phrases()["alert"]["timeline_earlier"].en.format(day="2 March 2026")
    assert start in far
    assert 'class="day"' not in far


def test_dates_below_the_axis_keep_apart():
    places = re.findall(r'<text x="(\d+)" y="\d+" lang="en" class="tick"', picture(whole()))
    sorted_places = sorted(map(int, places))
    assert len(sorted_places) >= 3
    gaps = [b - a for a, b in itertools.pairwise(sorted_places)]
    assert min(gaps) >= 80


def test_an_alert_of_one_day_is_drawn():
    result = whole(1)
    alert = next(a for a in result.alerts if a.first_day == a.last_day)
    drawn = timeline(Teller(result, pseudonyms(result, names=False)), alert)
    assert drawn.count('class="bar ') == 1

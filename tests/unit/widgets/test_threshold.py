"""The widget counts right, moves by keyboard's means, and is never blank."""

import re
import xml.etree.ElementTree as ET

import ipywidgets
import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting import OfficerTime
from aatulab.widgets import ThresholdExplorer
from aatulab.widgets.slider import LabelledSlider

POINTS = pd.Series({"A": 6, "B": 4, "C": 4, "D": 1, "E": 0, "F": 0})
ILLICIT = pd.Series({"F": True, "E": False, "D": False, "C": False, "B": True, "A": True})
TEAM = OfficerTime(officers=1, minutes=30, minutes_per_check=15)


def make_explorer(**more):
    return ThresholdExplorer(POINTS, ILLICIT, TEAM, **more)


def parts_of(widget, kind):
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += parts_of(child, kind)
    return found


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_it_has_a_stable_class_for_styles_and_browser_tests():
    assert "aatu-threshold" in make_explorer()._dom_classes


def test_numbers_follow_the_threshold():
    explorer = make_explorer(threshold=4)
    outcome = explorer.outcome
    assert (outcome.hits, outcome.innocent_stopped, outcome.missed) == (2, 1, 1)
    explorer.threshold = 5
    outcome = explorer.outcome
    assert (outcome.hits, outcome.innocent_stopped, outcome.missed) == (1, 0, 2)


def test_sentence_and_picture_change_when_the_slider_moves():
    explorer = make_explorer(threshold=4)
    before = explorer.panel_html
    (slider,) = parts_of(explorer, LabelledSlider)
    slider.value = 1
    after = explorer.panel_html
    assert "From 4 points: 3 bookings are checked" in words(before)
    assert "From 1 point: 4 bookings are checked" in words(after)
    assert before.split("<svg")[1] != after.split("<svg")[1]


def test_buttons_move_by_one_and_stop_at_the_ends():
    explorer = make_explorer(threshold=0)
    more, fewer = parts_of(explorer, ipywidgets.Button)
    more.click()
    assert explorer.threshold == 0
    for _ in range(20):
        fewer.click()
    assert explorer.threshold == 7
    assert explorer.outcome.stopped == 0
    assert "–" in explorer.panel_html


def test_every_control_says_what_it_does():
    explorer = make_explorer()
    controls = parts_of(explorer, ipywidgets.Button) + parts_of(explorer, LabelledSlider)
    assert len(controls) == 3
    assert all(control.description and control.tooltip for control in controls)


def test_queue_is_told_against_the_teams_time():
    explorer = make_explorer(threshold=4)
    assert "2 checks: 1 too many" in words(explorer.panel_html)
    explorer.threshold = 6
    assert "2 checks: 1 to spare" in words(explorer.panel_html)


def test_without_officers_there_is_no_queue():
    explorer = ThresholdExplorer(POINTS, ILLICIT)
    assert "Queue" not in explorer.panel_html


def test_without_a_kernel_all_thresholds_stand_in_a_table():
    bundle = make_explorer(threshold=4)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    rows = re.findall(r"<tr>(.*?)</tr>", bundle["text/html"])
    assert len(rows) == 1 + 8
    assert words(rows[1 + 4]).split()[:5] == ["4", "3", "2", "1", "1"]
    assert bundle["text/plain"].startswith("From 4 points")


def test_the_table_alone_can_be_shown_beside_the_widget():
    table = make_explorer(threshold=4).table()
    assert table._repr_html_().count("<tr>") == 1 + 8
    assert "<svg" not in table._repr_html_()


def test_pictures_are_described_in_words():
    html = make_explorer(threshold=4).panel_html
    pictures = re.findall(r"<svg.*?</svg>", html)
    assert len(pictures) == 2
    for picture in pictures:
        root = ET.fromstring(picture)
        assert root.get("role") == "img"
        assert len(root.get("aria-label")) > 40
    assert 'role="status"' in html


def test_hits_are_filled_and_missed_are_hollow():
    html = make_explorer(threshold=4).panel_html
    triangles = re.findall(r'<path [^>]*fill="([^"]+)"', html)
    assert sorted(triangles) == ["#D55E00", "#D55E00", "white"]


def test_a_crowd_of_triangles_stays_inside_the_picture():
    points = pd.Series(5, index=range(400))
    html = ThresholdExplorer(points, points > 0).panel_html
    tops = [float(y) for y in re.findall(r'<path d="M[\d.]+ ([-\d.]+)h', html)]
    assert len(tops) == 400
    assert min(tops) > 0


def test_a_threshold_outside_the_scale_is_brought_inside():
    assert make_explorer(threshold=99).threshold == 7
    assert make_explorer(threshold=-5).threshold == 0


def test_everybody_with_the_same_points_still_makes_a_picture():
    points = pd.Series({"A": 3, "B": 3})
    assert "<svg" in ThresholdExplorer(points, points > 5).panel_html


def test_no_bookings_is_refused():
    with pytest.raises(TargetingError, match="no booking"):
        ThresholdExplorer(POINTS.iloc[:0], ILLICIT)


def test_a_booking_without_truth_is_named():
    with pytest.raises(TargetingError, match="'A'"):
        ThresholdExplorer(POINTS, ILLICIT.drop("A"))

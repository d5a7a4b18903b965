"""A thousand bookings: the guess comes first, and every mark is somebody."""

import re

import pytest

from aatulab.errors import TargetingError
from aatulab.targeting import OfficerTime
from aatulab.widgets import ThousandBench

TEAM = OfficerTime(officers=2, minutes=480, minutes_per_check=14)


def bench(**options):
    return ThousandBench(0.02, 0.65, 0.07, TEAM, **options)


def test_picture_is_covered_until_a_guess_is_given():
    covered = bench(guess_first=True)
    assert covered.guess is None
    assert "<svg" not in covered.panel_html
    assert "hits" not in covered.panel_html
    covered.reveal(guess=60)
    assert covered.guess == 60
    assert "Your guess was 60 of 100." in covered.panel_html
    assert "So of 82 checks 13 are hits: 16 of 100, and 84 of 100 in vain." in covered.panel_html


def test_every_booking_is_one_mark():
    html = bench().panel_html
    marks = [len(re.findall("M", path)) for path in re.findall(r'<path d="([^"]*)"', html)]
    assert marks == [13, 69, 7, 911]


def test_sliders_change_what_is_counted():
    one = bench()
    one.set(carriers=300)
    assert one.outcome.hits == 195
    one.set(found=0, false=0)
    assert one.outcome.stopped == 0
    assert "Nobody is checked." in one.panel_html
    one.set(carriers=0, found=50, false=50)
    assert "0 of 1,000 carry something" in one.panel_html


def test_without_a_kernel_the_picture_stands_open():
    bundle = bench(guess_first=True)._repr_mimebundle_()
    assert 'role="img"' in bundle["text/html"]
    assert bundle["text/plain"] == "13 hits in 82 checks of 1,000 bookings"


def test_a_share_in_percent_is_refused_by_its_name():
    with pytest.raises(TargetingError, match="false_share: found 7"):
        ThousandBench(0.02, 0.65, 7, TEAM)

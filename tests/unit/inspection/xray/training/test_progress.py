"""Sittings in a row: what they show, what changed, and what nobody can know yet."""

import pytest

from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.detection import Counts, measure_detection
from aatulab.inspection.xray.training.progress import learning_row, measured, outlook
from aatulab.inspection.xray.training.scoring import Outcome, Session
from aatulab.inspection.xray.training.trials import Trial


def sitting(hits, threats, alarms, harmless, seconds=4.0):
    kinds = [(True, k < hits) for k in range(threats)]
    kinds += [(False, k < alarms) for k in range(harmless)]
    outcomes = [
        Outcome(Trial(number, 1, Order(), threat), done, done and threat, seconds)
        for number, (threat, done) in enumerate(kinds)
    ]
    return Session(tuple(outcomes), ())


def test_a_row_shows_what_the_measures_say():
    row = learning_row(sitting(40, 50, 5, 50))
    detection = measure_detection(Counts(40, 50, 5, 50))
    assert row.split()[:3] == ["40/50", "5/50", "2.06"]
    assert f"{detection.d_prime_interval.low:+.2f}" in row
    assert f"{detection.criterion:+.2f}" in row
    assert row.endswith("4.0")


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (2, 3, 0, 0), (0, 0, 1, 3)])
def test_what_cannot_be_measured_is_said(counts):
    session = sitting(*counts)
    assert measured(session) is None
    assert "too few of either kind" in learning_row(session)
    assert "Nothing to compare yet" in outlook([session])


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ((4, 8, 3, 12), (5, 8, 2, 12), "no clear change yet"),
        ((30, 60, 30, 90), (54, 60, 6, 90), "a clear change"),
        ((54, 60, 6, 90), (30, 60, 30, 90), "d' -"),
    ],
)
def test_a_change_is_clear_only_outside_of_its_interval(first, last, says):
    words = outlook([sitting(*first), sitting(*last)])
    assert says in words
    assert f"{first[1] + last[1]} threat images" in words


def test_one_sitting_is_judged_by_its_length():
    assert "too short to rank people" in outlook([sitting(3, 4, 1, 6)])

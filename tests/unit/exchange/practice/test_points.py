"""What a duty desk says of an alert: what stops it, what is weak, what should not be there."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from aatulab.errors import ExchangeError
from aatulab.exchange.notices import templates
from aatulab.exchange.practice import is_definite, too_much, weak_points
from aatulab.exchange.refusal import RefusedError

NOW = datetime(2026, 10, 13, 3, 40, tzinfo=UTC)
LANDS = datetime(2026, 10, 13, 7, 10, tzinfo=UTC)
GOOD = {
    "subject": "959-00000001: net opened",
    "reference": "959-0000 0001",
    "expected_at": "2026-10-13T07:10:00.000Z",
    "facts": "At 20:05 UTC the net was opened; seen on the recording. What was done is not known.",
    "asked": "Please count what is under the net.",
    "grounds": "Customs Act, section 12.",
    "grade": "A1",
}
DUE = NOW + timedelta(minutes=30)


@pytest.fixture
def keys(arrivals):
    """Name the points of the good alert with some fields changed."""

    def found(now=NOW, ack_by=DUE, **changes):
        points = weak_points(GOOD | changes, arrivals, now, ack_by)
        return [(point.key, point.stops) for point in points]

    return found


def test_a_good_alert_has_no_weak_point(keys):
    assert keys() == []


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"reference": "0S 445"}, ("reference", True)),
        ({"reference": "959-99999999"}, ("reference", True)),
        ({"asked": "Please be vigilant."}, ("asked", True)),
        ({"asked": "Please do what is needed."}, ("asked", True)),
        ({"ack_by": None}, ("deadline", False)),
        ({"ack_by": LANDS - timedelta(minutes=24)}, ("deadline", False)),
        ({"facts": "The net was opened."}, ("facts", False)),
        ({"grounds": "Risk"}, ("grounds", False)),
        ({"facts": "Seen at 20:05; surely drugs.", "grade": "B2"}, ("grade", False)),
        ({"facts": "Seen at 20:05 by our man."}, ("too much: source", False)),
        ({"subject": "A smuggler"}, ("too much: verdict", False)),
    ],
)
def test_each_weakness_is_its_own_point(keys, changes, point):
    assert keys(**changes) == [point]


def test_what_lands_in_a_few_minutes_is_too_late_whatever_the_deadline(keys):
    assert keys(now=LANDS - timedelta(minutes=25), ack_by=None) == [("deadline", False)]
    assert keys(now=LANDS - timedelta(minutes=24), ack_by=None) == [("time", True)]


def test_what_stops_a_desk_comes_first(keys):
    assert [stops for _, stops in keys(grounds="Risk", asked="Help.", ack_by=None)] == [
        True,
        False,
        False,
    ]


def test_a_flight_is_answered_with_how_many_consignments_it_has(arrivals):
    [point] = weak_points(GOOD | {"reference": "0S 445"}, arrivals, NOW, DUE)
    assert point.says == "0S 445 is a flight with 30 consignments on our list. Which one?"


def test_a_certain_word_may_go_with_what_is_known_to_be_true(keys):
    assert keys(facts="At 20:05 the net was certainly opened.", grade="A1") == []


def test_a_wrong_table_and_a_wrong_time_are_said(arrivals):
    with pytest.raises(ExchangeError, match="there is no column 'flight'; found awb, arrives_at"):
        weak_points(GOOD, arrivals.drop(columns="flight"), NOW)
    with pytest.raises(RefusedError, match="alert: expected_at: found 'soon'"):
        weak_points(GOOD | {"expected_at": "soon"}, arrivals, NOW)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The net was opened at 20:05.", set()),
        ("Gangway 4 is closed; the Customs Union applies.", set()),
        ("A GANG, and His Religion.", {"verdict", "sensitive"}),
        ("Ring +61355501234 or write to a.b@example.org.", {"person"}),
        ("He was born on 4 May; his cousin told us.", {"person", "source"}),
    ],
)
def test_what_has_no_place_is_found_by_whole_words(text, kinds):
    assert set(too_much(text)) == kinds


def test_beginnings_of_acts_count_and_vague_wishes_undo_them():
    assert is_definite("We ask for weighing and counting.")
    assert not is_definite("Weigh it if possible.")
    assert not is_definite("Threshold values apply.")  # 'hold' inside a word is no act


def test_nobody_can_fill_in_a_field_that_these_rules_call_sensitive():
    """Do form and rules agree?"""
    fields = {field["key"] for field in templates()["kinds"]["alert"]["fields"]}
    assert not [key for key in fields if too_much(re.sub("_", " ", key))]

"""The ladder is kept rung by rung; each slip of the practice log is found, and no sound line."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.errors import InspectionError
from aatulab.inspection.search import (
    LADDER,
    check_measures,
    first_by_points,
    may_take,
    practice_measures,
)
from aatulab.inspection.search.practice import _after, _alone, _in_order, _jump, _no_ground

NOW = pd.Timestamp("2026-04-13 08:00", tz="UTC")
NAMES = [step.name for step in LADDER]


@pytest.mark.parametrize("height", range(len(LADDER)))
def test_next_rung_may_be_taken_when_everything_is_there(height):
    step = LADDER[height]
    assert may_take(step.name, NAMES[:height], ground="a fact", approved_by=step.approval,
                    is_two=True) == []  # fmt: skip
    missing = may_take(step.name, NAMES[:height])
    assert ("no ground is written down" in missing) is step.needs_ground
    assert ("a second person is missing" in missing) is step.needs_two
    assert any("has not approved" in words for words in missing) is bool(step.approval)


def test_rungs_left_out_are_named_and_a_judge_is_no_supervisor():
    assert may_take("x-ray", ["record"], ground="a fact") == ["question, paper come first"]
    missing = may_take("pat-down", NAMES[:5], ground="a fact", approved_by="judge", is_two=True)
    assert missing == ["the supervisor has not approved"]


def log_of(*rows):
    whole = pd.DataFrame([row for own in rows for row in own])
    whole["line"] = range(1, len(whole) + 1)
    return whole


def in_order(length):
    """Return somebody's sound rows, `length` of them."""
    for seed in range(2_000):
        rows = _in_order("T1", NOW, np.random.default_rng(seed))
        if len(rows) == length:
            return rows
    raise AssertionError(length)


@pytest.mark.parametrize("length", range(2, 8))
def test_sound_rows_have_no_finding(length):
    assert check_measures(log_of(in_order(length))) == []


@pytest.mark.parametrize(
    ("slip", "length", "rule"),
    [(_jump, 5, "jump"), (_no_ground, 4, "ground"), (_alone, 5, "alone"), (_after, 3, "after")],
)
def test_each_slip_is_found_once_and_by_its_rule(slip, length, rule):
    rows = in_order(length)
    slip(rows, np.random.default_rng(1))
    assert [finding.rule for finding in check_measures(log_of(rows))] == [rule]


@pytest.mark.parametrize(("place", "name"), [(5, "supervisor"), (6, "judge")])
def test_upper_rung_without_its_approval_is_found(place, name):
    rows = in_order(7)
    rows[place]["approved_by"] = ""
    (finding,) = check_measures(log_of(rows))
    assert str(finding).endswith(f"without the {name}")
    assert finding.line == place + 1


def test_people_are_judged_each_by_their_own_lines():
    first, second = in_order(3), [{**row, "person": "T2"} for row in in_order(5)]
    assert check_measures(log_of(first, second)) == []


def test_missing_column_and_unknown_step_are_named():
    log = log_of(in_order(3))
    with pytest.raises(InspectionError, match="log: there is no column 'ground'"):
        check_measures(log.drop(columns="ground"))
    with pytest.raises(InspectionError, match="step: found 'strip', expected one of record"):
        check_measures(log.assign(step="strip"))
    with pytest.raises(InspectionError, match="step: found 'strip'"):
        may_take("strip", [])


def test_same_generator_gives_the_same_log():
    one, two = (practice_measures(NOW, np.random.default_rng(4)) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


lists = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 40)), min_size=1, max_size=7)


@settings(max_examples=80)
@given(rows=lists, minutes=st.integers(0, 90))
def test_plan_fits_into_its_minutes_and_nothing_that_fits_is_left(rows, minutes):
    table = pd.DataFrame(rows, columns=["points", "minutes"])
    table["pnr"] = [f"R{place}" for place in range(len(rows))]
    chosen = table[table.pnr.isin(first_by_points(table, minutes))]
    rest = table.drop(chosen.index)
    left = minutes - chosen.minutes.sum()
    assert left >= 0
    assert (rest.minutes > left).all()
    # filling by points a minute never gives less than half of the best, with the best single one
    best = max(
        sum(points for points, _ in some)
        for count in range(len(rows) + 1)
        for some in combinations(rows, count)
        if sum(length for _, length in some) <= minutes
    )
    single = table[table.minutes <= minutes].points.max()
    assert 2 * max(chosen.points.sum(), 0 if np.isnan(single) else single) >= best


def test_plan_refuses_checks_that_take_no_time():
    table = pd.DataFrame({"pnr": ["A"], "points": [3], "minutes": [0]})
    with pytest.raises(InspectionError, match="found 0 or less"):
        first_by_points(table, 60)
    with pytest.raises(InspectionError, match="no column 'points'"):
        first_by_points(table.drop(columns="points"), 60)

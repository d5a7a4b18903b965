"""A reader's own sessions become the table of *Eight readers*, or the file is refused in words."""

import numpy as np
import pandas as pd
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.reading import practice_readings
from aatulab.inspection.reading.own import own_readings
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.training.compose import answer_key
from aatulab.inspection.xray.training.plan import Plan
from aatulab.inspection.xray.training.sitting import Sitting
from aatulab.inspection.xray.training.trials import Decision, Mark

PLAN = Plan("drill", 4, 8, 0.5)


def middle(box):
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def decide(sitting, threats, alarm):
    """Find the first object from the side, mark the second beside it, miss the third; stop once."""
    number, boxes = sitting.number, answer_key(sitting._trial, sitting.image).boxes
    if boxes and threats == 0:
        return Decision(number, "search", 2.0, Mark("side", *middle(boxes["side"])))
    if boxes and threats == 1:
        return Decision(number, "search", 2.0, Mark("top", boxes["top"].right + 6, 300))
    if not boxes and number == alarm:
        return Decision(number, "search", 2.0, Mark("top", 10, 20))
    return Decision(number, "clear", 1.5)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Return a sitting of which seven of eight images are answered."""
    path = tmp_path_factory.mktemp("own") / "drill.jsonl"
    sitting, threats = Sitting(PLAN, path, read_library()), 0
    alarm = min(set(range(7)) - set(sitting._course._threats))
    for _ in range(7):
        decision = decide(sitting, threats, alarm)
        threats += sitting.image.has_threat
        sitting.decide(decision)
    return path, sitting


@pytest.fixture(scope="module")
def own(played):
    return own_readings(played[0], reader="R09")


def test_the_table_has_the_columns_and_kinds_of_the_readers_of_the_exercise(own):
    theirs = practice_readings(np.random.default_rng(1), readers=1)
    assert list(own.columns) == list(theirs.columns)
    pd.testing.assert_series_equal(own.dtypes, theirs.dtypes)
    assert set(own.category) - {""} <= {
        one.title.lower() for one in read_library().categories.values()
    }


def test_the_sums_of_the_exercise_give_the_scores_of_the_session(own, played):
    """Does the exercise's own rule of a hit count what the trainer counted?"""
    across = (own.column >= own.left - 6) & (own.column < own.right + 6)
    down = (own.row >= own.top - 6) & (own.row < own.bottom + 6)
    counts = played[1].session().counts()
    assert (own.stopped & own.holds & across & down).sum() == counts.hits == 1
    assert (own.stopped & own.holds).sum() == 2  # one of them marked beside the object
    assert (own.stopped & ~own.holds).sum() == counts.false_alarms == 1
    assert (own.holds.sum(), (~own.holds).sum()) == (counts.threats, counts.harmless)
    assert own.image.tolist() == list(range(1, 8))
    assert own.seconds.isin([1.5, 2.0]).all()


def test_boxes_and_factors_stand_where_an_object_is(own):
    assert (own.left.notna() == own.holds).all()
    assert (own.view_difficulty.notna() == own.holds).all()
    assert own.loc[own.holds, "superposition"].between(0, 1).all()
    assert (own.column.notna() == own.stopped).all()
    assert ((own.category != "") == own.holds).all()


def test_reading_changes_no_file_also_not_one_whose_last_line_is_torn(played, own, tmp_path):
    path = tmp_path / "torn.jsonl"
    content = played[0].read_bytes()[:-9]
    path.write_bytes(content)
    pd.testing.assert_frame_equal(own_readings(path, reader="R09"), own[:6])
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: b"", "kept.jsonl: found no answer, expected at least one"),
        (lambda lines: lines[0], "kept.jsonl: found no answer"),
        (lambda lines: lines[0] + lines[1][:20], "kept.jsonl: found no answer"),
        (lambda _: b"pnr,name\n1,2\n", r"kept.jsonl: line 1: found b'pnr,name', expected JSON"),
        (lambda _: b'{"a": 1}\n{}\n', "kept.jsonl: line 1: session: found None"),
        (lambda lines: b"".join([lines[0], b"\xff\n", *lines[1:]]), "line 2: found"),
        (lambda lines: lines[0] + lines[2], "line 2: trial: found 1, expected 0"),
    ],
)
def test_a_file_that_is_empty_foreign_or_damaged_is_refused_and_left_alone(
    played, tmp_path, make, says
):
    path, lines = tmp_path / "kept.jsonl", played[0].read_bytes().splitlines(keepends=True)
    content = make(lines)
    path.write_bytes(content)
    with pytest.raises(InspectionError, match=says):
        own_readings(path)
    assert path.read_bytes() == content


def test_no_file_a_missing_one_and_one_twice_are_refused(played, tmp_path):
    path = played[0]
    with pytest.raises(InspectionError, match="own_readings: found no file"):
        own_readings()
    with pytest.raises(InspectionError, match="there is no such file, expected one"):
        own_readings(tmp_path / "none.jsonl")
    with pytest.raises(InspectionError, match="found twice, expected every session once"):
        own_readings(path, path.parent / "." / path.name)
    assert not (tmp_path / "none.jsonl").exists()

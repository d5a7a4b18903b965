import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import GradingError
from aatulab.grading.report import PNG_SIGNATURE, Evidence, QuestionResult, Report

PNG = PNG_SIGNATURE + b"rest"


def make_report(*questions, status="graded", **others):
    fields = {"assignment": "tiny", "trainee": "ana", "submission_digest": "d"}
    return Report(**fields, grader_digest="g", status=status, questions=questions, **others)


@pytest.mark.parametrize("points", [-0.1, 2.1, math.nan, math.inf, -math.inf])
def test_points_outside_the_range_cannot_exist(points):
    with pytest.raises(ValueError, match="points must lie from 0 to 2"):
        QuestionResult("total", "failed", points, 2)


def test_a_maximum_that_is_not_finite_cannot_exist():
    with pytest.raises(ValueError, match="max_points"):
        QuestionResult("total", "failed", 0, math.inf)


def test_an_unknown_status_cannot_exist():
    with pytest.raises(ValueError, match="no status 'won'"):
        QuestionResult("total", "won", 0, 2)
    with pytest.raises(ValueError, match="no report status"):
        make_report(status="fine")


def test_a_question_cannot_be_reported_twice():
    result = QuestionResult("total", "passed", 2, 2)
    with pytest.raises(ValueError, match="named twice"):
        make_report(result, result)


def test_evidence_takes_no_picture_that_is_none():
    with pytest.raises(ValueError, match="not a PNG"):
        Evidence(images=(b"<svg onload=alert(1)>",))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
results = st.builds(
    lambda name, share, hint, printed: QuestionResult(
        name, "failed", share * 4, 4, "wrong_values", hint, Evidence(printed, (PNG,))
    ),
    texts,
    st.floats(0, 1),
    texts,
    texts,
)


@given(st.lists(results, max_size=4, unique_by=lambda r: r.question), st.lists(texts, max_size=3))
def test_what_is_written_is_read_back_the_same(questions, notes):
    report = make_report(*questions, notes=tuple(notes))
    assert Report.from_json(report.to_json()) == report


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("points", 99),
        ("points", "2"),
        ("points", True),
        ("points", math.nan),
        ("max_points", -1),
        ("status", "won"),
        ("hint", None),
        ("images", "abc"),
        ("images", ["!!"]),
        ("images", ["YWJj"]),
    ],
)
def test_a_tampered_question_is_refused(key, value):
    record = json.loads(make_report(QuestionResult("total", "passed", 2, 2)).to_json())
    record["questions"][0][key] = value
    with pytest.raises(GradingError, match=r"kept\.json: not readable as a report"):
        Report.from_json(json.dumps(record).encode(), "kept.json")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b'{"schema": 99}', b"\xff"])
def test_what_is_no_report_is_refused_with_the_next_step(data):
    with pytest.raises(GradingError, match="grade again"):
        Report.from_json(data)


def test_reading_a_missing_or_damaged_report_gives_none(tmp_path):
    (tmp_path / "damaged.json").write_text("{")
    assert Report.read(tmp_path / "none.json") is None
    assert Report.read(tmp_path / "damaged.json") is None


def test_a_report_adds_up_and_says_what_waits():
    done = QuestionResult("total", "passed", 2, 2)
    waits = QuestionResult("why", "needs_review", 0, 4)
    report = make_report(done, waits)
    assert (report.points, report.max_points) == (2, 6)
    assert [r.needs_review for r in report.questions] == [False, True]
    assert not report.needs_attention
    assert make_report(status="refused").needs_attention


def test_asking_for_a_question_that_is_not_there_names_it():
    with pytest.raises(GradingError, match="no question 'nine'"):
        make_report().question("nine")

"""Grading one submission, with the sandbox's part played by prepared results."""

from dataclasses import replace

import pytest

from aatulab.authoring.allowance import Allowance
from aatulab.errors import GradingError
from aatulab.grading.grader import Grader
from aatulab.grading.judge import grade_submission
from aatulab.grading.policy import Policy
from aatulab.grading.verdict import BLANK, MALFORMED, TOO_LONG, WAITS


@pytest.fixture
def grade(grader, draft, fake_sandbox, right_results):
    """Grade a submission of which the sandbox reports the right results, changed as told."""

    def run(changes=None, work=None, **sandbox):
        results = {**right_results, **(changes or {})}
        data = (work or draft()).to_bytes()
        return grade_submission(grader, data, "ana", fake_sandbox(results, **sandbox))

    return run


def test_right_answers_get_all_points_and_the_written_one_waits(grade):
    report = grade()
    assert [(r.question, r.status, r.points) for r in report.questions] == [
        ("total", "passed", 2),
        ("twice", "passed", 3),
        ("why", "needs_review", 0),
    ]
    assert report.question("why").hint == WAITS
    assert (report.status, report.notes) == ("graded", ())


def test_a_blank_written_answer_gets_nothing_and_does_not_wait(grade, draft):
    result = grade(work=draft(why="  ")).question("why")
    assert (result.status, result.points, result.hint) == ("failed", 0, BLANK)


def test_a_wrong_value_fails_with_the_authors_hint(grade):
    wrong = {"ask-total": {"values": {"total": {"kind": "number", "value": 40}}}}
    result = grade(wrong).question("total")
    assert (result.status, result.points, result.finding) == ("failed", 0, "wrong_values")
    assert "One more than `case.number`." in result.hint


def test_partial_credit_is_a_share_of_the_points(grade):
    calls = tuple({"kind": "number", "value": n} for n in (2, 4, 80))
    values = {"twice": {"kind": "unsupported", "type": "function"}}
    result = grade({"ask-twice": {"values": values, "calls": {"twice": calls}}}).question("twice")
    assert (result.status, result.points) == ("failed", 2)


@pytest.mark.parametrize("points", [2 / 3, 0.1 + 0.2, 1e-9, 1e9 / 7])
def test_rounding_never_gives_more_points_than_there_are(grader, draft, fake_sandbox, points):
    """Does a question worth 2/3 of a point break the report of whoever solves it?"""
    total = replace(grader.exercise.question("total"), points=points)
    exercise = replace(grader.exercise, questions=(total, *grader.exercise.questions[1:]))
    asking = replace(grader, exercise=exercise)
    report = grade_submission(asking, draft().to_bytes(), "ana", fake_sandbox())
    assert report.question("total").points == pytest.approx(points, abs=1e-6)


def test_a_right_value_stands_whatever_its_cell_did_afterwards(grade):
    """Does an error, a warning or a death after the answer take nothing from it?"""
    stopped = {"status": "error", "error_type": "KeyError", "error_message": "'x'"}
    assert grade({"answer-total": stopped}).question("total").status == "passed"


@pytest.mark.parametrize(
    ("stop", "status", "hint"),
    [
        (
            {"status": "error", "error_type": "KeyError", "error_message": "'x'", "error_line": 3},
            "error",
            "KeyError: 'x' (line 3)",
        ),
        ({"status": "timeout"}, "timeout", TOO_LONG),
        ({"status": "killed"}, "killed", "The notebook's process ended here."),
    ],
)
def test_a_stopped_cell_explains_a_missing_answer(grade, stop, status, hint):
    missing = {"values": {"total": {"kind": "missing"}}}
    result = grade({"answer-total": stop, "ask-total": missing}).question("total")
    assert (result.status, result.points, result.hint) == (status, 0, hint)


def test_an_answer_whose_turn_never_came_was_not_run(grade):
    gone = {"status": "not_run"}
    report = grade(
        {"ask-total": gone, "answer-twice": gone, "ask-twice": gone},
        status="killed",
        detail="The notebook ended its own process in step answer-total.",
    )
    assert [r.status for r in report.questions] == ["not_run", "not_run", "needs_review"]
    assert report.status == "interrupted"
    assert report.notes == ("The notebook ended its own process in step answer-total.",)


def test_a_function_that_never_returns_took_too_long(grade):
    late = {"kind": "raised", "type": "CellTimeout", "message": ""}
    values = {"twice": {"kind": "unsupported", "type": "function"}}
    result = grade({"ask-twice": {"values": values, "calls": {"twice": (late,) * 3}}})
    assert result.question("twice").status == "timeout"
    assert result.status == "interrupted"


@pytest.mark.parametrize(
    "plain", [{"kind": "verdict", "points": 2}, {"kind": "number", "value": "42"}, 42, None, []]
)
def test_malformed_data_is_worth_nothing(grade, plain):
    result = grade({"ask-total": {"values": {"total": plain}}}).question("total")
    assert (result.status, result.points, result.hint) == ("error", 0, MALFORMED)


def test_an_own_cell_that_stops_is_noted_and_takes_nothing(grade, draft):
    work = draft()
    work.insert(2, "1 / 0")
    stop = {"status": "error", "error_type": "ZeroDivisionError", "error_message": "by zero"}
    report = grade({"own-2": stop}, work)
    assert report.points == 5
    assert report.notes == ("Your own cell 3 stopped: ZeroDivisionError: by zero",)


def test_nothing_of_the_reference_goes_into_the_sandbox(grader, draft, fake_sandbox):
    sandbox = fake_sandbox()
    grade_submission(grader, draft({}).to_bytes(), "ana", sandbox)
    (job,) = sandbox.jobs
    assert b"case.number + 1" not in job.to_bytes()
    assert b"tolerance" not in job.to_bytes()


def test_the_sandbox_is_given_the_limits_of_course_and_question(grader, draft, fake_sandbox):
    sandbox = fake_sandbox()
    allowance = Allowance(cell_s=30, memory_bytes=2**31)
    questions = tuple(replace(q, allowance=allowance) for q in grader.exercise.questions[:1])
    exercise = replace(grader.exercise, questions=(*questions, *grader.exercise.questions[1:]))
    asking = replace(grader, exercise=exercise, policy=Policy(magics=("time",)))
    grade_submission(asking, draft().to_bytes(), "ana", sandbox)
    (job,) = sandbox.jobs
    assert (job.limits.cell_s, job.limits.memory_bytes, job.magics) == (30, 2**31, ("time",))
    given = {step.id: step.limits.within(job.limits).cell_s for step in job.steps}
    assert (given["answer-total"], given["ask-total"], given["answer-twice"]) == (30, 30, 15)


@pytest.mark.parametrize("data", [b"", b"{}", b"not a notebook"])
def test_what_cannot_be_read_is_refused_and_nothing_runs(grader, fake_sandbox, data):
    sandbox = fake_sandbox()
    report = grade_submission(grader, data, "ana", sandbox)
    assert report.status == "refused"
    assert [r.status for r in report.questions] == ["not_run"] * 3
    assert report.points == 0
    assert sandbox.jobs == []


def test_the_digest_knows_another_secret_and_other_questions(course, grader):
    first = Grader.of(course, "tiny")
    assert first.digest() == Grader.of(course, "tiny").digest()
    questions = course.exercises / "tiny" / "questions.yml"
    questions.write_text(questions.read_text().replace("points: 2", "points: 5"))
    assert Grader.of(course, "tiny").digest() != first.digest()
    assert grader.digest() != first.digest()


@pytest.mark.parametrize("name", ["none", "../tiny", "", ".", "tiny/"])
def test_an_assignment_that_is_not_there_is_refused_by_name(course, name):
    with pytest.raises(GradingError, match="there are: tiny"):
        Grader.of(course, name)


def test_a_course_that_every_submission_could_read_is_refused(course, monkeypatch):
    """Is the secret safe when a course was made inside Python's own folder?"""
    monkeypatch.setattr("aatulab.grading.grader.find_shown", lambda root: root.parent)
    with pytest.raises(GradingError, match=r"submission can read .* Move the course out"):
        Grader.of(course, "tiny")

import re

import pytest

from aatulab.grading.feedback import build_page, render_feedback
from aatulab.grading.grader import question_titles
from aatulab.grading.marks import Mark, Marks
from aatulab.grading.report import PNG_SIGNATURE, Evidence, QuestionResult, Report

SCRIPT = "<script>alert('x')</script>"


def make_report(*questions, status="graded", notes=()):
    return Report("tiny", "ana", "d", "g", status, questions, notes)


@pytest.fixture
def report():
    return make_report(
        QuestionResult("total", "passed", 2, 2, "correct"),
        QuestionResult("twice", "failed", 2, 3, "wrong_outputs", "Try `twice(41)`."),
        QuestionResult("why", "needs_review", 0, 4, "needs_person", "An instructor reads it."),
    )


def test_titles_are_the_headings_of_the_exercise(tiny):
    assert question_titles(tiny) == {"total": "1. How many?", "twice": "2. Twice", "why": "3. Why?"}


def test_the_page_adds_up_and_says_what_waits(tiny, report):
    page = build_page(tiny, report, Marks())
    assert (page.points, page.max_points, page.waiting, page.percent) == ("4", "9", "4", 44)
    assert [card.word for card in page.cards] == [
        "right",
        "partly right",
        "waits for an instructor",
    ]
    assert [card.points for card in page.cards] == ["2", "2", "–"]


def test_what_an_instructor_gave_counts(tiny, report):
    marks = Marks(
        {"why": Mark(3.5, by_person=True, waits=False)}, {"why": "Well seen."}, late_penalty=1
    )
    page = build_page(tiny, report, marks)
    assert (page.points, page.waiting, page.late_penalty) == ("6.5", "", "1")
    assert page.cards[2].comment == "Well seen."
    html = render_feedback(tiny, report, marks)
    assert "Your instructor:</strong> Well seen." in html
    assert "An instructor reads it." not in html


def test_points_never_fall_below_nothing(tiny, report):
    assert build_page(tiny, report, Marks(late_penalty=99)).points == "0"


def test_everything_that_people_wrote_is_escaped(tiny):
    report = make_report(
        QuestionResult(
            "total", "error", 0, 2, "missing", f"ValueError: {SCRIPT}", Evidence(SCRIPT)
        ),
        QuestionResult("why", "needs_review", 0, 4, hint=f"`{SCRIPT}`"),
        notes=(SCRIPT,),
    )
    html = render_feedback(tiny, report, Marks(comments={"why": SCRIPT}))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5


def test_the_page_loads_nothing_and_has_no_script(tiny, report):
    html = render_feedback(tiny, report)
    assert "default-src 'none'" in html
    assert not re.search(r"<(script|link|iframe|object)|https?://|\son\w+=", html)


def test_pictures_lie_in_the_page(tiny):
    evidence = Evidence("drawn", (PNG_SIGNATURE + b"1",))
    html = render_feedback(
        tiny, make_report(QuestionResult("total", "passed", 2, 2, evidence=evidence))
    )
    assert 'src="data:image/png;base64,iVBORw0KGgox"' in html


def test_a_refused_submission_says_so_and_shows_no_points(tiny):
    report = make_report(status="refused", notes=("ana.ipynb: the file is empty.",))
    html = render_feedback(tiny, report)
    assert "Not graded" in html
    assert "ana.ipynb: the file is empty." in html
    assert "of 0 points" not in html


@pytest.mark.parametrize("status", ["error", "timeout", "killed", "not_run"])
def test_every_status_has_a_word(tiny, status):
    html = render_feedback(tiny, make_report(QuestionResult("total", status, 0, 2)))
    assert 'class="badge"' in html


def test_a_single_backtick_is_left_as_it_is(tiny):
    html = render_feedback(tiny, make_report(QuestionResult("total", "failed", 0, 2, hint="a ` b")))
    assert "a ` b" in html

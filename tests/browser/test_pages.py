"""Built pages keep nobody out: axe finds nothing serious or critical in them.

Feedback for a trainee, the realism report of a world, and a lesson as it is exported.
"""

from pathlib import Path

import pytest
from nbconvert.exporters import get_exporter

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.rehearsal import rehearse
from aatulab.grading.feedback import render_feedback
from aatulab.grading.marks import Marks
from aatulab.grading.report import Evidence, QuestionResult, Report
from aatulab.targeting.realism import write_report
from aatulab.world import WorldSpec, write_world

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
EVERYTHING = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "best-practice"]}}
STATES = (
    ("passed", "correct"),
    ("failed", "wrong_values"),
    ("error", "error"),
    ("timeout", "timeout"),
    ("killed", "killed"),
    ("needs_review", "needs_review"),
)


@pytest.fixture
def barriers_in(page, barriers):
    """Open a file, without a network, and return what axe finds in it."""

    def look(path, context=None, options=EVERYTHING):
        page.route("http**", lambda route: route.abort())
        page.goto(path.as_uri())
        return barriers(context, options)

    return look


def write(folder, html):
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    return path


def test_axe_would_find_a_barrier(barriers_in, tmp_path):
    """Does this test see a picture without words and pale letters?"""
    html = '<html lang="en"><title>T</title><img src="x"><p style="color:#ccc">Pale</p></html>'
    found = {name for name, _ in barriers_in(write(tmp_path, html))}
    assert found == {"image-alt", "color-contrast"}


def test_feedback_page_with_every_state_keeps_nobody_out(barriers_in, tmp_path):
    exercise = load_exercise(ROOT / "exercises" / "targeting-1")
    results = tuple(
        QuestionResult(
            question.id,
            state,
            question.points if state == "passed" else 0,
            question.points,
            what,
            "Your values look like minutes; the question asks for hours.",
            Evidence("lead_time_h = 3"),
        )
        for question, (state, what) in zip(exercise.questions, STATES, strict=True)
    )
    report = Report("targeting-1", "ana", "d", "g", "graded", results, ("A cell was added.",))
    marks = Marks(comments={exercise.questions[0].id: "Well reasoned."})
    assert barriers_in(write(tmp_path, render_feedback(exercise, report, marks))) == []


def test_realism_report_keeps_nobody_out(barriers_in, tmp_path):
    spec = WorldSpec(seed=5, bookings=400, waybills=0, items=300, crossings=0, days=3)
    write_world(spec, tmp_path / "world")
    write_report(tmp_path / "world", tmp_path / "report")
    assert barriers_in(tmp_path / "report" / "index.html") == []


def test_exported_lesson_keeps_nobody_out_and_every_picture_has_words(barriers_in, page, tmp_path):
    notebook, slips = rehearse(ROOT / "courses" / "targeting" / "risk-indicators-and-rules.md")
    assert slips == []
    html, _ = get_exporter("aatulab")().from_notebook_node(notebook)
    assert barriers_in(write(tmp_path, html)) == []
    words = page.eval_on_selector_all("img", "pictures => pictures.map(one => one.alt)")
    assert words
    assert all(len(text.split()) >= 3 and "No description" not in text for text in words)

"""Pages about hostile work, opened in a real browser: nothing of the trainee's runs there.

The feedback page, and the graded notebook as nbgrader's formgrader renders it (its own template
and exporter, with our settings), made from a report full of scripts.
"""

from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from aatulab.authoring.exercise import load_exercise
from aatulab.grading.feedback import render_feedback
from aatulab.grading.intake import Piece, Submission, exercise_slots
from aatulab.grading.marks import Marks
from aatulab.grading.nbgrader_bridge.notebook import build_graded_notebook
from aatulab.grading.nbgrader_bridge.settings import configure
from aatulab.grading.report import Evidence, QuestionResult, Report

pytestmark = pytest.mark.browser

EXERCISE = load_exercise(Path(__file__).parents[2] / "exercises" / "targeting-1")
SLOTS = exercise_slots(EXERCISE)
ATTACKS = (
    "<script>alert('script')</script>",
    "<img src=x onerror=\"alert('picture')\">",
    "<svg onload=\"alert('svg')\"></svg>",
    "<iframe srcdoc=\"<script>parent.alert('frame')</script>\"></iframe>",
    "</pre></code></div></textarea></style><script>alert('closing')</script>",
    "<details open ontoggle=\"alert('details')\">x</details>",
    "\x1b[31m<script>alert('ansi')</script>\x1b[0m",
    "`<script>alert('ticks')</script>`",
    "--><script>alert('comment')</script><!--",
)
MARKDOWN = (
    "$\\href{javascript:alert('formula')}{x}$",
    "<a href=\"javascript:alert('link')\" id=press>press</a>",
    "[press](javascript:alert('press'))",
    "```{raw} html\n<script>alert('fence')</script>\n```",
)
EVERYTHING = "\n\n".join((*ATTACKS, *MARKDOWN))


@pytest.fixture(scope="module")
def report():
    results = tuple(
        QuestionResult(
            question.id,
            "error",
            0,
            question.points,
            "wrong_values",
            " ".join(ATTACKS),
            Evidence(EVERYTHING),
        )
        for question in EXERCISE.questions
    )
    return Report("targeting-1", "mallory", "d", "g", "graded", results, ATTACKS)


@pytest.fixture(scope="module")
def submission():
    pieces = [Piece(s.kind, EVERYTHING if s.role == "written" else s.source, s) for s in SLOTS]
    own = [Piece(kind, EVERYTHING) for kind in ("markdown", "code")]
    return Submission((*own, *pieces), ATTACKS)


@pytest.fixture
def opened(page, tmp_path):
    """Open a page, and return what ran and what only waits for a click."""

    def open_page(html):
        ran = []
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.route("http**", lambda route: route.abort())
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        page.goto(path.as_uri(), wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.wait_for_timeout(300)
        waiting = "a[href^='javascript'], a[href^='data'], form, iframe"
        return ran + ["link" for _ in page.query_selector_all(waiting)]

    return open_page


def test_the_browser_would_run_it(opened):
    """Does this test see a script that does run?"""
    ran = opened(f"<html><body>{EVERYTHING}</body></html>")
    assert {"script", "picture", "svg", "frame", "details", "link"} <= set(ran)


def test_the_feedback_page_runs_nothing(opened, report):
    marks = Marks(comments=dict.fromkeys([q.id for q in EXERCISE.questions], EVERYTHING))
    html = render_feedback(EXERCISE, report, marks)
    assert "alert(" in html  # it is there, to be read
    assert opened(html) == []


def test_the_formgrader_runs_nothing(opened, report, submission, tmp_path):
    config = Config()
    configure(config, tmp_path)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = {
        "assignment_id": "targeting-1",
        "notebook_id": "targeting-1",
        "submission_id": "1",
        "index": 0,
        "total": 1,
        "base_url": "http://example.org",
        "student": "mallory",
        "last_name": "M",
        "first_name": "M",
        "notebook_path": "http://example.org/x.ipynb",
    }
    exporter = HTMLExporter(config=config)
    html, _ = exporter.from_notebook_node(build_graded_notebook(submission, report), resources)
    assert "alert(" in html
    assert opened(html) == []

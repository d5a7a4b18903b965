"""Make the page that a trainee reads: points, what was found, what to look at next.

Made from the report and from what people have added to the gradebook; everything in it that a
trainee's code or an instructor wrote is escaped, and the page holds no script and loads
nothing.  The same page comes from `aatulab grade` and from `nbgrader generate_feedback`.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from aatulab.authoring.exercise import Exercise
from aatulab.grading.grader import question_titles
from aatulab.grading.marks import Mark, Marks
from aatulab.grading.report import QuestionResult, Report

TEMPLATE = "feedback.html.j2"

# status -> (sign, word, class): never colour alone
BADGES: Mapping[str, tuple[str, str, str]] = {
    "passed": ("\u2713", "right", "good"),
    "partly": ("\u25d0", "partly right", "partly"),
    "failed": ("\u2717", "not right yet", "bad"),
    "error": ("!", "stopped with an error", "bad"),
    "timeout": ("\u25f7", "took too long", "bad"),
    "killed": ("\u25a0", "was ended at a limit", "bad"),
    "not_run": ("\u2013", "did not run", "bad"),
    "waits": ("\u270e", "waits for an instructor", "waits"),
    "read": ("\u270e", "read by an instructor", "good"),
}


@dataclass(frozen=True)
class Card:
    """One question as the page shows it."""

    id: str
    title: str
    sign: str
    word: str
    look: str
    points: str
    max_points: str
    hint: str
    expected: str
    came: str
    printed: str
    images: tuple[str, ...]
    comment: str


@dataclass(frozen=True)
class Page:
    """All that the template is given."""

    title: str
    assignment: str
    trainee: str
    refused: bool
    points: str
    max_points: str
    percent: int
    waiting: str
    late_penalty: str
    notes: tuple[str, ...]
    cards: tuple[Card, ...]


def render_feedback(exercise: Exercise, report: Report, marks: Marks | None = None) -> str:
    """Return the page on an exercise as self-contained HTML."""
    return render_page(build_page(exercise, report, marks or Marks()))


def render_page(page: Page) -> str:
    """Return a page as self-contained HTML."""
    return _template().render(page=page)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["ticks"] = mark_code
    return environment.get_template(TEMPLATE)


def build_page(exercise: Exercise, report: Report, marks: Marks) -> Page:
    """Return what the page on an exercise shows."""
    return lay_out(exercise.title, question_titles(exercise), report, marks)


def lay_out(title: str, titles: Mapping[str, str], report: Report, marks: Marks) -> Page:
    """Return what a page shows; `titles` are the questions' headings."""
    standing = {r.question: _mark(r, marks) for r in report.questions}
    points = max(0.0, sum(mark.points for mark in standing.values()) - marks.late_penalty)
    waiting = sum(r.max_points for r in report.questions if standing[r.question].waits)
    return Page(
        title=title,
        assignment=report.assignment,
        trainee=report.trainee,
        refused=report.status in {"refused", "failed"},
        points=f"{points:g}",
        max_points=f"{report.max_points:g}",
        percent=round(100 * min(points / report.max_points, 1)) if report.max_points else 0,
        waiting=f"{waiting:g}" if waiting else "",
        late_penalty=f"{marks.late_penalty:g}" if marks.late_penalty else "",
        notes=report.notes,
        cards=tuple(
            _card(
                result,
                titles.get(result.question, result.question),
                standing[result.question],
                marks.comments.get(result.question, ""),
            )
            for result in report.questions
        ),
    )


def mark_code(text: str) -> Markup:
    """Return a sentence as safe HTML, with what stands between backticks as code.

    >>> str(mark_code("`x` is <b>"))
    '<code>x</code> is &lt;b&gt;'
    """
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part
        for number, part in enumerate(parts)
    )


def _mark(result: QuestionResult, marks: Marks) -> Mark:
    plain = Mark(result.points, by_person=False, waits=result.needs_review)
    return marks.by_question.get(result.question, plain)


def _card(result: QuestionResult, title: str, mark: Mark, comment: str) -> Card:
    sign, word, look = BADGES[_badge(result, mark)]
    return Card(
        id=result.question,
        title=title,
        sign=sign,
        word=word,
        look=look,
        points="\u2013" if mark.waits and not mark.by_person else f"{mark.points:g}",
        max_points=f"{result.max_points:g}",
        hint="" if mark.by_person and result.needs_review else result.hint,
        # who is right, or read by a person, has nothing to compare
        expected="" if result.status == "passed" else result.expected,
        came="" if result.status == "passed" else result.came,
        printed=result.evidence.printed,
        images=tuple(base64.b64encode(image).decode() for image in result.evidence.images),
        comment=comment,
    )


def _badge(result: QuestionResult, mark: Mark) -> str:
    if mark.waits:
        return "waits"
    if mark.by_person:
        return "read"
    if result.status == "failed" and result.points > 0:
        return "partly"
    return result.status

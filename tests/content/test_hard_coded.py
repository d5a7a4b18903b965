"""Copied numbers are those of the visible case: what check() believes and the grading does not.

After a change of the world renew them with
`AATULAB_UPDATE_WRONG=1 pytest tests/content/test_hard_coded.py`.
"""

import os
import re
from pathlib import Path

import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.values import Number, Sequence, SeriesValue

EXERCISES = Path(__file__).parents[2] / "exercises"
COPIED = [
    ("foundations-1", "typed-in", "how-few"),
    ("foundations-2", "typed-in", "too-late"),
    ("foundations-3", "counted-from-the-first-message", "missing"),
    ("foundations-4", "typed-in", "may-run"),
    ("inspection-1", "typed-in", "went-on"),
    ("inspection-2", "typed-in", "weak"),
    ("inspection-3", "typed-in", "plan"),
    ("inspection-4", "typed-in", "reported"),
    ("inspection-5", "typed-in", "unknown"),
    ("inspection-6", "typed-in", "alone"),
    ("operations-1", "typed-in", "incomplete"),
    ("operations-2", "typed-in", "unclosed"),
    ("operations-3", "typed-in", "lost"),
    ("operations-4", "typed-in", "never-told"),
    ("research-2", "typed-in", "broken"),
    ("research-3", "typed-in", "many-doors"),
    ("research-1", "typed-in", "ask-again"),
    ("research-4", "typed-in", "far"),
    ("research-5", "typed-in", "not-held"),
    ("targeting-2", "copied-from-a-neighbour", "weights"),
    ("targeting-3", "typed-in", "shortlist"),
    ("targeting-4", "typed-in", "shortlist"),
    ("targeting-5", "typed-in", "shortlist"),
    ("targeting-6", "typed-in", "shortlist"),
]


def shown(answer):
    """Return an answer as somebody types it in."""
    match answer:
        case Number():
            return f"{answer.value:g}"
        case Sequence():
            return repr(list(answer.items))
        case SeriesValue():
            return f"pd.Series({[int(value) for value in answer.values]}, index=book.index)"
    raise AssertionError(answer)


@pytest.mark.parametrize(("name", "wrong", "question"), COPIED, ids=[c[0] for c in COPIED])
def test_copied_answer_is_that_of_the_visible_case(name, wrong, question):
    exercise = load_exercise(EXERCISES / name)
    path = EXERCISES / name / "wrong" / f"{wrong}.md"
    answers = run_trusted(exercise, build_case(exercise.case)[0]).answers
    value = exercise.question(question).value
    text = path.read_text(encoding="utf-8")
    fresh = re.sub(
        rf"^{value} = .*$", f"{value} = {shown(answers[question])}", text, flags=re.MULTILINE
    )
    if os.environ.get("AATULAB_UPDATE_WRONG"):
        path.write_text(fresh, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == fresh, "renew it: see this file's first lines"

"""An exercise that is corrected after submissions: by one command, and everybody by the new one."""

import subprocess
import sys
from pathlib import Path

import pytest

from aatulab.grading.course import open_course

pytestmark = pytest.mark.nbgrader

PROGRAM = Path(__file__).parent / "tiny_course.py"
NEW_QUESTION = """
## 4. Thrice

```{code-cell}
:tags: [answer, thrice]
thrice = case.number * 3
```
"""


def run(*arguments):
    command = [sys.executable, str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def graded(tmp_path):
    root = tmp_path / "course"
    for command in (("make", root, 3), ("grade", root)):
        ran = run(*command)
        assert ran.returncode == 0, ran.stderr
    return open_course(root)


def correct(course):
    """Take a point from the first question, add a fourth, and drop what twice() was asked."""
    folder = course.exercises / "tiny"
    questions = folder / "questions.yml"
    text = questions.read_text().replace("points: 2", "points: 1")
    added = "thrice:\n  value: thrice\n  compare: number\n  points: 5\n"
    questions.write_text(text + added)
    exercise = folder / "exercise.md"
    exercise.write_text(exercise.read_text() + NEW_QUESTION)


def test_until_the_gradebook_knows_the_new_questions_nothing_is_graded(graded, book_of):
    before = book_of(graded)
    correct(graded)
    ran = run("grade", graded.root)
    assert ran.returncode != 0
    assert "has other questions or points than tiny has now (thrice, total)" in ran.stderr
    assert "aatulab course create" in ran.stderr
    assert book_of(graded) == before


def test_generated_again_everybody_is_graded_by_the_new_questions(graded, book_of):
    """Can the cells of an assignment change after submissions (nbgrader #1646)?"""
    correct(graded)
    for command in (("generate", graded.root), ("grade", graded.root)):
        ran = run(*command)
        assert ran.returncode == 0, ran.stderr
    grades = {(who, cell): auto for who, cell, auto, *_ in book_of(graded)["grade"]}
    assert {grades[f"trainee-{n}", "total"] for n in range(3)} == {1}
    assert {grades[f"trainee-{n}", "thrice"] for n in range(3)} == {0}
    assert {grades[f"trainee-{n}", "twice"] for n in range(3)} == {3}

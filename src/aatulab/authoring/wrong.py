"""Read the wrong answers of an exercise: `wrong/<name>.md`.

Each tells the story of one mistake (or one attack), starts from the solution or from the
untouched notebook, overrides the tagged answer cells, and says what every named question must
get.  Called by tests, by `aatulab check` and by the grading tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from aatulab.authoring.exercise import Cell, Exercise, name_cells
from aatulab.authoring.fields import Fields
from aatulab.authoring.finding import VOCABULARY
from aatulab.authoring.text import read_source
from aatulab.errors import ExerciseError

STATUSES = ("passed", "failed", "error", "timeout", "killed", "not_run", "needs_review")


@dataclass(frozen=True)
class Expected:
    """What one question must get: points, and where stated the status and the word found."""

    points: float
    status: str | None = None
    hint: str | None = None


@dataclass(frozen=True)
class Wrong:
    """One wrong notebook: its base, the cells that it overrides, what it must get."""

    name: str
    story: str
    base: Literal["solution", "untouched"]
    cells: tuple[Cell, ...]
    expect: Mapping[str, Expected]

    def override(self, question_id: str) -> Cell | None:
        """Return this notebook's own answer to a question, or None when the base's stands."""
        return next((cell for cell in self.cells if cell.question == question_id), None)


def load_wrong(exercise: Exercise, folder: Path | None = None) -> tuple[Wrong, ...]:
    """Return the wrong answers of an exercise, by name; from its `wrong/` unless told."""
    source = exercise.folder / "wrong" if folder is None else folder
    return tuple(_read_wrong(path, exercise) for path in sorted(source.glob("*.md")))


def _read_wrong(path: Path, exercise: Exercise) -> Wrong:
    text = read_source(path)
    front = text.front
    story = front.text("story")
    base = front.choice("base", ("solution", "untouched"))
    expected = front.mapping("expect")
    expect = {name: _read_expected(expected, name, exercise) for name in expected.data}
    front.finish()
    if not expect:
        raise front.error("expect", "what each question must get, such as lead-time: {points: 0}")
    cells = tuple(cell for cell in name_cells(path, text.cells) if cell.kind == "answer")
    known = {question.id for question in exercise.questions}
    for cell in cells:
        if cell.question not in known:
            raise ExerciseError(
                f"{path}: [answer, {cell.question}]: the exercise has no such question; it has"
                f" {', '.join(sorted(known))}. Correct the tag."
            )
    return Wrong(path.stem, story, cast("Literal['solution', 'untouched']", base), cells, expect)


def _read_expected(expected: Fields, name: str, exercise: Exercise) -> Expected:
    question = next((q for q in exercise.questions if q.id == name), None)
    if question is None:
        raise ExerciseError(
            f"{expected.where}: {name}: the exercise has no such question; it has"
            f" {', '.join(q.id for q in exercise.questions)}."
        )
    fields = expected.mapping(name)
    points = fields.number("points")
    if points > question.points:
        raise fields.error("points", f"at most {question.points:g}, what the question is worth")
    result = Expected(
        points,
        fields.choice("status", STATUSES) if fields.has("status") else None,
        fields.choice("hint", VOCABULARY) if fields.has("hint") else None,
    )
    fields.finish()
    return result

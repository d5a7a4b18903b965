"""Read one exercise: `exercise.md` (story, prompts, reference) and `questions.yml`.

An exercise that loads is complete: every question has exactly one answer cell, every function
question its inputs, every rubric its file.  The reference's answers lie in the cells of kind
`answer` and `inputs`; notebooks.py leaves them out of what a trainee gets.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aatulab import content
from aatulab.authoring.fields import Fields
from aatulab.authoring.question import AtLeast, Hint, Metric, Question, Tolerance, read_question
from aatulab.authoring.text import SourceCell, read_source
from aatulab.errors import ContentError, ExerciseError

__all__ = [
    "AtLeast",
    "Cell",
    "Exercise",
    "Hint",
    "Metric",
    "Question",
    "Tolerance",
    "load_exercise",
]

CellKind = Literal["markdown", "given", "answer", "inputs"]


@dataclass(frozen=True)
class Cell:
    """One cell of the source; `id` is its name in every notebook and in nbgrader."""

    id: str
    kind: CellKind
    source: str
    question: str | None = None


@dataclass(frozen=True)
class Exercise:
    """One assignment as its author wrote it; questions in the order of their answer cells."""

    assignment: str
    title: str
    case: str
    minutes: int
    cells: tuple[Cell, ...]
    questions: tuple[Question, ...]
    folder: Path

    def question(self, question_id: str) -> Question:
        """Return a question by its id."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise ExerciseError(
            f"{self.folder}: there is no question {question_id!r}; there are"
            f" {', '.join(q.id for q in self.questions)}."
        )

    def answer(self, question_id: str) -> Cell:
        """Return the reference's answer cell of a question."""
        return next(
            c
            for c in self.cells
            if c.kind == "answer" and c.question == self.question(question_id).id
        )

    @property
    def points(self) -> float:
        """Return the most that can be reached."""
        return sum(question.points for question in self.questions)


def load_exercise(folder: Path) -> Exercise:
    """Return the exercise in a folder; raise `ExerciseError` for the first slip found."""
    text = read_source(folder / "exercise.md")
    front = text.front
    assignment = front.identifier("assignment")
    if assignment != folder.resolve().name:
        raise front.error("assignment", f"the folder's name, {folder.resolve().name}")
    case = front.identifier("case")
    minutes = front.number("minutes", above=1)
    cells = name_cells(text.path, text.cells)
    title = front.text("title", default=_first_heading(cells) or assignment)
    front.finish()
    exercise = Exercise(
        assignment, title, case, int(minutes), cells, _read_questions(folder, cells), folder
    )
    _check_cells(exercise, text.path)
    return exercise


def name_cells(path: Path, cells: tuple[SourceCell, ...]) -> tuple[Cell, ...]:
    """Return the cells with their kind and a stable id, by tag and position."""
    named: list[Cell] = []
    counts: dict[str, int] = {}
    for cell in cells:
        if not cell.source.strip():
            continue
        kind, question = _kind_of(path, cell)
        label = "text" if kind == "markdown" else kind
        counts[label] = counts.get(label, 0) + 1
        named.append(
            Cell(f"{label}-{question or counts[label]}", kind, cell.source.rstrip(), question)
        )
    return tuple(named)


def _kind_of(path: Path, cell: SourceCell) -> tuple[CellKind, str | None]:
    if not cell.tags:
        return ("markdown" if cell.kind == "markdown" else "given"), None
    if len(cell.tags) == 2 and cell.tags[0] == "answer":
        return "answer", cell.tags[1]
    if len(cell.tags) == 2 and cell.tags[0] == "inputs" and cell.kind == "code":
        return "inputs", cell.tags[1]
    first = cell.source.strip().splitlines()[0]
    raise ExerciseError(
        f"{path}: the cell that starts with {first!r} has the tags {list(cell.tags)}; expected"
        " [answer, <question>], [inputs, <question>] on a code cell, or none."
    )


def _read_questions(folder: Path, cells: tuple[Cell, ...]) -> tuple[Question, ...]:
    path = folder / "questions.yml"
    try:
        raw: Mapping[str, object] = content.read_yaml(path)
    except ContentError as error:
        raise ExerciseError(str(error)) from error
    answered = [cell.question for cell in cells if cell.kind == "answer" and cell.question]
    for name in raw:
        if name not in answered:
            raise ExerciseError(
                f"{path}: {name}: exercise.md has no cell tagged [answer, {name}]; tagged are"
                f" {', '.join(answered) or 'none'}. Add the cell or remove the question."
            )
    for name in answered:
        if name not in raw:
            raise ExerciseError(
                f"{path}: {name}: exercise.md has a cell tagged [answer, {name}], and there is"
                " no question of this id here. Add it."
            )
    return tuple(
        read_question(name, Fields.of(f"{path}: {name}", raw[name]))
        for name in dict.fromkeys(answered)
    )


def _check_cells(exercise: Exercise, path: Path) -> None:
    tagged = [(cell.kind, cell.question) for cell in exercise.cells if cell.question]
    for kind, question_id in tagged:
        if tagged.count((kind, question_id)) > 1:
            raise ExerciseError(
                f"{path}: [{kind}, {question_id}]: {tagged.count((kind, question_id))} cells have"
                " these tags; expected one. Join them."
            )
    for question in exercise.questions:
        _check_question(exercise, question, path)
    known = {question.id for question in exercise.questions if question.compare == "function"}
    for cell in exercise.cells:
        if cell.kind == "inputs" and cell.question not in known:
            raise ExerciseError(
                f"{path}: [inputs, {cell.question}]: no question of this id with compare:"
                " function. Correct the tag or remove the cell."
            )
        if cell.kind != "markdown":
            _check_python(cell, exercise, path)


def _check_question(exercise: Exercise, question: Question, path: Path) -> None:
    if question.rubric is not None and not (exercise.folder / question.rubric).is_file():
        raise ExerciseError(
            f"{exercise.folder / 'questions.yml'}: {question.id}: rubric: there is no file"
            f" {question.rubric} in {exercise.folder}. Write it, or correct the name."
        )
    inputs = [c for c in exercise.cells if c.kind == "inputs" and c.question == question.id]
    if question.compare == "function" and not inputs:
        raise ExerciseError(
            f"{path}: {question.id}: a function question needs a cell tagged [inputs,"
            f" {question.id}] that defines `inputs`, a list of argument lists. Add it."
        )


def _check_python(cell: Cell, exercise: Exercise, path: Path) -> None:
    if cell.question and exercise.question(cell.question).is_manual:
        return
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        raise ExerciseError(
            f"{path}: cell {cell.id}, line {error.lineno}: not valid Python: {error.msg}."
        ) from error


def _first_heading(cells: tuple[Cell, ...]) -> str | None:
    for cell in cells:
        for line in cell.source.splitlines():
            if cell.kind == "markdown" and line.startswith("# "):
                return line[2:].strip()
    return None

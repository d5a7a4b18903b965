"""Run the reference solution on a case, in this process: it is our own code.

Gives one answer per question, as the same plain values that a sandbox would send, so that the
comparators see reference and trainee alike.  Nothing that a trainee wrote may come here; the
tests run the `wrong/` cells this way since those are ours too.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from matplotlib import pyplot as plt

from aatulab.authoring.calls import call_all
from aatulab.authoring.compare import Answer, Raised
from aatulab.authoring.exercise import Cell, Exercise
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError
from aatulab.values import from_plain, to_plain

# pyplot keeps its figures in one place for the whole process; references of several workers
# must not draw into each other's.
_PYPLOT = threading.Lock()


Inputs = Mapping[str, tuple[tuple[object, ...], ...]]


@dataclass(frozen=True)
class Reference:
    """The answers of a run by question, and the inputs drawn for the function questions."""

    answers: Mapping[str, Answer]
    inputs: Inputs


def run_trusted(exercise: Exercise, case: object) -> Reference:
    """Return the reference's answers on a case; an error in it is an `ExerciseError`."""
    answers: dict[str, Answer] = {}
    inputs: dict[str, tuple[tuple[object, ...], ...]] = {}
    with _quiet_pyplot():
        namespace = _namespace(case)
        for cell, question in _code_cells(exercise):
            if cell.kind == "inputs":
                continue
            _run(exercise, cell, namespace)
            if question is None:
                continue
            if question.compare == "function":
                inputs[question.id] = _draw_inputs(exercise, question, namespace)
            answers[question.id] = _read(question, namespace, inputs)
    return Reference(answers, inputs)


def run_answers(
    exercise: Exercise,
    case: object,
    answers: Mapping[str, str],
    inputs: Inputs,
    namespace: dict[str, object] | None = None,
) -> dict[str, Answer | Raised]:
    """Return what trusted answers give on a case: one source per question, in our process.

    An answer that fails does not stop the later ones, as in the sandbox; its error stands in
    its place.  A question without a source is left out of the run and reads as missing.  The
    variables of the notebook are left in `namespace`, for who looks at them as check() does.
    """
    outcome: dict[str, Answer | Raised] = {}
    namespace = {} if namespace is None else namespace
    with _quiet_pyplot():
        namespace.update(_namespace(case))
        for cell, question in _code_cells(exercise):
            if cell.kind == "given":
                _try(cell.id, cell.source, namespace)
            elif question is not None and cell.kind == "answer":
                error = _try(cell.id, answers.get(question.id, ""), namespace)
                outcome[question.id] = error or _read(question, namespace, inputs)
    return outcome


@contextmanager
def _quiet_pyplot() -> Iterator[None]:
    """Draw without a window, one run at a time, and leave no figure behind."""
    with _PYPLOT:
        plt.switch_backend("agg")
        try:
            yield
        finally:
            plt.close("all")


def _code_cells(exercise: Exercise) -> Iterator[tuple[Cell, Question | None]]:
    """Give the code cells in order, each with its question unless a person grades that."""
    for cell in exercise.cells:
        question = exercise.question(cell.question) if cell.question else None
        if cell.kind != "markdown" and not (question and question.is_manual):
            yield cell, question


def _draw_inputs(
    exercise: Exercise, question: Question, namespace: dict[str, object]
) -> tuple[tuple[object, ...], ...]:
    """Return a function question's argument lists; its cell sees what the reference has so far."""
    cell = next(c for c in exercise.cells if c.kind == "inputs" and c.question == question.id)
    scratch = dict(namespace)
    _run(exercise, cell, scratch)
    return _checked_inputs(exercise, cell, scratch.get("inputs"))


def _namespace(case: object) -> dict[str, object]:
    def load_case(name: str, seed: int | None = None) -> object:  # noqa: ARG001 - its signature
        return case

    def check(*_questions: str) -> None:
        return None

    return {"__name__": "__main__", "load_case": load_case, "check": check}


def _run(exercise: Exercise, cell: Cell, namespace: dict[str, object]) -> None:
    raised = _try(cell.id, cell.source, namespace)
    if raised is not None:
        raise ExerciseError(
            f"{exercise.folder / 'exercise.md'}: cell {cell.id}: stops with {raised.type}:"
            f" {raised.message}. The reference must run from top to bottom."
        )


def _try(cell_id: str, source: str, namespace: dict[str, object]) -> Raised | None:
    try:
        _execute(cell_id, source, namespace)
    except Exception as error:  # noqa: BLE001 - an author's cell may fail in any way
        return Raised(type(error).__name__, str(error))
    return None


def _execute(cell_id: str, source: str, namespace: dict[str, object]) -> None:
    exec(compile(source, f"<{cell_id}>", "exec"), namespace)  # noqa: S102 - our own exercise


def _read(
    question: Question,
    namespace: dict[str, object],
    inputs: Inputs,
) -> Answer:
    if question.value not in namespace:
        return from_plain({"kind": "missing"})
    value = namespace[question.value]
    if question.compare == "function":
        return call_all(value, inputs[question.id])
    return from_plain(to_plain(value))


def _checked_inputs(
    exercise: Exercise, cell: Cell, inputs: object
) -> tuple[tuple[object, ...], ...]:
    where = f"{exercise.folder / 'exercise.md'}: cell {cell.id}"
    if not isinstance(inputs, list) or not inputs:
        raise ExerciseError(f"{where}: expected it to define `inputs`, a list of argument lists.")
    checked = []
    for number, arguments in enumerate(inputs, start=1):
        if not isinstance(arguments, list | tuple):
            raise ExerciseError(
                f"{where}: inputs[{number}]: expected a list of arguments, found {arguments!r}."
            )
        checked.append(tuple(_plain_argument(where, number, item) for item in arguments))
    return tuple(checked)


def _plain_argument(where: str, number: int, item: object) -> object:
    plain = item.item() if hasattr(item, "item") else item
    if plain is not None and not isinstance(plain, bool | int | float | str):
        raise ExerciseError(
            f"{where}: inputs[{number}]: expected plain numbers, texts, True, False or None, found"
            f" a {type(item).__name__}. Convert it, for example with str() or float()."
        )
    return plain

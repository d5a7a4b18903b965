"""The bar that every exercise must clear before anybody works on it.

The reference earns full marks on unseen variants, the untouched notebook earns nothing, every
`wrong/` answer earns what it states, the trainee's files give nothing away and come out the same
twice.  Runs only what we wrote, in this process; the grading tests run the same through the
sandbox.  Called by `aatulab check` and by tests/content.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aatulab.authoring.assignment import build_assignment
from aatulab.authoring.blank import blank_answer, solution_lines
from aatulab.authoring.compare import Answer, Context, Finding, Raised, compare
from aatulab.authoring.exercise import Exercise, load_exercise
from aatulab.authoring.lint.slip import Slip
from aatulab.authoring.reference import Reference, run_answers, run_trusted
from aatulab.authoring.wrong import Wrong, load_wrong
from aatulab.errors import ExerciseError

VARIANTS = (101, 202, 303)
# what these wrong answers do would hit this process: only the sandbox may run them
SANDBOX_ONLY = {"timeout", "killed", "not_run"}

_NEEDS_WORLD = re.compile(r"\b(build_case|debrief|build_world)\b")

CaseMaker = Callable[[str, int | None], tuple[Any, Any]]


@dataclass(frozen=True)
class Bench:
    """An exercise on one variant of its case, with the reference's answers there."""

    exercise: Exercise
    case: Any
    context: Context
    reference: Reference

    @classmethod
    def set_up(cls, exercise: Exercise, make_case: CaseMaker, seed: int | None) -> "Bench":
        """Return the bench for a seed (None: the visible case)."""
        case, truth = make_case(exercise.case, seed)
        return cls(exercise, case, Context.of(truth), run_trusted(exercise, case))

    def find(
        self, answers: Mapping[str, str], namespace: dict[str, object] | None = None
    ) -> dict[str, Finding | Raised]:
        """Return what each question gets for these answers (trusted sources by question).

        The notebook's variables are left in `namespace`.
        """
        inputs = self.reference.inputs
        outcome = run_answers(self.exercise, self.case, answers, inputs, namespace)
        return {name: self._compare(name, answer) for name, answer in outcome.items()}

    def _compare(self, question_id: str, answer: Answer | Raised) -> Finding | Raised:
        if isinstance(answer, Raised):
            return answer
        question = self.exercise.question(question_id)
        return compare(question, answer, self.reference.answers[question_id], self.context)


def check_exercise(
    folder: Path, make_case: CaseMaker, variants: tuple[int, ...] = VARIANTS
) -> list[Slip]:
    """Return where an exercise misses the bar; an empty list clears it."""
    try:
        exercise = load_exercise(folder)
        wrongs = load_wrong(exercise)
        slips = [*_check_world(exercise), *_check_files(exercise, make_case)]
        for seed in variants:
            slips += _check_variant(Bench.set_up(exercise, make_case, seed), wrongs, seed)
    except ExerciseError as error:
        return [Slip(folder / "exercise.md", 1, str(error))]
    return list(dict.fromkeys(slips))


def reference_answers(exercise: Exercise) -> dict[str, str]:
    """Return the reference's source per question."""
    return {q.id: exercise.answer(q.id).source for q in exercise.questions}


def blank_answers(exercise: Exercise) -> dict[str, str]:
    """Return what an untouched notebook holds per question."""
    return {q.id: blank_answer(q, exercise.answer(q.id)) for q in exercise.questions}


def wrong_answers(exercise: Exercise, wrong: Wrong) -> dict[str, str]:
    """Return the sources of a wrong notebook per question."""
    is_solution = wrong.base == "solution"
    base = reference_answers(exercise) if is_solution else blank_answers(exercise)
    return base | {cell.question: cell.source for cell in wrong.cells if cell.question}


def needs_sandbox(wrong: Wrong) -> bool:
    """Tell whether only the sandbox may run this notebook."""
    return any(expected.status in SANDBOX_ONLY for expected in wrong.expect.values())


def _check_files(exercise: Exercise, make_case: CaseMaker) -> Iterator[Slip]:
    path = exercise.folder / "exercise.md"
    bench = Bench.set_up(exercise, make_case, None)
    files = build_assignment(exercise, bench.case, bench.context)
    if files != build_assignment(exercise, bench.case, bench.context):
        yield Slip(path, 1, "built twice, the trainee's files differ; nothing may be drawn anew.")
    checks = json.dumps(json.loads(files[f"{exercise.assignment}.checks.json"]))
    for cell in exercise.cells:
        if cell.question and cell.kind in {"answer", "inputs"}:
            for line in solution_lines(exercise.question(cell.question), cell):
                if line in checks:
                    yield Slip(path, 1, f"the hints of {cell.question} give away {line!r}.")


def _check_world(exercise: Exercise) -> Iterator[Slip]:
    """Give the cells that need a world: the sandbox has none, so their answers would fail there."""
    for cell in exercise.cells:
        if cell.kind != "markdown" and (call := _NEEDS_WORLD.search(cell.source)):
            yield Slip(
                exercise.folder / "exercise.md",
                1,
                f"{cell.id}: {call[0]} builds a world, and graded work runs where none can be"
                " built. Use what the case holds.",
            )


def _check_variant(bench: Bench, wrongs: tuple[Wrong, ...], seed: int) -> Iterator[Slip]:
    exercise = bench.exercise
    path = exercise.folder / "exercise.md"
    for name, finding in bench.find(reference_answers(exercise)).items():
        if isinstance(finding, Raised) or not finding.is_correct:
            yield Slip(path, 1, f"{name}: the reference gets {_say(finding)} (seed {seed}).")
    for name, finding in bench.find(blank_answers(exercise)).items():
        if isinstance(finding, Finding) and finding.fraction > 0:
            yield Slip(path, 1, f"{name}: untouched, it gets {_say(finding)} (seed {seed}).")
    for wrong in wrongs:
        if not needs_sandbox(wrong):
            yield from _check_wrong(bench, wrong, seed)


def _check_wrong(bench: Bench, wrong: Wrong, seed: int) -> Iterator[Slip]:
    path = bench.exercise.folder / "wrong" / f"{wrong.name}.md"
    found = bench.find(wrong_answers(bench.exercise, wrong))
    for name, expected in wrong.expect.items():
        question = bench.exercise.question(name)
        if question.is_manual:
            continue
        finding = found[name]
        fraction = 0.0 if isinstance(finding, Raised) else finding.fraction
        status = "error" if isinstance(finding, Raised) else "failed"
        status = "passed" if isinstance(finding, Finding) and finding.is_correct else status
        word = "" if isinstance(finding, Raised) else finding.what
        fits = (
            abs(question.points * fraction - expected.points) < 0.005
            and expected.status in {None, status}
            and expected.hint in {None, word}
        )
        if not fits:
            wanted = f"{expected.points:g} points"
            wanted += "".join(f", {w}" for w in (expected.status, expected.hint) if w)
            yield Slip(
                path,
                1,
                f"{name}: states {wanted}; it gets {question.points * fraction:g} points,"
                f" {status}, {_say(finding)} (seed {seed}).",
            )


def _say(finding: Finding | Raised) -> str:
    if isinstance(finding, Raised):
        return f"{finding.type}: {finding.message}"
    return f"{finding.what}: {finding.detail}" if finding.detail else finding.what

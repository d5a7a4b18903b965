"""Write what a trainee is given: the notebook and, beside it, what check() reads.

Called by the workspace and by the course; deterministic: the same exercise and case give the
same bytes.
"""

import hashlib
from pathlib import Path

from aatulab.authoring.checks import Checks, checks_bytes, checks_name
from aatulab.authoring.compare import Context, know
from aatulab.authoring.exercise import Exercise
from aatulab.authoring.fingerprint import make_fingerprint
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_student_notebook
from aatulab.authoring.question import Question
from aatulab.authoring.reference import run_trusted


def build_assignment(exercise: Exercise, case: object, context: Context) -> dict[str, bytes]:
    """Return the files of an assignment by name: the trainee's notebook and its checks."""
    checks = make_checks(exercise, case, context)
    return {
        f"{exercise.assignment}.ipynb": notebook_bytes(build_student_notebook(exercise)),
        checks_name(exercise.assignment): checks_bytes(checks),
    }


def write_assignment(
    exercise: Exercise, case: object, context: Context, folder: Path
) -> tuple[Path, ...]:
    """Write the files of an assignment into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in build_assignment(exercise, case, context).items():
        (folder / name).write_bytes(content)
        paths.append(folder / name)
    return tuple(paths)


def make_checks(exercise: Exercise, case: object, context: Context) -> Checks:
    """Return the checks of an exercise on its visible case; runs the reference."""
    reference = run_trusted(exercise, case)
    known = {}
    for question in exercise.questions:
        if not question.is_manual:
            exact = know(question, reference.answers[question.id], context)
            known[question.id] = make_fingerprint(exact, _salt(exercise, question))
    return Checks(exercise.assignment, exercise.title, exercise.questions, known)


def _salt(exercise: Exercise, question: Question) -> str:
    text = f"{exercise.assignment}/{exercise.case}/{question.id}"
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()

"""Write the pages of the workspace into an empty folder: the slow part of workspace.py."""

import shutil
from pathlib import Path

from aatulab import content
from aatulab.authoring.assignment import write_assignment
from aatulab.authoring.compare import Context
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.workspace import Say
from aatulab.cases import build_case, write_case

PICTURES = {".png", ".jpg", ".jpeg", ".svg", ".gif"}
WELCOME = Path("courses") / "welcome.md"
NOTES = ".notes.md"  # an instructor's, beside a lesson; no page of the trainee's


def write_pages(root: Path, staged: Path, say: Say) -> None:
    """Write the welcome page, the cases, the lessons and the exercises."""
    write_lessons(root, staged, say)
    write_exercises(root, staged, say)
    write_cases(staged, say)


def write_lessons(root: Path, staged: Path, say: Say) -> None:
    """Write every lesson's notebook and picture under the name that it has in `courses/`."""
    for path in sorted((root / "courses").rglob("*")):
        name = path.relative_to(root)
        if name == WELCOME:
            name = Path(WELCOME.name)  # the first thing that one sees lies at the top
        target = staged / name
        if path.name.endswith(NOTES):
            continue
        if path.suffix == ".md":
            target.parent.mkdir(parents=True, exist_ok=True)
            notebook = build_lesson_notebook(path)
            target.with_suffix(".ipynb").write_bytes(notebook_bytes(notebook))
            say(f"lesson {name.with_suffix('').as_posix()}")
        elif path.suffix in PICTURES:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def write_exercises(root: Path, staged: Path, say: Say) -> None:
    """Write every assignment's notebook and, beside it, what check() reads."""
    for path in sorted((root / "exercises").glob("*/exercise.md")):
        exercise = load_exercise(path.parent)
        case, truth = build_case(exercise.case)
        folder = staged / "exercises" / exercise.assignment
        write_assignment(exercise, case, Context.of(case, truth), folder)
        say(f"exercise {exercise.assignment}")


def write_cases(staged: Path, say: Say) -> None:
    """Write every case that we have, on its public seed, without its truth."""
    for path in sorted((content.datasets_dir() / "cases").glob("*.yml")):
        case, _truth = build_case(path.stem)
        write_case(case, staged / "cases" / path.stem)
        say(f"case {path.stem}")

"""Write the pages of the workspace into an empty folder: the slow part of workspace.py."""

import re
import shutil
from pathlib import Path

from aatulab.authoring.assignment import write_assignment
from aatulab.authoring.compare import Context
from aatulab.authoring.curriculum import FILE as CURRICULUM
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.quiz import quiz_name
from aatulab.authoring.translation.names import is_translated
from aatulab.authoring.translation.write import write_french, write_french_prompts
from aatulab.authoring.way import plan
from aatulab.authoring.workspace import Say
from aatulab.cases import build_case, write_case

PICTURES = {".png", ".jpg", ".jpeg", ".svg", ".gif"}
TOP = {"welcome.md", "home.md"}  # what one sees first lies at the top
_LOADED = re.compile(r"""load_case\(\s*["']([a-z0-9-]+)["']""")
QUIZ = quiz_name("")
NOTES = ".notes.md"  # an instructor's, beside a lesson; no page of the trainee's


def write_pages(root: Path, staged: Path, say: Say) -> None:
    """Write the welcome page, the cases, the lessons and the exercises, and the way through."""
    write_lessons(root, staged, say)
    write_plan(root, staged)
    write_exercises(root, staged, say)
    write_cases(root, staged, say)


def write_lessons(root: Path, staged: Path, say: Say) -> None:
    """Write every lesson's notebook and picture under the name that it has in `courses/`."""
    for path in sorted((root / "courses").rglob("*")):
        name = path.relative_to(root)
        if path.parent == root / "courses" and path.name in TOP:
            name = Path(path.name)
        target = staged / name
        if path.name.endswith(NOTES):
            continue
        if path.suffix == ".md":
            target.parent.mkdir(parents=True, exist_ok=True)
            notebook = build_lesson_notebook(path)
            target.with_suffix(".ipynb").write_bytes(notebook_bytes(notebook))
            if is_translated(path):
                write_french(path, target.parent, root / name.parent)
            say(f"lesson {name.with_suffix('').as_posix()}")
        elif path.name.endswith(QUIZ):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target.with_name(f".{path.name}"))  # out of sight of the learner
        elif path.suffix in PICTURES:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def write_plan(root: Path, staged: Path) -> None:
    """Write what the home notebook reads, where there is a curriculum."""
    if (root / "courses" / CURRICULUM).is_file():
        (staged / plan.FILE).write_bytes(plan.plan_bytes(plan.make_plan(root)))


def write_exercises(root: Path, staged: Path, say: Say) -> None:
    """Write every assignment's notebook and, beside it, what check() reads."""
    for path in sorted((root / "exercises").glob("*/exercise.md")):
        exercise = load_exercise(path.parent)
        case, truth = build_case(exercise.case)
        folder = staged / "exercises" / exercise.assignment
        write_assignment(exercise, case, Context.of(truth), folder)
        if is_translated(path):
            write_french_prompts(path, folder)
        say(f"exercise {exercise.assignment}")


def write_cases(root: Path, staged: Path, say: Say) -> None:
    """Write the cases that pages work on, on their public seed, without their truth.

    The others are built where a notebook loads them: nobody waits for them at the first start.
    """
    for name in cases_in_use(root):
        case, _truth = build_case(name)
        write_case(case, staged / "cases" / name)
        say(f"case {name}")


def cases_in_use(root: Path) -> list[str]:
    """Return the names of the cases that a lesson loads or an exercise is about, in order."""
    lessons = (root / "courses").rglob("*.md")
    loaded = {
        name for path in lessons for name in _LOADED.findall(path.read_text(encoding="utf-8"))
    }
    exercises = (root / "exercises").glob("*/exercise.md")
    return sorted(loaded | {load_exercise(path.parent).case for path in exercises})

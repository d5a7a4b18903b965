"""Make a course, or bring one up to date: folders, secret, limits, settings, assignments.

Nothing that exists is lost: the secret, the limits and the settings are kept as they are.
Assignments are generated again only when their sources have changed, and only then is nbgrader
imported, by `generate`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aatulab.authoring.workspace import digest_sources
from aatulab.errors import GradingError
from aatulab.grading import DEFAULT_COURSE_ID
from aatulab.grading.course import CARD, CHECKOUT, Course, open_course
from aatulab.grading.store import write_file
from aatulab.grading.variants import create_secret

SETTINGS = '''\
"""nbgrader's settings of this course, written by `aatulab course create`.  Add your own below."""

from pathlib import Path

from aatulab.grading.nbgrader_bridge.settings import configure

c = get_config()  # noqa: F821 - nbgrader gives it
configure(c, Path(__file__).resolve().parent, {course_id!r})
'''
FOLDERS = ("source", "release", "submitted", "autograded", "feedback", "reports", "exchange")
PRIVATE, PRIVATE_FILE = 0o700, 0o600  # the card may hold a server's password
EVERYBODY = 0o777

Generate = Callable[[Course, str], None]


@dataclass(frozen=True)
class Created:
    """What `aatulab course create` did."""

    course: Course
    generated: tuple[str, ...]
    is_new: bool


def plan_course(
    root: Path, exercises: Path, course_id: str | None, database: str | None = None
) -> Course:
    """Return the course to make in a folder; one that is there keeps its id and its gradebook.

    A `database` that is named moves the gradebook there, empty: reports fill it again.
    """
    root = root.resolve()
    kept = open_course(root) if (root / CARD).is_file() and exercises.is_dir() else None
    if kept and course_id and kept.course_id != course_id:
        raise GradingError(
            f"{root}: this is the course {kept.course_id!r}, not {course_id!r}."
            " Name another folder."
        )
    name = kept.course_id if kept else course_id or DEFAULT_COURSE_ID
    before = kept.database if kept else ""
    gradebook = before if database is None else database
    built = kept.built if kept and gradebook == before else ""
    return Course(root, name, exercises.resolve(), built, gradebook)


def create_course(course: Course, assignments: Sequence[str], generate: Generate) -> Created:
    """Make the course; `generate` builds one assignment in it."""
    is_new = not course.secret_path.exists()
    _make_folders(course)
    if is_new:
        create_secret(course.secret_path)
    if not course.policy_path.exists():
        write_file(course.policy_path, (CHECKOUT / "grading" / "policy.yml").read_bytes())
    settings = course.root / "nbgrader_config.py"
    if not settings.exists():
        write_file(settings, SETTINGS.format(course_id=course.course_id).encode())
    sources = digest_sources(course.exercises.parent)
    todo = [name for name in assignments if course.built != sources or not _is_there(course, name)]
    # the card first: an assignment is generated in a course that can be opened
    write_file(course.root / CARD, replace(course, built="").card(), PRIVATE_FILE)
    for name in todo:
        generate(course, name)
    built = replace(course, built=sources)
    write_file(course.root / CARD, built.card(), PRIVATE_FILE)
    return Created(built, tuple(todo), is_new)


def _is_there(course: Course, assignment: str) -> bool:
    released = course.root / "release" / assignment / f"{assignment}.ipynb"
    has_gradebook = bool(course.database) or (course.root / "gradebook.db").is_file()
    return released.is_file() and has_gradebook


def _make_folders(course: Course) -> None:
    """Make the course's folders, open to their owner alone.

    Only `exchange/` is open to everybody, as nbgrader would make it, with a warning, at the first
    release; the folder around it stays shut.
    """
    course.root.parent.mkdir(parents=True, exist_ok=True)
    for folder in (course.root, *(course.root / name for name in FOLDERS)):
        if not folder.is_dir():
            folder.mkdir()
            folder.chmod(EVERYBODY if folder == course.exchange else PRIVATE)

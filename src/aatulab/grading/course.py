"""A course: one folder that holds its secret, submissions, reports, gradebook and exchange.

    course.json  policy.yml  secret (0600)  nbgrader_config.py  gradebook.db
    source/ release/ submitted/ autograded/ feedback/     nbgrader's five folders
    exchange/    where trainees fetch and submit          reports/   what each submission got

This file knows names and places only, and imports nothing heavy; setup.py makes a course.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from aatulab.errors import GradingError

CARD = "course.json"
CHECKOUT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Course:
    """One course: its folder, its id, the folder of its exercises' sources.

    `built` is the digest of the sources from which its assignments were generated, `database` the
    URL of a gradebook on a server; without one, it is a file in the course.
    """

    root: Path
    course_id: str
    exercises: Path
    built: str = ""
    database: str = ""

    @property
    def secret_path(self) -> Path:
        """Return where the secret lies."""
        return self.root / "secret"

    @property
    def policy_path(self) -> Path:
        """Return where the course's limits stand."""
        return self.root / "policy.yml"

    @property
    def exchange(self) -> Path:
        """Return nbgrader's exchange."""
        return self.root / "exchange"

    @property
    def inbound(self) -> Path:
        """Return where `nbgrader submit` puts submissions."""
        return self.exchange / self.course_id / "inbound"

    @property
    def database_url(self) -> str:
        """Return the URL of the gradebook."""
        return for_nbgrader(self.database) or f"sqlite:///{self.root / 'gradebook.db'}"

    def step(self, step: str, trainee: str, assignment: str) -> Path:
        """Return nbgrader's folder of one submission in one step, such as `submitted`."""
        return self.root / step / trainee / assignment

    def submitted_notebook(self, trainee: str, assignment: str, notebook: str = "") -> Path:
        """Return the file that is graded."""
        return self.step("submitted", trainee, assignment) / f"{notebook or assignment}.ipynb"

    def report_path(self, trainee: str, assignment: str, notebook: str = "") -> Path:
        """Return where the report on a submission is kept."""
        folder = self.root / "reports" / trainee
        if notebook in {"", assignment}:
            return folder / f"{assignment}.json"
        return folder / assignment / f"{notebook}.json"

    def marking_path(self, assignment: str, notebook: str) -> Path:
        """Return where an ordinary assignment's notebook is kept, its hidden tests in it."""
        return self.root / "marking" / assignment / f"{notebook}.ipynb"

    def source(self, assignment: str) -> Path:
        """Return the folder of an assignment as its instructor wrote it."""
        return self.root / "source" / assignment

    def assignments(self) -> tuple[str, ...]:
        """Return the names of all exercises."""
        return tuple(sorted(path.parent.name for path in self.exercises.glob("*/exercise.md")))

    def ordinary_notebooks(self, assignment: str) -> tuple[str, ...]:
        """Return the notebooks of an assignment that is nbgrader's alone, as generated."""
        folder = self.root / "marking" / assignment
        return tuple(sorted(path.stem for path in folder.glob("*.ipynb")))

    def ordinary_assignments(self) -> tuple[str, ...]:
        """Return the names of the assignments that are nbgrader's alone."""
        names = {path.parent.name for path in (self.root / "marking").glob("*/*.ipynb")}
        return tuple(sorted(names - set(self.assignments())))

    def is_exercise(self, assignment: str) -> bool:
        """Tell whether an assignment is one of ours, rather than nbgrader's alone."""
        return assignment in self.assignments()

    def card(self) -> bytes:
        """Return what `course.json` says."""
        record = {"course": self.course_id, "exercises": str(self.exercises), "built": self.built}
        if self.database:
            record["database"] = self.database
        return (json.dumps(record, indent=1) + "\n").encode()


def for_nbgrader(url: str) -> str:
    """Return a gradebook's URL so that nbgrader's queries work there; see postgres.py.

    >>> for_nbgrader("postgresql+pg8000://ana@host/book")
    'postgresql+pg8000://ana@host/book?plugin=aatulab'
    """
    if not url.startswith("postgresql+pg8000:") or "plugin=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}plugin=aatulab"


def kept_database(root: Path) -> str:
    """Return the URL of the gradebook that a course names; empty when it names none."""
    try:
        record = json.loads((root / CARD).read_text(encoding="utf-8"))
        return for_nbgrader(str(record.get("database", "")))
    except (OSError, ValueError, AttributeError):  # open_course says what is wrong with it
        return ""


def open_course(root: Path) -> Course:
    """Return the course in a folder; raise `GradingError` when there is none."""
    root = root.resolve()
    path = root / CARD
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        exercises = Path(str(record["exercises"]))
        built, database = str(record.get("built", "")), str(record.get("database", ""))
        course = Course(root, str(record["course"]), exercises, built, database)
    except FileNotFoundError:
        raise GradingError(
            f"{root}: there is no course here ({CARD} is missing). Make one with"
            f" `aatulab course create --course {root}`, or name another folder."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GradingError(
            f"{path}: expected the keys course and exercises, found {type(error).__name__}:"
            f" {error}. Run `aatulab course create --course {root}` again."
        ) from error
    if not course.exercises.is_dir():
        raise GradingError(
            f"{path}: exercises: there is no folder {course.exercises}. If the checkout was moved,"
            f" run `aatulab course create --course {root}` again."
        )
    return course

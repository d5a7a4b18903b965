"""Build an assignment of a course: our source, then nbgrader's generate_assignment on it."""

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from aatulab.authoring.assignment import build_assignment
from aatulab.authoring.compare import Context
from aatulab.authoring.exercise import load_exercise
from aatulab.cases import build_case
from aatulab.errors import GradingError
from aatulab.grading.course import Course
from aatulab.grading.nbgrader_bridge.database import ensure_database
from aatulab.grading.nbgrader_bridge.own_settings import gradebook_url, load_settings
from aatulab.grading.store import write_file


def generate_assignment(course: Course, assignment: str) -> None:
    """Write `source/<assignment>`, and have nbgrader fill `release/` and the gradebook."""
    exercise = load_exercise(course.exercises / assignment)
    case, truth = build_case(exercise.case)
    illicit = truth.index[truth["illicit"].astype(bool)]
    context = Context(frozenset(map(str, truth.index)), frozenset(map(str, illicit)))
    source = course.root / "source" / assignment
    for name, content in build_assignment(exercise, case, context).items():
        write_file(source / name, content)
    ensure_database(gradebook_url(course))
    _run_nbgrader(course, assignment)


def _run_nbgrader(course: Course, assignment: str) -> None:
    config = load_settings(course)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    result = api.generate_assignment(assignment)
    if not result["success"]:
        log = result.get("log") or result.get("error") or "no reason given"
        raise GradingError(
            f"nbgrader could not generate {assignment} in {course.root}:\n{str(log).strip()}"
        )

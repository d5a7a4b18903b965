"""Open what a submission is graded with: one of our exercises, or an ordinary assignment."""

from aatulab.errors import GradingError
from aatulab.grading.course import Course
from aatulab.grading.grader import Grader
from aatulab.grading.ordinary.grader import OrdinaryGrader

AnyGrader = Grader | OrdinaryGrader


def open_paper(course: Course, assignment: str, notebook: str = "") -> AnyGrader:
    """Return the grader of a notebook; an exercise has one, named as the assignment."""
    if assignment in course.ordinary_assignments():
        return OrdinaryGrader.of(course, assignment, notebook or assignment)
    if not course.is_exercise(assignment) and course.source(assignment).is_dir():
        raise GradingError(
            f"{course.root}: it is not known how {assignment} is graded. Run"
            f" `nbgrader generate_assignment {assignment} --force`."
        )
    if notebook not in {"", assignment}:
        raise GradingError(
            f"{notebook}.ipynb: expected {assignment}.ipynb, the one notebook of {assignment}."
        )
    return Grader.of(course, assignment)

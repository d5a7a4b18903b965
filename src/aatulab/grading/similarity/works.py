"""Take out of submissions what their authors have written themselves."""

from collections.abc import Iterator, Sequence

from aatulab.grading.course import Course
from aatulab.grading.grader import Paper
from aatulab.grading.intake import Slot, Submission
from aatulab.grading.rawnotebook import RefusedError
from aatulab.grading.similarity.pairs import Work


def read_works(course: Course, paper: Paper, trainees: Sequence[str]) -> Iterator[Work]:
    """Give the work of each trainee whose submission can be read."""
    for trainee in trainees:
        path = course.submitted_notebook(trainee, paper.assignment, paper.notebook)
        try:
            _, cells = paper.read(path)
        except RefusedError:
            continue
        yield Work(trainee, own_code(cells))


def own_code(cells: Submission) -> dict[str, str]:
    """Return the code of answers and of own cells, by question or place."""
    own = {}
    for place, piece in enumerate(cells.pieces, start=1):
        slot = piece.slot
        if piece.kind == "code" and not (slot and slot.is_locked):
            name = (slot.question or slot.id) if slot else f"own cell {place}"
            own[f"{name} " if name in own else name] = piece.source
    return own


def given_code(slots: Sequence[Slot]) -> tuple[str, ...]:
    """Return the code that every trainee was given."""
    return tuple(slot.shown for slot in slots if slot.kind == "code")

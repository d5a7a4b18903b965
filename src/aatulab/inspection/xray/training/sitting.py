"""Play a sitting: show an image, take a decision, keep it, say what it came to, score at the end.

Knows nothing of screens: a viewer shows `image`, passes on what the reader decides and shows the
feedback.  A sitting opened on a file with answers goes on where they end.
"""

from dataclasses import dataclass
from pathlib import Path

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.image import XrayImage
from aatulab.inspection.xray.models.library import Library, Model
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.inspection.xray.rendering.depths import optical_depths
from aatulab.inspection.xray.rendering.exposure import SEEN_DEPTH
from aatulab.inspection.xray.training.answers import Answer, AnswerFile
from aatulab.inspection.xray.training.blocks import BLOCK_MINUTES
from aatulab.inspection.xray.training.compose import answer_key, image_of
from aatulab.inspection.xray.training.plan import Course, Plan
from aatulab.inspection.xray.training.scoring import Outcome, Session, outcome_of
from aatulab.inspection.xray.training.trials import Decision, Mark, Trial

NEAR_PX = 15  # how far from a mark a thing is still meant by it


@dataclass(frozen=True)
class Feedback:
    """What one decision came to."""

    outcome: Outcome
    decision: Decision
    threat: Model | None  # what there was to find
    marked: Model | None  # the harmless thing under a mark that was wrong


class Sitting:
    """One sitting of one reader; every answer is kept in the file."""

    def __init__(self, plan: Plan, path: Path, library: Library) -> None:
        self.plan, self.library = plan, library
        self._course = Course(plan, library)
        self._file = AnswerFile(path, plan)
        self._outcomes: list[Outcome] = []
        self._image: XrayImage | None = None
        self.resumed = len(self._file.answers)  # answers that were there already
        self._trial = self._next()
        for number, answer in enumerate(self._file.answers, start=2):
            self._go_through(answer, f"{path}: line {number}")

    @property
    def images(self) -> int:
        """Return how many images the sitting has."""
        return self._course.images

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what was answered so far, in order."""
        return tuple(self._outcomes)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions that were kept so far, in order."""
        return tuple(answer.decision for answer in self._file.answers)

    @property
    def number(self) -> int | None:
        """Return the number of the image to be judged, from 0; None at the end."""
        return None if self._trial is None else self._trial.number

    @property
    def image(self) -> XrayImage:
        """Return the image to be judged."""
        if self._image is None:
            self._image = image_of(self._present())
        return self._image

    @property
    def minutes(self) -> float:
        """Return how long the reader has looked at images."""
        return sum(outcome.seconds for outcome in self._outcomes) / 60

    @property
    def is_break_due(self) -> bool:
        """Return whether another block of reading has just been filled."""
        if not self._outcomes:
            return False
        before = self.minutes - self._outcomes[-1].seconds / 60
        return self.minutes // BLOCK_MINUTES > before // BLOCK_MINUTES

    def decide(self, decision: Decision) -> Feedback:
        """Keep a decision on the present image and return what it came to.

        Raises `InspectionError`, and keeps nothing, for a mark outside of the picture, a category
        that there is not, or a decision on another image.
        """
        trial, image = self._present(), self.image
        if decision.trial != trial.number:
            raise InspectionError(
                f"decision: found trial {decision.trial}, expected {trial.number}, the image "
                "that is shown."
            )
        if decision.category not in {None, *self.library.threat_categories()}:
            raise InspectionError(
                f"trial {trial.number}: category: found {decision.category!r}, expected one of "
                f"{self.library.threat_categories()} or none."
            )
        if decision.mark is not None:
            read_scanner().view(decision.mark.view)  # says which views there are
        outcome = outcome_of(trial, answer_key(trial, image), decision)
        self._file.append(Answer(decision, outcome.found))
        self._advance(outcome)
        return explain(image, outcome, decision)

    def session(self) -> Session:
        """Return what was answered so far, for scoring."""
        return Session(self.outcomes, tuple(range(len(self._outcomes), self.images)))

    def _present(self) -> Trial:
        if self._trial is None:
            raise InspectionError(f"session: all {self.images} images are answered.")
        return self._trial

    def _next(self) -> Trial | None:
        number = len(self._outcomes)
        return self._course.trial(number) if number < self.images else None

    def _advance(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        self._course.learn(outcome)
        self._trial, self._image = self._next(), None

    def _go_through(self, answer: Answer, where: str) -> None:
        trial, decision = self._trial, answer.decision
        if trial is None or decision.trial != trial.number:
            raise InspectionError(
                f"{where}: trial: found {decision.trial}, expected "
                f"{'no more' if trial is None else trial.number}."
            )
        searched = decision.verdict == "search"
        self._advance(Outcome(trial, searched, answer.found, decision.seconds))


def explain(image: XrayImage, outcome: Outcome, decision: Decision) -> Feedback:
    """Return what a reader should be told after a decision."""
    threat = image.scene.threat if image.has_threat else None
    wrong = decision.mark if outcome.searched and not outcome.found else None
    return Feedback(
        outcome=outcome,
        decision=decision,
        threat=threat.model if threat else None,
        marked=thing_at(image, wrong) if wrong else None,
    )


def thing_at(image: XrayImage, mark: Mark) -> Model | None:
    """Return the harmless thing that is darkest where the mark points, or None in an empty place.

    A mark is the middle of a box, so what lies a little beside it counts too.
    """
    scene, scanner = image.scene, read_scanner()
    view, row, column = scanner.view(mark.view), int(mark.row), int(mark.column)
    rows = slice(max(row - NEAR_PX, 0), row + NEAR_PX + 1)
    columns = slice(max(column - NEAR_PX, 0), column + NEAR_PX + 1)
    darkest = {
        place: float(optical_depths(scene.of(place), scanner, view)[1, rows, columns].max())
        for place in range(len(scene.things))
        if place != scene.hidden
    }
    best = max(darkest, key=darkest.__getitem__, default=None)
    return scene.things[best].model if best is not None and darkest[best] > SEEN_DEPTH else None

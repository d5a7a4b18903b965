"""How far a learner is, read from the workspace: self-checks beside lessons, check() records.

A lesson is done when its questions at the end are answered, begun when those before it are; an
exercise is done when every question that check() can look at looks right.  Records of an older
curriculum count for what is still asked.  What cannot be read is named, and counts as not given.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from aatulab.authoring.asked import asked_path, read_asked
from aatulab.authoring.quiz.file import When, quiz_name, read_quiz
from aatulab.authoring.quiz.store import Gain, answers_path, gain_of, is_damaged, read_answers
from aatulab.authoring.way.plan import Plan, PlannedStep
from aatulab.errors import ExerciseError

State = Literal["done", "begun", "open"]


@dataclass(frozen=True)
class StepProgress:
    """One step: its state, the gain of a lesson, the right answers of an exercise."""

    step: PlannedStep
    state: State
    gain: Gain | None = None
    right: int = 0
    note: str = ""

    @property
    def minutes_left(self) -> int:
        """Return how long it still takes, at most."""
        return 0 if self.state == "done" else self.step.minutes


@dataclass(frozen=True)
class Progress:
    """All tracks: title and steps, in order."""

    tracks: tuple[tuple[str, tuple[StepProgress, ...]], ...]

    @property
    def steps(self) -> tuple[StepProgress, ...]:
        """Return all steps in order."""
        return tuple(step for _title, steps in self.tracks for step in steps)

    @property
    def minutes_left(self) -> int:
        """Return how long all that is not done takes, at most."""
        return sum(step.minutes_left for step in self.steps)

    @property
    def next_step(self) -> StepProgress | None:
        """Return what to do now: the first step that is begun, else the first that is open."""
        begun = next((step for step in self.steps if step.state == "begun"), None)
        return begun or next((step for step in self.steps if step.state == "open"), None)


def read_progress(plan: Plan, folder: Path) -> Progress:
    """Return how far the learner is whose workspace lies in `folder`."""
    return Progress(
        tuple(
            (track.title, tuple(_read_step(step, folder) for step in track.steps))
            for track in plan.tracks
        )
    )


def _read_step(step: PlannedStep, folder: Path) -> StepProgress:
    return _read_lesson(step, folder) if step.is_lesson else _read_exercise(step, folder)


def _read_lesson(step: PlannedStep, folder: Path) -> StepProgress:
    here = folder / PurePosixPath(step.notebook).parent
    path = answers_path(here, step.id)
    if is_damaged(path):
        words = f"Its answers ({path.name}) cannot be read and count as not given: answer again."
        return StepProgress(step, "open", note=words)
    try:
        quiz = read_quiz(here / f".{quiz_name(step.id)}")
    except ExerciseError:
        return StepProgress(
            step, "open", note="Its self-check cannot be read; start the lab again."
        )
    asked = {pair.id for pair in quiz.pairs}
    given = read_answers(path)
    known = {when: {k: v for k, v in given[when].items() if k in asked} for when in given}
    is_older = any(given.values()) and not any(known.values())
    note = "You answered when it asked other questions; answer again." if is_older else ""
    return StepProgress(step, _state_of(known, asked), gain=gain_of(quiz, known), note=note)


def _state_of(known: dict[When, dict[str, int]], asked: set[str]) -> State:
    if known["after"].keys() == asked:
        return "done"
    return "begun" if any(known.values()) else "open"


def _read_exercise(step: PlannedStep, folder: Path) -> StepProgress:
    # in the workspace, and where `nbgrader fetch_assignment` puts it
    places = (folder / PurePosixPath(step.notebook).parent, folder / step.id)
    records = [read_asked(asked_path(place, step.id)) for place in places]
    looks = [{q: r.looks[q] for q in step.questions if q in r.looks} for r in records]
    right = {q for seen in looks for q, mood in seen.items() if mood == "right"}
    damaged = sum(record.damaged for record in records)
    note = f"Damaged lines of its record were left out: {damaged}." if damaged else ""
    state: State = "begun" if any(looks) else "open"
    if step.questions and len(right) == len(step.questions):
        state = "done"
    return StepProgress(step, state, right=len(right), note=note)

"""What there is to do, in order, as the home notebook reads it: `.aatulab-way.json`.

Made with the workspace from the curriculum, the lessons' front matter and the exercises, so that
the notebook needs neither.  Holds no answer.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from aatulab.authoring.curriculum import FILE as CURRICULUM
from aatulab.authoring.curriculum import Step, Track, load_curriculum
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.text import read_source
from aatulab.errors import ExerciseError

FILE = ".aatulab-way.json"
FORMAT = 1


@dataclass(frozen=True)
class PlannedStep:
    """A lesson or an exercise; `notebook` is its place in the workspace.

    `questions` are those of an exercise that check() can look at.
    """

    id: str
    is_lesson: bool
    title: str
    minutes: int
    notebook: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlannedTrack:
    """A track's steps in order."""

    title: str
    steps: tuple[PlannedStep, ...]


@dataclass(frozen=True)
class Plan:
    """Everything that can be done in this workspace."""

    tracks: tuple[PlannedTrack, ...]

    @property
    def steps(self) -> Iterator[PlannedStep]:
        """Give all steps in order."""
        return (step for track in self.tracks for step in track.steps)


def make_plan(root: Path) -> Plan:
    """Return the plan of a checkout."""
    curriculum = load_curriculum(root / "courses" / CURRICULUM)
    return Plan(
        tuple(
            PlannedTrack(track.title, tuple(_plan_step(root, track, step) for step in track.steps))
            for track in curriculum.tracks
        )
    )


def plan_bytes(plan: Plan) -> bytes:
    """Return the file's bytes: the same for the same plan."""
    data = {"format": FORMAT, **asdict(plan)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_plan(folder: Path) -> Plan:
    """Return the plan of a workspace; `ExerciseError` when there is none, or a damaged one."""
    path = folder / FILE
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            raise ExerciseError(
                f"{path.name}: format {data['format']!r}, expected {FORMAT}. Start the lab again:"
                " it writes the file anew."
            )
        return Plan(tuple(_read_track(track) for track in data["tracks"]))
    except FileNotFoundError:
        raise ExerciseError(
            f"the plan of the courses ({path.name}) is not beside this notebook. Open the page in"
            " the lab's own workspace, or start the lab again: it writes the file."
        ) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ExerciseError(
            f"{path.name}: the plan of the courses is damaged ({type(error).__name__}). Delete the"
            " file and start the lab again: it writes it anew."
        ) from error


def _plan_step(root: Path, track: Track, step: Step) -> PlannedStep:
    if step.is_lesson:
        front = read_source(root / "courses" / track.id / f"{step.id}.md").front
        minutes = int(front.number("minutes", above=1))
        place = f"courses/{track.id}/{step.id}.ipynb"
        return PlannedStep(step.id, True, front.text("title"), minutes, place)
    exercise = load_exercise(root / "exercises" / step.id)
    return PlannedStep(
        step.id,
        is_lesson=False,
        title=exercise.title,
        minutes=exercise.minutes,
        notebook=f"exercises/{step.id}/{step.id}.ipynb",
        questions=tuple(q.id for q in exercise.questions if not q.is_manual),
    )


def _read_track(data: Mapping[str, object]) -> PlannedTrack:
    steps = data["steps"]
    if not isinstance(steps, list):
        raise TypeError(steps)
    return PlannedTrack(str(data["title"]), tuple(_read_step(step) for step in steps))


def _read_step(data: Mapping[str, object]) -> PlannedStep:
    minutes, questions = data["minutes"], data["questions"]
    if not isinstance(minutes, int) or not isinstance(questions, list):
        raise TypeError(data)
    return PlannedStep(
        str(data["id"]),
        is_lesson=data["is_lesson"] is True,
        title=str(data["title"]),
        minutes=minutes,
        notebook=str(data["notebook"]),
        questions=tuple(map(str, questions)),
    )

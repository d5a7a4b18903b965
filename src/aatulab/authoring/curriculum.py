"""Read `courses/curriculum.yml`: tracks, their order, and which questions test which skill.

Titles, minutes and objectives stand once, in each lesson's own front matter; here stands what
only makes sense across lessons: order, what builds on what, and for every objective its level
(Bloom's revised taxonomy) and the items that test it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aatulab import content
from aatulab.authoring.fields import Fields
from aatulab.errors import ContentError, ExerciseError

FILE = "curriculum.yml"
BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
READERS = ("trainee", "instructor", "self-study")


@dataclass(frozen=True)
class Skill:
    """How high an objective reaches, and the items that test it.

    An item is `<assignment>/<question>`, or `self-check/<pair>` of the lesson's own quiz.
    """

    bloom: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One lesson or one exercise of a track."""

    id: str
    is_lesson: bool
    after: tuple[str, ...]
    skills: Mapping[str, Skill]


@dataclass(frozen=True)
class Track:
    """A row of steps; `needs` are the tracks to take before."""

    id: str
    title: str
    summary: str
    readers: tuple[str, ...]
    needs: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Curriculum:
    """All tracks in order."""

    path: Path
    tracks: tuple[Track, ...]

    def lesson(self, lesson: str) -> Step | None:
        """Return the step of a lesson, or None where the curriculum does not name it."""
        steps = (step for track in self.tracks for step in track.steps)
        return next((step for step in steps if step.is_lesson and step.id == lesson), None)


def load_curriculum(path: Path) -> Curriculum:
    """Return the curriculum; `ExerciseError` for the first slip found."""
    try:
        fields = Fields.of(str(path), content.read_yaml(path))
    except ContentError as error:
        raise ExerciseError(str(error)) from error
    curriculum = Curriculum(path, tuple(_read_track(track) for track in fields.items("tracks")))
    fields.finish()
    return curriculum


def find_curriculum(lesson: Path) -> Curriculum | None:
    """Return the curriculum of the courses that a lesson lies in, if there is one."""
    path = lesson.resolve().parents[1] / FILE
    return load_curriculum(path) if path.is_file() else None


def _read_track(fields: Fields) -> Track:
    track = Track(
        id=fields.identifier("id"),
        title=fields.text("title"),
        summary=fields.text("summary"),
        readers=fields.texts("for"),
        needs=fields.texts("needs"),
        steps=tuple(_read_step(step) for step in fields.items("steps")),
    )
    if not set(track.readers) <= set(READERS):
        raise fields.error("for", f"a list out of {', '.join(READERS)}")
    fields.finish()
    return track


def _read_step(fields: Fields) -> Step:
    is_lesson = fields.has("lesson")
    name = fields.identifier("lesson" if is_lesson else "exercise")
    after = fields.texts("after")
    skills = fields.mapping("skills") if is_lesson else Fields("", {})
    step = Step(
        name, is_lesson, after, {skill: _read_skill(skills.mapping(skill)) for skill in skills.data}
    )
    fields.finish()
    return step


def _read_skill(fields: Fields) -> Skill:
    skill = Skill(fields.choice("bloom", BLOOM), fields.texts("items"))
    fields.finish()
    return skill

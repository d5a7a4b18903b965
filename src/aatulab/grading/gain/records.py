"""Read the self-check answers of a class: untrusted files, and for each bad one a refusal.

Two forms: `my-self-checks.json`, which the home notebook writes, and the files that the lab keeps
beside lessons (`.<lesson>.answers.json`).  Links are not followed, and nothing in a record is
ever run, printed or used as a path.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aatulab.authoring.fields import ID
from aatulab.authoring.quiz.file import When
from aatulab.authoring.way.hand_over import FILE, FORMAT
from aatulab.errors import GradingError
from aatulab.grading.course import Course
from aatulab.grading.rawnotebook import RefusedError, read_file
from aatulab.grading.trainees import plain_name

LARGEST_BYTES = 100_000  # forty lessons fit into a tenth of it
MOST_FILES, DEEPEST = 20_000, 4
_KEPT = ".answers.json"
_WHENS: tuple[When, ...] = ("before", "after")

Answers = Mapping[When, Mapping[str, int]]  # moment -> question -> the choice, from 0


@dataclass
class ClassRecords:
    """The answers by lesson and learner, and what was not taken, each with a reason."""

    answers: dict[str, dict[str, Answers]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def add(self, learner: str, lesson: str, answers: Answers) -> None:
        """Take a learner's answers to one lesson; those that were read last count."""
        self.answers.setdefault(lesson, {})[learner] = answers


@dataclass(frozen=True)
class _File:
    """One record: whose it is, and below which folder no link is followed."""

    learner: str
    path: Path
    root: Path
    written: float


def read_folder(folder: Path) -> ClassRecords:
    """Return the records in a folder: `<learner>.json`, or a folder for each learner."""
    if not folder.is_dir():
        raise GradingError(f"{folder}: there is no such folder. Name the folder of the records.")
    return _read(_File(_learner_in(folder, path), path, folder, at) for path, at in _walk(folder))


def read_course(course: Course) -> ClassRecords:
    """Return the records that were handed in with a course's submissions."""
    places = (course.inbound, course.root / "submitted")
    files = [
        _File(path.relative_to(place).parts[0].partition("+")[0], path, place, at)
        for place in places
        if place.is_dir()
        for path, at in _walk(place)
    ]
    return _read(files)


def _read(files: Iterator[_File] | list[_File]) -> ClassRecords:
    records = ClassRecords()
    # oldest first: what a learner wrote last counts
    for file in sorted(files, key=lambda file: (file.written, str(file.path))):
        shown = plain_name(file.path.relative_to(file.root).as_posix())
        try:
            for lesson, answers in _parse(file).items():
                records.add(file.learner, lesson, answers)
        except RefusedError as error:
            records.refusals.append(f"{shown}: {error}")
    return records


def _learner_in(folder: Path, path: Path) -> str:
    first = path.relative_to(folder).parts[0]
    return first.removesuffix(".json") if first == path.name else first


def _walk(folder: Path) -> Iterator[tuple[Path, float]]:
    """Give the records below a folder with the time of their last change, links left out."""
    found = 0
    level = [folder]
    for _ in range(DEEPEST):
        below: list[Path] = []
        for here in level:
            for entry in sorted(os.scandir(here), key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    below.append(Path(entry.path))
                elif _is_record(entry, is_top=here == folder):
                    found += 1
                    if found > MOST_FILES:
                        raise GradingError(
                            f"{folder}: more than {MOST_FILES:,} records. Name a folder that holds"
                            " one class."
                        )
                    yield Path(entry.path), entry.stat(follow_symlinks=False).st_mtime
        level = below


def _is_record(entry: os.DirEntry[str], *, is_top: bool) -> bool:
    is_named = entry.name == FILE or (entry.name.startswith(".") and entry.name.endswith(_KEPT))
    return is_named or (is_top and entry.name.endswith(".json") and entry.name[0] != ".")


def _parse(file: _File) -> dict[str, Answers]:
    try:
        data = json.loads(read_file(file.path, LARGEST_BYTES, file.root))
    except (ValueError, RecursionError):
        raise RefusedError("it is not JSON. Let the home page write it again.") from None
    if file.path.name.startswith("."):
        return {_checked_id(file.path.name[1 : -len(_KEPT)]): _read_answers(data)}
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise RefusedError(f"it is no {FILE} of format {FORMAT}. Let the home page write it again.")
    lessons = data.get("answers")
    if not isinstance(lessons, dict):
        raise RefusedError("answers: expected a mapping of lessons.")
    return {_checked_id(lesson): _read_answers(given) for lesson, given in lessons.items()}


def _read_answers(data: object) -> Answers:
    if not isinstance(data, dict):
        raise RefusedError("expected answers before and after a lesson.")
    return {when: _read_choices(data.get(when, {})) for when in _WHENS}


def _read_choices(data: object) -> dict[str, int]:
    if not isinstance(data, dict):
        raise RefusedError("expected a mapping of questions to choices.")
    for choice in data.values():
        if type(choice) is not int:  # True is no choice
            raise RefusedError("a choice is no whole number.")
    return {_checked_id(question): choice for question, choice in data.items()}


def _checked_id(name: str) -> str:
    if len(name) > 80 or not ID.fullmatch(name):
        raise RefusedError("a lesson or a question has no name as the lab gives them.")
    return name

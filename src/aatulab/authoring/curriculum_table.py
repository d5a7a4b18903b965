"""The curriculum as the README shows it: one table, made from the sources, between two marks."""

from collections.abc import Iterator
from pathlib import Path

from aatulab.authoring.curriculum import FILE, Step, Track, load_curriculum
from aatulab.authoring.exercise import Exercise, load_exercise
from aatulab.authoring.text import read_source
from aatulab.errors import ExerciseError

BEGIN = "<!-- curriculum: made by `aatulab course tables --write` -->"
END = "<!-- end of the curriculum -->"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def curriculum_table(root: Path) -> str:
    """Return the table of all lessons and exercises under `root`, in order."""
    curriculum = load_curriculum(root / "courses" / FILE)
    rows = [row for track in curriculum.tracks for row in _rows(root, track)]
    return "\n".join(["| Track | Step | What | Minutes |", "|---|---|---|---|", *rows])


def with_block(text: str, table: str, path: Path) -> str:
    """Return a page with the table between its two marks."""
    start, _, rest = text.partition(BEGIN)
    _, mark, end = rest.partition(END)
    if not mark:
        raise ExerciseError(f"{path}: expected a line {BEGIN} and after it a line {END}.")
    return f"{start}{BEGIN}\n{table}\n{END}{end}"


def _rows(root: Path, track: Track) -> Iterator[str]:
    for step in track.steps:
        kind, title, target, what, minutes = (_lesson if step.is_lesson else _exercise)(
            root, track, step
        )
        yield f"| {track.title} | {kind} | [{title}]({target}): {what} | {minutes} |"


Row = tuple[str, str, str, str, int]


def _lesson(root: Path, track: Track, step: Step) -> Row:
    target = f"courses/{track.id}/{step.id}.md"
    front = read_source(root / target).front
    minutes = int(front.number("minutes", above=1))
    return "lesson", front.text("title"), target, front.text("summary"), minutes


def _exercise(root: Path, _track: Track, step: Step) -> Row:
    target = f"exercises/{step.id}/exercise.md"
    exercise = load_exercise(root / "exercises" / step.id)
    return "exercise", exercise.title, target, _questions(exercise), exercise.minutes


def _questions(exercise: Exercise) -> str:
    by_person = sum(question.is_manual for question in exercise.questions)
    graded = len(exercise.questions) - by_person
    return (
        f"{_number(len(exercise.questions))} questions, {_number(graded)} graded on an unseen case,"
        f" {_number(by_person)} read by a person"
    )


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)

"""Read `<lesson>.quiz.yml`: pairs of questions, one asked before the lesson, its twin after.

Both questions of a pair test the same skill on other facts, so that a right answer afterwards is
not a remembered one.  Refuses a pair whose two questions are the same, and choices that repeat.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aatulab import content
from aatulab.authoring.fields import Fields
from aatulab.errors import ContentError, ExerciseError

When = Literal["before", "after"]
Language = Literal["en", "fr"]
FEWEST_CHOICES, MOST_CHOICES = 3, 5


@dataclass(frozen=True)
class Item:
    """One question with its choices; `right` counts from 0."""

    ask: str
    choices: tuple[str, ...]
    right: int
    because: str


@dataclass(frozen=True)
class Pair:
    """The same skill asked twice; `skill` is a key of the lesson's objectives."""

    id: str
    skill: str
    before: Item
    after: Item

    def item(self, when: When) -> Item:
        """Return the question of one of the two moments."""
        return self.before if when == "before" else self.after


@dataclass(frozen=True)
class Quiz:
    """The questions of a lesson."""

    lesson: str
    pairs: tuple[Pair, ...]


def quiz_name(lesson: str, language: Language = "en") -> str:
    """Return the name of a quiz's file; the English one is the source, beside its lesson.

    >>> quiz_name("data-of-a-journey"), quiz_name("data-of-a-journey", "fr")
    ('data-of-a-journey.quiz.yml', 'data-of-a-journey.fr.quiz.yml')
    """
    return f"{lesson}.quiz.yml" if language == "en" else f"{lesson}.{language}.quiz.yml"


def read_quiz(path: Path) -> Quiz:
    """Return the quiz in a file; `ExerciseError` for the first slip found."""
    try:
        fields = Fields.of(str(path), content.read_yaml(path))
    except ContentError as error:
        raise ExerciseError(str(error)) from error
    lesson = fields.identifier("quiz-for")
    pairs = tuple(_read_pair(each) for each in fields.items("pairs"))
    fields.finish()
    if not pairs:
        raise fields.error("pairs", "at least one pair of questions")
    names = [pair.id for pair in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ExerciseError(f"{path}: pairs: the id {name!r} is used twice; rename one.")
    return Quiz(lesson, pairs)


def _read_pair(fields: Fields) -> Pair:
    pair = Pair(
        id=fields.identifier("id"),
        skill=fields.identifier("skill"),
        before=_read_item(fields.mapping("before")),
        after=_read_item(fields.mapping("after")),
    )
    fields.finish()
    if pair.before.ask == pair.after.ask:
        raise ExerciseError(
            f"{fields.where}: before and after ask the same words, so the second answer may be"
            " remembered. Ask for the same skill on other facts."
        )
    return pair


def _read_item(fields: Fields) -> Item:
    ask, because = fields.text("ask"), fields.text("because")
    choices = fields.texts("choices")
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES or len(set(choices)) != len(choices):
        raise fields.error(
            "choices", f"{FEWEST_CHOICES} to {MOST_CHOICES} different texts, quoted if numbers"
        )
    right = fields.number("right", above=1)
    if right != int(right) or right > len(choices):
        raise fields.error("right", f"the place of the right choice, 1 to {len(choices)}")
    fields.finish()
    return Item(ask, choices, int(right) - 1, because)

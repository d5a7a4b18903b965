"""Keep a learner's own answers beside the notebook, and count what was gained.

The file is the learner's: it stays on this machine, counts for no grade, and may be deleted.
A damaged file counts as none.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aatulab.authoring.quiz.file import Quiz, When

_DAMAGE = (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError)
Chosen = Mapping[str, int]  # the id of a pair -> the place of the choice, from 0


@dataclass(frozen=True)
class Gain:
    """How many questions were right before and after; None where nobody answered."""

    questions: int
    before: int | None
    after: int | None

    @property
    def normalised(self) -> float | None:
        """Return which share of what was not known before has been gained.

        >>> Gain(4, before=1, after=3).normalised
        0.6666666666666666
        """
        if self.before is None or self.after is None or self.before == self.questions:
            return None
        return (self.after - self.before) / (self.questions - self.before)


def answers_path(folder: Path, lesson: str) -> Path:
    """Return where the answers lie: hidden, beside the notebook."""
    return folder / f".{lesson}.answers.json"


def read_answers(path: Path) -> dict[When, dict[str, int]]:
    """Return the answers given so far, by moment."""
    try:
        return _load(path)
    except _DAMAGE:
        return {"before": {}, "after": {}}


def is_damaged(path: Path) -> bool:
    """Tell whether there is a file of answers that cannot be read."""
    try:
        _load(path)
    except FileNotFoundError:
        return False
    except _DAMAGE:
        return True
    return False


def write_answers(path: Path, when: When, chosen: Chosen) -> None:
    """Add the answers of one moment; those of the other stay."""
    answers = read_answers(path) | {when: dict(chosen)}
    path.write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")


def _load(path: Path) -> dict[When, dict[str, int]]:
    data = json.loads(path.read_text(encoding="utf-8"))
    answers: dict[When, dict[str, int]] = {"before": {}, "after": {}}
    for when, chosen in answers.items():
        chosen.update({str(k): int(v) for k, v in data.get(when, {}).items()})
    return answers


def gain_of(quiz: Quiz, answers: Mapping[When, Chosen]) -> Gain:
    """Return how many of a quiz's questions were right at each moment."""
    return Gain(len(quiz.pairs), _right(quiz, answers, "before"), _right(quiz, answers, "after"))


def _right(quiz: Quiz, answers: Mapping[When, Chosen], when: When) -> int | None:
    chosen = answers.get(when)
    if not chosen:
        return None
    return sum(chosen.get(pair.id) == pair.item(when).right for pair in quiz.pairs)

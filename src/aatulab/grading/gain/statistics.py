"""Measure the gain of a class: by lesson and by question, with an interval, and a word on it.

Normalised gain (Hake 1998): the share of what was not known before that is known after.  Only
whoever answered both times counts, and how many answered before alone is told: who gives up
is not in the gain.  The interval is that of a ratio of means over learners (a learner's answers
hang together), with half a learner added to each corner (never right, lost all, gained all,
always right), as Agresti and Min (2005) do for pairs: so no interval is empty where all agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from aatulab.authoring.quiz.file import Pair, Quiz, When
from aatulab.grading.gain.records import Answers, ClassRecords

Z90 = 1.645  # nine intervals in ten hold the true gain
FEWEST_SHOWN = 5  # of fewer, a share would tell on a person
FEWEST_TOLD = 10  # of fewer, nothing is concluded


@dataclass(frozen=True)
class GainRow:
    """One lesson (`question` empty) or one of its questions; shares are None where not shown.

    `n` answered before and after, `only_before` before alone.  `low` and `high` hold the true
    gain in nine cases of ten.
    """

    lesson: str
    question: str
    n: int
    only_before: int
    before: float | None
    after: float | None
    gain: float | None
    low: float | None
    high: float | None
    verdict: str


def measure_class(records: ClassRecords, quizzes: Iterable[Quiz]) -> list[GainRow]:
    """Return a row for each lesson that somebody answered, and below it one a question."""
    rows = []
    for quiz in quizzes:
        given = records.answers.get(quiz.lesson, {})
        if given:
            rows.append(_measure(quiz.lesson, "", quiz.pairs, given))
            rows += [_measure(quiz.lesson, pair.id, (pair,), given) for pair in quiz.pairs]
    return rows


def ratio_interval(before: np.ndarray, after: np.ndarray, asked: np.ndarray) -> tuple[float, float]:
    """Return the 90 % interval of the normalised gain from each learner's right answers.

    >>> ones = np.ones(20)
    >>> low, high = ratio_interval(0 * ones, ones, ones)  # all of twenty learnt it
    >>> round(low, 2), round(high, 2)
    (0.87, 1.0)
    """
    most = float(asked.mean())
    weights = np.concatenate([np.ones(len(asked)), np.full(4, 0.5)])
    gained = np.concatenate([after - before, [0, most, -most, 0]])
    missing = np.concatenate([asked - before, [most, most, 0, 0]])
    could = float(weights @ missing)
    gain = float(weights @ gained) / could
    size = float(weights.sum())
    spread = float(weights @ (gained - gain * missing) ** 2) * size / (size - 1)
    half = Z90 * spread**0.5 / could
    return gain - half, min(1.0, gain + half)


def _measure(
    lesson: str, question: str, pairs: tuple[Pair, ...], given: Mapping[str, Answers]
) -> GainRow:
    counts = [_count(pairs, answers) for answers in given.values()]
    both = np.array([count[:3] for count in counts if count[0]], dtype=float).reshape(-1, 3)
    only_before = sum(not count[0] and count[3] for count in counts)
    asked, before, after = both.T
    n = len(both)
    if n < FEWEST_SHOWN:
        words = f"fewer than {FEWEST_SHOWN}: not shown, it would tell on a person"
        return GainRow(lesson, question, n, only_before, None, None, None, None, None, words)
    total = float(asked.sum())
    could = total - float(before.sum())
    gain = float((after - before).sum()) / could if could else None
    low, high = ratio_interval(before, after, asked)
    return GainRow(
        lesson, question, n, only_before, float(before.sum()) / total, float(after.sum()) / total,
        gain, low, high, _judge(n, gain, low, high),
    )  # fmt: skip


def _judge(n: int, gain: float | None, low: float, high: float) -> str:
    if gain is None:
        return "all knew it before"
    if n < FEWEST_TOLD:
        return f"too few to tell: {n} of at least {FEWEST_TOLD}"
    if low > 0:
        return "gained"
    return "lost" if high < 0 else "may be chance"


def _count(pairs: tuple[Pair, ...], answers: Answers) -> tuple[int, int, int, bool]:
    """Return of one learner: questions answered both times, right before, right after; begun."""
    asked = before = after = 0
    begun = False
    for pair in pairs:
        first, last = (_right(pair, answers, when) for when in ("before", "after"))
        begun = begun or first is not None
        if first is not None and last is not None:
            asked, before, after = asked + 1, before + first, after + last
    return asked, before, after, begun


def _right(pair: Pair, answers: Answers, when: When) -> bool | None:
    """Tell whether an answer is right; None where there is none to a choice that exists."""
    choice = answers[when].get(pair.id)
    item = pair.item(when)
    return None if choice is None or not 0 <= choice < len(item.choices) else choice == item.right

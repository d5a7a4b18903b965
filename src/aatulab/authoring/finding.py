"""What a comparator found: a share of the points, one word, one sentence.

The word comes from `VOCABULARY`, which authors use in `hints: - when: ...`.  The sentence is
for the trainee: kind, specific, and never with a value of the reference in it.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

VOCABULARY: Mapping[str, str] = {
    "correct": "the answer is right",
    "nearly": "most of it is right (partial credit)",
    "unanswered": "the answer is still `...`",
    "missing": "the name is not defined",
    "too_large": "the answer has too many rows to be compared",
    "wrong_type": "another kind of object was expected",
    "not_finite": "a number is missing, infinite or not a number",
    "missing_index": "a plain 0, 1, 2 ... index where keys were expected",
    "wrong_index": "the index holds other keys than the reference's",
    "duplicate_rows": "a key occurs more than once",
    "missing_rows": "rows are missing",
    "extra_rows": "there are rows too many",
    "wrong_rows": "some rows should not be there, and others are missing",
    "missing_column": "a column is missing",
    "wrong_order": "all is there, in another order",
    "wrong_dtype": "right values in a column of another dtype",
    "missing_items": "items are missing from the set",
    "extra_items": "there are items too many in the set",
    "wrong_items": "some items should not be there, and others are missing",
    "wrong_values": "values differ from the reference's",
    "missing_values": "values are missing (NaN) where the reference has some",
    "factor_60": "60 times too large (minutes for hours, seconds for minutes)",
    "factor_3600": "3600 times too large (seconds for hours)",
    "factor_24": "24 times too large (hours for days)",
    "factor_100": "100 times too large (per cent for a share)",
    "factor_1000": "1000 times too large",
    "factor_1_60": "60 times too small",
    "factor_1_3600": "3600 times too small",
    "factor_1_24": "24 times too small (days for hours)",
    "factor_1_100": "100 times too small (a share for per cent)",
    "factor_1_1000": "1000 times too small",
    "wrong_sign": "right but for the sign",
    "offset": "all values are off by the same amount",
    "dropped_days": "whole days are lost (`.dt.seconds` for `.dt.total_seconds()`)",
    "rounded": "rounded to whole numbers",
    "too_many": "more items than asked for",
    "too_few": "fewer items than asked for",
    "duplicates": "an item occurs more than once",
    "unknown_items": "items that are not in the case",
    "below_target": "the ranking finds too little",
    "not_a_function": "a function was expected",
    "raises": "the function fails on some arguments",
    "returns_nothing": "the function returns nothing",
    "wrong_outputs": "the function's results differ from the reference's",
    "empty_chart": "nothing is drawn",
    "wrong_mark": "bars where a line was expected, or the other way round",
    "missing_label": "a title or an axis label is missing",
    "needs_person": "a person reads this answer",
}

# words whose sentence counts or names something that no author can know beforehand
COUNTED = frozenset(
    {
        "duplicate_rows",
        "missing_rows",
        "extra_rows",
        "wrong_rows",
        "missing_column",
        "wrong_dtype",
        "missing_items",
        "extra_items",
        "wrong_items",
        "missing_values",
        "wrong_values",
        "too_many",
        "too_few",
        "duplicates",
        "unknown_items",
        "below_target",
        "raises",
        "wrong_outputs",
    }
)


@dataclass(frozen=True)
class Finding:
    """The outcome of one comparison: `fraction` of the points, the word, the sentence."""

    fraction: float
    what: str
    detail: str = ""

    def __post_init__(self) -> None:
        """Refuse what would become false points or a word that nobody knows."""
        if not math.isfinite(self.fraction) or not 0 <= self.fraction <= 1:
            raise ValueError(f"fraction must lie from 0 to 1, found {self.fraction!r}")
        if self.what not in VOCABULARY:
            raise ValueError(f"{self.what!r} is not a word of the vocabulary")

    @property
    def is_correct(self) -> bool:
        """Tell whether all points are due."""
        return self.what == "correct"


class HasHints(Protocol):
    """Something with an author's hints: a question, or what check() knows of one."""

    @property
    def hints(self) -> "Iterable[HasWhen]":
        """Return the hints."""


class HasWhen(Protocol):
    """One hint: a word of the vocabulary and what to say."""

    @property
    def when(self) -> str:
        """Return the word."""

    @property
    def say(self) -> str:
        """Return the sentence."""


def sentence_for(question: HasHints, finding: Finding) -> str:
    """Return what to tell the trainee: what was seen and, where there is one, the author's hint.

    A hint stands alone where the comparator has nothing to count: it says it better.
    """
    hint = next((hint.say for hint in question.hints if hint.when == finding.what), "")
    if hint and finding.what not in COUNTED:
        return hint
    return f"{finding.detail} {hint}".strip()


def count(number: int, thing: str) -> str:
    """Return a counted thing in plain English.

    >>> count(1, "row"), count(1412, "row")
    ('1 row', '1,412 rows')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"

"""Partial credit, as an author states it: nothing unless asked for, never more than a part.

    partial: true                                the comparator's share, whatever was found
    partial: {wrong_values: 0.5, rounded: share} by the word that was found; others get nothing

A share is what the comparator counts: right rows out of all, right inputs out of all, the way
from chance to the target.  Every fraction is a finite number below 1, or reading it fails.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from aatulab.authoring.fields import Fields
from aatulab.authoring.finding import VOCABULARY, Finding

SHARE: Final = "share"
# all is due, nothing is there to give a part for, or a person decides
_NEVER = frozenset({"correct", "unanswered", "missing", "too_large", "needs_person"})
# these are worth their part unless the author says otherwise
_ALWAYS = frozenset({"missing_label"})

Worth = float | Literal["share"]


@dataclass(frozen=True)
class Partial:
    """What an answer earns that is not right: by its comparator's share, by word, or nothing."""

    by_share: bool = False
    words: tuple[tuple[str, Worth], ...] = ()

    def credit(self, finding: Finding) -> Finding:
        """Return the finding with the fraction of the points that is due."""
        if finding.is_correct:
            return finding
        worth: Worth = SHARE if self.by_share or finding.what in _ALWAYS else 0.0
        worth = dict(self.words).get(finding.what, worth)
        fraction = finding.fraction if worth == SHARE else worth
        return replace(finding, fraction=fraction)

    def to_yaml(self) -> bool | dict[str, Worth]:
        """Return it as it stands in questions.yml."""
        return dict(self.words) if self.words else self.by_share


def read_partial(fields: Fields) -> Partial:
    """Return the partial credit of a question; refuse what is no part of its points."""
    if not isinstance(fields.data.get("partial"), Mapping):
        return Partial(by_share=fields.flag("partial", default=False))
    stated = fields.mapping("partial")
    return Partial(words=tuple((word, _read_worth(stated, word)) for word in stated.data))


def _read_worth(stated: Fields, word: str) -> Worth:
    if word not in VOCABULARY or word in _NEVER:
        raise stated.error(word, "a word of the vocabulary for an answer that is partly right")
    worth = stated.data[word]
    if worth == SHARE:
        return SHARE
    if isinstance(worth, bool) or not isinstance(worth, int | float):
        raise stated.error(word, "a number from 0 up to 1, or share")
    if not math.isfinite(worth) or not 0 <= worth < 1:
        raise stated.error(word, "a number from 0 up to 1 (1 itself is for a right answer)")
    return float(worth)

"""Grades of a source and of what it says: two judgments, made apart, in a letter and a digit.

Two systems are in use among services.  In the 6×6 system (Admiralty) A to F say how reliable the
source has been, 1 to 6 how credible this piece is.  In the 4×4 system A, B, C and X stand for the
source, and 1 to 4 for how near the piece is to somebody's own knowledge.  A high letter never makes
a digit better.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from aatulab.errors import ResearchError, shown


@dataclass(frozen=True)
class System:
    """A system of grades: its letters and digits in words, best first."""

    name: str
    sources: Mapping[str, str]
    pieces: Mapping[str, str]
    unknown: str  # the letter and the digit for what cannot be judged

    def in_words(self, grade: str) -> str:
        """Return a grade in words; `ResearchError` says what a grade looks like.

        >>> SIX.in_words("B2")
        'usually reliable source; probably true'
        """
        letter, digit = self._parts(grade)
        return f"{self.sources[letter]} source; {self.pieces[digit]}"

    def is_known(self, grade: str) -> bool:
        """Return whether both the source and the piece could be judged."""
        return not set(self._parts(grade)) & set(self.unknown)

    def _parts(self, grade: str) -> tuple[str, str]:
        letter, digit = grade[:1], grade[1:]
        if letter not in self.sources or digit not in self.pieces:
            raise ResearchError(
                f"grade: found {shown(grade)}, expected a letter of {''.join(self.sources)} and a "
                f"digit of {''.join(self.pieces)}, such as B2, in the {self.name} system."
            )
        return letter, digit


SIX = System(
    "6×6",
    {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "not to be judged",
    },
    {
        "1": "confirmed by others",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "not to be judged",
    },
    "F6",
)
FOUR = System(
    "4×4",
    {
        "A": "undoubted",
        "B": "mostly reliable",
        "C": "mostly unreliable",
        "X": "not to be judged",
    },
    {
        "1": "known to be true without reservation",
        "2": "known to the source itself, not to who passes it on",
        "3": "not known to the source itself, but others say the same",
        "4": "not known to the source itself, and nobody else says it",
    },
    "X",
)


class Report(NamedTuple):
    """Who reports, and from whom he has it; `origin` is the reporter if he saw it himself."""

    reporter: str
    origin: str


def independent(reports: Iterable[Report]) -> int:
    """Return how many reports stand for themselves: those of one origin count once.

    >>> independent([Report("police", "broker"), Report("tax", "broker"), Report("post", "post")])
    2
    """
    return len({report.origin for report in reports})

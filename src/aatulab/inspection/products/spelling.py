"""Which words of the register an officer may have meant: typing errors, halves of words, accents.

Nearness is Damerau-Levenshtein's (a letter wrong, missing, too many, or two exchanged), as counted
by rapidfuzz.  A short word may have one such slip, a long one two.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_LONG, _SLIPS_SHORT, _SLIPS_LONG = 7, 1, 2
_SHORTEST = 4  # below that a slip could make any word of any other
_MOST = 4


@dataclass(frozen=True)
class Vocabulary:
    """All words of a register, sorted, with the number of products that each stands in."""

    words: tuple[str, ...]
    products: dict[str, int]

    def meant(self, word: str) -> tuple[str, ...]:
        """Return the words that may be meant: the word itself if it is there, else the nearest."""
        if word in self.products:
            return (word,)
        slips = _SLIPS_LONG if len(word) >= _LONG else _SLIPS_SHORT
        if len(word) < _SHORTEST:
            return ()
        if begun := self._begun(word):
            return begun
        near = extract(
            word, self.words, scorer=OSA.distance, score_cutoff=slips, limit=_MOST, processor=None
        )
        least = min((distance for _, distance, _ in near), default=0)
        return tuple(text for text, distance, _ in near if distance == least)

    def _begun(self, word: str) -> tuple[str, ...]:
        """Return words that begin with what was typed."""
        start = bisect_left(self.words, word)
        return tuple(w for w in self.words[start : start + _MOST] if w.startswith(word))


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a query as the register writes them: small letters, no accents.

    >>> split_words("Löringa  500MG, TABLETS")
    ('loringa', '500mg', 'tablets')
    """
    plain = anyascii(text).lower()
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def best_first(query: str, names: Sequence[str]) -> list[int]:
    """Return the places of names, those nearest to the query first; equal ones keep their order."""
    wanted = split_words(query)
    ranked = []
    for place, name in enumerate(names):
        have = split_words(name)
        missing = sum(min((OSA.distance(w, h) for h in have), default=len(w)) for w in wanted)
        ranked.append((missing, len(have), place))
    return [place for _, _, place in sorted(ranked)]

"""How near two names are, from 0 to 100, and why, in words.

Only letters are compared.  Nationality, sex, age, religion or where a name seems to come from have
no part in it; the date of birth is told beside the score (see `dates`).  The score is the lab's
own: the mean nearness of the words that fit each other best, weighted by their length, less a
little for every word that stands on one side only and for names that have changed places.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA

from aatulab.research.names.spelling import Word, joined, words_of

INITIAL, SPARE_WORD, MOST_SPARE, OTHER_ORDER = 85.0, 6.0, 18.0, 4.0
INITIAL_WORDS = "may stand for"  # the reason that an initial gives
OTHER_WORD = 0.5  # what the nearness of two words counts that are too far to be one
SHORT, MIDDLE = 3, 5  # letters: up to here no error, one, then two


@dataclass(frozen=True)
class Name:
    """A name to compare: words of the surname (or of a firm's name), and of the given names."""

    surname: tuple[Word, ...]
    given: tuple[Word, ...] = ()

    @classmethod
    def of(cls, surname: str, given: str = "") -> "Name":
        """Return a name out of its texts."""
        return cls(words_of(surname), words_of(given))


@dataclass(frozen=True)
class NameMatch:
    """How near two names are, and why."""

    score: float
    reasons: tuple[str, ...]


class _Place(NamedTuple):
    word: Word
    part: int  # 0 of the surname, 1 of the given names


class _Pair(NamedTuple):
    asked: int  # places in the two lists of words
    held: int
    nearness: float
    crosses: bool


def errors_allowed(letters: int) -> int:
    """Return how many single errors of typing leave a word near.

    >>> errors_allowed(3), errors_allowed(5), errors_allowed(8)
    (0, 1, 2)
    """
    return 0 if letters <= SHORT else 1 if letters <= MIDDLE else 2


def compare_names(asked: Name, held: Name) -> NameMatch:
    """Return how near the name that was asked is to the name that a database holds.

    >>> match = compare_names(Name.of("Eriksson", "Anna Maria"), Name.of("Erikson", "Anna"))
    >>> match.score
    85.7
    >>> match.reasons
    ('ERIKSSON, in the record ERIKSON: one letter differs', 'MARIA stands only in the question')
    """
    asked, held, notes = _in_one_word(asked, held)
    ours, theirs = _places(asked), _places(held)
    if not ours or not theirs:
        return NameMatch(0.0, ("there is nothing to compare",))
    pairs = _best_pairs(ours, theirs)
    weights = [max(len(ours[p.asked].word.first), len(theirs[p.held].word.first)) for p in pairs]
    mean = sum(p.nearness * w for p, w in zip(pairs, weights, strict=True)) / sum(weights)
    spare = [*_spare(ours, {p.asked for p in pairs}, "question")]
    spare += _spare(theirs, {p.held for p in pairs}, "record")
    crossed = any(p.crosses for p in pairs)
    loss = min(SPARE_WORD * len(spare), MOST_SPARE) + OTHER_ORDER * crossed
    order = ["surname and given names have changed places"] if crossed else []
    differ = (_reason(ours[p.asked].word, theirs[p.held].word) for p in pairs)
    reasons = [*notes, *filter(None, differ), *order, *spare]
    return NameMatch(
        round(max(mean - loss, 0.0), 1), tuple(reasons) or ("every letter is the same",)
    )


def best_possible(asked: Name, errors: int) -> float:
    """Return the highest score that a name with so many errors in two words can reach.

    >>> best_possible(Name.of("Eriksson", "Anna"), 2)
    87.5
    """
    letters = sum(
        len(word.first) + errors_allowed(len(word.first) + 2)
        for word in (*asked.surname, *asked.given)
    )
    return round(100.0 * (1 - errors / letters), 1) if letters else 0.0


def _places(name: Name) -> list[_Place]:
    return [_Place(word, 0) for word in name.surname] + [_Place(word, 1) for word in name.given]


def _in_one_word(asked: Name, held: Name) -> tuple[Name, Name, list[str]]:
    """Write a part in one word on both sides, where only the blank between its words differs."""
    notes: list[str] = []
    parts: list[tuple[tuple[Word, ...], tuple[Word, ...]]] = []
    for ours, theirs in ((asked.surname, held.surname), (asked.given, held.given)):
        one = joined(ours)
        if len(ours) != len(theirs) and ours and one == joined(theirs):
            notes.append(f"{one} is written in one word on one side, in several on the other")
            whole = (Word(one, (one,)),)
            parts.append((whole, whole))
        else:
            parts.append((ours, theirs))
    (surname, their_surname), (given, their_given) = parts
    return Name(surname, given), Name(their_surname, their_given), notes


def _best_pairs(ours: list[_Place], theirs: list[_Place]) -> list[_Pair]:
    """Return the words that fit each other, best first; one of the same part goes before."""
    every = [
        _Pair(i, j, _nearness(one.word, other.word), one.part != other.part)
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
    ]
    every.sort(key=lambda pair: (-pair.nearness, pair.crosses))
    chosen: list[_Pair] = []
    for pair in every:
        if all(pair.asked != other.asked and pair.held != other.held for other in chosen):
            chosen.append(pair)
    return sorted(chosen)


def _nearness(asked: Word, held: Word) -> float:
    if asked.first == held.first or not set(asked.spellings).isdisjoint(held.spellings):
        return 100.0
    if (asked.is_initial or held.is_initial) and asked.first[0] == held.first[0]:
        return INITIAL
    errors, one, other = _closest(asked, held)
    letters = max(len(one), len(other))
    nearness = 100.0 * (1 - errors / letters)
    return nearness if errors <= errors_allowed(letters) else OTHER_WORD * nearness


def _closest(asked: Word, held: Word) -> tuple[int, str, str]:
    """Return the fewest errors between any two spellings, and these."""
    return min(
        (OSA.distance(one, other), one, other)
        for one in asked.spellings
        for other in held.spellings
    )


def _reason(asked: Word, held: Word) -> str:
    """Return in words how two words differ; nothing where they do not."""
    if asked.raw.upper() == held.raw.upper():
        return ""
    if not set(asked.spellings).isdisjoint(held.spellings):
        return f"{asked.raw} and {held.raw} are two spellings of one name"
    if (asked.is_initial or held.is_initial) and asked.first[0] == held.first[0]:
        short, long = sorted((asked.first, held.first), key=len)
        return f"{short} {INITIAL_WORDS} {long}"
    errors, one, other = _closest(asked, held)
    return f"{one}, in the record {other}: {_in_words(errors, one, other)}"


def _in_words(errors: int, one: str, other: str) -> str:
    if errors == 1 and sorted(one) == sorted(other):
        return "two letters have changed places"
    if errors > errors_allowed(max(len(one), len(other))):
        return "another word"
    return "one letter differs" if errors == 1 else f"{errors} letters differ"


def _spare(places: list[_Place], paired: set[int], side: str) -> Iterator[str]:
    for number, place in enumerate(places):
        if number not in paired:
            yield f"{place.word.first} stands only in the {side}"

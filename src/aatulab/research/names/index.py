"""Find near names among millions without comparing with each of them.

Names are made of few words: ten million persons may have a hundred thousand different ones.  So a
question is first compared with the words, exactly and not by a sound key that loses some: a word is
near if it has few enough errors for its length (`errors_allowed`), if it is another spelling, or if
an initial fits.  Then only those records are looked at that hold two near words, whatever their
order.  What is lost is a name in which too much is wrong for that; a test measures it against brute
force.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from aatulab.research.names.compare import MIDDLE, SHORT, Name, errors_allowed
from aatulab.research.names.spelling import Word, joined, words_of

Places = NDArray[np.int64]
Few = NDArray[np.int32]  # of ten million rows: half the memory
MOST_ERRORS = 4  # in two words; the score that is asked for mostly allows fewer
_IN_A_WORD = 2
_MOST_WORDS, _BITS, _NOTHING = 8, 32, -1


@dataclass(frozen=True)
class _Vocabulary:
    """Every word once, short ones first; `letters` says which it has once and which twice."""

    words: list[str]
    lengths: NDArray[np.int64]
    letters: NDArray[np.uint64]
    first: NDArray[np.uint8]

    @classmethod
    def of(cls, words: Sequence[str]) -> "_Vocabulary":
        """Return the vocabulary of words in order of their length."""
        return cls(
            list(words),
            np.array([len(word) for word in words], dtype=np.int64),
            np.array([_letters(word) for word in words], dtype=np.uint64),
            np.array([ord(word[0]) for word in words], dtype=np.uint8),
        )

    def near(self, word: str) -> tuple[Places, Places]:
        """Return the places of all words near to one, and with how many errors each."""
        if len(word) == 1:  # an initial
            places = np.flatnonzero(self.first == ord(word))
            return places, np.zeros(len(places), dtype=np.int64)
        initials = np.flatnonzero(self.first[: np.searchsorted(self.lengths, 2)] == ord(word[0]))
        most = errors_allowed(len(word) + _IN_A_WORD)  # the longer of two words decides, see below
        low, high = np.searchsorted(self.lengths, [max(len(word) - most, 2), len(word) + most + 1])
        # an error takes one letter away and brings one: two bits of the signature at most
        apart = np.bitwise_count(self.letters[low:high] ^ np.uint64(_letters(word)))
        places = low + np.flatnonzero(apart <= 2 * most)
        choices = [self.words[place] for place in places.tolist()]
        errors = process.cdist(
            [word], choices, scorer=OSA.distance, score_cutoff=most, dtype=np.int64
        )[0]
        longer = np.maximum(self.lengths[places], len(word))
        kept = errors <= np.where(longer <= SHORT, 0, np.where(longer <= MIDDLE, 1, 2))
        return (
            np.concatenate([initials, places[kept]]),
            np.concatenate([np.zeros(len(initials), dtype=np.int64), errors[kept]]),
        )


class NameIndex:
    """The names of one table; rows are counted from 0."""

    def __init__(self, surnames: pa.Array, given: pa.Array | None = None) -> None:
        texts = [_encoded(each) for each in (surnames, given) if each is not None]
        spelt = [[_held_words(text) for text in each.dictionary.to_pylist()] for each in texts]
        every = {word for each in spelt for held in each for word in held}
        self._vocabulary = _Vocabulary.of(sorted(every, key=lambda word: (len(word), word)))
        number = {word: place for place, word in enumerate(self._vocabulary.words)}
        self._texts = [each.dictionary.to_pylist() for each in texts]
        self._coded = [each.indices.to_numpy(zero_copy_only=False) for each in texts]
        words = [_numbered(each, number) for each in spelt]
        columns = [own[rows].T for own, rows in zip(words, self._coded, strict=True)]
        self._keys, self._rows = _pairs([column for part in columns for column in part])

    @property
    def words(self) -> int:
        """Return how many different words there are."""
        return len(self._vocabulary.words)

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the parts of the name in a row, as they are written there."""
        parts = zip(self._texts, self._coded, strict=True)
        return tuple(texts[rows[row]] for texts, rows in parts)

    def candidates(self, asked: Name, most_errors: int = MOST_ERRORS) -> tuple[Places, Places]:
        """Return the rows worth comparing with a name, each once, and their errors; fewest first.

        The errors are those of the two words that fit best.
        """
        near = [self._near_of(spellings) for spellings in _asked_words(asked)]
        if len(_places_of(asked)) == 1:  # the leading word of a record is paired with itself
            wanted = [(near[0][0] << _BITS | near[0][0], near[0][1])]
        else:
            wanted = [_keys_of(one, other, most_errors) for one, other in combinations(near, 2)]
        keys = np.concatenate([each[0] for each in wanted])
        errors = np.concatenate([each[1] for each in wanted])
        begins = np.searchsorted(self._keys, keys, side="left")
        counts = np.searchsorted(self._keys, keys, side="right") - begins
        held = counts > 0
        begins, counts, errors = begins[held], counts[held], errors[held]
        # every place from begin to begin + count, without a loop
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = self._rows[np.repeat(begins, counts) + offsets].astype(np.int64)
        return _fewest_first(rows, np.repeat(errors, counts))

    def _near_of(self, spellings: Sequence[str]) -> tuple[Places, Places]:
        """Return the near words of all spellings of one word, each with its fewest errors."""
        found = [self._vocabulary.near(spelling) for spelling in spellings]
        return _fewest_first(
            np.concatenate([each[0] for each in found]), np.concatenate([each[1] for each in found])
        )


def _fewest_first(places: Places, errors: Places) -> tuple[Places, Places]:
    """Return each place once with its fewest errors, those with few errors first."""
    order = np.lexsort((errors, places))
    places, errors = places[order], errors[order]
    once = np.ones(len(places), dtype=bool)
    once[1:] = places[1:] != places[:-1]
    places, errors = places[once], errors[once]
    order = np.argsort(errors, kind="stable")
    return places[order], errors[order]


def _asked_words(asked: Name) -> list[tuple[str, ...]]:
    """Return the spellings of every word, and of each part as it would be written in one word."""
    words = [word.spellings for word in _places_of(asked)]
    return words + [(joined(part),) for part in (asked.surname, asked.given) if len(part) > 1]


def _places_of(asked: Name) -> tuple[Word, ...]:
    return (*asked.surname, *asked.given)


def _keys_of(
    one: tuple[Places, Places], other: tuple[Places, Places], most_errors: int
) -> tuple[Places, Places]:
    """Return the keys of all pairs of two near words with few enough errors, and the errors."""
    errors = one[1][:, None] + other[1][None, :]
    rows, columns = np.nonzero(errors <= most_errors)
    a, b = one[0][rows], other[0][columns]
    return np.minimum(a, b) << _BITS | np.maximum(a, b), errors[rows, columns]


def _numbered(spelt: list[list[str]], number: Mapping[str, int]) -> Few:
    """Return the words of every different text as numbers, padded with -1."""
    widest = max(map(len, spelt), default=0) or 1
    table = np.full((max(len(spelt), 1), widest), _NOTHING, dtype=np.int32)
    for place, held in enumerate(spelt):
        table[place, : len(held)] = [number[word] for word in held]
    return table


def _encoded(texts: pa.Array) -> pa.DictionaryArray:
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return whole.fill_null("").dictionary_encode()


def _held_words(text: str) -> list[str]:
    """Return all spellings of the words of a text, and the words written as one."""
    words = words_of(text)
    held = [spelling for word in words for spelling in word.spellings][: _MOST_WORDS - 1]
    return [*held, joined(words)] if len(words) > 1 else held


def _pairs(columns: list[Few]) -> tuple[Places, Few]:
    """Return the sorted keys of every two words of a row, and the rows, of columns of words."""
    keys, rows = [], []
    for one, other in _choices(len(columns)):
        a, b = columns[one], columns[other]
        held = np.flatnonzero((a != _NOTHING) & (b != _NOTHING) & ((a != b) | (one == other)))
        low, high = np.minimum(a[held], b[held]), np.maximum(a[held], b[held])
        keys.append(low.astype(np.int64) << _BITS | high)
        rows.append(held.astype(np.int32))
    key, row = np.concatenate(keys), np.concatenate(rows)
    order = np.argsort(key, kind="stable")
    return key[order], row[order]


def _choices(columns: int) -> Iterator[tuple[int, int]]:
    """Yield every two columns, and the first one with itself."""
    yield 0, 0
    for one in range(columns):
        for other in range(one + 1, columns):
            yield one, other


def _letters(word: str) -> int:
    """Return a bit for each letter that is there, and one more for each that comes again."""
    bits = 0
    for letter in word:
        bit = 1 << ((ord(letter) - ord("A")) % 26)  # digits share the bits of letters
        bits |= bit << 26 if bits & bit else bit
    return bits

"""Find near names among millions without comparing with each of them.

Names are made of few words: ten million persons may have a hundred thousand different ones.  So a
question is first compared with the words, exactly and not by a sound key that loses some: a word is
near if it has few enough errors for its length (`errors_allowed`), if it is another spelling, or if
an initial fits.  Then only those records are looked at that hold two near words with two errors in
all at most, whatever their order.  What is lost is a name in which more is wrong than that; a test
measures it against brute force.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from aatulab.research.names.compare import Name, errors_allowed
from aatulab.research.names.spelling import Word, joined, words_of

Places = NDArray[np.int64]
Few = NDArray[np.int32]  # of ten million rows: half the memory
MOST_ERRORS = 2
_MOST_WORDS, _BITS, _NOTHING = 8, 32, -1
_MOST_CANDIDATES = 20_000


@dataclass(frozen=True)
class _Vocabulary:
    """Every word once, with its length and which letters it has (a bit each)."""

    words: NDArray[np.object_]
    lengths: NDArray[np.int16]
    letters: NDArray[np.uint64]
    first: NDArray[np.uint8]

    @classmethod
    def of(cls, words: Sequence[str]) -> "_Vocabulary":
        array = np.empty(len(words), dtype=object)
        array[:] = words
        return cls(
            array,
            np.array([len(word) for word in words], dtype=np.int16),
            np.array([_letters(word) for word in words], dtype=np.uint64),
            np.array([ord(word[0]) for word in words], dtype=np.uint8),
        )

    def near(self, word: str) -> tuple[Places, Places]:
        """Return the places of all words near to one, and with how many errors each."""
        if len(word) == 1:  # an initial
            places = np.flatnonzero(self.first == ord(word))
            return places, np.zeros(len(places), dtype=np.int64)
        # both sides allow errors, the longer one more; each changes two letters of the set at most
        most = errors_allowed(len(word) + 1)
        fits = np.abs(self.lengths - len(word)) <= most
        fits &= np.bitwise_count(self.letters ^ np.uint64(_letters(word))) <= 2 * most
        fits |= (self.lengths == 1) & (self.first == ord(word[0]))
        places = np.flatnonzero(fits)
        errors = process.cdist(
            [word], self.words[places].tolist(), scorer=OSA.distance, dtype=np.int64
        )[0]
        longer = np.maximum(self.lengths[places], len(word))
        allowed = np.where(longer <= 3, 0, np.where(longer <= 5, 1, 2))
        initial = self.lengths[places] == 1
        errors = np.where(initial, 0, errors)
        kept = initial | (errors <= allowed)
        return places[kept], errors[kept]


class NameIndex:
    """The names of one table; rows are counted from 0."""

    def __init__(self, surnames: pa.Array, given: pa.Array | None = None) -> None:
        words: dict[str, int] = {}
        own, self._surname = _coded(surnames, words)
        columns = [own[self._surname].T]
        self._surnames, self._given_names, self._given = _texts(surnames), [""], None
        if given is not None:
            other, self._given = _coded(given, words)
            self._given_names = _texts(given)
            columns.append(other[self._given].T)
        self._vocabulary = _Vocabulary.of(list(words))
        self._keys, self._rows = _pairs(columns)

    @property
    def words(self) -> int:
        """Return how many different words there are."""
        return len(self._vocabulary.words)

    def name(self, row: int) -> Name:
        """Return the name in a row."""
        given = "" if self._given is None else self._given_names[self._given[row]]
        return Name.of(self._surnames[self._surname[row]], given)

    def candidates(self, asked: Name) -> Places:
        """Return the rows worth comparing with a name, each once."""
        words = _asked_words(asked)
        near = [self._near_of(word) for word in words]
        if len(_places_of(asked)) == 1:
            wanted = [_keys_of(near[0], near[0], same=True)]
        else:
            wanted = [
                _keys_of(near[i], near[j], same=False)
                for i in range(len(words))
                for j in range(i + 1, len(words))
            ]
        keys = np.unique(np.concatenate([*wanted, np.empty(0, dtype=np.int64)]))
        begins = np.searchsorted(self._keys, keys, side="left")
        ends = np.searchsorted(self._keys, keys, side="right")
        held = np.flatnonzero(ends > begins)
        found = [self._rows[begins[k] : ends[k]] for k in held]
        rows = np.unique(np.concatenate([*found, np.empty(0, dtype=np.int32)]))
        return rows.astype(np.int64)[:_MOST_CANDIDATES]

    def _near_of(self, spellings: Sequence[str]) -> tuple[Places, Places]:
        """Return the near words of all spellings of one word, each with its fewest errors."""
        found = [self._vocabulary.near(spelling) for spelling in spellings]
        places = np.concatenate([each[0] for each in found])
        errors = np.concatenate([each[1] for each in found])
        order = np.lexsort((errors, places))
        places, errors = places[order], errors[order]
        once = np.ones(len(places), dtype=bool)
        once[1:] = places[1:] != places[:-1]
        return places[once], errors[once]


def _asked_words(asked: Name) -> list[tuple[str, ...]]:
    """Return the spellings of every word, and of each part as it would be written in one word."""
    words = [word.spellings for word in _places_of(asked)]
    return words + [(joined(part),) for part in (asked.surname, asked.given) if len(part) > 1]


def _places_of(asked: Name) -> tuple[Word, ...]:
    return (*asked.surname, *asked.given)


def _keys_of(one: tuple[Places, Places], other: tuple[Places, Places], *, same: bool) -> Places:
    """Return the keys of all pairs of two near words with few enough errors in all."""
    if same:  # one word was asked: a record's leading word is paired with itself
        return one[0] << _BITS | one[0]
    few = one[1][:, None] + other[1][None, :] <= MOST_ERRORS
    rows, columns = np.nonzero(few)
    low = np.minimum(one[0][rows], other[0][columns])
    return low << _BITS | np.maximum(one[0][rows], other[0][columns])


def _coded(texts: pa.Array, words: dict[str, int]) -> tuple[Few, Few]:
    """Return the words of every different text, padded with -1, and each row's text."""
    coded = _encoded(texts)
    spelt = [_held_words(text)[:_MOST_WORDS] for text in coded.dictionary.to_pylist()]
    widest = max(map(len, spelt), default=0) or 1
    table = np.full((max(len(spelt), 1), widest), _NOTHING, dtype=np.int32)
    for place, held in enumerate(spelt):
        for column, word in enumerate(held):
            table[place, column] = words.setdefault(word, len(words))
    return table, coded.indices.to_numpy(zero_copy_only=False).astype(np.int32)


def _encoded(texts: pa.Array) -> pa.DictionaryArray:
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return whole.fill_null("").dictionary_encode()


def _texts(texts: pa.Array) -> list[str]:
    return [str(text) for text in _encoded(texts).dictionary.to_pylist()]


def _held_words(text: str) -> list[str]:
    """Return all spellings of the words of a text, and the words written as one."""
    words = words_of(text)
    held = [spelling for word in words for spelling in word.spellings]
    return [*held, joined(words)] if len(words) > 1 else held


def _pairs(parts: list[Few]) -> tuple[Places, Few]:
    """Return the sorted keys of every two words of a row, and the rows, of columns of words."""
    columns = [column for part in parts for column in part]
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
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - 48 & 63)
    return bits

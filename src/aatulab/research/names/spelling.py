"""Write a name in A-Z, in every way that a list may have it.

A passport writes Müller as MUELLER (Doc 9303 part 3), a list of another service as MULLER, and a
name in another script in as many ways as there are clerks.  Each word is kept in both spellings.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from aatulab.codes.names import transliterate

_JOINTS = str.maketrans(dict.fromkeys('-‐‑–—/<_;:()&"“”+', " "))
_GONE = str.maketrans(dict.fromkeys("'’‘`´.,", ""))


@dataclass(frozen=True)
class Word:
    """One word of a name as it was written, and its spellings in A-Z, that of a passport first."""

    raw: str
    spellings: tuple[str, ...]

    @property
    def first(self) -> str:
        """Return the spelling of a passport."""
        return self.spellings[0]

    @property
    def is_initial(self) -> bool:
        """Return whether it is one letter that may stand for a name."""
        return len(self.first) == 1


@lru_cache(maxsize=100_000)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a name; a hyphen parts two, an apostrophe vanishes.

    >>> [word.spellings for word in words_of("O'Brien-Müller")]
    [('OBRIEN',), ('MUELLER', 'MULLER')]
    """
    plain = unicodedata.normalize("NFC", text).translate(_GONE).translate(_JOINTS)
    known = [(raw, spellings_of(raw)) for raw in plain.split()]
    return tuple(Word(raw, spellings) for raw, spellings in known if spellings)


def spellings_of(raw: str) -> tuple[str, ...]:
    """Return a word in A-Z and 0-9 in one or two spellings, or nothing if no letter is left.

    >>> spellings_of("Øye"), spellings_of("Дарья"), spellings_of("…")
    (('OEYE', 'OYE'), ('DARYA',), ())
    """
    if raw.isascii():
        return _letters(raw)
    plain = _letters(anyascii(raw))
    try:
        passport = _letters(transliterate(raw))
    except ValueError:  # not Latin: Doc 9303 has tables of its own, which the lab does not hold
        return plain
    return passport if passport == plain else (*passport, *plain)


def joined(words: tuple[Word, ...]) -> str:
    """Return the words written as one.

    >>> joined(words_of("Al Mansour"))
    'ALMANSOUR'
    """
    return "".join(word.first for word in words)


def _letters(text: str) -> tuple[str, ...]:
    kept = "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())
    return (kept,) if kept else ()

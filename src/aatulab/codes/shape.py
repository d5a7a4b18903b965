"""The shape of a code of fixed length: named parts, each with the characters it may hold.

One description serves a person's single text (`misfits` names every place that is wrong) and
whole columns (`fits` marks the rows that can be right).  Check digits are each code's own.
"""

import string
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Problem, size


@dataclass(frozen=True)
class Alphabet:
    """Characters that may stand somewhere, and how to say so."""

    characters: str
    words: str


DIGIT = Alphabet(string.digits, "a digit")
LETTER = Alphabet(string.ascii_uppercase, "a letter A-Z")
SYMBOL = Alphabet(string.digits + string.ascii_uppercase, "a digit or a letter A-Z")


@dataclass(frozen=True)
class Part:
    """A run of characters with a meaning."""

    name: str
    width: int
    alphabet: Alphabet = DIGIT


class Shape:
    """Parts in the order in which they are written.

    >>> shape = Shape("a ticket", Part("letters", 2, LETTER), Part("number", 3))
    >>> shape.width, shape.split("AB123")
    (5, {'letters': 'AB', 'number': '123'})
    >>> [str(problem) for problem in shape.misfits("AB1O3")]
    ["number, position 4: found 'O', expected a digit"]
    """

    def __init__(self, name: str, *parts: Part) -> None:
        self.name = name
        self.parts = parts
        self.width = sum(part.width for part in parts)

    def split(self, text: str) -> dict[str, str]:
        """Return what stands in each part's place, right or wrong; what is missing is empty."""
        found, start = {}, 0
        for part in self.parts:
            found[part.name] = text[start : start + part.width]
            start += part.width
        return found

    def misfits(self, text: str) -> list[Problem]:
        """Return every place that holds what it cannot; of a wrong length nothing else is said.

        Characters that are out of their place would all be wrong once one is missing.
        """
        if len(text) != self.width:
            found = size(text)
            expected = f"{self.width}: " + ", ".join(f"{p.width} of {p.name}" for p in self.parts)
            return [Problem("length", found, expected)]
        places = (part for part in self.parts for _ in range(part.width))
        return [
            Problem(part.name, character, part.alphabet.words, position)
            for position, (part, character) in enumerate(zip(places, text, strict=True), start=1)
            if character not in part.alphabet.characters
        ]

    def fits(self, matrix: Bytes) -> Flags:
        """Return for each row whether every character may stand where it stands."""
        good = np.ones(len(matrix), dtype=np.bool_)
        for position, allowed in enumerate(self._allowed):
            good &= allowed[matrix[:, position]]
        return good

    @cached_property
    def _allowed(self) -> list[npt.NDArray[np.bool_]]:
        tables = []
        for part in self.parts:
            table = np.zeros(256, dtype=np.bool_)
            table[np.frombuffer(part.alphabet.characters.encode("ascii"), dtype=np.uint8)] = True
            tables.extend([table] * part.width)
        return tables

"""Three check digits with every step shown: passport zone, air waybill, postal item.

Each rule gives the weights that it uses, so that a learner can follow by hand, and tries the slips
that people make on a text: which would show, and which would not.  Sums are checked in the tests
against `aatulab.codes`, which computes them another way.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from aatulab.errors import TargetingError

# letters and digits that eyes and scanners take for each other
LOOK_ALIKES = ("0O", "1I", "2Z", "5S", "6G", "8B")


@dataclass(frozen=True)
class DigitRule:
    """A check digit: what it is on, its weights, and how the sum becomes a digit."""

    name: str
    words: str
    alphabet: str
    length: int | None
    weights: tuple[int, ...]
    ending: Callable[[int], str]
    ending_words: str

    def read(self, text: str) -> str:
        """Return a text in capitals without spaces, or say what does not fit."""
        cleaned = text.upper().replace(" ", "")
        strangers = sorted(set(cleaned) - set(self.alphabet))
        if strangers or not cleaned:
            found = ", ".join(strangers) or "nothing"
            raise TargetingError(f"{self.name}: found {found}, expected {self.words}.")
        if self.length not in {None, len(cleaned)}:
            raise TargetingError(
                f"{self.name}: found {len(cleaned)} characters, expected {self.words}."
            )
        return cleaned

    def steps(self, text: str) -> pd.DataFrame:
        """Return one row a character: `value`, `weight`, `product`."""
        cleaned = self.read(text)
        table = pd.DataFrame(
            {
                "character": list(cleaned),
                "value": [_value(character) for character in cleaned],
                "weight": [self.weights[n % len(self.weights)] for n in range(len(cleaned))],
            }
        )
        return table.assign(product=table["value"] * table["weight"])

    def digit(self, text: str) -> str:
        """Return the check digit.

        >>> PASSPORT.digit("L898902C3"), AIR_WAYBILL.digit("8114074"), POSTAL_ITEM.digit("47312482")
        ('6', '3', '9')
        """
        return self._digit(self.read(text))

    def _digit(self, cleaned: str) -> str:
        weights = itertools.cycle(self.weights)
        return self.ending(sum(_value(c) * w for c, w in zip(cleaned, weights, strict=False)))

    def slips(self, text: str) -> pd.DataFrame:
        """Return the slips that people make on a text: `kind`, `becomes`, and whether it `shows`.

        A slip shows when the check digit that stands in the document no longer fits.
        """
        right, cleaned = self.digit(text), self.read(text)
        rows = [
            {"kind": kind, "becomes": slip, "shows": self._digit(slip) != right}
            for kind, slip in _slips(cleaned, self.alphabet)
        ]
        return pd.DataFrame(rows, columns=["kind", "becomes", "shows"])


def _value(character: str) -> int:
    return 0 if character == "<" else int(character, 36)


def _s10(total: int) -> str:
    digit = 11 - total % 11
    return {10: "0", 11: "5"}.get(digit, str(digit))


_DIGITS = "0123456789"
PASSPORT = DigitRule(
    "passport",
    "a field of the zone: A to Z, 0 to 9 and <",
    _DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ<",
    None,
    (7, 3, 1),
    lambda total: str(total % 10),
    "what is left after dividing by 10",
)
# what 10^6, 10^5 ... leave when divided by 7: so the sum leaves what the serial itself leaves
AIR_WAYBILL = DigitRule(
    "air waybill",
    "the seven digits after the airline's prefix",
    _DIGITS,
    7,
    (1, 5, 4, 6, 2, 3, 1),
    lambda total: str(total % 7),
    "what is left after dividing by 7",
)
POSTAL_ITEM = DigitRule(
    "postal item",
    "the eight digits between the letters",
    _DIGITS,
    8,
    (8, 6, 4, 2, 3, 5, 9, 7),
    _s10,
    "11 minus what is left after dividing by 11 (10 is written 0, 11 is written 5)",
)
RULES = (PASSPORT, AIR_WAYBILL, POSTAL_ITEM)


def _slips(text: str, alphabet: str) -> Iterator[tuple[str, str]]:
    for place, character in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        if character.isdigit():
            for other in _DIGITS:
                if other != character:
                    yield "one digit for another", before + other + after
        for pair in LOOK_ALIKES:
            if character in pair:
                other = pair.replace(character, "")
                if other in alphabet:
                    yield "a look-alike (O for 0)", before + other + after
        if after and after[0] != character:
            yield "two neighbours swapped", before + after[0] + character + after[1:]

"""Compare two addresses as a postman would: the same door, the same street, another place.

Words are written alike (`12 Alder St.` and `ALDER STREET 12` are one), and the parts are told apart
by their form.  It knows the kinds of streets of the lab's towns, not those of every country.
"""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from aatulab.research.names.compare import errors_allowed
from aatulab.research.names.spelling import words_of

AddressLevel = Literal["same", "same street", "different", "not known"]
_SHORT = {
    "AV": "AVENUE", "AVE": "AVENUE", "LN": "LANE", "RD": "ROAD", "SQ": "SQUARE", "ST": "STREET",
    "STR": "STREET",
}  # fmt: skip
_KINDS = frozenset({*_SHORT.values(), "QUAY"})


@dataclass(frozen=True)
class PlainAddress:
    """Street, number of the house and what else stands there, in capital letters."""

    street: str
    number: str
    rest: tuple[str, ...]


def plain_address(text: str) -> PlainAddress:
    """Return the parts of an address that was written in one line.

    >>> plain_address("Sedgewick St. 12a, 49326 Lisbon")
    PlainAddress(street='SEDGEWICK STREET', number='12A', rest=('49326', 'LISBON'))
    >>> plain_address("12, sedgewick street").street
    'SEDGEWICK STREET'
    """
    parts = [[_SHORT.get(word.first, word.first) for word in words_of(part)]
             for part in text.split(",")]  # fmt: skip
    place = next((n for n, words in enumerate(parts) if any(map(_is_word, words))), None)
    if place is None:
        return PlainAddress("", "", tuple(word for words in parts for word in words))
    line = [word for words in parts[: place + 1] for word in words]
    numbers = [word for word in line if not _is_word(word)]
    street = [word for word in line if _is_word(word)]
    rest = [*numbers[1:], *(word for words in parts[place + 1 :] for word in words)]
    ends = next((n + 1 for n, word in enumerate(street) if word in _KINDS), len(street))
    return PlainAddress(
        " ".join(street[:ends]), numbers[0] if numbers else "", (*street[ends:], *rest)
    )


def compare_addresses(asked: str, held: str) -> tuple[AddressLevel, str]:
    """Return how near two addresses are, and the reason in words.

    >>> compare_addresses("12 Alder St.", "ALDER STREET 12, 49326 Lisbon")[0]
    'same'
    >>> compare_addresses("12 Alder Street", "Alder Street 14")
    ('same street', 'the street is the same, the house is 12 and 14')
    """
    ours, theirs = plain_address(asked), plain_address(held)
    if not ours.street or not theirs.street:
        return "not known", "an address is missing"
    errors = OSA.distance(ours.street, theirs.street)
    longer = max(len(ours.street), len(theirs.street))
    if errors > errors_allowed(longer) or _are_apart(ours, theirs):
        return "different", "the address is another"
    slip = "" if not errors else f", {errors} letter{'s' if errors > 1 else ''} apart"
    if ours.number and ours.number == theirs.number:
        return "same", f"the address is the same{slip}"
    if not ours.number or not theirs.number:
        return "same street", f"the street is the same{slip}, a number of the house is missing"
    return "same street", f"the street is the same{slip}, the house is {ours.number} and " + (
        theirs.number
    )


def _are_apart(ours: PlainAddress, theirs: PlainAddress) -> bool:
    """Return whether both say more than the street and agree in none of it."""
    return bool(ours.rest and theirs.rest) and not set(ours.rest) & set(theirs.rest)


def _is_word(word: str) -> bool:
    return not word[0].isdigit()
